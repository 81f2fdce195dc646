"""Templates of vouchers (凭证模板), and which of them are written again each month."""

from sqlalchemy import Integer, SmallInteger

from heyi.modules.ledger import permissions as may
from heyi.platform.db.schema import (
    MONEY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
)
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

TEMPLATE: Record = declare(
    name="voucher_template",
    path="voucher-templates",
    module="ledger",
    title="name",
    sort="name",
    by_company=True,
    permissions=Permissions(view=may.VIEW_TEMPLATE),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True, max_length=60),
        # Written as a draft on this day of each month, on the last one where the month is shorter.
        Field(name="monthly_on", kind=Kind.NUMBER, in_list=True, adds_up=False),
        Field(name="until", kind=Kind.DATE, in_list=True),
        # Each of its vouchers takes itself back on the first of the month after.
        Field(name="reverses", kind=Kind.BOOLEAN, default=False, in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        # Why the last month's could not be written, as a code of `error.`; empty again once one is.
        Field(name="refused", read_only=True),
    ),
    extra=(
        unique("company_id", "name"),
        check("monthly_on", "monthly_on BETWEEN 1 AND 31"),
    ),
)

TEMPLATE_LINE = tenant_table(
    "voucher_template_line",
    *belongs_to("template_id", "voucher_template", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("account_id", "account"),
    text_column("summary"),
    column("debit", MONEY),
    column("credit", MONEY),
    # Instead of the amount: so much of what this account holds on the voucher's day, in per cent.
    *belongs_to("share_of_id", "account", nullable=True),
    column("share", MONEY, nullable=True),
    *belongs_to("party_id", "party", nullable=True),
    *belongs_to("department_id", "department", nullable=True),
    *belongs_to("person_id", "app_user", nullable=True),
    *belongs_to("product_id", "product", nullable=True),
    *belongs_to("project_id", "project", nullable=True),
    column("cash_flow", SmallInteger, nullable=True),
    index("voucher_template_line", "template_id", "line_no"),
    index("voucher_template_line", "account_id"),
    check("share", "(share_of_id IS NULL) = (share IS NULL) AND share > 0"),
    check("one_side", "(debit = 0) <> (credit = 0)"),
    versioned=False,
)

# Which voucher a template wrote in which month: at most one.
TEMPLATE_RUN = tenant_table(
    "voucher_template_run",
    *belongs_to("template_id", "voucher_template", on_delete="CASCADE"),
    text_column("period"),
    *belongs_to("voucher_id", "voucher"),
    unique("template_id", "period"),
    index("voucher_template_run", "voucher_id"),
    append_only=True,
)
