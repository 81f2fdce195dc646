"""What people read of lots: what lies where, what expires, where a lot came from and where it went."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, func, select, tuple_

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts import (
    LotMove,
    LotPlace,
    LotPlacePage,
    LotTrace,
    LyingLot,
    StockVerdict,
    Tracked,
    VerdictLine,
)
from heyi.modules.stock.models import (
    FREE,
    STOCK_BALANCE,
    STOCK_DETAIL,
    STOCK_LOT,
    STOCK_MOVE,
    STOCK_MOVE_DETAIL,
    STOCK_VERDICT,
    STOCK_VERDICT_LINE,
    WAREHOUSE,
    WAREHOUSE_BIN,
)
from heyi.modules.stock.queries.bins import bins_to_come_into
from heyi.modules.stock.queries.documents import lines_of
from heyi.modules.stock.queries.goods import has_bins, is_binned
from heyi.modules.stock.rules import ZERO
from heyi.platform.documents.titles import document_titles
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import record_named
from heyi.platform.unit_of_work import UnitOfWork

# A lot that more documents touched than anybody reads through is told from its newest ones.
MOST_MOVES = 500
_B, _D, _L, _W = STOCK_BALANCE.c, STOCK_DETAIL.c, STOCK_LOT.table.c, WAREHOUSE.table.c
_M, _MD = STOCK_MOVE.table.c, STOCK_MOVE_DETAIL.c
_P, _U, _BIN = catalog.PRODUCT.table.c, catalog.UNIT.table.c, WAREHOUSE_BIN.table.c


def tracked(uow: UnitOfWork, product_ids: Sequence[UUID], *, warehouse_id: UUID | None) -> list[Tracked]:
    """How these products are told apart, and what of them lies in a warehouse or in all, first what goes first.

    Of warehouses with bins all that lies there is told, for it stands in one.
    """
    kept = (
        select(_B.id)
        .where(
            _B.tenant_id == uow.tenant_id, _B.company_id == uow.company_id, _B.product_id == _P.id, _B.apart
        )
        .exists()
        .label("apart")
    )
    query = select(_P.id, _P.tracking, _P.inspected, _P.shelf_life_days, kept).where(
        *access.rows(uow, catalog.PRODUCT), _P.id.in_(sorted(set(product_ids)))
    )
    products = uow.rows(query)
    binned = has_bins(uow)
    apart = [row["id"] for row in products if binned or row["tracking"] != "none" or row["apart"]]
    found = _lying(uow, apart, warehouse_id) if apart else {}
    here = warehouse_id is not None and is_binned(uow, warehouse_id)
    into = bins_to_come_into(uow, warehouse_id, product_ids) if warehouse_id and here else {}
    return [
        Tracked(
            product_id=row["id"],
            **{name: row[name] for name in ("tracking", "inspected", "shelf_life_days")},
            binned=here,
            comes_into=into.get(row["id"]),
            lots=found.get(row["id"], []),
        )
        for row in products
    ]


def _lying(
    uow: UnitOfWork, product_ids: Collection[UUID], warehouse_id: UUID | None
) -> Mapping[UUID, list[LyingLot]]:
    query = _what_lies(uow).where(_D.product_id.in_(sorted(product_ids)))
    if warehouse_id:
        query = query.where(_D.warehouse_id == warehouse_id)
    found: dict[UUID, list[LyingLot]] = defaultdict(list)
    for row in uow.rows(query):
        found[row["product_id"]].append(_lying_lot(row, uow.today))
    return found


def _what_lies(uow: UnitOfWork) -> Select[Any]:
    return (
        select(
            _D.product_id,
            _D.lot_id,
            func.coalesce(_L.number, "").label("number"),
            _D.warehouse_id,
            _W.name.label("warehouse"),
            _D.quality,
            _D.quantity,
            _L.expires_on,
            _BIN.code.label("bin"),
        )
        .select_from(
            STOCK_DETAIL.join(WAREHOUSE.table, and_(_W.tenant_id == _D.tenant_id, _W.id == _D.warehouse_id))
            .outerjoin(STOCK_LOT.table, and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id))
            .outerjoin(WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _D.tenant_id, _BIN.id == _D.bin_id))
        )
        .where(_D.tenant_id == uow.tenant_id, _D.company_id == uow.company_id, _D.quantity > 0)
        .order_by(_L.expires_on, _L.received_on, _L.number, _W.code, _BIN.position, _BIN.code, _D.quality)
    )


def _lying_lot(row: RowMapping, today: date) -> LyingLot:
    own = {name: row[name] for name in LyingLot.__dataclass_fields__ if name != "days_left"}
    return LyingLot(**own, days_left=_days_left(row["expires_on"], today))


def _days_left(expires_on: date | None, today: date) -> int | None:
    return None if expires_on is None else (expires_on - today).days


def expiring(
    uow: UnitOfWork,
    *,
    days: int,
    warehouse_id: UUID | None,
    search: str,
    after: UUID | None,
    limit: int,
) -> LotPlacePage:
    """What lies somewhere and expires within so many days, or has expired, the first to expire first."""
    query = _with_goods(uow, warehouse_id, search).where(_L.expires_on <= uow.today + timedelta(days=days))
    query = query.order_by(None).order_by(_L.expires_on, _D.id)
    if after:
        last = (
            select(_L.expires_on, _D.id)
            .select_from(
                STOCK_DETAIL.join(STOCK_LOT.table, and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id))
            )
            .where(_D.tenant_id == uow.tenant_id, _D.id == after)
        )
        row = uow.first(last)
        if row:
            query = query.where(tuple_(_L.expires_on, _D.id) > (row["expires_on"], row["id"]))
    return _page(uow, query, limit)


def unfree(
    uow: UnitOfWork, *, warehouse_id: UUID | None, search: str, after: UUID | None, limit: int
) -> LotPlacePage:
    """What lies somewhere and is not free: waits to be looked at, or was found bad; the oldest first."""
    query = _with_goods(uow, warehouse_id, search).where(_D.quality != FREE).order_by(None).order_by(_D.id)
    if after:
        query = query.where(_D.id > after)
    return _page(uow, query, limit)


def in_bins(
    uow: UnitOfWork,
    *,
    warehouse_id: UUID | None,
    bin_id: UUID | None,
    product_id: UUID | None,
    search: str,
    after: UUID | None,
    limit: int,
) -> LotPlacePage:
    """What stands in which bin: in all of them, in those of a warehouse, in one, or of one product."""
    query = _with_goods(uow, warehouse_id, search).where(_D.bin_id.isnot(None))
    if bin_id:
        query = query.where(_D.bin_id == bin_id)
    if product_id:
        query = query.where(_D.product_id == product_id)
    order = (_W.code, _BIN.position, _BIN.code, _D.id)
    if after:
        last = (
            select(*order)
            .select_from(
                STOCK_DETAIL.join(
                    WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _D.tenant_id, _BIN.id == _D.bin_id)
                ).join(WAREHOUSE.table, and_(_W.tenant_id == _D.tenant_id, _W.id == _D.warehouse_id))
            )
            .where(_D.tenant_id == uow.tenant_id, _D.id == after)
        )
        row = uow.first(last)
        if row:
            query = query.where(tuple_(*order) > tuple(row.values()))
    return _page(uow, query.order_by(None).order_by(*order), limit)


def _with_goods(uow: UnitOfWork, warehouse_id: UUID | None, search: str) -> Select[Any]:
    query = (
        _what_lies(uow)
        .add_columns(
            _D.id,
            _D.bin_id,
            _W.kind,
            _W.goods_owner_id,
            _L.made_on,
            _P.name.label("product"),
            _P.code.label("product_code"),
            _U.name.label("unit"),
        )
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _D.tenant_id, _P.id == _D.product_id))
        .join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
    )
    if warehouse_id:
        query = query.where(_D.warehouse_id == warehouse_id)
    if search:
        query = query.where(catalog.matching_products(uow, search))
    return query


def _page(uow: UnitOfWork, query: Select[Any], limit: int) -> LotPlacePage:
    rows = uow.rows(query.limit(limit + 1))
    owners = {("party", row["goods_owner_id"]) for row in rows[:limit] if row["goods_owner_id"]}
    titles = document_titles(uow, owners) if owners else {}
    names = [name for name in LotPlace.__dataclass_fields__ if name not in ("days_left", "goods_owner")]
    items = [
        LotPlace(
            **{name: row[name] for name in names},
            goods_owner=titles.get(("party", row["goods_owner_id"])),
            days_left=_days_left(row["expires_on"], uow.today),
        )
        for row in rows[:limit]
    ]
    return LotPlacePage(items, str(rows[limit - 1]["id"]) if len(rows) > limit else None)


def trace(uow: UnitOfWork, lot_id: UUID) -> LotTrace:
    """A lot both ways: from which supplier and receipt it came, to which customers it went, and where it lies.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = uow.first(
        select(
            STOCK_LOT.table,
            _P.name.label("product"),
            _P.code.label("product_code"),
            _U.name.label("unit"),
        )
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _L.tenant_id, _P.id == _L.product_id))
        .join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .where(*access.rows(uow, STOCK_LOT), _L.id == lot_id)
    )
    if head is None:
        raise NotFound(what="record.stock_lot")
    lying = [_lying_lot(row, uow.today) for row in uow.rows(_what_lies(uow).where(_D.lot_id == lot_id))]
    moves = _moves(uow, lot_id)
    beyond = [move for move in moves if move.kind != "transfer"]
    supplier = ("party", head["supplier_id"])
    titles = document_titles(uow, {supplier}) if head["supplier_id"] else {}
    reckoned = ("days_left", "supplier", "came", "went", "lies", "lying", "moves")
    return LotTrace(
        **{name: head[name] for name in LotTrace.__dataclass_fields__ if name not in reckoned},
        days_left=_days_left(head["expires_on"], uow.today),
        supplier=titles.get(supplier),
        came=sum((move.quantity for move in beyond if move.quantity > ZERO), ZERO),
        went=-sum((move.quantity for move in beyond if move.quantity < ZERO), ZERO),
        lies=sum((lot.quantity for lot in lying), ZERO),
        lying=lying,
        moves=moves,
    )


def _moves(uow: UnitOfWork, lot_id: UUID) -> list[LotMove]:
    query = (
        select(
            _M.id.label("move_id"),
            _M.occurred_on,
            _M.kind,
            _M.source_type,
            _M.source_id,
            _M.source_number,
            _W.name.label("warehouse"),
            _MD.quality,
            _BIN.code.label("bin"),
            _MD.quantity,
        )
        .select_from(
            STOCK_MOVE_DETAIL.join(
                STOCK_MOVE.table, and_(_M.tenant_id == _MD.tenant_id, _M.id == _MD.move_id)
            )
            .join(WAREHOUSE.table, and_(_W.tenant_id == _M.tenant_id, _W.id == _M.warehouse_id))
            .outerjoin(WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _MD.tenant_id, _BIN.id == _MD.bin_id))
        )
        .where(*access.rows(uow, STOCK_MOVE), _MD.lot_id == lot_id)
        .order_by(_M.posted_at.desc(), _M.id.desc(), _MD.id.desc())
        .limit(MOST_MOVES)
    )
    rows = uow.rows(query)
    parties = _parties(uow, rows)
    titles = document_titles(uow, {("party", party_id) for party_id in parties.values()})
    return [
        LotMove(
            **row,
            party_id=parties.get(row["source_id"]),
            party=titles.get(("party", parties[row["source_id"]])) if row["source_id"] in parties else None,
        )
        for row in rows
    ]


def _parties(uow: UnitOfWork, rows: Sequence[RowMapping]) -> dict[UUID, UUID]:
    """Whose goods they were or became: each document knows its customer or supplier, but for those beyond reach."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        wanted[row["source_type"]].add(row["source_id"])
    found: dict[UUID, UUID] = {}
    for name, ids in sorted(wanted.items()):
        record = record_named(name)
        if not record.party_field or not uow.actor.may(record.permissions.view):
            continue
        table = record.table.c
        query = select(table.id, table[record.party_field].label("party")).where(
            *access.rows(uow, record), table.id.in_(sorted(ids))
        )
        found |= {row["id"]: row["party"] for row in uow.rows(query)}
    return found


def get_verdict(uow: UnitOfWork, verdict_id: UUID) -> StockVerdict:
    """A verdict with its lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    table = STOCK_VERDICT.table
    person = (
        select(APP_USER.c.name)
        .where(APP_USER.c.tenant_id == table.c.tenant_id, APP_USER.c.id == table.c.decided_by)
        .scalar_subquery()
    )
    head = uow.first(
        select(table, _W.name.label("warehouse"), func.coalesce(person, "").label("person"))
        .join(WAREHOUSE.table, and_(_W.tenant_id == table.c.tenant_id, _W.id == table.c.warehouse_id))
        .where(*access.rows(uow, STOCK_VERDICT), table.c.id == verdict_id)
    )
    if head is None:
        raise NotFound(what="record.stock_verdict")
    line = STOCK_VERDICT_LINE.c
    lot = select(_L.number).where(_L.tenant_id == line.tenant_id, _L.id == line.lot_id).scalar_subquery()
    rows = lines_of(uow, STOCK_VERDICT_LINE, "verdict_id", verdict_id, lot.label("lot"))
    names = ("id", "number", "verdict", "warehouse_id", "warehouse", "decided_on", "reason")
    return StockVerdict(
        **{name: head[name] for name in names},
        decided_by=head["person"],
        lines=[VerdictLine(**{name: row[name] for name in VerdictLine.__dataclass_fields__}) for row in rows],
    )
