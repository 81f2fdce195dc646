"""Quantities: six decimals, and exact factors between units (a dozen is 12, a gram is 1/1000 kg)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Annotated, Final, TypeVar

from heyi.kit.money import round_amount

QUANTITY_PLACES: Final = 6
K = TypeVar("K")


class NoMoney:
    """Marks a figure of a contract that is no money."""


# A quantity or a rate, as documents tell it also to who may not see their amounts.
Unpriced = Annotated[Decimal, NoMoney()]

_EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP)


class QuantityError(ValueError):
    """The quantity has no exact value in the other unit: one piece is not a whole number of thirds."""

    def __init__(self, quantity: Decimal, exact: Fraction) -> None:
        super().__init__(f"{quantity} becomes {exact}, which does not fit {QUANTITY_PLACES} decimals")
        self.quantity = quantity
        self.exact = exact


def round_quantity(value: Decimal, places: int = QUANTITY_PLACES) -> Decimal:
    """Round a quantity half-up to six decimals, or to as many as its unit has.

    Raises:
        ValueError: the value is infinite or not a number.
    """
    return round_amount(value, places)


def convert(
    quantity: Decimal, factor_from: Fraction, factor_to: Fraction, *, rounded: bool = False
) -> Decimal:
    """Say a quantity in another unit of the same kind.

    A unit's factor is how many base units one of it holds, as an exact fraction. The answer is exact; one
    that needs more than six decimals is refused, because the way back would not give the first quantity
    again. With `rounded` it is rounded half-up instead.

    Raises:
        QuantityError: the answer does not fit six decimals, and rounding was not asked for.
        ValueError: a factor is not above zero, or the quantity is not finite.
    """
    if factor_from <= 0 or factor_to <= 0:
        raise ValueError("a unit holds more than nothing of its base unit")
    if not quantity.is_finite():
        raise ValueError(f"{quantity} is not a quantity")
    exact = Fraction(quantity) * factor_from / factor_to
    answer = round_quantity(_EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator)))
    if not rounded and Fraction(answer) != exact:
        raise QuantityError(quantity, exact)
    return answer


def summed(pairs: Iterable[tuple[K, Decimal]]) -> dict[K, Decimal]:
    """The sum of the quantities of each key, in the order in which the keys first came."""
    sums: dict[K, Decimal] = {}
    for key, quantity in pairs:
        sums[key] = sums.get(key, Decimal(0)) + quantity
    return sums
