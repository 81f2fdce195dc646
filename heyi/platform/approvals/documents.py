"""Documents as matters of approval: their head as it is kept, and what of it an approval holds for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.platform.approvals.verbs import Matter
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.saving import plain, values_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def document_row(
    uow: UnitOfWork, record: Record, document_id: UUID | None, permission: str, *, held: bool
) -> tuple[RowMapping, dict[str, Any]]:
    """A document's head that the actor reaches with this permission, and its fields; `held` until the transaction ends.

    Raises:
        NotFound: it does not exist in this company, or not for him.
        NotAllowed: he sees it, but may not do this with it.
    """
    if document_id is None:
        raise InvalidInput(problems=[FieldProblem("record_id", "missing", {})])
    shape = shape_of(uow, record.name)
    access.require_row(uow, shape, document_id, permission, known=True)
    query = select(shape.table).where(
        *access.within(uow, shape, shape.table), shape.table.c.id == document_id
    )
    row = uow.first(query.with_for_update(of=shape.table) if held else query)
    if row is None:
        raise NotFound(what=f"record.{shape.name}")
    return row, values_of(shape, row)


def document_matter(
    record: Record,
    head: Mapping[Any, Any],
    values: Mapping[str, Any],
    *,
    lines: Sequence[Mapping[str, Any]] = (),
    facts: Mapping[str, Any] | None = None,
) -> Matter:
    """A document as a matter of approval; whose it is does not count, so that it may be handed over meanwhile."""
    kept = plain(record, dict(values))
    kept.pop(record.owner_field, None)
    return Matter(
        record_id=head["id"],
        title=str(head[record.title]),
        values={**values, "id": head["id"]},
        pinned=kept,
        lines=lines,
        facts=facts or {},
        version=head["version"],
    )
