"""The plain verbs of every record as verbs that flows may guard: create, update, delete, hand over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.conditions import FieldType
from heyi.platform.approvals.verbs import CHANGED, ApprovableVerb, Matter
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.finding import refuse_duplicates
from heyi.platform.records.gates import ask_gates
from heyi.platform.records.handing_over.transfer import TransferBody, transfer_many
from heyi.platform.records.referring import check_references
from heyi.platform.records.saving import create_record, delete_record, plain, update_record, values_of
from heyi.platform.records.schemas import checked
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.writing import allowed_values, refuse_for_another
from heyi.platform.unit_of_work import UnitOfWork

# Approvals are not approved, and what the log keeps is written by nobody.
_NEVER = ("approval", "approval_task", "audit_event", "app_user", "role")


def plain_verb(uow: UnitOfWork, record: str, name: str) -> ApprovableVerb | None:
    """A plain verb of a record that offers it."""
    shape = next((one for one in shapes(uow) if one.name == record), None)
    if shape is None or record in _NEVER or name not in _MAKERS:
        return None
    permission = getattr(shape.permissions, name)
    # Documents are changed and made by verbs of their own.
    if permission is None or (shape.document is not None and name != "transfer"):
        return None
    verb = _MAKERS[name]
    return replace(verb(shape), permission=permission)


def plain_verbs(uow: UnitOfWork) -> list[ApprovableVerb]:
    """The plain verbs of all records that a flow may guard."""
    found = (plain_verb(uow, shape.name, name) for shape in shapes(uow) for name in _MAKERS)
    return [verb for verb in found if verb is not None and not shape_of(uow, verb.record).is_setting]


def matter_of_row(shape: Record, row: Mapping[Any, Any], name: str, changed: Mapping[str, Any]) -> Matter:
    """What a plain verb on a stored row is about; `changed` are the values that it would give the row."""
    old = values_of(shape, row)
    before = plain(shape, old)
    title = str(row[shape.title] or "")
    if name in ("update", "transfer"):
        after = plain(shape, dict(changed))
        names = frozenset(one for one in after if after[one] != before.get(one))
        said = {one: [before.get(one), after[one]] for one in sorted(names)}
        return Matter(
            record_id=row["id"],
            title=title,
            values={**old, **changed, "id": row["id"]},
            pinned=said,
            old=old,
            changes=names,
            facts={CHANGED: sorted(names)},
            version=row["version"],
        )
    kept = {item.name: before.get(item.name) for item in shape.fields if not item.read_only}
    kept.pop(shape.owner_field, None)
    return Matter(
        record_id=row["id"], title=title, values={**old, "id": row["id"]}, pinned=kept, version=row["version"]
    )


def _stored(uow: UnitOfWork, shape: Record, record_id: UUID | None, action: str, *, held: bool) -> Any:
    if record_id is None:
        raise InvalidInput(problems=[FieldProblem("record_id", "missing", {})])
    access.require_row(uow, shape, record_id, action)
    query = select(shape.table).where(*access.within(uow, shape, shape.table), shape.table.c.id == record_id)
    row = uow.first(query.with_for_update() if held else query)
    if row is None:
        raise NotFound(what=f"record.{shape.name}")
    return row


def _update(shape: Record) -> ApprovableVerb:
    def changed(uow: UnitOfWork, payload: Mapping[str, Any]) -> dict[str, Any]:
        return allowed_values(uow, shape, checked(shape, payload, creating=False), creating=False)

    def look(uow: UnitOfWork, record_id: UUID | None, payload: Mapping[str, Any], held: bool) -> Matter:  # noqa: FBT001 - as `Look` says
        row = _stored(uow, shape, record_id, "update", held=held)
        values = changed(uow, payload)
        check_references(uow, shape, [values])
        return matter_of_row(shape, row, "update", values)

    def do(uow: UnitOfWork, record_id: UUID | None, payload: Mapping[str, Any]) -> None:
        row = _stored(uow, shape, record_id, "update", held=True)
        values = changed(uow, payload)
        refuse_duplicates(uow, shape, values, except_id=row["id"])
        update_record(uow, shape, row["id"], row["version"], values, as_actor=True)

    return ApprovableVerb(
        record=shape.name, name="update", permission="", look=look, do=do, facts={CHANGED: FieldType.SET}
    )


def _create(shape: Record) -> ApprovableVerb:
    def given(uow: UnitOfWork, payload: Mapping[str, Any]) -> dict[str, Any]:
        return allowed_values(uow, shape, checked(shape, payload, creating=True), creating=True)

    def look(uow: UnitOfWork, _: UUID | None, payload: Mapping[str, Any], held: bool) -> Matter:  # noqa: FBT001, ARG001 - as `Look` says
        values = given(uow, payload)
        check_references(uow, shape, [values])
        return matter_of_new(shape, values)

    def do(uow: UnitOfWork, _: UUID | None, payload: Mapping[str, Any]) -> UUID:
        values = given(uow, payload)
        refuse_duplicates(uow, shape, values)
        refuse_for_another(uow, shape, values)
        ask_gates(uow, shape, "create", None, values)
        return create_record(uow, shape, values)

    return ApprovableVerb(record=shape.name, name="create", permission="", look=look, do=do)


def matter_of_new(shape: Record, values: Mapping[str, Any]) -> Matter:
    """What is about to be made."""
    said = {name: value for name, value in plain(shape, values).items() if value not in (None, "", [])}
    title = str(values.get(shape.title) or "")
    return Matter(record_id=None, title=title, values=dict(values), pinned=said, changes=frozenset(said))


def _delete(shape: Record) -> ApprovableVerb:
    def look(uow: UnitOfWork, record_id: UUID | None, _: Mapping[str, Any], held: bool) -> Matter:  # noqa: FBT001 - as `Look` says
        return matter_of_row(shape, _stored(uow, shape, record_id, "delete", held=held), "delete", {})

    def do(uow: UnitOfWork, record_id: UUID | None, _: Mapping[str, Any]) -> None:
        row = _stored(uow, shape, record_id, "delete", held=True)
        delete_record(uow, shape, row["id"], row["version"], as_actor=True)

    return ApprovableVerb(record=shape.name, name="delete", permission="", look=look, do=do)


def _transfer(shape: Record) -> ApprovableVerb:
    def owner(payload: Mapping[str, Any]) -> dict[str, Any]:
        return checked(shape, {shape.owner_field: payload.get("owner_id")}, creating=False)

    def look(uow: UnitOfWork, record_id: UUID | None, payload: Mapping[str, Any], held: bool) -> Matter:  # noqa: FBT001 - as `Look` says
        row = _stored(uow, shape, record_id, "transfer", held=held)
        values = owner(payload)
        check_references(uow, shape, [values])
        return matter_of_row(shape, row, "transfer", values)

    def do(uow: UnitOfWork, record_id: UUID | None, payload: Mapping[str, Any]) -> None:
        row = _stored(uow, shape, record_id, "transfer", held=False)
        body = TransferBody.model_validate({"ids": [row["id"]], **payload})
        handed = transfer_many(uow, shape, body)
        if handed.refused:
            raise NotFound(what=f"record.{shape.name}")

    return ApprovableVerb(
        record=shape.name, name="transfer", permission="", look=look, do=do, facts={CHANGED: FieldType.SET}
    )


_MAKERS = {"create": _create, "update": _update, "delete": _delete, "transfer": _transfer}
