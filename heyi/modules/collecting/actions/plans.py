"""Agree by which instalments an order is paid."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from heyi.modules.collecting.contracts import Agreed, InstalmentDraft, ReceiptPlan
from heyi.modules.collecting.errors import NotPromisedYet, PlanIsNotOrder
from heyi.modules.collecting.models import RECEIPT_PLAN, RECEIPT_PLAN_LINE
from heyi.modules.collecting.queries.changes import moved_plan
from heyi.modules.collecting.queries.money import PROMISED
from heyi.modules.collecting.queries.plans import order_head, receipt_plan, refuse_hidden
from heyi.modules.collecting.rules import ZERO
from heyi.platform.documents.days import refuse_days_before
from heyi.platform.errors import VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_P, _PL = RECEIPT_PLAN.c, RECEIPT_PLAN_LINE.c


def set_plan(uow: UnitOfWork, order_id: UUID, version: int, lines: Agreed) -> ReceiptPlan:
    """Agree on the instalments of an order, instead of those agreed before; none takes the plan away.

    They are kept in the order of their days and come to the order's total, to the cent. What came fills them anew.

    Raises:
        NotFound: the order does not exist in this company.
        NotPromisedYet: it is a draft, or was called off.
        VersionChanged: somebody agreed on something else since it was read; of no plan the version is 0.
        PlanIsNotOrder: the instalments are more or less than the order.
        InvalidInput: one falls due before the order.
    """
    refuse_hidden(uow)
    order = order_head(uow, order_id, held=True)
    if order["state"] not in PROMISED:
        raise NotPromisedYet(number=order["number"])
    plan = uow.first(
        select(_P.id, _P.version)
        .where(_P.tenant_id == uow.tenant_id, _P.order_id == order_id)
        .with_for_update()
    )
    now = plan["version"] if plan else 0
    if now != version:
        raise VersionChanged(what="record.receipt_plan", yours=version, now=now)
    total = sum((line.amount for line in lines), ZERO)
    if lines and total != order["gross"]:
        over = total - order["gross"]
        raise PlanIsNotOrder(
            total=number_text(total), order=number_text(order["gross"]), over=number_text(over)
        )
    refuse_days_before(order["ordered_on"], field="due_on", head=None, lines=[line.due_on for line in lines])
    before = _lines(uow, plan["id"]) if plan else []
    _write(uow, order_id, plan, lines)
    uow.audit(
        "planned",
        record="sales_order",
        record_id=order_id,
        party_id=order["party_id"],
        title=order["number"],
        changes={"receipt_plan": [_told(before), _told(_lines_of(lines))]},
    )
    return receipt_plan(uow, order_id)


def follow_change(uow: UnitOfWork, order_id: UUID, more: Decimal) -> None:
    """Let the instalments of an order come to what it comes to now; where none are agreed, nothing is to follow.

    The order is held, so that nobody agrees on others meanwhile. It may be nobody's who sees what is to be collected.
    """
    lines, after = moved_plan(uow, order_id, more)
    if not after:
        return
    plan = uow.first(select(_P.id, _P.version).where(_P.tenant_id == uow.tenant_id, _P.order_id == order_id))
    assert plan is not None, "instalments are of a plan"
    notes = [line.note for line in lines]
    agreed = [
        InstalmentDraft(
            due_on=one.due_on, amount=one.amount, note=None if one.place is None else notes[one.place]
        )
        for one in after
    ]
    _write(uow, order_id, plan, agreed)


def _write(uow: UnitOfWork, order_id: UUID, plan: Mapping[Any, Any] | None, lines: Agreed) -> None:
    if plan:
        here = (_PL.tenant_id == uow.tenant_id, _PL.plan_id == plan["id"])
        uow.execute(delete(RECEIPT_PLAN_LINE).where(*here))
    if plan and not lines:
        uow.execute(delete(RECEIPT_PLAN).where(_P.tenant_id == uow.tenant_id, _P.id == plan["id"]))
        return
    if not lines:
        return
    plan_id = plan["id"] if plan else uow.new_id()
    if plan:
        uow.change(RECEIPT_PLAN, plan_id, {})
    else:
        uow.insert(RECEIPT_PLAN, {"id": plan_id, "company_id": uow.company_id, "order_id": order_id})
    ordered = sorted(lines, key=lambda line: line.due_on)
    rows = [
        {
            "id": uow.new_id(),
            "plan_id": plan_id,
            "position": position,
            "due_on": line.due_on,
            "amount": line.amount,
            "note": line.note,
        }
        for position, line in enumerate(ordered, start=1)
    ]
    uow.insert(RECEIPT_PLAN_LINE, *rows)


def _lines(uow: UnitOfWork, plan_id: UUID) -> Sequence[Mapping[Any, Any]]:
    own = select(_PL.due_on, _PL.amount).where(_PL.tenant_id == uow.tenant_id, _PL.plan_id == plan_id)
    return uow.rows(own.order_by(_PL.position))


def _lines_of(lines: Agreed) -> Sequence[Mapping[Any, Any]]:
    return [
        {"due_on": line.due_on, "amount": line.amount} for line in sorted(lines, key=lambda one: one.due_on)
    ]


def _told(lines: Sequence[Mapping[Any, Any]]) -> str | None:
    """The instalments in a line of the history; the day and the amount of each."""
    said = (f"{line['due_on'].isoformat()} {number_text(line['amount'])}" for line in lines)
    return ", ".join(said) or None
