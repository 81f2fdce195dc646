"""Every state of an order with every verb: where it leads, or that it is refused."""

from itertools import product

import pytest

from heyi.modules.sales.states import TRANSITIONS, OrderState, Progress, allowed_verbs, step
from heyi.platform.errors import WrongState
from heyi.platform.messages import catalogue

VERBS = ("update", "confirm", "deliver", "change", "reschedule", "close", "cancel")
LEADS_TO = {
    ("draft", "update"): "draft",
    ("draft", "confirm"): "confirmed",
    ("draft", "cancel"): "cancelled",
    ("confirmed", "deliver"): "confirmed",
    ("confirmed", "change"): "confirmed",
    ("confirmed", "reschedule"): "confirmed",
    ("confirmed", "close"): "closed",
    ("confirmed", "cancel"): "cancelled",
}


@pytest.mark.parametrize(("state", "verb"), list(product(OrderState, VERBS)))
def test_a_verb_leads_where_the_table_says_or_is_refused(state: OrderState, verb: str) -> None:
    expected = LEADS_TO.get((state.value, verb))
    if expected is not None:
        assert step(state, verb) is OrderState(expected)
        return
    with pytest.raises(WrongState) as refusal:
        step(state, verb)
    assert refusal.value.params == {"state": f"choice.sales_order.state.{state}", "verb": f"verb.{verb}"}
    assert {str(word) for word in refusal.value.params.values()} <= catalogue().keys()


def test_the_table_holds_nothing_more() -> None:
    assert {(state.value, verb): to.value for (state, verb), to in TRANSITIONS.items()} == LEADS_TO


def test_no_verb_leads_out_of_an_end() -> None:
    ends = {OrderState.CLOSED, OrderState.CANCELLED}
    assert {state for state, _ in TRANSITIONS} & ends == set()
    assert set(TRANSITIONS.values()) - {state for state, _ in TRANSITIONS} == ends


@pytest.mark.parametrize(
    ("state", "delivery", "billable", "expected"),
    [
        ("draft", "none", False, ["confirm", "update", "cancel"]),
        ("confirmed", "none", False, ["deliver", "change", "reschedule", "cancel"]),
        ("confirmed", "partial", True, ["deliver", "invoice", "change", "reschedule", "close"]),
        ("confirmed", "partial", False, ["deliver", "change", "reschedule", "close"]),
        ("confirmed", "full", True, ["invoice"]),
        ("confirmed", "full", False, []),
        ("closed", "partial", True, ["invoice"]),
        ("closed", "partial", False, []),
        ("cancelled", "none", False, []),
    ],
)
def test_what_may_be_done_next_comes_main_step_first(
    state: str, delivery: str, billable: bool, expected: list[str]
) -> None:
    assert allowed_verbs(OrderState(state), Progress(delivery), billable=billable) == expected
