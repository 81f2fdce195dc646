"""Invoicing, for other modules."""

from heyi.modules.invoicing.actions.invoices import cancel_invoice, credit_return, invoice_order, post_invoice
from heyi.modules.invoicing.actions.roles import ROLES
from heyi.modules.invoicing.actions.settle import CUSTOMERS, SUPPLIERS, settle, unsettle
from heyi.modules.invoicing.actions.supplier_invoices import (
    cancel_supplier_invoice,
    enter_supplier_invoice,
    post_supplier_invoice,
)
from heyi.modules.invoicing.contracts import (
    Invoice,
    InvoiceStatus,
    OpenInvoice,
    Settling,
    SupplierInvoice,
    SupplierInvoiceDraft,
    SupplierInvoiceStatus,
)
from heyi.modules.invoicing.models import SALES_INVOICE, SETTLEMENT, SUPPLIER_INVOICE
from heyi.modules.invoicing.queries.invoices import get_invoice, list_open
from heyi.modules.invoicing.queries.supplier_invoices import get_supplier_invoice
from heyi.modules.invoicing.rules import PAYABLE, RECEIVABLE

__all__ = [
    "CUSTOMERS",
    "PAYABLE",
    "RECEIVABLE",
    "ROLES",
    "SALES_INVOICE",
    "SETTLEMENT",
    "SUPPLIERS",
    "SUPPLIER_INVOICE",
    "Invoice",
    "InvoiceStatus",
    "OpenInvoice",
    "Settling",
    "SupplierInvoice",
    "SupplierInvoiceDraft",
    "SupplierInvoiceStatus",
    "cancel_invoice",
    "cancel_supplier_invoice",
    "credit_return",
    "enter_supplier_invoice",
    "get_invoice",
    "get_supplier_invoice",
    "invoice_order",
    "list_open",
    "post_invoice",
    "post_supplier_invoice",
    "settle",
    "unsettle",
]
