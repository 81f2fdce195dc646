"""How an acceptance bill moves."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class BillState(StrEnum):
    """A bill is held while something of it is left, used when nothing is, or taken back as if it had never come."""

    HELD = "held"
    USED = "used"
    REVERSED = "reversed"


def require_held(state: BillState, verb: str) -> None:
    """Refuse a verb for a bill of which nothing is left, or that was taken back.

    Raises:
        WrongState: it is not held.
    """
    if state is not BillState.HELD:
        raise WrongState(state=f"choice.bill.state.{state}", verb=f"verb.{verb}")
