"""What payments take and give."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.modules.invoicing.contracts import OpenInvoice


@dataclass(frozen=True, kw_only=True)
class ReceiptDraft:
    """Money that came in (receipt) or goes back (refund), and which invoices or credit notes it is for.

    A recovery is for what had been written off, and names it.
    """

    kind: str
    party_id: UUID
    amount: Decimal
    account_code: str | None = None
    money_account_id: UUID | None = None
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    received_on: date | None = None
    write_off_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str


class DebtSide(StrEnum):
    """What stood open with a party before Heyi kept the books."""

    RECEIVABLE = "receivable"
    PAYABLE = "payable"
    ADVANCE_RECEIVED = "advance_received"
    ADVANCE_PAID = "advance_paid"


@dataclass(frozen=True, kw_only=True)
class DebtRow:
    """A debt or an advance from before, as it is entered: its number and its day on paper."""

    side: DebtSide
    party_id: UUID
    number: str
    invoiced_on: date
    amount: Decimal
    note: str | None = None


@dataclass(frozen=True)
class DebtsEntered:
    """How many debts and advances were entered, and on which day they stand in the books."""

    day: date
    count: int


@dataclass(frozen=True, kw_only=True)
class OpeningDebt:
    """A debt or an advance from before: the document it is, and what is left of it."""

    id: UUID
    side: DebtSide
    number: str
    party: Named
    paper_number: str
    invoiced_on: date
    amount: Decimal
    open: Decimal
    note: str | None


@dataclass(frozen=True, kw_only=True)
class DebtTotal:
    """A side: what its account holds by the opening balances, and what documents brought in of it.

    `left` is what is still to be brought in; `debts` of it are debts and advances from before, so many in `count`.
    """

    side: DebtSide
    account: str
    entered: Decimal
    brought_in: Decimal
    left: Decimal
    debts: Decimal
    count: int


@dataclass(frozen=True)
class OpeningDebts:
    """What was owed and paid ahead before: by side beside the opening balances, and one by one, the newest first.

    `day` is the one they stand on; `balances` says whether opening balances are entered at all.
    """

    day: date | None
    balances: bool
    totals: list[DebtTotal]
    rows: list[OpeningDebt]


@dataclass(frozen=True, kw_only=True)
class ReceiptStatus:
    """Where a receipt stands after a verb."""

    id: UUID
    version: int
    number: str
    state: str
    amount: Decimal
    allocated: Decimal
    advance: Decimal


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """What a receipt settled of one invoice."""

    invoice_id: UUID
    invoice: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt or refund with its allocations; one of before (`opening`) moved no money of any account."""

    id: UUID
    version: int
    number: str
    kind: str
    paper_number: str | None
    party: Named
    received_on: date
    account_code: str | None
    amount: Decimal
    allocated: Decimal
    advance: Decimal
    state: str
    write_off: Named | None
    note: str | None
    allowed_actions: list[str]
    allocations: list[Allocation]


class LossReason(StrEnum):
    """Why nothing comes any more (小企业会计准则第十条)."""

    BANKRUPT = "bankrupt"
    DECEASED = "deceased"
    OVERDUE = "overdue"
    RESTRUCTURED = "restructured"
    DISASTER = "disaster"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class WriteOffDraft:
    """What is given up of a customer's invoices, and why."""

    party_id: UUID
    reason: LossReason
    parts: tuple[tuple[UUID, Decimal], ...]
    occurred_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class WriteOffStatus:
    """Where what is written off stands after a verb."""

    id: UUID
    version: int
    number: str
    state: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """Money that came of what was written off."""

    id: UUID
    number: str
    received_on: date
    amount: Decimal
    state: str


@dataclass(frozen=True, kw_only=True)
class WriteOff:
    """What is written off, invoice by invoice, who did it, and what came of it after all."""

    id: UUID
    version: int
    number: str
    party: Named
    occurred_on: date
    reason: str
    amount: Decimal
    recovered: Decimal
    state: str
    note: str | None
    made_by: str | None
    allowed_actions: list[str]
    lines: list[Allocation]
    recoveries: list[Recovery]


@dataclass(frozen=True)
class Aged:
    """What is owed since so many full years, what part of it is set aside, and how much that is."""

    years: int
    owed: Decimal
    rate: Decimal
    needed: Decimal


@dataclass(frozen=True)
class AllowanceVoucher:
    """A voucher that set something aside."""

    id: UUID
    number: str | None
    state: str


@dataclass(frozen=True)
class Allowance:
    """What is to be set aside at a month's end for what customers may not pay, what is, and what is missing."""

    period: str
    applies: bool
    rows: list[Aged]
    needed: Decimal
    held: Decimal
    difference: Decimal
    vouchers: list[AllowanceVoucher]


@dataclass(frozen=True, kw_only=True)
class PartyBalance:
    """What a customer owes: open invoices less open credit notes; and what he paid ahead.

    What left and was revenue as it did is owed too, but on no invoice yet: `unbilled`.
    """

    receivable: Decimal
    unbilled: Decimal
    advance: Decimal
    open_invoices: list[OpenInvoice]


@dataclass(frozen=True, kw_only=True)
class PaymentDraft:
    """Money paid to a supplier (payment) or come back from him (refund), and which documents of his it is for."""

    kind: str
    party_id: UUID
    amount: Decimal
    account_code: str | None = None
    money_account_id: UUID | None = None
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    paid_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentStatus:
    """Where a payment stands after a verb."""

    id: UUID
    version: int
    number: str
    state: str
    amount: Decimal
    allocated: Decimal
    prepaid: Decimal


@dataclass(frozen=True, kw_only=True)
class Payment:
    """A payment to a supplier, or a refund of his, with its allocations."""

    id: UUID
    version: int
    number: str
    kind: str
    paper_number: str | None
    party: Named
    paid_on: date
    account_code: str | None
    amount: Decimal
    allocated: Decimal
    prepaid: Decimal
    state: str
    note: str | None
    allowed_actions: list[str]
    allocations: list[Allocation]


@dataclass(frozen=True, kw_only=True)
class SupplierBalance:
    """What we owe a supplier: open invoices less open credit notes; and what is paid ahead."""

    payable: Decimal
    prepaid: Decimal
    open_invoices: list[OpenInvoice]


class MoneyKind(StrEnum):
    """What a money account is."""

    BANK = "bank"
    CASH = "cash"
    ALIPAY = "alipay"
    WECHAT = "wechat"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class MoneyAccountDraft:
    """A money account as written: an account of the books where its money stands, or one to be put below `below`.

    That one keeps a foreign `currency`, if any is said.
    """

    name: str
    kind: MoneyKind
    account: str | None = None
    below: str | None = None
    currency: str | None = None
    number: str | None = None
    bank_name: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class MoneyAccountStatus:
    """A money account that was added or changed."""

    id: UUID
    version: int
    name: str
    account_code: str
    is_default: bool
    active: bool


@dataclass(frozen=True)
class MoneyAccountFacts:
    """What other modules know of a money account."""

    id: UUID
    name: str
    kind: str
    account_id: UUID
    account_code: str
    currency: str
    is_default: bool
    active: bool


@dataclass(frozen=True)
class MoneyBalance:
    """A money account and what lies there at the end of a day, also in the foreign `currency` that it keeps."""

    id: UUID
    name: str
    kind: str
    account_code: str
    bank_name: str | None
    is_default: bool
    active: bool
    balance: Decimal
    currency: str | None
    foreign_balance: Decimal | None


@dataclass(frozen=True)
class MoneyBalances:
    """What lies in all money accounts at the end of a day; `elsewhere` is what has no money account."""

    on: date
    accounts: list[MoneyBalance]
    total: Decimal
    elsewhere: Decimal
