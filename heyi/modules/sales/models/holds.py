"""Goods that are kept for a customer before he orders, up to a day, and how long that may be."""

from sqlalchemy import BigInteger, Index, Integer, text

from heyi.modules.sales import permissions as may
from heyi.modules.sales.states import HoldState
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
from heyi.platform.records.handing import Handing

HOLD_SERIES = series("goods_hold", NumberRule("YL"))
# Until a company says otherwise, goods are kept for so many days, and for this many at most.
USUAL_HELD_DAYS, MOST_HELD_DAYS, LONGEST_HELD_DAYS = 7, 30, 365

GOODS_HOLD: Record = declare(
    name="goods_hold",
    path="goods-holds",
    module="sales",
    title="number",
    party_field="party_id",
    owner_field="owner_id",
    by_company=True,
    document=Document(occurred_on="made_on", state="state"),
    handing=Handing(along="party_id", open=("state", (HoldState.HELD,))),
    permissions=Permissions(view=may.VIEW_HOLD, transfer=may.TRANSFER_ORDER),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=HOLD_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="opportunity_id", kind=Kind.REFERENCE, references="opportunity", in_list=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(HoldState), required=True, in_list=True),
        Field(name="made_on", kind=Kind.DATE, required=True, in_list=True),
        # The last day on which the goods are kept, while they are.
        Field(name="expires_on", kind=Kind.DATE, in_list=True, read_only=True, deadline=True),
        Field(name="ended_on", kind=Kind.DATE, read_only=True),
        Field(name="reason", required=True, in_list=True, max_length=200),
        Field(name="release_reason", read_only=True, max_length=200),
        Field(name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
    ),
    extra=(
        index("goods_hold", "party_id", "id"),
        index("goods_hold", "opportunity_id"),
        index("goods_hold", "created_at", "id"),
        index("goods_hold", "owner_id", "made_on"),
        Index(
            "ix_goods_hold_expires",
            "tenant_id",
            "company_id",
            "expires_on",
            postgresql_where=text("state = 'held'"),
        ),
        check("expires", "(state = 'held') = (expires_on IS NOT NULL) AND expires_on >= made_on"),
        check("ended", "(state = 'held') = (ended_on IS NULL)"),
    ),
)

# `quantity` and `used` are of the product's own unit, what was typed of the unit as typed.
GOODS_HOLD_LINE = tenant_table(
    "goods_hold_line",
    *belongs_to("hold_id", "goods_hold"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("quantity", QUANTITY),
    *belongs_to("unit_id", "unit"),
    column("typed_quantity", QUANTITY),
    column("unit_numerator", BigInteger, default="1"),
    column("unit_denominator", BigInteger, default="1"),
    # So many went over to orders of the customer.
    column("used", QUANTITY, default="0"),
    index("goods_hold_line", "hold_id"),
    check("typed", "typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator"),
    check("used", "quantity > 0 AND used >= 0 AND used <= quantity"),
    versioned=False,
)

# For how many days goods are kept in a company; one row, once it chose.
HOLD_RULES = tenant_table(
    "hold_rules",
    *belongs_to("company_id", "company"),
    column("usual_days", Integer, default=str(USUAL_HELD_DAYS)),
    column("most_days", Integer, default=str(MOST_HELD_DAYS)),
    unique("company_id"),
    check("days", f"usual_days BETWEEN 1 AND most_days AND most_days <= {LONGEST_HELD_DAYS}"),
)
