"""发货看板: where every order that still has something to bring stands, from the shelf to the customer's hand."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, cast, false, func, null, or_, select

from heyi.modules.parties import api as parties
from heyi.modules.sales import api as sales
from heyi.modules.shipping.contracts import Card, Fulfilment, Lane, Step, Titled, WaybillState
from heyi.modules.shipping.models import CARRIER, WAYBILL
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

MOST_CARDS = 50
_MOST_PICKED = 1_000
# What left so long ago without a waybill was fetched or brought without one; so old trouble was seen to.
_LATELY = timedelta(days=30)
# So many days on the way are nothing to ask about.
_USUAL_DAYS = 3
# Which fields say the days of a card.
_DAYS = {
    "sales_order": {"next_delivery_on"},
    "delivery": {"delivered_on"},
    "waybill": {"shipped_on", "received_on"},
}
_O, _OL, _D, _DL, _R, _W, _C, _P = (
    sales.SALES_ORDER.table.c,
    sales.SALES_ORDER_LINE.c,
    sales.DELIVERY.table.c,
    sales.DELIVERY_LINE.c,
    sales.SALES_RETURN.table.c,
    WAYBILL.table.c,
    CARRIER.table.c,
    parties.PARTY.table.c,
)


def fulfilment(uow: UnitOfWork) -> Fulfilment:
    """What the reader sees of what is to be picked, is picked, is to be sent, is on its way, and went wrong.

    In each lane the longest wait comes first. The same few statements for any number of orders.
    """
    picked = {one.order_id: one.pick.title for one in sales.picked_orders(uow, limit=_MOST_PICKED)}
    open_orders = _orders(uow)
    to_pick = _lane(uow, Step.TO_PICK, open_orders.where(_O.id.not_in(sorted(picked))), "sales_order")
    picking = _lane(uow, Step.PICKING, open_orders.where(_O.id.in_(sorted(picked))), "sales_order", picked)
    return Fulfilment(
        today=uow.today,
        lanes=[
            to_pick,
            picking,
            _lane(uow, Step.TO_SEND, _unsent(uow), "delivery"),
            _lane(uow, Step.UNDER_WAY, _waybills(uow, _W.state == WaybillState.UNDER_WAY), "waybill"),
            _lane(uow, Step.TROUBLE, _trouble(uow), "waybill"),
        ],
    )


def _orders(uow: UnitOfWork) -> Select[Any]:
    """Promised orders of which goods are still to be delivered; late by the first day for which they are wanted."""
    open_lines = (
        select(func.count())
        .where(
            _OL.tenant_id == _O.tenant_id,
            _OL.order_id == _O.id,
            _OL.is_goods,
            _OL.delivered < _OL.quantity,
        )
        .scalar_subquery()
    )
    late = func.coalesce(_O.next_delivery_on < uow.today, False)
    return _found(
        uow, sales.SALES_ORDER, _O, _O.next_delivery_on, late, detail=func.concat(open_lines)
    ).where(_O.state == "confirmed", _O.delivery_state.is_distinct_from("full"), open_lines > 0)


def _unsent(uow: UnitOfWork) -> Select[Any]:
    """Deliveries of goods that no waybill names, unless all came back."""
    sent = select(_W.id).where(_W.tenant_id == _D.tenant_id, _W.delivery_id == _D.id)
    kept = (
        select(_DL.id)
        .join(
            sales.SALES_ORDER_LINE,
            and_(_OL.tenant_id == _DL.tenant_id, _OL.id == _DL.order_line_id, _OL.is_goods),
        )
        .where(_DL.tenant_id == _D.tenant_id, _DL.delivery_id == _D.id, _DL.returned < _DL.quantity)
    )
    return _found(uow, sales.DELIVERY, _D, _D.delivered_on, _D.delivered_on < uow.today).where(
        _D.delivered_on >= uow.today - _LATELY, ~sent.exists(), kept.exists()
    )


def _trouble(uow: UnitOfWork) -> Select[Any]:
    """Waybills that were refused or taken in part, until a return of their delivery follows."""
    back = select(_R.id).where(
        _R.tenant_id == _W.tenant_id, _R.delivery_id == _W.delivery_id, _R.created_at >= _W.updated_at
    )
    wrong = _W.state.in_((WaybillState.PARTLY, WaybillState.REFUSED))
    return _waybills(uow, and_(wrong, _W.received_on >= uow.today - _LATELY, ~back.exists()))


def _waybills(uow: UnitOfWork, which: ColumnElement[bool]) -> Select[Any]:
    day = func.coalesce(_W.received_on, _W.shipped_on)
    late = or_(_W.received_on.is_not(None), _W.shipped_on < uow.today - timedelta(days=_USUAL_DAYS))
    hidden = _unseen(uow, WAYBILL)
    shown = {"carrier_id": _C.name, "tracking_number": _W.tracking_number, "driver": _W.driver}
    brought = func.concat_ws(" ", *(part for name, part in shown.items() if name not in hidden))
    told = brought if "receipt_note" in hidden else func.coalesce(_W.receipt_note, brought)
    return (
        _found(uow, WAYBILL, _W, day, late, detail=told)
        .outerjoin(CARRIER.table, and_(_C.tenant_id == _W.tenant_id, _C.id == _W.carrier_id))
        .where(which)
    )


def _unseen(uow: UnitOfWork, record: Record) -> set[str]:
    """What of a record is hidden from the reader or masked: a card does not tell it either."""
    levels = access.levels(uow, shape_of(uow, record.name))
    return {name for name, level in levels.items() if level in UNSEEN}


def _found(
    uow: UnitOfWork,
    record: Record,
    columns: Any,
    day: ColumnElement[date],
    late: ColumnElement[bool],
    *,
    detail: ColumnElement[Any] | None = None,
) -> Select[Any]:
    shape, hidden = shape_of(uow, record.name), _unseen(uow, record)
    if hidden & _DAYS[record.name]:
        day, late = cast(null(), Date), false()
    told = func.concat("") if detail is None else detail
    return (
        select(
            columns.id,
            columns.number,
            (null() if "party_id" in hidden else columns.party_id).label("party_id"),
            _P.name.label("party"),
            day.label("day"),
            late.label("late"),
            told.label("detail"),
            func.count().over().label("all"),
            func.count().filter(late).over().label("all_late"),
        )
        .select_from(record.table)
        .join(parties.PARTY.table, and_(_P.tenant_id == columns.tenant_id, _P.id == columns.party_id))
        .where(*access.rows(uow, shape), columns.company_id == uow.company_id)
        .order_by(day.asc().nulls_last(), columns.id)
        .limit(MOST_CARDS)
    )


def _lane(
    uow: UnitOfWork,
    step: Step,
    query: Select[Any],
    record: str,
    picked: Mapping[Any, str] | None = None,
) -> Lane:
    rows = uow.rows(query)
    cards = [
        Card(
            record=record,
            id=row["id"],
            number=row["number"],
            party=Titled(id=row["party_id"], title=row["party"]) if row["party_id"] else None,
            day=row["day"],
            days=(uow.today - row["day"]).days if row["day"] else None,
            late=row["late"],
            detail=(picked or {}).get(row["id"], row["detail"]) or None,
        )
        for row in rows
    ]
    first = rows[0] if rows else {"all": 0, "all_late": 0}
    return Lane(step=step, count=first["all"], late=first["all_late"], cards=cards)
