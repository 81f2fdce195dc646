"""Dates and amounts as banks write them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from heyi.kit.bank_files.lines import MOST

# What stands behind a day is its time: after a blank, a T, a colon, or a dash as ICBC writes it.
_TIME: Final = r"(?:[ T\-/:]*[0-9]{1,2}[.:\u65f6][0-9].*|[ T]+.*)?"
_DAY: Final = re.compile(
    rf"([0-9]{{4}})[-/.\u5e74] ?([0-9]{{1,2}})[-/.\u6708] ?([0-9]{{1,2}})(?:\u65e5{_TIME}|(?![0-9]){_TIME})"
)
_PACKED: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[ T-]?[0-9: .]*)")
_AMOUNT: Final = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
# A statement of another time is a mistake in its column.
_YEARS: Final = range(1970, 2100)
_CURRENCY: Final = str.maketrans("", "", "\u00a5\uffe5\u5143` \t")


def plain(text: str) -> str:
    """The text in plain characters: half width, without the marks by which bills force a cell to be text."""
    return unicodedata.normalize("NFKC", text).strip().strip("`").strip()


def read_day(text: str) -> date | None:
    """The day of `2026-11-02`, `2026/11/2 09:30:00`, `2026-11-02-09.30.00.123456`, `20261102` and their like.

    None where it is none.
    """
    found = _DAY.fullmatch(plain(text)) or _PACKED.fullmatch(plain(text))
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def read_amount(text: str) -> Decimal | None:
    """The amount of `1,234.50`, `+12`, a figure with a currency sign and their like; None where it is none.

    More than two decimals are taken only where the rest is nought.
    """
    shown = plain(text).translate(_CURRENCY)
    if not _AMOUNT.fullmatch(shown):
        return None
    try:
        amount = Decimal(shown.replace(",", ""))
    except InvalidOperation:
        return None
    cents = amount.quantize(Decimal("0.01")) if abs(amount) < MOST else None
    return cents if cents == amount else None
