"""Reads of deliveries and returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Table, and_, bindparam, select

from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import Delivery, GoodsLine, Named, Return
from heyi.modules.sales.models import (
    DELIVERY,
    DELIVERY_LINE,
    SALES_ORDER,
    SALES_ORDER_LINE,
    SALES_RETURN,
    SALES_RETURN_LINE,
)
from heyi.modules.sales.permissions import RETURN
from heyi.modules.sales.rules import ZERO
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_O, _OL, _D, _DL = SALES_ORDER.table, SALES_ORDER_LINE, DELIVERY.table, DELIVERY_LINE
_CREDIT = "invoicing.invoice.create"
_DELIVERY_NAMES = ("id", "version", "number", "delivered_on", "gross", "cost", "recognised", "unbilled")

# Order before delivery, always: whoever invoices or takes back meets in the order's row.
_LOCK_DELIVERY = (
    select(
        _D.c.id,
        _D.c.number,
        _D.c.order_id,
        _D.c.party_id,
        _D.c.warehouse_id,
        _D.c.delivered_on,
        _D.c.recognised,
        _OL.c.is_goods.label("line_is_goods"),
        _OL.c.tax_code.label("line_tax_code"),
        *(
            _DL.columns[name].label(f"line_{name}")
            for name in (
                "id",
                "line_no",
                "order_line_id",
                "product_id",
                "quantity",
                "net",
                "tax",
                "gross",
                "cost",
                "returned",
                "returned_net",
                "returned_tax",
                "returned_cost",
                "invoiced",
            )
        ),
    )
    .select_from(_O)
    .join(_D, and_(_D.c.tenant_id == _O.c.tenant_id, _D.c.order_id == _O.c.id))
    .join(_DL, and_(_DL.c.tenant_id == _D.c.tenant_id, _DL.c.delivery_id == _D.c.id))
    .join(_OL, and_(_OL.c.tenant_id == _DL.c.tenant_id, _OL.c.id == _DL.c.order_line_id))
    .where(
        _O.c.tenant_id == bindparam("tenant"),
        _D.c.tenant_id == bindparam("tenant"),
        _D.c.company_id == bindparam("company"),
        _D.c.id == bindparam("delivery"),
    )
    .order_by(_DL.c.line_no)
    .with_for_update()
)


@dataclass(frozen=True)
class LockedDelivery:
    """A delivery and its lines, held with their order until the transaction ends."""

    head: RowMapping
    lines: Sequence[Mapping[str, Any]]


def lock_delivery(uow: UnitOfWork, delivery_id: UUID) -> LockedDelivery:
    """The delivery with its lines, locked together with its order.

    Raises:
        NotFound: it does not exist in this company.
    """
    rows = uow.rows(
        _LOCK_DELIVERY, {"tenant": uow.tenant_id, "company": uow.company_id, "delivery": delivery_id}
    )
    if not rows:
        raise NotFound(what="record.delivery")
    lines = [{name[5:]: row[name] for name in row if name.startswith("line_")} for row in rows]
    return LockedDelivery(rows[0], lines)


def get_delivery(uow: UnitOfWork, delivery_id: UUID) -> Delivery:
    """A delivery with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, _D, SALES_ORDER.table, "order_id", delivery_id, "record.delivery")
    line = _DL.c
    lines = _lines_with_lots(uow, DELIVERY.name, _DL, line.delivery_id == delivery_id)
    returnable = any(row["quantity"] > row["returned"] for row in lines) and access.within_reach(
        uow, DELIVERY, delivery_id, [RETURN]
    )
    lines, cost_now = _as_corrected(uow, DELIVERY.name, head["cost"], lines)
    return Delivery(
        **{name: head[name] for name in _DELIVERY_NAMES},
        cost_now=cost_now,
        order=Named(head["order_id"], head["before"]),
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        allowed_actions=["return"] if returnable else [],
        lines=[GoodsLine(**row) for row in lines],
    )


def get_return(uow: UnitOfWork, return_id: UUID) -> Return:
    """A return with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = _head(uow, SALES_RETURN.table, _D, "delivery_id", return_id, "record.sales_return")
    lines = _lines_with_lots(
        uow, SALES_RETURN.name, SALES_RETURN_LINE, SALES_RETURN_LINE.c.return_id == return_id
    )
    due = head["credit_state"] == "due" and access.within_reach(uow, SALES_RETURN, return_id, [_CREDIT])
    names = ("id", "version", "number", "returned_on", "gross", "cost", "credit_state", "reason")
    lines, cost_now = _as_corrected(uow, SALES_RETURN.name, head["cost"], lines)
    return Return(
        **{name: head[name] for name in names},
        cost_now=cost_now,
        delivery=Named(head["delivery_id"], head["before"]),
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        allowed_actions=["credit"] if due else [],
        to_inspect=_waits(uow, [row["id"] for row in lines]),
        lines=[GoodsLine(**row) for row in lines],
    )


def _waits(uow: UnitOfWork, lines: Sequence[UUID]) -> bool:
    """Whether any of what came back was put where it waits until somebody finds it good."""
    qualities = stock.qualities_of(uow, SALES_RETURN.name, lines)
    return any(part.quality == stock.QUARANTINE for parts in qualities.values() for part in parts)


def _head(
    uow: UnitOfWork, table: Table, before: Table, before_id: str, document_id: UUID, what: str
) -> RowMapping:
    party, house = parties.PARTY.table.c, stock.WAREHOUSE.table.c
    own = table.c
    query = (
        select(
            table, party.name.label("party"), house.name.label("warehouse"), before.c.number.label("before")
        )
        .join(parties.PARTY.table, and_(party.tenant_id == own.tenant_id, party.id == own.party_id))
        .join(stock.WAREHOUSE.table, and_(house.tenant_id == own.tenant_id, house.id == own.warehouse_id))
        .join(before, and_(before.c.tenant_id == own.tenant_id, before.c.id == own[before_id]))
        .where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.id == document_id)
    )
    head = uow.first(query)
    if head is None:
        raise NotFound(what=what)
    return head


def _as_corrected(
    uow: UnitOfWork, document: str, cost: Decimal, lines: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], Decimal | None]:
    """The lines with what each costs by now, and all of them together; empty for who may not know."""
    beyond = stock.adjusted_since(uow, document, [line["id"] for line in lines])
    if beyond is None:
        return list(lines), None
    corrected = [line | {"cost_now": line["cost"] + beyond.get(line["id"], ZERO)} for line in lines]
    return corrected, cost + sum(beyond.values(), ZERO)


def _lines_with_lots(uow: UnitOfWork, document: str, table: Table, of: Any) -> list[dict[str, Any]]:
    """The lines, and which lots they moved in which bins; where there are none, that costs no question more."""
    lines = _lines(uow, table, of)
    binned = stock.has_bins(uow)
    tracked = [line["id"] for line in lines if binned or line["tracking"] != "none"]
    lots = stock.line_lots(uow, document, tracked) if tracked else {}
    return [line | {"lots": lots.get(line["id"], [])} for line in lines]


def _lines(uow: UnitOfWork, table: Table, of: Any) -> list[dict[str, Any]]:
    product, unit = catalog.PRODUCT.table.c, catalog.UNIT.table.c
    own = [table.columns[name] for name in GoodsLine.__dataclass_fields__ if name in table.columns]
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
    if table is not DELIVERY_LINE:
        return [dict(row) for row in uow.rows(query)]
    ordered, typed = SALES_ORDER_LINE.c, catalog.UNIT.table.alias("typed")
    rows = uow.rows(
        query.add_columns(ordered.unit_numerator, ordered.unit_denominator, typed.c.name.label("typed_unit"))
        .join(
            SALES_ORDER_LINE,
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
