"""Ledgers as they are put on paper (账簿)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class BookKind(StrEnum):
    """明细账 tells every line of each detail account; 总账 the months of each account of the first level."""

    DETAIL = "detail"
    GENERAL = "general"


@dataclass(frozen=True)
class BookLine:
    """A line of an account: its day, the voucher's number, what it was, and its amount on one side."""

    day: date
    number: str
    summary: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True)
class AccountBook:
    """An account with what it held before the first line, what moved in the year until then, and its lines."""

    code: str
    name: str
    opening: Decimal
    year_debit: Decimal
    year_credit: Decimal
    lines: tuple[BookLine, ...]


@dataclass(frozen=True)
class MonthSums:
    """What moved on an account in a month, and in the year until its end."""

    month: str
    last_day: date
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal


@dataclass(frozen=True)
class GeneralBook:
    """An account of the first level with what it held before the first month, and its months."""

    code: str
    name: str
    name_en: str
    opening: Decimal
    months: list[MonthSums]


@dataclass(frozen=True)
class GeneralLedger:
    """The 总账 of some months: every account of the first level that held or moved something."""

    first_month: str
    last_month: str
    books: list[GeneralBook]
