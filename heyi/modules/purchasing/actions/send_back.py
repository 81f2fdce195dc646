"""Send received goods back to the supplier: they leave at their cost now, and are owed less by what they came in at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.money import proportional_part
from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.purchasing.actions.receive import ESTIMATED, lots_of
from heyi.modules.purchasing.contracts import LineQuantity, PurchasePosted
from heyi.modules.purchasing.errors import LineUnknown, SendsBackTooMuch
from heyi.modules.purchasing.models import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_LINE,
    PURCHASE_RECEIPT_LINE,
    PURCHASE_RETURN,
    PURCHASE_RETURN_LINE,
    RETURN_SERIES,
)
from heyi.modules.purchasing.queries.goods import LockedReceipt, lock_receipt
from heyi.modules.purchasing.queries.orders import LockedOrder, lock_order
from heyi.modules.purchasing.rules import ZERO, owes_credit, progress
from heyi.modules.stock import api as stock
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Part:
    id: UUID
    line: Mapping[str, Any]
    quantity: Decimal
    net: Decimal
    lots: tuple[stock.LotPart, ...]
    quality: str | None


def send_back(
    uow: UnitOfWork,
    receipt_id: UUID,
    *,
    quantities: Sequence[LineQuantity],
    returned_on: date | None = None,
    reason: str | None = None,
) -> PurchasePosted:
    """Send goods of a receipt back out of its warehouse; what the average moved away from is a difference in cost.

    What was found bad goes first, then what waits to be looked at, then what is free, unless a line names a quality.
    What was on no invoice yet is on none; for what was, the supplier owes a credit note.

    Raises:
        NotFound: the receipt does not exist in this company.
        LineUnknown, SendsBackTooMuch: a quantity is for no line of it, or more than came in and is not back yet.
        StockInsufficient: less lies there and is promised to nobody.
        QualityShort: less lies there in the quality that a line names.
        LotsMissing, LotUnknown, LotShort: which serial numbers go back is not said, or a lot does not lie there.
        PeriodClosed: the day lies in a closed period.
    """
    receipt = lock_receipt(uow, receipt_id)
    order = lock_order(uow, receipt.head["order_id"])
    parts = _parts(uow, receipt, order, quantities)
    party_id = receipt.head["party_id"]
    document = stock.GoodsDocument(
        type="purchase_return",
        id=uow.new_id(),
        series=RETURN_SERIES,
        occurred_on=returned_on or uow.today,
        contra_role=ESTIMATED,
        party_id=party_id,
        contra_values={part.id: part.net for part in parts},
        returns_from="purchase_receipt",
        takes_expired=True,
        takes_unfree=True,
    )
    names = {line["product_id"]: line["product_name"] for line in order.lines}
    outgoing = [
        stock.Wanted(
            line_id=part.id,
            line_no=part.line["line_no"],
            product_id=part.line["product_id"],
            product=names[part.line["product_id"]],
            warehouse_id=receipt.head["warehouse_id"],
            quantity=part.quantity,
            lots=part.lots,
            lots_of=part.line["id"],
            quality=part.quality,
        )
        for part in parts
    ]
    _mark(uow, order, parts)
    moved = stock.issue_free(uow, document, outgoing)
    _write(uow, receipt, document, moved, parts, reason, credit=_owes_credit(order, parts))
    uow.link("purchase_receipt", receipt_id, "purchase_return", document.id)
    uow.audit(
        "returned", record="purchase_return", record_id=document.id, party_id=party_id, title=moved.number
    )
    return PurchasePosted(id=document.id, number=moved.number)


def _parts(
    uow: UnitOfWork, receipt: LockedReceipt, order: LockedOrder, asked: Sequence[LineQuantity]
) -> list[_Part]:
    lines = {line["id"]: line for line in receipt.lines}
    ordered = {line["id"]: line for line in order.lines}
    named = lots_of(asked)
    catalog.refuse_fractions(
        uow, [catalog.typed_of(lines[one.line_id], one) for one in asked if one.line_id in lines]
    )
    qualities = {item.line_id: item.quality for item in asked}
    parts = []
    for line_id, quantity in summed((item.line_id, item.quantity) for item in asked).items():
        line = lines.get(line_id)
        if line is None:
            raise LineUnknown(line=str(line_id))
        here = line["quantity"] - line["returned"]
        if quantity > here:
            raise SendsBackTooMuch(
                line=line["line_no"], wanted=number_text(quantity), available=number_text(here)
            )
        of = ordered[line["order_line_id"]]
        if quantity == of["received"] - of["returned"] - of["invoiced"]:
            # Nothing of the line waits for an invoice any more, so no cent of it may.
            net = of["received_net"] - of["returned_net"] - of["invoiced_net"]
        else:
            net = proportional_part(line["net"], quantity, here, already=line["returned_net"])
        parts.append(_Part(uow.new_id(), line, quantity, net, named.get(line_id, ()), qualities[line_id]))
    return parts


def _mark(uow: UnitOfWork, order: LockedOrder, parts: Sequence[_Part]) -> None:
    assignments = ("returned = t.returned + v.returned", "returned_net = t.returned_net + v.returned_net")
    for table, name in ((PURCHASE_RECEIPT_LINE, "id"), (PURCHASE_ORDER_LINE, "order_line_id")):
        rows = [
            {"id": part.line[name], "returned": part.quantity, "returned_net": part.net} for part in parts
        ]
        uow.update_rows(table, rows, assignments=assignments)
    back = {part.line["order_line_id"]: part.quantity for part in parts}
    reached = progress(
        (line["quantity"] - line["returned"] - back.get(line["id"], ZERO), line["invoiced"])
        for line in order.lines
    )
    uow.change(PURCHASE_ORDER.table, order.head["id"], {"invoice_state": reached})


def _owes_credit(order: LockedOrder, parts: Sequence[_Part]) -> bool:
    """Whether more of what goes back is invoiced than is kept."""
    ordered = {line["id"]: line for line in order.lines}
    back = summed((part.line["order_line_id"], part.quantity) for part in parts)
    return any(
        owes_credit({**ordered[line_id], "returned": ordered[line_id]["returned"] + quantity})
        for line_id, quantity in back.items()
    )


def _write(
    uow: UnitOfWork,
    receipt: LockedReceipt,
    document: stock.GoodsDocument,
    moved: stock.Moved,
    parts: Sequence[_Part],
    reason: str | None,
    *,
    credit: bool,
) -> None:
    uow.insert(
        PURCHASE_RETURN.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": moved.number,
            "receipt_id": receipt.head["id"],
            "party_id": receipt.head["party_id"],
            "returned_on": document.occurred_on,
            "warehouse_id": receipt.head["warehouse_id"],
            "net": sum((part.net for part in parts), ZERO),
            "cost": sum(moved.values.values(), ZERO),
            "credit_state": "due" if credit else "none",
            "reason": reason,
        },
    )
    for line_no, part in enumerate(parts, start=1):
        uow.insert(
            PURCHASE_RETURN_LINE,
            {
                "id": part.id,
                "return_id": document.id,
                "line_no": line_no,
                "receipt_line_id": part.line["id"],
                "product_id": part.line["product_id"],
                "quantity": part.quantity,
                "net": part.net,
                "cost": moved.values[part.id],
            },
        )
