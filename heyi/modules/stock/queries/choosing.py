"""Which products a count is of: all that lie there, or by turns those that were left alone longest or move most."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.models import (
    FREE,
    STOCK_BALANCE,
    STOCK_COUNT,
    STOCK_COUNT_LINE,
    STOCK_DETAIL,
    STOCK_LOT,
    STOCK_MOVE,
    WAREHOUSE_BIN,
)
from heyi.modules.stock.states import CountState
from heyi.platform.unit_of_work import UnitOfWork

# How far back "moves most" looks.
LATELY = timedelta(days=90)
_B, _P, _D = STOCK_BALANCE.c, catalog.PRODUCT.table.c, STOCK_DETAIL.c
_BIN, _L = WAREHOUSE_BIN.table.c, STOCK_LOT.table.c


def products_to_count(uow: UnitOfWork, warehouse_id: UUID, scope: str, *, most: int) -> list[UUID]:
    """The products that a count of this scope is of, at most so many, in the order in which they are to be counted."""
    query = (
        select(_B.product_id)
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _B.tenant_id, _P.id == _B.product_id))
        .where(_B.tenant_id == uow.tenant_id, _B.warehouse_id == warehouse_id, _B.on_hand != 0)
        .limit(most)
    )
    if scope == "longest_ago":
        query = _longest_ago(uow, query, warehouse_id)
    if scope == "most_moved":
        query = _most_moved(uow, query, warehouse_id)
    return [row["product_id"] for row in uow.rows(query.order_by(_P.name_key, _P.id))]


class Counting(NamedTuple):
    """What is counted by itself: a product, in a bin where goods stand in bins, of a lot where they are told apart."""

    product_id: UUID
    bin_id: UUID | None
    lot: str | None


def told_apart(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How each of these products is told apart: by lots, by serial numbers, or not at all."""
    query = select(_P.id, _P.tracking).where(_P.tenant_id == uow.tenant_id, _P.id.in_(sorted(product_ids)))
    return {row["id"]: row["tracking"] for row in uow.rows(query)}


def told_size(lines: Iterable[Counting], tracking: Mapping[UUID, str], *, blind: bool) -> int:
    """How many lines a sheet is said to have while it is open.

    A blind one does not tell how many serial numbers are expected: those of a product in a place count as one.
    """
    if not blind:
        return len(list(lines))
    return len({line._replace(lot=None) if tracking[line.product_id] == "serial" else line for line in lines})


def kept_apart(
    uow: UnitOfWork, warehouse_id: UUID, product_ids: Collection[UUID], codes: Collection[str] = ()
) -> Mapping[Counting, Decimal]:
    """How many of these products lie in a warehouse of which lot and in which bin, in the order in which one walks past
    them and then by their last day. Where codes are given, in these bins only."""
    if not product_ids:
        return {}
    key = (_D.product_id, _D.bin_id, _L.number)
    order = (_BIN.position, _BIN.code, _P.name_key, _D.product_id, func.max(_L.expires_on), _L.number)
    query = (
        select(*key, func.sum(_D.quantity).label("lying"))
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _D.tenant_id, _P.id == _D.product_id))
        .outerjoin(WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _D.tenant_id, _BIN.id == _D.bin_id))
        .outerjoin(STOCK_LOT.table, and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id))
        .where(
            _D.tenant_id == uow.tenant_id,
            _D.warehouse_id == warehouse_id,
            _D.product_id.in_(sorted(product_ids)),
            _D.quantity > 0,
        )
        .group_by(*key, _BIN.position, _BIN.code, _P.name_key)
        .order_by(*order)
    )
    if codes:
        query = query.where(_BIN.code.in_(sorted(codes)))
    return {
        Counting(row["product_id"], row["bin_id"], row["number"]): row["lying"] for row in uow.rows(query)
    }


def held_back(
    uow: UnitOfWork, warehouse_id: UUID, product_ids: Collection[UUID]
) -> Mapping[Counting, Mapping[str, Decimal]]:
    """How many of these products lie in a warehouse in which quality, by what is counted by itself, where not all of
    them are free."""
    query = (
        select(_D.product_id, _D.bin_id, _L.number, _D.quality, func.sum(_D.quantity).label("lying"))
        .outerjoin(STOCK_LOT.table, and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id))
        .where(
            _D.tenant_id == uow.tenant_id,
            _D.warehouse_id == warehouse_id,
            _D.product_id.in_(sorted(product_ids)),
            _D.quantity > 0,
        )
        .group_by(_D.product_id, _D.bin_id, _L.number, _D.quality)
    )
    found: dict[Counting, dict[str, Decimal]] = {}
    for row in uow.rows(query):
        place = Counting(row["product_id"], row["bin_id"], row["number"])
        found.setdefault(place, {})[row["quality"]] = row["lying"]
    return {place: parts for place, parts in found.items() if parts.keys() != {FREE}}


def _longest_ago(uow: UnitOfWork, query: Select[tuple[UUID]], warehouse_id: UUID) -> Select[tuple[UUID]]:
    """Never counted comes first, then the one whose last count is oldest."""
    line, head = STOCK_COUNT_LINE.c, STOCK_COUNT.table.c
    last = (
        select(line.product_id, func.max(line.counted_at).label("counted_at"))
        .join(STOCK_COUNT.table, and_(head.tenant_id == line.tenant_id, head.id == line.count_id))
        .where(
            line.tenant_id == uow.tenant_id,
            head.warehouse_id == warehouse_id,
            head.state == CountState.POSTED,
        )
        .group_by(line.product_id)
        .subquery()
    )
    joined = query.outerjoin(last, last.c.product_id == _B.product_id)
    return joined.order_by(last.c.counted_at.asc().nulls_first())


def _most_moved(uow: UnitOfWork, query: Select[tuple[UUID]], warehouse_id: UUID) -> Select[tuple[UUID]]:
    """By how often goods went in or out lately."""
    move = STOCK_MOVE.table.c
    lately = (
        select(move.product_id, func.count().label("moves"))
        .where(
            move.tenant_id == uow.tenant_id,
            move.company_id == uow.company_id,
            move.warehouse_id == warehouse_id,
            move.posted_at >= uow.now - LATELY,
        )
        .group_by(move.product_id)
        .subquery()
    )
    joined = query.outerjoin(lately, lately.c.product_id == _B.product_id)
    return joined.order_by(func.coalesce(lately.c.moves, 0).desc())
