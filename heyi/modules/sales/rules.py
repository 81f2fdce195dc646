"""Amounts and progress of sales documents: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from heyi.kit.money import proportional_part
from heyi.modules.sales.states import Progress

ZERO = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """What a line or a part of it comes to."""

    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal = ZERO


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """How far (quantity, done) pairs are: none, part, or all of it."""
    listed = list(pairs)
    if all(done >= quantity for quantity, done in listed):
        return Progress.FULL
    return Progress.PARTIAL if any(done > 0 for _, done in listed) else Progress.NONE


def part_of(whole: Amounts, *, quantity: Decimal, of: Decimal, before: Decimal, taken: Amounts) -> Amounts:
    """The amounts of `quantity` out of `of`, when `before` with the amounts `taken` went earlier.

    The last part takes the exact rest, so all parts together are the whole to the cent; net + tax = gross in each.
    """

    def share(total: Decimal, already: Decimal) -> Decimal:
        return proportional_part(total, quantity, of - before, already=already)

    gross, tax = share(whole.gross, taken.gross), share(whole.tax, taken.tax)
    return Amounts(gross - tax, tax, gross, share(whole.cost, taken.cost))
