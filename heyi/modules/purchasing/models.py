"""Purchase documents: the order, its receipts and what was sent back of them."""

from sqlalchemy import BigInteger, Date, Index, Integer, text

from heyi.modules.purchasing import permissions as may
from heyi.modules.purchasing.states import OrderState, Progress
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
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

ORDER_SERIES = series("purchase_order", NumberRule("CGDD"))
RECEIPT_SERIES = series("purchase_receipt", NumberRule("CGRK"))
RETURN_SERIES = series("purchase_return", NumberRule("CGTH"))

_PROGRESS = tuple(Progress)

PURCHASE_ORDER: Record = declare(
    name="purchase_order",
    path="purchase-orders",
    module="purchasing",
    title="number",
    party_field="party_id",
    owner_field="owner_id",
    by_company=True,
    document=Document(occurred_on="ordered_on", total="gross", by_total=("update",), state="state"),
    permissions=Permissions(view=may.VIEW_ORDER, take_out=may.EXPORT_ORDER),
    fields=(
        Field(name="number", unique=True, in_list=True, series=ORDER_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="ordered_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="expected_on", kind=Kind.DATE, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(OrderState), required=True, in_list=True),
        Field(name="receipt_state", kind=Kind.CHOICE, choices=_PROGRESS, required=True, in_list=True),
        Field(name="invoice_state", kind=Kind.CHOICE, choices=_PROGRESS, required=True, in_list=True),
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="prices_include_tax", kind=Kind.BOOLEAN, required=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        column("confirmed_at", INSTANT, nullable=True),
        index("purchase_order", "party_id", "id"),
        index("purchase_order", "created_at", "id"),
        check("amounts", "net + tax = gross"),
        check("expected_on", "expected_on >= ordered_on"),
        check("confirmed", "state IN ('draft', 'cancelled') OR confirmed_at IS NOT NULL"),
    ),
)

# Received less returned less invoiced waits: above zero for the supplier's invoice, below it for his credit note.
# The values beside the quantities are by the order's price without tax; what waits of them is the estimate.
# `quantity` and all progress are of the product's own unit; price and typed quantity of the unit as typed.
PURCHASE_ORDER_LINE = tenant_table(
    "purchase_order_line",
    *belongs_to("order_id", "purchase_order", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("quantity", QUANTITY),
    *belongs_to("unit_id", "unit"),
    column("typed_quantity", QUANTITY),
    column("unit_numerator", BigInteger, default="1"),
    column("unit_denominator", BigInteger, default="1"),
    column("unit_price", QUANTITY),
    text_column("tax_code"),
    column("tax_rate", RATE),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("expected_on", Date, nullable=True),
    column("received", QUANTITY, default="0"),
    column("received_net", MONEY, default="0"),
    column("returned", QUANTITY, default="0"),
    column("returned_net", MONEY, default="0"),
    column("invoiced", QUANTITY, default="0"),
    column("invoiced_net", MONEY, default="0"),
    index("purchase_order_line", "order_id"),
    index("purchase_order_line", "product_id"),
    # Of very many lines the few that wait for an invoice or a credit note.
    Index(
        "ix_purchase_order_line_unbilled",
        "tenant_id",
        "order_id",
        postgresql_where=text("received - returned <> invoiced"),
    ),
    check("amounts", "net + tax = gross"),
    check("typed", "typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator"),
    check("received", "quantity > 0 AND received >= 0 AND received <= quantity"),
    check("returned", "returned >= 0 AND returned <= received"),
    check("invoiced", "invoiced >= 0 AND invoiced <= received"),
    versioned=False,
)

PURCHASE_RECEIPT: Record = declare(
    name="purchase_receipt",
    path="purchase-receipts",
    module="purchasing",
    title="number",
    party_field="party_id",
    visible_through="order_id",
    by_company=True,
    document=Document(occurred_on="received_on", total="net"),
    permissions=Permissions(view=may.VIEW_RECEIPT),
    fields=(
        Field(name="number", unique=True, in_list=True, series=RECEIPT_SERIES),
        Field(name="order_id", kind=Kind.REFERENCE, references="purchase_order", required=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="received_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="net", kind=Kind.MONEY, required=True, in_list=True),
    ),
    extra=(
        index("purchase_receipt", "order_id"),
        index("purchase_receipt", "party_id", "id"),
        index("purchase_receipt", "created_at", "id"),
    ),
)

PURCHASE_RECEIPT_LINE = tenant_table(
    "purchase_receipt_line",
    *belongs_to("receipt_id", "purchase_receipt"),
    column("line_no", Integer),
    *belongs_to("order_line_id", "purchase_order_line"),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("net", MONEY),
    column("returned", QUANTITY, default="0"),
    column("returned_net", MONEY, default="0"),
    index("purchase_receipt_line", "receipt_id"),
    index("purchase_receipt_line", "order_line_id"),
    check("returned", "quantity > 0 AND returned >= 0 AND returned <= quantity"),
    versioned=False,
)

PURCHASE_RETURN: Record = declare(
    name="purchase_return",
    path="purchase-returns",
    module="purchasing",
    title="number",
    party_field="party_id",
    visible_through="receipt_id",
    by_company=True,
    document=Document(occurred_on="returned_on", total="net", takes_back=True),
    permissions=Permissions(view=may.VIEW_RETURN),
    fields=(
        Field(name="number", unique=True, in_list=True, series=RETURN_SERIES),
        Field(
            name="receipt_id", kind=Kind.REFERENCE, references="purchase_receipt", required=True, in_list=True
        ),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="returned_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="net", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="cost", kind=Kind.MONEY, required=True),
        Field(
            name="credit_state",
            kind=Kind.CHOICE,
            choices=("none", "due", "done"),
            required=True,
            in_list=True,
        ),
        Field(name="reason"),
    ),
    extra=(
        index("purchase_return", "receipt_id"),
        index("purchase_return", "party_id", "id"),
        index("purchase_return", "created_at", "id"),
    ),
)

PURCHASE_RETURN_LINE = tenant_table(
    "purchase_return_line",
    *belongs_to("return_id", "purchase_return"),
    column("line_no", Integer),
    *belongs_to("receipt_line_id", "purchase_receipt_line"),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("net", MONEY),
    column("cost", MONEY),
    index("purchase_return_line", "return_id"),
    check("quantity", "quantity > 0"),
    append_only=True,
)
