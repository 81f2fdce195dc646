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
    comes = _by_day(coming, today)
    ladders = {
        product_id: _ladder(free.get(product_id, ZERO), comes.get(product_id, {}), today)
        for product_id in {wish.product_id for wish in wishes}
    }
    return [_serve(wish, ladders[wish.product_id], free.get(wish.product_id, ZERO)) for wish in wishes]


def _by_day(coming: Iterable[Expected], today: date) -> dict[UUID, dict[date, Decimal]]:
    """How many of each product come on each day from today on."""
    found: dict[UUID, dict[date, Decimal]] = {}
    for one in coming:
        if one.day is not None and one.day >= today:
            days = found.setdefault(one.product_id, {})
            days[one.day] = days.get(one.day, ZERO) + one.quantity
    return found


def _ladder(free: Decimal, comes: Mapping[date, Decimal], today: date) -> deque[tuple[date, Decimal]]:
    """How many more can leave on each day, the earliest first."""
    steps: deque[tuple[date, Decimal]] = deque()
    owed = max(-free, ZERO)
    there = {**comes, today: max(free, ZERO) + comes.get(today, ZERO)}
    for day, quantity in sorted(there.items()):
        makes_good = min(owed, quantity)
        owed -= makes_good
        if quantity > makes_good:
            steps.append((day, quantity - makes_good))
    return steps


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
