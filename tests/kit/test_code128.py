"""Bars of Code 128 read back as what was written."""

import pytest

from heyi.kit.code128 import _WIDTHS, bars


def read(widths: list[int]) -> str:
    """What a scanner reads: signs of six widths, the last of seven, checked by their weighted sum."""
    signs = [widths[at : at + 6] for at in range(0, len(widths) - 7, 6)]
    table = {width: value for value, width in enumerate(_WIDTHS)}
    values = [table["".join(map(str, sign))] for sign in signs]
    assert values[0] == 104
    assert "".join(map(str, widths[-7:])) == _WIDTHS[106]
    *said, check = values[1:]
    assert (104 + sum(place * value for place, value in enumerate(said, start=1))) % 103 == check
    return "".join(chr(value + 32) for value in said)


def test_the_table_is_that_of_the_standard() -> None:
    assert len(set(_WIDTHS)) == 107
    assert {sum(map(int, width)) for width in _WIDTHS[:106]} == {11}
    assert sum(map(int, _WIDTHS[106])) == 13
    # Bars are of even width together, gaps of odd width: so a scanner finds a sign that is smeared.
    assert all(sum(map(int, width[::2])) % 2 == 0 for width in _WIDTHS[:106])


@pytest.mark.parametrize("text", ["XSDD202611020001", "A-01-02", " ~"])
def test_what_is_written_is_read(text: str) -> None:
    assert read(bars(text)) == text


def test_known_bars() -> None:
    assert "".join(map(str, bars("A"))) == "211214" + "111323" + "131123" + "2331112"


@pytest.mark.parametrize("text", ["", "订单", "a\n"])
def test_what_has_no_bars(text: str) -> None:
    assert bars(text) == []
