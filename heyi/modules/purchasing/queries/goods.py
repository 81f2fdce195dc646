"""Reads of purchase receipts and of what was sent back of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Table, and_, bindparam, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.purchasing.contracts import (
    KeptLine,
    Named,
    PurchasedLine,
    PurchaseReceipt,
    PurchaseReturn,
    ReceivedLine,
)
from heyi.modules.purchasing.errors import LineUnknown
from heyi.modules.purchasing.models import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_LINE,
    PURCHASE_RECEIPT,
    PURCHASE_RECEIPT_LINE,
    PURCHASE_RETURN,
    PURCHASE_RETURN_LINE,
)
from heyi.modules.purchasing.permissions import SEND_BACK
from heyi.modules.purchasing.queries.orders import ENTER
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_O, _OL = PURCHASE_ORDER.table, PURCHASE_ORDER_LINE
_D, _DL = PURCHASE_RECEIPT.table, PURCHASE_RECEIPT_LINE
_LINE = ("id", "line_no", "order_line_id", "product_id", "quantity", "net", "returned", "returned_net")

# Order before receipt, always: whoever invoices or sends back meets in the order's row.
_LOCK_RECEIPT = (
    select(
        *(_D.columns[name] for name in ("id", "number", "order_id", "party_id", "warehouse_id")),
        *(_DL.columns[name].label(f"line_{name}") for name in _LINE),
    )
    .select_from(_O)
    .join(_D, and_(_D.c.tenant_id == _O.c.tenant_id, _D.c.order_id == _O.c.id))
    .join(_DL, and_(_DL.c.tenant_id == _D.c.tenant_id, _DL.c.receipt_id == _D.c.id))
    .where(
        _O.c.tenant_id == bindparam("tenant"),
        _D.c.tenant_id == bindparam("tenant"),
        _D.c.company_id == bindparam("company"),
        _D.c.id == bindparam("receipt"),
    )
    .order_by(_DL.c.line_no)
    .with_for_update()
)


@dataclass(frozen=True)
class LockedReceipt:
    """A receipt and its lines, held with their order until the transaction ends."""

    head: RowMapping
    lines: Sequence[Mapping[str, Any]]


def lock_receipt(uow: UnitOfWork, receipt_id: UUID) -> LockedReceipt:
    """The receipt with its lines, locked together with its order.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "receipt": receipt_id}
    rows = uow.rows(_LOCK_RECEIPT, place)
    if not rows:
        raise NotFound(what="record.purchase_receipt")
    return LockedReceipt(rows[0], [{name: row[f"line_{name}"] for name in _LINE} for row in rows])


def lock_received(uow: UnitOfWork, line_ids: Collection[UUID]) -> Mapping[UUID, ReceivedLine]:
    """Lines of receipts that the actor sees, locked in the order of their ids: nothing of them goes back meanwhile.

    Raises:
        LineUnknown: one does not exist, or is of a receipt that he does not see.
    """
    product = catalog.PRODUCT.table.c
    rows = uow.rows(
        select(
            _DL.c.id.label("line_id"),
            _D.c.id.label("receipt_id"),
            _D.c.number.label("receipt"),
            _D.c.received_on,
            _D.c.warehouse_id,
            _DL.c.product_id,
            product.name.label("product"),
            product.weight,
            (_DL.c.quantity - _DL.c.returned).label("quantity"),
            (_DL.c.net - _DL.c.returned_net).label("net"),
            _DL.c.order_line_id,
            (_OL.c.received_net - _OL.c.returned_net).label("kept"),
        )
        .join(_OL, and_(_OL.c.tenant_id == _DL.c.tenant_id, _OL.c.id == _DL.c.order_line_id))
        .join(_D, and_(_D.c.tenant_id == _DL.c.tenant_id, _D.c.id == _DL.c.receipt_id))
        .join(
            catalog.PRODUCT.table,
            and_(product.tenant_id == _DL.c.tenant_id, product.id == _DL.c.product_id),
        )
        .where(
            _DL.c.tenant_id == uow.tenant_id,
            _DL.c.id.in_(sorted(line_ids)),
            *access.rows(uow, shape_of(uow, PURCHASE_RECEIPT.name)),
        )
        .order_by(_DL.c.id)
        .with_for_update(of=_DL)
    )
    found = {row["line_id"]: ReceivedLine(**row) for row in rows}
    for line_id in line_ids:
        if line_id not in found:
            raise LineUnknown(line=str(line_id))
    return found


def kept_of(
    uow: UnitOfWork, order_line_ids: Collection[UUID], until: date
) -> Mapping[UUID, Sequence[KeptLine]]:
    """By line of an order, the lines that received it, the first before others, and what of each was kept until a day.

    They are locked in the order of their ids: nothing of them goes back meanwhile.
    """
    own, line = PURCHASE_RETURN.table.c, PURCHASE_RETURN_LINE.c
    later = (
        select(func.coalesce(func.sum(line.quantity), 0))
        .join(PURCHASE_RETURN.table, and_(own.tenant_id == line.tenant_id, own.id == line.return_id))
        .where(
            line.tenant_id == _DL.c.tenant_id,
            line.receipt_line_id == _DL.c.id,
            own.receipt_id == _D.c.id,
            own.returned_on > until,
        )
        .scalar_subquery()
    )
    query = (
        select(
            _DL.c.order_line_id,
            _DL.c.id.label("line_id"),
            _D.c.received_on,
            (_DL.c.quantity - _DL.c.returned + later).label("quantity"),
        )
        .join(_D, and_(_D.c.tenant_id == _DL.c.tenant_id, _D.c.id == _DL.c.receipt_id))
        .where(
            _DL.c.tenant_id == uow.tenant_id,
            _D.c.company_id == uow.company_id,
            _DL.c.order_line_id.in_(sorted(order_line_ids)),
        )
        .order_by(_DL.c.id)
        .with_for_update(of=_DL)
    )
    found: dict[UUID, list[KeptLine]] = defaultdict(list)
    for row in sorted(uow.rows(query), key=lambda row: (row["received_on"], row["line_id"])):
        found[row["order_line_id"]].append(KeptLine(row["line_id"], row["received_on"], row["quantity"]))
    return found


def get_receipt(uow: UnitOfWork, receipt_id: UUID) -> PurchaseReceipt:
    """A receipt with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, _D, _O, "order_id", receipt_id, "record.purchase_receipt")
    lines = _lines_with_lots(uow, PURCHASE_RECEIPT.name, _DL, _DL.c.receipt_id == receipt_id)
    returnable = any(row["quantity"] > row["returned"] for row in lines) and access.within_reach(
        uow, PURCHASE_RECEIPT, receipt_id, [SEND_BACK]
    )
    if returnable:
        lines = _with_what_lies(uow, head["warehouse_id"], lines)
    return PurchaseReceipt(
        **{name: head[name] for name in ("id", "version", "number", "received_on", "net")},
        order=Named(head["order_id"], head["before"]),
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        allowed_actions=["return"] if returnable else [],
        lines=[PurchasedLine(**row) for row in lines],
    )


def get_return(uow: UnitOfWork, return_id: UUID) -> PurchaseReturn:
    """Goods sent back, with their lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, PURCHASE_RETURN.table, _D, "receipt_id", return_id, "record.purchase_return")
    lines = _lines_with_lots(
        uow, PURCHASE_RETURN.name, PURCHASE_RETURN_LINE, PURCHASE_RETURN_LINE.c.return_id == return_id
    )
    qualities = stock.qualities_of(uow, PURCHASE_RETURN.name, [line["id"] for line in lines])
    names = ("id", "version", "number", "returned_on", "net", "cost", "credit_state", "reason")
    order = uow.first(
        select(_O.c.id, _O.c.number)
        .join(_D, and_(_D.c.tenant_id == _O.c.tenant_id, _D.c.order_id == _O.c.id))
        .where(_O.c.tenant_id == uow.tenant_id, _D.c.id == head["receipt_id"])
    )
    assert order is not None, f"{head['before']} came by no order"
    due = head["credit_state"] == "due" and access.within_reach(uow, PURCHASE_RETURN, return_id, [ENTER])
    return PurchaseReturn(
        **{name: head[name] for name in names},
        receipt=Named(head["receipt_id"], head["before"]),
        order=Named(order["id"], order["number"]),
        allowed_actions=["enter_credit"] if due else [],
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        lines=[PurchasedLine(**row, qualities=qualities.get(row["id"], [])) for row in lines],
    )


def _with_what_lies(uow: UnitOfWork, warehouse_id: UUID, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with how many of each may go back: not more than came and did not, nor than lies there."""
    places = {line["id"]: (warehouse_id, line["product_id"]) for line in lines}
    back = stock.may_go_back(uow, PURCHASE_RECEIPT.name, places)
    shown = []
    for line in lines:
        here, may = line["quantity"] - line["returned"], back[line["id"]]
        most = here if may.most is None else min(here, may.most)
        shown.append(line | {"returnable": most, "lying": may.parts})
    return shown


def _head(
    uow: UnitOfWork, table: Table, before: Table, before_id: str, document_id: UUID, what: str
) -> RowMapping:
    party, house, own = parties.PARTY.table.c, stock.WAREHOUSE.table.c, table.c
    head = uow.first(
        select(
            table, party.name.label("party"), house.name.label("warehouse"), before.c.number.label("before")
        )
        .join(parties.PARTY.table, and_(party.tenant_id == own.tenant_id, party.id == own.party_id))
        .join(stock.WAREHOUSE.table, and_(house.tenant_id == own.tenant_id, house.id == own.warehouse_id))
        .join(before, and_(before.c.tenant_id == own.tenant_id, before.c.id == own[before_id]))
        .where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.id == document_id)
    )
    if head is None:
        raise NotFound(what=what)
    return head


def _lines_with_lots(uow: UnitOfWork, document: str, table: Table, of: Any) -> list[dict[str, Any]]:
    """The lines, and which lots they moved in which bins; where there are none, that costs no question more."""
    lines = _lines(uow, table, of)
    binned = stock.has_bins(uow)
    tracked = [line["id"] for line in lines if binned or line["tracking"] != "none"]
    lots = stock.line_lots(uow, document, tracked) if tracked else {}
    return [line | {"lots": lots.get(line["id"], [])} for line in lines]


def _lines(uow: UnitOfWork, table: Table, of: Any) -> list[dict[str, Any]]:
    product, unit = catalog.PRODUCT.table.c, catalog.UNIT.table.c
    own = [table.columns[name] for name in PurchasedLine.__dataclass_fields__ if name in table.columns]
    query = (
        select(
            *own,
            product.name.label("product"),
            product.code.label("product_code"),
            product.tracking,
            unit.name.label("unit"),
        )
        .join(
            catalog.PRODUCT.table,
            and_(product.tenant_id == table.c.tenant_id, product.id == table.c.product_id),
        )
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .where(table.c.tenant_id == uow.tenant_id, of)
        .order_by(table.c.line_no)
    )
    if table is not PURCHASE_RECEIPT_LINE:
        return [dict(row) for row in uow.rows(query)]
    ordered, typed = PURCHASE_ORDER_LINE.c, catalog.UNIT.table.alias("typed")
    rows = uow.rows(
        query.add_columns(ordered.unit_numerator, ordered.unit_denominator, typed.c.name.label("typed_unit"))
        .join(
            PURCHASE_ORDER_LINE,
            and_(ordered.tenant_id == table.c.tenant_id, ordered.id == table.c.order_line_id),
        )
        .join(typed, and_(typed.c.tenant_id == ordered.tenant_id, typed.c.id == ordered.unit_id))
    )
    return [_as_ordered(row) for row in rows]


def _as_ordered(row: RowMapping) -> dict[str, Any]:
    """The line with its quantity in the unit of the order's line beside it, where that is exact."""
    factor = Fraction(row["unit_numerator"], row["unit_denominator"])
    shown = {name: row[name] for name in row if name not in ("unit_numerator", "unit_denominator")}
    return shown | {"typed_quantity": catalog.of_own_unit(row["quantity"], factor)}
