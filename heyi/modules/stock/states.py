"""How the documents of stock move: (state, verb) -> state."""

from enum import StrEnum
from typing import TypeVar

from heyi.platform.errors import WrongState


class MiscState(StrEnum):
    """A miscellaneous document is posted at once; it may be taken back, or what it found is put to its cause.

    What takes it back is a document of its own, in red.
    """

    POSTED = "posted"
    SETTLED = "settled"
    REVERSED = "reversed"
    REVERSAL = "reversal"


class TransferState(StrEnum):
    """Where the goods of a transfer are: still here, on their way, or all of them accounted for."""

    DRAFT = "draft"
    SENT = "sent"
    DONE = "done"
    CANCELLED = "cancelled"


class CountState(StrEnum):
    """A count is being made, its differences are posted, or it was given up."""

    COUNTING = "counting"
    POSTED = "posted"
    GIVEN_UP = "given_up"


State = TypeVar("State", bound=StrEnum)

MISC: dict[tuple[MiscState, str], MiscState] = {
    (MiscState.POSTED, "reverse"): MiscState.REVERSED,
    (MiscState.POSTED, "settle"): MiscState.SETTLED,
}
TRANSFER: dict[tuple[TransferState, str], TransferState] = {
    (TransferState.DRAFT, "send"): TransferState.SENT,
    (TransferState.DRAFT, "send_directly"): TransferState.DONE,
    (TransferState.DRAFT, "update"): TransferState.DRAFT,
    (TransferState.DRAFT, "cancel"): TransferState.CANCELLED,
    (TransferState.SENT, "arrive"): TransferState.SENT,
    (TransferState.SENT, "come_back"): TransferState.SENT,
    (TransferState.SENT, "write_off"): TransferState.SENT,
}
COUNT: dict[tuple[CountState, str], CountState] = {
    (CountState.COUNTING, "count"): CountState.COUNTING,
    (CountState.COUNTING, "recount"): CountState.COUNTING,
    (CountState.COUNTING, "post"): CountState.POSTED,
    (CountState.COUNTING, "give_up"): CountState.GIVEN_UP,
}


def step(record: str, transitions: dict[tuple[State, str], State], state: State, verb: str) -> State:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = transitions.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.{record}.state.{state}", verb=f"verb.{verb}")
    return following


def verbs_of(transitions: dict[tuple[State, str], State], state: State) -> list[str]:
    """What the state allows, the main step first."""
    return [verb for (from_state, verb) in transitions if from_state is state]
