"""Goods that left and are no cost yet: they are the company's own still, wherever they lie."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, true

from heyi.kit.dates import Period
from heyi.modules.stock.contracts.under_way import CostChange, UnderWay, WaitingLine
from heyi.modules.stock.models import STOCK_MOVE
from heyi.modules.stock.rules import ZERO
from heyi.platform.unit_of_work import UnitOfWork

_M = STOCK_MOVE.table.c
_sources: Final[list[UnderWay]] = []


@dataclass(frozen=True)
class Waiting:
    """What of a product waits at the beginning and the end of a month, and what became cost in it, by account."""

    opening: Decimal
    closing: Decimal
    became: Mapping[str, Decimal]


def declare_under_way(source: UnderWay) -> None:
    """Have somebody asked what of the goods that left is no cost yet."""
    if source not in _sources:
        _sources.append(source)


def waiting_lines(uow: UnitOfWork, line_ids: Collection[UUID]) -> Mapping[UUID, WaitingLine]:
    """Those of the lines whose goods left and are no cost yet; the pools of their products are locked."""
    found: dict[UUID, WaitingLine] = {}
    for source in _sources if line_ids else ():
        found.update(source.waiting_lines(uow, line_ids))
    return found


def note_changes(uow: UnitOfWork, source: tuple[str, UUID, str], changes: Sequence[CostChange]) -> None:
    """Have kept what goods under way turn out to cost."""
    for keeper in _sources if changes else ():
        keeper.note_changes(uow, source, changes)


def is_cost(uow: UnitOfWork) -> ColumnElement[bool]:
    """Whether goods of a move are cost since they left."""
    return and_(true(), *(~source.waits(uow, _M.source_id) for source in _sources))


def waiting(uow: UnitOfWork, period: Period, products: Collection[UUID]) -> Mapping[UUID, Waiting]:
    """What of each product waits, by what it cost as it left and turned out to cost since."""
    opening, closing = dict.fromkeys(products, ZERO), dict.fromkeys(products, ZERO)
    became: dict[UUID, dict[str, Decimal]] = {one: {} for one in products}
    for source in _sources:
        early = func.sum(-_M.value).filter(_M.occurred_on < period.first_day)
        rows = uow.rows(
            select(_M.product_id, func.sum(-_M.value).label("all"), func.coalesce(early, 0).label("early"))
            .where(
                _M.tenant_id == uow.tenant_id,
                _M.company_id == uow.company_id,
                _M.product_id.in_(products),
                _M.occurred_on <= period.last_day,
                source.waits(uow, _M.source_id),
            )
            .group_by(_M.product_id)
        )
        for row in rows:
            opening[row["product_id"]] += row["early"]
            closing[row["product_id"]] += row["all"]
        for change in source.changed(uow, period, products):
            opening[change.product_id] += change.before
            closing[change.product_id] += change.before + change.within
        for cost in source.became_cost(uow, period, products):
            opening[cost.product_id] -= cost.before
            closing[cost.product_id] -= cost.before + cost.within
            own = became[cost.product_id]
            own[cost.account] = own.get(cost.account, ZERO) + cost.within
    return {one: Waiting(opening[one], closing[one], became[one]) for one in products}
