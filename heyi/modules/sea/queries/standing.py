"""How we stand with one record: where it lies, when it falls and why, what the reader may do about it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from heyi.modules.sea.contracts import Named, Standing
from heyi.modules.sea.permissions import CLAIM, LOCK, PUT_BACK
from heyi.modules.sea.queries.falling import days_of, reason, rules_for, told
from heyi.modules.sea.queries.pools import administers, is_member, pools, pools_holding
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


def standing_of(uow: UnitOfWork, shape: Record, record_id: UUID) -> Standing:
    """How we stand with a record that the actor sees.

    Raises:
        NotFound: he does not, or it does not exist.
    """
    access.require_row(uow, shape, record_id)
    table = shape.table
    query = select(table).where(table.c.tenant_id == uow.tenant_id, table.c.id == record_id)
    row = uow.first(query)
    if row is None:
        raise NotFound(what=f"record.{shape.name}")
    owner = row[shape.owner_field]
    pool = next((one for one in pools(uow) if one.id == row["pool_id"]), None)
    mine = [one for one in pools_holding(uow, shape.name) if is_member(uow, one) or administers(uow, one)]
    actions: list[str] = []
    may_change = "share" in access.within_reach(uow, shape, record_id, ["share"])
    if pool is not None and pool in mine:
        if uow.actor.may(CLAIM) and is_member(uow, pool):
            actions.append("claim")
        if administers(uow, pool):
            actions += ["assign", "move"]
    elif owner is not None and may_change and pools_holding(uow, shape.name) and not _ended(shape, row):
        if uow.actor.may(PUT_BACK) and mine and not row["locked"]:
            actions.append("put_back")
        if uow.actor.may(LOCK):
            actions.append("unlock" if row["locked"] else "lock")
    rules = rules_for(uow, shape.name)
    falling = days_of(uow, shape, rules, table.c.id == record_id)
    found = uow.first(select(falling)) if falling is not None else None
    due = found["due"] if found else None
    why = None
    if found is not None and due is not None:
        why = told(rules[found["driver"]], due, row.get("level"))
    return Standing(
        pool=Named(pool.id, pool.name) if pool else None,
        locked=row["locked"],
        due_on=due,
        days_left=None if due is None else (due - uow.today).days,
        reason=reason(uow, why) if why else None,
        rule=rules[found["driver"]].pool.name if found is not None and due is not None else None,
        allowed_actions=actions,
        pools=[Named(one.id, one.name) for one in mine],
    )


def _ended(shape: Record, row: Mapping[Any, Any]) -> bool:
    """Whether nobody works with a record any more: then it neither falls nor is put back, and needs no lock."""
    return shape.worked_on is not None and row[shape.worked_on[0]] not in shape.worked_on[1]


def due_soon(uow: UnitOfWork, shape: Record) -> int:
    """How many of the actor's own records fall within the warning days of his seas."""
    warned = [pool.warn_days for pool in pools_holding(uow, shape.name) if is_member(uow, pool)]
    if not warned:
        return 0
    table = shape.table
    here = (
        table.c.tenant_id == uow.tenant_id,
        table.columns[shape.owner_field] == uow.actor.user_id,
        table.c.due_on <= uow.today + timedelta(days=max(warned)),
    )
    return int(uow.scalar(select(func.count()).select_from(table).where(*here)))
