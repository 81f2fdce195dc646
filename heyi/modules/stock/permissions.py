"""What may be allowed with goods."""

from heyi.platform.access import permission

VIEW_STOCK = permission("stock.stock.view", "buyer", "sales", "warehouse", "accountant", "viewer")
VIEW_MOVE = permission("stock.move.view", "buyer", "warehouse", "accountant", "viewer")
RECEIVE = permission("stock.receipt.post", "warehouse", "accountant")
MANAGE_WAREHOUSE = permission("stock.warehouse.manage")
MANAGE_COSTING = permission("stock.costing.manage", "accountant")
