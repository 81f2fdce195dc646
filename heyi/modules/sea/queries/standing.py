"""How we stand with one record: where it lies, when it falls and why, what the reader may do about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, func, or_, select

from heyi.modules.sea.contracts import FALLING_SOON, Named, Standing
from heyi.modules.sea.permissions import CLAIM, LOCK, PUT_BACK
from heyi.modules.sea.queries.falling import days_of, reason, rules_for, told
from heyi.modules.sea.queries.pools import administers, is_member, pools, pools_holding
from heyi.platform.errors import NotFound
from heyi.platform.notify.writing import Notice
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shapes
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


def falling_soon(uow: UnitOfWork) -> Iterator[Notice]:
    """Whose records fall within the warning days of the seas whose people they are, counted for each owner."""
    for shape in shapes(uow):
        warned: dict[UUID, int] = {}
        for pool in pools_holding(uow, shape.name):
            warned |= {one: max(pool.warn_days, warned.get(one, 0)) for one in pool.members}
        if warned:
            yield from _falling_soon(uow, shape, warned)


def _falling_soon(uow: UnitOfWork, shape: Record, warned: Mapping[UUID, int]) -> Iterator[Notice]:
    table = shape.table
    owner = table.columns[shape.owner_field]
    people = defaultdict(list)
    for user_id, days in sorted(warned.items()):
        people[days].append(user_id)
    near = [
        owner.in_(users) & (table.c.due_on <= uow.today + timedelta(days=days))
        for days, users in people.items()
    ]
    found = (
        select(
            owner.label("owner_id"),
            func.count().label("count"),
            func.min(cast(table.c.id, Text)).label("first"),
            func.min(table.c.due_on).label("day"),
        )
        .where(table.c.tenant_id == uow.tenant_id, or_(*near), *access.worked_on(shape, table))
        .group_by(owner)
    )
    for row in uow.rows(found):
        days = warned[row["owner_id"]]
        last = (uow.today + timedelta(days=days)).isoformat()
        mine = {"field": shape.owner_field, "op": "eq", "value": "@me"}
        narrowed = {"and": [mine, {"field": "due_on", "op": "lte", "value": last}]}
        yield Notice(
            user_id=row["owner_id"],
            kind=FALLING_SOON,
            record=shape.name,
            record_id=UUID(row["first"]) if row["count"] == 1 else None,
            count=row["count"],
            params={
                "day": row["day"].isoformat(),
                "days": days,
                "opens": {"to": f"/{shape.path}", "filter": narrowed},
            },
            once=f"{shape.name} {uow.today}",
        )


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
