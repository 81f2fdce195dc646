"""Every state of an invoice with every verb."""

from itertools import product

import pytest

from heyi.modules.invoicing.states import TRANSITIONS, InvoiceState, step
from heyi.platform.errors import WrongState
from heyi.platform.messages import catalogue

LEADS_TO = {("draft", "post"): "posted", ("draft", "cancel"): "cancelled"}


@pytest.mark.parametrize(("state", "verb"), list(product(InvoiceState, ("post", "cancel", "update"))))
def test_a_verb_leads_where_the_table_says_or_is_refused(state: InvoiceState, verb: str) -> None:
    expected = LEADS_TO.get((state.value, verb))
    if expected is not None:
        assert step(state, verb) is InvoiceState(expected)
        return
    with pytest.raises(WrongState) as refusal:
        step(state, verb)
    assert refusal.value.params == {"state": f"choice.sales_invoice.state.{state}", "verb": f"verb.{verb}"}
    assert {str(word) for word in refusal.value.params.values()} <= catalogue().keys()


def test_a_posted_invoice_is_never_changed() -> None:
    assert {(state.value, verb): to.value for (state, verb), to in TRANSITIONS.items()} == LEADS_TO
