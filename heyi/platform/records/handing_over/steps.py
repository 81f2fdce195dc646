"""One step of a leaver's hand-over: some of his rows of a kind, his places on teams, or the people below him."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, and_, delete, literal, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql import FromClause

from heyi.platform.errors import AppError, NotAllowed, NotFound
from heyi.platform.identity.reach import switched_off
from heyi.platform.identity.tables import APP_USER, USER_RECORD
from heyi.platform.records import access
from heyi.platform.records.changes import Change
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Record
from heyi.platform.records.giving import give
from heyi.platform.records.handing_over.errors import HasLeft, StayedWithIts
from heyi.platform.records.handing_over.going import follows
from heyi.platform.records.handing_over.plans import HandOverPlan, kinds_of, leads, ruled
from heyi.platform.records.handing_over.previewing import his_open
from heyi.platform.records.handing_over.tables import HAND_OVER_LINE
from heyi.platform.records.saving import prepared, write_changes
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork

ROWS_A_STEP = 200
Row = Mapping[Any, Any]


@dataclass
class Log:
    """Writes the lines of a step and counts them by kind and outcome."""

    uow: UnitOfWork
    hand_over_id: UUID
    way: str = "over"
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def moved(
        self,
        record: str,
        record_id: UUID,
        old: UUID | None,
        new: UUID | None,
        *,
        held: str = "owner",
        **more: Any,
    ) -> None:
        """Note that a row changed hands."""
        self._line(record, record_id, "moved", held, old, new, more)

    def stayed(
        self,
        record: str,
        record_id: UUID,
        error: AppError,
        *,
        held: str = "owner",
        old: UUID | None = None,
        new: UUID | None = None,
    ) -> None:
        """Note that a row did not, and for what reason."""
        places = [(one.field, one.code, one.params) for one in error.problems]
        reason = {"code": error.code, "params": error.params, "problems": places}
        self._line(record, record_id, "stayed", held, old, new, reason)

    def _line(
        self,
        record: str,
        record_id: UUID,
        outcome: str,
        held: str,
        old: UUID | None,
        new: UUID | None,
        reason: Mapping[str, Any],
    ) -> None:
        self.uow.insert(
            HAND_OVER_LINE,
            {
                "id": self.uow.new_id(),
                "hand_over_id": self.hand_over_id,
                "way": self.way,
                "held": held,
                "record": record,
                "record_id": record_id,
                "outcome": outcome,
                "old_id": old,
                "new_id": new,
                "reason": orjson.dumps(reason, default=str).decode(),
            },
        )
        kind = self.counts.setdefault(record if held == "owner" else held, {})
        kind[outcome] = kind.get(outcome, 0) + 1


def hand_rows(
    uow: UnitOfWork,
    log: Log,
    plan: HandOverPlan,
    shape: Record,
    leaver_id: UUID,
    after: UUID | None,
    turn: int,
) -> tuple[UUID | None, int]:
    """Hand over the next of his open rows of a kind; the last of them, or None when none is left, and whose turn it is.

    What somebody took from him or closed meanwhile is not his any more when its turn comes, and stays where it is.
    """
    rows = _held(uow, log, plan, shape, leaver_id, after)
    if not rows:
        return None, turn
    reached = _within_reach(uow, shape, rows)
    owners: dict[UUID, UUID] = {}
    for row in rows:
        record_id = row["id"]
        if record_id not in reached:
            error: AppError = NotAllowed(permission=f"permission.{shape.permissions.transfer}")
            log.stayed(shape.name, record_id, error, old=leaver_id)
        elif row["above_outcome"] == "stayed":
            log.stayed(shape.name, record_id, StayedWithIts(), old=leaver_id)
        elif row["above_new"] is not None:
            owners[record_id] = row["above_new"]
        elif row["ruled"] is not None:
            owners[record_id] = row["ruled"]
        else:
            owners[record_id] = plan.people[turn % len(plan.people)]
            turn += 1
    left = left_since(uow, owners.values())
    for record_id, new in list(owners.items()):
        if new in left:
            log.stayed(shape.name, record_id, left[new], old=leaver_id, new=owners.pop(record_id))
    given = give(uow, shape, [row for row in rows if row["id"] in owners], owners)
    for change in given.changes:
        log.moved(shape.name, change.record_id, leaver_id, owners[change.record_id])
    for record_id, error in given.refused.items():
        log.stayed(shape.name, record_id, error, old=leaver_id, new=owners[record_id])
    return rows[-1]["id"], turn


def left_since(uow: UnitOfWork, people: Iterable[UUID | None]) -> dict[UUID, HasLeft]:
    """Those of the people who do not work here any more, each with the reason to give him nothing."""
    return {user_id: HasLeft(person=name) for user_id, name in switched_off(uow, people).items()}


def _held(
    uow: UnitOfWork, log: Log, plan: HandOverPlan, shape: Record, leaver_id: UUID, after: UUID | None
) -> Sequence[RowMapping]:
    table = shape.table
    person, join, meets = ruled(uow, plan, shape, table)
    whose: ColumnElement[Any] = literal(None, table.c.id.type) if person is None else person
    source: FromClause = table
    if join is not None and meets is not None:
        source = source.outerjoin(join, meets)
    above = (
        leads(uow, shape, {one.name: one for one in kinds_of(uow)}) if shape.name not in plan.apart else None
    )
    line = HAND_OVER_LINE.alias("above")
    if above is not None:
        named = expression(shape, follows(uow, shape), table)
        of_it = and_(
            line.c.tenant_id == uow.tenant_id,
            line.c.hand_over_id == log.hand_over_id,
            line.c.way == "over",
            line.c.held == "owner",
            line.c.record == above.name,
            line.c.record_id == named,
        )
        source = source.outerjoin(line, of_it)
        told = [line.c.outcome.label("above_outcome"), line.c.new_id.label("above_new")]
    else:
        told = [
            literal(None, line.c.outcome.type).label("above_outcome"),
            literal(None, line.c.new_id.type).label("above_new"),
        ]
    query = select(table, whose.label("ruled"), *told).select_from(source)
    query = query.where(*his_open(uow, shape, leaver_id))
    if after is not None:
        query = query.where(table.c.id > after)
    return uow.rows(query.order_by(table.c.id).limit(ROWS_A_STEP).with_for_update(of=table))


def _within_reach(uow: UnitOfWork, shape: Record, rows: Sequence[Row]) -> set[UUID]:
    ids = [row["id"] for row in rows]
    if access.sees_all(uow, shape, "transfer"):
        return set(ids)
    table = shape.table
    query = select(table.c.id).where(*access.rows(uow, shape, "transfer"), table.c.id.in_(ids))
    return {row["id"] for row in uow.rows(query)}


def hand_teams(
    uow: UnitOfWork, log: Log, plan: HandOverPlan, leaver_id: UUID, after: UUID | None
) -> UUID | None:
    """End his next memberships of teams, or pass them on; the last of them, or None when none is left.

    On the team of what the actor may not share, everything stays as it is, and so it does where he to whom it was to
    pass has left.
    """
    member = RECORD_MEMBER.c
    mine = [member.tenant_id == uow.tenant_id, member.user_id == leaver_id]
    query = select(RECORD_MEMBER).where(*mine, *([member.id > after] if after else []))
    rows = uow.rows(query.order_by(member.id).limit(ROWS_A_STEP).with_for_update())
    if not rows:
        return None
    to = plan.team_to if plan.teams == "pass" else None
    left = left_since(uow, [to])
    shared = shared_of(uow, rows)
    going = [row for row in rows if (row["record"], row["record_id"]) in shared and not left]
    if going:
        uow.execute(delete(RECORD_MEMBER).where(*mine, member.id.in_([row["id"] for row in going])))
    # Whoever was on a team before stays there as he was: that is no membership of ours to take back.
    joined = _join(uow, going, to) if to is not None and going else set()
    for row in rows:
        place = (row["record"], row["record_id"])
        if to is not None and to in left:
            log.stayed(*place, left[to], held="team", old=leaver_id, new=to)
        elif place in shared:
            more = {"may": row["may"], "ends_on": row["ends_on"]}
            log.moved(*place, leaver_id, to if place in joined else None, held="team", **more)
        else:
            log.stayed(*place, NotFound(what=f"record.{place[0]}"), held="team", old=leaver_id, new=to)
    return UUID(str(rows[-1]["id"]))


def _join(uow: UnitOfWork, rows: Sequence[Row], user_id: UUID) -> set[tuple[str, UUID]]:
    """Take somebody into the teams of these memberships, as they were; the records whose team he was not on before."""
    new = [_membership(uow, row, user_id) for row in rows]
    uow.insert_missing(RECORD_MEMBER, new, unique=("record", "record_id", "user_id"))
    member = RECORD_MEMBER.c
    made = select(member.record, member.record_id).where(
        member.tenant_id == uow.tenant_id, member.id.in_([one["id"] for one in new])
    )
    return {(row["record"], row["record_id"]) for row in uow.rows(made)}


def shared_of(uow: UnitOfWork, rows: Sequence[Row]) -> set[tuple[str, UUID]]:
    """Those of the records on whose team somebody is that the actor may share, by one statement a kind."""
    known = {shape.name: shape for shape in shapes(uow)}
    found: set[tuple[str, UUID]] = set()
    for name in sorted({row["record"] for row in rows} & known.keys()):
        shape = known[name]
        permission = shape.permissions.update
        if permission is None or not uow.actor.may(permission):
            continue
        table = shape.table
        ids = [row["record_id"] for row in rows if row["record"] == name]
        query = select(table.c.id).where(*access.rows(uow, shape, "share"), table.c.id.in_(ids))
        found |= {(name, row["id"]) for row in uow.rows(query)}
    return found


def _membership(uow: UnitOfWork, row: Row, user_id: UUID) -> dict[str, Any]:
    kept = {name: row[name] for name in ("record", "record_id", "may", "ends_on")}
    return {"id": uow.new_id(), **kept, "user_id": user_id}


def hand_people(uow: UnitOfWork, log: Log, leaver_id: UUID, to: UUID) -> None:
    """Have those who report to him report to somebody else; that one himself reports to the leaver's manager."""
    uow.change_settings()
    person = APP_USER.c
    manager = uow.scalar(
        select(person.manager_id).where(person.tenant_id == uow.tenant_id, person.id == leaver_id)
    )
    shape = shape_of(uow, USER_RECORD.name)
    mine = (person.tenant_id == uow.tenant_id, person.manager_id == leaver_id)
    rows = uow.rows(select(APP_USER).where(*mine).order_by(person.id).with_for_update())
    left = left_since(uow, [to])
    if to in left:
        for row in rows:
            log.stayed(shape.name, row["id"], left[to], held="manager", old=leaver_id, new=to)
        return
    # The new manager first: only then does nobody below him stand above him.
    for part in ([row for row in rows if row["id"] == to], [row for row in rows if row["id"] != to]):
        for change in _managed(
            uow, log, shape, part, leaver_id, manager if part and part[0]["id"] == to else to
        ):
            log.moved(shape.name, change.record_id, leaver_id, change.values["manager_id"], held="manager")


def _managed(
    uow: UnitOfWork, log: Log, shape: Record, rows: Iterable[Row], leaver_id: UUID, to: UUID | None
) -> list[Change]:
    changes = []
    for row in rows:
        try:
            change = prepared(uow, shape, row, {"manager_id": to}, handing=True)
        except AppError as error:
            log.stayed(shape.name, row["id"], error, held="manager", old=leaver_id, new=to)
            continue
        if change is not None:
            changes.append(change)
    if changes:
        write_changes(uow, shape, changes)
    return changes
