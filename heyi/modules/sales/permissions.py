"""What may be allowed with sales documents."""

from heyi.platform.access import permission

_SALES = ("sales",)

VIEW_ORDER = permission("sales.order.view", "sales", "warehouse", "accountant", "viewer", within=_SALES)
CREATE_ORDER = permission("sales.order.create", "sales")
UPDATE_ORDER = permission("sales.order.update", "sales", on="sales_order", within=_SALES)
CONFIRM_ORDER = permission("sales.order.confirm", "sales", on="sales_order", within=_SALES)
BELOW_FLOOR = permission("sales.order.below_floor", "sales_head")
OVER_CREDIT = permission("sales.order.over_credit")
VIEW_CREDIT = permission("sales.credit.view", "sales", "accountant", "viewer")
MANAGE_CREDIT = permission("sales.credit.manage", "accountant")
SEE_MARGIN = permission("sales.order.see_margin", "sales_head", "accountant")
EXPORT_ORDER = permission("sales.order.export", "accountant")
TRANSFER_ORDER = permission("sales.order.transfer")
CANCEL_ORDER = permission("sales.order.cancel", "sales", on="sales_order", within=_SALES)
VIEW_DELIVERY = permission("sales.delivery.view", "sales", "warehouse", "accountant", "viewer", within=_SALES)
EXPORT_DELIVERY = permission("sales.delivery.export", "accountant")
DELIVER = permission("sales.delivery.post", "sales", "warehouse", on="sales_order", within=_SALES)
VIEW_PICK = permission("sales.pick.view", "warehouse")
PICK = permission("sales.pick.manage", "warehouse", on="pick_list")
MAKE_PICK = permission("sales.pick.create", "warehouse")
VIEW_RETURN = permission("sales.return.view", "sales", "warehouse", "accountant", "viewer", within=_SALES)
RETURN = permission("sales.return.post", "sales", "warehouse", on="delivery", within=_SALES)
