"""What lies there day by day, and what can be promised of it: pure, no session."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from heyi.modules.stock.contracts.by_date import Announced
from heyi.modules.stock.rules import ZERO


@dataclass(frozen=True)
class Day:
    """A day with what is promised for it; what lies there after it, and how many of that are promised to nobody."""

    day: date | None
    promises: Sequence[Announced]
    lies: Decimal
    available: Decimal

    @property
    def comes(self) -> Decimal:
        """How many come."""
        return sum((one.quantity for one in self.promises if one.quantity > ZERO), ZERO)

    @property
    def goes(self) -> Decimal:
        """How many go."""
        return -sum((one.quantity for one in self.promises if one.quantity < ZERO), ZERO)


def day_by_day(lies: Decimal, promises: Sequence[Announced], today: date) -> list[Day]:
    """Today and every later day on which anything is promised, and last what has no day.

    What should have gone already goes today; what should have come and did not comes nobody knows when. What can be
    promised for a day is the least that lies there on it and on all later days: what comes without a day may be too
    late for any of them, so it is no part of that.
    """
    of: dict[date, list[Announced]] = defaultdict(list)
    sometime = []
    for one in promises:
        if one.day is None or (one.day < today and one.quantity > ZERO):
            sometime.append(one)
        else:
            of[max(one.day, today)].append(one)
    days = sorted({today, *of})
    after = []
    for day in days:
        lies += sum((one.quantity for one in of[day]), ZERO)
        after.append(lies)
    found = [Day(day, of[day], after[at], min(after[at:])) for at, day in enumerate(days)]
    if sometime:
        lies += sum((one.quantity for one in sometime), ZERO)
        found.append(Day(None, sometime, lies, lies))
    return found
