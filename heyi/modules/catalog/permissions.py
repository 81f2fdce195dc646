"""What may be allowed with the catalogue."""

from heyi.platform.access import permission

VIEW_PRODUCT = permission("catalog.product.view", "buyer", "sales", "warehouse", "accountant", "viewer")
CREATE_PRODUCT = permission("catalog.product.create", "buyer", "warehouse", "accountant")
UPDATE_PRODUCT = permission("catalog.product.update", "buyer", "warehouse", "accountant")
DELETE_PRODUCT = permission("catalog.product.delete")
IMPORT_PRODUCT = permission("catalog.product.import")
EXPORT_PRODUCT = permission("catalog.product.export")
MANAGE_UNIT = permission("catalog.unit.manage")
MANAGE_TAX_RATE = permission("catalog.tax_rate.manage", "accountant")
