"""What may be allowed with carriers, and with what they bring to customers."""

from heyi.platform.access import permission

_SALES = ("sales",)
_ON = "waybill"

VIEW_CARRIER = permission("shipping.carrier.view", "sales", "warehouse", "viewer")
MANAGE_CARRIER = permission("shipping.carrier.manage", "warehouse")
VIEW = permission("shipping.waybill.view", "sales", "warehouse", "accountant", "viewer", within=_SALES)
SHIP = permission("shipping.waybill.ship", "sales", "warehouse", on="delivery", within=_SALES)
UPDATE = permission("shipping.waybill.update", "sales", "warehouse", on=_ON, within=_SALES)
RECEIVE = permission("shipping.waybill.receive", "sales", "warehouse", on=_ON, within=_SALES)
