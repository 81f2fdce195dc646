"""How an invoice moves: (state, verb) -> state."""

from enum import StrEnum
from typing import Final

from heyi.modules.invoicing.errors import OnlyOpening
from heyi.platform.errors import WrongState

OPENING: Final = "opening"
# What is owed since a bill that settled something before these books was not paid.
OF_BILL: Final = "bill"


class InvoiceState(StrEnum):
    """A draft can still be withdrawn; a posted invoice is corrected by a credit note only.

    What was owed before Heyi kept the books is posted at once, and may be taken back while nothing of it is settled.
    """

    DRAFT = "draft"
    POSTED = "posted"
    CANCELLED = "cancelled"


TRANSITIONS: dict[tuple[InvoiceState, str], InvoiceState] = {
    (InvoiceState.DRAFT, "post"): InvoiceState.POSTED,
    (InvoiceState.DRAFT, "cancel"): InvoiceState.CANCELLED,
}


def step(state: InvoiceState, verb: str) -> InvoiceState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.sales_invoice.state.{state}", verb=f"verb.{verb}")
    return following


def take_back_opening(kind: str, state: InvoiceState) -> InvoiceState:
    """The state of what was owed before once it is taken back.

    Raises:
        OnlyOpening: it is another invoice.
        WrongState: it is taken back already.
    """
    if kind != OPENING:
        raise OnlyOpening
    if state is not InvoiceState.POSTED:
        raise WrongState(state=f"choice.sales_invoice.state.{state}", verb="verb.reverse")
    return InvoiceState.CANCELLED


class LandedState(StrEnum):
    """What goods cost on their way is spread at once; it may be taken back, by a document of its own in red."""

    POSTED = "posted"
    REVERSED = "reversed"
    REVERSAL = "reversal"


def take_back(state: LandedState) -> LandedState:
    """The state of what is taken back.

    Raises:
        WrongState: it is taken back already, or takes back another.
    """
    if state is not LandedState.POSTED:
        raise WrongState(state=f"choice.landed_cost.state.{state}", verb="verb.reverse")
    return LandedState.REVERSED
