"""What happens in the demo company, in the order of time: what one thing leads to is entered as it happens."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from heyi.app.demo.people import Person, Team, acting, at_work
from heyi.platform.unit_of_work import UnitOfWork

HALF_A_YEAR = 182
_MORNING, _EVENING = 5, 8 * 60


class Diary:
    """Half a year of a company: the past is lived through, and what lies beyond today does not happen."""

    def __init__(self, uow: UnitOfWork, team: Team, chance: Random) -> None:
        """Begin half a year ago with nothing to do."""
        self.uow, self.team, self.chance = uow, team, chance
        self.now, self.today = uow.now, uow.today
        self.first_day = self.today - timedelta(days=HALF_A_YEAR)
        self._waiting: list[tuple[datetime, int, Person, Callable[[], object]]] = []
        self._number = count()

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=ago)

    def enter(self, day: date, who: Person, what: Callable[[], object], *, minute: int | None = None) -> None:
        """Let somebody do something at that minute or some time of the day; on days that have not come he does not."""
        when = at_work(day, self.chance.randint(_MORNING, _EVENING) if minute is None else minute)
        if when < self.now - timedelta(minutes=1):
            heappush(self._waiting, (when, next(self._number), who, what))

    def live(self) -> None:
        """Do all that was entered, each at its moment, and what follows from it."""
        while self._waiting:
            when, _, who, what = heappop(self._waiting)
            with acting(self.uow, who, when):
                what()
