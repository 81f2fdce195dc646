"""Which fields stand where on form and detail page, and for which roles."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, select
from sqlalchemy.engine import RowMapping

from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.tables import ROLE
from heyi.platform.records.declaration import Record
from heyi.platform.records.shaping.fields import customisable
from heyi.platform.records.shaping.schemas import LayoutBody
from heyi.platform.records.tables import RECORD_LAYOUT
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class LayoutView:
    """A layout; without roles it is everybody's. The first that fits a person, by position, is his."""

    id: UUID
    version: int
    name: str
    position: int
    role_ids: list[UUID]
    groups: list[dict[str, Any]]


def list_layouts(uow: UnitOfWork, record_name: str) -> list[LayoutView]:
    """The layouts of a record in their order.

    Raises:
        NotCustomisable: the record takes no own fields.
    """
    shape = customisable(uow, record_name)
    layout = RECORD_LAYOUT.c
    query = select(RECORD_LAYOUT).where(layout.tenant_id == uow.tenant_id, layout.record == shape.name)
    return [_view(row) for row in uow.rows(query.order_by(layout.position, layout.name))]


def create_layout(uow: UnitOfWork, record_name: str, body: LayoutBody) -> LayoutView:
    """Add a layout.

    Raises:
        NotCustomisable: the record takes no own fields.
        InvalidInput: a field does not exist, stands twice, or one that must be filled is left out.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    _check(uow, shape, body)
    layout_id = uow.new_id()
    uow.insert(RECORD_LAYOUT, {"id": layout_id, "record": shape.name, **_columns(body)})
    uow.audit("created", record="record_layout", record_id=layout_id, title=body.name)
    return _one(uow, shape, layout_id)


def change_layout(
    uow: UnitOfWork, record_name: str, layout_id: UUID, body: LayoutBody, *, version: int
) -> LayoutView:
    """Put a layout in the place of the one that was.

    Raises:
        NotCustomisable: the record takes no own fields.
        NotFound: there is no such layout.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: a field does not exist, stands twice, or one that must be filled is left out.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    _held(uow, shape, layout_id, version)
    _check(uow, shape, body)
    uow.change(RECORD_LAYOUT, layout_id, _columns(body))
    uow.audit("changed", record="record_layout", record_id=layout_id, title=body.name)
    return _one(uow, shape, layout_id)


def remove_layout(uow: UnitOfWork, record_name: str, layout_id: UUID, *, version: int) -> None:
    """Take a layout away.

    Raises:
        NotCustomisable: the record takes no own fields.
        NotFound: there is no such layout.
        VersionChanged: somebody changed it meanwhile.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    row = _held(uow, shape, layout_id, version)
    layout = RECORD_LAYOUT.c
    uow.execute(delete(RECORD_LAYOUT).where(layout.tenant_id == uow.tenant_id, layout.id == layout_id))
    uow.audit("deleted", record="record_layout", record_id=layout_id, title=row["name"])


def _check(uow: UnitOfWork, shape: Record, body: LayoutBody) -> None:
    query = select(ROLE.c.id).where(ROLE.c.tenant_id == uow.tenant_id, ROLE.c.id.in_(body.role_ids))
    roles = {row["id"] for row in uow.rows(query)} if body.role_ids else set()
    named = Counter(name for group in body.groups for name in group.fields)
    problems = [
        *(
            FieldProblem("role_ids", "no_such_record", {"value": str(one)})
            for one in body.role_ids
            if one not in roles
        ),
        *(
            FieldProblem("groups", "unknown_field", {"value": name[:60]})
            for name in named
            if name not in shape.by_name
        ),
        *(FieldProblem("groups", "twice", {"value": name}) for name, count in named.items() if count > 1),
        *(
            FieldProblem("groups", "layout_lacks", {"value": f"field.{shape.name}.{item.name}"})
            for item in shape.fields
            if item.must_be_given and item.in_form and item.name not in named
        ),
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _columns(body: LayoutBody) -> dict[str, Any]:
    said = body.model_dump(mode="json")
    return {
        "name": said["name"],
        "position": said["position"],
        "role_ids": orjson.dumps(said["role_ids"]).decode(),
        "groups": orjson.dumps(said["groups"]).decode(),
    }


def _held(uow: UnitOfWork, shape: Record, layout_id: UUID, version: int) -> RowMapping:
    layout = RECORD_LAYOUT.c
    row = uow.first(
        select(RECORD_LAYOUT)
        .where(layout.tenant_id == uow.tenant_id, layout.record == shape.name, layout.id == layout_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound(what="record.record_layout")
    if row["version"] != version:
        raise VersionChanged(what="record.record_layout", yours=version, now=row["version"])
    return row


def _one(uow: UnitOfWork, shape: Record, layout_id: UUID) -> LayoutView:
    return next(one for one in list_layouts(uow, shape.name) if one.id == layout_id)


def _view(row: RowMapping) -> LayoutView:
    return LayoutView(
        id=row["id"],
        version=row["version"],
        name=row["name"],
        position=row["position"],
        role_ids=[UUID(one) for one in row["role_ids"]],
        groups=row["groups"],
    )
