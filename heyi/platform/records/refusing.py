"""Records that were left as they are are told with the reason, as far as their reader may know of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from heyi.platform.errors import AppError, NotAllowed, NotFound
from heyi.platform.http.problems import problem_of
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Refused:
    """A record that was left as it is, and why."""

    id: UUID
    title: str | None
    code: str
    detail: str
    remedy: str


def out_of_reach(uow: UnitOfWork, shape: Record, ids: set[UUID], permission: str) -> Iterator[Refused]:
    """Records that the actor does not see, or sees and may not do this with."""
    if not ids:
        return
    table = shape.table
    query = select(table.c.id, table.columns[shape.title].label("title"))
    seen = {
        row["id"]: row["title"]
        for row in uow.rows(query.where(*access.rows(uow, shape), table.c.id.in_(ids)))
    }
    for record_id in sorted(ids):
        if record_id in seen:
            error: AppError = NotAllowed(permission=f"permission.{permission}")
            yield refusal(uow, record_id, shown_title(uow, shape, seen[record_id]), error)
        else:
            yield refusal(uow, record_id, None, NotFound(what=f"record.{shape.name}"))


def refusal(uow: UnitOfWork, record_id: UUID, title: str | None, error: AppError) -> Refused:
    """What somebody is told of a record that was left as it is."""
    told = problem_of(error, uow.actor.language)
    return Refused(record_id, title, told.code, told.detail, told.remedy)
