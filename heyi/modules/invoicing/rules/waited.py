"""What goods turned out to cost while they waited for their invoice, and on which day it becomes cost: pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from heyi.kit.money import round_amount
from heyi.modules.invoicing.rules import ZERO


class Change(NamedTuple):
    """What goods of a line turned out to cost more, and on which day; or, with `back`, what took its part of it off."""

    day: date
    amount: Decimal
    back: bool


def became_cost(changes: Iterable[Change], invoiced_on: date) -> Mapping[date, Decimal]:
    """By day, what becomes cost: what was found until the invoice's day on that day, what was found later on its own.

    Goods that came back are on no invoice: they took their part of all that was found until then.
    """
    found: dict[date, Decimal] = {}
    for change in changes:
        if change.back and found:
            found = _less(found, change.amount)
        else:
            day = max(change.day, invoiced_on)
            found[day] = found.get(day, ZERO) + change.amount
    return {day: amount for day, amount in found.items() if amount}


def _less(found: Mapping[date, Decimal], amount: Decimal) -> dict[date, Decimal]:
    """Share what was taken among the days by what each has; the last takes the exact rest."""
    whole, *_, last = sum(found.values(), ZERO), *found
    shares = {day: round_amount(amount * own / whole) if whole else ZERO for day, own in found.items()}
    shares[last] += amount - sum(shares.values(), ZERO)
    return {day: own + shares[day] for day, own in found.items()}
