"""Work that comes round: each period is one job with the period as its key, so it runs once, however many ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from heyi.kit.dates import business_date
from heyi.platform.jobs.definition import JobKind, Nothing, Running, job
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.tables import JOB
from heyi.platform.tenancy.tables import TENANT

# When the installation looks after itself: two in the morning in Shanghai, where most of the tenants sleep.
NIGHT = timedelta(hours=18)
_DAY = timedelta(days=1)
# A tenant's night begins so long after midnight where he is.
AFTER_MIDNIGHT = timedelta(hours=2)


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
    """Run a job in every active tenant once each night of his own, with every permission."""
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


def night_of(now: datetime, time_zone: str) -> str:
    """The name of the night that is over or under way where somebody is: the day that it begins."""
    return business_date(now - AFTER_MIDNIGHT, time_zone).isoformat()


@job("jobs.spread_night", Nothing)
def spread_night(run: Running[Nothing]) -> dict[str, int]:
    """Queue the nightly jobs of every active tenant for whom a night has begun since they were last queued."""
    nights = {
        row.id: night_of(run.now, row.time_zone)
        for row in run.connection.execute(select(TENANT.c.id, TENANT.c.time_zone).where(TENANT.c.active))
    }
    here = (JOB.c.key.in_(set(nights.values())), JOB.c.name.in_([kind.name for kind in _for_each_tenant]))
    queued = run.connection.execute(select(JOB.c.tenant_id, JOB.c.name, JOB.c.key).where(*here))
    there = {(row.tenant_id, row.name, row.key) for row in queued}
    made = 0
    for tenant_id, night in nights.items():
        for kind in _for_each_tenant:
            if (tenant_id, kind.name, night) in there:
                continue
            queued_now = enqueue_for_system(
                run.connection, kind, Nothing(), now=run.now, key=night, tenant_id=tenant_id
            )
            made += queued_now is not None
    return {"tenants": len(nights), "jobs": made}


every(timedelta(hours=1), spread_night)
