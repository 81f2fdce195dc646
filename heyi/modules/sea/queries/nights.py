"""What fell in which night, and what would fall in the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from heyi.modules.sea.contracts import (
    Falling,
    Named,
    NightPage,
    NightView,
    Pool,
    Rule,
    RuleCount,
    Simulation,
)
from heyi.modules.sea.models import POOL, RECYCLE_LINE, RECYCLE_RUN, RECYCLE_UNDO
from heyi.modules.sea.queries.falling import Numbered, among, numbered, reason, told, will_fall
from heyi.modules.sea.queries.pools import pools
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.messages import translate
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

SHOWN = 200
PAGE = 100
NIGHTS = 90


def simulate(uow: UnitOfWork, shape: Record, draft: tuple[UUID, Sequence[Rule]] | None = None) -> Simulation:
    """What falls in the coming night, by the very statement of the night; with other rules of one sea if given.

    Raises:
        NotFound: there is no such sea.
    """
    tonight = uow.today + timedelta(days=1)
    rules = numbered(_drafted(uow, shape, draft))
    query = will_fall(uow, shape, rules, tonight)
    if query is None:
        return Simulation(shape.name, uow.today, 0, [], [])
    falling = query.subquery("tonight")
    counts = uow.rows(
        select(falling.c.number, func.count().label("count")).group_by(falling.c.number).order_by("number")
    )
    known = {one.number: one for one in rules}
    by_rule = [
        RuleCount(known[row["number"]].pool.name, _words(uow, known[row["number"]]), row["count"])
        for row in counts
    ]
    return Simulation(
        shape.name,
        uow.today,
        sum(one.count for one in by_rule),
        by_rule,
        _falling(uow, shape, falling, known),
    )


def _drafted(uow: UnitOfWork, shape: Record, draft: tuple[UUID, Sequence[Rule]] | None) -> list[Pool]:
    here = [one for one in pools(uow) if one.holds == shape.name]
    if draft is not None:
        pool_id, rules = draft
        if all(one.id != pool_id for one in here):
            raise NotFound(what="record.pool")
        here = [replace(one, rules=tuple(rules)) if one.id == pool_id else one for one in here]
    return [one for one in here if one.active]


def _words(uow: UnitOfWork, one: Numbered) -> str:
    words = translate(f"sea.rule.{one.rule.kind}", uow.actor.language, {"days": one.rule.days or 0})
    return one.rule.name or words


def _falling(uow: UnitOfWork, shape: Record, falling: Any, known: Mapping[int, Numbered]) -> list[Falling]:
    table = shape.table
    level = [table.c.level] if "level" in shape.by_name else []
    query = (
        select(falling, table.columns[shape.title].label("title"), APP_USER.c.name.label("owner"), *level)
        .join(table, (table.c.tenant_id == uow.tenant_id) & (table.c.id == falling.c.id))
        .join(APP_USER, (APP_USER.c.tenant_id == uow.tenant_id) & (APP_USER.c.id == falling.c.owner_id))
        .order_by(falling.c.day, falling.c.id)
        .limit(SHOWN)
    )
    found = []
    rows = uow.rows(query)
    seen = titles_seen(uow, shape, {row["id"]: known[row["number"]].pool.id for row in rows})
    for row in rows:
        one = known[row["number"]]
        found.append(
            Falling(
                record_id=row["id"],
                title=shown_title(uow, shape, row["title"]) if row["id"] in seen else None,
                owner=Named(row["owner_id"], row["owner"]),
                pool=Named(one.pool.id, one.pool.name),
                due_on=row["day"],
                reason=reason(uow, told(one, row["day"], row.get("level"))),
            )
        )
    return found


def titles_seen(uow: UnitOfWork, shape: Record, into: Mapping[UUID, UUID]) -> set[UUID]:
    """Of records and the seas into which they fall those whose titles the reader may know: he reaches them by his
    roles, or is an administrator of that sea."""
    mine = {one.id for one in pools(uow) if uow.actor.user_id in one.administrators}
    seen = {record_id for record_id, pool_id in into.items() if pool_id in mine}
    left = into.keys() - seen
    if not left or access.sees_all(uow, shape):
        return set(into)
    table = shape.table
    query = select(table.c.id).where(*access.rows(uow, shape), among(table, sorted(left)))
    return seen | {row["id"] for row in uow.rows(query)}


def list_nights(uow: UnitOfWork) -> list[NightView]:
    """The last nights in which something fell, newest first."""
    return [_night(row) for row in uow.rows(_nights(uow).order_by(RECYCLE_RUN.c.day.desc()).limit(NIGHTS))]


def require_night(uow: UnitOfWork, run_id: UUID) -> NightView:
    """One night.

    Raises:
        NotFound: there was none of that id.
    """
    row = uow.first(_nights(uow).where(RECYCLE_RUN.c.id == run_id))
    if row is None:
        raise NotFound(what="record.recycle_run")
    return _night(row)


def my_lines_of(uow: UnitOfWork, run_id: UUID, after: UUID | None) -> NightPage:
    """What fell in a night and was the actor's, a hundred at a time, called as it was called then.

    Raises:
        NotFound: there was none of that id.
    """
    return lines_of(uow, run_id, after, mine=True)


def lines_of(uow: UnitOfWork, run_id: UUID, after: UUID | None, *, mine: bool = False) -> NightPage:
    """What fell in a night, a hundred at a time; of all, or what was the actor's.

    Raises:
        NotFound: there was none of that id.
    """
    require_night(uow, run_id)
    line, pool = RECYCLE_LINE.c, POOL.table.c
    query = (
        select(RECYCLE_LINE, APP_USER.c.name.label("owner"), pool.name.label("pool"))
        .outerjoin(APP_USER, (APP_USER.c.tenant_id == line.tenant_id) & (APP_USER.c.id == line.owner_id))
        .outerjoin(POOL.table, (pool.tenant_id == line.tenant_id) & (pool.id == line.pool_id))
        .where(line.tenant_id == uow.tenant_id, line.run_id == run_id)
        .order_by(line.id)
        .limit(PAGE + 1)
    )
    if mine:
        query = query.where(line.owner_id == uow.actor.user_id)
    rows = uow.rows(query if after is None else query.where(line.id > after))
    shown = rows[:PAGE]
    seen: set[UUID] = set()
    for record in sorted({row["record"] for row in shown}):
        into = {row["record_id"]: row["pool_id"] for row in shown if row["record"] == record}
        seen |= titles_seen(uow, shape_of(uow, record), into)
    items = [
        Falling(
            record_id=row["record_id"],
            title=shown_title(uow, shape_of(uow, row["record"]), row["title"])
            if mine or row["record_id"] in seen
            else None,
            owner=Named(row["owner_id"], row["owner"] or ""),
            pool=Named(row["pool_id"], row["pool"] or ""),
            due_on=row["due_on"],
            reason=reason(uow, row["rule"]),
        )
        for row in shown
    ]
    return NightPage(items, rows[PAGE - 1]["id"] if len(rows) > PAGE else None)


def _nights(uow: UnitOfWork) -> Any:
    run, undo, line = RECYCLE_RUN.c, RECYCLE_UNDO.c, RECYCLE_LINE.c
    fell = (
        select(func.count())
        .select_from(RECYCLE_LINE)
        .where(line.tenant_id == run.tenant_id, line.run_id == run.id)
        .scalar_subquery()
    )
    return (
        select(
            RECYCLE_RUN,
            fell.label("count"),
            undo.at.label("undone_at"),
            undo.returned,
            APP_USER.c.name.label("undone_by"),
        )
        .outerjoin(RECYCLE_UNDO, (undo.tenant_id == run.tenant_id) & (undo.run_id == run.id))
        .outerjoin(APP_USER, (APP_USER.c.tenant_id == run.tenant_id) & (APP_USER.c.id == undo.user_id))
        .where(run.tenant_id == uow.tenant_id)
    )


def _night(row: Mapping[Any, Any]) -> NightView:
    names = ("id", "day", "at", "count", "undone_at", "undone_by", "returned")
    return NightView(
        **{name: row[name] for name in names}, allowed_actions=[] if row["undone_at"] else ["undo"]
    )
