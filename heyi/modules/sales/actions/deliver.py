"""Deliver what an order promised: held goods leave at cost, the order's lines say how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import QuantityError, summed
from heyi.modules.catalog import api as catalog
from heyi.modules.catalog.errors import QuantityInexact
from heyi.modules.sales.actions.revenue import Paper, Sold, cost_accounts, post_revenue, unbilled_of
from heyi.modules.sales.contracts import COST_OF_GOODS, SHIPPED, LineQuantity, Posted, RevenuePoint
from heyi.modules.sales.errors import DeliversTooMuch, LineUnknown, NothingToDeliver
from heyi.modules.sales.events import OrderDelivered
from heyi.modules.sales.models import DELIVERY, DELIVERY_LINE, DELIVERY_SERIES, SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.queries.orders import LockedOrder, delivered_amounts, lock_order
from heyi.modules.sales.queries.revenue import revenue_point
from heyi.modules.sales.rules import ZERO, Amounts, in_own_unit, next_delivery, part_of, progress
from heyi.modules.sales.states import OrderState, step
from heyi.modules.stock import api as stock
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Part:
    """A piece of an order line that is delivered now."""

    id: UUID
    line: Mapping[str, Any]
    quantity: Decimal
    amounts: Amounts
    lots: tuple[stock.LotPart, ...]


def deliver_order(
    uow: UnitOfWork,
    order_id: UUID,
    *,
    quantities: Sequence[LineQuantity] | None = None,
    delivered_on: date | None = None,
    expired_reason: str | None = None,
) -> Posted:
    """Deliver the given quantities of an order's lines, or everything still open.

    Goods wait as shipped for their invoice or, where the company chose so, are revenue and cost as they leave.

    Raises:
        NotFound: the order does not exist in this company.
        WrongState: it is not confirmed.
        NothingToDeliver: all of it is delivered already.
        LineUnknown, DeliversTooMuch: a quantity is for no line of it, or more than is open.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or may not leave.
        PeriodClosed: the day lies in a closed period.
    """
    order = lock_order(uow, order_id)
    step(OrderState(order.head["state"]), "deliver")
    day, delivery_id = delivered_on or uow.today, uow.new_id()
    parts = _parts(uow, order, _open_quantities(uow, order, quantities), lots_of(quantities or ()))
    recognised = revenue_point(uow) is RevenuePoint.DELIVERY
    sold = _sold(parts) if recognised else []
    document = stock.GoodsDocument(
        type="delivery",
        id=delivery_id,
        series=DELIVERY_SERIES,
        occurred_on=day,
        contra_role=COST_OF_GOODS if recognised else SHIPPED,
        contra_accounts=cost_accounts(uow, sold) if recognised else None,
        party_id=order.head["party_id"],
        expired_reason=expired_reason,
    )
    outgoing = [
        stock.Outgoing(
            line_id=part.id,
            held_line_id=part.line["id"],
            product_id=part.line["product_id"],
            warehouse_id=order.head["warehouse_id"],
            quantity=part.quantity,
            lots=part.lots,
        )
        for part in parts
        if part.line["is_goods"]
    ]
    moved = stock.issue(uow, document, outgoing, held_for="sales_order")
    _write(uow, order, document, moved, parts, {"recognised": recognised, **unbilled_of(sold)})
    if recognised:
        paper = Paper("delivery", delivery_id, moved.number, day, order.head["party_id"])
        post_revenue(uow, paper, sold)
    _advance_order(uow, order, parts)
    _announce(uow, order, document, moved, parts)
    return Posted(id=delivery_id, number=moved.number)


def _open_quantities(
    uow: UnitOfWork, order: LockedOrder, asked: Sequence[LineQuantity] | None
) -> dict[UUID, Decimal]:
    lines = {line["id"]: line for line in order.lines}
    if asked is None:
        quantities = {line_id: line["quantity"] - line["delivered"] for line_id, line in lines.items()}
    else:
        quantities = summed((line.line_id, _in_own_unit(lines.get(line.line_id), line)) for line in asked)
        catalog.refuse_fractions(uow, [catalog.typed_of(lines[line.line_id], line) for line in asked])
        for line_id, quantity in quantities.items():
            open_now = lines[line_id]["quantity"] - lines[line_id]["delivered"]
            if quantity > open_now:
                raise DeliversTooMuch(
                    line=lines[line_id]["line_no"],
                    wanted=number_text(quantity),
                    available=number_text(open_now),
                )
    wanted = {line_id: quantity for line_id, quantity in quantities.items() if quantity > 0}
    if not wanted:
        raise NothingToDeliver(number=order.head["number"])
    return wanted


def _in_own_unit(line: Mapping[str, Any] | None, asked: LineQuantity) -> Decimal:
    if line is None:
        raise LineUnknown(line=str(asked.line_id))
    if not asked.as_ordered:
        return asked.quantity
    try:
        return in_own_unit(line, asked.quantity)
    except QuantityError:
        said = {"quantity": number_text(asked.quantity), "product": line["product_name"]}
        raise QuantityInexact(**said, unit="") from None


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
    begun = [line["id"] for line in order.lines if line["id"] in quantities and line["delivered"]]
    taken = delivered_amounts(uow, begun)
    parts = []
    for line in order.lines:
        if line["id"] not in quantities:
            continue
        quantity = quantities[line["id"]]
        amounts = part_of(
            Amounts(line["net"], line["tax"], line["gross"]),
            quantity=quantity,
            of=line["quantity"],
            before=line["delivered"],
            taken=taken.get(line["id"], Amounts(ZERO, ZERO, ZERO)),
        )
        parts.append(_Part(uow.new_id(), line, quantity, amounts, lots.get(line["id"], ())))
    return parts


def _sold(parts: Sequence[_Part]) -> list[Sold]:
    """The goods among the parts: a service is revenue at its invoice, for nothing of it leaves on a day."""
    return [
        Sold(part.id, part.line["product_id"], part.line["tax_code"], part.amounts)
        for part in parts
        if part.line["is_goods"]
    ]


def _write(
    uow: UnitOfWork,
    order: LockedOrder,
    document: stock.GoodsDocument,
    moved: stock.Moved,
    parts: Sequence[_Part],
    revenue: Mapping[str, Any],
) -> None:
    uow.insert(
        DELIVERY.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": moved.number,
            "order_id": order.head["id"],
            "party_id": order.head["party_id"],
            "delivered_on": document.occurred_on,
            "warehouse_id": order.head["warehouse_id"],
            "gross": _gross(parts),
            "cost": sum(moved.values.values(), ZERO),
            **revenue,
        },
    )
    for line_no, part in enumerate(parts, start=1):
        uow.insert(
            DELIVERY_LINE,
            {
                "id": part.id,
                "delivery_id": document.id,
                "line_no": line_no,
                "order_line_id": part.line["id"],
                "product_id": part.line["product_id"],
                "quantity": part.quantity,
                "net": part.amounts.net,
                "tax": part.amounts.tax,
                "gross": part.amounts.gross,
                "cost": moved.values.get(part.id, ZERO),
            },
        )
    uow.link("sales_order", order.head["id"], "delivery", document.id)


def _advance_order(uow: UnitOfWork, order: LockedOrder, parts: Sequence[_Part]) -> None:
    now = {part.line["id"]: part.quantity for part in parts}
    uow.update_rows(
        SALES_ORDER_LINE,
        [{"id": line_id, "delivered": quantity} for line_id, quantity in now.items()],
        assignments=("delivered = t.delivered + v.delivered",),
    )
    lines = [{**line, "delivered": line["delivered"] + now.get(line["id"], ZERO)} for line in order.lines]
    reached = {
        "delivery_state": progress((line["quantity"], line["delivered"]) for line in lines),
        "next_delivery_on": next_delivery(order.head["deliver_on"], lines),
    }
    uow.change(SALES_ORDER.table, order.head["id"], reached)


def _announce(
    uow: UnitOfWork,
    order: LockedOrder,
    document: stock.GoodsDocument,
    moved: stock.Moved,
    parts: Sequence[_Part],
) -> None:
    party_id = order.head["party_id"]
    said = {"expired_reason": [None, document.expired_reason]} if document.expired_reason else {}
    uow.audit(
        "delivered",
        record="delivery",
        record_id=document.id,
        party_id=party_id,
        title=moved.number,
        changes=said,
    )
    uow.emit(
        OrderDelivered(
            aggregate_id=order.head["id"],
            aggregate_seq=order.head["version"] + 1,
            party_id=party_id,
            delivery_id=document.id,
            gross=_gross(parts),
        )
    )


def _gross(parts: Sequence[_Part]) -> Decimal:
    return sum((part.amounts.gross for part in parts), ZERO)
