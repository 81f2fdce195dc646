"""How far a customer is trusted, and how much of that is used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Exposure:
    """What a company would lose if the customer never paid: what he owes less what he paid ahead, and what he ordered
    that is on no invoice yet. Of what he owes, `overdue` fell due before a day; the oldest of it on `oldest_due`."""

    owed: Decimal
    ordered: Decimal
    overdue: Decimal
    oldest_due: date | None


# Says so for a customer; overdue is what fell due before that day.
Exposer = Callable[[UnitOfWork, UUID, date], Exposure]


@dataclass(frozen=True, kw_only=True)
class Credit:
    """How a customer stands with us: his terms, how much of his limit is used, and what is left for an order.

    Without a limit nothing is left or lacking. `stopped`: he is overdue for longer than he may be.
    """

    payment_days: int
    limit: Decimal | None
    owed: Decimal
    ordered: Decimal
    left: Decimal | None
    overdue: Decimal
    oldest_due: date | None
    stopped: bool


@dataclass(frozen=True)
class BeyondCredit:
    """By how much an order goes beyond what its customer may owe, what he has not paid for too long, or both."""

    over: Decimal | None
    overdue: Decimal | None
