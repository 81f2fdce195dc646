"""The relationship ledger, read: what happened with one party or to one record, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, tuple_

from heyi.platform.identity.tables import APP_USER
from heyi.platform.journal import AUDIT_EVENT
from heyi.platform.records.declaration import all_records
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50


@dataclass(frozen=True)
class TimelineEvent:
    """One line of a timeline: who did what to which record, when, through which door."""

    id: UUID
    occurred_at: datetime
    actor: str
    actor_kind: str
    door: str
    action: str
    record: str
    record_id: UUID
    title: str
    changes: dict[str, Any]


@dataclass(frozen=True)
class Timeline:
    """A page of events and, when there are older ones, the id to ask for them with."""

    events: list[TimelineEvent]
    before: UUID | None


def read_timeline(uow: UnitOfWork, party_id: UUID, *, before: UUID | None = None) -> Timeline:
    """What happened with a party, as far as this reader may see the records it happened to."""
    hidden = [record.name for record in all_records() if not uow.actor.may(record.permissions.view)]
    return _page(uow, and_(AUDIT_EVENT.c.party_id == party_id, AUDIT_EVENT.c.record.not_in(hidden)), before)


def read_history(
    uow: UnitOfWork, places: Sequence[tuple[str, UUID]], *, before: UUID | None = None
) -> Timeline:
    """What happened to these records, given as (record, id)."""
    return _page(uow, tuple_(AUDIT_EVENT.c.record, AUDIT_EVENT.c.record_id).in_(places), before)


def _page(uow: UnitOfWork, of: ColumnElement[bool], before: UUID | None) -> Timeline:
    event = AUDIT_EVENT.c
    person = and_(APP_USER.c.tenant_id == event.tenant_id, APP_USER.c.id == event.actor_id)
    query = (
        select(AUDIT_EVENT, APP_USER.c.name.label("person"))
        .select_from(AUDIT_EVENT.outerjoin(APP_USER, person))
        .where(event.tenant_id == uow.tenant_id, of)
        .order_by(event.id.desc())
        .limit(PAGE + 1)
    )
    rows = uow.rows(query if before is None else query.where(event.id < before))
    events = [
        TimelineEvent(
            id=row["id"],
            occurred_at=row["occurred_at"],
            actor=row["person"] or row["actor_name"],
            actor_kind=row["actor_kind"],
            door=row["door"],
            action=row["action"],
            record=row["record"],
            record_id=row["record_id"],
            title=row["title"],
            changes=row["changes"],
        )
        for row in rows[:PAGE]
    ]
    return Timeline(events, events[-1].id if len(rows) > PAGE else None)
