"""A person's tasks and next contacts as another calendar reads them, by his rights at that moment."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from heyi.kit.icalendar import Event, calendar_text
from heyi.modules.insight.contracts import CalendarEntry, FeedState
from heyi.modules.insight.models import CALENDAR_FEED
from heyi.modules.insight.queries.calendar import entries_between
from heyi.platform.errors import NotFound, NotSignedIn
from heyi.platform.identity.sessions import begin_job_work, enter_tenant, token_hash
from heyi.platform.messages import translate
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

KINDS: Final = frozenset({"task", "contact", "lead"})
BACK: Final = timedelta(days=7)
AHEAD: Final = timedelta(days=180)
_HEX: Final = 32
_F = CALENDAR_FEED.c


def feed_state(uow: UnitOfWork) -> FeedState:
    """Whether one's own calendar has an address, and since when."""
    query = select(_F.created_at).where(_F.tenant_id == uow.tenant_id, _F.user_id == uow.actor.user_id)
    return FeedState(uow.scalar(query))


def feed_text(connection: Connection, token: str, *, now: datetime, home: str) -> str:
    """The open tasks and the next contacts of whoever made this address, from a week ago to half a year ahead.

    Raises:
        NotFound: the address was withdrawn, its owner was switched off, or there never was one.
    """
    uow = _reader(connection, token, now)
    entries, _ = entries_between(uow, KINDS, uow.today - BACK, uow.today + AHEAD, uow.actor.user_id)
    name = translate("outward.feed.name", uow.actor.language)
    return calendar_text(name, _events(uow, entries, home), now=now)


def _reader(connection: Connection, token: str, now: datetime) -> UnitOfWork:
    missing = NotFound(what="record.calendar_feed")
    try:
        tenant_id = UUID(token[:_HEX])
    except ValueError:
        raise missing from None
    enter_tenant(connection, tenant_id)
    query = (
        select(_F.user_id)
        .join(TENANT, TENANT.c.id == _F.tenant_id)
        .where(_F.tenant_id == tenant_id, _F.token_hash == token_hash(token), TENANT.c.active)
    )
    user_id = connection.execute(query).scalar()
    if user_id is None:
        raise missing
    try:
        return begin_job_work(
            connection,
            tenant_id=tenant_id,
            company_id=None,
            user_id=user_id,
            scopes=None,
            name="",
            now=now,
        )
    except NotSignedIn:
        raise missing from None


def _events(uow: UnitOfWork, entries: list[CalendarEntry], home: str) -> Iterator[Event]:
    for entry in entries:
        if entry.done:
            continue
        words = {"title": entry.title, "party": entry.party or ""}
        key = "outward.feed.task_of" if entry.kind == "task" and entry.party else f"outward.feed.{entry.kind}"
        yield Event(
            uid=f"{entry.kind}-{entry.id}@heyi",
            summary=translate(key, uow.actor.language, words),
            at=_when(uow, entry),
            url=f"{home}/{entry.path}/{entry.id}",
        )


def _when(uow: UnitOfWork, entry: CalendarEntry) -> datetime | date:
    """A contact at midnight is one of the day."""
    if not isinstance(entry.at, datetime):
        return entry.day
    local = entry.at.astimezone(ZoneInfo(uow.facts.time_zone))
    is_day = entry.kind != "task" and (local.hour, local.minute) == (0, 0)
    return entry.day if is_day else entry.at
