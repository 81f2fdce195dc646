"""Invoicing, for other modules."""

from heyi.modules.invoicing.actions.billing_rules import set_billing_rules
from heyi.modules.invoicing.actions.invoices import cancel_invoice, credit_return, invoice_order, post_invoice
from heyi.modules.invoicing.actions.landed import post_landed_cost, reverse_landed_cost
from heyi.modules.invoicing.actions.opening import (
    enter_old_debts,
    owe_for_bill,
    reverse_invoice,
    reverse_supplier_invoice,
    take_back_bill_debt,
)
from heyi.modules.invoicing.actions.roles import ROLES
from heyi.modules.invoicing.actions.settle import CUSTOMERS, SUPPLIERS, reopen, settle, settle_again, unsettle
from heyi.modules.invoicing.actions.supplier_invoices import (
    cancel_supplier_invoice,
    enter_supplier_invoice,
    post_supplier_invoice,
)
from heyi.modules.invoicing.actions.watching import before_credit
from heyi.modules.invoicing.contracts import (
    BillingRules,
    Estimates,
    Invoice,
    InvoiceStatus,
    LandedCost,
    LandedDraft,
    LandedLineDraft,
    LandedPosted,
    LandedShare,
    OldDebt,
    OpenInvoice,
    Settling,
    SupplierInvoice,
    SupplierInvoiceDraft,
    SupplierInvoiceStatus,
)
from heyi.modules.invoicing.models import (
    LANDED_COST,
    SALES_INVOICE,
    SETTLEMENT,
    SUPPLIER_INVOICE,
    SUPPLIER_SETTLEMENT,
)
from heyi.modules.invoicing.queries.billing_rules import billing_rules
from heyi.modules.invoicing.queries.corrections import corrected_by, supplier_credit_notes
from heyi.modules.invoicing.queries.invoices import get_invoice, list_open
from heyi.modules.invoicing.queries.landed import get_landed_cost, shares_of_product, shares_of_receipt
from heyi.modules.invoicing.queries.settled import settled_until
from heyi.modules.invoicing.queries.supplier_invoices import get_supplier_invoice
from heyi.modules.invoicing.queries.under_way import SHIPPED_GOODS
from heyi.modules.invoicing.rules import PAYABLE
from heyi.modules.sales.contracts import RECEIVABLE

__all__ = [
    "CUSTOMERS",
    "LANDED_COST",
    "PAYABLE",
    "RECEIVABLE",
    "ROLES",
    "SALES_INVOICE",
    "SETTLEMENT",
    "SHIPPED_GOODS",
    "SUPPLIERS",
    "SUPPLIER_INVOICE",
    "SUPPLIER_SETTLEMENT",
    "BillingRules",
    "Estimates",
    "Invoice",
    "InvoiceStatus",
    "LandedCost",
    "LandedDraft",
    "LandedLineDraft",
    "LandedPosted",
    "LandedShare",
    "OldDebt",
    "OpenInvoice",
    "Settling",
    "SupplierInvoice",
    "SupplierInvoiceDraft",
    "SupplierInvoiceStatus",
    "before_credit",
    "billing_rules",
    "cancel_invoice",
    "cancel_supplier_invoice",
    "corrected_by",
    "credit_return",
    "enter_old_debts",
    "enter_supplier_invoice",
    "get_invoice",
    "get_landed_cost",
    "get_supplier_invoice",
    "invoice_order",
    "list_open",
    "owe_for_bill",
    "post_invoice",
    "post_landed_cost",
    "post_supplier_invoice",
    "reopen",
    "reverse_invoice",
    "reverse_landed_cost",
    "reverse_supplier_invoice",
    "set_billing_rules",
    "settle",
    "settle_again",
    "settled_until",
    "shares_of_product",
    "shares_of_receipt",
    "supplier_credit_notes",
    "take_back_bill_debt",
    "unsettle",
]
