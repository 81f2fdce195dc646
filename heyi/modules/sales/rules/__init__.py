"""Amounts and progress of sales documents: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from heyi.kit.money import proportional_part, round_amount, round_fraction
from heyi.kit.quantity import convert, summed
from heyi.modules.sales.states import Progress

ZERO = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """What a line or a part of it comes to."""

    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal = ZERO


def own_price(line: Mapping[Any, Any]) -> Decimal:
    """What one of the product's own unit costs on an order's line, priced by the unit as typed; to six decimals."""
    factor = Fraction(line["unit_numerator"], line["unit_denominator"])
    return round_fraction(Fraction(line["unit_price"]) / factor)


def in_own_unit(line: Mapping[Any, Any], quantity: Decimal) -> Decimal:
    """A quantity of the unit in which an order's line was typed, in the product's own, exactly.

    Raises:
        QuantityError: it does not fit six decimals.
    """
    return convert(quantity, Fraction(line["unit_numerator"], line["unit_denominator"]), Fraction(1))


def below_floor(line: Mapping[Any, Any]) -> Decimal | None:
    """The floor of the unit in which an order's line is priced, if the line is priced below it; compared exactly."""
    if line["floor_price"] is None:
        return None
    floor = Fraction(line["floor_price"]) * line["unit_numerator"] / line["unit_denominator"]
    return round_fraction(floor) if Fraction(line["unit_price"]) < floor else None


def margin(net: Decimal, cost: Decimal) -> Decimal | None:
    """What is left of a net amount beyond the cost, in percent of it to one decimal; of nothing nothing can be left."""
    return round_amount((net - cost) * 100 / net, 1) if net > 0 else None


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """How far (quantity, done) pairs are: none, part, or all of it."""
    listed = list(pairs)
    if all(done >= quantity for quantity, done in listed):
        return Progress.FULL
    return Progress.PARTIAL if any(done > 0 for _, done in listed) else Progress.NONE


def next_delivery(head: date | None, lines: Iterable[Mapping[Any, Any]]) -> date | None:
    """The earliest day for which anything of these lines is still to be delivered: each by its own day, or by the
    order's; None where nothing is open, or no day was said."""
    days = [line["deliver_on"] or head for line in lines if line["delivered"] < line["quantity"]]
    return min((day for day in days if day), default=None)


@dataclass(frozen=True)
class Recognised:
    """What a line of goods is revenue of as they leave, and on which account."""

    net: Decimal
    tax: Decimal
    revenue: str


def recognised_sides(
    lines: Iterable[Recognised], *, receivable: str, deferred: str, sign: int
) -> list[tuple[str, Decimal, Decimal]]:
    """Receivable against revenue, and VAT that waits for its invoice: (account, debit, credit); in red by `sign` -1."""
    listed = list(lines)
    credited = summed((line.revenue, sign * line.net) for line in listed)
    credited[deferred] = credited.get(deferred, ZERO) + sum((sign * line.tax for line in listed), ZERO)
    sides = [(receivable, sum(credited.values(), ZERO), ZERO)]
    sides += [(account, ZERO, amount) for account, amount in credited.items()]
    return [side for side in sides if side[1] or side[2]]


def part_of(whole: Amounts, *, quantity: Decimal, of: Decimal, before: Decimal, taken: Amounts) -> Amounts:
    """The amounts of `quantity` out of `of`, when `before` with the amounts `taken` went earlier.

    The last part takes the exact rest, so all parts together are the whole to the cent; net + tax = gross in each.
    """

    def share(total: Decimal, already: Decimal) -> Decimal:
        return proportional_part(total, quantity, of - before, already=already)

    gross, tax = share(whole.gross, taken.gross), share(whole.tax, taken.tax)
    return Amounts(gross - tax, tax, gross, share(whole.cost, taken.cost))
