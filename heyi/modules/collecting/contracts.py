"""Plans of receipts, and what is to be collected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.platform.notify.kinds import notice_kind

COLLECT_SOON = notice_kind("collect_soon", group="work")
COLLECT_OVERDUE = notice_kind("collect_overdue", group="work")


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class InstalmentDraft:
    """Until when how much of an order is to be paid, and what for."""

    due_on: date
    amount: Decimal
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class MoneyDraft:
    """Money that came for an order."""

    amount: Decimal
    money_account_id: UUID | None = None
    received_on: date | None = None
    note: str | None = None


class InstalmentState(StrEnum):
    """`void` was taken off by goods that came back, or by what was given up."""

    WAITING = "waiting"
    PART = "part"
    OVERDUE = "overdue"
    PAID = "paid"
    VOID = "void"


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One instalment: what was agreed (`amount`), what is left of that after returns (`asked`), what came and is open.

    `days_late` is by how many days the money came, or has not come until today, after the day; before it is below zero.
    """

    position: int
    due_on: date
    amount: Decimal
    asked: Decimal
    collected: Decimal
    open: Decimal
    state: InstalmentState
    paid_on: date | None
    days_late: int | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class ReceiptPlan:
    """How an order is paid: agreed by instalments, and as it was; `version` is 0 as long as nothing is agreed.

    `asked` is the order less what came back or was given up, `ahead` the part of the money that is on no invoice yet.
    """

    order: Named
    version: int
    gross: Decimal
    asked: Decimal
    collected: Decimal
    ahead: Decimal
    open: Decimal
    lines: list[Instalment]
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class MovedInstalment:
    """An instalment of an order before and after a change; a new one was nothing before, one that goes is nothing."""

    due_on: date
    note: str | None
    old: Decimal | None
    new: Decimal | None


class Urgency(StrEnum):
    """How soon money is to come."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class Due:
    """Money that is to come: an instalment of an order, or an invoice of what was sold without instalments."""

    record: str
    id: UUID
    number: str
    position: int | None
    of: int | None
    party: Named
    owner: Named | None
    due_on: date
    amount: Decimal
    open: Decimal
    days_late: int
    urgency: Urgency


@dataclass(frozen=True)
class Payer:
    """A customer on the board: what he paid ahead that is on no invoice and for no instalment, and how late he pays.

    `days_late` is the mean of a year's receipts by their amount, against the days on which the invoices fell due; empty
    for who paid none.
    """

    party_id: UUID
    ahead: Decimal
    days_late: Decimal | None


@dataclass(frozen=True)
class Collection:
    """All money that is to come and that the reader sees, the most overdue first; `totals` are of all rows."""

    on: date
    rows: list[Due]
    totals: dict[str, Decimal]
    customers: list[Payer]
    more: int


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The receipt that was made, and how much of it is on no invoice yet."""

    receipt: Named
    allocated: Decimal
    ahead: Decimal


Agreed = Sequence[InstalmentDraft]
