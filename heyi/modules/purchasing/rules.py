"""Amounts and progress of purchase documents: pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from heyi.kit.money import proportional_part, round_fraction
from heyi.kit.quantity import convert
from heyi.modules.purchasing.states import Progress

ZERO = Decimal(0)


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


def ordered_part(line: Mapping[Any, Any], name: str, quantity: Decimal) -> Decimal:
    """What of an order line's amount goes with `quantity` that is invoiced next, or below zero credited next.

    Each time it is the difference of what goes with all until then, so that parts of any size are the line to the cent.
    """
    before = line["invoiced"]
    upto, until = (
        proportional_part(line[name], done, line["quantity"]) for done in (before, before + quantity)
    )
    return until - upto


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """How far (quantity, done) pairs are: none, part, or all of it."""
    listed = list(pairs)
    if all(done >= quantity for quantity, done in listed):
        return Progress.FULL
    return Progress.PARTIAL if any(done > 0 for _, done in listed) else Progress.NONE


def owes_credit(line: Mapping[Any, Any]) -> bool:
    """Whether the supplier invoiced more of an order's line than we keep of it."""
    return bool(line["received"] - line["returned"] - line["invoiced"] < ZERO)
