"""Pick lists (拣货单): what to take where for one order or many, and what was found becomes their deliveries."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.sales.actions.deliver import deliver_order
from heyi.modules.sales.contracts import LineQuantity, Picked, Ticked
from heyi.modules.sales.errors import (
    LineUnknown,
    NothingToPick,
    NotOpenAnyMore,
    PickedAlready,
    PickedTooMuch,
    ShortUnexplained,
)
from heyi.modules.sales.models import PICK_LINE, PICK_LIST, PICK_SERIES
from heyi.modules.sales.queries.picks import (
    LockedPick,
    StillOpen,
    lock_orders,
    lock_orders_of,
    lock_pick,
    on_open_list,
    open_lines,
    still_open,
)
from heyi.modules.sales.rules import ZERO
from heyi.modules.sales.states import OrderState, PickState, step, step_pick
from heyi.modules.stock import api as stock
from heyi.platform import numbering
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def make_pick_list(uow: UnitOfWork, order_ids: Sequence[UUID], *, note: str | None = None) -> UUID:
    """Say where all that is still open of these orders is to be taken from; gives back the list's id.

    It holds nothing more than the orders do: between list and hand another may take the lot that is named, and then
    another is found on the shelf.

    Raises:
        NotFound: an order does not exist in this company, or is out of reach.
        WrongState: one is not confirmed.
        PickedAlready: one is on another list that is worked on.
        NothingToPick: nothing of them is to be taken from a warehouse.
    """
    heads = lock_orders(uow, order_ids)
    for head in heads:
        step(OrderState(head["state"]), "deliver")
    number = on_open_list(uow, [head["id"] for head in heads])
    if number:
        raise PickedAlready(number=number)
    lines = open_lines(uow, [head["id"] for head in heads])
    if not lines:
        raise NothingToPick
    wanted = [
        stock.Wanted(
            line_id=line["id"],
            line_no=line["line_no"],
            product_id=line["product_id"],
            product=line["product_name"],
            warehouse_id=line["warehouse_id"],
            quantity=line["quantity"] - line["delivered"],
        )
        for line in lines
    ]
    parts = stock.where_to_take(uow, wanted, uow.today)
    rows = sorted(((line, part) for line in lines for part in parts[line["id"]]), key=_as_one_walks)
    pick_id = uow.new_id()
    own = numbering.take(uow, PICK_SERIES, uow.today)[0]
    uow.insert(
        PICK_LIST.table,
        {
            "id": pick_id,
            "company_id": uow.company_id,
            "number": own,
            "state": PickState.OPEN,
            "made_on": uow.today,
            "order_count": len({line["order_id"] for line in lines}),
            "line_count": len(rows),
            "short_count": 0,
            "note": note,
        },
    )
    uow.insert(
        PICK_LINE,
        *(_row(uow, pick_id, line_no, line, part) for line_no, (line, part) in enumerate(rows, start=1)),
    )
    uow.audit("created", record="pick_list", record_id=pick_id, title=own)
    return pick_id


def _as_one_walks(row: tuple[Mapping[Any, Any], stock.TakenFrom]) -> tuple[Any, ...]:
    line, part = row
    place = (line["warehouse"], part.position, part.bin, line["product_name"], str(line["product_id"]))
    return (*place, str(part.expires_on or "9999"), part.lot, line["order_number"])


def _row(
    uow: UnitOfWork, pick_id: UUID, line_no: int, line: Mapping[Any, Any], part: stock.TakenFrom
) -> dict[str, Any]:
    return {
        "id": uow.new_id(),
        "pick_list_id": pick_id,
        "line_no": line_no,
        "order_id": line["order_id"],
        "order_line_id": line["id"],
        "warehouse_id": line["warehouse_id"],
        "product_id": line["product_id"],
        "bin": part.bin,
        "lot": part.lot,
        "expires_on": part.expires_on,
        "quantity": part.quantity,
        "found": ZERO,
    }


def tick_pick_list(uow: UnitOfWork, pick_id: UUID, ticks: Sequence[Ticked]) -> None:
    """Note how many were found so far; several people may walk one list, and each sees what the others ticked off.

    Never more is noted than its order still waits for: what two hands scanned of one line counts together.

    Raises:
        NotFound: the list does not exist in this company.
        WrongState: it has ended.
        LineUnknown: a line is none of it.
    """
    pick = lock_pick(uow, pick_id)
    step_pick(PickState(pick.head["state"]), "tick")
    lines = {line["id"]: line for line in pick.lines}
    waits = still_open(uow, pick.lines)
    found: dict[UUID, Decimal] = {}
    for item in ticks:
        if item.line_id not in lines:
            raise LineUnknown(line=str(item.line_id))
        line = lines[item.line_id]
        before = found.get(item.line_id, line["found"]) if item.more else ZERO
        found[item.line_id] = max(ZERO, min(before + item.quantity, waits[item.line_id].quantity))
    rows = [{"id": line_id, "found": quantity} for line_id, quantity in found.items()]
    uow.update_rows(PICK_LINE, rows, assignments=("found = v.found",))


def finish_pick_list(
    uow: UnitOfWork, pick_id: UUID, found: Sequence[Picked], *, expired_reason: str | None = None
) -> None:
    """End a pick list: what was found leaves as one delivery for each order; what was not found stays promised.

    What its order does not wait for any more, because it was delivered otherwise or has ended, is asked of nobody.

    Raises:
        NotFound: the list does not exist in this company.
        WrongState: it has ended.
        LineUnknown, PickedTooMuch: something was found for no line of it, or more than it says.
        ShortUnexplained: less was found of a line, and it is not said why.
        NotOpenAnyMore: more was found of a line than its order waits for; the line and the order are named.
        LotsMissing, LotUnknown, LotShort, LotExpired, BinShort: the lots that are named may not leave.
        PeriodClosed: today lies in a closed period.
    """
    pick = lock_pick(uow, pick_id)
    state = step_pick(PickState(pick.head["state"]), "finish")
    lock_orders_of(uow, pick.lines)
    waits = still_open(uow, pick.lines)
    said = _checked(pick, found, waits)
    taken = [line for line in pick.lines if said[line["id"]].quantity > ZERO]
    # All places too, before the first delivery takes its number: nobody who waits for it has what we need.
    lock_orders(uow, sorted({line["order_id"] for line in taken}))
    stock.hold_still(uow, {(line["warehouse_id"], line["product_id"]) for line in taken})
    deliveries: dict[UUID, UUID] = {}
    for order_id in sorted({line["order_id"] for line in taken}):
        own = [line for line in taken if line["order_id"] == order_id]
        posted = deliver_order(
            uow, order_id, quantities=_quantities(own, said), expired_reason=expired_reason
        )
        deliveries[order_id] = posted.id
        uow.link("pick_list", pick_id, "delivery", posted.id)
    uow.flush()
    rows = [
        {
            "id": line["id"],
            "picked": said[line["id"]].quantity,
            "reason": said[line["id"]].reason or _why_not(line, waits[line["id"]]),
            "delivery_id": deliveries[line["order_id"]] if said[line["id"]].quantity > ZERO else None,
        }
        for line in pick.lines
    ]
    names = ("picked", "reason", "delivery_id")
    uow.update_rows(PICK_LINE, rows, assignments=[f"{name} = v.{name}" for name in names])
    short = sum(1 for line in pick.lines if said[line["id"]].quantity < waits[line["id"]].quantity)
    uow.change(PICK_LIST.table, pick_id, {"state": state, "short_count": short})
    uow.audit("picked", record="pick_list", record_id=pick_id, title=pick.head["number"])


def give_up_pick_list(uow: UnitOfWork, pick_id: UUID) -> None:
    """Let a pick list be: nothing leaves, and its orders may be on another one.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it has ended.
    """
    pick = lock_pick(uow, pick_id)
    state = step_pick(PickState(pick.head["state"]), "give_up")
    uow.change(PICK_LIST.table, pick_id, {"state": state})
    uow.audit("given_up", record="pick_list", record_id=pick_id, title=pick.head["number"])


def _checked(
    pick: LockedPick, found: Sequence[Picked], waits: Mapping[UUID, StillOpen]
) -> dict[UUID, Picked]:
    lines = {line["id"]: line for line in pick.lines}
    said = {item.line_id: item for item in found}
    for line_id in said:
        if line_id not in lines:
            raise LineUnknown(line=str(line_id))
    for line_id, line in lines.items():
        item = said.setdefault(line_id, Picked(line_id=line_id, quantity=ZERO))
        if item.quantity > line["quantity"]:
            raise PickedTooMuch(
                line=line["line_no"],
                wanted=number_text(item.quantity),
                available=number_text(line["quantity"]),
            )
        if item.quantity > waits[line_id].quantity:
            raise NotOpenAnyMore(
                line=line["line_no"],
                product=line["product"],
                order=waits[line_id].order,
                wanted=number_text(item.quantity),
                open=number_text(waits[line_id].quantity),
            )
        if item.quantity < waits[line_id].quantity and not item.reason:
            raise ShortUnexplained(line=line["line_no"], product=line["product"])
    return said


def _why_not(line: Mapping[Any, Any], waits: StillOpen) -> str | None:
    """Why less leaves of a line than the list said where its order waits for no more of it."""
    return translate("summary.pick.not_open", "zh-CN", {}) if waits.quantity < line["quantity"] else None


def _quantities(lines: Sequence[Mapping[Any, Any]], said: Mapping[UUID, Picked]) -> list[LineQuantity]:
    """What is delivered of each line of an order; lots and bins are named where all of it says any."""
    quantities = summed((line["order_line_id"], said[line["id"]].quantity) for line in lines)
    parts: dict[UUID, list[stock.LotPart]] = {}
    for line in lines:
        parts.setdefault(line["order_line_id"], []).extend(_parts(line, said[line["id"]]))
    return [
        LineQuantity(
            line_id=line_id,
            quantity=quantity,
            lots=tuple(parts[line_id]) if _sum(parts[line_id]) == quantity else (),
        )
        for line_id, quantity in quantities.items()
    ]


def _parts(line: Mapping[Any, Any], item: Picked) -> list[stock.LotPart]:
    if item.lots:
        return list(item.lots)
    if not line["lot"] and not line["bin"]:
        return []
    return [stock.LotPart(number=line["lot"], quantity=item.quantity, bin=line["bin"] or None)]


def _sum(parts: Sequence[stock.LotPart]) -> Decimal:
    return sum((part.quantity for part in parts), ZERO)
