"""How old is what parties owe, or are owed (账龄)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from heyi.modules.payments.contracts.names import Named
from heyi.modules.payments.contracts.statement import AccountSide


@dataclass(frozen=True, kw_only=True)
class DebtAge:
    """What is open by how many days it is late: not due yet, up to 30, 60, 90 days, and longer; together it is `open`.

    Open credit notes are taken off where they stand.
    """

    not_due: Decimal
    days_30: Decimal
    days_60: Decimal
    days_90: Decimal
    older: Decimal
    open: Decimal


@dataclass(frozen=True, kw_only=True)
class PartyAge(DebtAge):
    """The age of what one party owes or is owed."""

    party: Named


@dataclass(frozen=True)
class Ageing:
    """All parties of a side on a day, who is late with most first; `more` parties are only in the sums."""

    side: AccountSide
    on: date
    rows: list[PartyAge]
    total: DebtAge
    more: int
