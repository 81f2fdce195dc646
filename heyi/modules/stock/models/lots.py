"""What goods are told apart by: lots and serial numbers, how good they are, and the papers that say so."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Index, Integer, UniqueConstraint, select, text

from heyi.modules.catalog import api as catalog
from heyi.modules.stock import permissions as may
from heyi.modules.stock.rules.lots import days_that_follow, wrong_days
from heyi.platform.db.schema import (
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
from heyi.platform.unit_of_work import UnitOfWork

VERDICT_SERIES = series("stock_verdict", NumberRule("ZJ"))

FREE, QUARANTINE, BLOCKED = "free", "quarantine", "blocked"
QUALITIES = (FREE, QUARANTINE, BLOCKED)
_QUALITY = f"IN ('{FREE}', '{QUARANTINE}', '{BLOCKED}')"


def _days_follow(uow: UnitOfWork, old: Mapping[str, Any], changed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The last day follows the day it was made, unless somebody told it by hand."""
    if not changed.keys() & {"made_on", "expires_on"}:
        return {}
    product = catalog.PRODUCT.table.c
    lasts = uow.scalar(
        select(product.shelf_life_days).where(
            product.tenant_id == uow.tenant_id, product.id == old["product_id"]
        )
    )
    return days_that_follow(old, changed, lasts)


# A serial number is a lot of one piece. Receipts make them; only what was typed wrong of one is put right later.
STOCK_LOT: Record = declare(
    name="stock_lot",
    path="stock-lots",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    permissions=Permissions(view=may.VIEW_MOVE, update=may.MANAGE_LOT),
    fields=(
        Field(name="number", required=True, searchable=True, in_list=True, read_only=True, max_length=60),
        Field(
            name="product_id",
            kind=Kind.REFERENCE,
            references="product",
            required=True,
            in_list=True,
            read_only=True,
        ),
        Field(name="made_on", kind=Kind.DATE, in_list=True),
        Field(name="expires_on", kind=Kind.DATE, in_list=True),
        # By how many days its last day was reckoned; empty where that was told by hand, or is not known.
        Field(name="shelf_life_days", kind=Kind.NUMBER, read_only=True),
        Field(name="supplier_id", kind=Kind.REFERENCE, references="party", in_list=True, read_only=True),
        Field(name="received_on", kind=Kind.DATE, required=True, in_list=True, read_only=True),
        Field(name="serial", kind=Kind.BOOLEAN, default=False, read_only=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        unique("company_id", "product_id", "number"),
        index("stock_lot", "created_at", "id"),
        index("stock_lot", "product_id", "expires_on"),
        index("stock_lot", "supplier_id"),
        index("stock_lot", "company_id", "expires_on"),
        check("span", "made_on <= expires_on"),
        check("reckoned", "shelf_life_days IS NULL OR expires_on IS NOT NULL"),
    ),
    follow=_days_follow,
    wrong=wrong_days,
)

# What of each lot lies where, in which bin, and how good it is: moves folded. Whoever moves a product holds its balance
# and its pool, so nobody else changes these rows; a serial number lies in one place at most, whatever else goes wrong.
STOCK_DETAIL = tenant_table(
    "stock_detail",
    *belongs_to("company_id", "company"),
    *belongs_to("warehouse_id", "warehouse"),
    *belongs_to("product_id", "product"),
    *belongs_to("lot_id", "stock_lot", nullable=True),
    # Where in the warehouse they stand; none where the warehouse has no bins.
    *belongs_to("bin_id", "warehouse_bin", nullable=True),
    text_column("quality"),
    column("serial", Boolean, default="false"),
    column("quantity", QUANTITY),
    UniqueConstraint(
        "tenant_id",
        "warehouse_id",
        "product_id",
        "lot_id",
        "quality",
        "bin_id",
        name="uq_stock_detail_place",
        postgresql_nulls_not_distinct=True,
    ),
    Index(
        "uq_stock_detail_serial",
        "tenant_id",
        "lot_id",
        unique=True,
        postgresql_where=text("serial AND quantity > 0"),
    ),
    index("stock_detail", "lot_id"),
    # Lots that are used up stay as rows of nothing; nobody reads past them.
    Index(
        "ix_stock_detail_lying",
        "tenant_id",
        "product_id",
        "warehouse_id",
        postgresql_where=text("quantity > 0"),
    ),
    Index(
        "ix_stock_detail_bin",
        "tenant_id",
        "bin_id",
        postgresql_where=text("bin_id IS NOT NULL AND quantity > 0"),
    ),
    Index(
        "ix_stock_detail_unfree",
        "tenant_id",
        "company_id",
        "id",
        postgresql_where=text("quality <> 'free' AND quantity > 0"),
    ),
    check("quantity", "quantity >= 0 AND (NOT serial OR quantity <= 1)"),
    check("quality", f"quality {_QUALITY}"),
    versioned=False,
)

# Beside each move of such goods: how many of which lot, and into which bin they came or from which they left.
STOCK_MOVE_DETAIL = tenant_table(
    "stock_move_detail",
    *belongs_to("move_id", "stock_move"),
    *belongs_to("lot_id", "stock_lot", nullable=True),
    *belongs_to("bin_id", "warehouse_bin", nullable=True),
    text_column("quality"),
    column("quantity", QUANTITY),
    index("stock_move_detail", "move_id"),
    index("stock_move_detail", "lot_id"),
    check("quantity", "quantity <> 0"),
    check("quality", f"quality {_QUALITY}"),
    append_only=True,
)

STOCK_VERDICT: Record = declare(
    name="stock_verdict",
    path="stock-verdicts",
    module="stock",
    title="number",
    sort="-posted_at",
    by_company=True,
    append_only=True,
    document=Document(occurred_on="decided_on"),
    permissions=Permissions(view=may.VIEW_MOVE),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=VERDICT_SERIES),
        Field(
            name="verdict",
            kind=Kind.CHOICE,
            choices=("release", "block", "quarantine"),
            required=True,
            in_list=True,
        ),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="decided_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="decided_by", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="posted_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="reason", required=True, in_list=True),
    ),
    extra=(index("stock_verdict", "posted_at", "id"),),
)

STOCK_VERDICT_LINE = tenant_table(
    "stock_verdict_line",
    *belongs_to("verdict_id", "stock_verdict"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    *belongs_to("lot_id", "stock_lot", nullable=True),
    text_column("before"),
    text_column("after"),
    column("quantity", QUANTITY),
    unique("verdict_id", "line_no"),
    check("quantity", "quantity > 0"),
    check("quality", f"before {_QUALITY} AND after {_QUALITY} AND before <> after"),
    append_only=True,
)
