"""Reads of miscellaneous documents; `lock_` takes the document's head for the rest of the transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Table, and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts import IssueLine, Paper, ReceiptLine, StockIssue, StockReceipt
from heyi.modules.stock.models import (
    BOUGHT_OUT,
    FOUND,
    MISSED,
    STOCK_COUNT,
    STOCK_ISSUE,
    STOCK_ISSUE_LINE,
    STOCK_RECEIPT,
    STOCK_RECEIPT_LINE,
    STOCK_TRANSFER,
    WAREHOUSE,
)
from heyi.modules.stock.permissions import REVERSE_ISSUE, REVERSE_RECEIPT, SETTLE_GAIN, SETTLE_LOSS
from heyi.modules.stock.queries.goods import has_bins
from heyi.modules.stock.queries.lots import line_lots
from heyi.modules.stock.states import MiscState
from heyi.platform.documents.titles import document_titles
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _W = catalog.PRODUCT.table, catalog.UNIT.table, WAREHOUSE.table.c


@dataclass(frozen=True)
class LockedDocument:
    """A document's head, held until the transaction ends, and its lines with their products' names."""

    head: RowMapping
    lines: Sequence[RowMapping]


def lock_document(
    uow: UnitOfWork, record: Record, lines: Table, key: str, document_id: UUID, *also: Any
) -> LockedDocument:
    """The document with its lines, which never change while somebody holds the head.

    Raises:
        NotFound: it does not exist in this company.
    """
    table = record.table
    place = (table.c.tenant_id == uow.tenant_id, table.c.company_id == uow.company_id)
    head = uow.first(select(table).where(*place, table.c.id == document_id).with_for_update())
    if head is None:
        raise NotFound(what=f"record.{record.name}")
    return LockedDocument(head, lines_of(uow, lines, key, document_id, *also))


def lines_of(uow: UnitOfWork, table: Table, key: str, document_id: UUID, *also: Any) -> Sequence[RowMapping]:
    """The lines of a document with what a person wants to read of their products."""
    line = table.c
    return uow.rows(
        select(
            table,
            _P.c.name.label("product"),
            _P.c.code.label("product_code"),
            _P.c.barcode,
            _P.c.tracking,
            _U.c.name.label("unit"),
            *also,
        )
        .join(_P, and_(_P.c.tenant_id == line.tenant_id, _P.c.id == line.product_id))
        .join(_U, and_(_U.c.tenant_id == _P.c.tenant_id, _U.c.id == _P.c.unit_id))
        .where(line.tenant_id == uow.tenant_id, line[key] == document_id)
        .order_by(line.line_no)
    )


def with_lots(
    uow: UnitOfWork, record: Record, lines: Sequence[RowMapping], told: type[Any]
) -> list[dict[str, Any]]:
    """What `told` tells of these lines of a document, and which lots they moved in which bins."""
    binned = has_bins(uow)
    tracked = [row["id"] for row in lines if binned or row["tracking"] != "none"]
    lots = line_lots(uow, record.name, tracked) if tracked else {}
    names = [name for name in told.__dataclass_fields__ if name != "lots"]
    return [{name: row[name] for name in names} | {"lots": lots.get(row["id"], [])} for row in lines]


def get_receipt(uow: UnitOfWork, receipt_id: UUID) -> StockReceipt:
    """A miscellaneous receipt with its lines and what may be done with it.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, STOCK_RECEIPT, receipt_id)
    lines = lines_of(uow, STOCK_RECEIPT_LINE, "receipt_id", receipt_id)
    names = ("id", "version", "number", "reason", "state", "warehouse_id", "warehouse")
    return StockReceipt(
        **{name: head[name] for name in (*names, "received_on", "total", "note")},
        entrusted=head["goods_owner_id"] is not None,
        goods_owner=_owner(uow, head["goods_owner_id"]),
        count=_paper(uow, STOCK_COUNT, head["count_id"]),
        reverses=_paper(uow, STOCK_RECEIPT, head["reverses_id"]),
        reversed_by=_reversed_by(uow, STOCK_RECEIPT, head),
        allowed_actions=_allowed(uow, STOCK_RECEIPT, head, FOUND, REVERSE_RECEIPT, SETTLE_GAIN),
        lines=[ReceiptLine(**row) for row in with_lots(uow, STOCK_RECEIPT, lines, ReceiptLine)],
    )


def get_issue(uow: UnitOfWork, issue_id: UUID) -> StockIssue:
    """A miscellaneous issue with its lines and what may be done with it.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, STOCK_ISSUE, issue_id)
    lines = lines_of(uow, STOCK_ISSUE_LINE, "issue_id", issue_id)
    names = ("id", "version", "number", "reason", "state", "warehouse_id", "warehouse")
    return StockIssue(
        **{name: head[name] for name in (*names, "issued_on", "total", "note")},
        entrusted=head["goods_owner_id"] is not None,
        goods_owner=_owner(uow, head["goods_owner_id"]),
        count=_paper(uow, STOCK_COUNT, head["count_id"]),
        transfer=_paper(uow, STOCK_TRANSFER, head["transfer_id"]),
        reverses=_paper(uow, STOCK_ISSUE, head["reverses_id"]),
        reversed_by=_reversed_by(uow, STOCK_ISSUE, head),
        allowed_actions=_allowed(uow, STOCK_ISSUE, head, MISSED, REVERSE_ISSUE, SETTLE_LOSS),
        lines=[IssueLine(**row) for row in with_lots(uow, STOCK_ISSUE, lines, IssueLine)],
    )


def _head(uow: UnitOfWork, record: Record, document_id: UUID) -> RowMapping:
    table = record.table
    head = uow.first(
        select(table, _W.name.label("warehouse"), _W.goods_owner_id)
        .join(WAREHOUSE.table, and_(_W.tenant_id == table.c.tenant_id, _W.id == table.c.warehouse_id))
        .where(*access.rows(uow, record), table.c.id == document_id)
    )
    if head is None:
        raise NotFound(what=f"record.{record.name}")
    return head


def _owner(uow: UnitOfWork, owner_id: UUID | None) -> str | None:
    """Whose the goods are, where they are not ours and the reader may know."""
    return document_titles(uow, {("party", owner_id)}).get(("party", owner_id)) if owner_id else None


def _paper(uow: UnitOfWork, record: Record, document_id: UUID | None) -> Paper | None:
    if document_id is None:
        return None
    table = record.table.c
    number = uow.scalar(select(table.number).where(table.tenant_id == uow.tenant_id, table.id == document_id))
    return Paper(document_id, number)


def _reversed_by(uow: UnitOfWork, record: Record, head: RowMapping) -> Paper | None:
    if head["state"] != MiscState.REVERSED:
        return None
    table = record.table.c
    row = uow.first(
        select(table.id, table.number).where(
            table.tenant_id == uow.tenant_id, table.reverses_id == head["id"]
        )
    )
    return Paper(row["id"], row["number"]) if row else None


def _allowed(
    uow: UnitOfWork, record: Record, head: RowMapping, pending: tuple[str, ...], reverse: str, settle: str
) -> list[str]:
    """What a count or a transfer made is put to its cause; everything else but a purchase may be taken back."""
    if head["state"] != MiscState.POSTED or head["reason"] == BOUGHT_OUT:
        return []
    verb, right = ("settle", settle) if head["reason"] in pending else ("reverse", reverse)
    return [verb] if access.within_reach(uow, record, head["id"], [right]) else []
