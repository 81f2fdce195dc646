"""What may be allowed with acceptance bills."""

from heyi.platform.access import permission

VIEW_BILL = permission("bills.bill.view", "accountant", "viewer")
TAKE_BILL = permission("bills.bill.take", "accountant", on="party")
USE_BILL = permission("bills.bill.use", "accountant", on="bill")
