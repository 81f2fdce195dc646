"""When goods that somebody asks for can leave a warehouse, and what they cost."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from heyi.modules.stock.contracts.promises import Promise, Wish
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_POOL
from heyi.modules.stock.queries.announced import expected_sums
from heyi.modules.stock.queries.expired import expired
from heyi.modules.stock.queries.goods import require_warehouse
from heyi.modules.stock.queries.lapsed import kept_up_to_a_day, lapsed
from heyi.modules.stock.rules import ZERO, unit_cost
from heyi.modules.stock.rules.promises import promises
from heyi.platform.unit_of_work import UnitOfWork

_B, _POOL = STOCK_BALANCE.c, STOCK_POOL.c


def promise(
    uow: UnitOfWork,
    wishes: Sequence[Wish],
    *,
    warehouse_id: UUID | None,
    kept: Mapping[UUID, Decimal] = MappingProxyType({}),
) -> list[Promise]:
    """When each of these can leave that warehouse (or the first one of ours), served in their order; holds nothing.

    What is `kept` there of a product for who asks is free for him beside what is free for everybody.
    The number of statements does not grow with the wishes.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NotOurGoods, NotPromised: it keeps another's goods, or holds its goods back.
    """
    house = require_warehouse(uow, warehouse_id)
    products = {wish.product_id for wish in wishes}
    if not products:
        return []
    query = select(
        _B.product_id,
        (_B.on_hand - _B.held + lapsed(uow) - _B.blocked - expired(uow)).label("free"),
        kept_up_to_a_day(uow).label("reserved"),
    ).where(_B.tenant_id == uow.tenant_id, _B.warehouse_id == house, _B.product_id.in_(sorted(products)))
    rows = {row["product_id"]: row for row in uow.rows(query)}
    free = {one: row["free"] + kept.get(one, ZERO) for one, row in rows.items()}
    coming = [one for one in expected_sums(uow, products) if one.warehouse_id == house]
    found = promises(wishes, free, coming, uow.today)
    return [
        replace(one, reserved=rows[wish.product_id]["reserved"]) if wish.product_id in rows else one
        for wish, one in zip(wishes, found, strict=True)
    ]


def unit_costs(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[UUID, Decimal]:
    """What one of each product, in its own unit, costs the company now; what does not lie there is left out."""
    if not product_ids:
        return {}
    query = select(_POOL.product_id, _POOL.on_hand, _POOL.value, _POOL.standard).where(
        _POOL.tenant_id == uow.tenant_id,
        _POOL.company_id == uow.company_id,
        _POOL.product_id.in_(sorted(product_ids)),
    )
    found = {}
    for row in uow.rows(query):
        cost = row["standard"] or (
            unit_cost(on_hand=row["on_hand"], value=row["value"]) if row["on_hand"] > 0 else None
        )
        if cost is not None:
            found[row["product_id"]] = cost
    return found
