"""What may be allowed with purchase documents."""

from heyi.platform.access import permission

VIEW_ORDER = permission("purchasing.order.view", "buyer", "warehouse", "accountant", "viewer")
CREATE_ORDER = permission("purchasing.order.create", "buyer")
UPDATE_ORDER = permission("purchasing.order.update", "buyer", on="purchase_order")
CONFIRM_ORDER = permission("purchasing.order.confirm", "buyer", on="purchase_order")
CANCEL_ORDER = permission("purchasing.order.cancel", "buyer", on="purchase_order")
EXPORT_ORDER = permission("purchasing.order.export", "accountant")
VIEW_RECEIPT = permission("purchasing.receipt.view", "buyer", "warehouse", "accountant", "viewer")
RECEIVE = permission("purchasing.receipt.post", "warehouse", on="purchase_order")
VIEW_RETURN = permission("purchasing.return.view", "buyer", "warehouse", "accountant", "viewer")
SEND_BACK = permission("purchasing.return.post", "warehouse", on="purchase_receipt")
