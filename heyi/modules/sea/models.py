"""Public seas and their rules, what was taken out of them and by whom, and what fell into them in which night."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, select

from heyi.modules.sea import permissions as may
from heyi.modules.sea.errors import PoolNotEmpty
from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.records.shapes import shape_of
from heyi.platform.tenancy.carried import carry_along

if TYPE_CHECKING:
    from heyi.platform.unit_of_work import UnitOfWork

_PEOPLE = '{"users": [], "departments": []}'


def _keep_full_ones(uow: "UnitOfWork", record: Record, pool_id: UUID, changed: Mapping[str, Any]) -> None:
    """A sea with something in it stays switched on, and keeps holding the same kind of record."""
    if changed.get("active", True) and "holds" not in changed:
        return
    for holds in ("party", "lead"):
        try:
            table = shape_of(uow, holds).table
        except KeyError:
            continue
        inside = select(table.c.id).where(table.c.tenant_id == uow.tenant_id, table.c.pool_id == pool_id)
        if uow.scalar(inside.limit(1)) is not None:
            name = uow.scalar(
                select(record.table.c.name).where(
                    record.table.c.tenant_id == uow.tenant_id, record.table.c.id == pool_id
                )
            )
            raise PoolNotEmpty(pool=name)


def _days(name: str, default: int | None = None, most: int = 3650) -> Field:
    return Field(name=name, kind=Kind.NUMBER, default=default, minimum=0, maximum=most, group="limits")


POOL: Record = declare(
    name="pool",
    path="pools",
    module="sea",
    title="name",
    sort="position",
    is_setting=True,
    permissions=Permissions(
        view=may.VIEW_POOL, create=may.MANAGE_POOL, update=may.MANAGE_POOL, delete=may.MANAGE_POOL
    ),
    fields=(
        Field(name="name", required=True, unique=True, in_list=True, max_length=60),
        Field(name="holds", kind=Kind.CHOICE, choices=("party", "lead"), default="party", in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        Field(name="position", kind=Kind.NUMBER, default=0, minimum=0, maximum=1000, adds_up=False),
        Field(
            name="claim_limit",
            kind=Kind.NUMBER,
            minimum=0,
            maximum=10_000,
            in_list=True,
            group="limits",
            adds_up=False,
        ),
        Field(name="view_limit", kind=Kind.NUMBER, minimum=0, maximum=100_000, group="limits", adds_up=False),
        _days("cool_down_days", 0),
        _days("protect_days", 0),
        _days("warn_days", 3, 365),
    ),
    extra=(
        column("members", JSON_DATA, default=_PEOPLE),
        column("administrators", JSON_DATA, default=_PEOPLE),
        column("hidden_fields", JSON_DATA, default='{"phone": "masked", "email": "masked"}'),
        column("rules", JSON_DATA, default="[]"),
    ),
    guard=_keep_full_ones,
)

# How many each person claimed from each sea on each day of the company; raised in the transaction of the claim.
CLAIM_COUNT = tenant_table(
    "claim_count",
    uuid_column("user_id"),
    *belongs_to("pool_id", "pool", on_delete="CASCADE"),
    column("day", Date),
    column("used", Integer),
    check("not_negative", "used >= 0"),
    index("claim_count", "pool_id"),
    versioned=False,
    keyed_by=("user_id", "pool_id", "day"),
)

# Who took what out of which sea; `how` is claim or assign.
CLAIM = tenant_table(
    "claim",
    uuid_column("pool_id"),
    text_column("record"),
    uuid_column("record_id"),
    uuid_column("user_id"),
    text_column("how"),
    column("day", Date),
    column("at", INSTANT),
    check("how", "how IN ('claim', 'assign')"),
    index("claim", "user_id", "pool_id", "day"),
    index("claim", "record", "record_id"),
    append_only=True,
)

# What of a sea somebody opened on a day; the same record twice is one row.
POOL_VIEWING = tenant_table(
    "pool_viewing",
    uuid_column("user_id"),
    *belongs_to("pool_id", "pool", on_delete="CASCADE"),
    column("day", Date),
    uuid_column("record_id"),
    index("pool_viewing", "pool_id"),
    versioned=False,
    keyed_by=("user_id", "pool_id", "day", "record_id"),
)

# How many somebody may own, or lock: for the people of a rule, one by one.
CAPACITY_RULE = tenant_table(
    "capacity_rule",
    text_column("name"),
    text_column("holds"),
    text_column("kind"),
    column("at_most", Integer),
    column("won_exempt", Boolean, default="false"),
    column("people", JSON_DATA, default=_PEOPLE),
    unique("name"),
    check("kind", "kind IN ('own', 'lock')"),
    check("at_most", "at_most >= 0"),
)

carry_along(POOL.table, CAPACITY_RULE)

RECYCLE_RUN = tenant_table(
    "recycle_run",
    column("day", Date),
    column("at", INSTANT),
    unique("day"),
    append_only=True,
)

# What fell in a night: whose it was, by which rule, and what must be put back to undo it.
RECYCLE_LINE = tenant_table(
    "recycle_line",
    *belongs_to("run_id", "recycle_run"),
    text_column("record"),
    uuid_column("record_id"),
    text_column("title"),
    uuid_column("owner_id"),
    uuid_column("pool_id"),
    column("rule", JSON_DATA),
    column("due_on", Date),
    column("before", JSON_DATA),
    index("recycle_line", "run_id", "id"),
    index("recycle_line", "record", "record_id"),
    append_only=True,
)

# A night that was taken back: how many came back, and which did not and why.
RECYCLE_UNDO = tenant_table(
    "recycle_undo",
    *belongs_to("run_id", "recycle_run"),
    column("at", INSTANT),
    uuid_column("user_id", nullable=True),
    column("returned", Integer),
    column("refused", JSON_DATA),
    unique("run_id"),
    append_only=True,
)
