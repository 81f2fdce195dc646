from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.sort_keys import MAX_KEY, sort_key
from heyi.kit.text import pinyin_key

numbers = st.decimals("-99999999999999999999", "99999999999999999999", places=6) | st.decimals(
    -2, 2, places=6
)
zones = st.integers(-12, 12).map(lambda hours: timezone(timedelta(hours=hours)))
instants = st.datetimes(datetime(1900, 1, 1), datetime(2900, 1, 1), timezones=zones)  # noqa: DTZ001
pairs = st.one_of(
    *(
        st.tuples(kind, kind)
        for kind in (numbers, st.integers(-(10**19), 10**19), st.booleans(), st.dates(), st.times(), instants)
    ),
    st.tuples(st.uuids(), st.uuids()),
)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (Decimal(0), "a"),
        (Decimal("-0.0"), "a"),
        (Decimal("0.5"), "a5"),
        (Decimal("12345.670000"), "f1234567"),
        (Decimal("1E+3"), "e1000"),
        (Decimal("0.0000005"), "a000001"),
        (Decimal("-0.0000004"), "a"),
        (Decimal("-1.5"), "Y84~"),
        (-7, "Y2~"),
        (99999999999999999999, "u99999999999999999999"),
        (True, "1"),
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8))), "2026-11-23T04:00:00"),
        (time(8, 30), "08:30:00"),
        ("张三", "zhang1张 san1三"),
        (UUID("0193F6A1-0000-7000-8000-000000000001"), "0193f6a1-0000-7000-8000-000000000001"),
    ],
)
def test_keys(value: Any, key: str) -> None:
    assert sort_key(value) == key


@given(pairs)
def test_keys_have_the_order_of_their_values(pair: tuple[Any, Any]) -> None:
    one, other = pair
    keys = sort_key(one).encode(), sort_key(other).encode()
    assert ((one < other), (one == other)) == ((keys[0] < keys[1]), (keys[0] == keys[1]))


@given(st.lists(numbers, max_size=8))
def test_numbers_of_any_sign_sort_by_their_keys(values: list[Decimal]) -> None:
    assert sorted(values, key=sort_key) == sorted(values)


@given(st.text(max_size=300), st.text(max_size=300))
def test_texts_have_the_order_of_a_dictionary(one: str, other: str) -> None:
    assert len(sort_key(one)) <= MAX_KEY
    if pinyin_key(one) < pinyin_key(other):
        assert sort_key(one) <= sort_key(other)


def test_a_surname_may_be_read_as_one() -> None:
    assert sort_key("单田芳", as_name=True) == "shan4单 tian2田 fang1芳"


@pytest.mark.parametrize(
    "value",
    [Decimal("1E+20"), Decimal("-1E+20"), Decimal("NaN"), Decimal("Infinity"), datetime(2026, 1, 1)],  # noqa: DTZ001
)
def test_what_has_no_place_in_the_order_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"too large|time zone"):
        sort_key(value)


def test_instants_near_the_ends_of_time_have_their_place() -> None:
    assert sort_key(datetime(1, 1, 1, tzinfo=UTC)) < sort_key(datetime(9999, 12, 31, tzinfo=UTC))
