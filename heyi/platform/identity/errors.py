"""What the door refuses."""

from heyi.platform.errors import AppError


class WrongPassword(AppError):
    """Login or password is wrong; which of them is not told."""

    code = "identity.wrong_password"
    status = 401


class CodeRequired(AppError):
    """The password is right, and the second factor is asked for."""

    code = "identity.code_required"
    status = 401


class WrongCode(AppError):
    """The code of the second factor is wrong, too old, or was used before."""

    code = "identity.wrong_code"
    status = 401


class WrongCurrentPassword(AppError):
    """Somebody signed in changes what guards his login, and the password he gives is not his."""

    code = "identity.wrong_current_password"
    status = 422


class LinkUnusable(AppError):
    """The link was used before, is too old, or was never given out."""

    code = "identity.link_unusable"
    status = 410


class PersonNeeded(AppError):
    """An API key asks for what only a person may do himself."""

    code = "identity.person_needed"
    status = 403


class SecondFactorOn(AppError):
    """The second factor is on already."""

    code = "identity.second_factor_on"
    status = 409


class SecondFactorOff(AppError):
    """The second factor is not on, or was not begun."""

    code = "identity.second_factor_off"
    status = 409


class LastOwner(AppError):
    """The change would leave the tenant without an active owner."""

    code = "identity.last_owner"
    status = 409


class OwnerRoleFixed(AppError):
    """The owner's role always allows everything."""

    code = "identity.owner_role_fixed"
    status = 409


class MoreThanOwn(AppError):
    """Somebody gives, or takes from another, what he does not hold himself."""

    code = "identity.more_than_own"
    status = 403


class Circle(AppError):
    """The new place in the tree lies below the thing itself."""

    code = "identity.circle"
    status = 409


class LoginElsewhere(AppError):
    """The login belongs to another tenant too, so nobody of this one may open it."""

    code = "identity.login_elsewhere"
    status = 409


class AlreadyMember(AppError):
    """The login belongs to a user of this tenant."""

    code = "identity.already_member"
    status = 409


class SeeingAsReads(AppError):
    """Whoever looks with another's eyes changes nothing."""

    code = "identity.seeing_as_reads"
    status = 403


class SeeingAsUnsaid(AppError):
    """The look with another's eyes was not begun where it is put on record, or too long ago."""

    code = "identity.seeing_as_unsaid"
    status = 403
