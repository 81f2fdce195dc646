"""The rules of the goods ledger: pure, exact, no session."""

from decimal import Decimal

from heyi.kit.money import proportional_part, round_amount

ZERO = Decimal(0)
ONE = Decimal(1)


def unit_cost(*, on_hand: Decimal, value: Decimal) -> Decimal | None:
    """The average cost of one unit to six places, or None when nothing is there."""
    return round_amount(value / on_hand, 6) if on_hand else None


def worth_here(value: Decimal, here: Decimal, pooled: Decimal) -> Decimal:
    """A place's part of what all goods of a product are worth; below zero where more has left than lay there."""
    if not pooled:
        return ZERO
    if ZERO <= here <= pooled:
        return proportional_part(value, here, pooled)
    return round_amount(value * here / pooled)


def share_on_hand(difference: Decimal, *, lying: Decimal, quantity: Decimal, value: Decimal) -> Decimal:
    """How much of a difference in the cost of `quantity` falls on the part that still lies there.

    Goods are never worth less than nothing: what a lower price takes beyond their `value` is left to what went.
    """
    if not lying:
        return ZERO
    share = round_amount(difference * lying / quantity)
    return max(share, -value)
