import pytest

from heyi.modules.ledger.states import (
    PeriodState,
    VoucherState,
    step_period,
    step_voucher,
    verbs_of_voucher,
)
from heyi.platform.errors import WrongState


@pytest.mark.parametrize(
    ("state", "verb", "following"),
    [
        (PeriodState.OPEN, "post", PeriodState.OPEN),
        (PeriodState.OPEN, "close", PeriodState.CLOSED),
        (PeriodState.CLOSED, "reopen", PeriodState.OPEN),
        (PeriodState.CLOSED, "lock", PeriodState.LOCKED),
    ],
)
def test_a_period_steps(state: PeriodState, verb: str, following: PeriodState) -> None:
    assert step_period(state, verb) is following


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (PeriodState.CLOSED, "post"),
        (PeriodState.CLOSED, "close"),
        (PeriodState.OPEN, "reopen"),
        (PeriodState.OPEN, "lock"),
        (PeriodState.LOCKED, "reopen"),
        (PeriodState.OPEN, "delete"),
    ],
)
def test_what_the_state_of_a_period_does_not_allow_is_refused(state: PeriodState, verb: str) -> None:
    with pytest.raises(WrongState) as caught:
        step_period(state, verb)
    assert caught.value.params == {"state": f"choice.ledger_period.state.{state}", "verb": f"verb.{verb}"}


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (VoucherState.DRAFT, ["update", "review", "post", "cancel"]),
        (VoucherState.REVIEWED, ["send_back", "post"]),
        (VoucherState.POSTED, ["reverse"]),
        (VoucherState.REVERSED, []),
        (VoucherState.CANCELLED, []),
    ],
)
def test_the_verbs_of_a_voucher(state: VoucherState, verbs: list[str]) -> None:
    assert verbs_of_voucher(state) == verbs


def test_what_the_state_of_a_voucher_does_not_allow_is_refused() -> None:
    with pytest.raises(WrongState) as caught:
        step_voucher(VoucherState.POSTED, "update")
    assert caught.value.params == {"state": "choice.voucher.state.posted", "verb": "verb.update"}
