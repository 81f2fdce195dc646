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


class ChangedHands(AppError):
    """A row belongs to somebody else by now, so it is not given back."""

    code = "records.changed_hands"
    status = 409
