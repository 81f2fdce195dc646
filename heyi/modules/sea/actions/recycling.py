"""The night: reckon anew when everything falls, then let fall what is due, some thousand rows a step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.sea.actions.entering import as_json, enter, note, teams
from heyi.modules.sea.actions.standing import forget_due, set_due
from heyi.modules.sea.contracts import FELL
from heyi.modules.sea.models import POOL, RECYCLE_LINE, RECYCLE_RUN
from heyi.modules.sea.queries.falling import Numbered, among, rules_for, told, will_fall
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 5_000
RECKONED_AT_ONCE = 100_000
Row = Mapping[Any, Any]


def reckon_step(uow: UnitOfWork, shape: Record, after: UUID | None) -> UUID | None:
    """Reckon anew when the next rows by id fall; gives back the last id, or None when all are done."""
    table = shape.table
    rules = rules_for(uow, shape.name)
    if after is None:
        gone = [table.c.locked.is_(True) | table.columns[shape.owner_field].is_(None)] if rules else []
        forget_due(uow, shape, *gone)
    if not rules:
        return None
    behind = [] if after is None else [table.c.id > after]
    here = [table.c.tenant_id == uow.tenant_id, *behind]
    border = select(table.c.id).where(*here).order_by(table.c.id).offset(RECKONED_AT_ONCE - 1).limit(1)
    last: UUID | None = uow.scalar(border)
    set_due(uow, shape, rules, *behind, *([] if last is None else [table.c.id <= last]))
    return last


def fall_step(uow: UnitOfWork, shape: Record, today: date) -> int | None:
    """Let the next rows fall whose day has passed; gives back how many fell, None when none is left to look at.

    Rows are held and asked again: whom somebody followed up meanwhile stays, with his new day.
    """
    table = shape.table
    rules = rules_for(uow, shape.name)
    due = (
        select(table.c.id)
        .where(
            *access.within(uow, shape, table),
            table.c.due_on < today,
            table.columns[shape.owner_field].is_not(None),
            table.c.locked.is_(False),
        )
        .order_by(table.c.due_on, table.c.id)
        .limit(AT_ONCE)
    )
    _keep_open(uow, rules)
    ids = [row["id"] for row in uow.rows(due)]
    if not ids:
        return None
    place = [*access.within(uow, shape, table), among(table, ids)]
    held = uow.rows(select(table).where(*place).order_by(table.c.id).with_for_update(of=table))
    query = will_fall(uow, shape, rules, today, among(table, ids))
    falling = {} if query is None else {row["id"]: row for row in uow.rows(query)}
    rows = [row for row in held if row["id"] in falling]
    stay = [row["id"] for row in held if row["id"] not in falling]
    if stay:
        forget_due(uow, shape, among(table, stay))
        set_due(uow, shape, rules, among(table, stay))
    if rows:
        _let_fall(uow, shape, rows, {one.number: one for one in rules}, falling, today)
    return len(rows)


def _let_fall(
    uow: UnitOfWork,
    shape: Record,
    rows: Sequence[Row],
    rules: Mapping[int, Numbered],
    falling: Mapping[UUID, Row],
    today: date,
) -> None:
    run_id = _run(uow, today)
    on_teams = teams(uow, shape, [row["id"] for row in rows])
    into = {}
    for row in rows:
        found = falling[row["id"]]
        one = rules[found["number"]]
        into[row["id"]] = one.pool.id
        rule = told(one, found["day"], row.get("level"))
        before = {
            "fell_at": uow.now.isoformat(),
            "previous_owner_id": row["previous_owner_id"],
            "members": on_teams.get(row["id"], []),
        }
        uow.insert(
            RECYCLE_LINE,
            {
                "id": uow.new_id(),
                "run_id": run_id,
                "record": shape.name,
                "record_id": row["id"],
                "title": str(row[shape.title] or ""),
                "owner_id": row[shape.owner_field],
                "pool_id": one.pool.id,
                "rule": as_json(rule),
                "due_on": found["day"],
                "before": as_json(before),
            },
        )
        changes = {
            shape.owner_field: [str(row[shape.owner_field]), None],
            "pool_id": [None, str(one.pool.id)],
            "rule": [None, rule["name"] or rule["kind"]],
        }
        note(uow, shape, row, "recycled", changes)
    enter(uow, shape, rows, into)
    _tell_owners(uow, shape, rows, run_id)


def _tell_owners(uow: UnitOfWork, shape: Record, rows: Sequence[Row], run_id: UUID) -> None:
    """Each former owner has one notice for the night, that opens what fell of his."""
    fell = Counter(row[shape.owner_field] for row in rows)
    tell(
        uow,
        [
            Notice(
                user_id=owner,
                kind=FELL,
                record=shape.name,
                count=count,
                params={"opens": {"to": f"/sea/fallen/{run_id}"}},
                once=f"{run_id} {shape.name}",
            )
            for owner, count in fell.items()
        ],
        growing=True,
    )


def _keep_open(uow: UnitOfWork, rules: Sequence[Numbered]) -> None:
    """No sea into which something falls is switched off before it has."""
    ids = sorted({one.pool.id for one in rules})
    table = POOL.table
    if ids:
        here = (table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids))
        uow.rows(select(table.c.id).where(*here).order_by(table.c.id).with_for_update(read=True))


def _run(uow: UnitOfWork, day: date) -> UUID:
    """The night's own row, made with the first that falls."""
    run = RECYCLE_RUN.c
    found: UUID | None = uow.scalar(select(run.id).where(run.tenant_id == uow.tenant_id, run.day == day))
    if found is None:
        found = uow.new_id()
        uow.insert(RECYCLE_RUN, {"id": found, "day": day, "at": uow.now})
    return found
