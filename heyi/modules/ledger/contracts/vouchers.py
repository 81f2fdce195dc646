"""Vouchers written by hand, periods, and how a company keeps its books."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.ledger.contracts.journal import LineDraft, Standard


@dataclass(frozen=True, kw_only=True)
class VoucherDraft:
    """A voucher as written: its day, its lines, how many papers lie behind it, and whether it takes itself back."""

    occurred_on: date
    lines: tuple[LineDraft, ...]
    attachments: int = 0
    reverses_on: date | None = None


@dataclass(frozen=True)
class VoucherStatus:
    """Where a voucher stands, with what the reader may do next."""

    id: UUID
    version: int
    state: str
    number: str | None
    period: str
    total: Decimal
    entry_id: UUID | None
    allowed_actions: list[str]


@dataclass(frozen=True)
class Named:
    """Something with its name."""

    id: UUID
    title: str


@dataclass(frozen=True)
class VoucherLine:
    """A line of a voucher with the names of what it is kept apart by."""

    line_no: int
    account_code: str
    account_name: str
    account_name_en: str
    summary: str
    debit: Decimal
    credit: Decimal
    party: Named | None
    department: Named | None
    person: Named | None
    product: Named | None
    project: Named | None
    cash_flow: int | None
    currency: str | None
    foreign_amount: Decimal | None
    rate: Unpriced | None


@dataclass(frozen=True)
class Voucher:
    """A voucher with its lines and who made, reviewed and posted it; one that was taken back names the red one.

    It `waits_for` others where two pairs of eyes are wanted: a draft for who may review it, and what is posted, before
    somebody who would take back what he wrote, for who may do that.
    """

    id: UUID
    version: int
    kind: str
    state: str
    number: str | None
    period: str
    occurred_on: date
    summary: str
    total: Decimal
    attachments: int
    reverses_on: date | None
    entry_id: UUID | None
    red_entry_id: UUID | None
    red_number: str | None
    made_by: str | None
    reviewed_by: str | None
    posted_by: str | None
    waits_for: list[str] | None
    allowed_actions: list[str]
    lines: list[VoucherLine]


@dataclass(frozen=True)
class Check:
    """One thing to look at before a period is closed: `blocks` must be mended, the others are told.

    Where it helps to know which, the first of what was found are `named`.
    """

    name: str
    passed: bool
    blocks: bool
    count: int
    path: str
    named: list[str]


@dataclass(frozen=True)
class PeriodFacts:
    """A month of the books: its state, how many vouchers it holds, and their sum."""

    code: str
    state: str
    vouchers: int
    total: Decimal
    allowed_actions: list[str]


@dataclass(frozen=True)
class PeriodChecks:
    """A month with everything that is looked at before it is closed."""

    period: PeriodFacts
    checks: list[Check]


@dataclass(frozen=True)
class KeptBy:
    """By which standard the books are kept; `settled` once something stands in them."""

    standard: Standard
    settled: bool


@dataclass(frozen=True)
class BookRules:
    """How the company keeps its books."""

    review_required: bool
    started_on: date | None
    by_money: bool = False
    daily_rates: bool = True


@dataclass(frozen=True)
class Reviewers:
    """Who may review vouchers, by name; of his own vouchers each of them may review none."""

    names: list[str]


@dataclass(frozen=True)
class AccountDivision:
    """What putting an account below another means for that one: what it holds (debit less credit) needs an account too.

    `kept_for` is the role of a posting rule that names it: then it is not divided.
    """

    code: str
    holds_entries: bool
    balance: Decimal
    kept_for: str | None


@dataclass(frozen=True)
class AccountStatus:
    """An account that was added or changed."""

    id: UUID
    version: int
    code: str


@dataclass(frozen=True)
class SheetRows:
    """The cells of a table as texts, the first row that holds anything first."""

    rows: list[list[str]]
