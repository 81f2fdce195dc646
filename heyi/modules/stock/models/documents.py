"""Miscellaneous documents: what came in or left by no order, and was taken back at most once."""

from sqlalchemy import Integer

from heyi.modules.stock import permissions as may
from heyi.modules.stock.states import MiscState
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
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

RECEIPT_SERIES = series("stock_receipt", NumberRule("QTRK"))
ISSUE_SERIES = series("stock_issue", NumberRule("QTCK"))

# What a count found, or a transfer lost, waits as 待处理财产损溢 until somebody says what became of it.
FOUND = ("count_gain",)
MISSED = ("count_loss", "transit_loss")
# Goods of another owner: they come into our keeping, go back to him, are used up in work for him, or leave it
# because we buy them.
TAKEN_IN, GIVEN_BACK, USED_UP, BOUGHT_OUT = "entrusted", "given_back", "used_up", "bought_out"
OUT_OF_KEEPING = (GIVEN_BACK, USED_UP, BOUGHT_OUT)

_STATE = Field(
    name="state",
    kind=Kind.CHOICE,
    choices=tuple(MiscState),
    default=MiscState.POSTED,
    in_list=True,
    read_only=True,
)

STOCK_RECEIPT: Record = declare(
    name="stock_receipt",
    path="stock-receipts",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="received_on", total="total", state="state"),
    permissions=Permissions(view=may.VIEW_STOCK),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=RECEIPT_SERIES),
        Field(
            name="reason",
            kind=Kind.CHOICE,
            choices=("opening", "donation", "other", TAKEN_IN, *FOUND),
            default="other",
            in_list=True,
        ),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="received_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="total", kind=Kind.MONEY, required=True, in_list=True, read_only=True),
        _STATE,
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        *belongs_to("count_id", "stock_count", nullable=True),
        # The receipt that this one takes back: at most one does.
        *belongs_to("reverses_id", "stock_receipt", nullable=True),
        unique("count_id"),
        unique("reverses_id"),
        index("stock_receipt", "created_at", "id"),
        check("reversal", "(state = 'reversal') = (reverses_id IS NOT NULL)"),
        check("count", "(reason = 'count_gain' AND reverses_id IS NULL) = (count_id IS NOT NULL)"),
    ),
)

STOCK_RECEIPT_LINE = tenant_table(
    "stock_receipt_line",
    *belongs_to("receipt_id", "stock_receipt"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("unit_cost", QUANTITY),
    column("value", MONEY),
    # What stands on the other side of it in the books, for whoever takes it back.
    text_column("account"),
    unique("receipt_id", "line_no"),
    check("quantity", "quantity <> 0 AND value * sign(quantity) >= 0"),
    versioned=False,
)

STOCK_ISSUE: Record = declare(
    name="stock_issue",
    path="stock-issues",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="issued_on", total="total", by_total=("settle",), state="state"),
    permissions=Permissions(view=may.VIEW_STOCK),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=ISSUE_SERIES),
        Field(
            name="reason",
            kind=Kind.CHOICE,
            choices=("use", "sample", "gift", "scrap", "other", *OUT_OF_KEEPING, *MISSED),
            default="use",
            in_list=True,
        ),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="issued_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="total", kind=Kind.MONEY, required=True, in_list=True, read_only=True),
        _STATE,
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        *belongs_to("count_id", "stock_count", nullable=True),
        *belongs_to("transfer_id", "stock_transfer", nullable=True),
        *belongs_to("reverses_id", "stock_issue", nullable=True),
        unique("count_id"),
        unique("reverses_id"),
        index("stock_issue", "transfer_id"),
        index("stock_issue", "created_at", "id"),
        check("reversal", "(state = 'reversal') = (reverses_id IS NOT NULL)"),
        check("count", "(reason = 'count_loss' AND reverses_id IS NULL) = (count_id IS NOT NULL)"),
        check("theirs", f"reason NOT IN {OUT_OF_KEEPING} OR total = 0"),
        check("transfer", "(reason = 'transit_loss') = (transfer_id IS NOT NULL)"),
    ),
)

STOCK_ISSUE_LINE = tenant_table(
    "stock_issue_line",
    *belongs_to("issue_id", "stock_issue"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("value", MONEY),
    # What stands on the other side of it in the books, for whoever takes it back.
    text_column("account"),
    *belongs_to("transfer_line_id", "stock_transfer_line", nullable=True),
    # Of what was given away: what it would have been sold for without tax, and the VAT of that.
    text_column("tax_code", nullable=True),
    column("market_value", MONEY, nullable=True),
    column("tax", MONEY, default="0"),
    text_column("tax_account", nullable=True),
    unique("issue_id", "line_no"),
    index("stock_issue_line", "transfer_line_id"),
    check(
        "deemed", "(market_value IS NULL) = (tax_account IS NULL) AND (market_value IS NOT NULL OR tax = 0)"
    ),
    check("quantity", "quantity <> 0 AND value * sign(quantity) >= 0"),
    versioned=False,
)
