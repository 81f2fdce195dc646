"""Sales documents: the order, its deliveries and the returns of what was delivered."""

from sqlalchemy import BigInteger, Boolean, Date, Index, Integer, text

from heyi.modules.sales import permissions as may
from heyi.modules.sales.contracts import RevenuePoint
from heyi.modules.sales.models.discounts import line_price, whole_discount
from heyi.modules.sales.states import OrderState, PickState, Progress
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
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare
from heyi.platform.records.handing import Handing

ORDER_SERIES = series("sales_order", NumberRule("XSDD"))
DELIVERY_SERIES = series("delivery", NumberRule("XSCK"))
RETURN_SERIES = series("sales_return", NumberRule("XSTH"))
CREDIT_SERIES = series("customer_credit", NumberRule("XY", reset="never", digits=6))
PICK_SERIES = series("pick_list", NumberRule("JH"))

_PROGRESS = tuple(Progress)
MOST_DAYS = 3650

# What the home page counts: of very many orders the few that wait for somebody; said as conditions say it, or the
# database does not see that it is the same.
_WAITING = {
    "to_confirm": "state = 'draft'",
    "to_deliver": "state = 'confirmed' AND delivery_state IS DISTINCT FROM 'full' COLLATE \"C\"",
    "to_invoice": "delivery_state IS DISTINCT FROM 'none' COLLATE \"C\" "
    "AND invoice_state IS DISTINCT FROM 'full' COLLATE \"C\"",
}

SALES_ORDER: Record = declare(
    name="sales_order",
    path="sales-orders",
    module="sales",
    title="number",
    party_field="party_id",
    owner_field="owner_id",
    by_company=True,
    document=Document(occurred_on="ordered_on", total="gross", by_total=("update",), state="state"),
    handing=Handing(
        along="party_id", open=("state", (OrderState.DRAFT, OrderState.CONFIRMED)), value="gross"
    ),
    permissions=Permissions(view=may.VIEW_ORDER, take_out=may.EXPORT_ORDER, transfer=may.TRANSFER_ORDER),
    fields=(
        Field(name="number", unique=True, in_list=True, series=ORDER_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="ordered_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="deliver_on", kind=Kind.DATE),
        # The earliest day for which anything of it is still to be delivered.
        Field(name="next_delivery_on", kind=Kind.DATE, in_list=True, read_only=True, deadline=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(OrderState), required=True, in_list=True),
        Field(name="delivery_state", kind=Kind.CHOICE, choices=_PROGRESS, required=True, in_list=True),
        Field(name="invoice_state", kind=Kind.CHOICE, choices=_PROGRESS, required=True, in_list=True),
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="prices_include_tax", kind=Kind.BOOLEAN, required=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
        # What is kept for the customer and serves this order when it is confirmed.
        Field(name="hold_id", kind=Kind.REFERENCE, references="goods_hold", read_only=True),
    ),
    extra=(
        column("confirmed_at", INSTANT, nullable=True),
        *whole_discount(),
        index("sales_order", "hold_id"),
        index("sales_order", "party_id", "id"),
        index("sales_order", "created_at", "id"),
        index("sales_order", "owner_id", "ordered_on"),
        index("sales_order", "company_id", "next_delivery_on"),
        *(
            Index(f"ix_sales_order_{name}", "tenant_id", "company_id", postgresql_where=text(waits))
            for name, waits in _WAITING.items()
        ),
        check("amounts", "net + tax = gross"),
        check("deliver_on", "deliver_on >= ordered_on"),
        check("confirmed", "state IN ('draft', 'cancelled') OR confirmed_at IS NOT NULL"),
    ),
)

# `quantity` and all progress are of the product's own unit; price and typed quantity of the unit as typed, which held
# numerator / denominator of the own one when the line was written.
SALES_ORDER_LINE = tenant_table(
    "sales_order_line",
    *belongs_to("order_id", "sales_order", on_delete="CASCADE"),
    column("line_no", Integer),
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
    # By when it is wanted, where that is another day than the order's.
    column("deliver_on", Date, nullable=True),
    column("delivered", QUANTITY, default="0"),
    column("returned", QUANTITY, default="0"),
    column("settled", QUANTITY, default="0"),
    index("sales_order_line", "order_id"),
    check("amounts", "net + tax = gross"),
    check("typed", "typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator"),
    check("delivered", "quantity > 0 AND delivered >= 0 AND delivered <= quantity"),
    check("returned", "returned >= 0 AND returned <= delivered"),
    check("settled", "settled >= 0 AND settled <= delivered"),
    versioned=False,
)

DELIVERY: Record = declare(
    name="delivery",
    path="deliveries",
    module="sales",
    title="number",
    party_field="party_id",
    visible_through="order_id",
    by_company=True,
    document=Document(occurred_on="delivered_on", total="gross"),
    permissions=Permissions(view=may.VIEW_DELIVERY, take_out=may.EXPORT_DELIVERY),
    fields=(
        Field(name="number", unique=True, in_list=True, series=DELIVERY_SERIES),
        Field(name="order_id", kind=Kind.REFERENCE, references="sales_order", required=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="delivered_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="cost", kind=Kind.MONEY, required=True),
    ),
    extra=(
        # Its goods became revenue as they left: what of it was delivered, less what came back, is owed, and its VAT
        # deferred, until it is on a posted invoice. Below zero came back and is on no credit note yet.
        column("recognised", Boolean),
        column("unbilled", MONEY, default="0"),
        column("unbilled_tax", MONEY, default="0"),
        check("unbilled", "recognised OR (unbilled = 0 AND unbilled_tax = 0)"),
        Index(
            "ix_delivery_unbilled",
            "tenant_id",
            "company_id",
            "party_id",
            postgresql_where=text("unbilled <> 0 OR unbilled_tax <> 0"),
        ),
        index("delivery", "order_id"),
        index("delivery", "party_id", "id"),
        index("delivery", "created_at", "id"),
    ),
)

# A line is settled when it is on an invoice; what was returned before that is never invoiced.
DELIVERY_LINE = tenant_table(
    "delivery_line",
    *belongs_to("delivery_id", "delivery"),
    column("line_no", Integer),
    *belongs_to("order_line_id", "sales_order_line"),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("cost", MONEY),
    column("returned", QUANTITY, default="0"),
    column("returned_net", MONEY, default="0"),
    column("returned_tax", MONEY, default="0"),
    column("returned_cost", MONEY, default="0"),
    column("invoiced", Boolean, default="false"),
    index("delivery_line", "delivery_id"),
    index("delivery_line", "order_line_id"),
    check("amounts", "net + tax = gross"),
    check("returned", "quantity > 0 AND returned >= 0 AND returned <= quantity"),
    versioned=False,
)

SALES_RETURN: Record = declare(
    name="sales_return",
    path="sales-returns",
    module="sales",
    title="number",
    party_field="party_id",
    visible_through="delivery_id",
    by_company=True,
    document=Document(occurred_on="returned_on", total="gross", takes_back=True),
    permissions=Permissions(view=may.VIEW_RETURN),
    fields=(
        Field(name="number", unique=True, in_list=True, series=RETURN_SERIES),
        Field(name="delivery_id", kind=Kind.REFERENCE, references="delivery", required=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="returned_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
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
        column("recognised", Boolean),
        index("sales_return", "delivery_id"),
        index("sales_return", "party_id", "id"),
        index("sales_return", "created_at", "id"),
    ),
)

SALES_RETURN_LINE = tenant_table(
    "sales_return_line",
    *belongs_to("return_id", "sales_return"),
    column("line_no", Integer),
    *belongs_to("delivery_line_id", "delivery_line"),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("cost", MONEY),
    column("was_invoiced", Boolean),
    index("sales_return_line", "return_id"),
    check("amounts", "net + tax = gross AND quantity > 0"),
    versioned=False,
)

# How a company books what leaves a choice of its sales; one row a company, once it chose.
SALES_RULES = tenant_table(
    "sales_rules",
    *belongs_to("company_id", "company"),
    text_column("revenue_point"),
    unique("company_id"),
    check("revenue_point", f"revenue_point IN {tuple(map(str, RevenuePoint))}"),
)

# How far a company trusts a customer; kept apart from him, because whoever may change his address may not change this.
CUSTOMER_CREDIT: Record = declare(
    name="customer_credit",
    path="customer-credits",
    module="sales",
    title="number",
    sort="-created_at",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    permissions=Permissions(
        view=may.VIEW_CREDIT,
        create=may.MANAGE_CREDIT,
        update=may.MANAGE_CREDIT,
        delete=may.MANAGE_CREDIT,
        bring_in=may.MANAGE_CREDIT,
        take_out=may.MANAGE_CREDIT,
    ),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=CREDIT_SERIES, max_length=40),
        Field(
            name="party_id",
            kind=Kind.REFERENCE,
            references="party",
            required=True,
            unique=True,
            in_list=True,
        ),
        # Without one he may owe any amount.
        Field(name="credit_limit", kind=Kind.MONEY, minimum=0, in_list=True, adds_up=False),
        Field(
            name="payment_days",
            kind=Kind.NUMBER,
            required=True,
            default=0,
            minimum=0,
            maximum=MOST_DAYS,
            in_list=True,
            adds_up=False,
        ),
        # So many days after an invoice fell due he gets no more on credit; without a number he still does.
        Field(name="grace_days", kind=Kind.NUMBER, minimum=0, maximum=MOST_DAYS, in_list=True, adds_up=False),
        Field(name="note", max_length=200, in_list=True),
    ),
    extra=(index("customer_credit", "created_at", "id"),),
)

# What somebody takes from the shelves for one order or many. It holds nothing: the orders hold what they held.
PICK_LIST: Record = declare(
    name="pick_list",
    path="pick-lists",
    module="sales",
    title="number",
    by_company=True,
    document=Document(occurred_on="made_on", state="state"),
    permissions=Permissions(view=may.VIEW_PICK),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=PICK_SERIES),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(PickState), required=True, in_list=True),
        Field(name="made_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="order_count", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="line_count", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="short_count", kind=Kind.NUMBER, default=0, in_list=True, read_only=True),
        Field(name="note", in_list=True),
    ),
    extra=(index("pick_list", "created_at", "id"),),
)

# Where each part of an order's line is taken from, as it was when the list was made; `picked` is what was found there.
PICK_LINE = tenant_table(
    "pick_line",
    *belongs_to("pick_list_id", "pick_list"),
    column("line_no", Integer),
    *belongs_to("order_id", "sales_order"),
    *belongs_to("order_line_id", "sales_order_line"),
    *belongs_to("warehouse_id", "warehouse"),
    *belongs_to("product_id", "product"),
    text_column("bin"),
    text_column("lot"),
    column("expires_on", Date, nullable=True),
    column("quantity", QUANTITY),
    # How many hands have found so far, for whoever else walks, and for a phone that slept; `picked` is the last word.
    column("found", QUANTITY, default="0"),
    column("picked", QUANTITY, nullable=True),
    text_column("reason", nullable=True),
    *belongs_to("delivery_id", "delivery", nullable=True),
    unique("pick_list_id", "line_no"),
    index("pick_line", "order_id"),
    check("picked", "quantity > 0 AND (picked IS NULL OR (picked >= 0 AND picked <= quantity))"),
    check("found", "found >= 0 AND found <= quantity"),
    check("short", "picked IS NULL OR picked = quantity OR reason IS NOT NULL"),
    check("delivered", "(delivery_id IS NOT NULL) = (picked IS NOT NULL AND picked > 0)"),
    versioned=False,
)
