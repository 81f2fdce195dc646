"""How periods and vouchers move: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class PeriodState(StrEnum):
    """A period takes entries while it is open; what is locked is not opened again."""

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class VoucherState(StrEnum):
    """A voucher is in the books once it is posted; what is posted is only taken back by another."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    POSTED = "posted"
    REVERSED = "reversed"
    CANCELLED = "cancelled"


PERIODS: dict[tuple[PeriodState, str], PeriodState] = {
    (PeriodState.OPEN, "post"): PeriodState.OPEN,
    (PeriodState.OPEN, "close"): PeriodState.CLOSED,
    (PeriodState.CLOSED, "reopen"): PeriodState.OPEN,
    (PeriodState.CLOSED, "lock"): PeriodState.LOCKED,
}

VOUCHERS: dict[tuple[VoucherState, str], VoucherState] = {
    (VoucherState.DRAFT, "update"): VoucherState.DRAFT,
    (VoucherState.DRAFT, "review"): VoucherState.REVIEWED,
    (VoucherState.DRAFT, "post"): VoucherState.POSTED,
    (VoucherState.DRAFT, "cancel"): VoucherState.CANCELLED,
    (VoucherState.REVIEWED, "send_back"): VoucherState.DRAFT,
    (VoucherState.REVIEWED, "post"): VoucherState.POSTED,
    (VoucherState.POSTED, "reverse"): VoucherState.REVERSED,
}


def step_period(state: PeriodState, verb: str) -> PeriodState:
    """The state of a period after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = PERIODS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.ledger_period.state.{state}", verb=f"verb.{verb}")
    return following


def step_voucher(state: VoucherState, verb: str) -> VoucherState:
    """The state of a voucher after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = VOUCHERS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.voucher.state.{state}", verb=f"verb.{verb}")
    return following


def verbs_of_voucher(state: VoucherState) -> list[str]:
    """What may be done with a voucher in this state."""
    return [verb for (from_state, verb) in VOUCHERS if from_state is state]
