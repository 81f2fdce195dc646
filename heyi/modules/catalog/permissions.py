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
MANAGE_CATEGORY = permission("catalog.category.manage", "buyer", "warehouse", "accountant")
MANAGE_ATTRIBUTE = permission("catalog.attribute.manage", "buyer", "warehouse")
VIEW_PRICE_LIST = permission("catalog.price_list.view", "sales", "accountant", "viewer")
MANAGE_PRICE_LIST = permission("catalog.price_list.manage", "sales_head")
VIEW_SUPPLIER_PRODUCT = permission("catalog.supplier_product.view", "buyer", "accountant", "viewer")
MANAGE_SUPPLIER_PRODUCT = permission("catalog.supplier_product.manage", "buyer")
