"""What banking takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class MatchReason(StrEnum):
    """Why lines are held to be the same, or what is proposed to make of one."""

    NUMBER = "number"
    NAME = "name"
    SEVERAL = "several"
    DAY = "day"
    CANCELS = "cancels"
    RULE = "rule"
    PARTY = "party"
    HAND = "hand"
    POSTED = "posted"


class Making(StrEnum):
    """What is made of a line that the books do not know yet."""

    RECEIPT = "receipt"
    PAYMENT = "payment"
    VOUCHER = "voucher"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file of the bank as it was sent, with what its columns mean where somebody said so."""

    data: bytes
    filename: str
    mapping: dict[str, str] | None = None
    skip_bad: bool = False


@dataclass(frozen=True)
class RowFault:
    """A row of the file that cannot be read, and why."""

    row: int
    code: str
    value: str


@dataclass(frozen=True)
class SeenLine:
    """A line of the file before it counts: whether it is new."""

    row: int
    occurred_on: date
    amount: Decimal
    balance: Decimal | None
    counterparty: str
    counterparty_account: str
    reference: str
    summary: str
    new: bool


@dataclass(frozen=True)
class StatementGap:
    """What the bank held on `day`, by what was taken in before, and what it held before the file's first new line."""

    day: date
    held: Decimal
    begins_with: Decimal


@dataclass(frozen=True, kw_only=True)
class StatementCheck:
    """What a file holds and what of it is new; nothing is taken in. Without a layout its columns must be explained.

    `account` is the number the file says it is of; `registered` says whether the money account has one to compare.
    `left_out` are rows of an amount that tell neither in nor out. `gap_before` says that lines are missing between what
    was taken in before and this file. All amounts are in the money account's `currency`.
    """

    layout: str | None
    first_day: date | None
    last_day: date | None
    new: int
    known: int
    skipped: int
    income: Decimal
    expense: Decimal
    opening: Decimal | None
    closing: Decimal | None
    currency: str
    gaps: list[int]
    gap_before: StatementGap | None
    faults: list[RowFault]
    left_out: list[RowFault]
    headings: list[str]
    sample: list[list[str]]
    lines: list[SeenLine]
    account: str | None
    registered: bool


@dataclass(frozen=True)
class StatementStatus:
    """A statement that was taken in or taken back."""

    id: UUID
    version: int
    state: str
    lines: int


@dataclass(frozen=True)
class BankLineView:
    """A line of the bank, and the match it is in."""

    id: UUID
    occurred_on: date
    amount: Decimal
    balance: Decimal | None
    counterparty: str
    counterparty_account: str
    reference: str
    summary: str
    match_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """A statement with its lines, the first thousand."""

    id: UUID
    version: int
    money_account_id: UUID
    money_account: str
    file_name: str
    layout: str
    state: str
    first_day: date
    last_day: date
    income: Decimal
    expense: Decimal
    opening: Decimal | None
    closing: Decimal | None
    created_at: datetime
    lines: list[BankLineView]
    count: int
    cut: bool
    allowed_actions: list[str]


@dataclass(frozen=True)
class BookLine:
    """A line of the books on the money account: its voucher and the document that caused it."""

    id: UUID
    entry_id: UUID
    number: str
    occurred_on: date
    amount: Decimal
    summary: str
    party: str | None
    party_id: UUID | None
    source_type: str
    source_id: UUID
    source_number: str | None
    reverses_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Lines that are probably the same, or what a line of the bank probably is; `told` is what the reason rests on."""

    reason: MatchReason
    told: str
    line_ids: list[UUID]
    entry_line_ids: list[UUID]
    making: Making | None = None
    party_id: UUID | None = None
    party: str | None = None
    account: str | None = None
    account_name: str | None = None
    summary: str | None = None
    rule_id: UUID | None = None


@dataclass(frozen=True)
class Unmatched:
    """What of a money account is not matched, with what is proposed; `cut` where there is more of it.

    `makings` are what a line may become: of an account that keeps a foreign currency vouchers only. All amounts are in
    the account's `currency`. Before `open_from` the books are closed.
    """

    money_account: str
    currency: str
    begins_on: date | None
    lines: list[BankLineView]
    entries: list[BookLine]
    proposals: list[Proposal]
    cut: bool
    makings: list[Making]
    open_from: date | None


@dataclass(frozen=True)
class MatchDraft:
    """Which lines of the bank are which lines of the books, and why."""

    line_ids: Sequence[UUID]
    entry_line_ids: Sequence[UUID]
    reason: MatchReason = MatchReason.HAND


@dataclass(frozen=True)
class Matched:
    """The matches that were made."""

    ids: list[UUID]


@dataclass(frozen=True)
class MatchView:
    """A match with all its lines."""

    id: UUID
    reason: str
    amount: Decimal
    created_at: datetime
    lines: list[BankLineView]
    entries: list[BookLine]


@dataclass(frozen=True)
class MatchPage:
    """Matches, the latest first; `before` asks for the next."""

    items: list[MatchView]
    before: UUID | None


@dataclass(frozen=True, kw_only=True)
class LinePosting:
    """What a line of the bank becomes: a receipt or payment of a party, or a voucher against an account.

    It stands in the books on the bank's day, or on the day that is said: the bank's may lie in a closed month.
    """

    making: Making
    party_id: UUID | None = None
    account: str | None = None
    summary: str | None = None
    settle: bool = True
    occurred_on: date | None = None
    rule_id: UUID | None = None


@dataclass(frozen=True)
class LinePosted:
    """The document that a line became, and the match of both."""

    match_id: UUID
    document: str
    document_id: UUID
    number: str


@dataclass(frozen=True)
class BankStart:
    """From which day on the bank's lines are known, and what the bank said lay there before."""

    money_account_id: UUID
    begins_on: date
    opening: Decimal | None


@dataclass(frozen=True, kw_only=True)
class AccountReconciled:
    """How a money account stands at the end of a month: books, bank, and both with what the other does not know.

    All in the currency that the account keeps.
    """

    money_account_id: UUID
    money_account: str
    account_code: str
    currency: str
    kind: str
    begins_on: date | None
    last_line_on: date | None
    book_balance: Decimal
    bank_balance: Decimal
    bank_only: Decimal
    book_only: Decimal
    adjusted_book: Decimal
    adjusted_bank: Decimal
    difference: Decimal
    missing: Decimal
    agrees: bool
    state: str


@dataclass(frozen=True)
class Reconciliation:
    """余额调节表: the balances, what each side does not know, and what both come to."""

    period: str
    last_day: date
    summary: AccountReconciled
    opening_book: Decimal
    opening_bank: Decimal
    opening_said: bool
    bank_in: list[BankLineView]
    bank_out: list[BankLineView]
    book_in: list[BookLine]
    book_out: list[BookLine]
    cut: bool
    confirmed_at: datetime | None
    confirmed_by: str | None
    allowed_actions: list[str]
