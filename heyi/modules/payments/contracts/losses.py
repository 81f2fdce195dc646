"""What is written off, what comes of it after all, and what is set aside for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.modules.payments.contracts.names import Named
from heyi.modules.payments.contracts.papers import Allocation


class LossReason(StrEnum):
    """Why nothing comes any more (小企业会计准则第十条)."""

    BANKRUPT = "bankrupt"
    DECEASED = "deceased"
    OVERDUE = "overdue"
    RESTRUCTURED = "restructured"
    DISASTER = "disaster"
    OTHER = "other"
    # No bad debt: a remainder too small to be asked for (抹零, 尾差减免).
    ROUNDING = "rounding"


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


@dataclass(frozen=True)
class PaymentRules:
    """What the company chose: up to which amount an invoice's remainder is let go as 抹零."""

    rounding_limit: Decimal


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
