"""Counts: what the ledger expects to lie in a warehouse, what was found there, and the difference."""

from sqlalchemy import Integer, UniqueConstraint

from heyi.modules.stock import permissions as may
from heyi.modules.stock.states import CountState
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    QUANTITY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    uuid_column,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

COUNT_SERIES = series("stock_count", NumberRule("PD"))

STOCK_COUNT: Record = declare(
    name="stock_count",
    path="stock-counts",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="counted_on", state="state"),
    permissions=Permissions(view=may.VIEW_COUNT),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=COUNT_SERIES),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(
            name="scope",
            kind=Kind.CHOICE,
            choices=("all", "products", "longest_ago", "most_moved"),
            required=True,
            in_list=True,
        ),
        Field(name="counted_on", kind=Kind.DATE, required=True, in_list=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(CountState),
            default=CountState.COUNTING,
            in_list=True,
            read_only=True,
        ),
        Field(name="blind", kind=Kind.BOOLEAN, required=True, in_list=True),
        Field(name="frozen", kind=Kind.BOOLEAN, required=True, in_list=True),
        Field(name="line_count", kind=Kind.NUMBER, default=0, in_list=True, read_only=True),
        Field(name="right_lines", kind=Kind.NUMBER, in_list=True, read_only=True),
        Field(name="gain", kind=Kind.MONEY, in_list=True, read_only=True),
        Field(name="loss", kind=Kind.MONEY, in_list=True, read_only=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        # Of the lines that were counted: how many had as many as expected, wherever; how many were where expected.
        column("right_quantities", Integer, nullable=True),
        column("right_places", Integer, nullable=True),
        index("stock_count", "created_at", "id"),
        check(
            "posted",
            "(state = 'posted') = (right_lines IS NOT NULL) AND (state = 'posted') = (gain IS NOT NULL) "
            "AND (state = 'posted') = (loss IS NOT NULL) AND (state = 'posted') = (right_quantities IS NOT NULL) "
            "AND (state = 'posted') = (right_places IS NOT NULL)",
        ),
    ),
)

# `expected` is what the ledger said when the places were frozen or, where nothing is, when the line was counted.
STOCK_COUNT_LINE = tenant_table(
    "stock_count_line",
    *belongs_to("count_id", "stock_count"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    # Of a warehouse with bins, each bin is counted by itself.
    *belongs_to("bin_id", "warehouse_bin", nullable=True),
    # Of goods that are told apart, each lot and serial number is: one that is found may not be known yet.
    text_column("lot", nullable=True),
    column("expected", QUANTITY, nullable=True),
    column("counted", QUANTITY, nullable=True),
    column("counted_at", INSTANT, nullable=True),
    uuid_column("counted_by", nullable=True),
    column("recounts", Integer, default="0"),
    # How many of the difference stand in another bin (below zero) or come from there.
    column("moved", QUANTITY, default="0"),
    # What the rest of the difference was worth when it was posted.
    column("value", MONEY, nullable=True),
    UniqueConstraint(
        "tenant_id",
        "count_id",
        "product_id",
        "bin_id",
        "lot",
        name="uq_stock_count_line_place",
        postgresql_nulls_not_distinct=True,
    ),
    index("stock_count_line", "product_id", "counted_at"),
    check(
        "counted", "(counted IS NULL OR (counted >= 0 AND expected IS NOT NULL AND counted_at IS NOT NULL))"
    ),
    versioned=False,
)
