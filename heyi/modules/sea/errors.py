"""What public seas refuse; each says the rule, the value and what to do."""

from heyi.platform.errors import AppError


class PoolNotEmpty(AppError):
    """A sea that holds records can neither be switched off nor hold another kind."""

    code = "sea.pool_not_empty"
    status = 409


class PoolInactive(AppError):
    """Nothing goes into or out of a sea that is switched off."""

    code = "sea.pool_inactive"
    status = 409


class PoolOfOthers(AppError):
    """The sea holds another kind of record."""

    code = "sea.pool_of_others"
    status = 422


class NotAdministrator(AppError):
    """Only administrators of the sea may do this."""

    code = "sea.not_administrator"
    status = 403


class NotInPool(AppError):
    """The record does not lie in this sea, or no longer: somebody else was faster."""

    code = "sea.not_in_pool"
    status = 409


class CoolDown(AppError):
    """Who had it last must wait."""

    code = "sea.cool_down"
    status = 409


class Protected(AppError):
    """It fell into the sea only just now."""

    code = "sea.protected"
    status = 409


class ClaimLimit(AppError):
    """He claimed as many today as one person may."""

    code = "sea.claim_limit"
    status = 409


class ViewLimit(AppError):
    """He opened as many today as one person may."""

    code = "sea.view_limit"
    status = 429


class Capacity(AppError):
    """The new owner would own more than a rule lets him."""

    code = "sea.capacity"
    status = 409


class LockQuota(AppError):
    """The owner would have more locked than a rule lets him."""

    code = "sea.lock_quota"
    status = 409


class Locked(AppError):
    """A locked record stays with its owner."""

    code = "sea.locked"
    status = 409


class NotOwned(AppError):
    """What nobody owns can be neither put back nor locked."""

    code = "sea.not_owned"
    status = 409


class Ended(AppError):
    """What has ended lies with whom it ended: nobody works on it any more, so nobody claims it."""

    code = "sea.ended"
    status = 409


class NightUndone(AppError):
    """The night was taken back before."""

    code = "sea.night_undone"
    status = 409


class NightUnderWay(AppError):
    """The night is being taken back already."""

    code = "sea.night_under_way"
    status = 409


class ReasonMissing(AppError):
    """Who puts a record back says why."""

    code = "sea.reason_missing"
    status = 422
