"""Invoicing, for other modules."""

from heyi.modules.invoicing.actions.invoices import cancel_invoice, credit_return, invoice_order, post_invoice
from heyi.modules.invoicing.actions.settle import settle, unsettle
from heyi.modules.invoicing.contracts import Invoice, InvoiceStatus, OpenInvoice, Settling
from heyi.modules.invoicing.models import SALES_INVOICE, SETTLEMENT
from heyi.modules.invoicing.queries import get_invoice, list_open
from heyi.modules.invoicing.rules import RECEIVABLE

__all__ = [
    "RECEIVABLE",
    "SALES_INVOICE",
    "SETTLEMENT",
    "Invoice",
    "InvoiceStatus",
    "OpenInvoice",
    "Settling",
    "cancel_invoice",
    "credit_return",
    "get_invoice",
    "invoice_order",
    "list_open",
    "post_invoice",
    "settle",
    "unsettle",
]
