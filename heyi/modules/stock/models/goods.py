"""The goods ledger: warehouses, what lies there, what is held for whom, and every move, only ever added."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Index, select

from heyi.modules.stock import permissions as may
from heyi.modules.stock.errors import TransitKept
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
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.unit_of_work import UnitOfWork

WAREHOUSE_SERIES = series("warehouse", NumberRule("CK", reset="never", digits=3))


def _keep_transit(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """Where goods are in transit, transfers need it."""
    table = record.table.c
    if (
        changed.get("active") is False
        and uow.scalar(select(table.kind).where(table.tenant_id == uow.tenant_id, table.id == record_id))
        == "transit"
    ):
        raise TransitKept


WAREHOUSE: Record = declare(
    name="warehouse",
    is_setting=True,
    path="warehouses",
    module="stock",
    title="name",
    sort="code",
    by_company=True,
    permissions=Permissions(view=may.VIEW_STOCK, create=may.MANAGE_WAREHOUSE, update=may.MANAGE_WAREHOUSE),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="code", unique=True, in_list=True, series=WAREHOUSE_SERIES, max_length=40),
        Field(name="address", in_list=True),
        Field(
            name="kind",
            kind=Kind.CHOICE,
            choices=("usual", "transit"),
            default="usual",
            in_list=True,
            in_form=False,
            read_only=True,
        ),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(
        # The one place of a company's goods on their way between its warehouses; usual ones have none here.
        uuid_column("transit_of", nullable=True),
        unique("transit_of"),
        check("transit", "(kind = 'transit') = (transit_of IS NOT NULL) AND (transit_of IS NULL OR active)"),
    ),
    guard=_keep_transit,
)

# Law 8: what is on hand and held changes by conditional updates only, and these checks stand behind them.
STOCK_BALANCE = tenant_table(
    "stock_balance",
    *belongs_to("company_id", "company"),
    *belongs_to("warehouse_id", "warehouse"),
    *belongs_to("product_id", "product"),
    column("on_hand", QUANTITY),
    column("held", QUANTITY),
    column("value", MONEY),
    # The count that nothing may be moved under until it ends.
    *belongs_to("frozen_by", "stock_count", nullable=True),
    unique("warehouse_id", "product_id"),
    index("stock_balance", "product_id"),
    check("on_hand", "on_hand >= 0"),
    check("held", "held >= 0 AND held <= on_hand"),
    check("value", "value >= 0 AND (on_hand > 0 OR value = 0)"),
    versioned=False,
)

STOCK_HOLD = tenant_table(
    "stock_hold",
    *belongs_to("company_id", "company"),
    *belongs_to("warehouse_id", "warehouse"),
    *belongs_to("product_id", "product"),
    text_column("source_type"),
    uuid_column("source_id"),
    uuid_column("line_id"),
    column("quantity", QUANTITY),
    column("consumed", QUANTITY, default="0"),
    column("released", QUANTITY, default="0"),
    unique("source_type", "line_id"),
    index("stock_hold", "source_type", "source_id"),
    index("stock_hold", "product_id", "warehouse_id"),
    check(
        "quantities", "quantity > 0 AND consumed >= 0 AND released >= 0 AND consumed + released <= quantity"
    ),
    versioned=False,
)

STOCK_MOVE: Record = declare(
    name="stock_move",
    path="stock-moves",
    module="stock",
    title="source_number",
    sort="-posted_at",
    by_company=True,
    append_only=True,
    about=("source_type", "source_id"),
    permissions=Permissions(view=may.VIEW_MOVE),
    fields=(
        Field(name="posted_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(
            name="kind",
            kind=Kind.CHOICE,
            choices=("receipt", "issue", "return", "transfer", "adjustment"),
            required=True,
            in_list=True,
        ),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="product_id", kind=Kind.REFERENCE, references="product", required=True, in_list=True),
        Field(name="quantity", kind=Kind.QUANTITY, required=True, in_list=True),
        Field(name="value", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="source_type", required=True, in_list=True),
        Field(name="source_number", required=True, in_list=True),
    ),
    extra=(
        uuid_column("source_id"),
        uuid_column("line_id"),
        unique("source_type", "line_id"),
        Index("ix_stock_move_product", "tenant_id", "company_id", "warehouse_id", "product_id", "posted_at"),
        index("stock_move", "posted_at", "id"),
        check(
            "direction",
            "CASE kind WHEN 'adjustment' THEN quantity = 0 AND value <> 0 "
            "WHEN 'transfer' THEN quantity <> 0 "
            "ELSE quantity <> 0 AND (quantity > 0) = (kind <> 'issue') AND value * sign(quantity) >= 0 END",
        ),
    ),
)
