"""Reads of the goods ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, bindparam, case, func, select, tuple_

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts import OnHand, OnHandPage, OnHandWorth
from heyi.modules.stock.errors import NotOurGoods, NotPromised, PlaceFrozen, WarehouseUnusable
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_COUNT, STOCK_MOVE, STOCK_POOL, WAREHOUSE
from heyi.modules.stock.permissions import VIEW_MOVE
from heyi.modules.stock.queries.announced import Coming, coming
from heyi.modules.stock.queries.expired import expired
from heyi.modules.stock.queries.lapsed import lapsed
from heyi.modules.stock.queries.pools import Place
from heyi.modules.stock.rules import ZERO, unit_cost, worth_here
from heyi.modules.stock.rules.houses import ENTRUSTED, OURS, TRANSIT, USUAL
from heyi.platform.documents.titles import document_titles
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_B, _W, _P, _POOL = STOCK_BALANCE.c, WAREHOUSE.table.c, catalog.PRODUCT.table.c, STOCK_POOL.c


@dataclass(frozen=True)
class House:
    """A warehouse in use: how it is called, of what kind it is, whether it has bins, and whose goods it keeps."""

    id: UUID
    name: str
    kind: str
    binned: bool
    goods_owner_id: UUID | None


@dataclass(frozen=True)
class Lying:
    """How many lie in one place, and the count that lets nothing move there."""

    on_hand: Decimal
    frozen_by: UUID | None


_LOCK_LYING = (
    select(_B.warehouse_id, _B.product_id, _B.on_hand, _B.frozen_by)
    .where(
        _B.tenant_id == bindparam("tenant"),
        tuple_(_B.warehouse_id, _B.product_id).in_(bindparam("places", expanding=True)),
    )
    .order_by(_B.product_id, _B.warehouse_id)
    .with_for_update()
)


def lock_lying(uow: UnitOfWork, places: Collection[Place]) -> Mapping[Place, Lying]:
    """What lies in these places, which nobody moves in until the transaction ends; what never lay there is left out."""
    if not places:
        return {}
    rows = uow.rows(_LOCK_LYING, {"tenant": uow.tenant_id, "places": sorted(places)})
    return {(row["warehouse_id"], row["product_id"]): Lying(row["on_hand"], row["frozen_by"]) for row in rows}


def make_empty_places(uow: UnitOfWork, places: Collection[Place]) -> None:
    """A balance of nothing for every place that has none yet."""
    rows = [
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "warehouse_id": warehouse_id,
            "product_id": product_id,
            "on_hand": Decimal(0),
            "held": Decimal(0),
        }
        for warehouse_id, product_id in sorted(places)
    ]
    uow.insert_missing(STOCK_BALANCE, rows, unique=("warehouse_id", "product_id"))


def refuse_frozen(uow: UnitOfWork, frozen: Mapping[Place, UUID | None]) -> None:
    """Refuse to move goods where a count has frozen what is expected.

    Raises:
        PlaceFrozen: one of the places is being counted; the count and the product are named.
    """
    for (_, product_id), count_id in frozen.items():
        if count_id is None:
            continue
        count = STOCK_COUNT.table.c
        number = uow.scalar(
            select(count.number).where(count.tenant_id == uow.tenant_id, count.id == count_id)
        )
        name = uow.scalar(select(_P.name).where(_P.tenant_id == uow.tenant_id, _P.id == product_id))
        raise PlaceFrozen(count=number, product=name)


def warehouses(uow: UnitOfWork) -> Mapping[UUID, House]:
    """The company's warehouses in use, by id, the first one first; goods in transit lie in none of them."""

    def load() -> Mapping[UUID, House]:
        query = (
            select(_W.id, _W.name, _W.kind, _W.binned, _W.goods_owner_id)
            .where(
                _W.tenant_id == uow.tenant_id,
                _W.company_id == uow.company_id,
                _W.active,
                _W.kind != TRANSIT,
            )
            .order_by(_W.code)
        )
        return {row["id"]: House(**row) for row in uow.rows(query)}

    return uow.settled("stock.warehouses", load)


def is_binned(uow: UnitOfWork, warehouse_id: UUID) -> bool:
    """Whether goods of the warehouse stand in bins; whoever moves them asks under their lock instead."""
    house = warehouses(uow).get(warehouse_id)
    return house is not None and house.binned


def has_bins(uow: UnitOfWork) -> bool:
    """Whether any of the company's warehouses has bins: where none has, nobody asks for them."""
    return any(house.binned for house in warehouses(uow).values())


def require_house(uow: UnitOfWork, warehouse_id: UUID | None, kinds: Collection[str] = (USUAL,)) -> House:
    """The warehouse of that id, which is of one of these kinds, or the first of our own when none is named.

    Raises:
        WarehouseUnusable: it does not exist in this company or is switched off.
        NotOurGoods, NotPromised: it keeps another's goods, or holds them back, and such are not meant.
    """
    usable = warehouses(uow)
    named = usable.get(warehouse_id) if warehouse_id else None
    house = named or next((one for one in usable.values() if not warehouse_id and one.kind == USUAL), None)
    if house is None:
        raise WarehouseUnusable(warehouse=str(warehouse_id or ""))
    if house.kind not in kinds:
        raise NotOurGoods if ENTRUSTED in (house.kind, *kinds) else NotPromised
    return house


def require_warehouse(uow: UnitOfWork, warehouse_id: UUID | None, kinds: Collection[str] = (USUAL,)) -> UUID:
    """The id of that warehouse, which is of one of these kinds, or of the first of our own when none is named.

    Raises:
        WarehouseUnusable: it does not exist in this company or is switched off.
        NotOurGoods, NotPromised: it keeps another's goods, or holds them back, and such are not meant.
    """
    return require_house(uow, warehouse_id, kinds).id


def warehouse_of_ours(uow: UnitOfWork, warehouse_id: UUID | None) -> UUID:
    """The id of a warehouse that our goods may come into, held back there or not; the first one when none is named.

    Raises:
        WarehouseUnusable: it does not exist in this company or is switched off.
        NotOurGoods: it keeps another's goods.
    """
    return require_house(uow, warehouse_id, OURS).id


def available(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[UUID, Decimal]:
    """How many of each product lie in the company's warehouses, free, not expired and promised to nobody; what never
    lay there is left out, and so is what is on its way between two of them."""
    if not product_ids:
        return {}
    free = func.sum(_B.on_hand - _B.held + lapsed(uow) - _B.blocked - expired(uow)).label("free")
    query = (
        select(_B.product_id, free)
        .join(WAREHOUSE.table, and_(_W.tenant_id == _B.tenant_id, _W.id == _B.warehouse_id))
        .where(
            _B.tenant_id == uow.tenant_id,
            _B.company_id == uow.company_id,
            _B.product_id.in_(sorted(product_ids)),
            _W.kind == USUAL,
        )
        .group_by(_B.product_id)
    )
    return {row["product_id"]: row["free"] for row in uow.rows(query)}


def list_on_hand(
    uow: UnitOfWork,
    *,
    warehouse_id: UUID | None,
    kind: str | None = None,
    product_ids: Sequence[UUID],
    search: str,
    after: UUID | None,
    limit: int,
    below_zero: bool = False,
) -> OnHandPage:
    """What lies where: by product and warehouse, all or those asked for, in warehouses of a kind or in any.

    Or those of which more left than lay there. What is held back, or another's, is available to nobody; another's goods
    have no value. Beside it stands what is on its way to the warehouse, and what is ordered for it.
    """
    unit = catalog.UNIT.table.c
    query = (
        _of_places(uow, warehouse_id=warehouse_id, kind=kind, search=search, below_zero=below_zero)
        .add_columns(
            _B.id,
            _B.warehouse_id,
            _W.name.label("warehouse"),
            _W.kind,
            _W.goods_owner_id,
            _B.product_id,
            _P.code.label("product_code"),
            _P.name.label("product"),
            unit.name.label("unit"),
            _B.on_hand,
            (_B.held - lapsed(uow)).label("held"),
            _B.blocked,
            expired(uow).label("expired"),
        )
        .join(catalog.UNIT.table, and_(unit.tenant_id == _P.tenant_id, unit.id == _P.unit_id))
        .order_by(_B.id)
        .limit(limit + 1)
    )
    if product_ids:
        query = query.where(_B.product_id.in_(product_ids))
    if after:
        query = query.where(_B.id > after)
    rows = uow.rows(query)
    sees_worth = sees_values(uow)
    owners = {("party", row["goods_owner_id"]) for row in rows[:limit] if row["goods_owner_id"]}
    titles = document_titles(uow, owners) if owners else {}
    comes = coming(uow, {row["product_id"] for row in rows[:limit]})
    items = [
        _on_hand(
            row,
            titles,
            comes.get((row["warehouse_id"], row["product_id"]), Coming()),
            sees_worth=sees_worth,
        )
        for row in rows[:limit]
    ]
    return OnHandPage(items, str(rows[limit - 1]["id"]) if len(rows) > limit else None)


def on_hand_worth(
    uow: UnitOfWork, *, warehouse_id: UUID | None, kind: str | None, search: str, below_zero: bool
) -> OnHandWorth:
    """What all that lies in these places is worth together, each rounded as its row shows it."""
    if not sees_values(uow):
        return OnHandWorth(None)
    # As `worth_here`: half a cent goes away from nothing, and a place with all there is has the exact rest.
    part = func.round(_POOL.value * _B.on_hand / func.nullif(_POOL.on_hand, 0), 2)
    all_of_it = case((_B.on_hand == _POOL.on_hand, _POOL.value), else_=part)
    places = _of_places(uow, warehouse_id=warehouse_id, kind=kind, search=search, below_zero=below_zero)
    query = places.with_only_columns(func.coalesce(func.sum(all_of_it), 0)).where(
        _W.kind != ENTRUSTED, _POOL.on_hand != 0
    )
    return OnHandWorth(uow.scalar(query))


def _of_places(
    uow: UnitOfWork, *, warehouse_id: UUID | None, kind: str | None, search: str, below_zero: bool
) -> Select[Any]:
    query = (
        # What never came in has its place once it is announced, and is worth nothing yet.
        select(
            func.coalesce(_POOL.value, 0).label("value"),
            func.coalesce(_POOL.on_hand, 0).label("pooled"),
        )
        .select_from(
            STOCK_BALANCE.outerjoin(
                STOCK_POOL,
                and_(
                    _POOL.tenant_id == _B.tenant_id,
                    _POOL.company_id == _B.company_id,
                    _POOL.product_id == _B.product_id,
                ),
            )
            .join(WAREHOUSE.table, and_(_W.tenant_id == _B.tenant_id, _W.id == _B.warehouse_id))
            .join(catalog.PRODUCT.table, and_(_P.tenant_id == _B.tenant_id, _P.id == _B.product_id))
        )
        .where(_B.tenant_id == uow.tenant_id, _B.company_id == uow.company_id)
    )
    if warehouse_id:
        query = query.where(_B.warehouse_id == warehouse_id)
    if kind:
        query = query.where(_W.kind == kind)
    if search:
        query = query.where(catalog.matching_products(uow, search))
    if below_zero:
        query = query.where(_B.short, _B.on_hand < 0)
    return query


def sees_values(uow: UnitOfWork) -> bool:
    """Whether the reader may know what goods are worth: he sees their moves, and the value of a move."""
    level = access.levels(uow, shape_of(uow, STOCK_MOVE.name)).get("value")
    return uow.actor.may(VIEW_MOVE) and level not in UNSEEN


def _on_hand(
    row: RowMapping, owners: Mapping[tuple[str, UUID], str], comes: Coming, *, sees_worth: bool
) -> OnHand:
    """A place's part of what all goods of the product in the company are worth."""
    pooled, value = row["pooled"], row["value"]
    here = worth_here(value, row["on_hand"], pooled)
    free = row["on_hand"] - row["held"] - row["blocked"] - row["expired"]
    reckoned = ("goods_owner", "available", "under_way", "on_order", "value", "unit_cost")
    shows_worth = sees_worth and row["kind"] != ENTRUSTED
    return OnHand(
        **{name: row[name] for name in OnHand.__dataclass_fields__ if name not in reckoned},
        goods_owner=owners.get(("party", row["goods_owner_id"])),
        available=free if row["kind"] == USUAL else ZERO,
        under_way=comes.under_way,
        on_order=comes.on_order,
        value=here if shows_worth else None,
        unit_cost=unit_cost(on_hand=pooled, value=value) if shows_worth else None,
    )
