"""What invoicing may know and change of purchasing: what waits for an invoice, and that it does no longer."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import and_, select

from heyi.kit.money import proportional_part
from heyi.kit.quantity import summed
from heyi.modules.purchasing.actions.asked import asked_quantity
from heyi.modules.purchasing.actions.credits import mark_credits
from heyi.modules.purchasing.contracts import Billed, BilledOrder, LineQuantity, Unbilled
from heyi.modules.purchasing.errors import CreditedAlready, InvoicesTooMuch, NothingToInvoice
from heyi.modules.purchasing.models import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_LINE,
    PURCHASE_RECEIPT,
    PURCHASE_RETURN,
)
from heyi.modules.purchasing.queries.orders import LockedOrder, lock_order
from heyi.modules.purchasing.rules import ZERO, ordered_part, owes_credit, own_price, progress
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def claim_received(
    uow: UnitOfWork, order_id: UUID, *, quantities: Sequence[LineQuantity] | None = None, credit: bool
) -> BilledOrder:
    """Take what waits of an order's lines (or these quantities of it) for an invoice, or, with `credit`, a credit note.

    Raises:
        NotFound: the order does not exist in this company.
        NothingToInvoice: nothing waits.
        LineUnknown, InvoicesTooMuch: a quantity is for no line of it, or more than waits.
        QuantityInexact: said in the unit that was ordered, a quantity does not come out exactly.
    """
    order, sign = lock_order(uow, order_id), -1 if credit else 1
    wanted = _wanted(order, quantities, sign)
    lines = []
    for line in order.lines:
        quantity = wanted.get(line["id"])
        if not quantity:
            continue
        waits = sign * (line["received"] - line["returned"] - line["invoiced"])
        worth = sign * (line["received_net"] - line["returned_net"] - line["invoiced_net"])
        lines.append(
            Billed(
                order_line_id=line["id"],
                line_no=line["line_no"],
                product_id=line["product_id"],
                product=line["product_name"],
                quantity=quantity,
                unit_price=own_price(line),
                unit=Fraction(line["unit_numerator"], line["unit_denominator"]),
                tax_code=line["tax_code"],
                tax_rate=line["tax_rate"],
                estimate=proportional_part(worth, quantity, waits),
                ordered_net=sign * ordered_part(line, "net", sign * quantity),
                ordered_gross=sign * ordered_part(line, "gross", sign * quantity),
            )
        )
    _advance(uow, order, [(line.order_line_id, sign * line.quantity, sign * line.estimate) for line in lines])
    if credit:
        mark_credits(uow, order_id, covered="done")
    head = order.head
    return BilledOrder(
        order_id=order_id,
        party_id=head["party_id"],
        warehouse_id=head["warehouse_id"],
        number=head["number"],
        prices_include_tax=head["prices_include_tax"],
        lines=lines,
        receipts=_documents(uow, order_id, credit=False),
        returns=_documents(uow, order_id, credit=True) if credit else [],
    )


def unclaim_received(uow: UnitOfWork, order_id: UUID, claimed: Sequence[Unbilled], *, credit: bool) -> None:
    """Let what a withdrawn invoice or credit note took of an order's lines wait again.

    Raises:
        CreditedAlready: what was sent back of it is on a credit note.
    """
    sign = 1 if credit else -1
    order = lock_order(uow, order_id)
    invoiced = {line["id"]: line["invoiced"] for line in order.lines}
    if any(invoiced[line.order_line_id] + sign * line.quantity < 0 for line in claimed):
        raise CreditedAlready(number=order.head["number"])
    _advance(
        uow, order, [(line.order_line_id, sign * line.quantity, sign * line.estimate) for line in claimed]
    )
    if credit:
        mark_credits(uow, order_id, covered="done", among=("done", "due"))
    elif any(owes_credit(line) for line in order.lines):
        mark_credits(uow, order_id, covered="none")


def _wanted(order: LockedOrder, quantities: Sequence[LineQuantity] | None, sign: int) -> dict[UUID, Decimal]:
    waiting = {
        line["id"]: max(sign * (line["received"] - line["returned"] - line["invoiced"]), ZERO)
        for line in order.lines
    }
    if not any(waiting.values()):
        raise NothingToInvoice(number=order.head["number"])
    if quantities is None:
        return waiting
    lines = {line["id"]: line for line in order.lines}
    wanted = summed((asked.line_id, asked_quantity(lines.get(asked.line_id), asked)) for asked in quantities)
    for line_id, quantity in wanted.items():
        if quantity > waiting[line_id]:
            raise InvoicesTooMuch(
                line=lines[line_id]["line_no"],
                wanted=number_text(quantity),
                available=number_text(waiting[line_id]),
            )
    return wanted


def _advance(uow: UnitOfWork, order: LockedOrder, changes: Sequence[tuple[UUID, Decimal, Decimal]]) -> None:
    uow.update_rows(
        PURCHASE_ORDER_LINE,
        [
            {"id": line_id, "invoiced": quantity, "invoiced_net": estimate}
            for line_id, quantity, estimate in changes
        ],
        assignments=("invoiced = t.invoiced + v.invoiced", "invoiced_net = t.invoiced_net + v.invoiced_net"),
    )
    now = summed((line_id, quantity) for line_id, quantity, _ in changes)
    reached = progress(
        (line["quantity"] - line["returned"], line["invoiced"] + now.get(line["id"], ZERO))
        for line in order.lines
    )
    uow.change(PURCHASE_ORDER.table, order.head["id"], {"invoice_state": reached})


def _documents(uow: UnitOfWork, order_id: UUID, *, credit: bool) -> list[UUID]:
    """The receipts of an order, or what was sent back of them: what its invoices hang on in the chain."""
    receipt, back = PURCHASE_RECEIPT.table, PURCHASE_RETURN.table
    query = select((back if credit else receipt).c.id).where(
        receipt.c.tenant_id == uow.tenant_id, receipt.c.order_id == order_id
    )
    if credit:
        joined = and_(back.c.tenant_id == receipt.c.tenant_id, back.c.receipt_id == receipt.c.id)
        query = query.join_from(receipt, back, joined)
    return [row["id"] for row in uow.rows(query.order_by((back if credit else receipt).c.id))]
