"""What can be promised of what is free and what comes: pure, no session."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.contracts.promises import Expected, Promise, PromisePart, Wish
from heyi.modules.stock.rules import ZERO


def promises(
    wishes: Sequence[Wish], free: Mapping[UUID, Decimal], coming: Iterable[Expected], today: date
) -> list[Promise]:
    """When each wish can leave, if they are served in their order: first from what is free, then from what comes.

    Nothing is promised twice: what an earlier wish takes is gone for the later ones. What should have come before today
    and did not, and what has no day, is promised to nobody. Where more has left than lay there, what comes makes that
    good first. Available to promise (APICS dictionary), by day instead of by period.
    """
    ladders = {wish.product_id: deque[tuple[date, Decimal]]() for wish in wishes}
    owed: dict[UUID, Decimal] = {}
    for product_id, ladder in ladders.items():
        now = free.get(product_id, ZERO)
        owed[product_id] = max(-now, ZERO)
        if now > ZERO:
            ladder.append((today, now))
    for product_id, day, quantity in _by_day(coming, today):
        if product_id not in ladders:
            continue
        makes_good = min(owed[product_id], quantity)
        owed[product_id] -= makes_good
        if quantity > makes_good:
            ladders[product_id].append((day, quantity - makes_good))
    return [_serve(wish, ladders[wish.product_id], free.get(wish.product_id, ZERO)) for wish in wishes]


def _by_day(coming: Iterable[Expected], today: date) -> list[tuple[UUID, date, Decimal]]:
    """What comes from today on, each product's earliest first."""
    sums: dict[tuple[date, UUID], Decimal] = {}
    for one in coming:
        if one.day is not None and one.day >= today:
            key = (one.day, one.product_id)
            sums[key] = sums.get(key, ZERO) + one.quantity
    return [(product_id, day, sums[day, product_id]) for day, product_id in sorted(sums)]


def _serve(wish: Wish, ladder: deque[tuple[date, Decimal]], available: Decimal) -> Promise:
    rest, parts = wish.quantity, []
    while rest > ZERO and ladder:
        day, there = ladder.popleft()
        taken = min(rest, there)
        rest -= taken
        parts.append(PromisePart(day, taken))
        if there > taken:
            ladder.appendleft((day, there - taken))
    return Promise(available=available, parts=parts, rest=rest)
