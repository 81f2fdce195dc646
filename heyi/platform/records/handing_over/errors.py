"""Refusals of hand-overs."""

from heyi.platform.errors import AppError


class HandOverRuns(AppError):
    """What belongs to this person is being handed over already."""

    code = "records.hand_over_runs"
    status = 409


class StayedWithIts(AppError):
    """A row stays with its owner because what it belongs to stays."""

    code = "records.stayed_with_its"
    status = 409


class TooManyAlong(AppError):
    """More would go along than one request hands over."""

    code = "records.too_many_along"
    status = 422


class HasLeft(AppError):
    """Whoever was to get a row was switched off meanwhile."""

    code = "records.has_left"
    status = 409


class UnseenRemain(AppError):
    """Records of his are beyond the reach of whoever hands his things over."""

    code = "records.unseen_remain"
    status = 409


class BeyondReach(AppError):
    """Why a row stays is told only to those who see the row."""

    code = "records.beyond_reach"
    status = 409


class ChangedHands(AppError):
    """A row belongs to somebody else by now, so it is not given back."""

    code = "records.changed_hands"
    status = 409
