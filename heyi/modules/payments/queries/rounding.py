"""Small remainders that are let go (抹零): up to how much, and which hang on receipts and orders."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.payments.contracts import LossReason, PaymentRules, Tail
from heyi.modules.payments.errors import RoundingAlone, RoundingLeavesRest, RoundingTooMuch
from heyi.modules.payments.models import PAYMENT_RULES, RECEIPT_TAIL, WRITE_OFF, WRITE_OFF_LINE
from heyi.modules.payments.rules import USUAL_ROUNDING_LIMIT, ZERO
from heyi.modules.payments.states import WriteOffState
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_W, _L, _T = WRITE_OFF.table.c, WRITE_OFF_LINE.c, RECEIPT_TAIL.c


def payment_rules(uow: UnitOfWork) -> PaymentRules:
    """What the company chose; until it does, remainders of up to ten are let go."""

    def load() -> Decimal:
        own = PAYMENT_RULES.c
        mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
        found = uow.scalar(select(own.rounding_limit).where(*mine))
        return USUAL_ROUNDING_LIMIT if found is None else Decimal(found)

    return PaymentRules(uow.settled("payments.rounding_limit", load))


def require_small(uow: UnitOfWork, papers: Sequence[Mapping[UUID, Decimal]]) -> None:
    """Refuse to let go more of an invoice than the company allows, with what was let go of it before, or less than is
    left of it: the papers have settled their invoices already.

    Raises:
        RoundingAlone: one is of several invoices.
        RoundingTooMuch: one is more.
        RoundingLeavesRest: something stays open.
    """
    if any(len(parts) > 1 for parts in papers):
        raise RoundingAlone
    if not papers:
        return
    parts = {invoice_id: amount for paper in papers for invoice_id, amount in paper.items()}
    invoice, limit = invoicing.SALES_INVOICE.table.c, payment_rules(uow).rounding_limit
    before = (
        select(func.coalesce(func.sum(_L.amount), ZERO))
        .join(WRITE_OFF.table, and_(_W.tenant_id == _L.tenant_id, _W.id == _L.write_off_id))
        .where(
            _L.tenant_id == invoice.tenant_id,
            _L.invoice_id == invoice.id,
            _W.reason == LossReason.ROUNDING,
            _W.state == WriteOffState.POSTED,
        )
    )
    query = (
        select(invoice.id, invoice.number, invoice.open, before.scalar_subquery().label("before"))
        .where(invoice.tenant_id == uow.tenant_id, invoice.id.in_(parts))
        .order_by(invoice.id)
    )
    for row in uow.rows(query):
        amount = parts[row["id"]]
        wanted = row["before"] + amount
        if wanted > limit:
            raise RoundingTooMuch(wanted=number_text(wanted), limit=number_text(limit))
        if row["open"]:
            raise RoundingLeavesRest(
                number=row["number"], wanted=number_text(amount), left=number_text(row["open"])
            )


def tails_with(uow: UnitOfWork, receipt_id: UUID) -> list[Tail]:
    """What was let go as this money came, invoice by invoice, also where it is taken back."""
    invoice = invoicing.SALES_INVOICE.table.c
    query = (
        select(
            _W.id,
            _W.number,
            _W.state,
            _L.invoice_id,
            func.coalesce(invoice.number, invoice.paper_number).label("invoice"),
            _L.amount,
        )
        .join(WRITE_OFF.table, and_(_W.tenant_id == _T.tenant_id, _W.id == _T.write_off_id))
        .join(WRITE_OFF_LINE, and_(_L.tenant_id == _W.tenant_id, _L.write_off_id == _W.id))
        .join(
            invoicing.SALES_INVOICE.table,
            and_(invoice.tenant_id == _L.tenant_id, invoice.id == _L.invoice_id),
        )
        .where(_T.tenant_id == uow.tenant_id, _T.receipt_id == receipt_id)
        .order_by(_W.id)
    )
    return [Tail(**row) for row in uow.rows(query)]


def small_remainders(uow: UnitOfWork, write_offs: Collection[UUID]) -> frozenset[UUID]:
    """Those of the papers that let a small remainder go; the others are bad debts."""
    if not write_offs:
        return frozenset()
    query = select(_W.id).where(
        _W.tenant_id == uow.tenant_id, _W.id.in_(write_offs), _W.reason == LossReason.ROUNDING
    )
    return frozenset(row["id"] for row in uow.rows(query))


def tails_of_receipt(uow: UnitOfWork, receipt_id: UUID) -> list[UUID]:
    """What was let go as this money came and still stands."""
    query = (
        select(_T.write_off_id)
        .join(WRITE_OFF.table, and_(_W.tenant_id == _T.tenant_id, _W.id == _T.write_off_id))
        .where(_T.tenant_id == uow.tenant_id, _T.receipt_id == receipt_id, _W.state == WriteOffState.POSTED)
        .order_by(_T.write_off_id)
    )
    return [row["write_off_id"] for row in uow.rows(query)]


def tails_of_order(uow: UnitOfWork, order_id: UUID) -> list[tuple[UUID, date]]:
    """What was let go of an order's invoices and still stands, each with its day."""
    invoice = invoicing.SALES_INVOICE.table.c
    query = (
        select(_W.id, _W.occurred_on)
        .join(WRITE_OFF_LINE, and_(_L.tenant_id == _W.tenant_id, _L.write_off_id == _W.id))
        .join(
            invoicing.SALES_INVOICE.table,
            and_(invoice.tenant_id == _L.tenant_id, invoice.id == _L.invoice_id),
        )
        .where(
            _W.tenant_id == uow.tenant_id,
            _W.company_id == uow.company_id,
            _W.reason == LossReason.ROUNDING,
            _W.state == WriteOffState.POSTED,
            invoice.order_id == order_id,
        )
        .order_by(_W.id)
    )
    return [(row["id"], row["occurred_on"]) for row in uow.rows(query)]
