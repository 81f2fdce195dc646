"""What documents are called, looked up by kind and id, one query a kind."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from heyi.platform.records import access
from heyi.platform.records.shapes import shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork


def document_titles(uow: UnitOfWork, places: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """The number or name of each (record, id) that exists, but for those beyond the reader's reach."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for record_name, record_id in places:
        wanted[record_name].append(record_id)
    titles: dict[tuple[str, UUID], str] = {}
    for record in shapes(uow):
        if record.name not in wanted:
            continue
        table = record.table
        query = select(table.c.id, table.columns[record.title].label("title"))
        seen = access.rows(uow, record) if uow.actor.may(record.permissions.view) else []
        place = (table.c.tenant_id == uow.tenant_id, table.c.id.in_(wanted[record.name]))
        rows = uow.rows(query.where(*place, *seen))
        titles |= {(record.name, row["id"]): shown_title(uow, record, row["title"]) for row in rows}
    return titles
