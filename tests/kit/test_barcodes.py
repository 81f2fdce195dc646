"""Barcodes and GS1 element strings, by examples of the General Specifications and by what breaks."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.barcodes import CodeError, Scanned, read_code, spellings
from heyi.kit.identifiers import valid_ean

TODAY = date(2026, 11, 29)
GTIN = "09506000134352"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6901234567892", Scanned(code="6901234567892")),
        (" 6901234567892\r\n", Scanned(code="6901234567892")),
        ("]E06901234567892", Scanned(code="6901234567892")),
        ("SP000123", Scanned(code="SP000123")),
        ("0101", Scanned(code="0101")),
        (f"01{GTIN}", Scanned(code=GTIN)),
        (f"]C101{GTIN}", Scanned(code=GTIN)),
        (f"01{GTIN}17261231", Scanned(code=GTIN, expires_on=date(2026, 12, 31))),
        (f"01{GTIN}17270200", Scanned(code=GTIN, expires_on=date(2027, 2, 28))),
        (f"01{GTIN}17280200", Scanned(code=GTIN, expires_on=date(2028, 2, 29))),
        (f"01{GTIN}17770101", Scanned(code=GTIN, expires_on=date(1977, 1, 1))),
        (f"01{GTIN}17760101", Scanned(code=GTIN, expires_on=date(2076, 1, 1))),
        (f"01{GTIN}10AB-12\x1d21XY9", Scanned(code=GTIN, lot="AB-12", serial="XY9")),
        (f"]d201{GTIN}3748\x1d10L7", Scanned(code=GTIN, count=48, lot="L7")),
        (f"\x1d01{GTIN}10L7", Scanned(code=GTIN, lot="L7")),
        (f"01{GTIN}310300125010L7", Scanned(code=GTIN, lot="L7")),
        (
            f"(01){GTIN}(17)261231(10)L7(21)S1",
            Scanned(code=GTIN, lot="L7", serial="S1", expires_on=date(2026, 12, 31)),
        ),
        (f"02{GTIN}3712", Scanned(code=GTIN, count=12)),
        (f"01{GTIN}1126102010L7", Scanned(code=GTIN, lot="L7", made_on=date(2026, 10, 20))),
        ("]C110LOT", Scanned(code="", lot="LOT")),
    ],
)
def test_a_scanned_text_is_taken_apart(text: str, said: Scanned) -> None:
    assert read_code(text, today=TODAY) == said


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        (f"01{GTIN}17261301", "17"),
        (f"01{GTIN}17260230", "17"),
        (f"01{GTIN}172612", "17"),
        (f"01{GTIN}11261301", "11"),
        (f"01{GTIN}10{'A' * 21}", "10"),
        (f"01{GTIN}37X", "37"),
        (f"01{GTIN}10", "10"),
        ("]C10109506000134353", "01"),
        ("]C1AB", "AB"),
        ("(01)123", "01"),
    ],
)
def test_a_broken_element_string_is_refused_with_the_place(text: str, identifier: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_code(text, today=TODAY)
    assert refused.value.identifier == identifier


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("6901234567892", ["6901234567892", "06901234567892"]),
        ("06901234567892", ["06901234567892", "6901234567892"]),
        ("036000291452", ["036000291452", "0036000291452", "00036000291452"]),
        ("96385074", ["96385074", "000096385074", "0000096385074", "00000096385074"]),
        ("SP000123", ["SP000123"]),
    ],
)
def test_an_article_number_is_the_same_with_its_leading_zeros(code: str, ways: list[str]) -> None:
    assert spellings(code) == ways


@given(st.text(alphabet="0123456789", min_size=7, max_size=13))
def test_one_wrong_digit_is_always_found(digits: str) -> None:
    if len(digits) not in (7, 11, 12, 13):
        digits = digits[:7]
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    code = digits + str(-total % 10)
    assert valid_ean(code)
    for at, digit in enumerate(code):
        assert not valid_ean(code[:at] + str((int(digit) + 1) % 10) + code[at + 1 :])


@given(st.text(max_size=60))
def test_whatever_is_scanned_is_read_or_refused(text: str) -> None:
    with suppress(CodeError):
        assert read_code(text, today=TODAY).code in text
