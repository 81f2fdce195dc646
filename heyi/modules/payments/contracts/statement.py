"""The statement of account (对账单) of a customer or a supplier."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.modules.payments.contracts.names import Named


class AccountSide(StrEnum):
    """Whose account it is: a customer's, who owes us, or a supplier's, whom we owe."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"


@dataclass(frozen=True, kw_only=True)
class AccountStatementRow:
    """One document on a statement: what it charged, settled, gave up as a bad debt or let go as a small
    remainder, and what is owed after it.

    A credit note says the numbers of the invoices it `corrects`.
    """

    entry_id: UUID
    occurred_on: date
    source_type: str
    source_id: UUID
    source_number: str | None
    summary: str
    credit_note: bool
    corrects: list[str]
    charged: Decimal
    settled: Decimal
    written_off: Decimal
    let_go: Decimal
    balance: Decimal


@dataclass(frozen=True, kw_only=True)
class AccountStatement:
    """What was owed at the beginning of a span, every document that changed it, and what is owed at its end.

    What was paid ahead counts as paid: below zero, more was paid than was owed. What is owed at the end is what is open
    on `invoices`, less what was paid `ahead`. `cut` says that there were more rows than are told and added up; what is
    owed at the end is told in any case.
    """

    side: AccountSide
    party: Named
    first_day: date
    last_day: date
    opening: Decimal
    rows: list[AccountStatementRow]
    charged: Decimal
    settled: Decimal
    written_off: Decimal
    let_go: Decimal
    closing: Decimal
    invoices: Decimal
    ahead: Decimal
    cut: bool
