"""How one order is paid."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.collecting.contracts import Instalment, Named, ReceiptPlan
from heyi.modules.collecting.models import RECEIPT_PLAN
from heyi.modules.collecting.permissions import MANAGE_PLAN
from heyi.modules.collecting.queries.money import PROMISED, Planned, money_of, planned
from heyi.modules.collecting.rules import ZERO, days_late, fill, state_of
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_O, _P = sales.SALES_ORDER.table.c, RECEIPT_PLAN.c
# Plans tell these.
_TOLD = ((sales.SALES_ORDER, ("gross",)), (payments.RECEIPT, ("amount", "allocated", "advance")))


def receipt_plan(uow: UnitOfWork, order_id: UUID) -> ReceiptPlan:
    """How an order is paid: by which instalments, what came, what is still to come.

    Raises:
        NotFound: the order does not exist in this company.
        NotAllowed: its total is hidden from the reader.
    """
    refuse_hidden(uow)
    order = order_head(uow, order_id)
    version = uow.scalar(select(_P.version).where(_P.tenant_id == uow.tenant_id, _P.order_id == order_id))
    money = money_of(uow, [order_id])[order_id]
    whole = fill([order["gross"]], relief=money.relief, came=money.came)[0]
    return ReceiptPlan(
        order=Named(order_id, order["number"]),
        version=version or 0,
        gross=order["gross"],
        asked=whole.asked,
        collected=sum((amount for _, amount in money.came), ZERO),
        ahead=money.ahead,
        open=whole.open,
        lines=[_line(uow, one) for one in planned(uow, [order_id]).get(order_id, ())],
        allowed_actions=_allowed(uow, order, whole.open),
    )


def refuse_hidden(uow: UnitOfWork) -> None:
    """Tell what is to be collected only to who may see what orders come to, and what receipts bring.

    Raises:
        NotAllowed: it is hidden from him.
    """
    for record, names in _TOLD:
        levels = access.levels(uow, shape_of(uow, record.name))
        for name in names:
            if levels.get(name) in UNSEEN:
                raise NotAllowed(permission=f"field.{record.name}.{name}")


def order_head(uow: UnitOfWork, order_id: UUID, *, held: bool = False) -> RowMapping:
    """What collecting has to know of an order.

    Raises:
        NotFound: it does not exist in this company.
    """
    query = select(_O.id, _O.number, _O.party_id, _O.state, _O.gross, _O.ordered_on).where(
        _O.tenant_id == uow.tenant_id, _O.company_id == uow.company_id, _O.id == order_id
    )
    row = uow.first(query.with_for_update() if held else query)
    if row is None:
        raise NotFound(what="record.sales_order")
    return row


def _line(uow: UnitOfWork, one: Planned) -> Instalment:
    return Instalment(
        position=one.position,
        due_on=one.due_on,
        amount=one.amount,
        asked=one.filled.asked,
        collected=one.filled.collected,
        open=one.filled.open,
        state=state_of(one.filled, one.due_on, uow.today),
        paid_on=one.filled.paid_on,
        days_late=days_late(one.filled, one.due_on, uow.today),
        note=one.note,
    )


def _allowed(uow: UnitOfWork, order: Any, left: Decimal) -> list[str]:
    if order["state"] not in PROMISED:
        return []
    may: Sequence[tuple[str, str, bool]] = (
        ("plan", MANAGE_PLAN, True),
        ("collect", payments.POST_RECEIPT, left > ZERO),
    )
    return [verb for verb, permission, fits in may if fits and uow.actor.may(permission)]
