"""What happens when nobody answers in time, as the step of the flow says."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.approvals import telling
from heyi.platform.approvals.actions.course import Course
from heyi.platform.approvals.actions.deciding import hand_held_on, pass_task, refuse_held
from heyi.platform.approvals.contracts import AtTimeout
from heyi.platform.approvals.models import APPROVAL_TASK
from heyi.platform.approvals.queries.approvals import is_unchanged, lock_approval, matter_now
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.rules.deciding import Task
from heyi.platform.approvals.states import TaskState
from heyi.platform.errors import AppError
from heyi.platform.notify.writing import tell
from heyi.platform.unit_of_work import UnitOfWork

# A verb that is done holds customers, goods and numbers until its transaction ends: one at a time.
AT_ONCE = 1
_T = APPROVAL_TASK.table


def act_on_timeouts(uow: UnitOfWork) -> int:
    """Act on tasks whose time is over, each once; gives back how many there were.

    Each is acted on in the company whose it is; what cannot go on as its flow says is reminded of.
    """
    query = (
        select(_T.c.id, _T.c.approval_id, _T.c.company_id)
        .where(
            _T.c.tenant_id == uow.tenant_id,
            _T.c.state == TaskState.WAITING,
            _T.c.timeout_at <= uow.now,
        )
        .order_by(_T.c.timeout_at, _T.c.id)
        .limit(AT_ONCE)
    )
    rows = uow.rows(query)
    for row in rows:
        uow.facts = replace(uow.facts, company_id=row["company_id"])
        _act(uow, row["approval_id"], row["id"])
    return len(rows)


def _act(uow: UnitOfWork, approval_id: UUID, task_id: UUID) -> None:
    course = Course.of(uow, lock_approval(uow, approval_id))
    # Once and no more, whatever comes of it.
    uow.execute(update(_T).where(_T.c.tenant_id == uow.tenant_id, _T.c.id == task_id).values(timeout_at=None))
    task = next((one for one in course.tasks if one.id == task_id), None)
    if task is None or task.state is not TaskState.WAITING:
        return
    what = course.way[course.row["step_no"]].step.at_timeout
    if what is AtTimeout.THROUGH and _still_the_same(uow, course):
        pass_task(uow, course, task)
    elif what is AtTimeout.REFUSE:
        course.log("refused_timeout", people=[task.user_id], by_system=True)
        refuse_held(uow, course, task)
    elif what is AtTimeout.HAND_ON and (above := _superior(uow, course, task)) is not None:
        hand_held_on(uow, course, task, above, action="handed_on_timeout")
    else:
        course.log("reminded", people=[task.user_id], by_system=True)
        tell(uow, telling.notices(telling.OVERDUE, [task.user_id], course.row))


def _superior(uow: UnitOfWork, course: Course, task: Task) -> UUID | None:
    """The nearest above who works here, is not asked already and did not ask for it himself; else an administrator."""
    directory = directory_of(uow)
    asked = {one.user_id for one in course.tasks if one.is_open} | {course.row["applicant_id"]}
    above = [*directory.superiors(task.user_id, 10), *directory.administrators]
    return next((one for one in directory.active(above) if one not in asked), None)


def _still_the_same(uow: UnitOfWork, course: Course) -> bool:
    try:
        return is_unchanged(course.row, *matter_now(uow, course.row))
    except AppError:
        return False
