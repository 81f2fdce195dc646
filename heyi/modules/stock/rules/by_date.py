"""What lies there day by day, and what can be promised of it: pure, no session."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from heyi.modules.stock.contracts.by_date import Announced
from heyi.modules.stock.rules import ZERO


@dataclass(frozen=True)
class Day:
    """A day with what is promised for it; what lies there after it, and how many of that are promised to nobody.

    So many as `expires` had their last day since the day before it.
    """

    day: date | None
    promises: Sequence[Announced]
    lies: Decimal
    available: Decimal
    expires: Decimal = ZERO

    @property
    def comes(self) -> Decimal:
        """How many come."""
        return sum((one.quantity for one in self.promises if one.quantity > ZERO), ZERO)

    @property
    def goes(self) -> Decimal:
        """How many go."""
        return -sum((one.quantity for one in self.promises if one.quantity < ZERO), ZERO)


class _Lying:
    """What lies there on a day: what expires first goes first, and what nobody took by its last day is lost."""

    def __init__(self, lies: Decimal, last_days: Mapping[date, Decimal]) -> None:
        self._lots = dict(sorted(last_days.items()))
        # Without a last day, as what comes is taken to be; below zero where more goes than lies there.
        self._lasting = lies - sum(last_days.values(), ZERO)

    @property
    def lies(self) -> Decimal:
        return self._lasting + sum(self._lots.values(), ZERO)

    def expire(self, day: date) -> Decimal:
        """How many are lost whose last day was before this one."""
        return sum((self._lots.pop(last) for last in list(self._lots) if last < day), ZERO)

    def move(self, promises: Sequence[Announced]) -> None:
        """Let come what comes, and then go what goes."""
        self._lasting += sum((one.quantity for one in promises if one.quantity > ZERO), ZERO)
        goes = -sum((one.quantity for one in promises if one.quantity < ZERO), ZERO)
        for last, quantity in self._lots.items():
            taken = min(quantity, goes)
            self._lots[last] -= taken
            goes -= taken
        self._lasting -= goes


def day_by_day(
    lies: Decimal,
    promises: Sequence[Announced],
    today: date,
    last_days: Mapping[date, Decimal] = MappingProxyType({}),
) -> list[Day]:
    """Today and every later day on which anything is promised or has expired, and last what has no day.

    What should have gone already goes today; what should have come and did not comes nobody knows when. Of what lies
    there, so many have `last_days` from today on; they go first, and past that day nobody gets them. What can be
    promised for a day is the least that lies there on it and on all later days, and what will have expired by then
    beside it: what comes without a day may be too late for any of them, so it is no part of that.
    """
    of: dict[date, list[Announced]] = defaultdict(list)
    sometime = []
    for one in promises:
        if one.day is None or (one.day < today and one.quantity > ZERO):
            sometime.append(one)
        else:
            of[max(one.day, today)].append(one)
    here = _Lying(lies, last_days)
    days, after, lost = [], [], []
    for day in sorted({today, *of, *(last + timedelta(days=1) for last in last_days)}):
        expires = here.expire(day)
        here.move(of[day])
        if day == today or of[day] or expires:
            days.append(day)
            after.append(here.lies)
            lost.append(expires)
    found = []
    for at, day in enumerate(days):
        # Who takes more on a day takes first what would be lost after it.
        most = min(after[later] + sum(lost[at + 1 : later + 1], ZERO) for later in range(at, len(days)))
        found.append(Day(day, of[day], after[at], most, lost[at]))
    if sometime:
        rest = here.lies + sum((one.quantity for one in sometime), ZERO)
        found.append(Day(None, sometime, rest, rest))
    return found
