"""Take delivered goods back at the cost at which they left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.sales.actions.deliver import lots_of
from heyi.modules.sales.actions.revenue import (
    Paper,
    Sold,
    change_unbilled,
    cost_accounts,
    post_revenue,
    unbilled_of,
)
from heyi.modules.sales.actions.settle import settle_returned
from heyi.modules.sales.contracts import COST_OF_GOODS, SHIPPED, LineQuantity, Posted
from heyi.modules.sales.errors import LineUnknown, ReturnedTooEarly, ReturnsTooMuch
from heyi.modules.sales.events import GoodsReturned
from heyi.modules.sales.models import (
    DELIVERY_LINE,
    RETURN_SERIES,
    SALES_ORDER_LINE,
    SALES_RETURN,
    SALES_RETURN_LINE,
)
from heyi.modules.sales.queries.goods import LockedDelivery, lock_delivery
from heyi.modules.sales.rules import ZERO, Amounts, part_of
from heyi.modules.stock import api as stock
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Part:
    id: UUID
    line: Mapping[str, Any]
    quantity: Decimal
    amounts: Amounts
    lots: tuple[stock.LotPart, ...]


def return_delivery(
    uow: UnitOfWork,
    delivery_id: UUID,
    *,
    quantities: Sequence[LineQuantity],
    returned_on: date | None = None,
    reason: str | None = None,
    to_inspect: bool = False,
) -> Posted:
    """Take goods of a delivery back into its warehouse, at the cost at which they left.

    What was invoiced already waits for a credit note; what was not is never invoiced. Where it was revenue as it left,
    it is none as it comes back. What is `to_inspect` waits until somebody finds it good.

    Raises:
        NotFound: the delivery does not exist in this company.
        LineUnknown, ReturnsTooMuch: a quantity is for no line of it, or more than is still with the customer.
        LotsMissing, LotShort: which serial numbers come back is not said, or more of a lot than had left.
        NeverInspected: goods are to be looked at where more left than came in.
        ReturnedTooEarly, PeriodClosed: it was revenue as it left, and the day lies before; or its month is closed.
    """
    delivery = lock_delivery(uow, delivery_id)
    day = _day_of(uow, delivery, returned_on)
    parts = _parts(uow, delivery, quantities)
    sold = _sold(delivery, parts)
    _mark_returned(uow, delivery, parts)
    if sold:
        back = unbilled_of(sold)
        change_unbilled(uow, {delivery_id: (-back["unbilled"], -back["unbilled_tax"])})
    return_id = uow.new_id()
    document = stock.GoodsDocument(
        type="sales_return",
        id=return_id,
        series=RETURN_SERIES,
        occurred_on=day,
        contra_role=COST_OF_GOODS if sold else SHIPPED,
        contra_accounts=cost_accounts(uow, sold) if sold else None,
        party_id=delivery.head["party_id"],
        contra_values={part.id: -part.amounts.cost for part in parts},
        returns_from="delivery",
        inspected=True,
        to_inspect=to_inspect,
    )
    incoming = [
        stock.Incoming(
            line_id=part.id,
            product_id=part.line["product_id"],
            warehouse_id=delivery.head["warehouse_id"],
            quantity=part.quantity,
            value=part.amounts.cost,
            origin_line_id=part.line["id"],
            lots=part.lots,
        )
        for part in parts
        if part.line["is_goods"]
    ]
    moved = stock.receive(uow, document, incoming, kind="return")
    _write(uow, delivery, document, moved.number, parts, reason)
    party_id = delivery.head["party_id"]
    if sold:
        post_revenue(uow, Paper("sales_return", return_id, moved.number, day, party_id), sold)
    uow.link("delivery", delivery_id, "sales_return", return_id)
    uow.audit("returned", record="sales_return", record_id=return_id, party_id=party_id, title=moved.number)
    gross = sum((part.amounts.gross for part in parts), ZERO)
    uow.emit(
        GoodsReturned(
            aggregate_id=return_id, aggregate_seq=1, party_id=party_id, delivery_id=delivery_id, gross=gross
        )
    )
    return Posted(id=return_id, number=moved.number)


def _day_of(uow: UnitOfWork, delivery: LockedDelivery, wanted: date | None) -> date:
    """The day of a return: what was no revenue yet is none to take back."""
    left = delivery.head["delivered_on"]
    if not delivery.head["recognised"]:
        return wanted or uow.today
    if wanted is not None and wanted < left:
        raise ReturnedTooEarly(delivery=delivery.head["number"], day=left.isoformat())
    return wanted or max(left, uow.today)


def _parts(uow: UnitOfWork, delivery: LockedDelivery, asked: Sequence[LineQuantity]) -> list[_Part]:
    lines = {line["id"]: line for line in delivery.lines}
    named = lots_of(asked)
    catalog.refuse_fractions(
        uow, [catalog.typed_of(lines[one.line_id], one) for one in asked if one.line_id in lines]
    )
    parts = []
    for line_id, quantity in summed((item.line_id, item.quantity) for item in asked).items():
        line = lines.get(line_id)
        if line is None:
            raise LineUnknown(line=str(line_id))
        with_customer = line["quantity"] - line["returned"]
        if quantity > with_customer:
            raise ReturnsTooMuch(
                line=line["line_no"], wanted=number_text(quantity), available=number_text(with_customer)
            )
        net, tax, cost = line["returned_net"], line["returned_tax"], line["returned_cost"]
        amounts = part_of(
            Amounts(line["net"], line["tax"], line["gross"], line["cost"]),
            quantity=quantity,
            of=line["quantity"],
            before=line["returned"],
            taken=Amounts(net, tax, net + tax, cost),
        )
        parts.append(_Part(uow.new_id(), line, quantity, amounts, named.get(line_id, ())))
    return parts


def _sold(delivery: LockedDelivery, parts: Sequence[_Part]) -> list[Sold]:
    """The goods that were revenue as they left; a return goes the way of its delivery."""
    if not delivery.head["recognised"]:
        return []
    return [
        Sold(part.id, part.line["product_id"], part.line["tax_code"], part.amounts)
        for part in parts
        if part.line["is_goods"]
    ]


def _write(
    uow: UnitOfWork,
    delivery: LockedDelivery,
    document: stock.GoodsDocument,
    number: str,
    parts: Sequence[_Part],
    reason: str | None,
) -> None:
    due = any(part.line["invoiced"] for part in parts)
    uow.insert(
        SALES_RETURN.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": number,
            "delivery_id": delivery.head["id"],
            "party_id": delivery.head["party_id"],
            "returned_on": document.occurred_on,
            "warehouse_id": delivery.head["warehouse_id"],
            "gross": sum((part.amounts.gross for part in parts), ZERO),
            "cost": sum((part.amounts.cost for part in parts), ZERO),
            "credit_state": "due" if due else "none",
            "recognised": delivery.head["recognised"],
            "reason": reason,
        },
    )
    for line_no, part in enumerate(parts, start=1):
        uow.insert(
            SALES_RETURN_LINE,
            {
                "id": part.id,
                "return_id": document.id,
                "line_no": line_no,
                "delivery_line_id": part.line["id"],
                "product_id": part.line["product_id"],
                "quantity": part.quantity,
                "net": part.amounts.net,
                "tax": part.amounts.tax,
                "gross": part.amounts.gross,
                "cost": part.amounts.cost,
                "was_invoiced": part.line["invoiced"],
            },
        )


def _mark_returned(uow: UnitOfWork, delivery: LockedDelivery, parts: Sequence[_Part]) -> None:
    uow.update_rows(
        DELIVERY_LINE,
        [
            {
                "id": part.line["id"],
                "returned": part.quantity,
                "returned_net": part.amounts.net,
                "returned_tax": part.amounts.tax,
                "returned_cost": part.amounts.cost,
            }
            for part in parts
        ],
        assignments=tuple(
            f"{name} = t.{name} + v.{name}"
            for name in ("returned", "returned_net", "returned_tax", "returned_cost")
        ),
    )
    uow.update_rows(
        SALES_ORDER_LINE,
        [{"id": part.line["order_line_id"], "returned": part.quantity} for part in parts],
        assignments=("returned = t.returned + v.returned",),
    )
    waiting = [(part.line["order_line_id"], part.quantity) for part in parts if not part.line["invoiced"]]
    if waiting:
        settle_returned(uow, delivery.head["order_id"], waiting)
