"""The days of one person: tasks, contacts and expected closings, as far as the reader sees them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from heyi.modules.insight.contracts import Calendar, CalendarEntry, CalendarPerson
from heyi.modules.insight.queries.asking import asking, narrowed
from heyi.modules.insight.rules import Day, Tree, every, leaf
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.rights import Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.listing import ListQuery, order_of, selected_rows
from heyi.platform.records.reaching import people_reached
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.showing import shape_rows
from heyi.platform.unit_of_work import UnitOfWork

MOST: Final = 500
LONGEST: Final = timedelta(days=62)


@dataclass(frozen=True)
class _Source:
    kind: str
    record: str
    field: str
    title: str
    party: str = ""
    only: tuple[Tree, ...] = ()


_SOURCES: Final = (
    _Source("task", "task", "due_at", "title", "party_id"),
    _Source("contact", "party", "next_contact_at", "name"),
    _Source("lead", "lead", "next_contact_at", "name", only=(leaf("state", "in", ["new", "following"]),)),
    _Source("closing", "opportunity", "expected_on", "name", "party_id", only=(leaf("state", "eq", "open"),)),
)


def calendar(uow: UnitOfWork, *, first: date, last: date, user_id: UUID | None) -> Calendar:
    """What lies on these days of a person, the earliest first; of another's only what the reader's rights reach.

    Raises:
        InvalidInput: the days are none, or too many.
    """
    if not first <= last or last - first > LONGEST:
        raise InvalidInput(problems=[FieldProblem("last", "calendar_span", {"value": last.isoformat()})])
    kinds = {source.kind for source in _SOURCES}
    return Calendar(*entries_between(uow, kinds, first, last, user_id or uow.actor.user_id))


def entries_between(
    uow: UnitOfWork, kinds: Collection[str], first: date, last: date, whose: UUID | None
) -> tuple[list[CalendarEntry], bool]:
    """What of these kinds lies on these days of a person, as far as the reader sees it; and whether that is all."""
    entries: list[CalendarEntry] = []
    complete = True
    for source in _SOURCES:
        found = list(_entries(uow, source, first, last, whose)) if source.kind in kinds else []
        complete = complete and len(found) <= MOST
        entries += found[:MOST]
    entries.sort(key=lambda one: (one.day, one.at is not None, one.at or one.day, one.title, one.id))
    return entries, complete


def calendar_people(uow: UnitOfWork) -> list[CalendarPerson]:
    """Whose days the reader may look at: the people whose customers he reaches, himself first."""
    people = people_reached(uow, shape_of(uow, "party"))
    person = APP_USER.c
    query = select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.active)
    if people is not None:
        query = query.where(person.id.in_(sorted(people)))
    rows = uow.rows(query.order_by(person.id != uow.actor.user_id, person.name_key, person.id).limit(MOST))
    return [CalendarPerson(row["id"], row["name"]) for row in rows]


def _entries(
    uow: UnitOfWork, source: _Source, first: date, last: date, whose: UUID | None
) -> Iterator[CalendarEntry]:
    selecting = asking(uow, source.record)
    if selecting is None:
        return
    is_day = source.field.endswith("_on")
    begins, ends = Day(first, uow.facts.time_zone), Day(last, uow.facts.time_zone)
    asked = every(
        leaf("owner_id", "eq", str(whose)),
        leaf(source.field, "gte", begins.date() if is_day else begins.instant()),
        leaf(source.field, "lt", ends.date(1) if is_day else ends.instant(1)),
        *source.only,
    )
    rows = narrowed(selecting, asked)
    if rows is None:
        return
    found = _found(selecting, rows, source)
    movable = _movable(uow, selecting, source, [row["id"] for row in found])
    zone = ZoneInfo(uow.facts.time_zone)
    for row in found:
        moment = row[source.field]
        party = row.get(source.party) if source.party else None
        done = row.get("state") == "done"
        yield CalendarEntry(
            kind=source.kind,
            path=selecting.record.path,
            id=row["id"],
            version=row["version"],
            title=str(row.get(source.title) or ""),
            party=party["title"] if party else None,
            field=source.field,
            day=moment if is_day else moment.astimezone(zone).date(),
            at=None if is_day else moment,
            done=done,
            movable=not done and row["id"] in movable,
        )


def _found(selecting: Selecting, rows: Any, source: _Source) -> list[dict[str, Any]]:
    names = (source.title, source.field, source.party, "state")
    wanted = tuple(item for item in selecting.visible() if item.name in names)
    order = order_of(selecting, ListQuery(sort=source.field))
    query = selected_rows(selecting, wanted, order).where(*rows).order_by(*order.by).limit(MOST + 1)
    return shape_rows(selecting, wanted, selecting.uow.rows(query))


def _movable(uow: UnitOfWork, selecting: Selecting, source: _Source, ids: list[UUID]) -> set[UUID]:
    """Which of them the reader may put on another day."""
    shape = selecting.record
    may = shape.permissions.update is not None and uow.actor.may(shape.permissions.update)
    if not ids or not may or access.levels(uow, shape).get(source.field, Level.EDITABLE) != Level.EDITABLE:
        return set()
    if access.sees_all(uow, shape, "update"):
        return set(ids)
    table = shape.table
    query = select(table.c.id).where(*access.rows(uow, shape, "update"), table.c.id.in_(ids))
    return {row["id"] for row in uow.rows(query)}
