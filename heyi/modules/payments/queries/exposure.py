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
    and how much of the posted ones fell due before a day. One statement, however much he bought."""
    place = {"tenant_id": uow.tenant_id, "company_id": uow.company_id, "party_id": party_id}
    his_invoices, his_receipts, his_orders = (
        and_(*(columns[name] == value for name, value in place.items())) for columns in (_I, _R, _O)
    )
    late = and_(
        his_invoices, _I.state == "posted", _I.kind != "credit_note", _I.open > 0, _I.due_on < due_before
    )
    left_of = case((_I.state == "posted", _I.open), else_=_I.gross) * case(
        (_I.kind == "credit_note", -1), else_=1
    )
    owed = select(_sum(left_of)).where(his_invoices, _I.state.in_(("posted", "draft")))
    advance = select(_sum(_R.advance)).where(his_receipts, _R.state == "posted")
    # A closed order delivers no more: of it only what left waits for an invoice.
    waits = case(
        (_O.state == "closed", func.greatest(_L.delivered - _L.settled, 0)), else_=_L.quantity - _L.settled
    )
    ordered = (
        select(_sum(func.round(_L.gross * waits / _L.quantity, 2)))
        .join(sales.SALES_ORDER.table, and_(_O.tenant_id == _L.tenant_id, _O.id == _L.order_id))
        .where(his_orders, _O.state.in_(("confirmed", "closed")))
    )
    row = uow.first(
        select(
            (owed.scalar_subquery() - advance.scalar_subquery()).label("owed"),
            ordered.scalar_subquery().label("ordered"),
            select(_sum(_I.open)).where(late).scalar_subquery().label("overdue"),
            select(func.min(_I.due_on)).where(late).scalar_subquery().label("oldest_due"),
        )
    )
    assert row is not None
    # What he paid ahead, or is given back, is not late: he does not owe it.
    overdue = max(min(row["overdue"], row["owed"]), ZERO)
    return sales.Exposure(
        owed=row["owed"],
        ordered=row["ordered"],
        overdue=overdue,
        oldest_due=row["oldest_due"] if overdue else None,
    )


def _sum(amount: ColumnElement[object]) -> ColumnElement[object]:
    return func.coalesce(func.sum(amount), 0)
