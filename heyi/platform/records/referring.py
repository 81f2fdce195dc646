"""References of records that are about to be saved point to something the actor may know of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import Kind
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def check_references(uow: UnitOfWork, shape: Record, many: Sequence[Mapping[str, Any]]) -> None:
    """Make sure that every reference points to a record that the actor sees, by one query a referring field.

    Raises:
        InvalidInput: one does not.
    """
    problems: list[FieldProblem] = []
    for item in shape.fields:
        if not (item.is_reference or item.kind is Kind.MULTI_REFERENCE):
            continue
        wanted = {one for values in many for one in named(item, values)}
        if not wanted:
            continue
        absent = wanted - present(uow, item, wanted)
        if not absent:
            continue
        problems += [
            FieldProblem(
                item.name if len(many) == 1 else f"{number}.{item.name}",
                "no_such_record",
                {"value": str(one)},
            )
            for number, values in enumerate(many)
            for one in named(item, values)
            if one in absent
        ]
    if problems:
        raise InvalidInput(problems=problems)


def missing(uow: UnitOfWork, item: Field, wanted: set[UUID]) -> set[UUID]:
    """Those that are not there at all, in any company of the tenant, whoever may see them."""
    try:
        other = shape_of(uow, item.references)
    except KeyError:
        return wanted
    columns = other.table.c
    place = [columns.tenant_id == uow.tenant_id, *([columns.record == other.row_type] if other.own else [])]
    return wanted - {row["id"] for row in uow.rows(select(columns.id).where(*place, columns.id.in_(wanted)))}


def named(item: Field, values: Mapping[str, Any]) -> Iterator[UUID]:
    """The ids that a field names."""
    value = values.get(item.name)
    members = (value if item.kind is Kind.MULTI_REFERENCE else [value]) or ()
    return (one if isinstance(one, UUID) else UUID(one) for one in members if one is not None)


def present(uow: UnitOfWork, item: Field, wanted: set[UUID]) -> set[UUID]:
    """Those that the field may name: of its record, and seen by the actor where he may look at such records."""
    try:
        other = shape_of(uow, item.references)
    except KeyError:
        return set()
    seen = (
        access.rows(uow, other)
        if uow.actor.may(other.permissions.view)
        else access.within(uow, other, other.table)
    )
    # Who makes something is its owner, whether or not he may look at the list of people.
    own = {one for one in wanted if other.name == "app_user" and one == uow.actor.user_id}
    query = select(other.table.c.id).where(*seen, other.table.c.id.in_(wanted - own))
    if item.own and not other.table.info["append_only"]:
        # A foreign key would hold it: whoever deletes it meanwhile waits for this reference, or this for him.
        query = query.order_by(other.table.c.id).with_for_update(of=other.table, read=True, key_share=True)
    rows = uow.rows(query)
    return {row["id"] for row in rows} | own
