"""Reads of invoices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, bindparam, select

from heyi.modules.invoicing.contracts import Invoice, InvoiceLine, InvoiceStatus, Named, OpenInvoice
from heyi.modules.invoicing.models import SALES_INVOICE, SALES_INVOICE_LINE
from heyi.modules.invoicing.permissions import CANCEL_INVOICE, POST_INVOICE, REVERSE_INVOICE
from heyi.modules.invoicing.queries.corrections import corrected_by
from heyi.modules.invoicing.states import OPENING, TRANSITIONS, InvoiceState
from heyi.modules.parties import api as parties
from heyi.modules.sales import api as sales
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_H, _L = SALES_INVOICE.table, SALES_INVOICE_LINE
_RECEIVE, _WRITE_OFF = "payments.receipt.post", "payments.write_off.post"
_NEEDS = {"post": POST_INVOICE, "cancel": CANCEL_INVOICE, "reverse": REVERSE_INVOICE}
_LINE_COLUMNS = (
    "id",
    "line_no",
    "source_line_id",
    "order_line_id",
    "product_id",
    "product_name",
    "is_goods",
    "recognised",
    "quantity",
    "unit_price",
    "tax_code",
    "tax_rate",
    "net",
    "tax",
    "gross",
    "cost",
)
# Lines of an invoice are never replaced, so the row of the head is all there is to lock.
_LOCK = (
    select(_H, *(_L.columns[name].label(f"line_{name}") for name in _LINE_COLUMNS))
    .outerjoin(
        _L,
        and_(
            _L.c.tenant_id == _H.c.tenant_id,
            _L.c.tenant_id == bindparam("tenant"),
            _L.c.invoice_id == _H.c.id,
        ),
    )
    .where(
        _H.c.tenant_id == bindparam("tenant"),
        _H.c.company_id == bindparam("company"),
        _H.c.id == bindparam("invoice"),
    )
    .order_by(_L.c.line_no)
    .with_for_update(of=_H)
)


@dataclass(frozen=True)
class LockedInvoice:
    """An invoice's head, held until the transaction ends, and its lines."""

    head: RowMapping
    lines: Sequence[Mapping[Any, Any]]


def lock_invoice(uow: UnitOfWork, invoice_id: UUID) -> LockedInvoice:
    """The invoice with its lines, its head locked.

    Raises:
        NotFound: it does not exist in this company.
    """
    rows = uow.rows(_LOCK, {"tenant": uow.tenant_id, "company": uow.company_id, "invoice": invoice_id})
    if not rows:
        raise NotFound(what="record.sales_invoice")
    lines = [{name: row[f"line_{name}"] for name in _LINE_COLUMNS} for row in rows if row["line_id"]]
    return LockedInvoice(rows[0], lines)


def status_of(uow: UnitOfWork, head: Mapping[Any, Any]) -> InvoiceStatus:
    """Where an invoice stands, with what this actor may do next."""
    names = ("id", "version", "number", "kind", "state", "net", "tax", "gross", "open")
    return InvoiceStatus(**{name: head[name] for name in names}, allowed_actions=_allowed(uow, head))


def get_invoice(uow: UnitOfWork, invoice_id: UUID) -> Invoice:
    """An invoice with its lines and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, order = parties.PARTY.table.c, sales.SALES_ORDER.table.c
    head = uow.first(
        select(_H, party.name.label("party"), order.number.label("order_number"))
        .join(parties.PARTY.table, and_(party.tenant_id == _H.c.tenant_id, party.id == _H.c.party_id))
        .outerjoin(
            sales.SALES_ORDER.table, and_(order.tenant_id == _H.c.tenant_id, order.id == _H.c.order_id)
        )
        .where(_H.c.tenant_id == uow.tenant_id, _H.c.company_id == uow.company_id, _H.c.id == invoice_id)
    )
    if head is None:
        raise NotFound(what="record.sales_invoice")
    shown = [_L.columns[name] for name in InvoiceLine.__dataclass_fields__ if name in _L.columns]
    lines = uow.rows(
        select(*shown, _L.c.product_name.label("product"))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.invoice_id == invoice_id)
        .order_by(_L.c.line_no)
    )
    names = (
        "id",
        "version",
        "number",
        "paper_number",
        "kind",
        "invoiced_on",
        "due_on",
        "state",
        "net",
        "tax",
        "gross",
        "settled",
        "open",
        "note",
    )
    return Invoice(
        **{name: head[name] for name in names},
        party=Named(head["party_id"], head["party"]),
        order=Named(head["order_id"], head["order_number"]) if head["order_id"] else None,
        corrects=corrected_by(uow, [invoice_id]).get(invoice_id, []) if head["kind"] == "credit_note" else [],
        allowed_actions=_allowed(uow, head),
        lines=[InvoiceLine(**line) for line in lines],
    )


def list_open(uow: UnitOfWork, party_id: UUID, record: Record = SALES_INVOICE) -> list[OpenInvoice]:
    """The party's posted invoices and credit notes that are not settled, oldest first, as far as one sees them.

    What he owed before Heyi kept the books stands among them, by its day on paper.
    """
    shape, own = shape_of(uow, record.name), record.table.c
    seen = access.rows(uow, shape) if uow.actor.may(shape.permissions.view) else []
    papers = own["paper_number" if "paper_number" in own else "supplier_number"].label("paper_number")
    plain = (name for name in OpenInvoice.__dataclass_fields__ if name != "paper_number")
    columns = [papers, *(own[name] for name in plain)]
    rows = uow.rows(
        select(*columns)
        .where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            own.party_id == party_id,
            own.state == InvoiceState.POSTED,
            own.open > 0,
            *seen,
        )
        .order_by(own.invoiced_on, own.id)
    )
    return [OpenInvoice(**row) for row in rows]


def verbs_of(head: Mapping[Any, Any], may: set[str]) -> list[str]:
    """Those of the verbs that change an invoice that its state allows."""
    verbs = [verb for (state, verb) in TRANSITIONS if state == head["state"] and verb in may]
    unsettled = (head["kind"], head["state"]) == (OPENING, InvoiceState.POSTED) and head["open"] == head[
        "gross"
    ]
    return [*verbs, *(["reverse"] if unsettled and "reverse" in may else [])]


def _allowed(uow: UnitOfWork, head: Mapping[Any, Any]) -> list[str]:
    reached = access.within_reach(uow, SALES_INVOICE, head["id"], _NEEDS.values())
    verbs = verbs_of(head, {verb for verb, need in _NEEDS.items() if need in reached})
    if head["state"] != InvoiceState.POSTED or not head["open"]:
        return verbs
    may = access.within_reach(uow, parties.PARTY, head["party_id"], [_RECEIVE, _WRITE_OFF])
    if head["kind"] == "credit_note":
        return [*verbs, *(["refund"] if _RECEIVE in may else [])]
    return [
        *verbs,
        *(verb for verb, need in (("receive", _RECEIVE), ("write_off", _WRITE_OFF)) if need in may),
    ]


def invoices_of_return(uow: UnitOfWork, return_id: UUID) -> list[UUID]:
    """The invoices on which what came back was, drafts among them."""
    line = SALES_INVOICE_LINE.c
    query = (
        select(_H.c.id)
        .join(SALES_INVOICE_LINE, and_(line.tenant_id == _H.c.tenant_id, line.invoice_id == _H.c.id))
        .where(
            _H.c.tenant_id == uow.tenant_id,
            _H.c.kind == "invoice",
            _H.c.state != InvoiceState.CANCELLED,
            line.source_line_id.in_(sales.delivery_lines_of(uow, return_id)),
        )
        .distinct()
        .order_by(_H.c.id)
    )
    return [row["id"] for row in uow.rows(query)]
