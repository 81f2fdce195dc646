"""Routes of invoices."""

from decimal import Decimal
from uuid import UUID

from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing import api
from heyi.modules.invoicing import permissions as may
from heyi.modules.invoicing.errors import SourceUnclear
from heyi.modules.invoicing.schemas import (
    BillingRulesBody,
    InvoiceBody,
    LandedBody,
    OverrideBody,
    ReversalBody,
    SupplierInvoiceBody,
)
from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api as purchasing
from heyi.modules.sales import api as sales
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("invoicing")

add_list_route(router, api.SALES_INVOICE)
add_reasons_route(router, api.SALES_INVOICE)
add_list_route(router, api.SUPPLIER_INVOICE)
add_reasons_route(router, api.SUPPLIER_INVOICE)
add_list_route(router, api.LANDED_COST)
add_reasons_route(router, api.LANDED_COST)


@router.post("/sales-invoices", permission=may.CREATE_INVOICE, answer=api.InvoiceStatus, status=201)
def create_sales_invoice(uow: UnitOfWork, body: InvoiceBody) -> api.InvoiceStatus:
    """Draft an invoice of an order's delivered goods, or a credit note of a return."""
    if body.order_id is not None and body.return_id is None:
        access.require_row(uow, sales.SALES_ORDER, body.order_id, may.CREATE_INVOICE, known=True)
        return api.invoice_order(uow, body.order_id, invoiced_on=body.invoiced_on)
    if body.return_id is not None and body.order_id is None:
        access.require_row(uow, sales.SALES_RETURN, body.return_id, may.CREATE_INVOICE, known=True)
        return api.credit_return(uow, body.return_id, invoiced_on=body.invoiced_on)
    raise SourceUnclear


@router.get("/sales-invoices/{invoice_id}", permission=may.VIEW_INVOICE, answer=api.Invoice)
def get_sales_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.Invoice:
    """An invoice or credit note with its lines."""
    access.require_row(uow, api.SALES_INVOICE, invoice_id, known=True)
    return api.get_invoice(uow, invoice_id)


@router.post("/sales-invoices/{invoice_id}/post", permission=may.POST_INVOICE, answer=api.InvoiceStatus)
def post_sales_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.InvoiceStatus:
    """Put the invoice into the books; from here on only a credit note corrects it."""
    access.require_row(uow, api.SALES_INVOICE, invoice_id, may.POST_INVOICE, known=True)
    return api.post_invoice(uow, invoice_id)


ledger.add_preview(router, "/sales-invoices/{invoice_id}/post", post_sales_invoice)


@router.post("/sales-invoices/{invoice_id}/cancel", permission=may.CANCEL_INVOICE, answer=api.InvoiceStatus)
def cancel_sales_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.InvoiceStatus:
    """Withdraw a draft."""
    access.require_row(uow, api.SALES_INVOICE, invoice_id, may.CANCEL_INVOICE, known=True)
    return api.cancel_invoice(uow, invoice_id)


@router.post("/sales-invoices/{invoice_id}/reverse", permission=may.REVERSE_INVOICE, answer=api.InvoiceStatus)
def reverse_sales_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.InvoiceStatus:
    """Take back what a customer owed before Heyi kept the books, while nothing of it is settled."""
    access.require_row(uow, api.SALES_INVOICE, invoice_id, may.REVERSE_INVOICE, known=True)
    return api.reverse_invoice(uow, invoice_id)


@router.post(
    "/supplier-invoices", permission=may.CREATE_SUPPLIER_INVOICE, answer=api.SupplierInvoiceStatus, status=201
)
def create_supplier_invoice(uow: UnitOfWork, body: SupplierInvoiceBody) -> api.SupplierInvoiceStatus:
    """Enter a supplier's invoice for what came in of an order, or his credit note for what went back."""
    access.require_row(uow, purchasing.PURCHASE_ORDER, body.order_id, may.CREATE_SUPPLIER_INVOICE, known=True)
    return api.enter_supplier_invoice(uow, body.draft())


@router.get(
    "/supplier-invoices/{invoice_id}", permission=may.VIEW_SUPPLIER_INVOICE, answer=api.SupplierInvoice
)
def get_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.SupplierInvoice:
    """A supplier's invoice with its lines and how it matches."""
    access.require_row(uow, api.SUPPLIER_INVOICE, invoice_id, known=True)
    return api.get_supplier_invoice(uow, invoice_id)


@router.post(
    "/supplier-invoices/{invoice_id}/post",
    permission=may.POST_SUPPLIER_INVOICE,
    answer=api.SupplierInvoiceStatus,
)
def post_supplier_invoice(uow: UnitOfWork, invoice_id: UUID, body: OverrideBody) -> api.SupplierInvoiceStatus:
    """Put the supplier's invoice into the books; beyond tolerance only with a reason of who may override."""
    access.require_row(uow, api.SUPPLIER_INVOICE, invoice_id, may.POST_SUPPLIER_INVOICE, known=True)
    return api.post_supplier_invoice(uow, invoice_id, reason=body.reason)


def try_supplier_invoice(uow: UnitOfWork, invoice_id: UUID, body: OverrideBody) -> api.SupplierInvoiceStatus:
    """Put the supplier's invoice into the books, also beyond tolerance: the invoice itself says what deviates."""
    access.require_row(uow, api.SUPPLIER_INVOICE, invoice_id, may.POST_SUPPLIER_INVOICE, known=True)
    return api.post_supplier_invoice(uow, invoice_id, reason=body.reason or "-", tried=True)


ledger.add_preview(router, "/supplier-invoices/{invoice_id}/post", try_supplier_invoice)


@router.post(
    "/supplier-invoices/{invoice_id}/cancel",
    permission=may.CANCEL_SUPPLIER_INVOICE,
    answer=api.SupplierInvoiceStatus,
)
def cancel_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.SupplierInvoiceStatus:
    """Withdraw the draft of a supplier's invoice."""
    access.require_row(uow, api.SUPPLIER_INVOICE, invoice_id, may.CANCEL_SUPPLIER_INVOICE, known=True)
    return api.cancel_supplier_invoice(uow, invoice_id)


@router.post(
    "/supplier-invoices/{invoice_id}/reverse",
    permission=may.REVERSE_SUPPLIER_INVOICE,
    answer=api.SupplierInvoiceStatus,
)
def reverse_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> api.SupplierInvoiceStatus:
    """Take back what was owed to a supplier before Heyi kept the books, while nothing of it is settled."""
    access.require_row(uow, api.SUPPLIER_INVOICE, invoice_id, may.REVERSE_SUPPLIER_INVOICE, known=True)
    return api.reverse_supplier_invoice(uow, invoice_id)


@router.get("/billing-rules", permission=may.VIEW_RULES, answer=api.BillingRules)
def get_billing_rules(uow: UnitOfWork) -> api.BillingRules:
    """How the company books what leaves a choice."""
    return api.billing_rules(uow)


@router.post("/billing-rules", permission=may.MANAGE_RULES, answer=api.BillingRules)
def set_billing_rules(uow: UnitOfWork, body: BillingRulesBody) -> api.BillingRules:
    """Book so from now on."""
    return api.set_billing_rules(uow, estimates=body.estimates, revenue_point=body.revenue_point)


@router.post("/landed-costs", permission=may.POST_LANDED_COST, answer=api.LandedPosted, status=201)
def post_landed_cost(uow: UnitOfWork, body: LandedBody) -> api.LandedPosted:
    """Spread what goods cost on their way over lines of receipts, and owe it to the supplier."""
    return api.post_landed_cost(uow, _landed(uow, body))


ledger.add_preview(router, "/landed-costs", post_landed_cost)


@router.ask("/landed-costs/shares", permission=may.POST_LANDED_COST, answer=api.LandedCost)
def landed_cost_shares(uow: UnitOfWork, body: LandedBody) -> api.LandedCost:
    """How it would be spread, line by line; nothing of it is kept."""
    found: list[api.LandedCost] = []

    def work() -> None:
        made = api.post_landed_cost(uow, _landed(uow, body))
        found.append(api.get_landed_cost(uow, made.id))

    uow.rehearse(work)
    return found[0]


@router.get("/landed-costs/{landed_cost_id}", permission=may.VIEW_LANDED_COST, answer=api.LandedCost)
def get_landed_cost(uow: UnitOfWork, landed_cost_id: UUID) -> api.LandedCost:
    """What goods cost on their way, how it was spread, and who is owed it."""
    access.require_row(uow, api.LANDED_COST, landed_cost_id, known=True)
    return api.get_landed_cost(uow, landed_cost_id)


@router.post(
    "/landed-costs/{landed_cost_id}/reverse", permission=may.REVERSE_LANDED_COST, answer=api.LandedPosted
)
def reverse_landed_cost(uow: UnitOfWork, landed_cost_id: UUID, body: ReversalBody) -> api.LandedPosted:
    """Take a spread cost back, by a document in red."""
    access.require_row(uow, api.LANDED_COST, landed_cost_id, may.REVERSE_LANDED_COST, known=True)
    return api.reverse_landed_cost(uow, landed_cost_id, reversed_on=body.reversed_on)


ledger.add_preview(router, "/landed-costs/{landed_cost_id}/reverse", reverse_landed_cost)


@router.get(
    "/purchase-receipts/{receipt_id}/landed-costs",
    permission=may.VIEW_LANDED_COST,
    answer=list[api.LandedShare],
)
def landed_costs_of_receipt(uow: UnitOfWork, receipt_id: UUID) -> list[api.LandedShare]:
    """What was put on the goods of a receipt."""
    access.require_row(uow, purchasing.PURCHASE_RECEIPT, receipt_id)
    return api.shares_of_receipt(uow, receipt_id)


@router.get(
    "/products/{product_id}/landed-costs", permission=may.VIEW_LANDED_COST, answer=list[api.LandedShare]
)
def landed_costs_of_product(uow: UnitOfWork, product_id: UUID) -> list[api.LandedShare]:
    """What was put on a product's goods."""
    access.require_row(uow, catalog.PRODUCT, product_id)
    return api.shares_of_product(uow, product_id)


def _landed(uow: UnitOfWork, body: LandedBody) -> api.LandedDraft:
    rate = catalog.tax_rate(uow, body.tax_code).rate if body.tax_code else Decimal(0)
    return body.draft(rate)
