from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.dates import Period, business_date


@pytest.mark.parametrize(
    ("instant", "time_zone", "expected"),
    [
        (datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC), "Asia/Shanghai", date(2026, 11, 30)),
        (datetime(2026, 11, 30, 16, 0, 0, tzinfo=UTC), "Asia/Shanghai", date(2026, 12, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "UTC", date(2027, 1, 1)),
        (datetime(2026, 11, 1, 4, 30, tzinfo=UTC), "America/New_York", date(2026, 11, 1)),
    ],
)
def test_business_date_is_the_day_where_the_company_is(
    instant: datetime, time_zone: str, expected: date
) -> None:
    assert business_date(instant, time_zone) == expected


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        business_date(datetime(2026, 11, 30, 16, 0), "Asia/Shanghai")  # noqa: DTZ001 - the case itself


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        business_date(datetime(2026, 11, 30, tzinfo=UTC), "Asia/Nowhere")


@pytest.mark.parametrize(
    ("text", "first", "last", "previous", "following"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "2026-10", "2026-12"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026-11", "2027-01"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "2028-01", "2028-03"),
        ("2027-01", date(2027, 1, 1), date(2027, 1, 31), "2026-12", "2027-02"),
    ],
)
def test_a_period_knows_its_days_and_neighbours(
    text: str, first: date, last: date, previous: str, following: str
) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert (str(period.previous()), str(period.next())) == (previous, following)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "二〇二六-01", "0000-01"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        Period.parse(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_lies_in_its_period_only(day: date) -> None:
    period = Period.from_date(day)
    assert day in period
    assert day not in period.next()
    assert day not in period.previous()
    assert period.previous() < period < period.next()
    assert period.next().previous() == period == Period.parse(str(period))
