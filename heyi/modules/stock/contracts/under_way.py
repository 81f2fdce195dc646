"""Goods that left and are no cost yet, as the modules above know them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select

from heyi.kit.dates import Period
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class BecameCost:
    """What of a product's goods under way became cost, and on which account: until a month began, and in it."""

    product_id: UUID
    account: str
    before: Decimal
    within: Decimal


class UnderWay(Protocol):
    """Says which goods that left wait for what makes them cost (发出商品)."""

    def documents(self, uow: UnitOfWork) -> Select[Any]:
        """The ids of the documents by which goods left, or came back, that were no cost as they did."""
        ...

    def became_cost(
        self, uow: UnitOfWork, period: Period, products: Collection[UUID]
    ) -> Sequence[BecameCost]:
        """What of them became cost by the end of the month."""
        ...
