"""Business days and months. No clock here: the instant is always given."""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_PERIOD: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTHS: Final = 12


def business_date(instant: datetime, time_zone: str) -> date:
    """The calendar day of an instant where the company is (`Asia/Shanghai`).

    Raises:
        ValueError: the instant has no time zone.
        ZoneInfoNotFoundError: there is no such time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(ZoneInfo(time_zone)).date()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month of the books. Periods compare by time, and read and write as `2026-11`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not MINYEAR <= self.year <= MAXYEAR or not 1 <= self.month <= _MONTHS:
            raise ValueError(f"{self.year}-{self.month} is not a month")

    @classmethod
    def from_date(cls, day: date) -> "Period":
        """The period a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2026-11`.

        Raises:
            ValueError: the text is not a month in this form.
        """
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a month like 2026-11")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def next(self) -> "Period":
        """The month after."""
        return Period.from_date(self.last_day + timedelta(days=1))

    def previous(self) -> "Period":
        """The month before."""
        return Period.from_date(self.first_day - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"
