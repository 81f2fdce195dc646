"""Files of a field: uploaded as a draft of the person's own first, they come to belong to the record that is saved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.files.tables import DRAFT, FILE
from heyi.platform.records.declaration import Record
from heyi.platform.records.kinds import ATTACHMENTS
from heyi.platform.unit_of_work import UnitOfWork


def attach(uow: UnitOfWork, shape: Record, rows: Sequence[tuple[UUID, Mapping[str, Any]]]) -> None:
    """Make the files that these rows name their own, one statement a file.

    Raises:
        InvalidInput: a file is neither a draft of the actor nor on the row already.
    """
    own(
        uow,
        shape.name,
        {file_id: place for record_id, values in rows for file_id, place in _named(shape, record_id, values)},
    )


def own(uow: UnitOfWork, record: str, named: Mapping[UUID, tuple[UUID, str | None]]) -> None:
    """Make files belong to rows of a record: each to the row and the field, or none, that is named for it.

    Raises:
        InvalidInput: a file is neither a draft of the actor nor on the row already.
    """
    if not named:
        return
    query = select(FILE.c.id, FILE.c.record, FILE.c.record_id).where(
        FILE.c.tenant_id == uow.tenant_id, FILE.c.id.in_(sorted(named))
    )
    found = {row["id"]: (row["record"], row["record_id"]) for row in uow.rows(query.with_for_update())}
    drafts = []
    problems = []
    for file_id, (record_id, field) in named.items():
        if found.get(file_id) == (DRAFT, uow.actor.user_id):
            drafts.append(file_id)
        elif found.get(file_id) != (record, record_id):
            problems.append(FieldProblem(field or "files", "no_such_record", {"value": str(file_id)}))
    if problems:
        raise InvalidInput(problems=problems)
    for file_id in drafts:
        record_id, field = named[file_id]
        placed = {"record": record, "record_id": record_id, "field": field}
        uow.execute(
            update(FILE).where(FILE.c.tenant_id == uow.tenant_id, FILE.c.id == file_id).values(**placed)
        )


def _named(
    shape: Record, record_id: UUID, values: Mapping[str, Any]
) -> Iterator[tuple[UUID, tuple[UUID, str]]]:
    for item in shape.own_fields:
        if item.kind in ATTACHMENTS:
            for one in values.get(item.name) or ():
                yield UUID(one), (record_id, item.name)
