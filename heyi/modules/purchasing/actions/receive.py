"""Receive what an order expects: goods come in at the order's price without tax, and are owed as an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.money import proportional_part
from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.purchasing.actions.asked import asked_quantity
from heyi.modules.purchasing.actions.credits import mark_credits
from heyi.modules.purchasing.contracts import LineQuantity, PurchasePosted
from heyi.modules.purchasing.errors import NothingToReceive, ReceivesTooMuch
from heyi.modules.purchasing.models import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_LINE,
    PURCHASE_RECEIPT,
    PURCHASE_RECEIPT_LINE,
    RECEIPT_SERIES,
)
from heyi.modules.purchasing.queries.orders import LockedOrder, lock_order
from heyi.modules.purchasing.rules import ZERO, owes_credit, progress
from heyi.modules.purchasing.states import OrderState, step
from heyi.modules.stock import api as stock
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

# What came in and is on no invoice yet waits as 暂估应付账款; VAT is never estimated.
ESTIMATED = "goods_received"


@dataclass(frozen=True)
class _Part:
    id: UUID
    line: Mapping[str, Any]
    quantity: Decimal
    net: Decimal
    lots: tuple[stock.LotPart, ...]


def receive_order(
    uow: UnitOfWork,
    order_id: UUID,
    *,
    quantities: Sequence[LineQuantity] | None = None,
    received_on: date | None = None,
    bought_out_of: UUID | None = None,
) -> PurchasePosted:
    """Receive the given quantities of an order's lines, or everything still open, into the order's warehouse.

    Goods `bought_out_of` a warehouse in which we keep the supplier's goods leave that one as they come in.

    Raises:
        NotFound: the order does not exist in this company.
        WrongState: it is not confirmed.
        NothingToReceive: all of it is received already.
        LineUnknown, ReceivesTooMuch: a quantity is for no line of it, or more than is open.
        LotsMissing, LotDatesDiffer, SerialTaken: the lots of a line are not said, or cannot come in.
        NotOurGoods, OwnersDiffer: what is bought out is not kept there, or not for this supplier.
        StockInsufficient: less of it is kept there; each line is named.
        PeriodClosed: the day lies in a closed period.
    """
    order = lock_order(uow, order_id)
    step(OrderState(order.head["state"]), "take_in")
    parts = _parts(uow, order, _open_quantities(uow, order, quantities), lots_of(quantities or ()))
    document = stock.GoodsDocument(
        type="purchase_receipt",
        id=uow.new_id(),
        series=RECEIPT_SERIES,
        occurred_on=received_on or uow.today,
        contra_role=ESTIMATED,
        party_id=order.head["party_id"],
        contra_values={part.id: -part.net for part in parts},
        supplier_id=order.head["party_id"],
        inspected=True,
    )
    incoming = [
        stock.Incoming(
            line_id=part.id,
            product_id=part.line["product_id"],
            warehouse_id=order.head["warehouse_id"],
            quantity=part.quantity,
            value=part.net,
            lots=part.lots,
        )
        for part in parts
    ]
    issue_id = None
    if bought_out_of is not None:
        issue_id, incoming = stock.buy_out(
            uow,
            warehouse_id=bought_out_of,
            owner_id=order.head["party_id"],
            lines=incoming,
            bought_on=document.occurred_on,
            note=order.head["number"],
        )
    number = stock.receive(uow, document, incoming).number
    _write(uow, order, document, number, parts)
    _advance(uow, order, parts)
    if any(owes_credit(line) for line in order.lines):
        mark_credits(uow, order_id, covered="none")
    party_id = order.head["party_id"]
    uow.link("purchase_order", order_id, "purchase_receipt", document.id)
    if issue_id is not None:
        uow.link("stock_issue", issue_id, "purchase_receipt", document.id)
    uow.audit("received", record="purchase_receipt", record_id=document.id, party_id=party_id, title=number)
    return PurchasePosted(id=document.id, number=number)


def _open_quantities(
    uow: UnitOfWork, order: LockedOrder, asked: Sequence[LineQuantity] | None
) -> dict[UUID, Decimal]:
    lines = {line["id"]: line for line in order.lines}
    if asked is None:
        quantities = {line_id: line["quantity"] - line["received"] for line_id, line in lines.items()}
    else:
        quantities = summed((line.line_id, asked_quantity(lines.get(line.line_id), line)) for line in asked)
        catalog.refuse_fractions(uow, [catalog.typed_of(lines[line.line_id], line) for line in asked])
        for line_id, quantity in quantities.items():
            open_now = lines[line_id]["quantity"] - lines[line_id]["received"]
            if quantity > open_now:
                raise ReceivesTooMuch(
                    line=lines[line_id]["line_no"],
                    wanted=number_text(quantity),
                    available=number_text(open_now),
                )
    wanted = {line_id: quantity for line_id, quantity in quantities.items() if quantity > 0}
    if not wanted:
        raise NothingToReceive(number=order.head["number"])
    return wanted


def lots_of(asked: Sequence[LineQuantity]) -> dict[UUID, tuple[stock.LotPart, ...]]:
    """The lots that are named for each line."""
    named: dict[UUID, tuple[stock.LotPart, ...]] = {}
    for line in asked:
        named[line.line_id] = named.get(line.line_id, ()) + line.lots
    return named


def _parts(
    uow: UnitOfWork,
    order: LockedOrder,
    quantities: Mapping[UUID, Decimal],
    lots: Mapping[UUID, tuple[stock.LotPart, ...]],
) -> list[_Part]:
    """The value of each part; the last part of a line takes the rest, so the parts are the line to the cent."""
    return [
        _Part(
            uow.new_id(),
            line,
            quantities[line["id"]],
            proportional_part(
                line["net"],
                quantities[line["id"]],
                line["quantity"] - line["received"],
                already=line["received_net"],
            ),
            lots.get(line["id"], ()),
        )
        for line in order.lines
        if line["id"] in quantities
    ]


def _write(
    uow: UnitOfWork,
    order: LockedOrder,
    document: stock.GoodsDocument,
    number: str,
    parts: Sequence[_Part],
) -> None:
    uow.insert(
        PURCHASE_RECEIPT.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": number,
            "order_id": order.head["id"],
            "party_id": order.head["party_id"],
            "received_on": document.occurred_on,
            "warehouse_id": order.head["warehouse_id"],
            "net": sum((part.net for part in parts), ZERO),
        },
    )
    for line_no, part in enumerate(parts, start=1):
        uow.insert(
            PURCHASE_RECEIPT_LINE,
            {
                "id": part.id,
                "receipt_id": document.id,
                "line_no": line_no,
                "order_line_id": part.line["id"],
                "product_id": part.line["product_id"],
                "quantity": part.quantity,
                "net": part.net,
            },
        )


def _advance(uow: UnitOfWork, order: LockedOrder, parts: Sequence[_Part]) -> None:
    uow.update_rows(
        PURCHASE_ORDER_LINE,
        [{"id": part.line["id"], "received": part.quantity, "received_net": part.net} for part in parts],
        assignments=("received = t.received + v.received", "received_net = t.received_net + v.received_net"),
    )
    now = {part.line["id"]: part.quantity for part in parts}
    reached = progress(
        (line["quantity"], line["received"] + now.get(line["id"], ZERO)) for line in order.lines
    )
    uow.change(PURCHASE_ORDER.table, order.head["id"], {"receipt_state": reached})
