"""What goes along when a record is handed over: rows that belong to it, to the same person, and are still worked on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.sql import FromClause

from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.unit_of_work import UnitOfWork

_NOT_OF_PEOPLE = ("app_user", "department")


@dataclass(frozen=True)
class OwnersShare:
    """How many of the rows belong to whom, and what they are worth where they are worth money."""

    id: UUID
    title: str
    count: int
    value: Decimal | None


@dataclass(frozen=True)
class GoingAlong:
    """A kind of record that may go along: how many rows would, and of them how many the reader may hand over.

    `path` is where such records are found; `owners` are the people to whom the rows belong now.
    """

    record: str
    label: str
    path: str
    count: int
    value: Decimal | None
    may: int
    owners: list[OwnersShare]


def follows(uow: UnitOfWork, shape: Record) -> str:
    """The reference along which rows of a record follow the owner of what they belong to; empty where they do not.

    Of a type that a tenant made it is the first of his references to something that belongs to people.
    """
    if not handed_over(shape):
        return ""
    if not shape.own:
        return shape.handing.along
    known = {one.name: one for one in shapes(uow)}
    for item in shape.fields:
        if item.own and item.is_reference and item.references not in (*_NOT_OF_PEOPLE, shape.name):
            other = known.get(item.references)
            if other is not None and other.owner_field:
                return item.name
    return ""


def handed_over(shape: Record) -> bool:
    """Whether rows of this kind belong to people and may change hands."""
    return bool(shape.owner_field and shape.permissions.transfer) and not shape.table.info["append_only"]


def still_open(shape: Record, table: FromClause) -> list[ColumnElement[bool]]:
    """Rows that somebody still works on."""
    if shape.handing.open is None:
        return []
    field, values = shape.handing.open
    return [table.columns[field].in_([str(value) for value in values])]


def followers(uow: UnitOfWork, shape: Record) -> list[Record]:
    """The kinds whose rows follow the owner of rows of this kind, as far as the actor may look at them, by name."""
    found = []
    for other in sorted(shapes(uow), key=lambda one: one.name):
        along = follows(uow, other)
        if along and other.field(along).references == shape.name and uow.actor.may(other.permissions.view):
            found.append(other)
    return found


def belonging(uow: UnitOfWork, shape: Record, other: Record, ids: Sequence[UUID]) -> Select[Any]:
    """Open rows of `other` that the actor sees, that belong to these rows of `shape`, and to the same person."""
    table = other.table
    parent = shape.table.alias("handed")
    named = expression(other, follows(uow, other), table)
    owner = table.columns[other.owner_field]
    return (
        select(table.c.id, parent.c.id.label("parent_id"))
        .join(parent, (parent.c.tenant_id == table.c.tenant_id) & (parent.c.id == named))
        .where(
            *access.rows(uow, other),
            *access.within(uow, shape, parent),
            parent.c.id.in_(ids),
            parent.columns[shape.owner_field] == owner,
            *still_open(other, table),
        )
    )


def going_along(uow: UnitOfWork, record: Record, ids: Sequence[UUID]) -> list[GoingAlong]:
    """How much of what belongs to these records would go along with them, by kind; one statement for each kind.

    Raises:
        NotFound: the actor sees none of them.
    """
    shape = shape_of(uow, record.name)
    table = shape.table
    seen = [
        row["id"] for row in uow.rows(select(table.c.id).where(*access.rows(uow, shape), table.c.id.in_(ids)))
    ]
    if not seen:
        raise NotFound(what=f"record.{shape.name}")
    found = [_counted(uow, shape, other, seen) for other in followers(uow, shape)]
    return [one for one in found if one.count]


def _counted(uow: UnitOfWork, shape: Record, other: Record, ids: Sequence[UUID]) -> GoingAlong:
    table = other.table
    person = APP_USER.alias("owned_by")
    owner = table.columns[other.owner_field]
    money = func.sum(table.columns[other.handing.value]).label("value") if other.handing.value else None
    transfer = other.permissions.transfer
    mine = access.rows(uow, other, "transfer") if transfer and uow.actor.may(transfer) else None
    movable = func.count().filter(*mine) if mine is not None else func.count().filter(table.c.id.is_(None))
    inner = belonging(uow, shape, other, ids)
    columns = [person.c.id.label("owner"), person.c.name, func.count().label("rows"), movable.label("may")]
    query = (
        inner.with_only_columns(*columns, *([money] if money is not None else []))
        .join(person, (person.c.tenant_id == table.c.tenant_id) & (person.c.id == owner))
        .group_by(person.c.id, person.c.name, person.c.name_key)
        .order_by(person.c.name_key, person.c.id)
    )
    sees = other.handing.value and access.levels(uow, other).get(other.handing.value) is None
    found = uow.rows(query)
    owners = [
        OwnersShare(row["owner"], row["name"], row["rows"], row["value"] if sees else None) for row in found
    ]
    return GoingAlong(
        record=other.name,
        label=f"record.{other.name}",
        path=other.path,
        count=sum(one.count for one in owners),
        value=sum((one.value or Decimal() for one in owners), Decimal()) if sees else None,
        may=sum(row["may"] for row in found),
        owners=owners,
    )
