"""What people read of bins: which warehouses have any, and what was moved between them."""

from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.modules.stock.contracts import BinHouse, BinMove, BinMoveLine
from heyi.modules.stock.models import BIN_MOVE, BIN_MOVE_LINE, STOCK_LOT, WAREHOUSE, WAREHOUSE_BIN
from heyi.modules.stock.queries.bins import codes_of
from heyi.modules.stock.queries.documents import lines_of
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_BIN, _W, _L = WAREHOUSE_BIN.table.c, WAREHOUSE.table.c, STOCK_LOT.table.c


def bin_houses(uow: UnitOfWork) -> list[BinHouse]:
    """The company's usable warehouses, and which of them have bins."""
    receiving = func.max(_BIN.code).filter(_BIN.receiving).label("receiving")
    query = (
        select(
            _W.id.label("warehouse_id"),
            _W.name.label("warehouse"),
            _W.binned,
            receiving,
            func.count(_BIN.id).filter(_BIN.active).label("bins"),
        )
        .select_from(
            WAREHOUSE.table.outerjoin(
                WAREHOUSE_BIN.table, and_(_BIN.tenant_id == _W.tenant_id, _BIN.warehouse_id == _W.id)
            )
        )
        .where(*access.rows(uow, WAREHOUSE), _W.active, _W.kind != "transit")
        .group_by(_W.id, _W.name, _W.binned, _W.code)
        .order_by(_W.code)
    )
    return [BinHouse(**row) for row in uow.rows(query)]


def get_bin_move(uow: UnitOfWork, move_id: UUID) -> BinMove:
    """Goods moved between bins, with the lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    table = BIN_MOVE.table
    person = (
        select(APP_USER.c.name)
        .where(APP_USER.c.tenant_id == table.c.tenant_id, APP_USER.c.id == table.c.moved_by)
        .scalar_subquery()
    )
    head = uow.first(
        select(table, _W.name.label("warehouse"), func.coalesce(person, "").label("person"))
        .join(WAREHOUSE.table, and_(_W.tenant_id == table.c.tenant_id, _W.id == table.c.warehouse_id))
        .where(*access.rows(uow, BIN_MOVE), table.c.id == move_id)
    )
    if head is None:
        raise NotFound(what="record.bin_move")
    line = BIN_MOVE_LINE.c
    lot = select(_L.number).where(_L.tenant_id == line.tenant_id, _L.id == line.lot_id).scalar_subquery()
    rows = lines_of(uow, BIN_MOVE_LINE, "bin_move_id", move_id, lot.label("lot"))
    ids = {row[name] for row in rows for name in ("from_bin_id", "to_bin_id") if row[name]}
    codes = codes_of(uow, ids)
    own = [name for name in BinMoveLine.__dataclass_fields__ if name not in ("from_bin", "to_bin")]
    names = ("id", "number", "kind", "warehouse_id", "warehouse", "moved_on", "note")
    return BinMove(
        **{name: head[name] for name in names},
        moved_by=head["person"],
        lines=[
            BinMoveLine(
                **{name: row[name] for name in own},
                from_bin=codes.get(row["from_bin_id"]),
                to_bin=codes.get(row["to_bin_id"]),
            )
            for row in rows
        ],
    )
