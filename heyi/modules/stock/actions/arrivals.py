"""What becomes of goods under way: they arrive in parts, come back to where they left, or are written off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.stock.actions.issues import IssueDraft, post_issue
from heyi.modules.stock.actions.move import shift
from heyi.modules.stock.actions.transfers import shifted
from heyi.modules.stock.actions.transit import transit_warehouse
from heyi.modules.stock.contracts import GoodsDocument, IssueLineDraft, LotPart, TransferQuantity
from heyi.modules.stock.contracts.lots import LineLot
from heyi.modules.stock.errors import LineUnknown, LotShort, NotUnderWay
from heyi.modules.stock.models import (
    ARRIVAL_SERIES,
    STOCK_ARRIVAL,
    STOCK_ARRIVAL_LINE,
    STOCK_TRANSFER,
    STOCK_TRANSFER_LINE,
)
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.queries.lots import lots_under_way
from heyi.modules.stock.queries.transfers import lock_transfer, under_way
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import TRANSFER, TransferState, step
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Part:
    line: Any
    quantity: Decimal
    lots: tuple[LotPart, ...] = ()


def arrive(
    uow: UnitOfWork,
    transfer_id: UUID,
    *,
    quantities: Sequence[TransferQuantity] | None = None,
    arrived_on: date | None = None,
    back: bool = False,
) -> UUID:
    """Take the given quantities, or everything still under way, into the warehouse they were sent to.

    With `back` they come back to where they had left. Gives back the id of the arrival.

    Raises:
        NotFound: the transfer does not exist in this company.
        WrongState: nothing of it is under way.
        LineUnknown, NotUnderWay: a quantity is for no line of it, or more than is under way.
        LotsMissing, LotShort: which serial numbers is not said, or a named lot is not under way.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the day lies in a closed period.
    """
    found = lock_transfer(uow, transfer_id)
    step("stock_transfer", TRANSFER, TransferState(found.head["state"]), "come_back" if back else "arrive")
    parts = _parts(uow, found, quantities)
    where = found.head["from_warehouse_id" if back else "to_warehouse_id"]
    document = GoodsDocument(
        type="stock_arrival",
        id=uow.new_id(),
        series=ARRIVAL_SERIES,
        occurred_on=arrived_on or uow.today,
        contra_role="",
        takes_expired=True,
    )
    transit = transit_warehouse(uow)
    rows = [
        {
            **part.line,
            "transfer_line_id": part.line["id"],
            "id": uow.new_id(),
            "quantity": part.quantity,
            "lots": part.lots,
        }
        for part in parts
    ]
    number = shift(uow, document, [shifted(uow, row, transit, where) for row in rows]).number
    uow.insert(
        STOCK_ARRIVAL.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": number,
            "kind": "return" if back else "arrival",
            "transfer_id": transfer_id,
            "warehouse_id": where,
            "arrived_on": document.occurred_on,
        },
    )
    own = ("id", "transfer_line_id", "product_id", "quantity")
    lines = [{**{name: row[name] for name in own}, "arrival_id": document.id} for row in rows]
    uow.insert(STOCK_ARRIVAL_LINE, *({**line, "line_no": no} for no, line in enumerate(lines, start=1)))
    _advance(uow, found, parts, "returned" if back else "arrived")
    uow.link("stock_transfer", transfer_id, "stock_arrival", document.id)
    uow.audit("posted", record="stock_arrival", record_id=document.id, title=number)
    return document.id


def write_off(
    uow: UnitOfWork,
    transfer_id: UUID,
    *,
    quantities: Sequence[TransferQuantity] | None = None,
    lost_on: date | None = None,
    reason: str,
) -> UUID:
    """Write off what is missing of a transfer: its value waits as 待处理财产损溢. Gives back the id of the issue.

    Raises:
        NotFound: the transfer does not exist in this company.
        WrongState: nothing of it is under way.
        LineUnknown, NotUnderWay: a quantity is for no line of it, or more than is under way.
        LotsMissing, LotShort: which serial numbers is not said, or a named lot is not under way.
        PeriodClosed: the day lies in a closed period.
    """
    found = lock_transfer(uow, transfer_id)
    step("stock_transfer", TRANSFER, TransferState(found.head["state"]), "write_off")
    parts = _parts(uow, found, quantities)
    issue_id = post_issue(
        uow,
        IssueDraft(
            reason="transit_loss",
            warehouse_id=transit_warehouse(uow),
            issued_on=lost_on,
            note=reason,
            lines=[
                IssueLineDraft(
                    product_id=part.line["product_id"],
                    quantity=part.quantity,
                    transfer_line_id=part.line["id"],
                    product=part.line["product"],
                    lots=part.lots,
                )
                for part in parts
            ],
            transfer_id=transfer_id,
        ),
    )
    _advance(uow, found, parts, "lost")
    return issue_id


def _parts(uow: UnitOfWork, found: LockedDocument, asked: Sequence[TransferQuantity] | None) -> list[_Part]:
    lines = {line["id"]: line for line in found.lines}
    if asked is None:
        quantities = {line_id: under_way(line) for line_id, line in lines.items()}
    else:
        quantities = summed((item.line_id, item.quantity) for item in asked)
    for line_id, quantity in quantities.items():
        if line_id not in lines:
            raise LineUnknown(line=str(line_id))
        line = lines[line_id]
        if quantity > under_way(line):
            raise NotUnderWay(
                line=line["line_no"],
                product=line["product"],
                wanted=number_text(quantity),
                available=number_text(under_way(line)),
            )
    catalog.refuse_fractions(
        uow,
        [
            catalog.Typed(
                product_id=lines[item.line_id]["product_id"],
                quantity=item.quantity,
                parts=tuple(part.quantity for part in item.lots),
            )
            for item in asked or ()
        ],
    )
    tracked = [line_id for line_id in quantities if lines[line_id]["tracking"] != "none"]
    going = lots_under_way(uow, tracked)
    named: dict[UUID, tuple[LotPart, ...]] = {}
    for item in asked or ():
        named[item.line_id] = named.get(item.line_id, ()) + item.lots
    return [
        _Part(
            lines[line_id],
            quantity,
            _lots(lines[line_id], going.get(line_id, []), named.get(line_id, ()), quantity),
        )
        for line_id, quantity in quantities.items()
        if quantity > ZERO
    ]


def _lots(
    line: Any, going: Sequence[LineLot], named: tuple[LotPart, ...], quantity: Decimal
) -> tuple[LotPart, ...]:
    """The lots that are meant of a line: those named, which must be on their way, or what expires first."""
    own = summed((part.number, part.quantity) for part in named if part.number)
    there = {lot.number: lot.quantity for lot in going}
    for number, wanted in own.items():
        if wanted > there.get(number, ZERO):
            raise LotShort(
                product=line["product"],
                lot=number,
                wanted=number_text(wanted),
                available=number_text(there.get(number, ZERO)),
            )
    if own or line["tracking"] == "none":
        return named
    if line["tracking"] == "serial" and sum(there.values(), ZERO) != quantity:
        return ()
    parts = []
    bin_code = named[0].bin if len(named) == 1 else None
    for lot in going:
        taken = min(lot.quantity, quantity)
        if taken > ZERO:
            parts.append(LotPart(number=lot.number, quantity=taken, bin=bin_code))
            quantity -= taken
    return tuple(parts)


def _advance(uow: UnitOfWork, found: LockedDocument, parts: Sequence[_Part], column: str) -> None:
    now = {part.line["id"]: part.quantity for part in parts}
    uow.update_rows(
        STOCK_TRANSFER_LINE,
        [{"id": line_id, column: quantity} for line_id, quantity in now.items()],
        assignments=(f"{column} = t.{column} + v.{column}",),
    )
    left = any(under_way(line) > now.get(line["id"], ZERO) for line in found.lines)
    state = TransferState.SENT if left else TransferState.DONE
    uow.change(STOCK_TRANSFER.table, found.head["id"], {"state": state})
