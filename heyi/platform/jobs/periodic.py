"""Work that comes round: each period is one job with the period as its key, so it runs once, however many ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, func, select

from heyi.platform.jobs.definition import JobKind, Nothing, Running, job
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.tenancy.tables import TENANT

# Two in the morning in Shanghai, where most of the tenants sleep.
NIGHT = timedelta(hours=18)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Periodic:
    """A kind of job of the system and how often it comes round; `offset` moves the border between two periods."""

    kind: JobKind[Nothing]
    every: timedelta
    offset: timedelta = timedelta(0)

    def period(self, now: datetime) -> str:
        """The name of the period that `now` lies in."""
        since = timedelta(seconds=now.timestamp()) - self.offset
        return str(since // self.every)


_periodic: list[Periodic] = []
_for_each_tenant: list[JobKind[Nothing]] = []


def every(period: timedelta, kind: JobKind[Nothing]) -> None:
    """Run a job of the system once in each period."""
    if all(item.kind is not kind for item in _periodic):
        _periodic.append(Periodic(kind, period))


def nightly(kind: JobKind[Nothing]) -> None:
    """Run a job of the system once each night."""
    if all(item.kind is not kind for item in _periodic):
        _periodic.append(Periodic(kind, _DAY, NIGHT))


def nightly_for_each_tenant(kind: JobKind[Nothing]) -> None:
    """Run a job in every active tenant once each night, with every permission."""
    if kind not in _for_each_tenant:
        _for_each_tenant.append(kind)


def nightly_jobs_of_a_tenant() -> Sequence[JobKind[Nothing]]:
    """What runs in every tenant each night."""
    return tuple(_for_each_tenant)


class Timetable:
    """Queues what comes round; remembers what it has queued, so that most looks cost nothing but the time."""

    def __init__(self) -> None:
        self._queued: dict[str, str] = {}

    def queue_due(self, connection: Connection) -> int:
        """Queue the jobs of the periods that have begun, by the database's clock; gives back how many were new."""
        now: datetime = connection.execute(select(func.now())).scalar_one()
        made = 0
        for item in _periodic:
            period = item.period(now)
            if self._queued.get(item.kind.name) == period:
                continue
            if enqueue_for_system(connection, item.kind, Nothing(), now=now, key=period) is not None:
                made += 1
            self._queued[item.kind.name] = period
        return made


@job("jobs.spread_night", Nothing)
def spread_night(run: Running[Nothing]) -> dict[str, int]:
    """Queue the nightly jobs of every active tenant."""
    night = Periodic(spread_night, _DAY, NIGHT).period(run.now)
    tenants: Sequence[UUID] = (
        run.connection.execute(select(TENANT.c.id).where(TENANT.c.active)).scalars().all()
    )
    made = 0
    for tenant_id in tenants:
        for kind in _for_each_tenant:
            queued = enqueue_for_system(
                run.connection, kind, Nothing(), now=run.now, key=night, tenant_id=tenant_id
            )
            made += queued is not None
    return {"tenants": len(tenants), "jobs": made}


nightly(spread_night)
