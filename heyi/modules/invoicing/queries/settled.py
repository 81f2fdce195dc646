"""What was settled of each document that asked for money, by the end of a day."""

from datetime import date

from sqlalchemy import Select, and_, case, func, select, union_all

from heyi.modules.invoicing.models import SALES_INVOICE, SALES_INVOICE_LINE, SETTLEMENT
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork

_H, _L, _S, _D = SALES_INVOICE.table.c, SALES_INVOICE_LINE.c, SETTLEMENT.c, sales.DELIVERY_LINE.c
# What goods gave back that were revenue as they left is told by their return.
_ANSWERS = ("receipt", "write_off")


def settled_until(uow: UnitOfWork, day: date) -> Select[tuple[object, object]]:
    """By document (`matter`), the `amount` that allocations say was settled of it.

    It is the invoice; of what was revenue as it left it is the delivery, in their order where an invoice has many.
    """
    of_answers = func.coalesce(func.sum(_S.amount).filter(_S.source_type.in_(_ANSWERS)), 0)
    settled = (
        select(_S.invoice_id, func.sum(_S.amount).label("amount"), of_answers.label("answered"))
        .where(_S.tenant_id == uow.tenant_id, _S.company_id == uow.company_id, _S.occurred_on <= day)
        .group_by(_S.invoice_id)
        .cte("settled")
    )
    left = (
        select(_L.invoice_id, _D.delivery_id, func.sum(_L.gross).label("gross"))
        .join(sales.DELIVERY_LINE, and_(_D.tenant_id == _L.tenant_id, _D.id == _L.source_line_id))
        .join(SALES_INVOICE.table, and_(_H.tenant_id == _L.tenant_id, _H.id == _L.invoice_id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _H.company_id == uow.company_id,
            _H.kind == "invoice",
            _L.recognised,
        )
        .group_by(_L.invoice_id, _D.delivery_id)
        .cte("left_before")
    )
    reached = func.sum(left.c.gross).over(partition_by=left.c.invoice_id, order_by=left.c.delivery_id)
    whole = func.sum(left.c.gross).over(partition_by=left.c.invoice_id)
    spread = (
        select(
            left.c.delivery_id,
            left.c.gross,
            (reached - left.c.gross).label("earlier"),
            (settled.c.answered - (_H.gross - whole)).label("beyond"),
        )
        .join(settled, settled.c.invoice_id == left.c.invoice_id)
        .join(SALES_INVOICE.table, and_(_H.tenant_id == uow.tenant_id, _H.id == left.c.invoice_id))
        .cte("spread")
    )
    part = func.least(spread.c.gross, func.greatest(spread.c.beyond - spread.c.earlier, 0))
    both = union_all(
        select(settled.c.invoice_id.label("matter"), settled.c.amount),
        select(spread.c.delivery_id, part),
    ).subquery("of_matters")
    amount = func.sum(case((both.c.amount > 0, both.c.amount), else_=0)).label("amount")
    return select(both.c.matter, amount).group_by(both.c.matter)
