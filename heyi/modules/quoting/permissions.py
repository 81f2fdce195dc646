"""What may be allowed with quotations."""

from heyi.platform.access import permission

_SALES = ("sales",)
_ON = "quotation"

VIEW = permission("quoting.quotation.view", "sales", "viewer", within=_SALES)
CREATE = permission("quoting.quotation.create", "sales")
UPDATE = permission("quoting.quotation.update", "sales", within=_SALES)
SEND = permission("quoting.quotation.send", "sales", on=_ON, within=_SALES)
ANSWER = permission("quoting.quotation.answer", "sales", on=_ON, within=_SALES)
ORDER = permission("quoting.quotation.order", "sales", on=_ON, within=_SALES)
ORDER_UNACCEPTED = permission("quoting.quotation.order_unaccepted", "sales_head", on=_ON)
EXPORT = permission("quoting.quotation.export")
TRANSFER = permission("quoting.quotation.transfer")
