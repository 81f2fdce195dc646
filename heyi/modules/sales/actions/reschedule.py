"""Put what a promised order is still to bring on other days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from heyi.modules.sales.contracts import NewDays, OrderStatus
from heyi.modules.sales.errors import LineUnknown
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.queries.orders import lock_order, status_of
from heyi.modules.sales.rules import next_delivery
from heyi.modules.sales.states import OrderState, step
from heyi.modules.stock import api as stock
from heyi.platform.documents.days import refuse_days_before
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.unit_of_work import UnitOfWork


def reschedule_order(uow: UnitOfWork, order_id: UUID, version: int, new: NewDays) -> OrderStatus:
    """Have an order wanted by another day, and the named lines by theirs; what is held for it is held for the new days.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it since it was read.
        WrongState: it is not confirmed.
        LineUnknown: a line is none of it.
        InvalidInput: it would be wanted before it was ordered, or from now on by a day that has gone by.
    """
    order = lock_order(uow, order_id)
    if order.head["version"] != version:
        raise VersionChanged(what="record.sales_order", yours=version, now=order.head["version"])
    step(OrderState(order.head["state"]), "reschedule")
    said = {line.line_id: line.deliver_on for line in new.lines}
    unknown = said.keys() - {line["id"] for line in order.lines}
    if unknown:
        raise LineUnknown(line=str(min(unknown)))
    deliver_on = new.deliver_on if new.of_order else order.head["deliver_on"]
    after = [{**line, "deliver_on": said.get(line["id"], line["deliver_on"])} for line in order.lines]
    days = [line["deliver_on"] for line in after]
    # The past first: whoever is told to change the day of the order as well would be told too much.
    refuse_gone_by(uow.today, [order.head, *order.lines], [deliver_on, *days])
    refuse_days_before(order.head["ordered_on"], field="deliver_on", head=deliver_on, lines=days)
    uow.update_rows(
        SALES_ORDER_LINE,
        [{"id": line["id"], "deliver_on": line["deliver_on"]} for line in after],
        assignments=("deliver_on = v.deliver_on",),
    )
    stock.redate(
        uow, source_type="sales_order", days={line["id"]: line["deliver_on"] or deliver_on for line in after}
    )
    changed = {"deliver_on": deliver_on, "next_delivery_on": next_delivery(deliver_on, after)}
    uow.change(SALES_ORDER.table, order_id, changed)
    head = {**order.head, **changed, "version": order.head["version"] + 1}
    _audit(uow, order.head, changed, order.lines, after)
    return status_of(uow, head, after)


def refuse_gone_by(today: date, before: Sequence[Mapping[Any, Any]], after: Sequence[date | None]) -> None:
    """Nobody can keep to a day that has gone by; what was late before may stay so.

    Raises:
        InvalidInput: a day is new and lies before today; each is named, the head's first.
    """
    problems = [
        FieldProblem(
            "deliver_on" if place == 0 else f"lines.{place - 1}.deliver_on",
            "day_gone_by" if place == 0 else "line_day_gone_by",
            {"line": place, "day": str(day), "today": str(today)},
        )
        for place, (was, day) in enumerate(zip(before, after, strict=True))
        if day and day < today and day != was["deliver_on"]
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _audit(
    uow: UnitOfWork,
    before: Mapping[Any, Any],
    changed: Mapping[str, Any],
    lines: Sequence[Mapping[Any, Any]],
    after: Sequence[Mapping[Any, Any]],
) -> None:
    """Tell the days of the order, and of its lines where they changed, as they were and as they are."""
    told: dict[str, list[str | None]] = {}
    if before["deliver_on"] != changed["deliver_on"]:
        told["deliver_on"] = [_word(before["deliver_on"]), _word(changed["deliver_on"])]
    moved = [
        (line["line_no"], line["deliver_on"], now["deliver_on"])
        for line, now in zip(lines, after, strict=True)
        if line["deliver_on"] != now["deliver_on"]
    ]
    if moved:
        was, now = (" ".join(f"{no}: {_word(pair[at]) or '-'}" for no, *pair in moved) for at in (0, 1))
        told["lines"] = [was, now]
    uow.audit(
        "rescheduled",
        record="sales_order",
        record_id=before["id"],
        party_id=before["party_id"],
        title=before["number"],
        changes=told,
    )


def _word(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
