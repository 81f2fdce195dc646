"""Vouchers as they are printed (记账凭证)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# Lines on one sheet; a longer voucher goes on on the next.
ROWS = 8


class PaperLayout(StrEnum):
    """Two sheets on a page of A4, or one on a page of A5."""

    TWO = "two"
    ONE = "one"


@dataclass(frozen=True)
class PaperLine:
    """A line: its words, the account of the first level, and what is below it or kept apart there."""

    summary: str
    account: str
    detail: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True)
class PaperVoucher:
    """A posted entry with all that its paper says; `attachments` is None where nobody counted them."""

    number: str
    occurred_on: date
    lines: tuple[PaperLine, ...]
    attachments: int | None
    made_by: str
    reviewed_by: str
    posted_by: str
