"""Receipts and payments, and what they leave open with a party."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.invoicing.contracts import OpenInvoice
from heyi.modules.payments.contracts.names import Named
from heyi.modules.sales import contracts as sales


@dataclass(frozen=True)
class Kept:
    """What is taken or given in place of money: the account of the books that keeps it, and under whose name."""

    account: str
    party_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReceiptDraft:
    """Money that came in (receipt) or goes back (refund), and which invoices or credit notes it is for.

    A recovery is for what had been written off, and names it. What is `kept` comes in place of money. `tails` are
    remainders of invoices it pays that are let go with it (抹零).
    """

    kind: str
    party_id: UUID
    amount: Decimal
    account_code: str | None = None
    money_account_id: UUID | None = None
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    tails: tuple[tuple[UUID, Decimal], ...] = ()
    received_on: date | None = None
    write_off_id: UUID | None = None
    note: str | None = None
    kept: Kept | None = None


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
class Tail:
    """A small remainder of an invoice that was let go as money came (抹零), by a write-off of its own."""

    id: UUID
    number: str
    state: str
    invoice_id: UUID
    invoice: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt or refund with its allocations and what was let go with it; one of before (`opening`) moved no money of
    any account."""

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
    dishonoured: Decimal
    state: str
    write_off: Named | None
    note: str | None
    allowed_actions: list[str]
    allocations: list[Allocation]
    tails: list[Tail]


@dataclass(frozen=True, kw_only=True)
class PartyBalance:
    """What a customer owes: open invoices less open credit notes; and what he paid ahead.

    What left and was revenue as it did is owed too, but on no invoice yet: `unbilled`. `refundable` was taken off by
    credit notes, and he has not had that money back. `credit` is empty where nobody set him terms, or for whom they
    are hidden.
    """

    receivable: Decimal
    refundable: Decimal
    unbilled: Decimal
    advance: Decimal
    open_invoices: list[OpenInvoice]
    credit: sales.Credit | None


@dataclass(frozen=True, kw_only=True)
class PaymentDraft:
    """Money paid to a supplier (payment) or come back from him (refund), and which documents of his it is for.

    What was `kept`, or is owed from now on, goes in place of money.
    """

    kind: str
    party_id: UUID
    amount: Decimal
    account_code: str | None = None
    money_account_id: UUID | None = None
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    paid_on: date | None = None
    note: str | None = None
    kept: Kept | None = None


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
    dishonoured: Decimal
    state: str
    note: str | None
    allowed_actions: list[str]
    allocations: list[Allocation]


@dataclass(frozen=True, kw_only=True)
class SupplierBalance:
    """What we owe a supplier: open invoices less open credit notes; what of these he has not paid back (`refundable`);
    and what is paid ahead."""

    payable: Decimal
    refundable: Decimal
    prepaid: Decimal
    open_invoices: list[OpenInvoice]
