"""Reads of transfers and arrivals; `lock_` takes the document's head for the rest of the transaction."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.stock.contracts import ArrivalLine, Paper, StockArrival, StockTransfer, TransferLine
from heyi.modules.stock.models import (
    STOCK_ARRIVAL,
    STOCK_ARRIVAL_LINE,
    STOCK_TRANSFER,
    STOCK_TRANSFER_LINE,
    WAREHOUSE,
)
from heyi.modules.stock.permissions import (
    CHANGE_TRANSFER,
    RECEIVE_TRANSFER,
    SEND_TRANSFER,
    WRITE_OFF_TRANSFER,
)
from heyi.modules.stock.queries.documents import LockedDocument, lines_of, lock_document, with_lots
from heyi.modules.stock.queries.lots import lots_under_way
from heyi.modules.stock.rules.houses import ENTRUSTED
from heyi.modules.stock.states import TRANSFER, TransferState, verbs_of
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_T, _A = STOCK_TRANSFER.table, STOCK_ARRIVAL.table
NEEDS = {
    "update": CHANGE_TRANSFER,
    "cancel": CHANGE_TRANSFER,
    "send": SEND_TRANSFER,
    "send_directly": SEND_TRANSFER,
    "arrive": RECEIVE_TRANSFER,
    "come_back": RECEIVE_TRANSFER,
    "write_off": WRITE_OFF_TRANSFER,
}


def under_way(line: Mapping[Any, Any]) -> Decimal:
    """How many of a line that was sent are neither here nor there."""
    rest: Decimal = line["quantity"] - line["arrived"] - line["returned"] - line["lost"]
    return rest


def lock_transfer(uow: UnitOfWork, transfer_id: UUID) -> LockedDocument:
    """The transfer with its lines, held until the transaction ends.

    Raises:
        NotFound: it does not exist in this company.
    """
    return lock_document(uow, STOCK_TRANSFER, STOCK_TRANSFER_LINE, "transfer_id", transfer_id)


def get_transfer(uow: UnitOfWork, transfer_id: UUID) -> StockTransfer:
    """A transfer with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    here, there = WAREHOUSE.table.alias("here"), WAREHOUSE.table.alias("there")
    head = uow.first(
        select(_T, here.c.kind, here.c.name.label("from_warehouse"), there.c.name.label("to_warehouse"))
        .join(here, and_(here.c.tenant_id == _T.c.tenant_id, here.c.id == _T.c.from_warehouse_id))
        .join(there, and_(there.c.tenant_id == _T.c.tenant_id, there.c.id == _T.c.to_warehouse_id))
        .where(*access.rows(uow, STOCK_TRANSFER), _T.c.id == transfer_id)
    )
    if head is None:
        raise NotFound(what="record.stock_transfer")
    state = TransferState(head["state"])
    lines = lines_of(uow, STOCK_TRANSFER_LINE, "transfer_id", transfer_id)
    verbs = verbs_of(TRANSFER, state)
    if head["kind"] == ENTRUSTED:
        verbs = [verb for verb in verbs if verb != "send"]
    may = access.within_reach(uow, STOCK_TRANSFER, transfer_id, {NEEDS[verb] for verb in verbs})
    sent = state in (TransferState.SENT, TransferState.DONE)
    own = [name for name in TransferLine.__dataclass_fields__ if name not in ("under_way", "lots")]
    tracked = [row["id"] for row in lines if row["tracking"] != "none"] if sent else []
    lots = lots_under_way(uow, tracked)
    told = [name for name in StockTransfer.__dataclass_fields__ if name not in ("allowed_actions", "lines")]
    return StockTransfer(
        **{name: head[name] for name in told},
        allowed_actions=[verb for verb in verbs if NEEDS[verb] in may],
        lines=[
            TransferLine(
                **{name: row[name] for name in own},
                under_way=under_way(row) if sent else Decimal(0),
                lots=lots.get(row["id"], []),
            )
            for row in lines
        ],
    )


def get_arrival(uow: UnitOfWork, arrival_id: UUID) -> StockArrival:
    """Goods of a transfer that came to a warehouse, with their lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    house = WAREHOUSE.table.c
    head = uow.first(
        select(_A, house.name.label("warehouse"), _T.c.number.label("transfer"))
        .join(WAREHOUSE.table, and_(house.tenant_id == _A.c.tenant_id, house.id == _A.c.warehouse_id))
        .join(_T, and_(_T.c.tenant_id == _A.c.tenant_id, _T.c.id == _A.c.transfer_id))
        .where(*access.rows(uow, STOCK_ARRIVAL), _A.c.id == arrival_id)
    )
    if head is None:
        raise NotFound(what="record.stock_arrival")
    lines = lines_of(uow, STOCK_ARRIVAL_LINE, "arrival_id", arrival_id)
    names = ("id", "version", "number", "kind", "warehouse_id", "warehouse", "arrived_on")
    return StockArrival(
        **{name: head[name] for name in names},
        transfer=Paper(head["transfer_id"], head["transfer"]),
        lines=[ArrivalLine(**row) for row in with_lots(uow, STOCK_ARRIVAL, lines, ArrivalLine)],
    )
