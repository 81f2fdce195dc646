"""What may be allowed with goods."""

from heyi.platform.access import permission

VIEW_STOCK = permission("stock.stock.view", "buyer", "sales", "warehouse", "accountant", "viewer")
VIEW_MOVE = permission("stock.move.view", "buyer", "warehouse", "accountant", "viewer")
RECEIVE = permission("stock.receipt.post", "warehouse", "accountant")
REVERSE_RECEIPT = permission("stock.receipt.reverse", "accountant", on="stock_receipt")
ISSUE = permission("stock.issue.post", "warehouse", "accountant")
REVERSE_ISSUE = permission("stock.issue.reverse", "accountant", on="stock_issue")
SETTLE_GAIN = permission("stock.receipt.settle", "accountant", on="stock_receipt")
SETTLE_LOSS = permission("stock.issue.settle", "accountant", on="stock_issue")
CREATE_TRANSFER = permission("stock.transfer.create", "buyer", "warehouse")
CHANGE_TRANSFER = permission("stock.transfer.update", "buyer", "warehouse", on="stock_transfer")
SEND_TRANSFER = permission("stock.transfer.send", "warehouse", on="stock_transfer")
RECEIVE_TRANSFER = permission("stock.transfer.receive", "warehouse", on="stock_transfer")
WRITE_OFF_TRANSFER = permission("stock.transfer.write_off", "accountant", on="stock_transfer")
# Whoever counts need not know what is expected; whoever posts must.
VIEW_COUNT = permission("stock.count.view", "buyer", "warehouse", "accountant", "viewer")
CREATE_COUNT = permission("stock.count.create", "warehouse", "accountant")
COUNT = permission("stock.count.count", "warehouse", on="stock_count")
POST_COUNT = permission("stock.count.post", "accountant", on="stock_count")
MANAGE_WAREHOUSE = permission("stock.warehouse.manage")
MANAGE_BIN = permission("stock.bin.manage", "warehouse")
MOVE_BIN = permission("stock.bin.move", "warehouse")
MANAGE_COSTING = permission("stock.costing.manage", "accountant")
MANAGE_LOT = permission("stock.lot.manage", "warehouse", on="stock_lot")
MOVE_EXPIRED = permission("stock.lot.move_expired", "accountant")
JUDGE = permission("stock.verdict.post", "warehouse")
