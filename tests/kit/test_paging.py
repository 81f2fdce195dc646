import base64
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.paging import MAX_CURSOR_LENGTH, Cursor, CursorError, CursorValue

ROW = UUID("0193f6a1-0000-7000-8000-000000000001")

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50),
    st.decimals(min_value=-(10**14), max_value=10**14, places=6),
    st.dates(),
    st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - naive by contract
    st.uuids(),
)


def word_of(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@given(st.lists(values, max_size=5), st.uuids(), st.sampled_from(["", "name", "-ordered_on,number"]))
def test_comes_back_as_it_was(row_values: list[CursorValue], row: UUID, sort: str) -> None:
    cursor = Cursor(tuple(row_values), row, sort)
    back = Cursor.decode(cursor.encode(), sort=sort)
    assert back == cursor
    assert [type(value) for value in back.values] == [type(value) for value in row_values]
    assert set(cursor.encode()) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_decimal_keeps_its_zeros() -> None:
    back = Cursor.decode(Cursor((Decimal("12.3400"),), ROW).encode())
    assert str(back.values[0]) == "12.3400"


def test_an_instant_from_elsewhere_is_the_same_instant() -> None:
    instant = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    assert Cursor.decode(Cursor((instant,), ROW).encode()).values == (datetime(2026, 11, 23, tzinfo=UTC),)


def test_an_instant_without_zone_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Cursor((datetime(2026, 11, 23),), ROW).encode()  # noqa: DTZ001 - the case itself


def test_a_cursor_of_another_order_is_refused() -> None:
    word = Cursor((date(2026, 11, 23),), ROW, "-ordered_on").encode()
    with pytest.raises(CursorError, match="another order"):
        Cursor.decode(word, sort="ordered_on")


@pytest.mark.parametrize(
    "word",
    [
        "",
        "!",
        "a",
        "张三",
        "=",
        "abc=",
        "A" * (MAX_CURSOR_LENGTH + 1),
        word_of([]),
        word_of("x"),
        word_of({}),
        word_of({"s": "", "v": []}),
        word_of({"s": "", "v": {}, "i": str(ROW)}),
        word_of({"s": 1, "v": [], "i": str(ROW)}),
        word_of({"s": "", "v": [], "i": "1"}),
        word_of({"s": "", "v": [["d", "NaN"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["d", "1e999999"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["d", "٣"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["t", "a\0b"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["t", "\ud800"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["i", 2**63]], "i": str(ROW)}),
        word_of({"s": "", "v": [["i", True]], "i": str(ROW)}),
        word_of({"s": "", "v": [["z", "2026-11-23T00:00:00"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["y", "2026-13-01"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["u", "x"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["q", "x"]], "i": str(ROW)}),
        word_of({"s": "", "v": [["t"]], "i": str(ROW)}),
        word_of({"s": "", "v": ["t"], "i": str(ROW)}),
        base64.urlsafe_b64encode(b"[" * 2000).decode(),
    ],
)
def test_what_is_no_cursor_is_refused(word: str) -> None:
    with pytest.raises(CursorError):
        Cursor.decode(word)


@given(st.text(max_size=200))
def test_nothing_but_a_cursor_error_comes_of_any_text(word: str) -> None:
    try:
        cursor = Cursor.decode(word)
    except CursorError:
        return
    assert isinstance(cursor, Cursor)
