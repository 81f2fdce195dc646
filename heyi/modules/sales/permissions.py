"""What may be allowed with sales documents."""

from heyi.platform.access import permission

VIEW_ORDER = permission("sales.order.view", "sales", "warehouse", "accountant", "viewer")
CREATE_ORDER = permission("sales.order.create", "sales")
UPDATE_ORDER = permission("sales.order.update", "sales")
CONFIRM_ORDER = permission("sales.order.confirm", "sales")
EXPORT_ORDER = permission("sales.order.export", "accountant")
CANCEL_ORDER = permission("sales.order.cancel", "sales")
VIEW_DELIVERY = permission("sales.delivery.view", "sales", "warehouse", "accountant", "viewer")
EXPORT_DELIVERY = permission("sales.delivery.export", "accountant")
DELIVER = permission("sales.delivery.post", "sales", "warehouse")
VIEW_RETURN = permission("sales.return.view", "sales", "warehouse", "accountant", "viewer")
RETURN = permission("sales.return.post", "sales", "warehouse")
