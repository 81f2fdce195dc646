"""Post what a count found: what is over comes in (盘盈), what is missing leaves (盘亏), and the sheet says how right
the ledger was."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.bins import move_bins
from heyi.modules.stock.actions.count_sheet import expected_of
from heyi.modules.stock.actions.counts import thaw
from heyi.modules.stock.actions.issues import IssueDraft, post_issue
from heyi.modules.stock.actions.receipts import post_receipt
from heyi.modules.stock.contracts import (
    BinMoveDraft,
    BinMoveLineDraft,
    IssueLineDraft,
    LotPart,
    ReceiptLineDraft,
)
from heyi.modules.stock.errors import CountIncomplete
from heyi.modules.stock.models import (
    STOCK_COUNT,
    STOCK_COUNT_LINE,
    STOCK_ISSUE_LINE,
    STOCK_RECEIPT_LINE,
)
from heyi.modules.stock.queries import lock_lying
from heyi.modules.stock.queries.choosing import kept_apart
from heyi.modules.stock.queries.counts import counting_of, lock_count, values_in_order
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.counts import misplaced, moved_by_line, off
from heyi.modules.stock.states import COUNT, CountState, step
from heyi.platform.unit_of_work import UnitOfWork

# A line of a sheet as it is posted: what is not noted of it is filled in.
Line = dict[str, Any]


def post_count(uow: UnitOfWork, count_id: UUID, *, leave_uncounted: bool = False) -> None:
    """End a count: every difference is posted as moves and entry, against 待处理财产损溢, and stands on the sheet.

    The difference is what was counted less what was expected, whatever moved since, of each lot and serial number where
    goods are told apart. Serial numbers that were not found where others of their product were counted are missing.
    What is missing of a lot or serial number in one bin and was found in another is moved there, and its lines are not
    right, though nothing of it is over or missing. Other lines that nobody counted stay as they are, but only where
    that was said.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it has ended.
        CountIncomplete: lines are not counted.
        StockInsufficient: goods are missing that left since or are promised; each line is named.
        LotUnknown, LotShort: of a lot that is missing, less lies there by now.
        SerialTaken: a serial number that was found lies in another warehouse.
        PlaceFrozen: another count has frozen a place.
        PeriodClosed: today lies in a closed period.
    """
    count = lock_count(uow, count_id)
    head = count.head
    state = step("stock_count", COUNT, CountState(head["state"]), "post")
    # All at once and in their order: what comes in, leaves and is moved between bins lies here.
    lock_lying(uow, {(head["warehouse_id"], line["product_id"]) for line in count.lines})
    lines = _with_missing_serials(uow, count)
    counted = [line for line in lines if line["counted"] is not None]
    missing = len(lines) - len(counted)
    if missing and (not counted or not leave_uncounted):
        raise CountIncomplete(open=missing)
    thaw(uow, count)
    _move_found_elsewhere(uow, head, counted)
    gains = [line for line in counted if _difference(line) > ZERO]
    losses = [line for line in counted if _difference(line) < ZERO]
    gain, loss, values = ZERO, ZERO, dict.fromkeys((line["id"] for line in counted), ZERO)
    if gains:
        found = _take_in(uow, head, gains)
        gain = sum(found, ZERO)
        values |= {line["id"]: value for line, value in zip(gains, found, strict=True)}
    if losses:
        found = _take_out(uow, head, losses)
        loss = sum(found, ZERO)
        values |= {line["id"]: -value for line, value in zip(losses, found, strict=True)}
    rows = [{"id": line_id, "value": value} for line_id, value in values.items()]
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=("value = v.value",))
    ended = {"state": state, "gain": gain, "loss": loss, "counted_on": uow.today, "line_count": len(counted)}
    uow.change(STOCK_COUNT.table, count_id, ended | _how_right(counted))
    uow.audit("posted", record="stock_count", record_id=count_id, title=head["number"])


def _how_right(counted: Sequence[Line]) -> dict[str, int]:
    return {
        "right_lines": sum(1 for line in counted if not off(line)),
        "right_quantities": sum(1 for line in counted if not _difference(line)),
        "right_places": sum(1 for line in counted if not line["moved"]),
    }


def _difference(line: Line) -> Decimal:
    """How many are over (below zero: missing), beside those that stood in another bin."""
    difference: Decimal = off(line) - line["moved"]
    return difference


def _with_missing_serials(uow: UnitOfWork, count: LockedDocument) -> list[Line]:
    """The lines of a sheet; of serial numbers that were not found where others of their product were, none is there."""
    lines: list[Line] = [dict(line) for line in count.lines]
    serials = [line for line in lines if line["tracking"] == "serial"]
    seen = {(line["product_id"], line["bin_id"]) for line in serials if line["counted"] is not None}
    gone = [
        line for line in serials if line["counted"] is None and (line["product_id"], line["bin_id"]) in seen
    ]
    if not gone:
        return lines
    if not count.head["frozen"]:
        there = expected_of(uow, count.head["warehouse_id"], [counting_of(line) for line in gone])
        for line in gone:
            line["expected"] = there[counting_of(line)]
    for line in gone:
        line |= {"counted": ZERO, "counted_at": uow.now, "counted_by": uow.actor.user_id}
    names = ("counted", "counted_at", "counted_by", "expected")
    rows = [{"id": line["id"], **{name: line[name] for name in names}} for line in gone]
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=[f"{name} = v.{name}" for name in names])
    return lines


def _move_found_elsewhere(uow: UnitOfWork, head: Any, lines: Sequence[Line]) -> None:
    """Put lots and serial numbers into the bins in which they were found, out of those in which they are missing, and
    note it on their lines: these are neither over nor missing."""
    found = misplaced(lines)
    if not found:
        return
    house = head["warehouse_id"]
    lying = dict(kept_apart(uow, house, {one.away["product_id"] for one in found}))
    moved = []
    for one in found:
        place = counting_of(one.away)
        # It may have left since it was counted.
        still = min(one.quantity, lying.get(place, ZERO))
        if still:
            lying[place] -= still
            moved.append(
                BinMoveLineDraft(
                    product_id=one.away["product_id"],
                    from_bin=one.away["bin"],
                    to_bin=one.here["bin"],
                    quantity=still,
                    lot=one.away["lot"],
                )
            )
    if moved:
        draft = BinMoveDraft(warehouse_id=house, note=head["number"], lines=tuple(moved))
        uow.link("stock_count", head["id"], "bin_move", move_bins(uow, draft))
    marks = moved_by_line(found)
    for line in lines:
        line["moved"] = marks.get(line["id"], ZERO)
    rows = [{"id": line_id, "moved": quantity} for line_id, quantity in marks.items()]
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=("moved = v.moved",))


def _parts(line: Line) -> tuple[LotPart, ...]:
    """All that is over or missing of a line: of its lot, in the bin that was counted."""
    if not line["lot"] and not line["bin"]:
        return ()
    return (LotPart(number=line["lot"] or "", quantity=abs(_difference(line)), bin=line["bin"]),)


def _take_in(uow: UnitOfWork, head: Any, lines: list[Line]) -> list[Decimal]:
    receipt_id = post_receipt(
        uow,
        reason="count_gain",
        warehouse_id=head["warehouse_id"],
        received_on=None,
        note=head["number"],
        lines=[
            ReceiptLineDraft(
                product_id=line["product_id"],
                quantity=_difference(line),
                unit_cost=None,
                lots=_parts(line),
            )
            for line in lines
        ],
        count_id=head["id"],
    )
    return values_in_order(uow, STOCK_RECEIPT_LINE, "receipt_id", receipt_id)


def _take_out(uow: UnitOfWork, head: Any, lines: list[Line]) -> list[Decimal]:
    issue_id = post_issue(
        uow,
        IssueDraft(
            reason="count_loss",
            warehouse_id=head["warehouse_id"],
            issued_on=None,
            note=head["number"],
            lines=[
                IssueLineDraft(
                    product_id=line["product_id"],
                    quantity=-_difference(line),
                    product=line["product"],
                    lots=_parts(line),
                )
                for line in lines
            ],
            count_id=head["id"],
        ),
    )
    return values_in_order(uow, STOCK_ISSUE_LINE, "issue_id", issue_id)
