"""Post what a count found: what is over comes in (盘盈), what is missing leaves (盘亏), and the sheet says how right
the ledger was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.counts import thaw
from heyi.modules.stock.actions.issues import IssueDraft, post_issue
from heyi.modules.stock.actions.receipts import post_receipt
from heyi.modules.stock.contracts import IssueLineDraft, LotPart, LotsOfLine, ReceiptLineDraft
from heyi.modules.stock.errors import CountIncomplete, LineUnknown
from heyi.modules.stock.models import (
    STOCK_COUNT,
    STOCK_COUNT_LINE,
    STOCK_ISSUE_LINE,
    STOCK_RECEIPT_LINE,
)
from heyi.modules.stock.queries.counts import lock_count, values_in_order
from heyi.modules.stock.queries.lots import latest_lots
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import COUNT, CountState, step
from heyi.platform.unit_of_work import UnitOfWork

Named = Mapping[UUID, tuple[LotPart, ...]]


def post_count(
    uow: UnitOfWork,
    count_id: UUID,
    *,
    leave_uncounted: bool = False,
    lots: Sequence[LotsOfLine] = (),
) -> None:
    """End a count: every difference is posted as moves and entry, against 待处理财产损溢, and stands on the sheet.

    The difference is what was counted less what was expected, whatever moved since. Lines that nobody counted stay as
    they are, but only where that was said. Which lots are over or missing is said by `lots`; else what is missing went
    by its last day, and what is over is of the lot that came last.

    Raises:
        LineUnknown: lots are said of a line that is none of it, or is right.
        NotFound: it does not exist in this company.
        WrongState: it has ended.
        CountIncomplete: lines are not counted.
        StockInsufficient: goods are missing that left since or are promised; each line is named.
        LotsMissing: serial numbers are over or missing, and it is not said which.
        LotsDiffer, LotUnknown, LotShort, SerialTaken: the lots that are said cannot be.
        PlaceFrozen: another count has frozen a place.
        PeriodClosed: today lies in a closed period.
    """
    count = lock_count(uow, count_id)
    head = count.head
    state = step("stock_count", COUNT, CountState(head["state"]), "post")
    named = {line.line_id: line.lots for line in lots}
    for line_id in named.keys() - {line["id"] for line in count.lines}:
        raise LineUnknown(line=str(line_id))
    counted = [line for line in count.lines if line["counted"] is not None]
    missing = len(count.lines) - len(counted)
    if missing and (not counted or not leave_uncounted):
        raise CountIncomplete(open=missing)
    thaw(uow, count)
    gains = [line for line in counted if _difference(line) > ZERO]
    losses = [line for line in counted if _difference(line) < ZERO]
    for line_id in named.keys() - {line["id"] for line in (*gains, *losses)}:
        raise LineUnknown(line=str(line_id))
    gain, loss, values = ZERO, ZERO, dict.fromkeys((line["id"] for line in counted), ZERO)
    if gains:
        found = _take_in(uow, head, gains, named)
        gain = sum(found, ZERO)
        values |= {line["id"]: value for line, value in zip(gains, found, strict=True)}
    if losses:
        found = _take_out(uow, head, losses, named)
        loss = sum(found, ZERO)
        values |= {line["id"]: -value for line, value in zip(losses, found, strict=True)}
    rows = [{"id": line_id, "value": value} for line_id, value in values.items()]
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=("value = v.value",))
    right = len(counted) - len(gains) - len(losses)
    ended = {"state": state, "right_lines": right, "gain": gain, "loss": loss, "counted_on": uow.today}
    uow.change(STOCK_COUNT.table, count_id, ended | {"line_count": len(counted)})
    uow.audit("posted", record="stock_count", record_id=count_id, title=head["number"])


def _difference(line: Any) -> Decimal:
    difference: Decimal = line["counted"] - line["expected"]
    return difference


def _found_lot(line: Any, latest: Mapping[UUID, str], count: str) -> tuple[LotPart, ...]:
    """A count says how many, not of which lot: what it finds is of the lot that came last, or of one named like itself.

    Which serial numbers it found nobody knows; a receipt must say so.
    """
    if line["tracking"] != "lot":
        return _of_bin(line)
    number = latest.get(line["product_id"], count)
    return (LotPart(number=number, quantity=_difference(line), bin=line["bin"]),)


def _of_bin(line: Any) -> tuple[LotPart, ...]:
    """All that is over or missing of a line, in the bin that was counted."""
    return (LotPart(quantity=abs(_difference(line)), bin=line["bin"]),) if line["bin"] else ()


def _as_named(line: Any, named: Named) -> tuple[LotPart, ...]:
    """The lots that were named of a line, in the bin that was counted."""
    return tuple(replace(part, bin=line["bin"]) for part in named.get(line["id"], ()))


def _take_in(uow: UnitOfWork, head: Any, lines: list[Any], named: Named) -> list[Decimal]:
    latest = latest_lots(uow, [line["product_id"] for line in lines if line["tracking"] == "lot"])
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
                lots=_as_named(line, named) or _found_lot(line, latest, head["number"]),
            )
            for line in lines
        ],
        count_id=head["id"],
    )
    return values_in_order(uow, STOCK_RECEIPT_LINE, "receipt_id", receipt_id)


def _take_out(uow: UnitOfWork, head: Any, lines: list[Any], named: Named) -> list[Decimal]:
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
                    lots=_as_named(line, named) or _of_bin(line),
                )
                for line in lines
            ],
            count_id=head["id"],
        ),
    )
    return values_in_order(uow, STOCK_ISSUE_LINE, "issue_id", issue_id)
