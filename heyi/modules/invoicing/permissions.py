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
# What was owed before Heyi kept the books was entered by mistake.
REVERSE_INVOICE = permission("invoicing.invoice.reverse", "accountant", on="sales_invoice")

VIEW_SUPPLIER_INVOICE = permission("invoicing.supplier_invoice.view", "buyer", "accountant", "viewer")
EXPORT_SUPPLIER_INVOICE = permission("invoicing.supplier_invoice.export", "accountant")
CREATE_SUPPLIER_INVOICE = permission(
    "invoicing.supplier_invoice.create", "buyer", "accountant", on="purchase_order"
)
POST_SUPPLIER_INVOICE = permission("invoicing.supplier_invoice.post", "accountant", on="supplier_invoice")
CANCEL_SUPPLIER_INVOICE = permission(
    "invoicing.supplier_invoice.cancel", "buyer", "accountant", on="supplier_invoice"
)
REVERSE_SUPPLIER_INVOICE = permission(
    "invoicing.supplier_invoice.reverse", "accountant", on="supplier_invoice"
)
VIEW_LANDED_COST = permission("invoicing.landed_cost.view", "buyer", "accountant", "viewer")
POST_LANDED_COST = permission("invoicing.landed_cost.post", "accountant")
REVERSE_LANDED_COST = permission("invoicing.landed_cost.reverse", "accountant", on="landed_cost")
VIEW_RULES = permission("invoicing.rules.view", "accountant", "viewer")
MANAGE_RULES = permission("invoicing.rules.manage", "accountant")
# Posting what is beyond the tolerances of the match.
OVERRIDE_MATCH = permission("invoicing.supplier_invoice.override", on="supplier_invoice")
