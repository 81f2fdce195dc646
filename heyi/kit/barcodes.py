"""What a scanner says: article numbers with their check digit, and GS1 element strings taken apart.

Source: GS1 General Specifications 24 (application identifiers, predefined lengths, check digit, century of dates).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from heyi.kit.identifiers import valid_ean

GROUP_SEPARATOR: Final = "\x1d"
_SYMBOLOGIES: Final = ("]C1", "]d2", "]Q3", "]e0", "]J1")
_PREFIX: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_IN_BRACKETS: Final = re.compile(r"\((\d{2,4})\)([^(]*)")
# Identifiers whose length is fixed by their first two digits need no separator behind them (identifier included).
_FIXED: Final = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    "20": 4,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    "41": 16,
}
# How long the identifier itself is, by its first two digits, where that is not two.
_LONG_NAMES: Final = {
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4),
}
_MOST: Final = {"10": 20, "21": 20, "30": 8, "37": 8}
_DAY: Final = {"11", "12", "13", "15", "16", "17"}


class CodeError(ValueError):
    """The text begins like a GS1 element string but cannot be taken apart: where, and why."""

    def __init__(self, identifier: str, reason: str) -> None:
        super().__init__(f"({identifier}) {reason}")
        self.identifier = identifier
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """What a scanned text says: the article's code as to look for it, and what stands beside it."""

    code: str
    lot: str | None = None
    made_on: date | None = None
    expires_on: date | None = None
    serial: str | None = None
    count: int | None = None


def read_code(text: str, *, today: date) -> Scanned:
    """Take a scanned text apart; what is no GS1 element string is a code as it stands.

    Raises:
        CodeError: it is an element string, but a broken one.
    """
    stripped = text.strip(" \t\r\n")
    parts = _parts(stripped)
    if parts is None:
        return Scanned(code=_PREFIX.sub("", stripped, count=1) if stripped.startswith("]") else stripped)
    article = parts.get("01") or parts.get("02") or ""
    if article and not valid_ean(article):
        raise CodeError("01", "check digit")
    count = parts.get("37") or parts.get("30")
    return Scanned(
        code=article,
        lot=parts.get("10"),
        made_on=_day("11", parts["11"], today) if "11" in parts else None,
        expires_on=_day("17", parts["17"], today) if "17" in parts else None,
        serial=parts.get("21"),
        count=int(count) if count else None,
    )


def spellings(code: str) -> list[str]:
    """The ways in which the same article number may be kept: with and without leading zeros (EAN-13 in a GTIN-14)."""
    if not valid_ean(code):
        return [code]
    bare = code.lstrip("0")
    return list(
        dict.fromkeys([code, *(bare.rjust(size, "0") for size in (8, 12, 13, 14) if size >= len(bare))])
    )


def _parts(text: str) -> dict[str, str] | None:
    """The element string as identifier and value; None where the text is no element string."""
    if _IN_BRACKETS.match(text):
        found = _IN_BRACKETS.findall(text)
        return {name: _checked(name, value.strip()) for name, value in found}
    marked = text.startswith(_SYMBOLOGIES)
    rest = text[3:] if marked else text
    begins = len(rest) > 16 and rest.startswith(("01", "02")) and valid_ean(rest[2:16])
    if not (marked or begins or GROUP_SEPARATOR in rest or _is_one_article(rest)):
        return None
    return dict(_elements(rest.strip(GROUP_SEPARATOR)))


def _is_one_article(text: str) -> bool:
    return len(text) == 16 and text.startswith("01") and valid_ean(text[2:])


def _elements(text: str) -> list[tuple[str, str]]:
    found = []
    while text:
        key = text[:2]
        if len(key) < 2 or not key.isdecimal():
            raise CodeError(key, "identifier")
        name = text[: _LONG_NAMES.get(key, 2)]
        if key in _FIXED:
            element, text = text[: _FIXED[key]], text[_FIXED[key] :].removeprefix(GROUP_SEPARATOR)
            if len(element) < _FIXED[key] or GROUP_SEPARATOR in element:
                raise CodeError(name, "length")
        else:
            element, _, text = text.partition(GROUP_SEPARATOR)
        found.append((name, _checked(name, element[len(name) :])))
    return found


def _checked(name: str, value: str) -> str:
    size = _FIXED.get(name[:2])
    if size is not None and (len(value) != size - len(name) or not value.isdecimal()):
        raise CodeError(name, "length")
    if not value or len(value) > _MOST.get(name, 90):
        raise CodeError(name, "length")
    if name in ("30", "37") and not value.isdecimal():
        raise CodeError(name, "number")
    return value


def _day(name: str, text: str, today: date) -> date:
    """YYMMDD, in the century that lies nearest; day 00 is the last of the month."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    full = today.year - today.year % 100 + year
    if full - today.year >= 51:
        full -= 100
    elif full - today.year <= -50:
        full += 100
    try:
        return date(full, month, day or calendar.monthrange(full, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise CodeError(name, "date") from None
