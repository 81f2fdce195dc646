"""The recycle bin: what was deleted lies there as it was, until it is brought back or thrown away for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, DateTime, Uuid, delete, literal, select, tuple_

from heyi.platform.errors import AppError, FieldProblem, InvalidInput, NotFound
from heyi.platform.files.tables import FILE
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.parts import KEPT as PARTS
from heyi.platform.records.parts import parts_of
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.tables import RECORD_MEMBER, RECYCLED_RECORD
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50
KEPT = timedelta(days=90)
MOST_FORGOTTEN = 5_000


@dataclass(frozen=True)
class Recycled:
    """Something in the bin."""

    id: UUID
    record: str
    title: str
    deleted_at: datetime
    deleted_by: str | None
    allowed_actions: list[str]


@dataclass(frozen=True)
class RecycledPage:
    """A page of the bin, the latest first and, when there are older ones, what to ask for them with."""

    items: list[Recycled]
    before: str | None


@dataclass(frozen=True)
class Restored:
    """Where what was brought back is now."""

    id: UUID
    record: str
    path: str
    version: int


class CannotRestore(AppError):
    """The world went on: a value is taken, or what the record refers to is gone."""

    code = "records.cannot_restore"
    status = 409


def throw_away(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any]) -> None:
    """Put a row that is about to be deleted into the bin."""
    throw_away_many(uow, shape, [row])


def throw_away_many(uow: UnitOfWork, shape: Record, rows: Sequence[Mapping[Any, Any]]) -> None:
    """Put rows that are about to be deleted into the bin."""
    uow.execute(
        delete(RECYCLED_RECORD).where(
            RECYCLED_RECORD.c.tenant_id == uow.tenant_id,
            RECYCLED_RECORD.c.id.in_([row["id"] for row in rows]),
        )
    )
    parts = parts_of(uow, shape, [row["id"] for row in rows])
    for row in rows:
        _throw(uow, shape, row, parts.get(row["id"]))


def _throw(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any], parts: Mapping[str, Any] | None) -> None:
    columns = {
        str(column.name): row[column.name] for column in shape.table.columns if column.name != "tenant_id"
    }
    if parts:
        columns[PARTS] = parts
    uow.insert(
        RECYCLED_RECORD,
        {
            "id": row["id"],
            "record": shape.name,
            "title": str(row[shape.title] or ""),
            "row": orjson.dumps(columns, default=str).decode(),
            "deleted_at": uow.now,
            "deleted_by": uow.actor.user_id,
        },
    )


def list_recycled(uow: UnitOfWork, *, record: str | None = None, before: str | None = None) -> RecycledPage:
    """What the actor may bring back: what he threw away, and all of the kinds of which he may delete every row.

    Raises:
        InvalidInput: `before` is none that a page gave.
    """
    bin_ = RECYCLED_RECORD.c
    mine = bin_.deleted_by == uow.actor.user_id
    kinds = [shape.name for shape in shapes(uow) if shape.custom and _may_delete(uow, shape)]
    everything = [name for name in kinds if access.sees_all(uow, shape_of(uow, name), "delete")]
    query = (
        select(RECYCLED_RECORD, APP_USER.c.name.label("person"))
        .select_from(
            RECYCLED_RECORD.outerjoin(
                APP_USER, (APP_USER.c.tenant_id == bin_.tenant_id) & (APP_USER.c.id == bin_.deleted_by)
            )
        )
        .where(
            bin_.tenant_id == uow.tenant_id,
            bin_.record.in_([record] if record in kinds else [] if record else kinds),
            mine | bin_.record.in_(everything),
        )
        .order_by(bin_.deleted_at.desc(), bin_.id.desc())
        .limit(PAGE + 1)
    )
    rows = uow.rows(query if before is None else query.where(_older(before)))
    known = {name: shape_of(uow, name) for name in kinds}
    items = [
        Recycled(
            id=row["id"],
            record=row["record"],
            title=shown_title(uow, known[row["record"]], row["title"]),
            deleted_at=row["deleted_at"],
            deleted_by=row["person"],
            allowed_actions=["restore"],
        )
        for row in rows[:PAGE]
    ]
    last = items[-1] if len(rows) > PAGE else None
    return RecycledPage(items, f"{last.deleted_at.isoformat()}_{last.id}" if last else None)


def forget_old(uow: UnitOfWork) -> int:
    """Throw away for good what has lain in the bin for 90 days, with its files and team; gives back how many."""
    bin_ = RECYCLED_RECORD.c
    query = select(bin_.id).where(bin_.tenant_id == uow.tenant_id, bin_.deleted_at < uow.now - KEPT)
    # What somebody brings back at this moment lives, with its files and team.
    held = query.order_by(bin_.id).limit(MOST_FORGOTTEN).with_for_update(skip_locked=True)
    ids = [row["id"] for row in uow.rows(held)]
    if not ids:
        return 0
    for table, key in ((FILE, "record_id"), (RECORD_MEMBER, "record_id"), (RECYCLED_RECORD, "id")):
        place = (table.c.tenant_id == uow.tenant_id, table.columns[key].in_(ids))
        uow.execute(delete(table).where(*place))
    return len(ids)


def take_out_of_bin(uow: UnitOfWork, record_id: UUID) -> tuple[Record, dict[str, Any]]:
    """A row from the bin, which forgets it.

    Raises:
        NotFound: there is none that the actor may bring back.
    """
    bin_ = RECYCLED_RECORD.c
    row = uow.first(
        select(RECYCLED_RECORD).where(bin_.tenant_id == uow.tenant_id, bin_.id == record_id).with_for_update()
    )
    shape = None if row is None else next((one for one in shapes(uow) if one.name == row["record"]), None)
    if row is None or shape is None or not _may_bring_back(uow, shape, row):
        raise NotFound(what="record.recycled_record")
    uow.execute(delete(RECYCLED_RECORD).where(bin_.tenant_id == uow.tenant_id, bin_.id == record_id))
    return shape, dict(row["row"])


def _older(before: str) -> ColumnElement[bool]:
    moment, _, record_id = before.partition("_")
    try:
        place = (datetime.fromisoformat(moment), UUID(record_id))
    except ValueError:
        raise InvalidInput(problems=[FieldProblem("before", "invalid", {"value": before[:80]})]) from None
    return tuple_(RECYCLED_RECORD.c.deleted_at, RECYCLED_RECORD.c.id) < tuple_(
        literal(place[0], DateTime(timezone=True)), literal(place[1], Uuid())
    )


def _may_delete(uow: UnitOfWork, shape: Record) -> bool:
    return shape.permissions.delete is not None and uow.actor.may(shape.permissions.delete)


def _may_bring_back(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any]) -> bool:
    if not _may_delete(uow, shape):
        return False
    return row["deleted_by"] == uow.actor.user_id or access.sees_all(uow, shape, "delete")
