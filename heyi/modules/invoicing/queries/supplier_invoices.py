"""Reads of suppliers' invoices, and how they match what was ordered and received."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping, and_, bindparam, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.contracts import (
    Deviation,
    Named,
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierInvoiceStatus,
)
from heyi.modules.invoicing.models import LANDED_COST, SUPPLIER_INVOICE, SUPPLIER_INVOICE_LINE
from heyi.modules.invoicing.permissions import (
    CANCEL_SUPPLIER_INVOICE,
    CREATE_SUPPLIER_INVOICE,
    POST_SUPPLIER_INVOICE,
    REVERSE_SUPPLIER_INVOICE,
)
from heyi.modules.invoicing.queries.invoices import LockedInvoice, verbs_of
from heyi.modules.invoicing.queries.landed import named
from heyi.modules.invoicing.rules import ZERO, Asked, covered, deviations
from heyi.modules.invoicing.rules.kept import Paper, went_back
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.parties import api as parties
from heyi.modules.purchasing import api as purchasing
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_H, _L = SUPPLIER_INVOICE.table, SUPPLIER_INVOICE_LINE
_PAY = "payments.payment.post"
_NEEDS = {
    "post": POST_SUPPLIER_INVOICE,
    "cancel": CANCEL_SUPPLIER_INVOICE,
    "reverse": REVERSE_SUPPLIER_INVOICE,
}
_OL = purchasing.PURCHASE_ORDER_LINE.c
_LINE_COLUMNS = tuple(column.name for column in _L.columns if column.name not in ("tenant_id", "invoice_id"))
# How many of an order's line are on credit notes.
_NH, _NL = _H.alias("note"), _L.alias("noted")
_NOTED = (
    select(func.coalesce(func.sum(_NL.c.quantity), 0))
    .join(_NH, and_(_NH.c.tenant_id == _NL.c.tenant_id, _NH.c.id == _NL.c.invoice_id))
    .where(
        _NL.c.tenant_id == bindparam("tenant"),
        _NL.c.order_line_id == _L.c.order_line_id,
        _NH.c.kind == "credit_note",
        _NH.c.state != InvoiceState.CANCELLED,
    )
    .correlate(_L)
    .scalar_subquery()
)
# Lines of an invoice are never replaced, so the row of the head is all there is to lock.
_LOCK = (
    select(
        _H,
        *(_L.columns[name].label(f"line_{name}") for name in _LINE_COLUMNS),
        (_OL.invoiced + _NOTED - _OL.received + _OL.returned).label("line_not_kept"),
    )
    .outerjoin(
        _L,
        and_(
            _L.c.tenant_id == _H.c.tenant_id,
            _L.c.tenant_id == bindparam("tenant"),
            _L.c.invoice_id == _H.c.id,
        ),
    )
    .outerjoin(
        purchasing.PURCHASE_ORDER_LINE,
        and_(_OL.tenant_id == _L.c.tenant_id, _OL.id == _L.c.order_line_id),
    )
    .where(
        _H.c.tenant_id == bindparam("tenant"),
        _H.c.company_id == bindparam("company"),
        _H.c.id == bindparam("invoice"),
    )
    .order_by(_L.c.line_no)
    .with_for_update(of=_H)
)


def lock_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> LockedInvoice:
    """The supplier's invoice with its lines, its head locked.

    Of each line it is told how many of its order's line are on invoices and were `not_kept`.

    Raises:
        NotFound: it does not exist in this company.
    """
    rows = uow.rows(_LOCK, {"tenant": uow.tenant_id, "company": uow.company_id, "invoice": invoice_id})
    if not rows:
        raise NotFound(what="record.supplier_invoice")
    names = (*_LINE_COLUMNS, "not_kept")
    lines = [{name: row[f"line_{name}"] for name in names} for row in rows if row["line_id"]]
    return LockedInvoice(rows[0], lines)


def deviations_of(lines: Sequence[Mapping[Any, Any]]) -> list[Deviation]:
    """What the lines ask for beyond the tolerances of the three-way match."""
    names = ("net", "gross", "tax_rate", "ordered_net", "ordered_gross", "ordered_tax_rate")
    return [
        Deviation(
            line_no=line["line_no"],
            product=line["product_name"],
            rule=rule,
            ordered=ordered,
            asked=asked,
            tolerance=tolerance,
        )
        for line in lines
        for rule, ordered, asked, tolerance in deviations(Asked(**{name: line[name] for name in names}))
    ]


class KeptGoods(NamedTuple):
    """How many goods of an invoice's line were kept until its day, and which lines of receipts brought them.

    Of what had not come by that day no receipt is told.
    """

    quantity: Decimal
    receipts: Sequence[tuple[UUID, Decimal]]


def kept_goods(
    uow: UnitOfWork, invoice: LockedInvoice, line_ids: Collection[UUID]
) -> Mapping[UUID, KeptGoods]:
    """By line of the invoice, what of its goods was kept until its day; nothing of them goes back meanwhile.

    Invoices that were entered before it are for what came before, posted or not.
    """
    lines = [line for line in invoice.lines if line["id"] in line_ids]
    if not lines:
        return {}
    head, orders = invoice.head, {line["order_line_id"] for line in lines}
    came = purchasing.kept_of(uow, orders, head["invoiced_on"])
    query = (
        select(_L.c.order_line_id, _H.c.id, _H.c.kind, _L.c.quantity)
        .join(_H, and_(_H.c.tenant_id == _L.c.tenant_id, _H.c.id == _L.c.invoice_id))
        .where(
            _L.c.tenant_id == uow.tenant_id,
            _L.c.order_line_id.in_(sorted(orders)),
            _H.c.state != InvoiceState.CANCELLED,
        )
        .order_by(_H.c.id)
    )
    papers: dict[UUID, list[RowMapping]] = defaultdict(list)
    for row in uow.rows(query):
        papers[row["order_line_id"]].append(row)
    return {
        line["id"]: _kept(head, papers[line["order_line_id"]], came.get(line["order_line_id"], ()))
        for line in lines
    }


def _kept(head: RowMapping, papers: Sequence[RowMapping], came: Sequence[purchasing.KeptLine]) -> KeptGoods:
    back = went_back(
        [Paper(row["quantity"], row["kind"] == "credit_note") for row in papers],
        sum((line.quantity for line in came), ZERO),
    )
    kept = [
        (row["id"], row["quantity"] - gone)
        for row, gone in zip(papers, back, strict=True)
        if row["kind"] != "credit_note"
    ]
    before = sum((quantity for paper_id, quantity in kept if paper_id < head["id"]), ZERO)
    own = next(quantity for paper_id, quantity in kept if paper_id == head["id"])
    there = [(line.line_id, line.quantity) for line in came if line.received_on <= head["invoiced_on"]]
    return KeptGoods(own, covered(there, before, own))


def supplier_status_of(uow: UnitOfWork, head: Mapping[Any, Any]) -> SupplierInvoiceStatus:
    """Where a supplier's invoice stands, with what this actor may do next."""
    names = set(SupplierInvoiceStatus.__dataclass_fields__) - {"allowed_actions"}
    return SupplierInvoiceStatus(**{name: head[name] for name in names}, allowed_actions=_allowed(uow, head))


def get_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> SupplierInvoice:
    """A supplier's invoice with its lines, how it matches, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, order = parties.PARTY.table.c, purchasing.PURCHASE_ORDER.table.c
    landed, product, unit = LANDED_COST.table.c, catalog.PRODUCT.table.c, catalog.UNIT.table.c
    head = uow.first(
        select(
            _H,
            party.name.label("party"),
            order.number.label("order_number"),
            landed.number.label("landed_cost"),
        )
        .join(parties.PARTY.table, and_(party.tenant_id == _H.c.tenant_id, party.id == _H.c.party_id))
        .outerjoin(
            purchasing.PURCHASE_ORDER.table,
            and_(order.tenant_id == _H.c.tenant_id, order.id == _H.c.order_id),
        )
        .outerjoin(
            LANDED_COST.table,
            and_(landed.tenant_id == _H.c.tenant_id, landed.id == _H.c.landed_cost_id),
        )
        .where(_H.c.tenant_id == uow.tenant_id, _H.c.company_id == uow.company_id, _H.c.id == invoice_id)
    )
    if head is None:
        raise NotFound(what="record.supplier_invoice")
    lines = uow.rows(
        select(*(_L.columns[name] for name in _LINE_COLUMNS), unit.name.label("unit"))
        .join(
            catalog.PRODUCT.table,
            and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id),
        )
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.invoice_id == invoice_id)
        .order_by(_L.c.line_no)
    )
    made = {"party", "order", "landed_cost", "deviations", "allowed_actions", "lines"}
    shown = set(SupplierInvoiceLine.__dataclass_fields__) - {"product"}
    return SupplierInvoice(
        **{name: head[name] for name in SupplierInvoice.__dataclass_fields__ if name not in made},
        party=Named(head["party_id"], head["party"]),
        order=named(head["order_id"], head["order_number"]),
        landed_cost=named(head["landed_cost_id"], head["landed_cost"]),
        deviations=deviations_of(lines),
        allowed_actions=[*_allowed(uow, head), *(["enter_credit"] if _credit_is_due(uow, head) else [])],
        lines=[
            SupplierInvoiceLine(product=line["product_name"], **{name: line[name] for name in shown})
            for line in lines
        ],
    )


def _allowed(uow: UnitOfWork, head: Mapping[Any, Any]) -> list[str]:
    reached = access.within_reach(uow, SUPPLIER_INVOICE, head["id"], _NEEDS.values())
    verbs = verbs_of(head, {verb for verb, need in _NEEDS.items() if need in reached})
    is_open = head["state"] == InvoiceState.POSTED and head["open"]
    may_pay = is_open and access.within_reach(uow, parties.PARTY, head["party_id"], [_PAY])
    return [*verbs, *(["collect" if head["kind"] == "credit_note" else "pay"] if may_pay else [])]


def _credit_is_due(uow: UnitOfWork, head: Mapping[Any, Any]) -> bool:
    """Whether goods of the order that this invoice is for went back, and the supplier owes a credit note for them."""
    is_blue = head["kind"] == "invoice" and head["state"] == InvoiceState.POSTED
    if not is_blue or head["order_id"] is None or not uow.actor.may(CREATE_SUPPLIER_INVOICE):
        return False
    back, receipt = purchasing.PURCHASE_RETURN.table.c, purchasing.PURCHASE_RECEIPT.table.c
    due = (
        select(back.id)
        .join(
            purchasing.PURCHASE_RECEIPT.table,
            and_(receipt.tenant_id == back.tenant_id, receipt.id == back.receipt_id),
        )
        .where(
            back.tenant_id == uow.tenant_id,
            receipt.order_id == head["order_id"],
            back.credit_state == "due",
        )
        .limit(1)
    )
    return uow.first(due) is not None
