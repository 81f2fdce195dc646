"""Debts and advances from before Heyi kept the books, as they are entered and shown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.modules.payments.contracts.names import Named


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
