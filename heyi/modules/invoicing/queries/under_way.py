"""Goods that left and wait for their invoice (发出商品): by which documents, and what of them was invoiced."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from heyi.kit.dates import Period
from heyi.modules.invoicing.models import SALES_INVOICE, SALES_INVOICE_LINE, SHIPPED_CHANGE
from heyi.modules.invoicing.rules.waited import Change
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.ledger import api as ledger
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform.unit_of_work import UnitOfWork

_H, _L, _C = SALES_INVOICE.table.c, SALES_INVOICE_LINE.c, SHIPPED_CHANGE.c
# Goods wait until an invoice of theirs is posted, whether or not a draft names them.
_WAITING = (
    "SELECT d.id, d.quantity, d.quantity - d.returned, COALESCE(sum(c.amount), 0), "
    "COALESCE(sum(c.amount) FILTER (WHERE NOT c.of_move), 0) "
    "FROM unnest(%s::uuid[]) AS v(id) JOIN delivery_line d ON d.tenant_id = %s AND d.id = v.id "
    "JOIN delivery h ON h.tenant_id = d.tenant_id AND h.id = d.delivery_id AND NOT h.recognised "
    "LEFT JOIN shipped_change c ON c.tenant_id = d.tenant_id AND c.delivery_line_id = d.id "
    "WHERE NOT EXISTS (SELECT 1 FROM sales_invoice_line l JOIN sales_invoice i ON i.tenant_id = l.tenant_id "
    "AND i.id = l.invoice_id AND i.state = 'posted' WHERE l.tenant_id = d.tenant_id AND l.source_line_id = d.id) "
    "GROUP BY d.tenant_id, d.id, d.quantity, d.returned ORDER BY d.id"
)


class ShippedGoods:
    """What a company sold whose revenue comes with the invoice: its goods are cost no sooner."""

    def waits(self, uow: UnitOfWork, document_id: ColumnElement[UUID]) -> ColumnElement[bool]:
        """Deliveries and returns that were no revenue as their goods moved: looked up one by one, by their key."""
        return or_(
            *(
                select(own.id)
                .where(own.tenant_id == uow.tenant_id, own.id == document_id, ~own.recognised)
                .exists()
                for own in (sales.DELIVERY.table.c, sales.SALES_RETURN.table.c)
            )
        )

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

    def waiting_lines(self, uow: UnitOfWork, line_ids: Collection[UUID]) -> Mapping[UUID, stock.WaitingLine]:
        """Lines of deliveries that are on no posted invoice."""
        uow.flush()
        account = ledger.accounts(uow).of(sales.SHIPPED)
        return {
            line_id: stock.WaitingLine(
                account=account, quantity=quantity, kept=kept, corrected=corrected, shares=shares
            )
            for line_id, quantity, kept, corrected, shares in uow.driver_rows(
                _WAITING, (sorted(line_ids), uow.tenant_id)
            )
        }

    def note_changes(
        self, uow: UnitOfWork, source: tuple[str, UUID, str], changes: Sequence[stock.CostChange]
    ) -> None:
        """Keep what goods that wait turned out to cost, for their invoice."""
        source_type, source_id, source_number = source
        uow.insert(
            SHIPPED_CHANGE,
            *(
                {
                    "id": uow.new_id(),
                    "company_id": uow.company_id,
                    "delivery_line_id": change.line_id,
                    "product_id": change.product_id,
                    "occurred_on": change.occurred_on,
                    "amount": change.amount,
                    "of_move": change.of_move,
                    "source_type": source_type,
                    "source_id": source_id,
                    "source_number": source_number,
                }
                for change in changes
            ),
        )

    def changed(
        self, uow: UnitOfWork, period: Period, products: Collection[UUID]
    ) -> Sequence[stock.BecameCost]:
        """What goods that wait turned out to cost, less what their invoices made cost of it."""
        early = func.coalesce(func.sum(_C.amount).filter(_C.occurred_on < period.first_day), 0)
        rows = uow.rows(
            select(_C.product_id, early.label("early"), func.sum(_C.amount).label("all"))
            .where(
                _C.tenant_id == uow.tenant_id,
                _C.company_id == uow.company_id,
                _C.product_id.in_(products),
                _C.occurred_on <= period.last_day,
            )
            .group_by(_C.product_id)
        )
        return [
            stock.BecameCost(
                product_id=row["product_id"],
                account="",
                before=row["early"],
                within=row["all"] - row["early"],
            )
            for row in rows
        ]


SHIPPED_GOODS = ShippedGoods()


def changes_of(uow: UnitOfWork, delivery_lines: Collection[UUID]) -> Mapping[UUID, Sequence[Change]]:
    """What goods of these lines turned out to cost while they waited, in the order in which it was found.

    The pools of their products are locked.
    """
    rows = uow.rows(
        select(_C.delivery_line_id, _C.occurred_on, _C.amount, _C.source_type)
        .where(_C.tenant_id == uow.tenant_id, _C.delivery_line_id.in_(delivery_lines))
        .order_by(_C.id)
    )
    found: dict[UUID, list[Change]] = defaultdict(list)
    for row in rows:
        change = Change(row["occurred_on"], row["amount"], row["source_type"] == "sales_return")
        found[row["delivery_line_id"]].append(change)
    return found
