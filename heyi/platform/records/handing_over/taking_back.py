"""A hand-over is taken back: what still belongs to whom it went is given back, the rest is told with its reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select

from heyi.platform.errors import AppError, NotAllowed, NotFound
from heyi.platform.identity.tables import APP_USER, USER_RECORD
from heyi.platform.records import access
from heyi.platform.records.giving import give
from heyi.platform.records.handing_over.errors import ChangedHands
from heyi.platform.records.handing_over.steps import ROWS_A_STEP, Log, left_since, shared_of
from heyi.platform.records.handing_over.tables import HAND_OVER_LINE
from heyi.platform.records.saving import prepared, write_changes
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork

Line = Mapping[Any, Any]


def take_back(uow: UnitOfWork, log: Log, before: UUID | None) -> UUID | None:
    """Take back what the next lines tell, the latest first; the earliest of them, or None when none is left."""
    line = HAND_OVER_LINE.c
    query = select(HAND_OVER_LINE).where(
        line.tenant_id == uow.tenant_id,
        line.hand_over_id == log.hand_over_id,
        line.way == "over",
        line.outcome == "moved",
    )
    if before is not None:
        query = query.where(line.id < before)
    lines = uow.rows(query.order_by(line.id.desc()).limit(ROWS_A_STEP))
    if not lines:
        return None
    going = _to_those_who_work_here(uow, log, lines)
    owned: dict[str, list[Line]] = defaultdict(list)
    others: dict[str, list[Line]] = defaultdict(list)
    for one in going:
        if one["held"] == "owner":
            owned[one["record"]].append(one)
        else:
            others[one["held"]].append(one)
    if others["manager"]:
        _people_back(uow, log, others["manager"])
    for record, those in owned.items():
        _rows_back(uow, log, record, those)
    if others["team"]:
        _teams_back(uow, log, others["team"])
    return UUID(str(lines[-1]["id"]))


def _to_those_who_work_here(uow: UnitOfWork, log: Log, lines: Sequence[Line]) -> list[Line]:
    """The lines without those of people who were switched off: first they must be let in again."""
    left = left_since(uow, [line["old_id"] for line in lines])
    for line in lines:
        if line["old_id"] in left:
            places = {"held": line["held"], "old": line["new_id"], "new": line["old_id"]}
            log.stayed(line["record"], line["record_id"], left[line["old_id"]], **places)
    return [line for line in lines if line["old_id"] not in left]


def _rows_back(uow: UnitOfWork, log: Log, record: str, lines: Sequence[Line]) -> None:
    told = {line["record_id"]: line for line in lines}
    try:
        shape = shape_of(uow, record)
    except KeyError:
        _all_gone(log, lines)
        return
    table = shape.table
    # What an actor may not look at is for him not there; what he may not hand over stays for that reason.
    query = select(table).where(*access.rows(uow, shape), table.c.id.in_(told)).order_by(table.c.id)
    rows = {row["id"]: row for row in uow.rows(query.with_for_update(of=table))}
    permission = shape.permissions.transfer or ""
    mine = (
        {
            row["id"]
            for row in uow.rows(
                select(table.c.id).where(*access.rows(uow, shape, "transfer"), table.c.id.in_(told))
            )
        }
        if uow.actor.may(permission)
        else set()
    )
    going = []
    for record_id, line in told.items():
        row = rows.get(record_id)
        error: AppError | None = None
        if row is None:
            error = NotFound(what=f"record.{record}")
        elif row[shape.owner_field] != line["new_id"]:
            error = ChangedHands()
        elif record_id not in mine:
            error = NotAllowed(permission=f"permission.{permission}")
        if error is None and row is not None:
            going.append(row)
        elif error is not None:
            log.stayed(record, record_id, error, old=line["new_id"], new=line["old_id"])
    given = give(uow, shape, going, {row["id"]: told[row["id"]]["old_id"] for row in going})
    for change in given.changes:
        line = told[change.record_id]
        log.moved(record, change.record_id, line["new_id"], line["old_id"])
    for record_id, error in given.refused.items():
        line = told[record_id]
        log.stayed(record, record_id, error, old=line["new_id"], new=line["old_id"])


def _all_gone(log: Log, lines: Sequence[Line]) -> None:
    for line in lines:
        error = NotFound(what="record.record_type")
        log.stayed(line["record"], line["record_id"], error, held=line["held"], old=line["new_id"])


def _teams_back(uow: UnitOfWork, log: Log, lines: Sequence[Line]) -> None:
    """Have teams be as they were, but for what people changed there themselves since."""
    shared = shared_of(uow, lines)
    for line in lines:
        if (line["record"], line["record_id"]) not in shared:
            error = NotFound(what=f"record.{line['record']}")
            places = {"held": "team", "old": line["new_id"], "new": line["old_id"]}
            log.stayed(line["record"], line["record_id"], error, **places)
    lines = [line for line in lines if (line["record"], line["record_id"]) in shared]
    if not lines:
        return
    member = RECORD_MEMBER.c
    passed = [
        (member.record == line["record"])
        & (member.record_id == line["record_id"])
        & (member.user_id == line["new_id"])
        & (member.may == line["reason"]["may"])
        & (member.ends_on.is_not_distinct_from(_day(line["reason"]["ends_on"])))
        for line in lines
        if line["new_id"] is not None
    ]
    if passed:
        uow.execute(delete(RECORD_MEMBER).where(member.tenant_id == uow.tenant_id, or_(*passed)))
    rows = [
        {
            "id": uow.new_id(),
            "record": line["record"],
            "record_id": line["record_id"],
            "user_id": line["old_id"],
            "may": line["reason"]["may"],
            "ends_on": _day(line["reason"]["ends_on"]),
        }
        for line in lines
    ]
    uow.insert_missing(RECORD_MEMBER, rows, unique=("record", "record_id", "user_id"))
    for line in lines:
        log.moved(line["record"], line["record_id"], line["new_id"], line["old_id"], held="team")


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _people_back(uow: UnitOfWork, log: Log, lines: Sequence[Line]) -> None:
    uow.change_settings()
    shape = shape_of(uow, USER_RECORD.name)
    person = APP_USER.c
    told = {line["record_id"]: line for line in lines}
    query = select(APP_USER).where(person.tenant_id == uow.tenant_id, person.id.in_(told))
    changes = []
    for row in uow.rows(query.order_by(person.id).with_for_update()):
        line = told[row["id"]]
        places = {"held": "manager", "old": line["new_id"], "new": line["old_id"]}
        if row["manager_id"] != line["new_id"]:
            log.stayed(shape.name, row["id"], ChangedHands(), **places)
            continue
        try:
            change = prepared(uow, shape, row, {"manager_id": line["old_id"]}, handing=True)
        except AppError as error:
            log.stayed(shape.name, row["id"], error, **places)
            continue
        if change is not None:
            changes.append(change)
            log.moved(shape.name, row["id"], line["new_id"], line["old_id"], held="manager")
    if changes:
        write_changes(uow, shape, changes)
