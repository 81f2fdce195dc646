"""What is available of goods day by day: what lies there, and what was promised to come and to go."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Announced:
    """So many of a product that a document will bring into a warehouse (below zero: take out of it), and when.

    The number is empty for who may not see the document. Without a day nobody knows when.
    """

    product_id: UUID
    warehouse_id: UUID
    day: date | None
    quantity: Decimal
    document: str
    document_id: UUID
    number: str | None


# Says what the documents of a module will bring of these products.
Announcer = Callable[[UnitOfWork, Collection[UUID]], Sequence[Announced]]


@dataclass(frozen=True)
class PromisedBy:
    """What one document brings on a day (below zero: takes); nothing but that for who may not see it."""

    document: str
    document_id: UUID | None
    number: str | None
    warehouse: str
    day: date | None
    quantity: Decimal


@dataclass(frozen=True)
class AvailableDay:
    """A day: what comes and what goes, how many are past their last day from then on and leave with nobody (`expires`),
    and how many then `lie` there that are free or promised.

    `available` is how many more can be promised for that day without breaking a promise of a later one; the day is
    `short` where what is promised is not there. What should have gone before today stands on today. Without a day
    nobody knows when it comes, as what should have come and is `late`: nothing is promised out of it.
    """

    day: date | None
    comes: Decimal
    goes: Decimal
    expires: Decimal
    lies: Decimal
    available: Decimal
    short: bool
    late: bool
    documents: list[PromisedBy]


@dataclass(frozen=True)
class AvailableByDate:
    """A product in one warehouse or in all that are for sale: now, and day by day, today first."""

    product_id: UUID
    product: str
    product_code: str
    unit: str
    on_hand: Decimal
    held: Decimal
    blocked: Decimal
    expired: Decimal
    available: Decimal
    under_way: Decimal
    on_order: Decimal
    days: list[AvailableDay]
