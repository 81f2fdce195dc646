"""When goods that somebody asks for can leave: what is free now, and what comes day by day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Expected:
    """So many of a product that documents together bring into a warehouse on a day; without one, nobody knows when."""

    product_id: UUID
    warehouse_id: UUID
    day: date | None
    quantity: Decimal


# Says what the documents of a module will bring of these products, by place and day.
Expecter = Callable[[UnitOfWork, Collection[UUID]], Sequence[Expected]]


@dataclass(frozen=True)
class Wish:
    """So many of a product, in its own unit."""

    product_id: UUID
    quantity: Decimal


@dataclass(frozen=True)
class PromisePart:
    """So many, in the product's own unit, can leave on that day and not before."""

    day: date
    quantity: Unpriced


@dataclass(frozen=True)
class Promise:
    """When what was asked for can leave: `parts` by day, the earliest first; nobody knows when the `rest` does.

    `available` is what is free of the product now for who asks; so many are `reserved`, kept for customers up to a day.
    """

    available: Unpriced
    parts: list[PromisePart]
    rest: Unpriced
    reserved: Unpriced = Decimal(0)
