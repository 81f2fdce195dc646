"""Changes of promised orders: each says the whole order that is wanted, beside the one it began from."""

from sqlalchemy import BigInteger, Boolean, Date, Integer

from heyi.modules.sales import permissions as may
from heyi.modules.sales.contracts.changes import Side
from heyi.modules.sales.models.discounts import line_price
from heyi.modules.sales.states import ChangeState
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    QUANTITY,
    RATE,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    unique_where,
    uuid_column,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

CHANGE_SERIES = series("sales_order_change", NumberRule("XSBG"))
MOST_OF_REASON = 200

SALES_ORDER_CHANGE: Record = declare(
    name="sales_order_change",
    path="sales-order-changes",
    module="sales",
    title="number",
    party_field="party_id",
    visible_through="order_id",
    by_company=True,
    worked_on=("state", (ChangeState.DRAFT,)),
    document=Document(
        occurred_on="changed_on",
        total="gross",
        by_total=("update", "compare", "take_effect"),
        state="state",
        veiled_as="sales_order",
    ),
    permissions=Permissions(view=may.VIEW_ORDER),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=CHANGE_SERIES),
        Field(name="order_id", kind=Kind.REFERENCE, references="sales_order", required=True, in_list=True),
        Field(name="version_no", kind=Kind.NUMBER, required=True, in_list=True, adds_up=False),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(ChangeState), required=True, in_list=True),
        # Until it is applied, the day on which it was begun.
        Field(name="changed_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="reason", required=True, in_list=True, max_length=MOST_OF_REASON),
        # What the order would come to or, once it is applied, came to; and how much more that is than before.
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="gross_change", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="deliver_on", kind=Kind.DATE),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        # What the order said when the change began, or was compared with it last.
        column("old_deliver_on", Date, nullable=True),
        text_column("old_note", nullable=True),
        column("applied_at", INSTANT, nullable=True),
        unique("order_id", "version_no"),
        unique_where("sales_order_change", "order_id", where="state = 'draft'"),
        index("sales_order_change", "party_id", "id"),
        index("sales_order_change", "created_at", "id"),
        check("amounts", "net + tax = gross"),
        check("version_no", "version_no > 0"),
        check("applied", "(state = 'applied') = (applied_at IS NOT NULL)"),
    ),
)

# Lines as an order keeps them: those it had (`was`) and those that are wanted, each with the order's line it stands
# for; one without is new. Of a change that is applied, these are the lines that the order then had.
SALES_ORDER_CHANGE_LINE = tenant_table(
    "sales_order_change_line",
    *belongs_to("change_id", "sales_order_change"),
    text_column("side"),
    column("line_no", Integer),
    uuid_column("order_line_id", nullable=True),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("is_goods", Boolean),
    column("quantity", QUANTITY),
    *belongs_to("unit_id", "unit"),
    column("typed_quantity", QUANTITY),
    column("unit_numerator", BigInteger, default="1"),
    column("unit_denominator", BigInteger, default="1"),
    *line_price(),
    text_column("tax_code"),
    column("tax_rate", RATE),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("deliver_on", Date, nullable=True),
    unique("change_id", "side", "line_no"),
    unique("change_id", "side", "order_line_id"),
    check("side", f"side IN {tuple(map(str, Side))}"),
    check("was", "side <> 'was' OR order_line_id IS NOT NULL"),
    check("amounts", "net + tax = gross"),
    check("typed", "typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator"),
    versioned=False,
)
