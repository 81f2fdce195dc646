"""What may be allowed with money that comes in and goes back."""

from heyi.platform.access import permission

VIEW_RECEIPT = permission("payments.receipt.view", "sales", "accountant", "viewer", within=("sales",))
EXPORT_RECEIPT = permission("payments.receipt.export", "accountant")
POST_RECEIPT = permission("payments.receipt.post", "accountant", on="party")
REVERSE_RECEIPT = permission("payments.receipt.reverse", "accountant", on="receipt")

VIEW_WRITE_OFF = permission("payments.write_off.view", "sales", "accountant", "viewer", within=("sales",))
POST_WRITE_OFF = permission("payments.write_off.post", "accountant", on="party")
REVERSE_WRITE_OFF = permission("payments.write_off.reverse", "accountant", on="write_off")
VIEW_ALLOWANCE = permission("payments.allowance.view", "accountant", "viewer")
POST_ALLOWANCE = permission("payments.allowance.post", "accountant")

VIEW_PAYMENT = permission("payments.payment.view", "buyer", "accountant", "viewer")
EXPORT_PAYMENT = permission("payments.payment.export", "accountant")
POST_PAYMENT = permission("payments.payment.post", "accountant", on="party")
REVERSE_PAYMENT = permission("payments.payment.reverse", "accountant", on="payment")

# What was owed and paid ahead before Heyi kept the books.
VIEW_OPENING = permission("payments.opening.view", "accountant", "viewer")
ENTER_OPENING = permission("payments.opening.enter", "accountant", on="party")

VIEW_MONEY = permission("payments.money_account.view", "accountant", "viewer")
MANAGE_MONEY = permission("payments.money_account.manage", "accountant")
