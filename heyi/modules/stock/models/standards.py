"""Standard costs (标准成本): the paper by which they are said, and what was paid beside them."""

from sqlalchemy import Date, Integer

from heyi.modules.stock import permissions as may
from heyi.platform.db.schema import (
    MONEY,
    QUANTITY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

STANDARD_SERIES = series("standard_change", NumberRule("BZCB"))

STANDARD_CHANGE: Record = declare(
    name="standard_change",
    path="standard-changes",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="holds_from", total="difference"),
    permissions=Permissions(view=may.VIEW_MOVE),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=STANDARD_SERIES),
        Field(name="holds_from", kind=Kind.DATE, required=True, in_list=True),
        Field(name="products", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="difference", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT, in_list=True),
    ),
    extra=(index("standard_change", "created_at", "id"),),
)

# What lay there when the standard changed, and what that made it worth more.
STANDARD_CHANGE_LINE = tenant_table(
    "standard_change_line",
    *belongs_to("change_id", "standard_change"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    column("before", QUANTITY, nullable=True),
    column("standard", QUANTITY),
    column("quantity", QUANTITY),
    column("difference", MONEY),
    unique("change_id", "line_no"),
    index("standard_change_line", "product_id"),
    check("standard", "standard >= 0"),
    append_only=True,
)

# What was paid, or taken off, beside the standard by one line of a document: above zero it cost more.
COST_VARIANCE = tenant_table(
    "cost_variance",
    *belongs_to("company_id", "company"),
    *belongs_to("product_id", "product"),
    column("occurred_on", Date),
    text_column("source_type"),
    uuid_column("source_id"),
    text_column("source_number"),
    uuid_column("line_id"),
    column("amount", MONEY),
    text_column("account"),
    unique("source_type", "line_id"),
    index("cost_variance", "company_id", "product_id", "occurred_on"),
    index("cost_variance", "product_id"),
    check("amount", "amount <> 0"),
    append_only=True,
)

# What of the variances a month's end passed on to the accounts of what had left, by one voucher; a voucher that was
# taken back passes on nothing. Without a bearing account it went from one product of the category to others.
VARIANCE_SHARE = tenant_table(
    "variance_share",
    *belongs_to("company_id", "company"),
    *belongs_to("voucher_id", "voucher"),
    *belongs_to("product_id", "product"),
    text_column("period"),
    text_column("account"),
    text_column("cost_account"),
    column("amount", MONEY),
    unique("voucher_id", "product_id", "account", "cost_account"),
    index("variance_share", "company_id", "period"),
    index("variance_share", "product_id"),
    check("amount", "amount <> 0"),
    append_only=True,
)
