"""By which instalments an order is to be paid, and which money was paid ahead for it."""

from sqlalchemy import Date, Integer

from heyi.platform.db.schema import MONEY, belongs_to, check, column, index, tenant_table, text_column, unique

RECEIPT_PLAN = tenant_table(
    "receipt_plan",
    *belongs_to("company_id", "company"),
    *belongs_to("order_id", "sales_order"),
    unique("order_id"),
)

RECEIPT_PLAN_LINE = tenant_table(
    "receipt_plan_line",
    *belongs_to("plan_id", "receipt_plan"),
    column("position", Integer),
    column("due_on", Date),
    column("amount", MONEY),
    text_column("note", nullable=True),
    unique("plan_id", "position"),
    index("receipt_plan_line", "due_on"),
    check("amount", "amount > 0 AND position > 0"),
    versioned=False,
)

# An advance lies with the customer; this says for which order he paid it, as long as it is used for no invoice.
ORDER_ADVANCE = tenant_table(
    "order_advance",
    *belongs_to("order_id", "sales_order"),
    *belongs_to("receipt_id", "receipt"),
    unique("receipt_id"),
    index("order_advance", "order_id"),
    append_only=True,
)
