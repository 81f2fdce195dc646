"""What has expired of goods that are told apart by lots: it lies there, free, and is available to nobody.

A lot may have another last day by tomorrow, so nothing of this is folded: it follows from the lots that lie there.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from heyi.modules.stock.models import FREE, STOCK_BALANCE, STOCK_DETAIL, STOCK_LOT
from heyi.modules.stock.queries.pools import Balance, Place
from heyi.platform.unit_of_work import UnitOfWork

_B, _D, _L = STOCK_BALANCE.c, STOCK_DETAIL.c, STOCK_LOT.table.c
_LOTS = STOCK_DETAIL.join(STOCK_LOT.table, and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id))


def expired(uow: UnitOfWork) -> ColumnElement[Decimal]:
    """How many of what is free in a place are beyond their last day today, for use beside its balance's columns."""
    return (
        select(func.coalesce(func.sum(_D.quantity), 0))
        .select_from(_LOTS)
        .where(
            _D.tenant_id == _B.tenant_id,
            _D.product_id == _B.product_id,
            _D.warehouse_id == _B.warehouse_id,
            _D.quantity > 0,
            _D.quality == FREE,
            _L.expires_on < uow.today,
        )
        .correlate(STOCK_BALANCE)
        .scalar_subquery()
    )


def last_days(uow: UnitOfWork, product_id: UUID, warehouse_ids: Collection[UUID]) -> Mapping[date, Decimal]:
    """How many of what is free of a product in these warehouses are good up to which day, from today on."""
    query = (
        select(_L.expires_on, func.sum(_D.quantity).label("quantity"))
        .select_from(_LOTS)
        .where(
            _D.tenant_id == uow.tenant_id,
            _D.product_id == product_id,
            _D.warehouse_id.in_(sorted(warehouse_ids)),
            _D.quantity > 0,
            _D.quality == FREE,
            _L.expires_on >= uow.today,
        )
        .group_by(_L.expires_on)
        .order_by(_L.expires_on)
    )
    return {row["expires_on"]: row["quantity"] for row in uow.rows(query)}


_EXPIRED = (
    "SELECT v.warehouse, v.product, sum(d.quantity) "
    "FROM unnest(%s::uuid[], %s::uuid[]) AS v(warehouse, product) "
    "JOIN stock_detail d ON d.tenant_id = %s AND d.warehouse_id = v.warehouse AND d.product_id = v.product "
    "AND d.quantity > 0 AND d.quality = 'free' "
    "JOIN stock_lot l ON l.tenant_id = d.tenant_id AND l.id = d.lot_id AND l.expires_on < %s "
    "GROUP BY v.warehouse, v.product"
)


def with_expired(uow: UnitOfWork, balances: Mapping[Place, Balance], day: date) -> Mapping[Place, Balance]:
    """The locked balances, each knowing how many of what is free there are beyond their last day on that day.

    It is asked after the locks are had, by a statement of its own that sees what the last holder wrote; and only where
    goods are told apart.
    """
    places = [place for place, balance in balances.items() if balance.tracking != "none"]
    if not places:
        return balances
    columns = ([house for house, _ in places], [product for _, product in places])
    found = uow.driver_rows(_EXPIRED, (*columns, uow.tenant_id, day))
    known = {(house, product): quantity for house, product, quantity in found}
    return {**balances, **{place: replace(balances[place], expired=known[place]) for place in known}}
