"""Start a leaver's hand-over, stop it, go on with it, take it back; and what is told of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, select, update

from heyi.platform.errors import AppError, FieldProblem, NotFound, WrongState
from heyi.platform.http.problems import problem_of
from heyi.platform.identity.reach import switched_off
from heyi.platform.identity.tables import APP_USER
from heyi.platform.jobs.actions import cancel_job, retry_job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.jobs.tables import JOB
from heyi.platform.records import access
from heyi.platform.records.handing_over.errors import BeyondReach, HandOverRuns, HasLeft, UnseenRemain
from heyi.platform.records.handing_over.jobs import HandOverId, hand_over, undo_hand_over
from heyi.platform.records.handing_over.plans import HandOverPlan, check_plan
from heyi.platform.records.handing_over.previewing import require_person, unseen_remain
from heyi.platform.records.handing_over.tables import HAND_OVER, HAND_OVER_LINE
from heyi.platform.records.shapes import shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50
LINES = 100
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class HandOverPerson:
    """Somebody."""

    id: UUID
    title: str


@dataclass(frozen=True)
class HandOverTally:
    """Of a kind (`label` is a message key): how many changed hands and how many stayed, there and back."""

    kind: str
    label: str
    moved: int
    stayed: int
    returned: int
    kept: int


@dataclass(frozen=True)
class HandOverView:
    """A hand-over: whose, by whom, how far it is, and what came of it; `stopped` says that its job does no more."""

    id: UUID
    person: HandOverPerson
    by: str | None
    state: str
    stopped: bool
    error: str | None
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    job_id: UUID | None
    done: int
    total: int | None
    plan: Any
    people: list[HandOverPerson]
    tallies: list[HandOverTally]
    allowed_actions: list[str]


@dataclass(frozen=True)
class HandOverPage:
    """Hand-overs, the latest first and, when there are older ones, the id to ask for them with."""

    items: list[HandOverView]
    before: UUID | None


@dataclass(frozen=True)
class HandOverLine:
    """One row that changed hands or stayed: what it is, by what it was held, from whom to whom, or why not."""

    id: UUID
    way: str
    held: str
    record: str
    label: str
    path: str | None
    record_id: UUID
    title: str | None
    outcome: str
    old: HandOverPerson | None
    new: HandOverPerson | None
    detail: str | None
    remedy: str | None


@dataclass(frozen=True)
class HandOverLines:
    """Lines of a hand-over in their order and, when there are more, the id behind which they go on."""

    items: list[HandOverLine]
    after: UUID | None


def start(uow: UnitOfWork, person_id: UUID, plan: HandOverPlan) -> UUID:
    """Hand over by this plan what belongs to somebody; a job does it. Gives back the id of the hand-over.

    Raises:
        NotFound: there is no such person.
        InvalidInput, NotAllowed: the plan cannot be carried out.
        UnseenRemain: he is to be switched off, and records of his are beyond the actor's reach.
        HandOverRuns: his things are being handed over, or given back, right now.
    """
    name = require_person(uow, person_id, lock=True)
    check_plan(uow, person_id, plan)
    if plan.switch_off and unseen_remain(uow, person_id):
        raise UnseenRemain
    _require_alone(uow, person_id, name)
    hand_over_id = uow.new_id()
    kept = orjson.dumps(plan.model_dump(mode="json")).decode()
    uow.insert(HAND_OVER, {"id": hand_over_id, "person_id": person_id, "state": "running", "plan": kept})
    uow.audit("handed_over", record="app_user", record_id=person_id, title=name)
    _queue(uow, hand_over_id, hand_over)
    return hand_over_id


def stop(uow: UnitOfWork, hand_over_id: UUID) -> None:
    """Stop a hand-over; what changed hands by then stays, and can be taken back.

    Raises:
        NotFound: there is none.
        WrongState: it does not run.
    """
    row = _row(uow, hand_over_id)
    if row["job_id"] is None or row["state"] not in ("running", "undoing"):
        raise _wrong(row["state"], "cancel")
    cancel_job(uow, row["job_id"])


def go_on(uow: UnitOfWork, hand_over_id: UUID) -> None:
    """Go on with a hand-over that was stopped or failed, behind the last step that it finished.

    Raises:
        NotFound: there is none.
        WrongState: it runs, or has come to its end.
        HandOverRuns: another hand-over of the same person is at work.
    """
    row, name = _held_row(uow, hand_over_id)
    if row["job_id"] is None or row["state"] not in ("running", "undoing"):
        raise _wrong(row["state"], "retry")
    _require_alone(uow, row["person_id"], name, but=hand_over_id)
    retry_job(uow, row["job_id"])


def undo(uow: UnitOfWork, hand_over_id: UUID) -> None:
    """Take a hand-over back that has ended or was stopped; once.

    Raises:
        NotFound: there is none.
        WrongState: it runs, or was taken back already.
        HasLeft: he is switched off, so that nothing could be given back to him.
        HandOverRuns: another hand-over of the same person is at work.
    """
    row, name = _held_row(uow, hand_over_id)
    stopped = row["job_state"] not in ("waiting", "running")
    if row["state"] != "done" and not (row["state"] == "running" and stopped):
        raise _wrong(row["state"], "undo")
    if switched_off(uow, [row["person_id"]]):
        raise HasLeft(person=name)
    _require_alone(uow, row["person_id"], name, but=hand_over_id)
    uow.change(HAND_OVER, hand_over_id, {"state": "undoing"})
    uow.audit("hand_over_undone", record="app_user", record_id=row["person_id"], title=name)
    _queue(uow, hand_over_id, undo_hand_over)


def list_hand_overs(uow: UnitOfWork, *, person_id: UUID | None, before: UUID | None) -> HandOverPage:
    """Hand-overs of everybody or of one person, the latest first, 50 at a time."""
    query = _selected(uow)
    if person_id is not None:
        query = query.where(HAND_OVER.c.person_id == person_id)
    if before is not None:
        query = query.where(HAND_OVER.c.id < before)
    rows = uow.rows(query.order_by(HAND_OVER.c.id.desc()).limit(PAGE + 1))
    return HandOverPage(_views(uow, rows[:PAGE]), rows[PAGE - 1]["id"] if len(rows) > PAGE else None)


def view(uow: UnitOfWork, hand_over_id: UUID) -> HandOverView:
    """One hand-over.

    Raises:
        NotFound: there is none.
    """
    return _views(uow, [_row(uow, hand_over_id)])[0]


def lines_of(
    uow: UnitOfWork, hand_over_id: UUID, *, outcome: str | None, way: str | None, after: UUID | None
) -> HandOverLines:
    """What changed hands or stayed, a hundred at a time; of a record that the reader does not see only its kind.

    Raises:
        NotFound: there is no such hand-over.
    """
    _row(uow, hand_over_id)
    line = HAND_OVER_LINE.c
    query = select(HAND_OVER_LINE).where(line.tenant_id == uow.tenant_id, line.hand_over_id == hand_over_id)
    query = query if outcome is None else query.where(line.outcome == outcome)
    query = query if way is None else query.where(line.way == way)
    query = query if after is None else query.where(line.id > after)
    rows = uow.rows(query.order_by(line.id).limit(LINES + 1))
    return HandOverLines(_lines(uow, rows[:LINES]), rows[LINES - 1]["id"] if len(rows) > LINES else None)


def _lines(uow: UnitOfWork, rows: Sequence[Row]) -> list[HandOverLine]:
    names = _names(uow, {row[end] for row in rows for end in ("old_id", "new_id")} - {None})
    titles: dict[tuple[str, UUID], str] = {}
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        wanted[row["record"]].add(row["record_id"])
    known = {shape.name: shape for shape in shapes(uow)}
    for record, ids in wanted.items():
        shape = known.get(record)
        if shape is None or not uow.actor.may(shape.permissions.view):
            continue
        table = shape.table
        query = select(table.c.id, table.columns[shape.title].label("title"))
        for row in uow.rows(query.where(*access.rows(uow, shape), table.c.id.in_(ids))):
            titles[record, row["id"]] = shown_title(uow, shape, row["title"])
    return [_line(uow, row, names, titles, known.get(row["record"])) for row in rows]


def _line(
    uow: UnitOfWork,
    row: Row,
    names: Mapping[UUID, str],
    titles: Mapping[tuple[str, UUID], str],
    shape: Any,
) -> HandOverLine:
    title = titles.get((row["record"], row["record_id"]))
    told = None
    if row["outcome"] == "stayed":
        # What a refusal names may be what is hidden from this reader, so without the record he does not hear it.
        refusal = _refusal(row["reason"]) if title is not None else BeyondReach()
        told = problem_of(refusal, uow.actor.language)

    def person(end: str) -> HandOverPerson | None:
        return HandOverPerson(row[end], names.get(row[end], "")) if row[end] is not None else None

    return HandOverLine(
        id=row["id"],
        way=row["way"],
        held=row["held"],
        record=row["record"],
        label=f"record.{row['record']}",
        path=shape.path if shape is not None else None,
        record_id=row["record_id"],
        title=title,
        outcome=row["outcome"],
        old=person("old_id"),
        new=person("new_id"),
        detail=told.detail if told else None,
        remedy=told.remedy if told else None,
    )


def _refusal(reason: Mapping[str, Any]) -> AppError:
    """The refusal that was noted, to be told in the language of whoever reads it."""
    kind = type("Noted", (AppError,), {"code": reason["code"], "status": 409})
    problems = [FieldProblem(field, code, params) for field, code, params in reason["problems"]]
    noted: AppError = kind(problems=problems, **reason["params"])
    return noted


def _views(uow: UnitOfWork, rows: Sequence[Row]) -> list[HandOverView]:
    plans = {row["id"]: HandOverPlan.model_validate(row["plan"]) for row in rows}
    wanted = {row["person_id"] for row in rows} | {row["created_by"] for row in rows} - {None}
    for plan in plans.values():
        wanted |= {one for _, one in plan.named()}
    names = _names(uow, wanted)
    return [_view(row, plans[row["id"]], names) for row in rows]


def _view(row: Row, plan: HandOverPlan, names: Mapping[UUID, str]) -> HandOverView:
    at_work = row["job_state"] in ("waiting", "running")
    stopped = row["state"] in ("running", "undoing") and not at_work
    actions = []
    if row["state"] in ("running", "undoing"):
        actions = ["resume"] if stopped else ([] if row["cancel_asked"] else ["cancel"])
    if row["state"] == "done" or (row["state"] == "running" and stopped):
        actions.append("undo")
    over, back = row["counts"].get("over", {}), row["counts"].get("back", {})
    tallies = [
        HandOverTally(
            kind=kind,
            label=f"hand_over.held.{kind}" if kind in ("team", "manager") else f"record.{kind}",
            moved=over.get(kind, {}).get("moved", 0),
            stayed=over.get(kind, {}).get("stayed", 0),
            returned=back.get(kind, {}).get("moved", 0),
            kept=back.get(kind, {}).get("stayed", 0),
        )
        for kind in dict.fromkeys([*over, *back])
    ]
    people = dict.fromkeys(one for _, one in plan.named())
    return HandOverView(
        id=row["id"],
        person=HandOverPerson(row["person_id"], names.get(row["person_id"], "")),
        by=names.get(row["created_by"]),
        state=row["state"],
        stopped=stopped,
        error=f"error.{row['error_code']}" if stopped and row["error_code"] else None,
        created_at=row["created_at"],
        finished_at=row["finished_at"],
        undone_at=row["undone_at"],
        job_id=row["job_id"],
        done=row["progress_done"] or 0,
        total=row["progress_total"],
        plan=row["plan"],
        people=[HandOverPerson(one, names.get(one, "")) for one in people],
        tallies=tallies,
        allowed_actions=actions,
    )


def _names(uow: UnitOfWork, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    person = APP_USER.c
    query = select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.id.in_(ids))
    return {row["id"]: row["name"] for row in uow.rows(query)}


def _selected(uow: UnitOfWork) -> Select[Any]:
    job = JOB.c
    same = (job.tenant_id == HAND_OVER.c.tenant_id) & (job.id == HAND_OVER.c.job_id)
    columns = (
        job.state.label("job_state"),
        job.cancel_asked,
        job.error_code,
        job.progress_done,
        job.progress_total,
    )
    return (
        select(HAND_OVER, *columns)
        .select_from(HAND_OVER.outerjoin(JOB, same))
        .where(HAND_OVER.c.tenant_id == uow.tenant_id)
    )


def _row(uow: UnitOfWork, hand_over_id: UUID) -> Row:
    row = uow.first(_selected(uow).where(HAND_OVER.c.id == hand_over_id))
    if row is None:
        raise NotFound(what="record.hand_over")
    return row


def _held_row(uow: UnitOfWork, hand_over_id: UUID) -> tuple[Row, str]:
    """A hand-over as it is while nobody else can begin or go on with one of the same person; and his name."""
    name = require_person(uow, _row(uow, hand_over_id)["person_id"], lock=True)
    return _row(uow, hand_over_id), name


def _require_alone(uow: UnitOfWork, person_id: UUID, name: str, *, but: UUID | None = None) -> None:
    """Let one hand-over of a person be at work at a time; whoever holds him sees those that began before."""
    table = HAND_OVER.c
    query = select(table.id).join(JOB, (JOB.c.tenant_id == table.tenant_id) & (JOB.c.id == table.job_id))
    query = query.where(table.tenant_id == uow.tenant_id, table.person_id == person_id)
    at_work = (table.state.in_(("running", "undoing")), JOB.c.state.in_(("waiting", "running")))
    others = (table.id != but,) if but is not None else ()
    if uow.first(query.where(*at_work, *others)):
        raise HandOverRuns(person=name)


def _queue(uow: UnitOfWork, hand_over_id: UUID, kind: Any) -> None:
    job_id = enqueue(uow, kind, HandOverId(hand_over_id))
    table = HAND_OVER.c
    place = (table.tenant_id == uow.tenant_id, table.id == hand_over_id)
    uow.execute(update(HAND_OVER).where(*place).values(job_id=job_id))


def _wrong(state: str, verb: str) -> WrongState:
    return WrongState(state=f"choice.hand_over.state.{state}", verb=f"verb.{verb}")
