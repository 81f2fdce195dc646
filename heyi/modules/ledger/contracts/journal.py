"""Accounts, entries and what they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

ZERO = Decimal(0)
PROFIT_CLOSING = "profit_closing"
OPENING = "opening"
# A year that is under way when the books begin: what stood at its start, what moved since, what of it was carried to
# profit, and what of it all documents bring in themselves.
OPENING_YEAR = "opening_year"
OPENING_MOVED = "opening_moved"
PROFIT_BEFORE = "profit_closing_before"
OPENING_HANDED = "opening_handed"
OPENINGS = (OPENING, OPENING_YEAR, OPENING_MOVED, PROFIT_BEFORE, OPENING_HANDED)
REVALUATION = "revaluation"
# 转出未交增值税: what a month owes in VAT leaves the columns of 应交增值税.
VAT_CARRIED = "vat_carried"
VARIANCES = "variances"


class Standard(StrEnum):
    """By which standard the books are kept: its chart and its statements."""

    SMALL_ENTERPRISE = "small_enterprise"
    ENTERPRISE = "enterprise"


class Grain(StrEnum):
    """How long a span a total adds up."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Dimension(StrEnum):
    """What lines of an account may be kept apart by (辅助核算)."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    DEPARTMENT = "department"
    PERSON = "person"
    ITEM = "item"
    PROJECT = "project"


@dataclass(frozen=True, kw_only=True)
class ChartAccount:
    """An account of a chart. Entries go to detail accounts; the others add up what lies below them."""

    code: str
    name: str
    name_en: str
    account_class: str
    normal_balance: str
    parent_code: str | None
    level: int
    is_detail: bool
    dimensions: tuple[str, ...] = ()
    active: bool = True
    currency: str | None = None
    revalued: bool = False


@dataclass(frozen=True, kw_only=True)
class AccountSums:
    """What an account's lines add up to: before a span of days (debit minus credit), in it, in the year to its end."""

    opening: Decimal = ZERO
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    year_debit: Decimal = ZERO
    year_credit: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """One line to post: an account by its code, and an amount on one side; a negative amount is a red-letter line.

    On an account that keeps a foreign currency it says what that is in it, on the same side, and at which rate.
    """

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    summary: str = ""
    party_id: UUID | None = None
    department_id: UUID | None = None
    person_id: UUID | None = None
    product_id: UUID | None = None
    project_id: UUID | None = None
    cash_flow: int | None = None
    foreign_amount: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """An entry to post: when it happened, which document caused it and as what; at most one of a kind a document."""

    occurred_on: date
    source_type: str
    source_id: UUID
    kind: str
    summary: str
    lines: tuple[LineDraft, ...]
    reverses_id: UUID | None = None
    # Of an opening only: how the money of the year so far flowed, by the row of 现金流量表.
    flows: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True)
class PostedEntry:
    """An entry as it stands in the books."""

    id: UUID
    period: str
    number: str


@dataclass(frozen=True)
class EntryLine:
    """A line of a posted entry."""

    line_no: int
    account_code: str
    account_name: str
    account_name_en: str
    summary: str
    debit: Decimal
    credit: Decimal
    party: str | None
    currency: str | None
    foreign_amount: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True)
class Entry:
    """A posted entry with its lines and the document behind it."""

    id: UUID
    period: str
    number: str
    occurred_on: date
    summary: str
    total: Decimal
    source_type: str
    source_id: UUID
    source_number: str | None
    reverses_id: UUID | None
    lines: list[EntryLine]


@dataclass(frozen=True)
class TrialBalanceRow:
    """One account: opening, movement, that of the year until then, and closing, each as debit and credit.

    A parent stands for all its children.
    """

    code: str
    name: str
    name_en: str
    level: int
    is_detail: bool
    opening_debit: Decimal
    opening_credit: Decimal
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal
    closing_debit: Decimal
    closing_credit: Decimal


@dataclass(frozen=True)
class TrialBalance:
    """The trial balance of a span of days, with the totals of its detail accounts."""

    first_day: date
    last_day: date
    rows: list[TrialBalanceRow]
    totals: TrialBalanceRow


@dataclass(frozen=True)
class AccountLine:
    """One movement of an account, with the balance after it."""

    entry_id: UUID
    number: str
    occurred_on: date
    summary: str
    source_type: str
    source_id: UUID
    source_number: str | None
    party: str | None
    debit: Decimal
    credit: Decimal
    balance: Decimal
    rate: Decimal | None
    foreign_amount: Decimal | None
    foreign_balance: Decimal | None


@dataclass(frozen=True)
class AccountLines:
    """The movements of an account and its sub-accounts in a span of days; `balance` is debit minus credit.

    Those of one that keeps a foreign `currency` are told in it too.
    """

    code: str
    name: str
    name_en: str
    opening: Decimal
    lines: list[AccountLine]
    closing: Decimal
    cut: bool
    currency: str | None = None
    foreign_opening: Decimal | None = None
    foreign_closing: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """What an entry changed in what stands with a party: `net` is debit less credit of the accounts asked for."""

    entry_id: UUID
    number: str
    occurred_on: date
    summary: str
    source_type: str
    source_id: UUID
    net: Decimal


@dataclass(frozen=True)
class PartyLines:
    """What stood with a party before a span, what changed it, and what stands, also by account.

    `cut` where not all is told.
    """

    opening: Decimal
    lines: list[PartyLine]
    closing: Decimal
    by_account: Mapping[str, Decimal]
    cut: bool
