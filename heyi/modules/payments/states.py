"""How what is written off moves."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class WriteOffState(StrEnum):
    """What is written off is so at once, and may be taken back: then its invoices are open again."""

    POSTED = "posted"
    REVERSED = "reversed"


def take_back(state: WriteOffState) -> WriteOffState:
    """The state of what is taken back.

    Raises:
        WrongState: it is taken back already.
    """
    require_posted(state, "reverse")
    return WriteOffState.REVERSED


def require_posted(state: WriteOffState, verb: str) -> None:
    """Refuse a verb for what was taken back.

    Raises:
        WrongState: it was.
    """
    if state is not WriteOffState.POSTED:
        raise WrongState(state=f"choice.write_off.state.{state}", verb=f"verb.{verb}")
