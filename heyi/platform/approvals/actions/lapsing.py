"""An approval lapses when what it is about was changed or removed past its pin, so that nobody waits for nothing."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import and_, or_, select

from heyi.platform.approvals.actions.course import Course
from heyi.platform.approvals.models import APPROVAL
from heyi.platform.approvals.queries.approvals import is_unchanged, lock_approval, matter_now
from heyi.platform.approvals.states import ApprovalState
from heyi.platform.errors import AppError
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 100
_A = APPROVAL.table.c


def lapse_changed(uow: UnitOfWork, *, after: UUID | None) -> tuple[UUID | None, int]:
    """Look at some of what runs or is still to be done, from one id on; gives back where to go on and how many lapsed.

    A merge, a hand-over by an administrator or a person who left may change what an approval is about; nobody could
    approve it any more. Whoever asked for it is told.
    """
    unused = and_(_A.state == ApprovalState.APPROVED, _A.used_at.is_(None))
    query = select(_A.id, _A.company_id).where(
        _A.tenant_id == uow.tenant_id, or_(_A.state == ApprovalState.RUNNING, unused)
    )
    if after is not None:
        query = query.where(_A.id > after)
    rows = uow.rows(query.order_by(_A.id).limit(AT_ONCE))
    lapsed = 0
    for row in rows:
        uow.facts = replace(uow.facts, company_id=row["company_id"])
        lapsed += _lapse(uow, row["id"])
    return (rows[-1]["id"] if len(rows) == AT_ONCE else None), lapsed


def _lapse(uow: UnitOfWork, approval_id: UUID) -> bool:
    course = Course.of(uow, lock_approval(uow, approval_id))
    waits = course.row["state"] == ApprovalState.RUNNING
    unused = course.row["state"] == ApprovalState.APPROVED and course.row["used_at"] is None
    if not (waits or unused) or _stands(uow, course):
        return False
    course.log("lapsed", by_system=True)
    course.end("lapse")
    course.tell_applicant()
    course.write()
    return True


def _stands(uow: UnitOfWork, course: Course) -> bool:
    try:
        return is_unchanged(course.row, *matter_now(uow, course.row))
    except AppError:
        return False
