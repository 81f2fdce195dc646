from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.dates import business_date
from heyi.kit.spans import Span, span_of_days, span_of_instants

ZONES = ["Asia/Shanghai", "UTC", "America/Sao_Paulo", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("span", "first", "end"),
    [
        ("today", "2026-11-26", "2026-11-27"),
        ("yesterday", "2026-11-25", "2026-11-26"),
        ("tomorrow", "2026-11-27", "2026-11-28"),
        ("this_week", "2026-11-23", "2026-11-30"),
        ("last_week", "2026-11-16", "2026-11-23"),
        ("next_week", "2026-11-30", "2026-12-07"),
        ("this_month", "2026-11-01", "2026-12-01"),
        ("last_month", "2026-10-01", "2026-11-01"),
        ("next_month", "2026-12-01", "2027-01-01"),
        ("this_quarter", "2026-10-01", "2027-01-01"),
        ("last_quarter", "2026-07-01", "2026-10-01"),
        ("next_quarter", "2027-01-01", "2027-04-01"),
        ("this_year", "2026-01-01", "2027-01-01"),
        ("last_year", "2025-01-01", "2026-01-01"),
        ("next_year", "2027-01-01", "2028-01-01"),
        ("last_7_days", "2026-11-20", "2026-11-27"),
        ("last_30_days", "2026-10-28", "2026-11-27"),
        ("last_90_days", "2026-08-29", "2026-11-27"),
        ("next_7_days", "2026-11-26", "2026-12-03"),
        ("next_30_days", "2026-11-26", "2026-12-26"),
        ("next_90_days", "2026-11-26", "2027-02-24"),
    ],
)
def test_a_thursday_in_november(span: str, first: str, end: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(end))
    assert span_of_days(Span(span), date(2026, 11, 26)) == expected


@pytest.mark.parametrize(
    ("span", "today", "first", "end"),
    [
        ("this_week", "2026-11-29", "2026-11-23", "2026-11-30"),
        ("this_week", "2026-11-30", "2026-11-30", "2026-12-07"),
        ("last_month", "2026-01-31", "2025-12-01", "2026-01-01"),
        ("last_quarter", "2026-03-31", "2025-10-01", "2026-01-01"),
        ("this_month", "2028-02-29", "2028-02-01", "2028-03-01"),
    ],
)
def test_the_ends_of_weeks_and_years(span: str, today: str, first: str, end: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(end))
    assert span_of_days(Span(span), date.fromisoformat(today)) == expected


@given(days)
def test_neighbours_meet_and_this_holds_today(today: date) -> None:
    for length in ("week", "month", "quarter", "year"):
        last, this, following = (
            span_of_days(Span(f"{which}_{length}"), today) for which in ("last", "this", "next")
        )
        assert last[1] == this[0] <= today < this[1] == following[0] < following[1]
    for count in (7, 30, 90):
        past, coming = (span_of_days(Span(f"{which}_{count}_days"), today) for which in ("last", "next"))
        assert (past[1] - past[0]).days == (coming[1] - coming[0]).days == count
        assert (past[1], coming[0]) == (today + timedelta(days=1), today)


@given(
    st.sampled_from(Span),
    days,
    st.sampled_from(ZONES),
    st.datetimes(datetime(1989, 1, 1), datetime(2092, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_an_instant_is_within_when_its_day_is(span: Span, today: date, zone: str, instant: datetime) -> None:
    first_day, day_after = span_of_days(span, today)
    first, end = span_of_instants(span, today, zone)
    for moment in (instant, first, end, first - timedelta(microseconds=1), end - timedelta(microseconds=1)):
        assert (first <= moment < end) == (first_day <= business_date(moment, zone) < day_after)
