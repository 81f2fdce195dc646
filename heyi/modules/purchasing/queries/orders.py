"""Reads of purchase orders; `lock_` takes the document's head for the rest of the transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, bindparam, func, literal, select, true

from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.purchasing.contracts import Named, PurchaseLine, PurchaseOrder, PurchaseStatus
from heyi.modules.purchasing.models import PURCHASE_ORDER, PURCHASE_ORDER_LINE
from heyi.modules.purchasing.permissions import CANCEL_ORDER, CONFIRM_ORDER, RECEIVE, UPDATE_ORDER
from heyi.modules.purchasing.rules import owes_credit
from heyi.modules.purchasing.states import OrderState, Progress, allowed_verbs
from heyi.modules.stock import api as stock
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_H, _L = PURCHASE_ORDER.table, PURCHASE_ORDER_LINE
# When the goods of a line come: its own day, else that of its order.
_DAY = func.coalesce(_L.c.expected_on, _H.c.expected_on)
# Who may enter a supplier's invoice is the module's above to know; here it is only asked.
ENTER = "invoicing.supplier_invoice.create"
_NEEDS = {
    "confirm": CONFIRM_ORDER,
    "take_in": RECEIVE,
    "update": UPDATE_ORDER,
    "cancel": CANCEL_ORDER,
    "close": CANCEL_ORDER,
    "enter_invoice": ENTER,
    "enter_credit": ENTER,
}
_HEAD = ("id", "version", "number", "party_id", "warehouse_id", "state", "receipt_state", "invoice_state")
_MONEY = ("net", "tax", "gross", "prices_include_tax")
_LINE = (
    "id",
    "line_no",
    "product_id",
    "product_name",
    "quantity",
    "typed_quantity",
    "unit_id",
    "unit_numerator",
    "unit_denominator",
    "unit_price",
    "tax_code",
    "tax_rate",
    "net",
    "tax",
    "gross",
    "received",
    "received_net",
    "returned",
    "returned_net",
    "invoiced",
    "invoiced_net",
)
_LOCK = (
    select(
        *(_H.columns[name] for name in (*_HEAD, *_MONEY)),
        *(_L.columns[name].label(f"line_{name}") for name in _LINE),
    )
    .join(_L, and_(_L.c.tenant_id == _H.c.tenant_id, _L.c.order_id == _H.c.id))
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

    Where somebody replaced the lines of a draft while we waited for its head, a second look finds the new ones.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "order": order_id}
    rows = uow.rows(_LOCK, place) or uow.rows(_LOCK, place)
    if not rows:
        raise NotFound(what="record.purchase_order")
    lines = [{name: row[f"line_{name}"] for name in _LINE} for row in rows]
    return LockedOrder(rows[0], lines)


def status_of(uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> PurchaseStatus:
    """Where an order stands, with what this actor may do next."""
    names = ("id", "version", "number", "state", "receipt_state", "invoice_state", "net", "tax", "gross")
    return PurchaseStatus(**{name: head[name] for name in names}, allowed_actions=_allowed(uow, head, lines))


def get_order(uow: UnitOfWork, order_id: UUID) -> PurchaseOrder:
    """The order with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, house, person = parties.PARTY.table.c, stock.WAREHOUSE.table.c, APP_USER.c
    head = uow.first(
        select(_H, party.name.label("party"), house.name.label("warehouse"), person.name.label("owner"))
        .join(parties.PARTY.table, and_(party.tenant_id == _H.c.tenant_id, party.id == _H.c.party_id))
        .join(stock.WAREHOUSE.table, and_(house.tenant_id == _H.c.tenant_id, house.id == _H.c.warehouse_id))
        .outerjoin(APP_USER, and_(person.tenant_id == _H.c.tenant_id, person.id == _H.c.owner_id))
        .where(_H.c.tenant_id == uow.tenant_id, _H.c.company_id == uow.company_id, _H.c.id == order_id)
    )
    if head is None:
        raise NotFound(what="record.purchase_order")
    lines = _lines(uow, order_id)
    named = {"party", "warehouse", "owner", "wants_credit", "allowed_actions", "lines"}
    return PurchaseOrder(
        **{name: head[name] for name in PurchaseOrder.__dataclass_fields__ if name not in named},
        party=Named(head["party_id"], head["party"]),
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        owner=Named(head["owner_id"], head["owner"]) if head["owner_id"] else None,
        wants_credit=any(owes_credit(line) for line in lines),
        allowed_actions=_allowed(uow, head, lines),
        lines=[PurchaseLine(**line) for line in lines],
    )


def expected_supply(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[stock.Announced]:
    """What each confirmed order still expects of these products, the earliest first, what has no day last.

    The number of an order is told to who may see it.
    """
    if not product_ids:
        return []
    seen = and_(true(), *access.rows(uow, PURCHASE_ORDER))
    rows = uow.rows(
        _expected(uow, product_ids)
        .add_columns(
            literal(PURCHASE_ORDER.name).label("document"),
            _H.c.id.label("document_id"),
            func.min(_H.c.number).filter(seen).label("number"),
        )
        .group_by(_H.c.id)
        .order_by(_DAY.asc().nulls_last(), _L.c.product_id, _H.c.warehouse_id, _H.c.id)
    )
    return [stock.Announced(**row) for row in rows]


def expected_sums(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[stock.Expected]:
    """What confirmed orders together still expect of these products, by place and day."""
    if not product_ids:
        return []
    return [stock.Expected(*row.values()) for row in uow.rows(_expected(uow, product_ids))]


def _expected(uow: UnitOfWork, product_ids: Collection[UUID]) -> Select[Any]:
    return (
        select(
            _L.c.product_id,
            _H.c.warehouse_id,
            _DAY.label("day"),
            func.sum(_L.c.quantity - _L.c.received).label("quantity"),
        )
        .join(_H, and_(_H.c.tenant_id == _L.c.tenant_id, _H.c.id == _L.c.order_id))
        .where(
            _L.c.tenant_id == uow.tenant_id,
            _H.c.company_id == uow.company_id,
            _H.c.state == OrderState.CONFIRMED,
            _L.c.product_id.in_(sorted(product_ids)),
            _L.c.received < _L.c.quantity,
        )
        .group_by(_L.c.product_id, _H.c.warehouse_id, _DAY)
    )


def _lines(uow: UnitOfWork, order_id: UUID) -> Sequence[RowMapping]:
    product, unit, typed = catalog.PRODUCT.table.c, catalog.UNIT.table.c, catalog.UNIT.table.alias("typed")
    shown = [_L.columns[name] for name in PurchaseLine.__dataclass_fields__ if name in _L.columns]
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
    waits = [Decimal(line["received"]) - line["returned"] - line["invoiced"] for line in lines]
    verbs = allowed_verbs(
        OrderState(head["state"]),
        Progress(head["receipt_state"]),
        billable=any(quantity > 0 for quantity in waits),
        creditable=any(quantity < 0 for quantity in waits),
    )
    reached = access.within_reach(uow, PURCHASE_ORDER, head["id"], {_NEEDS[verb] for verb in verbs})
    mine = [verb for verb in verbs if _NEEDS[verb] in reached]
    return approvals.offered(uow, "purchase_order", head["id"], mine)
