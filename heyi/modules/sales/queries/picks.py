"""Reads of pick lists and of what is open for them; `lock_` takes rows for the rest of the transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import Named, PickedOrder, PickLine, PickList
from heyi.modules.sales.models import (
    DELIVERY,
    PICK_LINE,
    PICK_LIST,
    SALES_ORDER,
    SALES_ORDER_LINE,
)
from heyi.modules.sales.permissions import DELIVER, PICK
from heyi.modules.sales.rules import ZERO
from heyi.modules.sales.states import OrderState, PickState
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_O, _OL, _PL = SALES_ORDER.table.c, SALES_ORDER_LINE.c, PICK_LINE.c
_W, _P, _U = stock.WAREHOUSE.table.c, catalog.PRODUCT.table.c, catalog.UNIT.table.c


@dataclass(frozen=True)
class LockedPick:
    """A pick list and its lines, held until the transaction ends."""

    head: RowMapping
    lines: Sequence[RowMapping]


@dataclass(frozen=True)
class StillOpen:
    """Of how many of a pick line its order still waits, and which order that is."""

    quantity: Decimal
    order: str


def lock_orders(uow: UnitOfWork, order_ids: Sequence[UUID]) -> Sequence[RowMapping]:
    """The heads of these orders that the actor may deliver, locked in key order.

    Raises:
        NotFound: one does not exist in this company, or is out of reach.
    """
    wanted = sorted(set(order_ids))
    query = (
        select(_O.id, _O.number, _O.state)
        .where(*access.rows(uow, SALES_ORDER, DELIVER), _O.id.in_(wanted))
        .order_by(_O.id)
        .with_for_update(of=SALES_ORDER.table)
    )
    rows = uow.rows(query) if wanted else []
    if len(rows) != len(wanted):
        raise NotFound(what="record.sales_order")
    return rows


def open_lines(uow: UnitOfWork, order_ids: Sequence[UUID]) -> Sequence[RowMapping]:
    """The lines of goods of these orders that are not delivered yet; the orders are locked."""
    return uow.rows(
        select(
            _OL.id,
            _OL.order_id,
            _OL.line_no,
            _OL.product_id,
            _OL.product_name,
            _OL.quantity,
            _OL.delivered,
            _O.number.label("order_number"),
            _O.warehouse_id,
            _W.name.label("warehouse"),
        )
        .join(SALES_ORDER.table, and_(_O.tenant_id == _OL.tenant_id, _O.id == _OL.order_id))
        .join(stock.WAREHOUSE.table, and_(_W.tenant_id == _O.tenant_id, _W.id == _O.warehouse_id))
        .where(
            _OL.tenant_id == uow.tenant_id,
            _OL.order_id.in_(sorted(order_ids)),
            _OL.is_goods,
            _OL.quantity > _OL.delivered,
        )
        .order_by(_O.number, _OL.line_no)
    )


def on_open_list(uow: UnitOfWork, order_ids: Sequence[UUID]) -> str | None:
    """The number of a list that is worked on and has one of these orders, which are locked."""
    head = PICK_LIST.table.c
    query = (
        select(head.number)
        .join(PICK_LINE, and_(_PL.tenant_id == head.tenant_id, _PL.pick_list_id == head.id))
        .where(
            head.tenant_id == uow.tenant_id,
            head.state == PickState.OPEN,
            _PL.order_id.in_(sorted(order_ids)),
        )
        .limit(1)
    )
    number: str | None = uow.scalar(query)
    return number


def picked_orders(uow: UnitOfWork, order_id: UUID | None = None, *, limit: int) -> list[PickedOrder]:
    """The orders that are on a list which is worked on, as far as the reader sees them; or whether this one is."""
    head = PICK_LIST.table.c
    query = (
        select(_PL.order_id, head.id, head.number)
        .join(PICK_LIST.table, and_(head.tenant_id == _PL.tenant_id, head.id == _PL.pick_list_id))
        .join(SALES_ORDER.table, and_(_O.tenant_id == _PL.tenant_id, _O.id == _PL.order_id))
        .where(*access.rows(uow, PICK_LIST), *access.rows(uow, SALES_ORDER), head.state == PickState.OPEN)
        .distinct()
        .order_by(head.number, _PL.order_id)
        .limit(limit)
    )
    if order_id is not None:
        query = query.where(_PL.order_id == order_id)
    return [
        PickedOrder(order_id=row["order_id"], pick=Named(row["id"], row["number"])) for row in uow.rows(query)
    ]


def lock_pick(uow: UnitOfWork, pick_id: UUID) -> LockedPick:
    """The pick list with its lines, held until the transaction ends.

    Raises:
        NotFound: it does not exist in this company.
    """
    table = PICK_LIST.table
    head = uow.first(
        select(table)
        .where(*access.rows(uow, PICK_LIST, PICK), table.c.id == pick_id)
        .with_for_update(of=table)
    )
    if head is None:
        raise NotFound(what="record.pick_list")
    lines = uow.rows(
        select(PICK_LINE, _P.name.label("product"))
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _PL.tenant_id, _P.id == _PL.product_id))
        .where(_PL.tenant_id == uow.tenant_id, _PL.pick_list_id == pick_id)
        .order_by(_PL.line_no)
    )
    return LockedPick(head, lines)


def still_open(uow: UnitOfWork, lines: Sequence[RowMapping]) -> Mapping[UUID, StillOpen]:
    """How many of each line of a pick list its order still waits for: what was delivered otherwise is asked no more.

    Several lines of a list that take one order's line from several places share it in the order in which one walks.
    """
    rows = uow.rows(
        select(_OL.id, _OL.quantity, _OL.delivered, _O.number, _O.state)
        .join(SALES_ORDER.table, and_(_O.tenant_id == _OL.tenant_id, _O.id == _OL.order_id))
        .where(_OL.tenant_id == uow.tenant_id, _OL.id.in_({line["order_line_id"] for line in lines}))
    )
    orders = {row["id"]: row["number"] for row in rows}
    rest = {
        row["id"]: row["quantity"] - row["delivered"] if row["state"] == OrderState.CONFIRMED else ZERO
        for row in rows
    }
    found = {}
    for line in lines:
        of = line["order_line_id"]
        taken = max(min(line["quantity"], rest[of]), ZERO)
        rest[of] -= taken
        found[line["id"]] = StillOpen(taken, orders[of])
    return found


def lock_orders_of(uow: UnitOfWork, lines: Sequence[RowMapping]) -> None:
    """Let nobody deliver or end the orders of these lines of a pick list until the transaction ends."""
    orders = sorted({line["order_id"] for line in lines})
    query = select(_O.id).where(_O.tenant_id == uow.tenant_id, _O.id.in_(orders))
    uow.rows(query.order_by(_O.id).with_for_update())


def get_pick_list(uow: UnitOfWork, pick_id: UUID) -> PickList:
    """A pick list with those of its lines whose orders the reader sees, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    table = PICK_LIST.table
    head = uow.first(select(table).where(*access.rows(uow, PICK_LIST), table.c.id == pick_id))
    if head is None:
        raise NotFound(what="record.pick_list")
    may = access.within_reach(uow, PICK_LIST, pick_id, {PICK})
    rows = _lines(uow, pick_id)
    is_open = head["state"] == PickState.OPEN
    waits = still_open(uow, rows) if is_open else {}
    verbs = ["finish", "give_up"] if is_open and PICK in may else []
    names = (
        "id",
        "version",
        "number",
        "state",
        "made_on",
        "order_count",
        "line_count",
        "short_count",
        "note",
    )
    return PickList(
        **{name: head[name] for name in names},
        allowed_actions=verbs,
        lines=[_line(row, waits[row["id"]].quantity if is_open else ZERO) for row in rows],
    )


def _lines(uow: UnitOfWork, pick_id: UUID) -> Sequence[RowMapping]:
    party, delivery = parties.PARTY.table.c, DELIVERY.table.c
    return uow.rows(
        select(
            PICK_LINE,
            _O.number.label("order_number"),
            party.name.label("party"),
            _W.name.label("warehouse"),
            _P.name.label("product"),
            _P.code.label("product_code"),
            _P.barcode,
            _P.tracking,
            _U.name.label("unit"),
            delivery.number.label("delivery_number"),
        )
        .join(SALES_ORDER.table, and_(_O.tenant_id == _PL.tenant_id, _O.id == _PL.order_id))
        .join(parties.PARTY.table, and_(party.tenant_id == _O.tenant_id, party.id == _O.party_id))
        .join(stock.WAREHOUSE.table, and_(_W.tenant_id == _PL.tenant_id, _W.id == _PL.warehouse_id))
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _PL.tenant_id, _P.id == _PL.product_id))
        .join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .outerjoin(DELIVERY.table, and_(delivery.tenant_id == _PL.tenant_id, delivery.id == _PL.delivery_id))
        .where(*access.rows(uow, SALES_ORDER), _PL.tenant_id == uow.tenant_id, _PL.pick_list_id == pick_id)
        .order_by(_PL.line_no)
    )


def _line(row: Mapping[Any, Any], is_open: Decimal) -> PickLine:
    reckoned = ("order", "delivery", "open")
    return PickLine(
        **{name: row[name] for name in PickLine.__dataclass_fields__ if name not in reckoned},
        open=is_open,
        order=Named(row["order_id"], row["order_number"]),
        delivery=Named(row["delivery_id"], row["delivery_number"]) if row["delivery_id"] else None,
    )
