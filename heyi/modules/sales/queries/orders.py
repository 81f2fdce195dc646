"""Reads of orders; `lock_` takes the document's head for the rest of the transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, bindparam, or_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import Named, Order, OrderLine, OrderStatus
from heyi.modules.sales.models import CUSTOMER_CREDIT, GOODS_HOLD, SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.permissions import CANCEL_ORDER, CONFIRM_ORDER, DELIVER, UPDATE_ORDER
from heyi.modules.sales.queries.credit import passes_over
from heyi.modules.sales.rules import discount_of
from heyi.modules.sales.states import OrderState, Progress, allowed_verbs
from heyi.modules.stock import api as stock
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER, department_of
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_H, _L, _C = SALES_ORDER.table, SALES_ORDER_LINE, CUSTOMER_CREDIT.table
_NEEDS = {
    "confirm": CONFIRM_ORDER,
    "deliver": DELIVER,
    "update": UPDATE_ORDER,
    "reschedule": UPDATE_ORDER,
    "cancel": CANCEL_ORDER,
    "close": CANCEL_ORDER,
    "invoice": "invoicing.invoice.create",
}
_LOCK = (
    select(
        _H.c.id,
        _H.c.version,
        _H.c.number,
        _H.c.party_id,
        _H.c.warehouse_id,
        _H.c.state,
        _H.c.delivery_state,
        _H.c.invoice_state,
        _H.c.net,
        _H.c.tax,
        _H.c.gross,
        _H.c.ordered_on,
        _H.c.deliver_on,
        _H.c.prices_include_tax,
        _H.c.whole_discount,
        _H.c.whole_discount_share,
        _H.c.owner_id,
        _H.c.hold_id,
        department_of(_H.c.tenant_id, _H.c.owner_id).label("owner_department_id"),
        *(
            _L.columns[name].label(f"line_{name}")
            for name in (
                "id",
                "line_no",
                "product_id",
                "product_name",
                "is_goods",
                "quantity",
                "unit_id",
                "typed_quantity",
                "unit_numerator",
                "unit_denominator",
                "list_price",
                "unit_price",
                "head_discount",
                "tax_code",
                "tax_rate",
                "net",
                "tax",
                "gross",
                "deliver_on",
                "delivered",
                "returned",
                "settled",
            )
        ),
        catalog.PRODUCT.table.c.floor_price.label("line_floor_price"),
        _C.c.payment_days,
    )
    .join(_L, and_(_L.c.tenant_id == _H.c.tenant_id, _L.c.order_id == _H.c.id))
    .join(
        catalog.PRODUCT.table,
        and_(
            catalog.PRODUCT.table.c.tenant_id == _L.c.tenant_id,
            catalog.PRODUCT.table.c.id == _L.c.product_id,
        ),
    )
    .outerjoin(
        _C,
        and_(
            _C.c.tenant_id == _H.c.tenant_id,
            _C.c.company_id == _H.c.company_id,
            _C.c.party_id == _H.c.party_id,
        ),
    )
    .where(
        _H.c.tenant_id == bindparam("tenant"),
        _H.c.company_id == bindparam("company"),
        _H.c.id == bindparam("order"),
        _L.c.tenant_id == bindparam("tenant"),
    )
    .order_by(_L.c.line_no)
    .with_for_update(of=[_H, _L])
)


@dataclass(frozen=True)
class LockedOrder:
    """An order's head and lines, held until the transaction ends."""

    head: RowMapping
    lines: Sequence[Mapping[Any, Any]]


def lock_order(uow: UnitOfWork, order_id: UUID) -> LockedOrder:
    """The order with its lines, locked, head and lines alike so that neither is older than the lock.

    Where somebody replaced the lines of a draft while we waited for its head, the old lines are gone and
    the new ones came after our look; a second look, now that the head is ours, finds them.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "order": order_id}
    rows = uow.rows(_LOCK, place) or uow.rows(_LOCK, place)
    if not rows:
        raise NotFound(what="record.sales_order")
    lines = [{name[5:]: row[name] for name in row if name.startswith("line_")} for row in rows]
    return LockedOrder(rows[0], lines)


def status_of(uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> OrderStatus:
    """Where an order stands, with what this actor may do next."""
    names = ("id", "version", "number", "state", "delivery_state", "invoice_state", "net", "tax", "gross")
    return OrderStatus(**{name: head[name] for name in names}, allowed_actions=_allowed(uow, head, lines))


def purchases(uow: UnitOfWork) -> Select[Any]:
    """Which customers bought by an order, and when; of whom nothing was ever delivered, only while it stands."""
    stands = _H.c.state == OrderState.CONFIRMED
    delivered = (_H.c.state == OrderState.CLOSED) & (_H.c.delivery_state != Progress.NONE)
    query = select(_H.c.party_id, _H.c.confirmed_at.label("at"))
    return query.where(_H.c.tenant_id == uow.tenant_id, or_(stands, delivered))


def get_order(uow: UnitOfWork, order_id: UUID) -> Order:
    """The order with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, house, person = parties.PARTY.table.c, stock.WAREHOUSE.table.c, APP_USER.c
    kept = GOODS_HOLD.table.c
    head = uow.first(
        select(
            _H,
            party.name.label("party"),
            house.name.label("warehouse"),
            person.name.label("owner"),
            kept.number.label("hold"),
        )
        .join(parties.PARTY.table, and_(party.tenant_id == _H.c.tenant_id, party.id == _H.c.party_id))
        .join(stock.WAREHOUSE.table, and_(house.tenant_id == _H.c.tenant_id, house.id == _H.c.warehouse_id))
        .outerjoin(APP_USER, and_(person.tenant_id == _H.c.tenant_id, person.id == _H.c.owner_id))
        .outerjoin(GOODS_HOLD.table, and_(kept.id == _H.c.hold_id, *access.rows(uow, GOODS_HOLD)))
        .where(_H.c.tenant_id == uow.tenant_id, _H.c.company_id == uow.company_id, _H.c.id == order_id)
    )
    if head is None:
        raise NotFound(what="record.sales_order")
    lines = _lines(uow, order_id)
    names = ("id", "version", "number", "state", "delivery_state", "invoice_state")
    dates = ("ordered_on", "deliver_on", "next_delivery_on")
    amounts = (
        "prices_include_tax",
        "whole_discount_share",
        "whole_discount",
        "net",
        "tax",
        "gross",
        "note",
    )
    allowed = _allowed(uow, head, lines)
    return Order(
        **{name: head[name] for name in (*names, *dates, *amounts)},
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        owner=Named(head["owner_id"], head["owner"]) if head["owner_id"] else None,
        hold=Named(head["hold_id"], head["hold"]) if head["hold"] else None,
        passes_over=passes_over(uow, head) if "confirm" in allowed else None,
        allowed_actions=allowed,
        lines=list(_told(uow, lines)),
    )


def _told(uow: UnitOfWork, lines: Sequence[RowMapping]) -> Iterator[OrderLine]:
    """The lines; what the lists say, and with it the discount, only where it may be shown."""
    listed = catalog.sees_list_prices(uow)
    for line in lines:
        list_price = line["list_price"] if listed else None
        discount = discount_of(list_price, line["unit_price"])
        yield OrderLine(**{**line, "list_price": list_price, "discount": discount})


def _lines(uow: UnitOfWork, order_id: UUID) -> Sequence[RowMapping]:
    product, unit, typed = catalog.PRODUCT.table.c, catalog.UNIT.table.c, catalog.UNIT.table.alias("typed")
    shown = [_L.columns[name] for name in OrderLine.__dataclass_fields__ if name in _L.columns]
    return uow.rows(
        select(
            *shown,
            _L.c.product_name.label("product"),
            product.code.label("product_code"),
            unit.name.label("unit"),
            _L.c.unit_id.label("typed_unit_id"),
            typed.c.name.label("typed_unit"),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .join(typed, and_(typed.c.tenant_id == _L.c.tenant_id, typed.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.order_id == order_id)
        .order_by(_L.c.line_no)
    )


def _allowed(uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> list[str]:
    billable = any(Decimal(line["delivered"]) > line["settled"] for line in lines)
    verbs = allowed_verbs(OrderState(head["state"]), Progress(head["delivery_state"]), billable=billable)
    reached = access.within_reach(uow, SALES_ORDER, head["id"], {_NEEDS[verb] for verb in verbs})
    mine = [verb for verb in verbs if _NEEDS[verb] in reached]
    return approvals.offered(uow, "sales_order", head["id"], mine)
