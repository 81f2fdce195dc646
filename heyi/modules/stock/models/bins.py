"""Bins (库位): where in a warehouse goods stand, and how they were moved from one into another."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Index, Integer, select, text

from heyi.modules.stock import permissions as may
from heyi.modules.stock.errors import ReceivingBinKept
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

BIN_MOVE_SERIES = series("bin_move", NumberRule("YK"))


def _keep_receiving(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """Goods that nobody says a bin for come into it."""
    table = record.table.c
    if changed.get("active") is False and uow.scalar(
        select(table.receiving).where(table.tenant_id == uow.tenant_id, table.id == record_id)
    ):
        raise ReceivingBinKept


# A barcode on the shelf is the code, so the code stays; a bin that is not used any more is switched off.
WAREHOUSE_BIN: Record = declare(
    name="warehouse_bin",
    path="warehouse-bins",
    module="stock",
    title="code",
    sort="position",
    by_company=True,
    permissions=Permissions(view=may.VIEW_STOCK, update=may.MANAGE_BIN),
    fields=(
        Field(name="code", required=True, searchable=True, in_list=True, read_only=True, max_length=40),
        Field(
            name="warehouse_id",
            kind=Kind.REFERENCE,
            references="warehouse",
            required=True,
            in_list=True,
            read_only=True,
        ),
        Field(name="name", in_list=True, searchable=True, max_length=60),
        Field(name="position", kind=Kind.NUMBER, required=True, minimum=0, maximum=1_000_000, adds_up=False),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(
        column("receiving", Boolean, default="false"),
        unique("warehouse_id", "code"),
        index("warehouse_bin", "position", "id"),
        Index(
            "uq_warehouse_bin_receiving",
            "tenant_id",
            "warehouse_id",
            unique=True,
            postgresql_where=text("receiving"),
        ),
        check("receiving", "active OR NOT receiving"),
    ),
    guard=_keep_receiving,
)

BIN_MOVE: Record = declare(
    name="bin_move",
    path="bin-moves",
    module="stock",
    title="number",
    sort="-posted_at",
    by_company=True,
    append_only=True,
    document=Document(occurred_on="moved_on"),
    permissions=Permissions(view=may.VIEW_MOVE),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=BIN_MOVE_SERIES),
        # Bins switched on, or off, move all goods of the warehouse into its bins, or out of them.
        Field(name="kind", kind=Kind.CHOICE, choices=("move", "on", "off"), required=True, in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="moved_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="moved_by", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="posted_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="note", in_list=True),
    ),
    extra=(index("bin_move", "posted_at", "id"),),
)

BIN_MOVE_LINE = tenant_table(
    "bin_move_line",
    *belongs_to("bin_move_id", "bin_move"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    *belongs_to("lot_id", "stock_lot", nullable=True),
    text_column("quality"),
    *belongs_to("from_bin_id", "warehouse_bin", nullable=True),
    *belongs_to("to_bin_id", "warehouse_bin", nullable=True),
    column("quantity", QUANTITY),
    unique("bin_move_id", "line_no"),
    index("bin_move_line", "product_id"),
    check("quantity", "quantity > 0"),
    check("bins", "from_bin_id IS DISTINCT FROM to_bin_id"),
    append_only=True,
)
