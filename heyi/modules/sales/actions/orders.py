"""Enter, change, confirm, close and cancel a sales order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete

from heyi.kit.money import proportional_part
from heyi.modules.parties import api as parties
from heyi.modules.sales.actions.credit import keep_within_credit
from heyi.modules.sales.actions.holds import note_used
from heyi.modules.sales.actions.pricing import keep_to_floors, keep_within_limit, price_lines
from heyi.modules.sales.contracts import (
    OrderDraft,
    OrderLineDraft,
    OrderStatus,
    PricedLines,
    Totals,
    WholeDiscount,
)
from heyi.modules.sales.errors import AlreadyDelivered
from heyi.modules.sales.events import OrderCancelled, OrderClosed, OrderConfirmed
from heyi.modules.sales.models import GOODS_HOLD, ORDER_SERIES, SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.queries.customers import require_customer
from heyi.modules.sales.queries.holds import lock_serving, require_serving
from heyi.modules.sales.queries.orders import LockedOrder, lock_order, status_of
from heyi.modules.sales.rules import ZERO, next_delivery
from heyi.modules.sales.states import OrderState, Progress, step
from heyi.modules.stock import api as stock
from heyi.modules.targets import api as targets
from heyi.platform import numbering
from heyi.platform.approvals import api as approvals
from heyi.platform.documents.days import refuse_days_before
from heyi.platform.errors import VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_H = SALES_ORDER.table
# What an approval may lift.
FLOORS, DISCOUNT, CREDIT = "below_floor", "over_discount", "over_credit"


def create_order(uow: UnitOfWork, draft: OrderDraft) -> OrderStatus:
    """Enter an order as a draft; nothing is promised yet.

    Raises:
        NotFound: the customer does not exist.
        NotCustomer: the party is not marked as a customer.
        ProductUnusable, TaxRateUnknown, WarehouseUnusable: a line or the head names one that cannot be used.
        InvalidInput: it is wanted before it is ordered, or more is taken off the whole than it comes to.
        NotAllowed: it begins to name a hold that the actor may not change.
        HoldOfOthers: it would take goods that are kept for somebody else.
    """
    ordered_on = _day_of(uow, draft)
    customer = require_customer(uow, draft.party_id)
    warehouse = stock.require_warehouse(uow, draft.warehouse_id)
    priced = _price(uow, draft)
    head: dict[str, Any] = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "number": numbering.take(uow, ORDER_SERIES, ordered_on)[0],
        "party_id": customer.id,
        "ordered_on": ordered_on,
        "deliver_on": draft.deliver_on,
        "next_delivery_on": next_delivery(draft.deliver_on, priced.rows),
        "state": OrderState.DRAFT,
        "delivery_state": Progress.NONE,
        "invoice_state": Progress.NONE,
        **priced.head(),
        "prices_include_tax": draft.prices_include_tax,
        "warehouse_id": warehouse,
        "owner_id": draft.owner_id or uow.actor.user_id,
        "note": draft.note,
        "hold_id": require_serving(uow, draft.hold_id, party_id=customer.id, warehouse_id=warehouse),
    }
    uow.insert(_H, head)
    lines = _add_lines(uow, head["id"], priced)
    _audit(uow, "created", head, {"gross": [None, number_text(priced.total.gross)]})
    return status_of(uow, head | {"version": 1}, lines)


def update_order(uow: UnitOfWork, order_id: UUID, version: int, draft: OrderDraft) -> OrderStatus:
    """Replace what a draft says, lines and all.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it is no draft any more.
        InvalidInput: it is wanted before it is ordered, or more is taken off the whole than it comes to.
        NotAllowed: it begins to name a hold that the actor may not change.
        HoldOfOthers: it would take goods that are kept for somebody else.
    """
    order = lock_order(uow, order_id)
    step(OrderState(order.head["state"]), "update")
    approvals.refuse_pinned(uow, "sales_order", order_id, "update")
    if order.head["version"] != version:
        raise VersionChanged(what="record.sales_order", yours=version, now=order.head["version"])
    ordered_on = _day_of(uow, draft)
    customer = require_customer(uow, draft.party_id)
    warehouse = stock.require_warehouse(uow, draft.warehouse_id)
    priced = _price(uow, draft)
    changed: dict[str, Any] = {
        "party_id": customer.id,
        "ordered_on": ordered_on,
        "deliver_on": draft.deliver_on,
        "next_delivery_on": next_delivery(draft.deliver_on, priced.rows),
        **priced.head(),
        "prices_include_tax": draft.prices_include_tax,
        "warehouse_id": warehouse,
        "note": draft.note,
        "hold_id": require_serving(
            uow,
            draft.hold_id,
            party_id=customer.id,
            warehouse_id=warehouse,
            named=order.head["hold_id"],
        ),
    }
    if draft.owner_id is not None:
        changed["owner_id"] = draft.owner_id
    line = SALES_ORDER_LINE.c
    uow.execute(delete(SALES_ORDER_LINE).where(line.tenant_id == uow.tenant_id, line.order_id == order_id))
    head = _change(uow, order, changed)
    lines = _add_lines(uow, order_id, priced)
    gross = [number_text(order.head["gross"]), number_text(priced.total.gross)]
    _audit(uow, "changed", head, {"gross": gross})
    return status_of(uow, head, lines)


def confirm_order(uow: UnitOfWork, order_id: UUID) -> OrderStatus:
    """Make the order a promise: its goods are held, all of them or none.

    What is kept for its customer by the hold that it names serves it first.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        NeedsApproval, UnderApproval: a flow of the company asks for an approval first.
        BelowFloor: lines are priced below the floor of their product, and the actor may not sell below it, nor was
            it approved.
        DiscountTooDeep: lines lie further below the lists of today than the actor may go, nor was it approved.
        CustomerOverdue, CreditExceeded: the customer gets no more on credit, and the actor may not sell over it, nor
            was it approved.
        StockInsufficient: lines want more than is available; each is named with wanted and available.
    """
    order = lock_order(uow, order_id)
    state = step(OrderState(order.head["state"]), "confirm")
    serving = lock_serving(uow, order.head)
    lifted = approvals.ask(uow, "sales_order", "confirm", order_id).lifts
    if FLOORS not in lifted:
        keep_to_floors(uow, order.head, order.lines)
    if DISCOUNT not in lifted:
        keep_within_limit(uow, order.head, order.lines)
    parties.note_won(uow, order.head["party_id"])
    passed_over = CREDIT not in lifted and keep_within_credit(uow, order.head)
    _hold(uow, order, serving)
    head = _change(uow, order, {"state": state, "confirmed_at": uow.now})
    _achieve(uow, head)
    _audit(uow, "confirmed", head, {})
    if passed_over:
        # Without figures: not everybody who reads this may know how the customer stands.
        _audit(uow, "credit_passed_over", head, {})
    uow.emit(
        OrderConfirmed(
            aggregate_id=order_id,
            aggregate_seq=head["version"],
            party_id=head["party_id"],
            gross=head["gross"],
        )
    )
    return status_of(uow, head, order.lines)


def _hold(uow: UnitOfWork, order: LockedOrder, serving: RowMapping | None) -> None:
    order_id = order.head["id"]
    wanted = [
        stock.Wanted(
            line_id=line["id"],
            line_no=line["line_no"],
            product_id=line["product_id"],
            product=line["product_name"],
            warehouse_id=order.head["warehouse_id"],
            quantity=line["quantity"],
            day=line["deliver_on"] or order.head["deliver_on"],
        )
        for line in order.lines
        if line["is_goods"]
    ]
    held = stock.HeldFor(GOODS_HOLD.name, serving["id"]) if serving else None
    taken = stock.hold(uow, source_type="sales_order", source_id=order_id, wanted=wanted, takes_over=held)
    if serving:
        note_used(uow, serving, taken, order_id)


def cancel_order(uow: UnitOfWork, order_id: UUID) -> OrderStatus:
    """Call the order off; what was held for it is free again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is closed or cancelled already.
        AlreadyDelivered: goods have left; return them, or close the order instead.
    """
    order = lock_order(uow, order_id)
    state = step(OrderState(order.head["state"]), "cancel")
    approvals.refuse_pinned(uow, "sales_order", order_id, "cancel")
    if order.head["delivery_state"] != Progress.NONE:
        raise AlreadyDelivered(number=order.head["number"])
    return _end(uow, order, state, OrderCancelled)


def close_order(uow: UnitOfWork, order_id: UUID) -> OrderStatus:
    """Deliver no more of the order; what is still held for it is free again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is not confirmed.
    """
    order = lock_order(uow, order_id)
    return _end(uow, order, step(OrderState(order.head["state"]), "close"), OrderClosed)


def preview_order(
    uow: UnitOfWork, lines: Sequence[OrderLineDraft], *, prices_include_tax: bool, discount: WholeDiscount
) -> Totals:
    """What the order would come to, without entering it.

    Raises:
        ProductUnusable, TaxRateUnknown: a line names one that cannot be used.
        InvalidInput: more is taken off the whole than it comes to.
    """
    priced = price_lines(uow, lines, party_id=None, prices_include_tax=prices_include_tax, discount=discount)
    told = ("tax_code", "head_discount", "net", "tax", "gross")
    shown = [{name: row[name] for name in told} for row in priced.rows]
    amounts = {name: getattr(priced.total, name) for name in ("net", "tax", "gross")}
    return Totals(lines=shown, whole_discount=priced.whole_discount, **amounts)


def _day_of(uow: UnitOfWork, draft: OrderDraft) -> date:
    """The order's date, if nothing of it is wanted before."""
    ordered_on = draft.ordered_on or uow.today
    refuse_days_before(
        ordered_on, field="deliver_on", head=draft.deliver_on, lines=[line.deliver_on for line in draft.lines]
    )
    return ordered_on


def _price(uow: UnitOfWork, draft: OrderDraft) -> PricedLines:
    """The lines of an order of which nothing is delivered yet, each with its day."""
    priced = price_lines(
        uow,
        draft.lines,
        party_id=draft.party_id,
        prices_include_tax=draft.prices_include_tax,
        discount=draft.discount,
    )
    begun = [
        {**row, "deliver_on": line.deliver_on, "delivered": ZERO}
        for line, row in zip(draft.lines, priced.rows, strict=True)
    ]
    return replace(priced, rows=begun)


def _add_lines(uow: UnitOfWork, order_id: UUID, priced: PricedLines) -> Sequence[Mapping[str, Any]]:
    rows = [{"id": uow.new_id(), "order_id": order_id, **row} for row in priced.rows]
    uow.insert(SALES_ORDER_LINE, *rows)
    return [row | {"returned": 0, "settled": 0} for row in rows]


def _end(
    uow: UnitOfWork,
    order: LockedOrder,
    state: OrderState,
    event: type[OrderCancelled] | type[OrderClosed],
) -> OrderStatus:
    order_id = order.head["id"]
    was_confirmed = order.head["state"] == OrderState.CONFIRMED
    head = _change(uow, order, {"state": state, "next_delivery_on": None})
    # The customer before the goods, and targets last: as whoever confirms takes them.
    if was_confirmed:
        parties.refresh_standing(uow, [order.head["party_id"]])
    stock.release(uow, source_type="sales_order", source_ids=[order_id])
    if was_confirmed:
        rest = _undelivered(order.lines) if state is OrderState.CLOSED else None
        targets.take_back(uow, "sales_order", order_id, amount=rest, occurred_on=uow.today)
    _audit(uow, state, head, {})
    uow.emit(event(aggregate_id=order_id, aggregate_seq=head["version"], party_id=head["party_id"]))
    return status_of(uow, head, order.lines)


def _achieve(uow: UnitOfWork, head: Mapping[str, Any]) -> None:
    targets.achieve(
        uow,
        targets.Achievement(
            kind=targets.Achieved.CONTRACT,
            source_type="sales_order",
            source_id=head["id"],
            number=head["number"],
            person_id=head["owner_id"],
            department_id=head["owner_department_id"],
            amount=head["gross"],
            occurred_on=head["ordered_on"],
        ),
    )


def _undelivered(lines: Sequence[Mapping[Any, Any]]) -> Decimal:
    """What the order was for beyond what was delivered of it, line by line to the cent."""
    return sum(
        (
            line["gross"] - proportional_part(line["gross"], line["delivered"], line["quantity"])
            for line in lines
        ),
        ZERO,
    )


def _change(uow: UnitOfWork, order: LockedOrder, changed: Mapping[str, Any]) -> dict[str, Any]:
    uow.change(_H, order.head["id"], changed)
    return {**order.head, **changed, "version": order.head["version"] + 1}


def _audit(uow: UnitOfWork, action: str, head: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    uow.audit(
        action,
        record="sales_order",
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes,
    )
