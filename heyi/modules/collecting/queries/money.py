"""What came for orders, what need not come any more, and by which instalments they are to be paid."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, case, cast, func, literal, null, or_, select, union_all

from heyi.modules.collecting.models import ORDER_ADVANCE, RECEIPT_PLAN, RECEIPT_PLAN_LINE
from heyi.modules.collecting.rules import ZERO, Filled, fill
from heyi.modules.invoicing import api as invoicing
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork

_P, _PL, _A = RECEIPT_PLAN.c, RECEIPT_PLAN_LINE.c, ORDER_ADVANCE.c
_I, _S = invoicing.SALES_INVOICE.table.c, invoicing.SETTLEMENT.c
_O, _OL, _DL = sales.SALES_ORDER.table.c, sales.SALES_ORDER_LINE.c, sales.DELIVERY_LINE.c
_R = payments.RECEIPT.table.c
# Orders for which somebody is to pay.
PROMISED = ("confirmed", "closed")


@dataclass
class OrderMoney:
    """What came for an order by day, the part of it that is on no invoice yet, and what need not come any more."""

    came: list[tuple[date, Decimal]] = field(default_factory=list)
    ahead: Decimal = ZERO
    relief: Decimal = ZERO


@dataclass(frozen=True)
class Planned:
    """An instalment as agreed, and what came of it."""

    position: int
    due_on: date
    amount: Decimal
    note: str | None
    filled: Filled


def money_of(uow: UnitOfWork, order_ids: Collection[UUID]) -> Mapping[UUID, OrderMoney]:
    """The money of orders, in one statement however many they are.

    Money is what receipts settled of their invoices, less what was paid back for their credit notes, and what was paid
    ahead for them; relief is what came back, was given up, or will not be delivered any more.
    """
    found: dict[UUID, OrderMoney] = defaultdict(OrderMoney)
    if not order_ids:
        return found
    ids = sorted(order_ids)
    for row in uow.rows(union_all(_settled(uow, ids), _paid_ahead(uow, ids), *_reliefs(uow, ids))):
        money = found[row["order_id"]]
        if row["what"] == "relief":
            money.relief += row["amount"]
        else:
            money.came.append((row["day"], row["amount"]))
            money.ahead += row["amount"] if row["what"] == "ahead" else ZERO
    return found


def _settled(uow: UnitOfWork, ids: list[UUID]) -> Any:
    """What receipts and refunds settled of invoices and credit notes, on the day on which the money moved."""
    sign = case((_I.kind == "credit_note", -1), else_=1)
    # What was paid ahead came when it came, on whatever day it is used; what is taken back goes on the day of that.
    day = case((_S.amount > 0, _R.received_on), else_=_S.occurred_on)
    return (
        _said("came", _I.order_id, day, func.sum(_S.amount * sign))
        .join(invoicing.SETTLEMENT, and_(_S.tenant_id == _I.tenant_id, _S.invoice_id == _I.id))
        .join(payments.RECEIPT.table, and_(_R.tenant_id == _S.tenant_id, _R.id == _S.source_id))
        .where(_I.tenant_id == uow.tenant_id, _I.order_id.in_(ids), _S.source_type == "receipt")
        .group_by(_I.order_id, day)
    )


def _paid_ahead(uow: UnitOfWork, ids: list[UUID]) -> Any:
    return (
        _said("ahead", _A.order_id, _R.received_on, _R.advance)
        .join(payments.RECEIPT.table, and_(_R.tenant_id == _A.tenant_id, _R.id == _A.receipt_id))
        .where(_A.tenant_id == uow.tenant_id, _A.order_id.in_(ids), _R.state == "posted", _R.advance > 0)
    )


def _reliefs(uow: UnitOfWork, ids: list[UUID]) -> list[Any]:
    # What came back need not be paid, whether its invoice was there, or its credit note is there already, or not.
    came_back = (
        _said("relief", _OL.order_id, None, func.sum(_DL.returned_net + _DL.returned_tax))
        .join(sales.DELIVERY_LINE, and_(_DL.tenant_id == _OL.tenant_id, _DL.order_line_id == _OL.id))
        .where(_OL.tenant_id == uow.tenant_id, _OL.order_id.in_(ids), _DL.returned > 0)
        .group_by(_OL.order_id)
    )
    given_up = (
        _said("relief", _I.order_id, None, func.sum(_S.amount))
        .join(invoicing.SETTLEMENT, and_(_S.tenant_id == _I.tenant_id, _S.invoice_id == _I.id))
        .where(_I.tenant_id == uow.tenant_id, _I.order_id.in_(ids), _S.source_type == "write_off")
        .group_by(_I.order_id)
    )
    undelivered = func.round(_OL.gross * (_OL.quantity - _OL.delivered) / _OL.quantity, 2)
    called_off = (
        _said("relief", _O.id, None, func.sum(undelivered))
        .join(sales.SALES_ORDER_LINE, and_(_OL.tenant_id == _O.tenant_id, _OL.order_id == _O.id))
        .where(_O.tenant_id == uow.tenant_id, _O.id.in_(ids), _O.state.in_(("closed", "cancelled")))
        .group_by(_O.id)
    )
    return [came_back, given_up, called_off]


def _said(what: str, order_id: Any, day: Any, amount: Any) -> Any:
    on = cast(null(), Date) if day is None else day
    return select(
        literal(what).label("what"), order_id.label("order_id"), on.label("day"), amount.label("amount")
    )


def planned(uow: UnitOfWork, order_ids: Collection[UUID]) -> dict[UUID, list[Planned]]:
    """The instalments of those of the orders that have some, with what came; two statements however many."""
    if not order_ids:
        return {}
    rows = uow.rows(
        select(_P.order_id, _PL.position, _PL.due_on, _PL.amount, _PL.note)
        .join(RECEIPT_PLAN_LINE, and_(_PL.tenant_id == _P.tenant_id, _PL.plan_id == _P.id))
        .where(_P.tenant_id == uow.tenant_id, _P.order_id.in_(sorted(order_ids)))
        .order_by(_P.order_id, _PL.position)
    )
    lines: dict[UUID, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows:
        lines[row["order_id"]].append(row)
    money = money_of(uow, lines)
    return {order_id: _filled(own, money[order_id]) for order_id, own in lines.items()}


def _filled(lines: list[Mapping[Any, Any]], money: OrderMoney) -> list[Planned]:
    filled = fill([line["amount"] for line in lines], relief=money.relief, came=money.came)
    return [
        Planned(line["position"], line["due_on"], line["amount"], line["note"], one)
        for line, one in zip(lines, filled, strict=True)
    ]


def may_be_open() -> ColumnElement[bool]:
    """Orders that are not yet invoiced whole, or with an invoice that is not settled: of others nothing is to come."""
    unpaid = select(_I.id).where(
        _I.tenant_id == _O.tenant_id, _I.order_id == _O.id, _I.state != "cancelled", _I.open > 0
    )
    return and_(_O.state.in_(PROMISED), or_(_O.invoice_state != "full", unpaid.exists()))
