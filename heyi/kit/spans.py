"""Named stretches of days seen from today: this week, last month, the last thirty days. Monday begins a week."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo


class Span(StrEnum):
    """The stretches a list is asked for by name.

    `last_7_days` are the seven days that end with today, `next_7_days` the seven that begin with it.
    """

    TODAY = "today"
    YESTERDAY = "yesterday"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    NEXT_WEEK = "next_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    NEXT_MONTH = "next_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    NEXT_QUARTER = "next_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    NEXT_YEAR = "next_year"
    LAST_7_DAYS = "last_7_days"
    LAST_30_DAYS = "last_30_days"
    LAST_90_DAYS = "last_90_days"
    NEXT_7_DAYS = "next_7_days"
    NEXT_30_DAYS = "next_30_days"
    NEXT_90_DAYS = "next_90_days"


_DAYS: Final = {Span.TODAY: 0, Span.YESTERDAY: -1, Span.TOMORROW: 1}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def span_of_days(span: Span, today: date) -> tuple[date, date]:
    """The first day of the span, and the day after its last."""
    if span in _DAYS:
        return _days(today, _DAYS[span], 1)
    which, _, length = span.partition("_")
    step = _STEPS[which]
    if length == "week":
        return _days(today, step * 7 - today.weekday(), 7)
    if length in _MONTHS:
        months = _MONTHS[length]
        number = today.year * 12 + today.month - 1
        first = (number // months + step) * months
        return _first_of_month(first), _first_of_month(first + months)
    count = int(length.removesuffix("_days"))
    return _days(today, 0 if step > 0 else 1 - count, count)


def span_of_instants(span: Span, today: date, time_zone: str) -> tuple[datetime, datetime]:
    """The instant at which the span begins where the company is, and the one at which it is over."""
    first, end = span_of_days(span, today)
    return _midnight(first, time_zone), _midnight(end, time_zone)


def _days(today: date, offset: int, count: int) -> tuple[date, date]:
    first = today + timedelta(days=offset)
    return first, first + timedelta(days=count)


def _first_of_month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)
