"""Give a record own fields, and have ours as the tenant wants them: stricter, under other words, never looser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, select

from heyi.kit.text import slug
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.declaration import OURS_AMONG_OWN, Record
from heyi.platform.records.shapes import field_of, shape_of
from heyi.platform.records.shaping.checks import check_field, settled_definition
from heyi.platform.records.shaping.errors import (
    FieldInUse,
    KindFixed,
    NameTaken,
    NotCustomisable,
    TooManyFields,
)
from heyi.platform.records.shaping.refit import Refit, has_rows, refit
from heyi.platform.records.shaping.schemas import CreateFieldBody, FieldSettings
from heyi.platform.records.tables import RECORD_FIELD, RECORD_LAYOUT
from heyi.platform.unit_of_work import UnitOfWork

MOST_FIELDS = 200
MOST_INDEXED = 30


@dataclass(frozen=True)
class FieldView:
    """A field with what the tenant decided about it; one of ours about which he decided nothing has version 0."""

    name: str
    kind: str
    own: bool
    label: str
    removed: bool
    definition: dict[str, Any]
    position: int
    version: int


def customisable(uow: UnitOfWork, record_name: str) -> Record:
    """A record that takes own fields.

    Raises:
        NotCustomisable: there is none of that name, or it does not.
    """
    try:
        shape = shape_of(uow, record_name)
    except KeyError:
        raise NotCustomisable(record=record_name[:60]) from None
    if not shape.custom:
        raise NotCustomisable(record=record_name[:60])
    return shape


def list_fields(uow: UnitOfWork, record_name: str) -> list[FieldView]:
    """Every field of a record: ours in their order, then own ones in the tenant's.

    Raises:
        NotCustomisable: the record takes no own fields.
    """
    shape = customisable(uow, record_name)
    decided = {row["name"]: row for row in _rows(uow, shape.name)}
    ours = [item for item in shape.fields if not item.own]
    shown = [_view(shape, item.name, item.kind, decided.get(item.name), own=False) for item in ours]
    own = [row for name, row in decided.items() if name not in {item.name for item in ours}]
    return shown + [_view(shape, row["name"], row["definition"]["kind"], row, own=True) for row in own]


def create_field(uow: UnitOfWork, record_name: str, body: CreateFieldBody) -> FieldView:
    """Add a field to a record. No table changes: values lie in the rows' own JSON, so others work on meanwhile.

    Raises:
        NotCustomisable: the record takes no own fields.
        NameTaken: a field of that name is or was there.
        TooManyFields: the record has as many as it may have.
        InvalidInput: what is said of it does not hold together.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    rows = _rows(uow, shape.name)
    if len(rows) >= MOST_FIELDS:
        raise TooManyFields(most=MOST_FIELDS)
    known = {item.name for item in shape.fields} | {row["name"] for row in rows}
    name = body.name or _free_name(f"x_{slug(body.labels.zh)[:30] or 'field'}", known)
    if name in known:
        raise NameTaken(name=name)
    definition = settled_definition(uow, shape, name, body.model_dump(mode="json", exclude_none=True))
    _limit_indexed(shape, definition)
    check_field(uow, shape, field_of(name, definition, shape.name), definition)
    definition |= _index_state(uow, shape, definition)
    row_id = uow.new_id()
    uow.insert(
        RECORD_FIELD,
        {
            "id": row_id,
            "record": shape.name,
            "name": name,
            "position": max((row["position"] for row in rows), default=0) + 1,
            "definition": orjson.dumps(definition).decode(),
        },
    )
    uow.audit("created", record="record_field", record_id=row_id, title=f"{shape.name}.{name}")
    _refit_if_needed(uow, shape, {}, definition)
    return _one(uow, shape, name)


def change_field(
    uow: UnitOfWork, record_name: str, name: str, body: FieldSettings, *, version: int
) -> FieldView:
    """Change what is said of a field; only what is given changes, null takes it back.

    Raises:
        NotCustomisable: the record takes no own fields.
        NotFound: it has no such field.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: what is said of it does not hold together.
        KindFixed: a column that is there already would get another kind.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    item = shape.by_name.get(name)
    if item is None or name in OURS_AMONG_OWN:
        raise NotFound(what="record.record_field")
    row = _row(uow, shape.name, name)
    if (row["version"] if row else 0) != version:
        raise VersionChanged(what="record.record_field", yours=version, now=row["version"] if row else 0)
    old = dict(row["definition"]) if row else {}
    said = body.model_dump(mode="json", exclude_unset=True)
    if not item.own:
        _refuse_beyond(said)
    merged = {key: value for key, value in {**old, **said}.items() if value is not None}
    definition = settled_definition(uow, shape, name, merged) if item.own else merged
    if item.own:
        _refuse_other_kinds(old, definition)
        _limit_indexed(shape, definition, name)
        changed = field_of(name, definition, shape.name)
    else:
        added = tuple(choice["value"] for choice in definition.get("choices", ()))
        changed = replace(item, choices=tuple(dict.fromkeys((*item.choices, *added))))
    check_field(uow, shape, changed, definition)
    if item.own:
        definition |= _index_state(uow, shape, definition, was_indexed=bool(old.get("indexed")))
    _write(uow, shape, name, row, definition)
    _refit_if_needed(uow, shape, old, definition)
    return _one(uow, shape, name)


def remove_field(uow: UnitOfWork, record_name: str, name: str, *, version: int) -> None:
    """Take an own field away. What it held stays in the rows, out of sight, and its name is not given again.

    Raises:
        NotCustomisable: the record takes no own fields.
        NotFound: it has no such own field.
        VersionChanged: somebody changed it meanwhile.
        FieldInUse: a formula, a condition or a layout speaks of it.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    row = _row(uow, shape.name, name)
    if row is None or name not in {item.name for item in shape.own_fields}:
        raise NotFound(what="record.record_field")
    if row["version"] != version:
        raise VersionChanged(what="record.record_field", yours=version, now=row["version"])
    users = [*_users_of(shape, name), *_layouts_with(uow, shape, name)]
    if users:
        raise FieldInUse(field=f"field.{shape.name}.{name}", by=users)
    _write(uow, shape, name, row, {**row["definition"], "removed": True})


def bring_back_field(uow: UnitOfWork, record_name: str, name: str) -> FieldView:
    """Have a field again that was taken away, with what it held.

    Raises:
        NotCustomisable: the record takes no own fields.
        NotFound: no field of that name was taken away.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    row = _row(uow, shape.name, name)
    if row is None or not row["definition"].get("removed"):
        raise NotFound(what="record.record_field")
    definition = {key: value for key, value in row["definition"].items() if key != "removed"}
    definition |= _index_state(uow, shape, definition)
    _write(uow, shape, name, row, definition)
    _refit_if_needed(uow, shape, {}, definition)
    return _one(uow, shape, name)


def order_fields(uow: UnitOfWork, record_name: str, names: Sequence[str]) -> list[FieldView]:
    """Put own fields into an order; those not named come after, as they stood.

    Raises:
        NotCustomisable: the record takes no own fields.
    """
    uow.change_settings()
    shape = customisable(uow, record_name)
    places = {name: place for place, name in enumerate(names, start=1)}
    rows = [
        {"id": row["id"], "position": places.get(row["name"], len(names) + 1 + at)}
        for at, row in enumerate(_rows(uow, shape.name))
    ]
    if rows:
        uow.update_rows(RECORD_FIELD, rows, assignments=["position = v.position"])
    return list_fields(uow, record_name)


def _free_name(wanted: str, known: set[str]) -> str:
    name, number = wanted, 2
    while name in known:
        name, number = f"{wanted[:34]}_{number}", number + 1
    return name


def _refuse_other_kinds(old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Columns of a sub-table come and go, but rows hold values of the kind that a column had."""
    kinds = {column["name"]: column["kind"] for column in old.get("columns", ())}
    for column in new.get("columns", ()):
        if kinds.get(column["name"], column["kind"]) != column["kind"]:
            raise KindFixed(field=column["name"], kind=kinds[column["name"]])


def _refuse_beyond(said: Mapping[str, Any]) -> None:
    """Of our own fields only words, strictness, choices and conditions are the tenant's."""
    strange = sorted(set(said) - set(FieldSettings.model_fields))
    if strange:
        raise InvalidInput(problems=[FieldProblem(name, "extra_forbidden", {}) for name in strange])


def _limit_indexed(shape: Record, definition: Mapping[str, Any], name: str = "") -> None:
    keyed = [item for item in shape.own_fields if item.keyed and item.name not in ("tags", name)]
    if definition.get("keyed") and len(keyed) >= MOST_INDEXED:
        problem = FieldProblem("indexed", "too_many_indexed", {"most": MOST_INDEXED})
        raise InvalidInput(problems=[problem])


def _index_state(
    uow: UnitOfWork, shape: Record, definition: Mapping[str, Any], *, was_indexed: bool = False
) -> dict[str, Any]:
    """Keys of a field count once every row has them; where there are no rows yet, at once."""
    keyed = bool(definition.get("keyed"))
    return {"indexed": keyed and (was_indexed or not has_rows(uow, shape))}


def _refit_if_needed(uow: UnitOfWork, shape: Record, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Have a job go over the rows that are there, where the change concerns what is kept of each."""
    kept = ("keyed", "searchable", "formula", "default", "unique")
    differs = any(old.get(key) != new.get(key) for key in kept if key != "default")
    if differs and has_rows(uow, shape):
        enqueue(uow, refit, Refit(shape.name))


def _users_of(shape: Record, name: str) -> list[str]:
    """The fields whose formula or condition speaks of a field."""
    asked = f'"{name}"'
    return [
        f"field.{shape.name}.{item.name}"
        for item in shape.fields
        if item.name != name
        and (
            f"{{{name}}}" in item.formula
            or any(
                tree is not None and asked in orjson.dumps(tree).decode()
                for tree in (item.show_if, item.read_only_if)
            )
        )
    ]


def _layouts_with(uow: UnitOfWork, shape: Record, name: str) -> list[str]:
    layout = RECORD_LAYOUT.c
    rows = uow.rows(
        select(layout.name, layout.groups).where(
            layout.tenant_id == uow.tenant_id, layout.record == shape.name
        )
    )
    return [row["name"] for row in rows if any(name in group["fields"] for group in row["groups"])]


def _write(
    uow: UnitOfWork, shape: Record, name: str, row: RowMapping | None, definition: Mapping[str, Any]
) -> None:
    text = orjson.dumps(definition).decode()
    if row is None:
        row_id: UUID = uow.new_id()
        uow.insert(
            RECORD_FIELD,
            {"id": row_id, "record": shape.name, "name": name, "position": 0, "definition": text},
        )
    else:
        row_id = row["id"]
        uow.change(RECORD_FIELD, row_id, {"definition": text})
    before = dict(row["definition"]) if row else {}
    changes = {
        key: [before.get(key), definition.get(key)]
        for key in sorted({*before, *definition})
        if before.get(key) != definition.get(key)
    }
    uow.audit(
        "changed", record="record_field", record_id=row_id, title=f"{shape.name}.{name}", changes=changes
    )


def _rows(uow: UnitOfWork, record_name: str) -> Sequence[RowMapping]:
    field = RECORD_FIELD.c
    query = select(RECORD_FIELD).where(field.tenant_id == uow.tenant_id, field.record == record_name)
    return uow.rows(query.order_by(field.position, field.name))


def _row(uow: UnitOfWork, record_name: str, name: str) -> RowMapping | None:
    return next((row for row in _rows(uow, record_name) if row["name"] == name), None)


def _one(uow: UnitOfWork, shape: Record, name: str) -> FieldView:
    return next(view for view in list_fields(uow, shape.name) if view.name == name)


def _view(shape: Record, name: str, kind: str, row: RowMapping | None, *, own: bool) -> FieldView:
    return FieldView(
        name=name,
        kind=kind,
        own=own,
        label=f"field.{shape.name}.{name}",
        removed=bool(row and row["definition"].get("removed")),
        definition=dict(row["definition"]) if row else {},
        position=row["position"] if row else 0,
        version=row["version"] if row else 0,
    )
