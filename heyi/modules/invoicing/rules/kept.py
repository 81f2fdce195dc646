"""What of the goods of suppliers' invoices went back, and which invoice bears it: pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from heyi.modules.invoicing.rules import ZERO


class Paper(NamedTuple):
    """A supplier's invoice or credit note for goods of one line of an order: of how many."""

    quantity: Decimal
    is_note: bool


def went_back(papers: Sequence[Paper], kept: Decimal) -> list[Decimal]:
    """By paper, in the order of entry, how many of its goods went back, where `kept` of all that came were kept.

    What is on invoices and was not kept went back: of the invoice that was entered last before others. What is on a
    credit note is of invoices that were entered before it. A credit note itself bears nothing.
    """
    invoiced = sum((paper.quantity for paper in papers if not paper.is_note), ZERO)
    open_quantity = invoiced - kept - sum((paper.quantity for paper in papers if paper.is_note), ZERO)
    found = []
    for paper in reversed(papers):
        if paper.is_note:
            open_quantity += paper.quantity
            found.append(ZERO)
            continue
        borne = min(max(open_quantity, ZERO), paper.quantity)
        open_quantity -= borne
        found.append(borne)
    return found[::-1]
