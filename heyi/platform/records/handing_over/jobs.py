"""The jobs of a hand-over: on with it step by step, each committed with its lines, and back the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, select

from heyi.platform.errors import NotFound
from heyi.platform.identity.actions.users import switch_off
from heyi.platform.identity.permissions import MANAGE_USER
from heyi.platform.identity.tables import APP_USER, USER_RECORD
from heyi.platform.jobs.definition import More, Running, job
from heyi.platform.records.declaration import Record
from heyi.platform.records.handing_over.errors import UnseenRemain
from heyi.platform.records.handing_over.plans import HandOverPlan, kinds_of, runs
from heyi.platform.records.handing_over.previewing import his_open, unseen_remain
from heyi.platform.records.handing_over.steps import Log, hand_people, hand_rows, hand_teams
from heyi.platform.records.handing_over.tables import HAND_OVER, HAND_OVER_LINE
from heyi.platform.records.handing_over.taking_back import take_back
from heyi.platform.records.permissions import HAND_OVER as HAND_OVER_ALL
from heyi.platform.unit_of_work import UnitOfWork

LONGEST = timedelta(minutes=20)
Row = Mapping[Any, Any]
State = dict[str, Any]


@dataclass(frozen=True)
class HandOverId:
    """Which hand-over."""

    hand_over_id: UUID


def _page(payload: HandOverId) -> str:
    return f"/hand-overs/{payload.hand_over_id}"


@job("records.hand_over", HandOverId, longest_step=LONGEST, leads_to=_page)
def hand_over(run: Running[HandOverId]) -> More | None:
    """Hand over some rows; where the next begin is remembered in the same transaction, so that none is done twice."""
    uow = run.uow
    uow.require(HAND_OVER_ALL)
    row = _held(uow, run.payload.hand_over_id)
    if row["state"] != "running":
        return None
    plan, leaver = HandOverPlan.model_validate(row["plan"]), row["person_id"]
    kinds = {shape.name: shape for shape in kinds_of(uow) if runs(uow, plan, shape)}
    state: State = dict(run.state) or _begin(uow, plan, leaver, kinds)
    log = Log(uow, row["id"])
    following = _step(uow, log, plan, leaver, kinds, state)
    if following is None:
        if plan.switch_off and _is_active(uow, leaver):
            uow.require(MANAGE_USER)
            if unseen_remain(uow, leaver):
                log.stayed(USER_RECORD.name, leaver, UnseenRemain())
            else:
                switch_off(uow, leaver)
        _note(uow, row, log, state="done", finished_at=uow.now)
        return None
    _note(uow, row, log)
    done = sum(sum(one.values()) for one in log.counts.values()) + state["done"]
    return More(state={**following, "done": done}, done=done, total=max(state["total"], done))


@job("records.undo_hand_over", HandOverId, longest_step=LONGEST, leads_to=_page)
def undo_hand_over(run: Running[HandOverId]) -> More | None:
    """Give back some rows, the latest first."""
    uow = run.uow
    uow.require(HAND_OVER_ALL)
    row = _held(uow, run.payload.hand_over_id)
    if row["state"] != "undoing":
        return None
    line = HAND_OVER_LINE.c
    state: State = dict(run.state) or {
        "before": None,
        "done": 0,
        "total": uow.scalar(
            select(func.count()).where(
                line.tenant_id == uow.tenant_id,
                line.hand_over_id == row["id"],
                line.way == "over",
                line.outcome == "moved",
            )
        ),
    }
    log = Log(uow, row["id"], way="back")
    last = take_back(uow, log, _id(state["before"]))
    if last is None:
        _note(uow, row, log, state="undone", undone_at=uow.now)
        return None
    _note(uow, row, log)
    done = state["done"] + sum(sum(one.values()) for one in log.counts.values())
    return More(state={**state, "before": str(last), "done": done}, done=done, total=state["total"])


def _begin(uow: UnitOfWork, plan: HandOverPlan, leaver: UUID, kinds: Mapping[str, Record]) -> State:
    """The kinds that wait, in their order, and how many rows there are in all."""
    total = 0
    for shape in kinds.values():
        query = select(func.count()).select_from(shape.table)
        total += uow.scalar(query.where(*his_open(uow, shape, leaver)))
    others = ["teams"] if plan.teams != "leave" else []
    others += ["people"] if plan.reports_to is not None else []
    waiting = [*(f"record:{name}" for name in kinds), *others]
    return {"waiting": waiting, "after": None, "turn": 0, "done": 0, "total": total}


def _step(
    uow: UnitOfWork, log: Log, plan: HandOverPlan, leaver: UUID, kinds: Mapping[str, Record], state: State
) -> State | None:
    """Do one step; what to remember for the next, or None when nothing waits any more."""
    waiting: list[str] = state["waiting"]
    if not waiting:
        return None
    what, _, name = waiting[0].partition(":")
    following = {**state, "waiting": waiting[1:], "after": None, "turn": 0}
    if what == "record":
        shape = kinds.get(name)
        if shape is None:
            return following
        last, turn = hand_rows(uow, log, plan, shape, leaver, _id(state["after"]), state["turn"])
        return following if last is None else {**state, "after": str(last), "turn": turn}
    if what == "teams":
        last = hand_teams(uow, log, plan, leaver, _id(state["after"]))
        return following if last is None else {**state, "after": str(last)}
    if plan.reports_to is not None:
        uow.require(MANAGE_USER)
        hand_people(uow, log, leaver, plan.reports_to)
    return following


def _held(uow: UnitOfWork, hand_over_id: UUID) -> Row:
    table = HAND_OVER.c
    place = (table.tenant_id == uow.tenant_id, table.id == hand_over_id)
    row = uow.first(select(HAND_OVER).where(*place).with_for_update())
    if row is None:
        raise NotFound(what="record.hand_over")
    return row


def _is_active(uow: UnitOfWork, person_id: UUID) -> bool:
    person = APP_USER.c
    query = select(person.active).where(person.tenant_id == uow.tenant_id, person.id == person_id)
    return bool(uow.scalar(query))


def _note(uow: UnitOfWork, row: Row, log: Log, **values: Any) -> None:
    """Add what this step did to the counts of the hand-over."""
    counts = {way: {kind: dict(one) for kind, one in kinds.items()} for way, kinds in row["counts"].items()}
    mine = counts.setdefault(log.way, {})
    for kind, outcomes in log.counts.items():
        there = mine.setdefault(kind, {})
        for outcome, number in outcomes.items():
            there[outcome] = there.get(outcome, 0) + number
    uow.change(HAND_OVER, row["id"], {"counts": orjson.dumps(counts).decode(), **values})


def _id(kept: Any) -> UUID | None:
    return UUID(kept) if kept else None
