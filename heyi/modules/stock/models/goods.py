"""The goods ledger: warehouses, what lies there, what is held for whom, and every move, only ever added."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ColumnElement, Date, Index, or_, select, text

from heyi.modules.stock import permissions as may
from heyi.modules.stock.errors import BinsNeverShort, KindKept, NotEmpty, ShortNow, TransitKept
from heyi.modules.stock.rules.houses import ENTRUSTED, KINDS, TRANSIT, USUAL, wrong_warehouse
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
COST_RUN_SERIES = series("cost_run", NumberRule("CBHS"))


_KEPT = {"kind", "goods_owner_id"}


def _guard_warehouse(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """Where goods are in transit, transfers need it; what is short is filled before that is forbidden; a warehouse is
    emptied before it is switched off; and whose goods lie there, and whether they are held back, stays as it was when
    the first came.

    The row is held as by whoever switches bins: movers keep it shared, so nobody is under way who read it otherwise.

    Raises:
        TransitKept: the place of goods in transit would be switched off, or run short.
        BinsNeverShort: goods of a warehouse with bins would run short, but what stands on a shelf is counted.
        ShortNow: something is short there.
        KindKept: goods lie there, or did, so it stays of its kind and their owner's.
        NotEmpty: goods lie there, or are promised from there.
    """
    kept, closed = _KEPT & changed.keys(), changed.get("active") is False
    if not closed and "may_run_short" not in changed and not kept:
        return
    table = record.table.c
    held = uow.first(
        select(table.kind, table.binned, table.name)
        .where(table.tenant_id == uow.tenant_id, table.id == record_id)
        .with_for_update(key_share=True)
    )
    if held is None:
        return
    if held["kind"] == TRANSIT:
        raise TransitKept
    if changed.get("may_run_short") and held["binned"]:
        raise BinsNeverShort(warehouse=held["name"])
    own = STOCK_BALANCE.c
    if kept and _lies(uow, record_id):
        raise KindKept(warehouse=held["name"])
    if changed.get("may_run_short") is False and _lies(uow, record_id, own.short):
        raise ShortNow(warehouse=held["name"])
    if closed and _lies(uow, record_id, or_(own.on_hand != 0, own.held != 0)):
        raise NotEmpty(warehouse=held["name"])


def _lies(uow: UnitOfWork, warehouse_id: UUID, *which: ColumnElement[bool]) -> bool:
    own = STOCK_BALANCE.c
    found = select(own.id).where(own.tenant_id == uow.tenant_id, own.warehouse_id == warehouse_id, *which)
    return uow.scalar(found.limit(1)) is not None


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
            choices=KINDS,
            reserved=(TRANSIT,),
            default=USUAL,
            in_list=True,
        ),
        # Whose goods lie there, where they are not ours.
        Field(
            name="goods_owner_id",
            kind=Kind.REFERENCE,
            references="party",
            in_list=True,
            show_if={"field": "kind", "op": "eq", "value": ENTRUSTED},
        ),
        # Whether its goods stand in bins; a verb switches it, for all that lies there moves with it.
        Field(name="binned", kind=Kind.BOOLEAN, default=False, in_list=True, in_form=False, read_only=True),
        # Whether more may be promised and leave than lies there, where papers follow the goods.
        Field(name="may_run_short", kind=Kind.BOOLEAN, default=False),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(
        # The one place of a company's goods on their way between its warehouses; usual ones have none here.
        uuid_column("transit_of", nullable=True),
        unique("transit_of"),
        check("transit", "(kind = 'transit') = (transit_of IS NOT NULL) AND (transit_of IS NULL OR active)"),
        check("goods_owner", "(kind = 'entrusted') = (goods_owner_id IS NOT NULL)"),
        check("bins", "NOT binned OR kind <> 'transit'"),
        check("short", "NOT may_run_short OR (kind = 'usual' AND NOT binned)"),
    ),
    guard=_guard_warehouse,
    wrong=wrong_warehouse,
)

# Law 8: what is on hand and held changes by conditional updates only, and these checks stand behind them.
STOCK_BALANCE = tenant_table(
    "stock_balance",
    *belongs_to("company_id", "company"),
    *belongs_to("warehouse_id", "warehouse"),
    *belongs_to("product_id", "product"),
    column("on_hand", QUANTITY),
    column("held", QUANTITY),
    # Waits to be looked at, or was found bad: it lies there and is available to nobody.
    column("blocked", QUANTITY, default="0"),
    # Details are kept here of what is told apart by no lot, since some of it had to wait to be looked at.
    column("apart", Boolean, default="false"),
    # Where goods of the product are put if nobody says where: the bin that was named last.
    *belongs_to("usual_bin_id", "warehouse_bin", nullable=True),
    # The count that nothing may be moved under until it ends.
    *belongs_to("frozen_by", "stock_count", nullable=True),
    unique("warehouse_id", "product_id"),
    index("stock_balance", "product_id"),
    # More is promised, or has left, than lies there, and its warehouse allowed it; false as soon as that is over.
    column("short", Boolean, default="false"),
    Index("ix_stock_balance_short", "tenant_id", "warehouse_id", postgresql_where=text("short")),
    check("on_hand", "on_hand >= 0 OR short"),
    check("held", "held >= 0 AND blocked >= 0 AND (held + blocked <= on_hand OR short)"),
    versioned=False,
)

# All goods of a product in one company are worth something together (总仓核算), wherever they lie. `seq` numbers the
# moves of a pool under its lock, `last_on` is the latest day of one: what is dated before it is valued by a replay.
STOCK_POOL = tenant_table(
    "stock_pool",
    *belongs_to("company_id", "company"),
    *belongs_to("product_id", "product"),
    column("on_hand", QUANTITY),
    column("value", MONEY),
    text_column("method"),
    # On which account all that these goods are worth stands; it is changed by moving all of it.
    text_column("account"),
    column("seq", BigInteger, default="0"),
    column("last_on", Date, nullable=True),
    # Nothing may be dated before the method came into force; a month's average is reckoned up to this move.
    column("method_since", Date, nullable=True),
    column("reckoned_seq", BigInteger, default="0"),
    # What one is worth where goods go by a standard cost; up to `reckoned_seq` they stand at what came before it.
    column("standard", QUANTITY, nullable=True),
    unique("company_id", "product_id"),
    # Below zero are goods that left before they came in, as places of warehouses allowed; what they left at is owed.
    check(
        "value",
        "CASE WHEN on_hand > 0 THEN value >= 0 WHEN on_hand = 0 THEN value = 0 ELSE value <= 0 END",
    ),
    check("method", "method IN ('moving_average', 'fifo', 'month_average', 'standard')"),
    check("standard", "standard >= 0 AND (method <> 'standard' OR on_hand = 0 OR standard IS NOT NULL)"),
    versioned=False,
)

COSTING_RULE = tenant_table(
    "costing_rule",
    *belongs_to("company_id", "company"),
    # Of a category and all below it that say nothing else; without one it is the company's own word.
    *belongs_to("category_id", "product_category", nullable=True),
    text_column("method"),
    Index(
        "uq_costing_rule_category",
        "tenant_id",
        "company_id",
        "category_id",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
    index("costing_rule", "category_id"),
    check("method", "method IN ('moving_average', 'fifo', 'month_average', 'standard')"),
)

# What is left of each receipt of a pool whose oldest goods leave first; gone when nothing is left.
STOCK_LAYER = tenant_table(
    "stock_layer",
    *belongs_to("company_id", "company"),
    *belongs_to("product_id", "product"),
    *belongs_to("move_id", "stock_move"),
    column("occurred_on", Date),
    column("seq", BigInteger),
    column("quantity", QUANTITY),
    column("value", MONEY),
    unique("move_id"),
    index("stock_layer", "company_id", "product_id", "occurred_on", "seq"),
    check("quantity", "quantity > 0 AND value >= 0"),
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
    # For which day they are wanted; without one, for that of their document.
    column("day", Date, nullable=True),
    column("quantity", QUANTITY),
    column("consumed", QUANTITY, default="0"),
    column("released", QUANTITY, default="0"),
    # The last day on which they are kept; without one, until they leave or are let go.
    column("expires_on", Date, nullable=True),
    unique("source_type", "line_id"),
    index("stock_hold", "source_type", "source_id"),
    index("stock_hold", "product_id", "warehouse_id"),
    Index(
        "ix_stock_hold_open",
        "tenant_id",
        "company_id",
        "product_id",
        postgresql_where=text("quantity > consumed + released"),
    ),
    # Of the few that run out, those of a place.
    Index(
        "ix_stock_hold_expiring",
        "tenant_id",
        "product_id",
        "warehouse_id",
        "expires_on",
        postgresql_where=text("expires_on IS NOT NULL AND quantity > consumed + released"),
    ),
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
            choices=("receipt", "issue", "return", "transfer", "adjustment", "entrusted"),
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
        # The line whose move this one takes back, wholly or in part: its goods come back at what they left at.
        uuid_column("origin_line_id", nullable=True),
        # The move whose value this adjustment corrects; it stands on that move's day and at its place.
        *belongs_to("adjusts_id", "stock_move", nullable=True),
        column("seq", BigInteger),
        # Takes what is found later to be wrong in this move's value.
        text_column("cost_account"),
        unique("source_type", "line_id"),
        Index("ix_stock_move_pool", "tenant_id", "company_id", "product_id", "occurred_on", "seq"),
        Index(
            "ix_stock_move_origin",
            "tenant_id",
            "origin_line_id",
            postgresql_where=text("origin_line_id IS NOT NULL"),
        ),
        Index(
            "ix_stock_move_adjusts",
            "tenant_id",
            "adjusts_id",
            postgresql_where=text("adjusts_id IS NOT NULL"),
        ),
        index("stock_move", "posted_at", "id"),
        check(
            "direction",
            "CASE kind WHEN 'adjustment' THEN quantity = 0 AND value <> 0 "
            "WHEN 'transfer' THEN quantity <> 0 AND value = 0 "
            # Goods of another owner that come into our keeping or leave it: they are worth nothing to us.
            "WHEN 'entrusted' THEN quantity <> 0 AND value = 0 "
            "ELSE quantity <> 0 AND (quantity > 0) = (kind <> 'issue') AND value * sign(quantity) >= 0 END",
        ),
    ),
)

COST_RUN: Record = declare(
    name="cost_run",
    path="cost-runs",
    module="stock",
    title="number",
    sort="-posted_at",
    by_company=True,
    append_only=True,
    permissions=Permissions(view=may.VIEW_MOVE),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=COST_RUN_SERIES),
        Field(name="posted_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="period", required=True, in_list=True, max_length=7),
        Field(name="products", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="corrected", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="difference", kind=Kind.MONEY, required=True, in_list=True),
    ),
    extra=(index("cost_run", "posted_at", "id"),),
)
