"""The statements as they are read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class StatementRow:
    """A line of a statement: its words, its amounts by column (none for a heading), and the accounts behind it.

    No amount stands in a column of which the books tell nothing.
    Entries stand on a row that is a `flow` of cash, in or out.
    """

    row: int | None
    zh: str
    en: str
    style: str
    indent: int
    side: str
    amounts: list[Decimal | None]
    accounts: list[str]
    flow: Literal["in", "out"] | None


@dataclass(frozen=True)
class Statement:
    """A statement of a month, quarter or year: its form, its columns and rows, and whether its own sums agree.

    `tells_from` is by column the day from which on the books tell it, where that is after its first day: of what moved
    before they began nothing is known, so the column holds a part of its time only, and the balance of the year's
    beginning is the one at which they began.
    """

    name: str
    form: str
    company: str
    first_day: date
    last_day: date
    columns: list[str]
    tells_from: list[date | None]
    agrees: bool
    rows: list[StatementRow]


@dataclass(frozen=True)
class CashFlowEntry:
    """An entry that stands on a row of 现金流量表, with how much of it."""

    entry_id: UUID
    period: str
    number: str
    occurred_on: date
    summary: str
    amount: Decimal


@dataclass(frozen=True)
class CashFlowEntries:
    """The entries on a row of 现金流量表, the latest first; `cut` where there are more of them."""

    entries: list[CashFlowEntry]
    cut: bool


@dataclass(frozen=True)
class DimensionBalance:
    """What an account holds for one of those its lines name; balances are debit minus credit."""

    id: UUID | None
    title: str | None
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


@dataclass(frozen=True)
class DimensionBalances:
    """An account kept apart by something, its rows adding up to the account; `cut` where there are more of them."""

    code: str
    name: str
    name_en: str
    by: str
    rows: list[DimensionBalance]
    cut: bool
