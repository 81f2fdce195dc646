"""Record types that a tenant makes himself: projects, visits, machines, whatever his trade needs."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from heyi.kit.text import slug
from heyi.platform.errors import NotFound, VersionChanged
from heyi.platform.records.declaration import OURS_AMONG_OWN, Record
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.shaping.errors import NameTaken, TypeInUse
from heyi.platform.records.shaping.refit import has_rows
from heyi.platform.records.shaping.schemas import CreateTypeBody, Labels
from heyi.platform.records.tables import RECORD_FIELD, RECORD_LAYOUT, RECORD_TYPE
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class TypeView:
    """A record that takes own fields: one of ours, or one that the tenant made (these have labels and a version)."""

    name: str
    path: str
    label: str
    own: bool
    labels: dict[str, str] | None
    own_fields: int
    version: int


def list_types(uow: UnitOfWork) -> list[TypeView]:
    """Every record that takes own fields, ours first."""
    rows = {
        row["name"]: row
        for row in uow.rows(select(RECORD_TYPE).where(RECORD_TYPE.c.tenant_id == uow.tenant_id))
    }
    return [_view(shape, rows.get(shape.name)) for shape in shapes(uow) if shape.custom]


def create_type(uow: UnitOfWork, body: CreateTypeBody) -> TypeView:
    """Make a record type: it has a name, an owner and tags, and at once its list, form, search, API and rights.

    Raises:
        NameTaken: there is a record of that name.
    """
    uow.change_settings()
    taken = {shape.name for shape in shapes(uow)}
    name = body.name or f"x_{slug(body.labels.zh)[:36] or 'type'}"
    if name in taken:
        raise NameTaken(name=name)
    row_id = uow.new_id()
    uow.insert(
        RECORD_TYPE,
        {
            "id": row_id,
            "name": name,
            "label_zh": body.labels.zh,
            "label_en": body.labels.en or body.labels.zh,
        },
    )
    uow.audit("created", record="record_type", record_id=row_id, title=body.labels.zh)
    return _one(uow, name)


def rename_type(uow: UnitOfWork, name: str, labels: Labels, *, version: int) -> TypeView:
    """Call a record type otherwise; its address and API name stay.

    Raises:
        NotFound: the tenant made no such type.
        VersionChanged: somebody changed it meanwhile.
    """
    row = _held(uow, name, version)
    values = {"label_zh": labels.zh, "label_en": labels.en or labels.zh}
    uow.change(RECORD_TYPE, row["id"], values)
    changes = {key: [row[key], value] for key, value in values.items() if row[key] != value}
    uow.audit("changed", record="record_type", record_id=row["id"], title=labels.zh, changes=changes)
    return _one(uow, name)


def remove_type(uow: UnitOfWork, name: str, *, version: int) -> None:
    """Take a record type away of which there are no records.

    Raises:
        NotFound: the tenant made no such type.
        VersionChanged: somebody changed it meanwhile.
        TypeInUse: there are records of it, or fields that refer to it.
    """
    row = _held(uow, name, version)
    shape = shape_of(uow, name)
    pointing = [
        f"field.{other.name}.{item.name}"
        for other in shapes(uow)
        for item in other.fields
        if other.name != name
        and (item.references == name or (item.roll_up is not None and item.roll_up.record == name))
    ]
    if pointing or has_rows(uow, shape):
        raise TypeInUse(what=f"record.{name}", by=pointing)
    for table in (RECORD_FIELD, RECORD_LAYOUT):
        uow.execute(delete(table).where(table.c.tenant_id == uow.tenant_id, table.c.record == name))
    uow.execute(
        delete(RECORD_TYPE).where(RECORD_TYPE.c.tenant_id == uow.tenant_id, RECORD_TYPE.c.name == name)
    )
    uow.audit("deleted", record="record_type", record_id=row["id"], title=row["label_zh"])


def _held(uow: UnitOfWork, name: str, version: int) -> Any:
    uow.change_settings()
    kind = RECORD_TYPE.c
    row = uow.first(
        select(RECORD_TYPE).where(kind.tenant_id == uow.tenant_id, kind.name == name).with_for_update()
    )
    if row is None:
        raise NotFound(what="record.record_type")
    if row["version"] != version:
        raise VersionChanged(what="record.record_type", yours=version, now=row["version"])
    return row


def _one(uow: UnitOfWork, name: str) -> TypeView:
    return next(view for view in list_types(uow) if view.name == name)


def _view(shape: Record, row: Any) -> TypeView:
    labels = {"zh": row["label_zh"], "en": row["label_en"]} if row else None
    return TypeView(
        name=shape.name,
        path=shape.path,
        label=f"record.{shape.name}",
        own=shape.own,
        labels=labels,
        own_fields=len([item for item in shape.own_fields if item.name not in OURS_AMONG_OWN]),
        version=row["version"] if row else 0,
    )
