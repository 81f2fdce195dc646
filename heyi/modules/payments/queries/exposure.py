"""What a company would lose if a customer never paid."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.payments.models import RECEIPT
from heyi.modules.payments.rules import ZERO
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork

_I, _R = invoicing.SALES_INVOICE.table.c, RECEIPT.table.c
_O, _L = sales.SALES_ORDER.table.c, sales.SALES_ORDER_LINE.c


def exposure(uow: UnitOfWork, party_id: UUID, due_before: date) -> sales.Exposure:
    """What a customer owes on invoices, drafts among them, less what he paid ahead; what he ordered that is on none;
    and how much of the posted ones fell due before a day. One statement, of what is still open."""
    place = {"tenant_id": uow.tenant_id, "company_id": uow.company_id, "party_id": party_id}
    his_invoices, his_receipts, his_orders = (
        and_(*(columns[name] == value for name, value in place.items())) for columns in (_I, _R, _O)
    )
    open_now = and_(his_invoices, _I.state == "posted", _I.open > 0)
    asks, gives = _I.kind != "credit_note", _I.kind == "credit_note"
    late = and_(open_now, asks, _I.due_on < due_before)
    owed = select(_sum(_I.open)).where(open_now, asks)
    # A draft is as good as owed; a credit note counts once it is posted.
    drafted = select(_sum(_I.gross)).where(his_invoices, asks, _I.state == "draft")
    given_back = select(_sum(_I.open)).where(open_now, gives)
    advance = select(_sum(_R.advance)).where(his_receipts, _R.state == "posted")
    # A closed order delivers no more: of it only what left waits for an invoice.
    waits = case(
        (_O.state == "closed", func.greatest(_L.delivered - _L.settled, 0)), else_=_L.quantity - _L.settled
    )
    ordered = (
        select(_sum(func.round(_L.gross * waits / _L.quantity, 2)))
        .join(sales.SALES_ORDER.table, and_(_O.tenant_id == _L.tenant_id, _O.id == _L.order_id))
        .where(his_orders, _O.state.in_(("confirmed", "closed")), _O.invoice_state != "full")
    )
    row = uow.first(
        select(
            owed.scalar_subquery().label("owed"),
            drafted.scalar_subquery().label("drafted"),
            given_back.scalar_subquery().label("given_back"),
            advance.scalar_subquery().label("advance"),
            ordered.scalar_subquery().label("ordered"),
            select(_sum(_I.open)).where(late).scalar_subquery().label("overdue"),
            select(func.min(_I.due_on)).where(late).scalar_subquery().label("oldest_due"),
        )
    )
    assert row is not None
    # What he paid ahead, or is given back, is for what he owes longest: that is not late.
    in_hand = row["advance"] + row["given_back"]
    overdue = max(row["overdue"] - in_hand, ZERO)
    return sales.Exposure(
        owed=row["owed"] + row["drafted"] - in_hand,
        ordered=row["ordered"],
        overdue=overdue,
        oldest_due=row["oldest_due"] if overdue else None,
    )


def _sum(amount: ColumnElement[object]) -> ColumnElement[object]:
    return func.coalesce(func.sum(amount), 0)
