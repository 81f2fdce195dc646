"""Goods that left and wait for their invoice (发出商品): by which documents, and what of them was invoiced."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, select, union_all

from heyi.kit.dates import Period
from heyi.modules.invoicing.models import SALES_INVOICE, SALES_INVOICE_LINE
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.ledger import api as ledger
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform.unit_of_work import UnitOfWork

_H, _L = SALES_INVOICE.table.c, SALES_INVOICE_LINE.c


class ShippedGoods:
    """What a company sold whose revenue comes with the invoice: its goods are cost no sooner."""

    def documents(self, uow: UnitOfWork) -> Select[Any]:
        """Deliveries and returns that were no revenue as their goods moved."""
        parts = (
            select(own.id).where(
                own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, ~own.recognised
            )
            for own in (sales.DELIVERY.table.c, sales.SALES_RETURN.table.c)
        )
        return select(union_all(*parts).subquery("shipped").c.id)

    def became_cost(
        self, uow: UnitOfWork, period: Period, products: Collection[UUID]
    ) -> Sequence[stock.BecameCost]:
        """The cost of posted invoices less that of credit notes, by the account it went to."""
        cost = case((_H.kind == "credit_note", -_L.cost), else_=_L.cost)
        early = func.coalesce(func.sum(cost).filter(_H.invoiced_on < period.first_day), 0)
        rows = uow.rows(
            select(_L.product_id, _L.tax_code, early.label("early"), func.sum(cost).label("all"))
            .join(SALES_INVOICE.table, and_(_H.tenant_id == _L.tenant_id, _H.id == _L.invoice_id))
            .where(
                _L.tenant_id == uow.tenant_id,
                _H.company_id == uow.company_id,
                _H.state == InvoiceState.POSTED,
                _H.invoiced_on <= period.last_day,
                _L.product_id.in_(products),
                _L.is_goods,
                ~_L.recognised,
            )
            .group_by(_L.product_id, _L.tax_code)
        )
        rules = ledger.accounts(uow, products)
        return [
            stock.BecameCost(
                product_id=row["product_id"],
                account=rules.of(sales.COST_OF_GOODS, product_id=row["product_id"], tax_code=row["tax_code"]),
                before=row["early"],
                within=row["all"] - row["early"],
            )
            for row in rows
        ]
