"""Which invoices credit notes correct (红字发票 and the blue one it is for)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.invoicing.contracts import Named
from heyi.modules.invoicing.models import SALES_INVOICE, SALES_INVOICE_LINE, SUPPLIER_INVOICE
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork

_H, _L, _S = SALES_INVOICE.table.c, SALES_INVOICE_LINE.c, SUPPLIER_INVOICE.table.c
_CREDIT_NOTE = "credit_note"


def corrected_by(uow: UnitOfWork, invoices: Collection[UUID]) -> Mapping[UUID, list[Named]]:
    """Those of a customer's papers that are credit notes, each with the posted invoices of what came back."""
    notes = uow.rows(
        select(_H.id, _H.return_id).where(
            _H.tenant_id == uow.tenant_id, _H.id.in_(invoices), _H.kind == _CREDIT_NOTE
        )
    )
    returns = {row["return_id"]: row["id"] for row in notes if row["return_id"] is not None}
    found: dict[UUID, list[Named]] = {row["id"]: [] for row in notes}
    if not returns:
        return found
    of_line: dict[UUID, list[UUID]] = {}
    for return_id, line_id in sales.delivery_lines_of_returns(uow, list(returns)):
        of_line.setdefault(line_id, []).append(returns[return_id])
    lines = (
        select(_L.source_line_id, _H.id, _H.number)
        .join(SALES_INVOICE.table, and_(_H.tenant_id == _L.tenant_id, _H.id == _L.invoice_id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.source_line_id.in_(of_line),
            _H.kind == "invoice",
            _H.state == InvoiceState.POSTED,
        )
        .order_by(_H.id)
    )
    for row in uow.rows(lines):
        blue = Named(row["id"], row["number"])
        for note_id in of_line[row["source_line_id"]]:
            if blue not in found[note_id]:
                found[note_id].append(blue)
    return found


def supplier_credit_notes(uow: UnitOfWork, invoices: Collection[UUID]) -> frozenset[UUID]:
    """Those of a supplier's papers that are credit notes."""
    if not invoices:
        return frozenset()
    query = select(_S.id).where(_S.tenant_id == uow.tenant_id, _S.id.in_(invoices), _S.kind == _CREDIT_NOTE)
    return frozenset(row["id"] for row in uow.rows(query))
