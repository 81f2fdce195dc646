"""What the day holds for everybody, counted for each person: one notice a morning, not one for each row."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, union_all

from heyi.modules.insight.contracts import CONTACTS_TODAY, TASKS_OVERDUE, TASKS_TODAY
from heyi.modules.insight.queries.asking import day_of
from heyi.modules.insight.rules import MINE, every, leaf
from heyi.platform.notify.kinds import NoticeKind
from heyi.platform.notify.writing import Notice
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def contacts_today(uow: UnitOfWork) -> Iterator[Notice]:
    """Who has customers or leads to contact today."""
    begins, ends = day_of(uow).begins(), day_of(uow).begins(1)
    found = union_all(
        *(_owners(uow, record, "next_contact_at", begins, ends) for record in ("party", "lead"))
    ).subquery("contacts")
    opens = {"to": "/calendar"}
    yield from _counted(uow, CONTACTS_TODAY, found, opens)


def tasks_today(uow: UnitOfWork) -> Iterator[Notice]:
    """Who has tasks that are due today."""
    begins, ends = day_of(uow).begins(), day_of(uow).begins(1)
    yield from _tasks(uow, TASKS_TODAY, begins, ends)


def tasks_overdue(uow: UnitOfWork) -> Iterator[Notice]:
    """Who has open tasks that were due before today."""
    yield from _tasks(uow, TASKS_OVERDUE, None, day_of(uow).begins())


def _tasks(uow: UnitOfWork, kind: NoticeKind, begins: datetime | None, ends: datetime) -> Iterator[Notice]:
    open_ = shape_of(uow, "task").table.c.state == "open"
    found = _owners(uow, "task", "due_at", begins, ends, open_).subquery("tasks")
    asked = [leaf("due_at", "lt", ends.isoformat())]
    asked += [leaf("due_at", "gte", begins.isoformat())] if begins else []
    opens = {"to": "/tasks", "filter": every(MINE, leaf("state", "eq", "open"), *asked)}
    yield from _counted(uow, kind, found, opens)


def _owners(
    uow: UnitOfWork,
    record: str,
    field: str,
    begins: datetime | None,
    ends: datetime,
    *also: ColumnElement[bool],
) -> Any:
    """The owner of each row whose moment lies in between."""
    shape = shape_of(uow, record)
    table = shape.table
    owner, at = table.columns[shape.owner_field], table.columns[field]
    here = [table.c.tenant_id == uow.tenant_id, owner.is_not(None), at < ends, *also]
    here += [at >= begins] if begins else []
    return select(owner.label("owner_id")).where(*here, *access.worked_on(shape, table))


def _counted(uow: UnitOfWork, kind: NoticeKind, found: Any, opens: Mapping[str, Any]) -> Iterator[Notice]:
    query = select(found.c.owner_id, func.count().label("count")).group_by(found.c.owner_id)
    for row in uow.rows(query):
        yield Notice(
            user_id=row["owner_id"],
            kind=kind,
            count=row["count"],
            params={"opens": opens},
            once=uow.today.isoformat(),
        )
