"""The relationship ledger, read: what happened with one party or to one record, newest first."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select, tuple_

from heyi.platform.identity.rights import Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.journal import AUDIT_EVENT
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.merging import merged_into
from heyi.platform.records.masking import masked
from heyi.platform.records.shapes import shapes
from heyi.platform.records.titles import shown_title
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


Sources = Callable[[UnitOfWork, UUID], Sequence[tuple[str, UUID]]]
_sources: list[Sources] = []


def add_timeline_source(sources: Sources) -> None:
    """Have what happened to further records stand on the timeline of the party that they, (record, id), became."""
    if sources not in _sources:
        _sources.append(sources)


def read_timeline(uow: UnitOfWork, party_id: UUID, *, before: UUID | None = None) -> Timeline:
    """What happened with a party, as far as this reader may see the records it happened to."""
    hidden = [shape.name for shape in shapes(uow) if not uow.actor.may(shape.permissions.view)]
    gone = merged_into(uow, "party", party_id)
    became = {place for sources in _sources for place in sources(uow, party_id)}
    event = AUDIT_EVENT.c
    here: ColumnElement[bool] = event.party_id.in_([party_id, *gone])
    if became:
        here = or_(here, tuple_(event.record, event.record_id).in_(sorted(became)))
    # What is about something is seen by who sees that, wherever it came from.
    about = {shape.name for shape in shapes(uow) if shape.strictly_about}
    known = {("party", one) for one in gone} | {place for place in became if place[0] not in about}
    return _page(uow, and_(here, event.record.not_in(hidden)), before, known)


def read_history(
    uow: UnitOfWork, places: Sequence[tuple[str, UUID]], *, before: UUID | None = None
) -> Timeline:
    """What happened to these records, given as (record, id), and to those that became them, as far as he may see it."""
    merges = {shape.name for shape in shapes(uow) if shape.custom}
    gone = {
        (record, one)
        for record, row_id in places
        if record in merges
        for one in merged_into(uow, record, row_id)
    }
    of = tuple_(AUDIT_EVENT.c.record, AUDIT_EVENT.c.record_id).in_([*places, *sorted(gone)])
    return _page(uow, of, before, gone)


def _page(
    uow: UnitOfWork, of: ColumnElement[bool], before: UUID | None, gone: AbstractSet[tuple[str, UUID]]
) -> Timeline:
    """`gone` are records whose history belongs to one that the reader sees."""
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
    reader = _Reader(uow, rows[:PAGE])
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
            title=reader.title(row["record"], row["title"]),
            changes=reader.changes(row["record"], row["changes"]),
        )
        for row in rows[:PAGE]
        if (row["record"], row["record_id"]) in gone or reader.sees(row["record"], row["record_id"])
    ]
    return Timeline(events, rows[PAGE - 1]["id"] if len(rows) > PAGE else None)


class _Reader:
    """What of a page of events its reader may see: rows that he reaches, or that are gone, and fields that he sees."""

    def __init__(self, uow: UnitOfWork, rows: Sequence[RowMapping]) -> None:
        self._uow = uow
        self._shapes = {shape.name: shape for shape in shapes(uow)}
        self._beyond: set[tuple[str, UUID]] = set()
        named: dict[str, set[UUID]] = defaultdict(set)
        for row in rows:
            named[row["record"]].add(row["record_id"])
        for name, ids in named.items():
            shape = self._shapes.get(name)
            if shape is not None and not access.sees_all(uow, shape):
                self._beyond |= {(name, one) for one in self._unreached(shape, ids)}

    def sees(self, record: str, record_id: UUID) -> bool:
        """Whether he may know of what happened to this record."""
        return (record, record_id) not in self._beyond

    def title(self, record: str, title: str) -> str:
        """What it is called, as far as he sees that field."""
        shape = self._shapes.get(record)
        return title if shape is None else shown_title(self._uow, shape, title)

    def changes(self, record: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Old and new values, of the fields that he sees."""
        shape = self._shapes.get(record)
        levels = access.levels(self._uow, shape) if shape is not None else {}
        if shape is None or not levels:
            return dict(changes)
        return {
            name: self._shown(shape, name, levels.get(name), pair)
            for name, pair in changes.items()
            if levels.get(name) is not Level.HIDDEN
        }

    def _shown(self, shape: Record, name: str, level: Level | None, pair: Any) -> Any:
        if name == "merged":
            return [one and shown_title(self._uow, shape, one) for one in pair]
        return [masked(shape.by_name[name], one) for one in pair] if level is Level.MASKED else pair

    def _unreached(self, shape: Record, ids: set[UUID]) -> set[UUID]:
        table = shape.table
        place = table.c.id.in_(sorted(ids))
        reached = select(table.c.id).where(*access.rows(self._uow, shape), place)
        return ids - {row["id"] for row in self._uow.rows(reached)}
