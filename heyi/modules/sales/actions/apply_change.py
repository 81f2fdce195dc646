"""Make a promised order what a change of it wants, in one transaction: promises, money and targets move along."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from heyi.modules.sales.actions.changes import (
    NAME,
    audit_change,
    change_head,
    forget_lines,
    refuse_problems,
    write_lines,
)
from heyi.modules.sales.actions.credit import keep_within_credit
from heyi.modules.sales.actions.orders import CREDIT, DISCOUNT, FLOORS, achieve_order, audit_order
from heyi.modules.sales.actions.pricing import keep_to_floors, keep_within_limit
from heyi.modules.sales.contracts import ChangeStatus, Difference, Side
from heyi.modules.sales.errors import ChangesNothing, ChangeStale, PickedAlready
from heyi.modules.sales.events import OrderChanged
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.queries.changes import (
    KEPT,
    Compared,
    change_status,
    compared,
    lock_change,
    priced_anew,
)
from heyi.modules.sales.queries.orders import LockedOrder
from heyi.modules.sales.queries.picks import on_open_list
from heyi.modules.sales.rules import ZERO, next_delivery, progress
from heyi.modules.sales.rules.changes import Outcome
from heyi.modules.sales.states import ChangeState, OrderState, step, step_change
from heyi.modules.stock import api as stock
from heyi.modules.targets import api as targets
from heyi.platform.approvals import api as approvals
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_L = SALES_ORDER_LINE
Row = Mapping[Any, Any]


def apply_change(uow: UnitOfWork, change_id: UUID) -> ChangeStatus:
    """Make the order what the change wants, all of it or nothing.

    What was delivered, returned and invoiced stays as it is, with its money. What is held moves by the difference, what
    was achieved by the difference of today; only what grows is asked of the customer's credit, only prices that are new
    are measured by their floors. Modules above move theirs along (`OrderChanged`).

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it was applied or called off, or its order is not confirmed any more.
        ChangeRefused: less is wanted of a line than was delivered meanwhile.
        ChangeStale: the order moved since the change began, or was compared with it last.
        ChangesNothing: nothing is left of what it wanted.
        NeedsApproval, UnderApproval: a flow of the company asks for an approval first.
        PickedAlready: less is wanted of the order while somebody takes its goods from the shelves.
        BelowFloor: a new price lies below the floor of its product, and the actor may not sell below it.
        DiscountTooDeep: one lies further below the lists of today than the actor may go.
        CustomerOverdue, CreditExceeded, CreditRefused: the customer does not get what is more on credit.
        StockInsufficient: more is wanted than is available; each line is named with what it wants more.
    """
    order, head = lock_change(uow, change_id)
    state = step_change(ChangeState(head["state"]), "take_effect")
    step(OrderState(order.head["state"]), "change")
    found = compared(uow, order, head)
    outcome = found.outcome
    refuse_problems(outcome)
    if found.stale:
        raise ChangeStale(number=order.head["number"])
    _refuse_nothing(found)
    lifted = approvals.ask(uow, NAME, "take_effect", change_id).lifts
    _refuse_picked(uow, order, outcome)
    anew = priced_anew(found)
    if FLOORS not in lifted:
        keep_to_floors(uow, found.measured, anew)
    if DISCOUNT not in lifted:
        keep_within_limit(uow, found.measured, anew)
    more = outcome.total("gross") - order.head["gross"]
    passed_over = (
        CREDIT not in lifted and more > ZERO and keep_within_credit(uow, {**order.head, "gross": more})
    )
    for line in outcome.lines:
        line["id"] = line["order_line_id"] = line["id"] or uow.new_id()
    _hold(uow, order, head["deliver_on"], outcome)
    _write_lines(uow, found)
    after = _write_head(uow, order, head, outcome)
    applied = change_head(uow, head, {"state": state, "applied_at": uow.now, "changed_on": uow.today})
    forget_lines(uow, change_id, Side.WANTED)
    write_lines(uow, change_id, Side.WANTED, outcome.lines)
    _achieve(uow, order, after, more)
    audit_change(uow, "took_effect", applied)
    audit_order(uow, "change_applied", after, _told(found, order.head, after, head))
    if passed_over:
        audit_order(uow, "credit_passed_over", after, {})
    uow.emit(
        OrderChanged(
            aggregate_id=after["id"],
            aggregate_seq=after["version"],
            party_id=after["party_id"],
            change_id=change_id,
            gross=after["gross"],
            more=more,
        )
    )
    return change_status(uow, applied)


def _refuse_nothing(found: Compared) -> None:
    head = all(found.head[name] == found.order[name] for name in ("deliver_on", "note"))
    if head and all(one.kind is Difference.SAME for one in found.differences):
        raise ChangesNothing(number=found.order["number"])


def _refuse_picked(uow: UnitOfWork, order: LockedOrder, outcome: Outcome) -> None:
    """Nobody takes goods from the shelves that are not wanted any more."""
    wanted = {line["id"]: line["quantity"] for line in outcome.lines}
    if all(wanted.get(line["id"], ZERO) >= line["quantity"] for line in order.lines):
        return
    number = on_open_list(uow, [order.head["id"]])
    if number:
        raise PickedAlready(number=number)


def _hold(uow: UnitOfWork, order: LockedOrder, day: Any, outcome: Outcome) -> None:
    wanted = [
        stock.Wanted(
            line_id=line["id"],
            line_no=line["line_no"],
            product_id=line["product_id"],
            product=line["product_name"],
            warehouse_id=order.head["warehouse_id"],
            quantity=line["quantity"],
            day=line["deliver_on"] or day,
        )
        for line in outcome.lines
        if line["is_goods"]
    ]
    stock.rehold(uow, source_type="sales_order", source_id=order.head["id"], wanted=wanted)


def _write_lines(uow: UnitOfWork, found: Compared) -> None:
    before = {line["id"]: line for line in found.now}
    columns = ("line_no", *KEPT)
    kept, new = [], []
    for line in found.outcome.lines:
        row = {"id": line["id"], **{name: line[name] for name in columns}}
        if line["id"] not in before:
            new.append({**row, "order_id": found.order["id"]})
        elif any(before[line["id"]][name] != row[name] for name in columns):
            kept.append(row)
    gone = [line["id"] for line in found.outcome.removed]
    if gone:
        uow.execute(delete(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.id.in_(gone)))
    if kept:
        uow.update_rows(_L, kept, assignments=[f"{name} = v.{name}" for name in columns])
    if new:
        uow.insert(_L, *new)


def _write_head(uow: UnitOfWork, order: LockedOrder, head: Row, outcome: Outcome) -> dict[str, Any]:
    changed = {
        **{name: outcome.total(name) for name in ("net", "tax", "gross")},
        "whole_discount": outcome.total("head_discount"),
        "deliver_on": head["deliver_on"],
        "note": head["note"],
        "next_delivery_on": next_delivery(head["deliver_on"], outcome.lines),
        "delivery_state": progress((line["quantity"], line["delivered"]) for line in outcome.lines),
        "invoice_state": progress((line["quantity"], line["settled"]) for line in outcome.lines),
        "change_no": head["version_no"],
    }
    uow.change(SALES_ORDER.table, order.head["id"], changed)
    return {**order.head, **changed, "version": order.head["version"] + 1}


def _achieve(uow: UnitOfWork, order: LockedOrder, after: Row, more: Decimal) -> None:
    """What is more was achieved today, by whom the order is counted for."""
    if not order.head["gross"]:
        achieve_order(uow, {**after, "ordered_on": uow.today})
    elif more:
        targets.take_back(uow, "sales_order", after["id"], amount=-more, occurred_on=uow.today)


def _told(found: Compared, before: Row, after: Row, head: Row) -> dict[str, Any]:
    """The change in the order's history: sums, days and quantities; prices stand on the change itself."""
    told: dict[str, Any] = {"change_id": [None, head["number"]], "reason": [None, head["reason"]]}
    if before["gross"] != after["gross"]:
        told["gross"] = [number_text(before["gross"]), number_text(after["gross"])]
    for name in ("deliver_on", "note"):
        if before[name] != after[name]:
            told[name] = [None if one is None else str(one) for one in (before[name], after[name])]
    moved = [one for one in found.differences if one.kind is not Difference.SAME]
    if moved:
        told["lines"] = [_said([one.old for one in moved]), _said([one.new for one in moved])]
    return told


def _said(lines: Sequence[Row | None]) -> str | None:
    said = (f"{line['product_name']} {number_text(line['typed_quantity'])}" for line in lines if line)
    return ", ".join(said) or None
