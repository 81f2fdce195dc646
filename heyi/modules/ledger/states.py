"""How a period moves: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class PeriodState(StrEnum):
    """A period takes entries while it is open."""

    OPEN = "open"
    CLOSED = "closed"


TRANSITIONS: dict[tuple[PeriodState, str], PeriodState] = {
    (PeriodState.OPEN, "post"): PeriodState.OPEN,
    (PeriodState.OPEN, "close"): PeriodState.CLOSED,
    (PeriodState.CLOSED, "reopen"): PeriodState.OPEN,
}


def step(state: PeriodState, verb: str) -> PeriodState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.ledger_period.state.{state}", verb=f"verb.{verb}")
    return following


def allowed_verbs(state: PeriodState) -> list[str]:
    """What may be done with a period in this state."""
    return [verb for (from_state, verb) in TRANSITIONS if from_state is state]
