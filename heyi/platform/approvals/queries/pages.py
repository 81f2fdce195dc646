"""An approval as its page shows it: what was seen, what differs by now, the way it went, and what one may do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.platform.approvals.contracts import (
    ApprovalView,
    Difference,
    LogView,
    PersonView,
    Seen,
    StepKind,
    TaskView,
    WayPlace,
    WentStep,
)
from heyi.platform.approvals.models import APPROVAL, APPROVAL_FLOW_VERSION, APPROVAL_LOG, APPROVAL_TASK
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.approvals import is_unchanged, matter_now
from heyi.platform.approvals.queries.people import directory_of, person_view, standing_in_for
from heyi.platform.approvals.queries.reaching import require_seen
from heyi.platform.approvals.rules.ways import APPLICANT, Outcome, Planned, read_way
from heyi.platform.approvals.seeing import differences, keep_seen, seen_by
from heyi.platform.approvals.states import LIVE, ApprovalState, TaskState
from heyi.platform.approvals.verbs import verb_of
from heyi.platform.errors import AppError, NotFound
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

_A, _T, _L = APPROVAL.table, APPROVAL_TASK.table, APPROVAL_LOG
Row = Mapping[Any, Any]


def get_approval(uow: UnitOfWork, approval_id: UUID) -> ApprovalView:
    """An approval with all that its page shows, as far as this reader may see it.

    Raises:
        NotFound: it does not exist in this company, or not for the actor.
    """
    row = _read(uow, approval_id)
    require_seen(uow, row)
    shape = next((one for one in shapes(uow) if one.name == row["record"]), None)
    if shape is None:
        raise NotFound(what=f"record.{row['record']}")
    verb = verb_of(uow, row["record"], row["verb"])
    way = read_way(row["way"])
    tasks = _tasks(uow, approval_id)
    mine = _my_task(uow, row, tasks)
    seen = seen_by(uow, shape, verb, row["seen"], row["hash"])
    about = None if row["record_id"] == row["id"] else row["record_id"]
    opens = _opens(uow, row, about)
    names = ("id", "version", "number", "record", "verb", "flow_id", "state", "made_id", "submitted_at")
    further = ("ended_at", "comment", "round")
    return ApprovalView(
        **{name: row[name] for name in (*names, *further)},
        record_label=f"record.{row['record']}",
        record_id=about,
        opens=opens,
        title=shown_title(uow, shape, row["subject"]),
        verb_label=f"verb.{row['verb']}",
        flow=row["flow_name"],
        flow_number=row["flow_number"],
        outcome=outcome_of(row),
        failure=_failure(uow, row, whole=opens is not None or row["applicant_id"] == uow.actor.user_id),
        applicant=person_view(directory_of(uow), row["applicant_id"]),
        step_no=row["step_no"] if row["state"] == ApprovalState.RUNNING else None,
        seen=seen,
        differences=_differences(uow, row, seen),
        way=_way(uow, row, way, tasks),
        log=_log(uow, row, way),
        returns_to=_returns_to(row, way) if mine is not None else [],
        my_task_id=mine["id"] if mine is not None else None,
        allowed_actions=_allowed(uow, row, mine),
        payload=row["payload"] if row["applicant_id"] == uow.actor.user_id else {},
    )


def outcome_of(row: Row) -> str | None:
    """What came of what was approved: done, failed, or still to be done."""
    if row["state"] != ApprovalState.APPROVED:
        return None
    return "done" if row["used_at"] is not None else "failed" if row["failure"] else "waiting"


def _read(uow: UnitOfWork, approval_id: UUID) -> RowMapping:
    version = APPROVAL_FLOW_VERSION.c
    query = (
        select(_A, version.number.label("flow_number"))
        .join(
            APPROVAL_FLOW_VERSION,
            (version.tenant_id == _A.c.tenant_id) & (version.id == _A.c.flow_version_id),
        )
        .where(_A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id, _A.c.id == approval_id)
    )
    row = uow.first(query)
    if row is None:
        raise NotFound(what="record.approval")
    return row


def _opens(uow: UnitOfWork, row: Row, about: UUID | None) -> str | None:
    """Where what it is about is seen, if the reader may go there."""
    shape = shape_of(uow, row["record"])
    target = about or row["made_id"]
    if target is None or not uow.actor.may(shape.permissions.view):
        return None
    query = select(shape.table.c.id).where(*access.rows(uow, shape), shape.table.c.id == target)
    return f"/{shape.path}/{target}" if uow.scalar(query) is not None else None


def _failure(uow: UnitOfWork, row: Row, *, whole: bool) -> Any:
    """Why the verb was refused; its details are for whoever sees the record."""
    kept = row["failure"]
    if not kept:
        return None
    told = kept["zh" if uow.actor.language == "zh-CN" else "en"]
    names = ("title", "detail", "remedy", "errors") if whole else ("title", "remedy")
    return {"code": kept["code"], **{name: told[name] for name in names}}


def _differences(uow: UnitOfWork, row: Row, seen: Seen) -> list[Difference]:
    """What is not any more as it was seen, while that still matters."""
    waiting = row["state"] == ApprovalState.APPROVED and row["used_at"] is None
    if row["state"] not in LIVE and not waiting:
        return []
    try:
        verb, matter = matter_now(uow, row)
    except AppError:
        return [Difference(name="record", label=f"record.{row['record']}", seen=row["subject"], now=None)]
    if is_unchanged(row, verb, matter):
        return []
    shape = shape_of(uow, row["record"])
    return differences(seen, seen_by(uow, shape, verb, keep_seen(uow, shape, verb, matter), row["hash"]))


def _tasks(uow: UnitOfWork, approval_id: UUID) -> list[RowMapping]:
    query = select(_T).where(_T.c.tenant_id == uow.tenant_id, _T.c.approval_id == approval_id)
    return list(uow.rows(query.order_by(_T.c.round, _T.c.step_no, _T.c.seat, _T.c.id)))


def _my_task(uow: UnitOfWork, row: Row, tasks: Sequence[Row]) -> Row | None:
    """The task on which the actor may say a word: his own before those for which he stands in."""
    me = uow.actor.user_id
    waiting = [one for one in tasks if one["state"] == TaskState.WAITING]
    own = next((one for one in waiting if one["user_id"] == me), None)
    if own is not None or row["applicant_id"] == me:
        return own
    return next((one for one in waiting if me in standing_in_for(uow, one["user_id"], row["flow_id"])), None)


def _way(uow: UnitOfWork, row: Row, way: Sequence[Planned], tasks: Sequence[Row]) -> list[WentStep]:
    by_step: dict[int, list[Row]] = defaultdict(list)
    for one in tasks:
        by_step[one["step_no"]].append(one)
    directory = directory_of(uow)
    return [
        WentStep(
            no=at,
            key=one.step.key,
            name=one.step.name,
            kind=one.step.kind,
            mode=one.mode,
            state=_step_state(row, at, one, by_step[at]),
            reason=_reason(one, by_step[at]),
            people=[person_view(directory, person) for person in one.people],
            tasks=[_task(uow, row, task) for task in _latest(by_step[at])],
        )
        for at, one in enumerate(way)
    ]


def _latest(tasks: Sequence[Row]) -> list[Row]:
    last = max((one["round"] for one in tasks), default=0)
    return [one for one in tasks if one["round"] == last]


def _step_state(row: Row, at: int, planned: Planned, tasks: Sequence[Row]) -> str:
    if row["state"] == ApprovalState.RUNNING and at == row["step_no"]:
        return "current"
    over = row["step_no"] > at or row["state"] == ApprovalState.APPROVED
    if not over:
        return "stopped" if row["step_no"] == at else "coming"
    return "done" if tasks or planned.step.kind is StepKind.COPY else "passed"


def _reason(planned: Planned, tasks: Sequence[Row]) -> str | None:
    if planned.outcome is Outcome.PASSED_OWN:
        return "own"
    if planned.outcome is Outcome.PASSED_NOBODY:
        return "nobody"
    return None if tasks or planned.step.kind is StepKind.COPY else "repeated"


def _task(uow: UnitOfWork, row: Row, one: Row) -> TaskView:
    directory = directory_of(uow)
    waits = one["state"] == TaskState.WAITING
    stand_ins = standing_in_for(uow, one["user_id"], row["flow_id"]) if waits else []
    names = ("id", "place", "state", "arrived_at", "due_at", "decided_at", "comment")
    return TaskView(
        **{name: one[name] for name in names},
        person=person_view(directory, one["user_id"]),
        decided_by=_other(one["decided_by"], directory, one["user_id"]),
        stand_ins=[person_view(directory, person) for person in stand_ins],
        added_by=_other(one["added_by"], directory, None),
        mine=waits and uow.actor.user_id in (one["user_id"], *stand_ins),
    )


def _other(user_id: UUID | None, directory: Any, but: UUID | None) -> PersonView | None:
    return None if user_id is None or user_id == but else person_view(directory, user_id)


def _log(uow: UnitOfWork, row: Row, way: Sequence[Planned]) -> list[LogView]:
    query = select(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.approval_id == row["id"])
    directory = directory_of(uow)
    return [
        LogView(
            at=one["at"],
            actor=directory.name(one["actor_id"]),
            for_person=directory.name(one["for_user_id"]) or None,
            action=one["action"],
            step=_step_name(way, one["step_no"]),
            comment=one["comment"],
            people=[person_view(directory, UUID(person)) for person in one["people"]],
        )
        for one in uow.rows(query.order_by(_L.c.id))
    ]


def _step_name(way: Sequence[Planned], at: int | None) -> str | None:
    return way[at].step.name if at is not None and 0 <= at < len(way) else None


def _returns_to(row: Row, way: Sequence[Planned]) -> list[WayPlace]:
    steps = [
        WayPlace(at, way[at].step.name)
        for at in range(max(row["step_no"], 0))
        if way[at].outcome is Outcome.ASKED
    ]
    return [WayPlace(APPLICANT, ""), *steps]


def _allowed(uow: UnitOfWork, row: Row, mine: Row | None) -> list[str]:
    me, state = uow.actor.user_id, row["state"]
    actions = []
    if mine is not None and state == ApprovalState.RUNNING:
        actions += ["approve", "refuse", "send_back", "add_signer", "hand_on"]
    elif state == ApprovalState.RUNNING and uow.actor.may(OVERSEE):
        actions += ["hand_on"]
    if row["applicant_id"] == me and state == ApprovalState.RETURNED:
        actions += ["resubmit"]
    if row["applicant_id"] == me and state == ApprovalState.RUNNING:
        actions += ["urge"]
    if state in LIVE and (row["applicant_id"] == me or uow.actor.may(OVERSEE)):
        actions += ["withdraw"]
    return [*actions, "comment", "copy"]
