"""Units of a product as exact fractions of its own: nothing is rounded, so nothing drifts."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from heyi.kit.quantity import QUANTITY_PLACES, convert

OWN = Fraction(1)
LARGEST = 10**12


def is_exact(factor: Fraction) -> bool:
    """Whether any whole number of such units fits the six decimals of the ledger."""
    return 10**QUANTITY_PLACES % factor.denominator == 0


def in_own_unit(quantity: Decimal, factor: Fraction) -> Decimal:
    """A quantity of units that hold `factor` of the product's own each, in its own unit, exactly.

    Raises:
        QuantityError: it does not fit six decimals.
    """
    return convert(quantity, factor, OWN)


def of_own_unit(quantity: Decimal, factor: Fraction) -> Decimal | None:
    """A quantity of the product's own unit said in units that hold `factor` of it each; None where that is inexact."""
    said = Fraction(quantity) / factor
    return convert(quantity, OWN, factor) if 10**QUANTITY_PLACES % said.denominator == 0 else None


def price_in(price: Decimal, *, of: Fraction, to: Fraction) -> Fraction:
    """The price of a unit that holds `to`, when one that holds `of` costs `price`: exact, not yet rounded."""
    return Fraction(price) * to / of


def counted_in(factors: Mapping[UUID, Fraction], smallest: UUID) -> dict[UUID, Fraction] | None:
    """The same units counted in the smallest one instead (it holds 1 then); None where one of them is no exact number.

    `factors` holds every unit, the product's own too.
    """
    by = factors[smallest]
    anew = {unit: factor / by for unit, factor in factors.items()}
    fits = all(is_exact(factor) and _is_sayable(factor) for factor in anew.values())
    return anew if fits else None


def _is_sayable(factor: Fraction) -> bool:
    return factor.numerator <= LARGEST and factor.denominator <= LARGEST


def fits(quantity: Decimal, decimals: int, factor: Fraction = OWN) -> bool:
    """Whether a quantity of the product's own unit, said in units that hold `factor` of it, needs no more decimals."""
    said: Fraction = Fraction(quantity) / factor * 10**decimals
    return said.denominator == 1
