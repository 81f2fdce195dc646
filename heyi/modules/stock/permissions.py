"""What may be allowed with goods."""

from heyi.platform.access import permission

VIEW_STOCK = permission("stock.stock.view", "sales", "warehouse", "accountant", "viewer")
VIEW_MOVE = permission("stock.move.view", "warehouse", "accountant", "viewer")
RECEIVE = permission("stock.receipt.post", "warehouse", "accountant")
MANAGE_WAREHOUSE = permission("stock.warehouse.manage")
