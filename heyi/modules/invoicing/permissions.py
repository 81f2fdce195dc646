"""What may be allowed with invoices."""

from heyi.platform.access import permission

_SALES = ("sales",)

VIEW_INVOICE = permission("invoicing.invoice.view", "sales", "accountant", "viewer", within=_SALES)
EXPORT_INVOICE = permission("invoicing.invoice.export", "accountant")
CREATE_INVOICE = permission(
    "invoicing.invoice.create", "sales", "accountant", on="sales_order", within=_SALES
)
POST_INVOICE = permission("invoicing.invoice.post", "accountant", on="sales_invoice")
CANCEL_INVOICE = permission(
    "invoicing.invoice.cancel", "sales", "accountant", on="sales_invoice", within=_SALES
)
