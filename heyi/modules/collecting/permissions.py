"""What may be allowed with plans of receipts and with what is to be collected."""

from heyi.platform.access import permission

VIEW_PLAN = permission("collecting.plan.view", "sales", "accountant", "viewer", within=("sales",))
MANAGE_PLAN = permission("collecting.plan.manage", "sales", "accountant", on="sales_order")
PRINT_LETTER = permission("collecting.letter.print", "sales", "accountant", on="party")
