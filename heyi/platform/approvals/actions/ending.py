"""What the applicant and bystanders do with an approval: withdraw, urge, comment, tell others."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from heyi.platform.approvals import telling
from heyi.platform.approvals.actions.course import Course
from heyi.platform.approvals.errors import NotTheApplicant, PersonUnusable, UrgedLately
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.approvals import lock_approval, people_asked
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.queries.reaching import require_seen
from heyi.platform.notify.writing import tell
from heyi.platform.unit_of_work import UnitOfWork

URGED_AGAIN_AFTER = timedelta(hours=1)


def withdraw(uow: UnitOfWork, approval_id: UUID, *, comment: str | None) -> None:
    """Take back what one asked for; the record may be changed again. Who oversees may take back others'.

    Raises:
        NotFound: there is no such approval for the actor.
        NotTheApplicant: somebody else asked for it.
        WrongState: it has ended.
    """
    course = _seen(uow, approval_id)
    if course.row["applicant_id"] != uow.actor.user_id and not uow.actor.may(OVERSEE):
        raise NotTheApplicant
    asked = people_asked(course.tasks)
    course.log("withdrawn", comment=comment)
    course.end("withdraw")
    course.tell_history("withdrawn")
    course.told += telling.notices(telling.ENDED, asked, course.row, state=course.row["state"])
    course.write()


def urge(uow: UnitOfWork, approval_id: UUID, *, comment: str | None) -> None:
    """Remind whoever is asked (催办), once an hour.

    Raises:
        NotFound: there is no such approval for the actor.
        NotTheApplicant: somebody else asked for it.
        WrongState: it does not wait for anybody.
        UrgedLately: he was urged within the hour.
    """
    course = _seen(uow, approval_id)
    if course.row["applicant_id"] != uow.actor.user_id:
        raise NotTheApplicant
    course.step_to("urge")
    before = course.row["urged_at"]
    if before is not None and uow.now - before < URGED_AGAIN_AFTER:
        raise UrgedLately(number=course.row["number"])
    asked = people_asked(course.tasks)
    course.log("urged", comment=comment, people=asked)
    course.set(urged_at=uow.now)
    course.told += telling.notices(telling.URGED, asked, course.row)
    course.write()


def comment_on(uow: UnitOfWork, approval_id: UUID, *, comment: str) -> None:
    """Say something to an approval that one sees.

    Raises:
        NotFound: there is no such approval for the actor.
    """
    _seen(uow, approval_id).log("commented", comment=comment)


def copy_to(uow: UnitOfWork, approval_id: UUID, *, people: Sequence[UUID], comment: str | None) -> None:
    """Tell others of an approval that one sees (抄送); they see it from now on.

    Raises:
        NotFound: there is no such approval for the actor.
        PersonUnusable: somebody does not work here.
    """
    course = _seen(uow, approval_id)
    directory = directory_of(uow)
    for one in people:
        if not directory.active([one]):
            raise PersonUnusable(person=directory.name(one))
    wanted = list(dict.fromkeys(people))
    course.log("copied", comment=comment, people=wanted)
    course.copy_to(wanted)
    tell(uow, course.told)


def _seen(uow: UnitOfWork, approval_id: UUID) -> Course:
    row = lock_approval(uow, approval_id)
    require_seen(uow, row)
    return Course.of(uow, row)
