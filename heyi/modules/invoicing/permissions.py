"""What may be allowed with invoices."""

from heyi.platform.access import permission

VIEW_INVOICE = permission("invoicing.invoice.view", "sales", "accountant", "viewer")
EXPORT_INVOICE = permission("invoicing.invoice.export", "accountant")
CREATE_INVOICE = permission("invoicing.invoice.create", "sales", "accountant")
POST_INVOICE = permission("invoicing.invoice.post", "accountant")
CANCEL_INVOICE = permission("invoicing.invoice.cancel", "sales", "accountant")
