"""Which seas there are, who is of them today, and what is left of a person's quota."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from heyi.modules.sea.contracts import MyPool, People, Pool
from heyi.modules.sea.errors import NotAdministrator
from heyi.modules.sea.models import CLAIM_COUNT, POOL, POOL_VIEWING
from heyi.modules.sea.permissions import MANAGE_POOL
from heyi.modules.sea.rules import rule_of
from heyi.platform.errors import FieldProblem, NotFound
from heyi.platform.identity.reach import people_in
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import Actor, UnitOfWork

_POOL = POOL.table
_PLAIN = ("id", "name", "holds", "active", "position", "claim_limit", "view_limit")
_DAYS = ("cool_down_days", "protect_days", "warn_days")


def pools(uow: UnitOfWork) -> Sequence[Pool]:
    """All seas of the tenant in their order."""
    return uow.settled("pools", lambda: _load(uow))


def pools_holding(uow: UnitOfWork, record: str) -> list[Pool]:
    """The seas of one kind of record that are switched on, in their order."""
    return [pool for pool in pools(uow) if pool.holds == record and pool.active]


def pool_of(uow: UnitOfWork, pool_id: UUID) -> Pool:
    """The sea of that id, for somebody who is of it.

    Raises:
        NotFound: there is none, or the actor is neither its member nor its administrator.
    """
    pool = next((one for one in pools(uow) if one.id == pool_id), None)
    if pool is None or not (is_member(uow, pool) or administers(uow, pool)) or not _may_see(uow, pool):
        raise NotFound(what="record.pool")
    return pool


def require_administrator(uow: UnitOfWork, pool: Pool) -> None:
    """Let the verb go on only for an administrator of the sea.

    Raises:
        NotAdministrator: the actor is none.
    """
    if not administers(uow, pool):
        raise NotAdministrator(pool=pool.name)


def administers(uow: UnitOfWork, pool: Pool) -> bool:
    """Whether the actor is an administrator of the sea, or manages all of them."""
    return uow.actor.may(MANAGE_POOL) or uow.actor.user_id in pool.administrators


def of_pool(actor: Actor, pool: Pool) -> bool:
    """Whether somebody is of the sea, as its member or administrator."""
    known = actor.user_id in pool.members or actor.user_id in pool.administrators
    return known or actor.may(MANAGE_POOL)


def is_member(uow: UnitOfWork, pool: Pool) -> bool:
    """Whether the actor may claim from the sea."""
    return uow.actor.user_id in pool.members


def shape_in(uow: UnitOfWork, pool: Pool) -> Record:
    """The kind of record that lies in the sea."""
    return shape_of(uow, pool.holds)


def people(uow: UnitOfWork, kept: Mapping[str, Any]) -> frozenset[UUID]:
    """Who is meant, today, by persons and departments."""
    named = people_of(kept)
    return frozenset(named.users) | people_in(uow, named.departments)


def people_of(kept: Mapping[str, Any]) -> People:
    """Persons and departments from what is kept."""
    return People(
        tuple(UUID(one) for one in kept.get("users", ())),
        tuple(UUID(one) for one in kept.get("departments", ())),
    )


def people_problems(uow: UnitOfWork, place: str, named: Mapping[str, Any]) -> list[FieldProblem]:
    """Which of these persons and departments do not exist, each at its place."""
    found: list[FieldProblem] = []
    for kind, table in (("users", APP_USER), ("departments", DEPARTMENT)):
        ids = {UUID(str(one)) for one in named.get(kind, ())}
        if not ids:
            continue
        query = select(table.c.id).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids))
        missing = sorted(ids - {row["id"] for row in uow.rows(query)})
        where = f"{place}.{kind}" if place else kind
        found += [FieldProblem(where, "no_such_record", {"value": str(one)}) for one in missing]
    return found


def my_pools(uow: UnitOfWork, holds: str | None) -> list[MyPool]:
    """The seas that the actor may look into, what lies in them and what is left of his quota today."""
    mine = [
        pool
        for pool in pools(uow)
        if pool.active
        and holds in (None, pool.holds)
        and (is_member(uow, pool) or administers(uow, pool))
        and _may_see(uow, pool)
    ]
    inside = _inside(uow, mine)
    used = _used(uow)
    viewed = _viewed(uow)
    return [
        MyPool(
            id=pool.id,
            name=pool.name,
            holds=pool.holds,
            path=shape_in(uow, pool).path,
            is_administrator=administers(uow, pool),
            is_member=is_member(uow, pool),
            inside=inside.get(pool.id, 0),
            claim_limit=pool.claim_limit,
            claims_left=_left(pool.claim_limit, used.get(pool.id, 0)),
            view_limit=pool.view_limit,
            views_left=_left(pool.view_limit, viewed.get(pool.id, 0)),
            hidden_fields=[] if administers(uow, pool) else sorted(pool.hidden_fields),
        )
        for pool in mine
    ]


def inside(uow: UnitOfWork, pool: Pool) -> int:
    """How many records lie in a sea."""
    return _inside(uow, [pool]).get(pool.id, 0)


def _left(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(limit - used, 0)


def _may_see(uow: UnitOfWork, pool: Pool) -> bool:
    try:
        return uow.actor.may(shape_in(uow, pool).permissions.view)
    except KeyError:
        return False


def _inside(uow: UnitOfWork, mine: Sequence[Pool]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for holds in sorted({pool.holds for pool in mine}):
        table = shape_of(uow, holds).table
        ids = [pool.id for pool in mine if pool.holds == holds]
        query = (
            select(table.c.pool_id, func.count().label("inside"))
            .where(
                table.c.tenant_id == uow.tenant_id,
                table.c.pool_id.in_(ids),
                *access.worked_on(shape_of(uow, holds), table),
            )
            .group_by(table.c.pool_id)
        )
        found |= {row["pool_id"]: row["inside"] for row in uow.rows(query)}
    return found


def _used(uow: UnitOfWork) -> dict[UUID, int]:
    counted = CLAIM_COUNT.c
    query = select(counted.pool_id, counted.used).where(
        counted.tenant_id == uow.tenant_id,
        counted.user_id == uow.actor.user_id,
        counted.day == uow.today,
    )
    return {row["pool_id"]: row["used"] for row in uow.rows(query)}


def _viewed(uow: UnitOfWork) -> dict[UUID, int]:
    viewing = POOL_VIEWING.c
    query = (
        select(viewing.pool_id, func.count().label("viewed"))
        .where(
            viewing.tenant_id == uow.tenant_id,
            viewing.user_id == uow.actor.user_id,
            viewing.day == uow.today,
        )
        .group_by(viewing.pool_id)
    )
    return {row["pool_id"]: row["viewed"] for row in uow.rows(query)}


def _load(uow: UnitOfWork) -> tuple[Pool, ...]:
    rows = uow.rows(
        select(_POOL).where(_POOL.c.tenant_id == uow.tenant_id).order_by(_POOL.c.position, _POOL.c.id)
    )
    return tuple(_pool(uow, row) for row in rows)


def _pool(uow: UnitOfWork, row: Mapping[Any, Any]) -> Pool:
    days: dict[str, Any] = {name: row[name] or 0 for name in _DAYS}
    return Pool(
        **{name: row[name] for name in _PLAIN},
        **days,
        members=people(uow, row["members"]),
        administrators=people(uow, row["administrators"]),
        hidden_fields=row["hidden_fields"],
        rules=tuple(rule_of(kept) for kept in row["rules"]),
    )
