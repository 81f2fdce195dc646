"""Two records become one: what pointed to the one that goes points to the one that stays; and back on request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Table, select, update
from sqlalchemy.engine import RowMapping

from heyi.platform.db.schema import metadata
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.files.tables import FILE
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access, keys
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.errors import MergeOfBooks, MergeUndone
from heyi.platform.records.kinds import Kind
from heyi.platform.records.restoring import restore
from heyi.platform.records.saving import change_held, delete_held, hold_many, values_of
from heyi.platform.records.schemas import kept
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.tables import RECORD_KEY, RECORD_MEMBER, RECORD_MERGE
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50


class MergeBody(BaseModel):
    """Which of two stays, and of which fields the value of the other is taken."""

    model_config = ConfigDict(extra="forbid")

    winner_id: UUID
    loser_id: UUID
    take: Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=300)] = []


@dataclass(frozen=True)
class MergeView:
    """A merge: what stayed, what went, how many rows were moved, and whether it was taken back."""

    id: UUID
    record: str
    winner_id: UUID
    loser_id: UUID
    loser_title: str
    moved: int
    merged_at: datetime
    merged_by: str | None
    undone_at: datetime | None
    allowed_actions: list[str]


def merge(uow: UnitOfWork, record: Record, body: MergeBody) -> MergeView:
    """Make two records one. All children, files and team members go along; the history of both is read as one.

    Raises:
        NotFound: one of them does not exist for the actor, or is not his to change and delete.
        InvalidInput: it is the same record twice, or a field is unknown.
        MergeOfBooks: the one that would go has entries in a ledger; the other way round it may do.
    """
    shape = shape_of(uow, record.name)
    if body.winner_id == body.loser_id:
        raise InvalidInput(problems=[FieldProblem("loser_id", "merge_with_itself", {})])
    unknown = [name for name in body.take if name not in shape.by_name or shape.by_name[name].read_only]
    if unknown:
        raise InvalidInput(problems=[FieldProblem("take", "unknown_field", {"value": unknown[0]})])
    rows = {row["id"]: row for row in hold_many(uow, shape, [body.winner_id, body.loser_id], action="update")}
    deletable = {row["id"] for row in hold_many(uow, shape, [body.loser_id], action="delete")}
    if len(rows) < 2 or body.loser_id not in deletable:
        raise NotFound(what=f"record.{shape.name}")
    winner, loser = rows[body.winner_id], rows[body.loser_id]
    _refuse_books(uow, shape, body.loser_id)
    moved = _move(uow, shape, body.loser_id, body.winner_id)
    lost, kept_values = values_of(shape, loser), values_of(shape, winner)
    # The one that goes is in the recycle bin before the other takes over what must be unique.
    delete_held(uow, shape, loser)
    taken = {name: lost[name] for name in body.take}
    change_held(uow, shape, winner, taken)
    merge_id = uow.new_id()
    before = {name: [kept(kept_values[name]), kept(lost[name])] for name in body.take}
    uow.insert(
        RECORD_MERGE,
        {
            "id": merge_id,
            "record": shape.name,
            "winner_id": body.winner_id,
            "loser_id": body.loser_id,
            "loser_title": str(loser[shape.title] or ""),
            "moved": orjson.dumps(moved, default=str).decode(),
            "taken": orjson.dumps(before, default=str).decode(),
        },
    )
    party_id = body.winner_id if shape.party_field == "id" else None
    changes = {"merged": [None, str(loser[shape.title] or "")]}
    title = str(winner[shape.title] or "")
    uow.audit(
        "merged", record=shape.name, record_id=body.winner_id, changes=changes, party_id=party_id, title=title
    )
    return _one(uow, merge_id)


def undo_merge(uow: UnitOfWork, merge_id: UUID) -> MergeView:
    """Have two records again: what was moved and has stayed since goes back, as do the fields that were taken over.

    Raises:
        NotFound: there is no such merge for the actor.
        MergeUndone: it was taken back before, or what stayed is gone.
        CannotRestore: what went holds a value that another record has now.
    """
    merged = RECORD_MERGE.c
    row = uow.first(
        select(RECORD_MERGE).where(merged.tenant_id == uow.tenant_id, merged.id == merge_id).with_for_update()
    )
    shape = next((one for one in shapes(uow) if row is not None and one.name == row["record"]), None)
    if row is None or shape is None or not _may(uow, shape):
        raise NotFound(what="record.record_merge")
    held = hold_many(uow, shape, [row["winner_id"]], action="update")
    if row["undone_at"] is not None or not held:
        raise MergeUndone
    winner = held[0]
    now = values_of(shape, winner)
    back = {
        name: old
        for name, (old, new) in row["taken"].items()
        if name in shape.by_name and kept(now[name]) == new
    }
    # What must be unique is given up before the other has it again.
    uow.flush()
    change_held(uow, shape, winner, _typed_back(shape, back))
    restore(uow, row["loser_id"])
    uow.flush()
    for place, ids in row["moved"].items():
        _move_back(uow, place, [UUID(one) for one in ids], row)
    uow.change(RECORD_MERGE, merge_id, {"undone_at": uow.now})
    title = row["loser_title"]
    uow.audit("unmerged", record=shape.name, record_id=row["winner_id"], changes={"merged": [title, None]})
    return _one(uow, merge_id)


def list_merges(uow: UnitOfWork) -> list[MergeView]:
    """The latest merges of records that the actor may change and delete."""
    merged = RECORD_MERGE.c
    kinds = [shape.name for shape in shapes(uow) if shape.custom and _may(uow, shape)]
    query = (
        _selected(uow)
        .where(merged.record.in_(kinds))
        .order_by(merged.created_at.desc(), merged.id)
        .limit(PAGE)
    )
    return [_view(row) for row in uow.rows(query)]


def merged_into(uow: UnitOfWork, record: str, record_id: UUID) -> list[UUID]:
    """The records that became this one, whose history is its history too."""
    merged = RECORD_MERGE.c
    query = select(merged.loser_id).where(
        merged.tenant_id == uow.tenant_id,
        merged.record == record,
        merged.winner_id == record_id,
        merged.undone_at.is_(None),
    )
    return [row["loser_id"] for row in uow.rows(query)]


def _may(uow: UnitOfWork, shape: Record) -> bool:
    may = shape.permissions
    return bool(may.update and may.delete and uow.actor.may(may.update) and uow.actor.may(may.delete))


def _pointing_at(shape: Record) -> Iterator[tuple[Table, str]]:
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table is shape.table:
                yield table, key.column_keys[-1]


def _refuse_books(uow: UnitOfWork, shape: Record, loser_id: UUID) -> None:
    """A ledger is never rewritten, so what stands in one stays."""
    for table, column in _pointing_at(shape):
        if table.info["append_only"]:
            here = (table.c.tenant_id == uow.tenant_id, table.columns[column] == loser_id)
            if uow.scalar(select(table.columns[column]).where(*here).limit(1)) is not None:
                raise MergeOfBooks(what=f"record.{shape.name}")


def _move(uow: UnitOfWork, shape: Record, loser_id: UUID, winner_id: UUID) -> dict[str, list[UUID]]:
    """Point everything at the record that stays; gives back what was moved, by `table.column`."""
    uow.flush()
    moved: dict[str, list[UUID]] = {}
    for table, column in _pointing_at(shape):
        if table.info["append_only"] or (table is shape.table and column == "id"):
            continue
        here = (table.c.tenant_id == uow.tenant_id, table.columns[column] == loser_id)
        changed = update(table).where(*here).values({column: winner_id}).returning(table.c.id)
        moved[f"{table.name}.{column}"] = list(uow.execute(changed).scalars())
    file = FILE.c
    filed = (file.tenant_id == uow.tenant_id, file.record == shape.name, file.record_id == loser_id)
    refiled = update(FILE).where(*filed).values(record_id=winner_id).returning(file.id)
    moved["file.record_id"] = list(uow.execute(refiled).scalars())
    moved["record_member.record_id"] = _move_members(uow, shape, loser_id, winner_id)
    for other in shapes(uow):
        for item in other.own_fields:
            if item.references == shape.name:
                moved |= _move_own(
                    uow, other, item.name, loser_id, winner_id, many=item.kind is Kind.MULTI_REFERENCE
                )
    return {place: ids for place, ids in moved.items() if ids}


def _move_members(uow: UnitOfWork, shape: Record, loser_id: UUID, winner_id: UUID) -> list[UUID]:
    """The team goes along, except for who is on the other's team already."""
    member = RECORD_MEMBER.c
    own = select(member.user_id).where(
        member.tenant_id == uow.tenant_id, member.record == shape.name, member.record_id == winner_id
    )
    here = (
        member.tenant_id == uow.tenant_id,
        member.record == shape.name,
        member.record_id == loser_id,
        member.user_id.not_in(own),
    )
    changed = update(RECORD_MEMBER).where(*here).values(record_id=winner_id).returning(member.id)
    return list(uow.execute(changed).scalars())


def _move_own(
    uow: UnitOfWork, other: Record, name: str, loser_id: UUID, winner_id: UUID, *, many: bool
) -> dict[str, list[UUID]]:
    """References in own fields lie in JSON: each row is read, changed and keyed anew."""
    table = other.table
    inside = table.columns["custom"][name]
    met = inside.contains([str(loser_id)]) if many else inside.astext == str(loser_id)
    rows = uow.rows(select(table).where(*access.within(uow, other, table), met).with_for_update(of=table))
    for row in rows:
        value = row["custom"][name]
        changed = (
            [str(winner_id) if one == str(loser_id) else one for one in value] if many else str(winner_id)
        )
        new = {**row["custom"], name: list(dict.fromkeys(changed)) if many else changed}
        uow.change(table, row["id"], {"custom": orjson.dumps(new).decode()})
        keys.remove_keys(uow, other, [row["id"]], [name])
        values = values_of(other, {**row, "custom": new})
        uow.insert(
            RECORD_KEY, *(one for one in keys.key_rows(other, row["id"], values) if one["field"] == name)
        )
    return {f"{other.name}:{name}": [row["id"] for row in rows]}


def _move_back(uow: UnitOfWork, place: str, ids: list[UUID], row: RowMapping) -> None:
    winner_id, loser_id = row["winner_id"], row["loser_id"]
    if ":" in place:
        record, name = place.split(":")
        other = next((one for one in shapes(uow) if one.name == record and name in one.by_name), None)
        if other is not None:
            many = other.by_name[name].kind is Kind.MULTI_REFERENCE
            _move_own_rows_back(uow, other, name, ids, row, many=many)
        return
    table_name, column = place.split(".")
    table = metadata.tables[table_name]
    here = (table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids), table.columns[column] == winner_id)
    uow.execute(update(table).where(*here).values({column: loser_id}))


def _move_own_rows_back(
    uow: UnitOfWork, other: Record, name: str, ids: list[UUID], row: RowMapping, *, many: bool
) -> None:
    table = other.table
    here = (*access.within(uow, other, table), table.c.id.in_(ids))
    for one in uow.rows(select(table.c.id, table.c.custom).where(*here).with_for_update(of=table)):
        value, winner, loser = one["custom"].get(name), str(row["winner_id"]), str(row["loser_id"])
        if many and winner in (value or ()):
            new: Any = [loser if item == winner else item for item in value]
        elif not many and value == winner:
            new = loser
        else:
            continue
        uow.change(table, one["id"], {"custom": orjson.dumps({**one["custom"], name: new}).decode()})


def _typed_back(shape: Record, back: Mapping[str, Any]) -> dict[str, Any]:
    """Values from JSON as columns take them; own fields are kept as JSON anyway."""
    return {
        name: value if shape.by_name[name].own else _column_value(shape, name, value)
        for name, value in back.items()
    }


def _column_value(shape: Record, name: str, value: Any) -> Any:
    if value is None:
        return None
    wanted = shape.table.columns[name].type.python_type
    return value if isinstance(value, wanted) else wanted(value)


def _selected(uow: UnitOfWork) -> Any:
    merged = RECORD_MERGE.c
    person = (APP_USER.c.tenant_id == merged.tenant_id) & (APP_USER.c.id == merged.created_by)
    return (
        select(RECORD_MERGE, APP_USER.c.name.label("person"))
        .select_from(RECORD_MERGE.outerjoin(APP_USER, person))
        .where(merged.tenant_id == uow.tenant_id)
    )


def _one(uow: UnitOfWork, merge_id: UUID) -> MergeView:
    row = uow.first(_selected(uow).where(RECORD_MERGE.c.id == merge_id))
    assert row is not None
    return _view(row)


def _view(row: RowMapping) -> MergeView:
    return MergeView(
        id=row["id"],
        record=row["record"],
        winner_id=row["winner_id"],
        loser_id=row["loser_id"],
        loser_title=row["loser_title"],
        moved=sum(len(ids) for ids in row["moved"].values()),
        merged_at=row["created_at"],
        merged_by=row["person"],
        undone_at=row["undone_at"],
        allowed_actions=[] if row["undone_at"] else ["undo"],
    )
