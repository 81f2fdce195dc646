"""Two records become one: what pointed to the one that goes points to the one that stays; and back on request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import false, or_, select, true
from sqlalchemy.engine import RowMapping

from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.rights import Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.errors import MergeUndone
from heyi.platform.records.duplicates.moving import Moved, move, move_back, refuse_books
from heyi.platform.records.restoring import restore, typed
from heyi.platform.records.saving import change_held, delete_held, hold_many, tell_gone, values_of
from heyi.platform.records.schemas import kept
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.tables import RECORD_MERGE, RECYCLED_RECORD
from heyi.platform.records.titles import shown_title
from heyi.platform.records.watching import require_merge, tell_merged
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50


class MergeBody(BaseModel):
    """Which of two stays, of which fields the value of the other is taken, and at which versions they were compared."""

    model_config = ConfigDict(extra="forbid")

    winner_id: UUID
    loser_id: UUID
    winner_version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    loser_version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
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
        InvalidInput: it is the same record twice, or a field is unknown or not his to change.
        VersionChanged: somebody changed one of them since they were compared.
        MergeOfBooks: the one that would go has entries in a ledger; the other way round it may do.
        AppError: a module refuses it.
    """
    shape = shape_of(uow, record.name)
    if body.winner_id == body.loser_id:
        raise InvalidInput(problems=[FieldProblem("loser_id", "merge_with_itself", {})])
    _refuse_take(uow, shape, body.take)
    held = _both(uow, shape, body)
    require_merge(uow, shape, held[body.winner_id], held[body.loser_id])
    refuse_books(uow, shape, body.loser_id)
    moved = move(uow, shape, body.loser_id, body.winner_id, take=body.take)
    winner, loser = held[body.winner_id], held[body.loser_id]
    lost, kept_values = values_of(shape, loser), values_of(shape, winner)
    # The one that goes is in the recycle bin before the other takes over what must be unique.
    delete_held(uow, shape, loser)
    tell_gone(uow, shape, [loser])
    # Fields of the one that stays may have named the other, and do not now.
    now = hold_many(uow, shape, [body.winner_id], action="update")[0]
    change_held(uow, shape, now, {name: lost[name] for name in body.take})
    tell_merged(uow, shape, [body.winner_id])
    merge_id = uow.new_id()
    before = {name: [kept(kept_values[name]), kept(lost[name])] for name in body.take}
    title = str(loser[shape.title] or "")
    uow.insert(
        RECORD_MERGE,
        {
            "id": merge_id,
            "record": shape.name,
            "winner_id": body.winner_id,
            "loser_id": body.loser_id,
            "loser_title": title,
            "moved": moved.written(),
            "taken": orjson.dumps(before, default=str).decode(),
        },
    )
    _audit(uow, shape, "merged", winner, [None, title])
    return _one(uow, merge_id)


def undo_merge(uow: UnitOfWork, merge_id: UUID) -> MergeView:
    """Have two records again: what was moved and has stayed since goes back, as do the fields that were taken over.

    Raises:
        NotFound: there is no such merge for the actor.
        MergeUndone: it was taken back before, or one of the two is gone for good.
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
    if not held and not access.sees_all(uow, shape, "update"):
        raise NotFound(what="record.record_merge")
    bin_ = RECYCLED_RECORD.c
    lying = select(bin_.id).where(bin_.tenant_id == uow.tenant_id, bin_.id == row["loser_id"])
    if row["undone_at"] is not None or not held or uow.scalar(lying) is None:
        raise MergeUndone
    winner = held[0]
    now = values_of(shape, winner)
    back = {
        name: old
        for name, (old, new) in row["taken"].items()
        if name in shape.by_name and kept(now[name]) == new
    }
    # What must be unique is given up before the other has it again.
    change_held(uow, shape, winner, _typed_back(shape, back))
    restore(uow, row["loser_id"], of_merge=True)
    move_back(uow, shape, Moved.read(row["moved"]), row["loser_id"], row["winner_id"])
    tell_merged(uow, shape, [row["winner_id"], row["loser_id"]])
    uow.change(RECORD_MERGE, merge_id, {"undone_at": uow.now})
    _audit(uow, shape, "unmerged", winner, [row["loser_title"], None])
    return _one(uow, merge_id)


def list_merges(uow: UnitOfWork) -> list[MergeView]:
    """The latest merges into records that the actor reaches, of kinds that he may change and delete."""
    merged = RECORD_MERGE.c
    reached = []
    for shape in shapes(uow):
        if shape.custom and _may(uow, shape):
            seen = select(shape.table.c.id).where(*access.rows(uow, shape, "update"))
            everything = access.sees_all(uow, shape, "update")
            reached.append(
                (merged.record == shape.name) & (true() if everything else merged.winner_id.in_(seen))
            )
    query = _selected(uow).where(or_(false(), *reached)).order_by(merged.created_at.desc(), merged.id)
    return [_view(uow, row) for row in uow.rows(query.limit(PAGE))]


def merged_into(uow: UnitOfWork, record: str, record_id: UUID) -> list[UUID]:
    """The records that became this one, whose history is its history too, and those that had become one of them."""
    merged = RECORD_MERGE.c
    valid = (merged.tenant_id == uow.tenant_id, merged.record == record, merged.undone_at.is_(None))
    first = select(merged.loser_id).where(*valid, merged.winner_id == record_id).cte("gone", recursive=True)
    further = select(merged.loser_id).where(*valid, merged.winner_id == first.c.loser_id)
    return [row["loser_id"] for row in uow.rows(select(first.union(further).c.loser_id))]


def _refuse_take(uow: UnitOfWork, shape: Record, names: Sequence[str]) -> None:
    """Only what the actor may change is taken over."""
    levels = access.levels(uow, shape)
    for name in names:
        item = shape.by_name.get(name)
        if item is None or levels.get(name) is Level.HIDDEN:
            raise InvalidInput(problems=[FieldProblem("take", "unknown_field", {"value": name})])
        if item.read_only or name in levels:
            raise InvalidInput(problems=[FieldProblem(name, "field_read_only", {})])


def _both(uow: UnitOfWork, shape: Record, body: MergeBody) -> Mapping[UUID, RowMapping]:
    """The two rows, held, if the actor may change both and delete the one, and they are as he saw them."""
    rows = {row["id"]: row for row in hold_many(uow, shape, [body.winner_id, body.loser_id], action="update")}
    deletable = {row["id"] for row in hold_many(uow, shape, [body.loser_id], action="delete")}
    if len(rows) < 2 or body.loser_id not in deletable:
        raise NotFound(what=f"record.{shape.name}")
    for row_id, seen in ((body.winner_id, body.winner_version), (body.loser_id, body.loser_version)):
        now = rows[row_id]["version"]
        if seen is not None and seen != now:
            raise VersionChanged(what=f"record.{shape.name}", yours=seen, now=now)
    return rows


def _audit(uow: UnitOfWork, shape: Record, action: str, winner: RowMapping, change: list[str | None]) -> None:
    party_id = winner["id"] if shape.party_field == "id" else values_of(shape, winner).get(shape.party_field)
    uow.audit(
        action,
        record=shape.name,
        record_id=winner["id"],
        changes={"merged": change},
        party_id=party_id,
        title=str(winner[shape.title] or ""),
    )


def _may(uow: UnitOfWork, shape: Record) -> bool:
    may = shape.permissions
    return bool(may.update and may.delete and uow.actor.may(may.update) and uow.actor.may(may.delete))


def _typed_back(shape: Record, back: Mapping[str, Any]) -> dict[str, Any]:
    """Values from JSON as columns take them; own fields are kept as JSON anyway."""
    return {
        name: value if shape.by_name[name].own else typed(shape.table.columns[name], value)
        for name, value in back.items()
    }


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
    return _view(uow, row)


def _view(uow: UnitOfWork, row: RowMapping) -> MergeView:
    return MergeView(
        id=row["id"],
        record=row["record"],
        winner_id=row["winner_id"],
        loser_id=row["loser_id"],
        loser_title=shown_title(uow, shape_of(uow, row["record"]), row["loser_title"]),
        moved=len(Moved.read(row["moved"])),
        merged_at=row["created_at"],
        merged_by=row["person"],
        undone_at=row["undone_at"],
        allowed_actions=[] if row["undone_at"] else ["undo"],
    )
