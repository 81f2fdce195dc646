"""What people are told at a time: reminders at their minute, a look at the day each morning, digests at their hour.

Each tenant is looked at in his own zone; in which hours anybody has a moment is noted by the tables' own triggers. A
reminder is told in the transaction that marks its row, so it is told once and is not lost, whenever a worker dies; a
morning is one job with the day as its key.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Time, any_, cast, delete, exists, func, literal, select, update
from sqlalchemy.sql import FromClause

from heyi.platform.identity.sessions import enter_tenant
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import every
from heyi.platform.jobs.queue import SYSTEM, enqueue_for_system
from heyi.platform.jobs.tables import JOB
from heyi.platform.notify.kinds import Channel, NoticeKind
from heyi.platform.notify.mailing import spread_digests
from heyi.platform.notify.tables import MOMENT_HOUR, NOTICE
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

MORNING_HOUR = 8
AT_ONCE = 500
# What lay longer in the past when Heyi came to look is no news any more: after an import, or a long stop.
STALE_AFTER = timedelta(days=7)
_MINUTE, _QUARTER, _HOUR = timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """A moment in a record of which its owner is told when it has come.

    `told` is the column that remembers for which moment he was. With `not_at_midnight` a day without an hour is left to
    the morning. What `also` demands keeps a row from being told: a task that is done.
    """

    kind: NoticeKind
    record: Record
    at: str
    told: str
    also: Callable[[FromClause], Sequence[ColumnElement[bool]]] = lambda _: ()
    not_at_midnight: bool = False


Morning = Callable[[UnitOfWork], Iterable[Notice]]
_remindings: list[Reminding] = []
_mornings: list[Morning] = []


def remind(*remindings: Reminding) -> None:
    """Have owners told of these moments."""
    _remindings.extend(one for one in remindings if one not in _remindings)


def each_morning(*makers: Morning) -> None:
    """Have what these find told each morning; each notice needs a `once`, so that a morning is told once."""
    _mornings.extend(one for one in makers if one not in _mornings)


def connect() -> None:
    """Put the looks on the timetable."""
    every(_MINUTE, look_for_reminders)
    every(_QUARTER, look_at_hours)


@job("notify.look_for_reminders", Nothing)
def look_for_reminders(run: Running[Nothing]) -> int:
    """Queue the reminding of tenants where a moment has come, and forget the looks of yesterday.

    Only those with a moment in this hour or the one before are asked; whoever was not looked at for longer is asked
    with all others each quarter of an hour.
    """
    hour = run.now.replace(minute=0, second=0, microsecond=0)
    lately = select(MOMENT_HOUR.c.tenant_id).where(MOMENT_HOUR.c.hour.in_((hour, hour - _HOUR)))
    asked = _tenants(run, TENANT.c.id.in_(lately))
    found = sum(_remind_if_due(run, tenant_id, zone) for tenant_id, zone in asked)
    names = (look_for_reminders.name, look_at_hours.name)
    old = (JOB.c.tenant_id == SYSTEM, JOB.c.name.in_(names), JOB.c.finished_at < run.now - timedelta(days=1))
    run.connection.execute(delete(JOB).where(*old))
    return found


@job("notify.remind_owners", Nothing)
def remind_owners(run: Running[Nothing]) -> More | int:
    """Tell owners of the moments that have come, some hundred a step."""
    uow = run.uow
    count = sum(_remind(uow, one) for one in _remindings)
    done = int(run.state.get("done", 0)) + count
    return More(state={"done": done}, done=done) if count else done


@job("notify.look_at_hours", Nothing)
def look_at_hours(run: Running[Nothing]) -> int:
    """Queue the morning of every tenant where it has come, digests where somebody waits for one, and late reminders."""
    found = 0
    for tenant_id, time_zone in _tenants(run):
        local = run.now.astimezone(ZoneInfo(time_zone))
        found += _remind_if_due(run, tenant_id, time_zone)
        if local.hour >= MORNING_HOUR:
            found += _queue(run, tell_morning, tenant_id, f"{local:%Y-%m-%d}")
        waits = select(NOTICE.c.id).where(
            NOTICE.c.tenant_id == tenant_id, NOTICE.c.channel == Channel.DIGEST, NOTICE.c.mailed_at.is_(None)
        )
        if run.connection.execute(select(exists(waits))).scalar_one():
            found += _queue(run, spread_digests, tenant_id, f"{run.now.timestamp() // _QUARTER.seconds:.0f}")
    run.connection.execute(delete(MOMENT_HOUR).where(MOMENT_HOUR.c.hour < run.now - STALE_AFTER))
    return found


@job("notify.tell_morning", Nothing)
def tell_morning(run: Running[Nothing]) -> None:
    """Tell everybody what the day holds for him."""
    for maker in _mornings:
        tell(run.uow, maker(run.uow))


def _remind(uow: UnitOfWork, one: Reminding) -> int:
    table = one.record.table
    at, owner = table.columns[one.at], table.columns[one.record.owner_field]
    due = _due(one, uow.tenant_id, uow.facts.time_zone, uow.now)
    held = (
        select(table.c.id)
        .where(*due)
        .order_by(at, table.c.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).scalar_subquery()
    # Nobody edited the row: its version stays.
    told = (
        update(table)
        .where(table.c.tenant_id == uow.tenant_id, table.c.id == any_(func.array(held)))
        .values({one.told: at})
        .returning(table.c.id, owner.label("owner_id"), at.label("at"))
    )
    rows = uow.rows(told)
    tell(
        uow,
        [
            Notice(
                user_id=row["owner_id"],
                kind=one.kind,
                record=one.record.name,
                record_id=row["id"],
                params={"at": row["at"].isoformat()},
                once=f"{row['id']} {row['at'].isoformat()}",
            )
            for row in rows
        ],
    )
    return len(rows)


def _due(one: Reminding, tenant_id: UUID, time_zone: str, now: datetime) -> list[ColumnElement[bool]]:
    table = one.record.table
    at = table.columns[one.at]
    midnight = cast(literal("00:00"), Time)
    clock = [cast(func.timezone(time_zone, at), Time) != midnight] if one.not_at_midnight else []
    return [
        table.c.tenant_id == tenant_id,
        at <= now,
        at > now - STALE_AFTER,
        at.is_distinct_from(table.columns[one.told]),
        table.columns[one.record.owner_field].is_not(None),
        *access.worked_on(one.record, table),
        *one.also(table),
        *clock,
    ]


def _remind_if_due(run: Running[Any], tenant_id: UUID, time_zone: str) -> int:
    enter_tenant(run.connection, tenant_id)
    waits = [
        exists(select(one.record.table.c.id).where(*_due(one, tenant_id, time_zone, run.now)))
        for one in _remindings
    ]
    if not waits or not any(run.connection.execute(select(*waits)).one()):
        return 0
    return _queue(run, remind_owners, tenant_id, f"{run.now:%Y-%m-%d %H:%M}")


def _tenants(run: Running[Any], *which: ColumnElement[bool]) -> list[tuple[UUID, str]]:
    query = select(TENANT.c.id, TENANT.c.time_zone).where(TENANT.c.active, *which).order_by(TENANT.c.id)
    return [(row[0], row[1]) for row in run.connection.execute(query)]


def _queue(run: Running[Any], kind: Any, tenant_id: UUID, key: str) -> int:
    made = enqueue_for_system(run.connection, kind, Nothing(), now=run.now, tenant_id=tenant_id, key=key)
    return made is not None
