"""What invoicing may know and change of sales: which delivered or returned lines wait, and that they wait no longer."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.kit.quantity import summed
from heyi.modules.sales.contracts import Billable, BillableOrder
from heyi.modules.sales.errors import CreditedAlready, NothingToInvoice
from heyi.modules.sales.models import (
    DELIVERY,
    DELIVERY_LINE,
    SALES_ORDER,
    SALES_ORDER_LINE,
    SALES_RETURN,
    SALES_RETURN_LINE,
)
from heyi.modules.sales.queries.orders import lock_order
from heyi.modules.sales.rules import ZERO, own_price, progress
from heyi.platform.db.statement import Update
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_O, _OL, _D, _DL = SALES_ORDER.table, SALES_ORDER_LINE, DELIVERY.table, DELIVERY_LINE
_R, _RL = SALES_RETURN.table, SALES_RETURN_LINE


def claim_delivered(uow: UnitOfWork, order_id: UUID) -> BillableOrder:
    """Take every delivered line of an order that is on no invoice yet, less what came back, and mark it invoiced.

    Raises:
        NotFound: the order does not exist in this company.
        NothingToInvoice: nothing waits.
    """
    order = lock_order(uow, order_id)
    rows = uow.rows(
        select(_DL, _D.c.id.label("document_id"), _D.c.recognised, _D.c.delivered_on)
        .join(_D, and_(_D.c.tenant_id == _DL.c.tenant_id, _D.c.id == _DL.c.delivery_id))
        .where(
            _DL.c.tenant_id == uow.tenant_id,
            _D.c.order_id == order_id,
            _DL.c.invoiced.is_(False),
            _DL.c.returned < _DL.c.quantity,
        )
        .order_by(_D.c.id, _DL.c.line_no)
    )
    if not rows:
        raise NothingToInvoice(number=order.head["number"])
    ordered = {line["id"]: line for line in order.lines}
    lines = []
    for row in rows:
        line = ordered[row["order_line_id"]]
        net, tax = row["net"] - row["returned_net"], row["tax"] - row["returned_tax"]
        lines.append(
            Billable(
                line_id=row["id"],
                document_type="delivery",
                document_id=row["document_id"],
                order_line_id=line["id"],
                product_id=line["product_id"],
                product=line["product_name"],
                is_goods=line["is_goods"],
                recognised=row["recognised"] and line["is_goods"],
                quantity=row["quantity"] - row["returned"],
                unit_price=own_price(
                    line,
                    agreed=net + tax if order.head["prices_include_tax"] else net,
                    quantity=row["quantity"] - row["returned"],
                ),
                tax_code=line["tax_code"],
                tax_rate=line["tax_rate"],
                net=net,
                tax=tax,
                gross=net + tax,
                cost=row["cost"] - row["returned_cost"],
            )
        )
    uow.update_together(
        _mark([line.line_id for line in lines], invoiced=True),
        *_advance(order_id, [(line.order_line_id, line.quantity) for line in lines], order.lines),
    )
    left_on = (row["delivered_on"] for row, line in zip(rows, lines, strict=True) if line.recognised)
    return BillableOrder(
        order_id=order_id,
        party_id=order.head["party_id"],
        number=order.head["number"],
        lines=lines,
        recognised_on=max(left_on, default=None),
        payment_days=order.head["payment_days"] or 0,
    )


def unclaim_delivered(uow: UnitOfWork, order_id: UUID, claimed: Sequence[tuple[UUID, UUID, Decimal]]) -> None:
    """Let the delivery lines of a withdrawn invoice wait again: (delivery line, order line, quantity) of each.

    What came back of them meanwhile was invoiced to nobody, so it waits neither for an invoice nor for a credit note.

    Raises:
        CreditedAlready: what came back is on a credit note.
    """
    order = lock_order(uow, order_id)
    came_back = _forget_invoiced(uow, [delivery_line for delivery_line, _, _ in claimed])
    quantities = [
        (order_line, came_back.get(line, ZERO) - quantity) for line, order_line, quantity in claimed
    ]
    uow.update_together(
        _mark([delivery_line for delivery_line, _, _ in claimed], invoiced=False),
        *_advance(order_id, quantities, order.lines),
    )


def settle_returned(uow: UnitOfWork, order_id: UUID, quantities: Sequence[tuple[UUID, Decimal]]) -> None:
    """Let goods of these order lines that came back before their invoice wait for none."""
    uow.update_together(*_advance(order_id, quantities, lock_order(uow, order_id).lines))


def claim_returned(uow: UnitOfWork, return_id: UUID) -> BillableOrder:
    """Take the lines of a return that had been invoiced, and mark the return as credited.

    Raises:
        NotFound: the return does not exist in this company.
        NothingToInvoice: nothing of it was invoiced, or it is credited already.
    """
    head = _lock_return(uow, return_id)
    if head["credit_state"] != "due":
        raise NothingToInvoice(number=head["number"])
    rows = uow.rows(
        select(_RL, _OL.c.id.label("order_line_id"), *(_OL.columns[name] for name in _FROM_ORDER_LINE))
        .join(_DL, and_(_DL.c.tenant_id == _RL.c.tenant_id, _DL.c.id == _RL.c.delivery_line_id))
        .join(_OL, and_(_OL.c.tenant_id == _DL.c.tenant_id, _OL.c.id == _DL.c.order_line_id))
        .where(_RL.c.tenant_id == uow.tenant_id, _RL.c.return_id == return_id, _RL.c.was_invoiced)
        .order_by(_RL.c.line_no)
    )
    uow.change(_R, return_id, {"credit_state": "done"})
    lines = [
        Billable(
            line_id=row["id"],
            document_type="sales_return",
            document_id=return_id,
            order_line_id=row["order_line_id"],
            product=row["product_name"],
            unit_price=own_price(
                row,
                agreed=row["gross" if head["prices_include_tax"] else "net"],
                quantity=row["quantity"],
            ),
            recognised=head["recognised"] and row["is_goods"],
            **{name: row[name] for name in _SAME},
        )
        for row in rows
    ]
    return BillableOrder(
        order_id=head["order_id"],
        party_id=head["party_id"],
        number=head["number"],
        lines=lines,
        recognised_on=head["returned_on"] if any(line.recognised for line in lines) else None,
    )


def delivery_lines_of(uow: UnitOfWork, return_id: UUID) -> Sequence[UUID]:
    """The delivery lines that a return takes back."""
    query = select(_RL.c.delivery_line_id).where(
        _RL.c.tenant_id == uow.tenant_id, _RL.c.return_id == return_id
    )
    return [row["delivery_line_id"] for row in uow.rows(query)]


def delivery_lines_of_returns(uow: UnitOfWork, return_ids: Collection[UUID]) -> Sequence[tuple[UUID, UUID]]:
    """Each return with each delivery line that it takes back."""
    query = select(_RL.c.return_id, _RL.c.delivery_line_id).where(
        _RL.c.tenant_id == uow.tenant_id, _RL.c.return_id.in_(return_ids)
    )
    return [(row["return_id"], row["delivery_line_id"]) for row in uow.rows(query)]


def unclaim_returned(uow: UnitOfWork, return_id: UUID) -> None:
    """Let a return wait for its credit note again."""
    uow.change(_R, return_id, {"credit_state": "due"})


_FROM_ORDER_LINE = (
    "product_name",
    "is_goods",
    "unit_price",
    "head_discount",
    "unit_numerator",
    "unit_denominator",
    "tax_code",
    "tax_rate",
)
_SAME = (
    "product_id",
    "quantity",
    "net",
    "tax",
    "gross",
    "cost",
    "is_goods",
    "tax_code",
    "tax_rate",
)


def _lock_return(uow: UnitOfWork, return_id: UUID) -> RowMapping:
    """The return's head with its order's id; order before return, as whoever withdraws an invoice takes them."""
    place = (_R.c.tenant_id == uow.tenant_id, _R.c.company_id == uow.company_id, _R.c.id == return_id)
    delivery = and_(_D.c.tenant_id == _R.c.tenant_id, _D.c.id == _R.c.delivery_id)
    order = and_(_O.c.tenant_id == _D.c.tenant_id, _O.c.id == _D.c.order_id)
    head = uow.first(
        select(
            _R.c.number,
            _R.c.party_id,
            _R.c.credit_state,
            _R.c.recognised,
            _R.c.returned_on,
            _D.c.order_id,
            _O.c.prices_include_tax,
        )
        .join(_D, delivery)
        .join(_O, order)
        .where(*place)
        .with_for_update(of=(_O, _R))
    )
    if head is None:
        raise NotFound(what="record.sales_return")
    return head


def _forget_invoiced(uow: UnitOfWork, delivery_lines: Sequence[UUID]) -> dict[UUID, Decimal]:
    """How much of each delivery line came back as invoiced; from here on it came back before any invoice."""
    rows = uow.rows(
        select(
            _RL.c.id,
            _RL.c.delivery_line_id,
            _RL.c.quantity,
            _R.c.id.label("return_id"),
            _R.c.number,
            _R.c.credit_state,
        )
        .join(_R, and_(_R.c.tenant_id == _RL.c.tenant_id, _R.c.id == _RL.c.return_id))
        .where(
            _RL.c.tenant_id == uow.tenant_id, _RL.c.delivery_line_id.in_(delivery_lines), _RL.c.was_invoiced
        )
        .order_by(_R.c.id)
        .with_for_update(of=_R)
    )
    for row in rows:
        if row["credit_state"] == "done":
            raise CreditedAlready(number=row["number"])
    if rows:
        lines = [{"id": row["id"], "was_invoiced": False} for row in rows]
        uow.update_rows(SALES_RETURN_LINE, lines, assignments=("was_invoiced = v.was_invoiced",))
        returns = [
            {"id": return_id, "credit_state": "none"}
            for return_id in sorted({row["return_id"] for row in rows})
        ]
        uow.update_rows(_R, returns, assignments=("credit_state = v.credit_state",))
    return summed((row["delivery_line_id"], row["quantity"]) for row in rows)


def _mark(delivery_lines: Sequence[UUID], *, invoiced: bool) -> Update:
    rows = [{"id": line_id, "invoiced": invoiced} for line_id in delivery_lines]
    return Update(DELIVERY_LINE, rows, ("id",), ("invoiced = v.invoiced",))


def _advance(
    order_id: UUID, quantities: Sequence[tuple[UUID, Decimal]], order_lines: Sequence[Mapping[str, Any]]
) -> tuple[Update, Update]:
    now = summed(quantities)
    rows = [{"id": line_id, "settled": quantity} for line_id, quantity in now.items()]
    reached = progress(
        (line["quantity"], line["settled"] + now.get(line["id"], ZERO)) for line in order_lines
    )
    state = [{"id": order_id, "invoice_state": reached}]
    return (
        Update(SALES_ORDER_LINE, rows, ("id",), ("settled = t.settled + v.settled",)),
        Update(SALES_ORDER.table, state, ("id",), ("invoice_state = v.invoice_state",)),
    )
