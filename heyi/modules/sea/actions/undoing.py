"""Take back a night, some thousand rows a step: what still lies in a sea goes to its old owner, received anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.sea.actions.entering import as_json, note
from heyi.modules.sea.contracts import NotReturned
from heyi.modules.sea.errors import NightUndone
from heyi.modules.sea.models import RECYCLE_LINE, RECYCLE_UNDO
from heyi.modules.sea.queries.falling import among
from heyi.modules.sea.queries.nights import require_night, titles_seen
from heyi.platform.identity.reach import switched_off
from heyi.platform.identity.tables import APP_USER
from heyi.platform.messages import translate
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange, tell_owners
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 5_000
Row = Mapping[Any, Any]


def require_undoable(uow: UnitOfWork, run_id: UUID) -> int:
    """Let a night be taken back only once; gives back how many fell in it.

    Raises:
        NotFound: there was no such night.
        NightUndone: it was taken back before.
    """
    night = require_night(uow, run_id)
    undo = RECYCLE_UNDO.c
    if uow.scalar(select(undo.id).where(undo.tenant_id == uow.tenant_id, undo.run_id == run_id)) is not None:
        raise NightUndone
    return night.count


@dataclass(frozen=True)
class Returning:
    """A step of taking back a night: where the next begins, and what became of these."""

    last: UUID
    looked_at: int
    returned: int
    refused: list[NotReturned]


def undo_step(uow: UnitOfWork, run_id: UUID, after: UUID | None) -> Returning | None:
    """Give back the next of what fell in a night and nobody has taken since; None when all were looked at.

    Quotas do not count, for it was theirs. What came back in an earlier step has an owner now and is left alone.
    """
    line = RECYCLE_LINE.c
    query = select(RECYCLE_LINE).where(line.tenant_id == uow.tenant_id, line.run_id == run_id)
    behind = query if after is None else query.where(line.id > after)
    lines = uow.rows(behind.order_by(line.id).limit(AT_ONCE))
    if not lines:
        return None
    returned = 0
    refused: list[NotReturned] = []
    for record in sorted({row["record"] for row in lines}):
        of_record = [row for row in lines if row["record"] == record]
        done, kept = _give_back(uow, shape_of(uow, record), of_record)
        returned, refused = returned + done, refused + kept
    return Returning(lines[-1]["id"], len(lines), returned, refused)


def undone(uow: UnitOfWork, run_id: UUID, *, returned: int, refused: Sequence[Mapping[str, Any]]) -> None:
    """Write down that a night was taken back, and what did not come back and why."""
    uow.insert_missing(
        RECYCLE_UNDO,
        [
            {
                "id": uow.new_id(),
                "run_id": run_id,
                "at": uow.now,
                "user_id": uow.actor.user_id,
                "returned": returned,
                "refused": as_json(list(refused)),
            }
        ],
        unique=("run_id",),
    )


def _give_back(uow: UnitOfWork, shape: Record, lines: Sequence[Row]) -> tuple[int, list[NotReturned]]:
    table, owner = shape.table, shape.owner_field
    ids = [line["record_id"] for line in lines]
    place = [*access.within(uow, shape, table), among(table, ids)]
    held = {
        row["id"]: row
        for row in uow.rows(select(table).where(*place).order_by(table.c.id).with_for_update(of=table))
    }
    seen = titles_seen(uow, shape, {line["record_id"]: line["pool_id"] for line in lines})
    names = _names(uow, {row[owner] for row in held.values()} - {None})
    left = switched_off(uow, [line["owner_id"] for line in lines])
    refused: list[NotReturned] = []
    back: list[tuple[Row, Row]] = []
    for line in lines:
        row = held.get(line["record_id"])
        why = _why_not(shape, row, line) or ("left" if line["owner_id"] in left else None)
        if why:
            who = left[line["owner_id"]] if why == "left" else ""
            who = names.get(row[owner], "") if row is not None and why == "claimed" else who
            words = translate(f"sea.not_returned.{why}", uow.actor.language, {"owner": who})
            told = shown_title(uow, shape, line["title"]) if line["record_id"] in seen else None
            refused.append(NotReturned(line["record_id"], told, words))
        else:
            back.append((held[line["record_id"]], line))
    if back:
        _write(uow, shape, back)
    return len(back), refused


def _why_not(shape: Record, row: Row | None, line: Row) -> str | None:
    if row is None:
        return "gone"
    if row[shape.owner_field] is not None:
        return "claimed"
    fell = datetime.fromisoformat(line["before"]["fell_at"])
    return None if row["pool_id"] is not None and row["pooled_at"] == fell else "again"


def _write(uow: UnitOfWork, shape: Record, back: Sequence[tuple[Row, Row]]) -> None:
    owner = shape.owner_field
    uow.update_rows(
        shape.table,
        [
            {
                "id": row["id"],
                owner: line["owner_id"],
                "previous_owner_id": _id(line["before"]["previous_owner_id"]),
                "received_at": uow.now,
            }
            for row, line in back
        ],
        assignments=[
            f"{owner} = v.{owner}",
            "previous_owner_id = v.previous_owner_id",
            # He has it from now on: the days of every rule count anew, or the next night would undo the undoing.
            "received_at = v.received_at",
            "due_on = NULL",
            "pool_id = NULL",
            "pooled_at = NULL",
        ],
    )
    members = [
        {
            "id": uow.new_id(),
            "record": shape.name,
            "record_id": row["id"],
            "user_id": UUID(member["user_id"]),
            "may": member["may"],
            "ends_on": _day(member["ends_on"]),
        }
        for row, line in back
        for member in line["before"]["members"]
    ]
    if members:
        # Whoever was taken into the team meanwhile stays in it as he is.
        uow.insert_missing(RECORD_MEMBER, members, unique=("record", "record_id", "user_id"))
    for row, line in back:
        changes = {owner: [None, str(line["owner_id"])], "pool_id": [str(row["pool_id"]), None]}
        note(uow, shape, row, "recycle_undone", changes)
    tell_owners(uow, shape, [OwnerChange(row["id"], None, line["owner_id"]) for row, line in back])


def _names(uow: UnitOfWork, ids: set[UUID]) -> dict[UUID, str]:
    person = APP_USER.c
    if not ids:
        return {}
    query = select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.id.in_(ids))
    return {row["id"]: row["name"] for row in uow.rows(query)}


def _id(kept: str | None) -> UUID | None:
    return UUID(kept) if kept else None


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
