"""What a bank's file says: its lines, what the account held before and after, and which rows cannot be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

# Beyond this an amount is no amount of ours: it would not fit where money is kept.
MOST: Final = Decimal(10) ** 14
LONGEST: Final = 500


@dataclass(frozen=True, kw_only=True)
class BankLine:
    """A movement as the bank tells it: money that came in is positive. `row` is its place in the file."""

    row: int
    occurred_on: date
    amount: Decimal
    balance: Decimal | None = None
    counterparty: str = ""
    counterparty_account: str = ""
    reference: str = ""
    summary: str = ""


@dataclass(frozen=True)
class RowProblem:
    """A row that cannot be read: which, why (the code of a message), and the text that stands there."""

    row: int
    code: str
    value: str


@dataclass(frozen=True, kw_only=True)
class BankFile:
    """A file of a bank, its lines from the earliest to the latest.

    `layout` names whose file it is (`icbc`, `mt940`, `own` where somebody said what its columns mean); without a layout
    nothing was read, and `headings` and `sample` show what is in it. `skipped` rows move no money. `left_out` are rows
    of an amount that is said to be neither in nor out and in words that do not tell which. `gaps` are rows whose
    balance does not follow from the row before. `accounts` and `currencies` are those it says it is of.
    """

    layout: str | None
    lines: Sequence[BankLine] = ()
    problems: Sequence[RowProblem] = ()
    opening: Decimal | None = None
    closing: Decimal | None = None
    headings: Sequence[str] = ()
    sample: Sequence[Sequence[str]] = ()
    skipped: int = 0
    left_out: Sequence[RowProblem] = ()
    gaps: Sequence[int] = field(default=())
    accounts: Sequence[str] = ()
    currencies: Sequence[str] = ()


def in_order(lines: Sequence[BankLine]) -> list[BankLine]:
    """From the earliest to the latest; the lines of a day so that one's balance follows from that of the other."""
    if len(lines) > 1 and (
        lines[0].occurred_on > lines[-1].occurred_on
        or (lines[0].occurred_on == lines[-1].occurred_on and len(breaks(lines)) > len(breaks(lines[::-1])))
    ):
        # A row that made two lines, of which the second is a fee, keeps them in that order.
        lines = sorted(lines, key=lambda line: line.row, reverse=True)
    return sorted(lines, key=lambda line: line.occurred_on)


def breaks(lines: Sequence[BankLine]) -> list[int]:
    """The rows whose balance does not follow from the line before."""
    return [
        line.row
        for before, line in pairwise(lines)
        if before.balance is not None
        and line.balance is not None
        and before.balance + line.amount != line.balance
    ]


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text that says something, once, in the order they come."""
    return tuple(dict.fromkeys(text for text in texts if text))


def clipped(text: str) -> str:
    """A text as it is kept: on one line, not without end."""
    return " ".join(text.split())[:LONGEST]
