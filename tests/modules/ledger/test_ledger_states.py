import pytest

from heyi.modules.ledger.states import PeriodState, allowed_verbs, step
from heyi.platform.errors import WrongState


@pytest.mark.parametrize(
    ("state", "verb", "following"),
    [
        (PeriodState.OPEN, "post", PeriodState.OPEN),
        (PeriodState.OPEN, "close", PeriodState.CLOSED),
        (PeriodState.CLOSED, "reopen", PeriodState.OPEN),
    ],
)
def test_a_period_steps(state: PeriodState, verb: str, following: PeriodState) -> None:
    assert step(state, verb) is following


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (PeriodState.CLOSED, "post"),
        (PeriodState.CLOSED, "close"),
        (PeriodState.OPEN, "reopen"),
        (PeriodState.OPEN, "delete"),
    ],
)
def test_what_the_state_does_not_allow_is_refused(state: PeriodState, verb: str) -> None:
    with pytest.raises(WrongState) as caught:
        step(state, verb)
    assert caught.value.params == {"state": f"choice.ledger_period.state.{state}", "verb": f"verb.{verb}"}


def test_the_verbs_of_a_state() -> None:
    assert allowed_verbs(PeriodState.OPEN) == ["post", "close"]
    assert allowed_verbs(PeriodState.CLOSED) == ["reopen"]
