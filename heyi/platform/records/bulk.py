"""One deed on many records: those that can be are done together, the others are told with the reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Table, select, union_all
from sqlalchemy.engine import RowMapping

from heyi.platform.db.schema import metadata
from heyi.platform.errors import AppError, FieldProblem, InvalidInput, NotAllowed, StillUsed
from heyi.platform.records.changes import Change, owner_changes
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.errors import DuplicateExists
from heyi.platform.records.duplicates.finding import guard, refuse_duplicates
from heyi.platform.records.gates import refused_by_gates
from heyi.platform.records.owners import beyond_transfer, refused_owners
from heyi.platform.records.referred import referrers
from heyi.platform.records.referring import check_references
from heyi.platform.records.refusing import Refused, out_of_reach, refusal
from heyi.platform.records.saving import delete_held, hold_many, prepared, tell_gone, write_changes
from heyi.platform.records.schemas import checked, unknown
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.team import keep_on_team
from heyi.platform.records.titles import shown_title
from heyi.platform.records.writing import allowed_values
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject

__all__ = ["Bulk", "BulkBody", "IdsBody", "Refused", "change_many", "out_of_reach", "refusal"]

MOST = 500
BulkAction = Literal["update", "transfer", "tag", "untag", "delete"]
_NEEDS: Mapping[BulkAction, str] = {"transfer": "transfer", "delete": "delete"}


class IdsBody(BaseModel):
    """Which records."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]


class BulkBody(BaseModel):
    """Which records, and what: `values` are fields to set, `{owner_id, keep}` to hand over, or `{tags}`."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]
    action: BulkAction
    values: Annotated[JsonObject, Field(json_schema_extra={"x-fields-of-record": True})] = {}


@dataclass(frozen=True)
class Bulk:
    """How many were done, and which were not."""

    done: int
    refused: list[Refused]


def change_many(uow: UnitOfWork, record: Record, body: BulkBody) -> Bulk:
    """Do one thing to many records; the number of statements does not grow with them.

    Raises:
        NotAllowed: the actor's roles do not hold the permission at all.
        InvalidInput: the values are none for this deed.
    """
    shape = shape_of(uow, record.name)
    action = _NEEDS.get(body.action, "update")
    permission = getattr(shape.permissions, action)
    if permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.{permission or action}")
    try:
        values = _values(uow, shape, body)
    except InvalidInput as error:
        placed = [FieldProblem(f"values.{one.field}", one.code, one.params) for one in error.problems]
        raise InvalidInput(problems=placed) from None
    ids = list(dict.fromkeys(body.ids))
    if body.action == "update":
        guard(uow, shape, [values])
    held = hold_many(uow, shape, ids, action=action)
    refused = list(out_of_reach(uow, shape, set(ids) - {row["id"] for row in held}, permission))
    if shape.is_setting:
        uow.change_settings()
    held, barred = _let_through(uow, shape, held, action, values)
    refused += barred
    if body.action == "delete":
        return _delete(uow, shape, held, refused)
    changes: list[Change] = []
    for row in held:
        try:
            if body.action == "update":
                _refuse_same(uow, shape, row, values, changes)
            wanted = _changed(row, body.action, values)
            change = prepared(uow, shape, row, wanted, handing=body.action == "transfer")
        except AppError as error:
            refused.append(refusal(uow, row["id"], shown_title(uow, shape, row[shape.title]), error))
            continue
        if change is not None:
            changes.append(change)
    changes, unwanted = _wanted(uow, shape, changes, plainly=body.action == "update")
    refused += unwanted
    if changes:
        write_changes(uow, shape, changes)
    if body.action == "transfer" and body.values.get("keep"):
        owners = {change.record_id: change.old[shape.owner_field] for change in changes}
        keep_on_team(uow, shape, owners, may=str(body.values["keep"]))
    return Bulk(len(ids) - len(refused), refused)


def _let_through(
    uow: UnitOfWork, shape: Record, held: Sequence[RowMapping], action: str, values: Mapping[str, Any]
) -> tuple[list[RowMapping], list[Refused]]:
    """The rows that nothing stands in the way of, and the others."""
    barred = refused_by_gates(uow, shape, action, held, values)
    told = [
        refusal(uow, row["id"], shown_title(uow, shape, row[shape.title]), barred[row["id"]])
        for row in held
        if row["id"] in barred
    ]
    return [row for row in held if row["id"] not in barred], told


def _wanted(
    uow: UnitOfWork, shape: Record, changes: Sequence[Change], *, plainly: bool
) -> tuple[list[Change], list[Refused]]:
    """The changes that may be made, and those that would give a record to whom it must not go, or not by this actor."""
    owners = owner_changes(shape, changes)
    errors = refused_owners(uow, shape, owners) | (beyond_transfer(uow, shape, owners) if plainly else {})
    if not errors:
        return list(changes), []
    titles = {one.record_id: shown_title(uow, shape, one.values[shape.title]) for one in changes}
    left = [one for one in changes if one.record_id not in errors]
    return left, [refusal(uow, key, titles[key], error) for key, error in errors.items()]


def _refuse_same(
    uow: UnitOfWork,
    shape: Record,
    row: RowMapping,
    values: Mapping[str, Any],
    changes: Sequence[Change],
) -> None:
    """Of a value that only one record may have, the first of many is given it, if nobody has it yet."""
    rule = next((rule for rule in shape.duplicates if rule.blocks and values.get(rule.field)), None)
    if rule is None:
        return
    refuse_duplicates(uow, shape, values, except_id=row["id"], guarded=True)
    if changes:
        title = shown_title(uow, shape, changes[0].values[shape.title])
        field = f"field.{shape.name}.{rule.field}"
        raise DuplicateExists(title=title, owner="", field=field, id=changes[0].record_id)


def _values(uow: UnitOfWork, shape: Record, body: BulkBody) -> dict[str, Any]:
    """The values for this deed, checked once for all records."""
    wanted = dict(body.values)
    if body.action == "delete":
        _only(wanted, ())
        return {}
    if body.action in ("tag", "untag"):
        _only(wanted, ("tags",))
        if not shape.custom:
            raise unknown(["tags"])
    if body.action == "transfer":
        if not shape.owner_field:
            raise unknown(["owner_id"])
        _only(wanted, (shape.owner_field, "keep"))
        keep = wanted.pop("keep", None)
        if keep not in (None, "read", "write"):
            raise unknown(["keep"])
    if not wanted:
        raise InvalidInput(problems=[FieldProblem("", "missing", {})])
    values = allowed_values(uow, shape, _typed(shape, wanted), creating=False)
    check_references(uow, shape, [values])
    return values


def _typed(shape: Record, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Values straight from JSON in the form in which a declared schema would pass them on."""
    return checked(shape, wanted, creating=False) if not shape.custom else dict(wanted)


def _only(values: Mapping[str, Any], names: Sequence[str]) -> None:
    strange = sorted(set(values) - set(names))
    if strange:
        raise unknown(strange)


def _changed(row: Mapping[Any, Any], action: BulkAction, values: Mapping[str, Any]) -> Mapping[str, Any]:
    if action not in ("tag", "untag"):
        return values
    present, named = row["custom"].get("tags") or [], values["tags"] or []
    tags = [*present, *named] if action == "tag" else [tag for tag in present if tag not in named]
    return {"tags": list(dict.fromkeys(tags))[:50]}


def _delete(uow: UnitOfWork, shape: Record, held: Sequence[RowMapping], refused: list[Refused]) -> Bulk:
    ids = [row["id"] for row in held]
    used: dict[UUID, AppError] = {one: found.refusal() for one, found in referrers(uow, shape, ids).items()}
    used |= {} if shape.own else _still_used(uow, shape.table, ids)
    gone = []
    for row in held:
        if error := used.get(row["id"]):
            refused.append(refusal(uow, row["id"], shown_title(uow, shape, row[shape.title]), error))
        else:
            delete_held(uow, shape, row)
            gone.append(row)
    tell_gone(uow, shape, gone)
    return Bulk(len(gone), refused)


def _still_used(uow: UnitOfWork, table: Table, ids: Sequence[UUID]) -> dict[UUID, AppError]:
    """Those of the rows that other rows point to with a key that forbids their removal."""
    queries = [
        select(source.columns[column].label("id")).where(
            source.columns["tenant_id"] == uow.tenant_id, source.columns[column].in_(ids)
        )
        for source, column in _pointing_at(table)
    ]
    if not queries:
        return {}
    return {row["id"]: StillUsed(constraint=table.name) for row in uow.rows(union_all(*queries))}


def _pointing_at(table: Table) -> Iterator[tuple[Table, str]]:
    for source in metadata.sorted_tables:
        for key in source.foreign_key_constraints:
            if key.referred_table is table and key.ondelete == "RESTRICT":
                yield source, key.column_keys[-1]
