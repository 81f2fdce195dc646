"""Moving weighted average (移动加权平均法, 小企业会计准则 art. 13): pure, exact, no session."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from heyi.kit.money import round_amount

K = TypeVar("K")
ZERO = Decimal(0)


def issue_value(*, on_hand: Decimal, value: Decimal, quantity: Decimal) -> Decimal:
    """What `quantity` of the `on_hand` goods worth `value` is worth when it leaves.

    The last unit takes the exact rest, so a warehouse that is empty is worth nothing.

    Raises:
        ValueError: more leaves than is there.
    """
    if quantity > on_hand:
        raise ValueError(f"{quantity} cannot leave of {on_hand}")
    if quantity == on_hand:
        return value
    return min(value, round_amount(value * quantity / on_hand))


def unit_cost(*, on_hand: Decimal, value: Decimal) -> Decimal | None:
    """The average cost of one unit to six places, or None when nothing is there."""
    return round_amount(value / on_hand, 6) if on_hand else None


def summed(pairs: Iterable[tuple[K, Decimal]]) -> dict[K, Decimal]:
    """The sum of the quantities of each key."""
    sums: dict[K, Decimal] = {}
    for key, quantity in pairs:
        sums[key] = sums.get(key, ZERO) + quantity
    return sums
