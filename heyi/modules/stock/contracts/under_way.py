"""Goods that left and are no cost yet, as the modules above know them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement

from heyi.kit.dates import Period
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class BecameCost:
    """What of a product's goods under way became cost, and on which account: until a month began, and in it."""

    product_id: UUID
    account: str
    before: Decimal
    within: Decimal


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """A line whose goods wait on an account: how many left for it, and how many of them were not brought back.

    `corrected` is what it is worth there beside what it left at; `shares` of that no move of its own was corrected by.
    """

    account: str
    quantity: Decimal
    kept: Decimal
    corrected: Decimal
    shares: Decimal


@dataclass(frozen=True, kw_only=True)
class CostChange:
    """What goods under way of a line turn out to cost more on a day: by a move's correction (`of_move`), or beside."""

    line_id: UUID
    product_id: UUID
    occurred_on: date
    amount: Decimal
    of_move: bool


class UnderWay(Protocol):
    """Says which goods that left wait for what makes them cost (发出商品)."""

    def waits(self, uow: UnitOfWork, document_id: ColumnElement[UUID]) -> ColumnElement[bool]:
        """Whether goods that left, or came back, by that document were no cost as they did."""
        ...

    def became_cost(
        self, uow: UnitOfWork, period: Period, products: Collection[UUID]
    ) -> Sequence[BecameCost]:
        """What of them became cost by the end of the month."""
        ...

    def waiting_lines(self, uow: UnitOfWork, line_ids: Collection[UUID]) -> Mapping[UUID, WaitingLine]:
        """Those of the lines whose goods wait now; the pools of their products are locked, so they wait on."""
        ...

    def note_changes(
        self, uow: UnitOfWork, source: tuple[str, UUID, str], changes: Sequence[CostChange]
    ) -> None:
        """Keep what goods under way turn out to cost, for when they become cost; `source` is a type, id and number."""
        ...

    def changed(self, uow: UnitOfWork, period: Period, products: Collection[UUID]) -> Sequence[BecameCost]:
        """What goods under way turned out to cost more, by the end of the month; no account bears it yet."""
        ...
