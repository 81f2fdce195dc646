"""Transfers: goods on their way from one warehouse to another, and where they arrived."""

from sqlalchemy import Integer

from heyi.modules.stock import permissions as may
from heyi.modules.stock.states import TransferState
from heyi.platform.db.schema import QUANTITY, belongs_to, check, column, index, tenant_table, unique
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

TRANSFER_SERIES = series("stock_transfer", NumberRule("DB"))
ARRIVAL_SERIES = series("stock_arrival", NumberRule("DR"))

STOCK_TRANSFER: Record = declare(
    name="stock_transfer",
    path="stock-transfers",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="sent_on", state="state"),
    permissions=Permissions(view=may.VIEW_STOCK),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, read_only=True),
        Field(
            name="from_warehouse_id",
            kind=Kind.REFERENCE,
            references="warehouse",
            required=True,
            in_list=True,
        ),
        Field(
            name="to_warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True
        ),
        Field(name="sent_on", kind=Kind.DATE, required=True, in_list=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(TransferState),
            default=TransferState.DRAFT,
            in_list=True,
            read_only=True,
        ),
        Field(name="direct", kind=Kind.BOOLEAN, default=False, read_only=True),
        Field(name="note", kind=Kind.LONG_TEXT, in_list=True),
    ),
    extra=(
        index("stock_transfer", "created_at", "id"),
        check("places", "from_warehouse_id <> to_warehouse_id"),
        check("number", "(number IS NOT NULL) = (state IN ('sent', 'done'))"),
    ),
)

# Of what was sent: arrived, come back to where it left, or written off; the rest is on its way.
STOCK_TRANSFER_LINE = tenant_table(
    "stock_transfer_line",
    *belongs_to("transfer_id", "stock_transfer", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("arrived", QUANTITY, default="0"),
    column("returned", QUANTITY, default="0"),
    column("lost", QUANTITY, default="0"),
    unique("transfer_id", "line_no"),
    index("stock_transfer_line", "product_id"),
    check(
        "quantities",
        "quantity > 0 AND arrived >= 0 AND returned >= 0 AND lost >= 0 AND arrived + returned + lost <= quantity",
    ),
    versioned=False,
)

STOCK_ARRIVAL: Record = declare(
    name="stock_arrival",
    path="stock-arrivals",
    module="stock",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="arrived_on"),
    permissions=Permissions(view=may.VIEW_STOCK),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=ARRIVAL_SERIES),
        Field(name="kind", kind=Kind.CHOICE, choices=("arrival", "return"), default="arrival", in_list=True),
        Field(
            name="transfer_id", kind=Kind.REFERENCE, references="stock_transfer", required=True, in_list=True
        ),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="arrived_on", kind=Kind.DATE, required=True, in_list=True),
    ),
    extra=(index("stock_arrival", "transfer_id"), index("stock_arrival", "created_at", "id")),
)

STOCK_ARRIVAL_LINE = tenant_table(
    "stock_arrival_line",
    *belongs_to("arrival_id", "stock_arrival"),
    column("line_no", Integer),
    *belongs_to("transfer_line_id", "stock_transfer_line"),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    unique("arrival_id", "line_no"),
    index("stock_arrival_line", "transfer_line_id"),
    check("quantity", "quantity > 0"),
    append_only=True,
)
