"""What waits for somebody, what he decided, what he asked for and what he was told of; and how much of it there is."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, and_, case, func, or_, select

from heyi.platform.approvals.contracts import BoxCounts, BoxItem, BoxPage, SeenField, StandingView
from heyi.platform.approvals.models import APPROVAL, APPROVAL_TASK
from heyi.platform.approvals.queries.pages import outcome_of
from heyi.platform.approvals.queries.people import directory_of, person_view, standing_in_for, stands_in_for
from heyi.platform.approvals.rules.ways import read_way
from heyi.platform.approvals.seeing import summary_of
from heyi.platform.approvals.states import LIVE, ApprovalState, TaskState
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records import access
from heyi.platform.records.shapes import shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50
BOXES = ("waiting", "done", "started", "copied")
_A, _T = APPROVAL.table, APPROVAL_TASK.table
_DONE = (TaskState.APPROVED, TaskState.REFUSED, TaskState.RETURNED, TaskState.HANDED_ON)
_COLUMNS = (
    "id",
    "number",
    "record",
    "record_id",
    "subject",
    "verb",
    "flow_name",
    "flow_id",
    "state",
    "applicant_id",
    "submitted_at",
    "way",
    "step_no",
    "seen",
    "used_at",
    "failure",
)
_OF_TASK = ("user_id", "arrived_at", "due_at", "decided_at")


def read_box(uow: UnitOfWork, box: str, *, before: UUID | None = None) -> BoxPage:
    """A page of one of the actor's boxes, the latest first: waiting (those that are due soonest first), done, started,
    copied.

    Raises:
        InvalidInput: there is no such box.
    """
    if box not in BOXES:
        problem = FieldProblem("box", "literal_error", {"value": box[:40], "expected": list(BOXES)})
        raise InvalidInput(problems=[problem])
    query = _started(uow) if box == "started" else _tasks(uow, _in_box(uow, box))
    key = _A.c.id if box == "started" else _T.c.id
    if before is not None:
        query = query.where(key < before)
    rows = uow.rows(query.order_by(key.desc()).limit(PAGE + 1))
    items = [_item(uow, row) for row in rows[:PAGE]]
    last = rows[PAGE - 1]["key"] if len(rows) > PAGE else None
    return BoxPage(items, str(last) if last is not None else None)


def count_boxes(uow: UnitOfWork) -> BoxCounts:
    """How much waits for the actor and for whom he stands in, and what became of his own."""
    late = and_(_T.c.due_at.is_not(None), _T.c.due_at < uow.now)
    tasks = uow.first(
        select(func.count().label("waiting"), func.count().filter(late).label("overdue"))
        .join(_A, and_(_A.c.tenant_id == _T.c.tenant_id, _A.c.id == _T.c.approval_id))
        .where(*_place(uow), _in_box(uow, "waiting"))
    )
    failed = and_(_A.c.state == ApprovalState.APPROVED, _A.c.used_at.is_(None))
    own = uow.first(
        select(
            func.count(case((_A.c.state == ApprovalState.RETURNED, 1))).label("returned"),
            func.count(case((_A.c.state == ApprovalState.RUNNING, 1))).label("running"),
            func.count(case((failed, 1))).label("failed"),
        ).where(
            _A.c.tenant_id == uow.tenant_id,
            _A.c.company_id == uow.company_id,
            _A.c.applicant_id == uow.actor.user_id,
            or_(_A.c.state.in_(LIVE), failed),
        )
    )
    assert tasks is not None
    assert own is not None
    return BoxCounts(**tasks, **own)


def standing_view(uow: UnitOfWork, record: str, record_id: UUID) -> StandingView:
    """What stands about the approval of one record, for its page, with the latest that have ended.

    Raises:
        NotFound: there is no such record for the actor.
    """
    shape = next((one for one in shapes(uow) if one.name == record), None)
    if shape is None or not uow.actor.may(shape.permissions.view):
        raise NotFound(what="record.approval")
    access.require_row(uow, shape, record_id)
    columns = [_A.columns[name] for name in _COLUMNS]
    query = select(*columns, _A.c.id.label("key")).where(
        _A.c.tenant_id == uow.tenant_id,
        _A.c.company_id == uow.company_id,
        _A.c.record == record,
        _A.c.record_id == record_id,
    )
    rows = uow.rows(query.order_by(_A.c.id.desc()).limit(20))
    live = next((row for row in rows if _stands(row)), None)
    past = [_item(uow, row) for row in rows if live is None or row["id"] != live["id"]]
    if live is None:
        return _nothing_stands(record, record_id, past)
    tasks = uow.rows(
        select(_T.c.id, _T.c.user_id).where(
            _T.c.tenant_id == uow.tenant_id, _T.c.approval_id == live["id"], _T.c.state == TaskState.WAITING
        )
    )
    directory, me = directory_of(uow), uow.actor.user_id
    mine = [
        one["id"]
        for one in tasks
        if one["user_id"] == me
        or (live["applicant_id"] != me and me in standing_in_for(uow, one["user_id"], live["flow_id"]))
    ]
    return StandingView(
        record=record,
        record_id=record_id,
        approval_id=live["id"],
        number=live["number"],
        state=live["state"],
        verb=live["verb"],
        verb_label=f"verb.{live['verb']}",
        flow=live["flow_name"],
        applicant=person_view(directory, live["applicant_id"]),
        submitted_at=live["submitted_at"],
        waits_for=[person_view(directory, one["user_id"]) for one in tasks],
        my_task_id=mine[0] if mine else None,
        outcome=outcome_of(live),
        past=past,
    )


def _nothing_stands(record: str, record_id: UUID, past: list[BoxItem]) -> StandingView:
    empty = dict.fromkeys(
        ("approval_id", "number", "state", "verb", "verb_label", "flow", "applicant", "submitted_at")
    )
    return StandingView(
        **empty,
        record=record,
        record_id=record_id,
        waits_for=[],
        my_task_id=None,
        outcome=None,
        past=past,
    )


def _stands(row: Mapping[Any, Any]) -> bool:
    return row["state"] in LIVE or outcome_of(row) in ("failed", "waiting")


def _place(uow: UnitOfWork) -> Sequence[ColumnElement[bool]]:
    return (_T.c.tenant_id == uow.tenant_id, _T.c.company_id == uow.company_id)


def _in_box(uow: UnitOfWork, box: str) -> ColumnElement[bool]:
    me = uow.actor.user_id
    if box == "copied":
        return and_(_T.c.user_id == me, _T.c.state == TaskState.COPIED)
    if box == "done":
        by_me = or_(_T.c.decided_by == me, and_(_T.c.user_id == me, _T.c.decided_by.is_(None)))
        return and_(by_me, _T.c.state.in_(_DONE))
    mine = [_T.c.user_id == me]
    for person, flow in stands_in_for(uow, me) if me is not None else []:
        within = [_A.c.flow_id == flow] if flow is not None else []
        mine.append(and_(_T.c.user_id == person, _A.c.applicant_id != me, *within))
    return and_(or_(*mine), _T.c.state == TaskState.WAITING)


def _tasks(uow: UnitOfWork, which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *(_A.columns[name] for name in _COLUMNS),
            *(_T.columns[name] for name in _OF_TASK),
            _T.c.id.label("key"),
            _T.c.state.label("task_state"),
        )
        .join(_A, and_(_A.c.tenant_id == _T.c.tenant_id, _A.c.id == _T.c.approval_id))
        .where(*_place(uow), which)
    )


def _started(uow: UnitOfWork) -> Select[Any]:
    return select(*(_A.columns[name] for name in _COLUMNS), _A.c.id.label("key")).where(
        _A.c.tenant_id == uow.tenant_id,
        _A.c.company_id == uow.company_id,
        _A.c.applicant_id == uow.actor.user_id,
    )


def _item(uow: UnitOfWork, row: RowMapping) -> BoxItem:
    directory, is_task = directory_of(uow), "task_state" in row
    other = is_task and row["user_id"] != uow.actor.user_id
    due = row["due_at"] if is_task else None
    waits = is_task and row["task_state"] == TaskState.WAITING
    return BoxItem(
        approval_id=row["id"],
        task_id=row["key"] if is_task else None,
        number=row["number"],
        record=row["record"],
        record_label=f"record.{row['record']}",
        record_id=None if row["record_id"] == row["id"] else row["record_id"],
        title=_title(uow, row),
        verb=row["verb"],
        verb_label=f"verb.{row['verb']}",
        flow=row["flow_name"],
        state=row["state"],
        task_state=row["task_state"] if is_task else outcome_of(row),
        applicant=person_view(directory, row["applicant_id"]),
        for_person=person_view(directory, row["user_id"]) if other else None,
        step=_step(row),
        submitted_at=row["submitted_at"],
        arrived_at=row["arrived_at"] if is_task else None,
        due_at=due,
        decided_at=row["decided_at"] if is_task else None,
        overdue=bool(waits and due is not None and due < uow.now),
        summary=_summary(uow, row),
    )


def _summary(uow: UnitOfWork, row: RowMapping) -> list[SeenField]:
    """The few fields by which one knows what it is about; none of a kind of record that is gone."""
    shape = next((one for one in shapes(uow) if one.name == row["record"]), None)
    if shape is None:
        return []
    levels = uow.once(("approval_levels", shape.name), lambda: access.levels(uow, shape))
    return summary_of(shape, row["seen"], levels)


def _title(uow: UnitOfWork, row: RowMapping) -> str:
    shape = next((one for one in shapes(uow) if one.name == row["record"]), None)
    return row["subject"] if shape is None else shown_title(uow, shape, row["subject"])


def _step(row: RowMapping) -> str | None:
    way = read_way(row["way"])
    at = row["step_no"]
    return way[at].step.name if row["state"] == ApprovalState.RUNNING and 0 <= at < len(way) else None
