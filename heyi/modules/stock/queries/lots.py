"""What the verbs read of lots: those that lie in places, those of earlier lines, those of these numbers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select, text, tuple_

from heyi.modules.stock.contracts.lots import LineLot
from heyi.modules.stock.models import STOCK_DETAIL, STOCK_LOT, STOCK_MOVE, STOCK_MOVE_DETAIL, WAREHOUSE_BIN
from heyi.modules.stock.queries.pools import Place
from heyi.modules.stock.rules.lots import Lying
from heyi.platform.unit_of_work import UnitOfWork

_D, _L, _M, _MD = STOCK_DETAIL.c, STOCK_LOT.table.c, STOCK_MOVE.table.c, STOCK_MOVE_DETAIL.c
_BIN = WAREHOUSE_BIN.table.c
_LOT_OF_DETAIL = and_(_L.tenant_id == _D.tenant_id, _L.id == _D.lot_id)


@dataclass(frozen=True)
class Lot:
    """A lot as it is known."""

    id: UUID
    number: str
    expires_on: date | None
    serial: bool


@dataclass(frozen=True)
class KnownLot(Lot):
    """A lot with all its days; its last one was reckoned by `shelf_life_days` where it has any."""

    made_on: date | None
    received_on: date
    shelf_life_days: int | None

    @property
    def days(self) -> dict[str, Any]:
        """Its days as its record has them."""
        return {
            name: getattr(self, name) for name in ("made_on", "expires_on", "received_on", "shelf_life_days")
        }


@dataclass(frozen=True)
class LotOf:
    """How many of a lot went by a line, or came by it, and are not back."""

    lot: Lot | None
    quantity: Decimal


def lying(uow: UnitOfWork, places: Collection[Place]) -> list[Lying]:
    """What of which lot lies in these places; their balances are locked, so it stays until the verb has written."""
    query = (
        select(
            _D.id,
            _D.warehouse_id,
            _D.product_id,
            _D.lot_id,
            func.coalesce(_L.number, "").label("number"),
            _D.quality,
            _D.serial,
            _L.expires_on,
            _L.received_on,
            _D.quantity.label("left"),
            _D.bin_id,
            _BIN.code.label("bin"),
            _BIN.position,
        )
        .select_from(
            STOCK_DETAIL.outerjoin(STOCK_LOT.table, _LOT_OF_DETAIL).outerjoin(
                WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _D.tenant_id, _BIN.id == _D.bin_id)
            )
        )
        .where(
            _D.tenant_id == uow.tenant_id,
            tuple_(_D.warehouse_id, _D.product_id).in_(sorted(places)),
            _D.quantity > 0,
        )
        .order_by(
            _D.product_id,
            _D.warehouse_id,
            _L.expires_on,
            _L.received_on,
            _L.number,
            _BIN.position,
            _BIN.code,
            _D.id,
        )
    )
    return [Lying(**row) for row in uow.rows(query)]


def lots_of_lines(
    uow: UnitOfWork, source_type: str, line_ids: Collection[UUID]
) -> Mapping[UUID, list[LotOf]]:
    """What of which lot these lines of a type of document moved and nothing has brought back since, first what expires
    first."""
    if not line_ids:
        return {}
    wanted = sorted(line_ids)
    line = func.coalesce(_M.origin_line_id, _M.line_id).label("line")
    query = (
        select(line, _L.id, _L.number, _L.expires_on, _L.serial, func.sum(_MD.quantity).label("moved"))
        .select_from(
            STOCK_MOVE.table.join(
                STOCK_MOVE_DETAIL, and_(_MD.tenant_id == _M.tenant_id, _MD.move_id == _M.id)
            ).outerjoin(STOCK_LOT.table, and_(_L.tenant_id == _MD.tenant_id, _L.id == _MD.lot_id))
        )
        .where(
            _M.tenant_id == uow.tenant_id,
            _M.company_id == uow.company_id,
            or_(
                _M.origin_line_id.in_(wanted),
                and_(_M.source_type == source_type, _M.line_id.in_(wanted), _M.origin_line_id.is_(None)),
            ),
        )
        .group_by(line, _L.id, _L.number, _L.expires_on, _L.serial)
        .having(func.sum(_MD.quantity) != 0)
        .order_by(line, _L.expires_on, _L.number)
    )
    found: dict[UUID, list[LotOf]] = defaultdict(list)
    for row in uow.rows(query):
        lot = Lot(row["id"], row["number"], row["expires_on"], row["serial"]) if row["id"] else None
        found[row["line"]].append(LotOf(lot, abs(row["moved"])))
    return found


def lots_numbered(
    uow: UnitOfWork, numbers: Collection[tuple[UUID, str]]
) -> Mapping[tuple[UUID, str], KnownLot]:
    """The company's lots of these products and numbers."""
    names = tuple(KnownLot.__dataclass_fields__)
    query = select(_L.product_id, *(_L[name] for name in names)).where(
        _L.tenant_id == uow.tenant_id,
        _L.company_id == uow.company_id,
        tuple_(_L.product_id, _L.number).in_(sorted(numbers)),
    )
    return {
        (row["product_id"], row["number"]): KnownLot(**{name: row[name] for name in names})
        for row in uow.rows(query)
    }


def serials_that_lie(uow: UnitOfWork, lot_ids: Sequence[UUID]) -> list[str]:
    """Which of these serial numbers lie in a warehouse, wherever."""
    query = (
        select(_L.number)
        .select_from(STOCK_DETAIL.join(STOCK_LOT.table, _LOT_OF_DETAIL))
        .where(_D.tenant_id == uow.tenant_id, _D.lot_id.in_(sorted(lot_ids)), _D.quantity > 0)
        .order_by(_L.number)
    )
    return [row["number"] for row in uow.rows(query)]


def line_lots(uow: UnitOfWork, source_type: str, line_ids: Collection[UUID]) -> Mapping[UUID, list[LineLot]]:
    """Which lots each of these lines of a type of document moved, and in which bins; where goods only changed their
    place, what left."""
    told = (_M.line_id, _L.id, _L.number, _L.serial, _L.expires_on, _L.made_on, _BIN.code)
    query = (
        select(*told, func.sum(_MD.quantity).label("moved"))
        .select_from(
            STOCK_MOVE.table.join(
                STOCK_MOVE_DETAIL, and_(_MD.tenant_id == _M.tenant_id, _MD.move_id == _M.id)
            )
            .outerjoin(STOCK_LOT.table, and_(_L.tenant_id == _MD.tenant_id, _L.id == _MD.lot_id))
            .outerjoin(WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _MD.tenant_id, _BIN.id == _MD.bin_id))
        )
        .where(
            _M.tenant_id == uow.tenant_id,
            _M.company_id == uow.company_id,
            _M.source_type == source_type,
            _M.line_id.in_(sorted(line_ids)),
            or_(_MD.lot_id.isnot(None), _MD.bin_id.isnot(None)),
        )
        .group_by(*told)
        .order_by(_M.line_id, _L.expires_on, _L.number, _BIN.code)
    )
    found: dict[UUID, list[LineLot]] = defaultdict(list)
    for row in uow.rows(query):
        said = (row["number"] or "", row["serial"] or False, row["expires_on"])
        lot = LineLot(row["id"], *said, abs(row["moved"]), row["code"], row["made_on"])
        found[row["line_id"]].append(lot)
    return found


# What was sent by a line of a transfer, less what arrived, came back or was written off of it.
_UNDER_WAY = text(
    "SELECT p.line, l.id, l.number, l.serial, l.expires_on, l.made_on, -sum(p.sign * d.quantity) AS quantity FROM ("
    "SELECT m.id, m.line_id AS line, 1 AS sign FROM stock_move m "
    "WHERE m.tenant_id = :tenant AND m.source_type = 'stock_transfer' AND m.line_id = ANY(:lines) "
    "UNION ALL SELECT m.id, a.transfer_line_id, -1 FROM stock_arrival_line a JOIN stock_move m "
    "ON m.tenant_id = a.tenant_id AND m.source_type = 'stock_arrival' AND m.line_id = a.id "
    "WHERE a.tenant_id = :tenant AND a.transfer_line_id = ANY(:lines) "
    "UNION ALL SELECT m.id, i.transfer_line_id, -1 FROM stock_issue_line i JOIN stock_move m "
    "ON m.tenant_id = i.tenant_id AND m.source_type = 'stock_issue' AND m.line_id = i.id "
    "WHERE i.tenant_id = :tenant AND i.transfer_line_id = ANY(:lines)) p "
    "JOIN stock_move_detail d ON d.tenant_id = :tenant AND d.move_id = p.id "
    "JOIN stock_lot l ON l.tenant_id = d.tenant_id AND l.id = d.lot_id "
    "GROUP BY p.line, l.id, l.number, l.serial, l.expires_on, l.made_on HAVING sum(p.sign * d.quantity) <> 0 "
    "ORDER BY p.line, l.expires_on, l.number"
)


def lots_under_way(uow: UnitOfWork, line_ids: Sequence[UUID]) -> Mapping[UUID, list[LineLot]]:
    """Which lots of these lines of transfers are neither here nor there, first what expires first."""
    if not line_ids:
        return {}
    rows = uow.rows(_UNDER_WAY, {"tenant": uow.tenant_id, "lines": list(line_ids)})
    found: dict[UUID, list[LineLot]] = defaultdict(list)
    for row in rows:
        said = (row["id"], row["number"], row["serial"], row["expires_on"], row["quantity"])
        lot = LineLot(*said, made_on=row["made_on"])
        found[row["line"]].append(lot)
    return found
