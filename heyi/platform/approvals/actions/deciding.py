"""A word on one's task: approve, refuse, send back, add others, hand on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from heyi.platform.approvals.actions.course import Course
from heyi.platform.approvals.contracts import Own, Place
from heyi.platform.approvals.errors import (
    ChangedMeanwhile,
    NotAsked,
    OwnRequest,
    PersonUnusable,
    StepUnknown,
)
from heyi.platform.approvals.models import APPROVAL_TASK
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.approvals import is_unchanged, lock_approval, matter_now
from heyi.platform.approvals.queries.people import directory_of, standing_in_for
from heyi.platform.approvals.rules import deciding
from heyi.platform.approvals.rules.deciding import Task
from heyi.platform.approvals.rules.ways import APPLICANT
from heyi.platform.approvals.states import TaskState
from heyi.platform.errors import AppError, NotFound
from heyi.platform.unit_of_work import UnitOfWork

_T = APPROVAL_TASK.table.c


@dataclass(frozen=True)
class Word:
    """A task on which the actor may say his word, in the held course of its approval; for whom, if for another."""

    course: Course
    task: Task
    for_user: UUID | None


def approve(uow: UnitOfWork, task_id: UUID, *, comment: str | None, seen: str | None) -> UUID:
    """Approve what one is asked about; after the last word it is done. `seen` is the hash of what was looked at.

    Raises:
        NotFound: there is no such task for the actor.
        NotAsked: it does not wait any more.
        ChangedMeanwhile: what stands now is not what was submitted, or not what was looked at.
        OwnRequest: the actor stands in for somebody, and asked for it himself.
    """
    word = _word(uow, task_id)
    course = word.course
    course.step_to("approve")
    if seen is not None and seen != course.row["hash"]:
        raise ChangedMeanwhile(number=course.row["number"])
    _refuse_changed(uow, course)
    course.log("approved", comment=comment, for_user=word.for_user)
    _approved(uow, word, comment)
    return course.id


def _approved(uow: UnitOfWork, word: Word, comment: str | None) -> None:
    course = word.course
    mode = course.way[course.row["step_no"]].mode
    tasks = deciding.approved(course.tasks, word.task.id, mode)
    course.move(tasks, word_on=word.task.id, comment=comment, decided_by=uow.actor.user_id)
    if deciding.is_decided(course.tasks):
        course.go_to(course.row["step_no"] + 1)
    course.write()


def pass_task(uow: UnitOfWork, course: Course, task: Task, *, comment: str | None = None) -> None:
    """Let a task count as approved because its time is over, as its flow says."""
    course.log("passed_timeout", people=[task.user_id], by_system=True)
    _approved(uow, Word(course, task, None), comment)


def refuse(uow: UnitOfWork, task_id: UUID, *, comment: str | None) -> UUID:
    """Refuse what one is asked about; with that the approval has ended.

    Raises:
        NotFound, NotAsked, OwnRequest: as for `approve`.
    """
    word = _word(uow, task_id)
    word.course.log("refused", comment=comment, for_user=word.for_user)
    refuse_held(uow, word.course, word.task, comment=comment)
    return word.course.id


def refuse_held(uow: UnitOfWork, course: Course, task: Task, *, comment: str | None = None) -> None:
    """End a held approval by a refusal on one of its tasks."""
    tasks = [replace(one, state=TaskState.REFUSED) if one.id == task.id else one for one in course.tasks]
    course.move(tasks, word_on=task.id, comment=comment, decided_by=uow.actor.user_id)
    course.end("refuse")
    course.tell_history("refused")
    course.tell_applicant()
    course.write()


def send_back(uow: UnitOfWork, task_id: UUID, *, step_no: int, comment: str) -> UUID:
    """Send it back to an earlier step, which decides anew, or to the applicant (-1), who submits it anew.

    Raises:
        NotFound, NotAsked, OwnRequest: as for `approve`.
        StepUnknown: the step does not lie before this one, or asks nobody.
    """
    word = _word(uow, task_id)
    course = word.course
    if step_no != APPLICANT and step_no not in places_back(course):
        raise StepUnknown(step=step_no)
    course.log("sent_back", comment=comment, for_user=word.for_user)
    tasks = [
        replace(one, state=TaskState.RETURNED) if one.id == word.task.id else one for one in course.tasks
    ]
    course.move(tasks, word_on=word.task.id, comment=comment, decided_by=uow.actor.user_id)
    course.end_tasks()
    if step_no == APPLICANT:
        course.give_back()
    else:
        course.step_to("send_back")
        # What was approved before counts no more from there on: a new round asks everybody again.
        course.set(round=course.row["round"] + 1)
        course.go_to(step_no)
    course.write()
    return course.id


def places_back(course: Course) -> list[int]:
    """The steps before the one where it is that asked people."""
    return [at for at in range(max(course.row["step_no"], 0)) if course.way[at].outcome == "asked"]


def add_signers(
    uow: UnitOfWork, task_id: UUID, *, people: Sequence[UUID], place: Place, comment: str | None
) -> UUID:
    """Have others approve too (加签): before me, then it comes to me again; after me; or beside me.

    Raises:
        NotFound, NotAsked, OwnRequest: as for `approve`.
        PersonUnusable: somebody does not work here, or is asked in this step already.
    """
    word = _word(uow, task_id)
    course = word.course
    course.step_to("add_signer")
    new = _usable(uow, course, people)
    ids = uow.new_ids(len(new))
    tasks = deciding.added(course.tasks, word.task.id, new, ids, place)
    fresh = [one for one in tasks if one.id in ids]
    uow.insert(APPROVAL_TASK.table, *(course.row_of(one, added_by=uow.actor.user_id) for one in fresh))
    course.log(f"added_{place}", comment=comment, people=new, for_user=word.for_user)
    uow.flush()
    course.move(tasks)
    course.tell_asked(one.user_id for one in fresh if one.state is TaskState.WAITING)
    course.write()
    return course.id


def hand_on(uow: UnitOfWork, task_id: UUID, *, user_id: UUID, comment: str | None) -> UUID:
    """Give one's task to somebody else (转审), who decides in one's place. Who oversees may hand on others' tasks.

    Raises:
        NotFound, NotAsked, OwnRequest: as for `approve`.
        PersonUnusable: he does not work here, or is asked in this step already.
    """
    word = _word(uow, task_id, overseeing=True)
    hand_held_on(uow, word.course, word.task, user_id, comment=comment, for_user=word.for_user)
    return word.course.id


def hand_held_on(
    uow: UnitOfWork,
    course: Course,
    task: Task,
    user_id: UUID,
    *,
    comment: str | None = None,
    for_user: UUID | None = None,
    action: str = "handed_on",
) -> None:
    """Give a task of a held approval to somebody else."""
    course.step_to("hand_on")
    (new_id,) = uow.new_ids(1)
    (person,) = _usable(uow, course, [user_id])
    new = replace(task, id=new_id, user_id=person)
    course.log(action, comment=comment, people=[person], for_user=for_user, by_system=uow.actor.is_system)
    uow.insert(APPROVAL_TASK.table, course.row_of(new, added_by=uow.actor.user_id))
    uow.flush()
    # Who waited behind it waits behind the new one.
    moved = [
        replace(one, state=TaskState.HANDED_ON)
        if one.id == task.id
        else replace(one, behind_id=new_id)
        if one.behind_id == task.id
        else one
        for one in course.tasks
    ]
    course.move([*moved, new], word_on=task.id, comment=comment, decided_by=uow.actor.user_id)
    course.tell_asked([person])
    course.write()


def _word(uow: UnitOfWork, task_id: UUID, *, overseeing: bool = False) -> Word:
    """The task, with its approval held, if the actor may say the word: it is his, or he stands in for whose it is."""
    query = select(_T.approval_id, _T.user_id).where(
        _T.tenant_id == uow.tenant_id, _T.company_id == uow.company_id, _T.id == task_id
    )
    found = uow.first(query)
    me = uow.actor.user_id
    if found is None or me is None:
        raise NotFound(what="record.approval_task")
    course = Course.of(uow, lock_approval(uow, found["approval_id"]))
    task = next((one for one in course.tasks if one.id == task_id), None)
    person = task.user_id if task is not None else found["user_id"]
    stands_in = me in standing_in_for(uow, person, course.row["flow_id"])
    oversees = overseeing and uow.actor.may(OVERSEE)
    if person != me and not stands_in and not oversees:
        raise NotFound(what="record.approval_task")
    if task is None or task.state is not TaskState.WAITING:
        raise NotAsked(number=course.row["number"])
    if person != me and course.row["applicant_id"] == me:
        raise OwnRequest(number=course.row["number"])
    return Word(course, task, None if person == me else person)


def _refuse_changed(uow: UnitOfWork, course: Course) -> None:
    """Refuse to approve what is not any more what was submitted, or cannot be looked at any more."""
    try:
        unchanged = is_unchanged(course.row, *matter_now(uow, course.row))
    except AppError as error:
        raise ChangedMeanwhile(number=course.row["number"]) from error
    if not unchanged:
        raise ChangedMeanwhile(number=course.row["number"])


def _usable(uow: UnitOfWork, course: Course, people: Sequence[UUID]) -> list[UUID]:
    """Those people, each once; who asked for it decides it only where its flow lets him."""
    directory = directory_of(uow)
    asked = {one.user_id for one in course.tasks if one.is_open}
    if course.flow.own is not Own.ASK:
        asked.add(course.row["applicant_id"])
    wanted = list(dict.fromkeys(people))
    for one in wanted:
        if not directory.active([one]) or one in asked:
            raise PersonUnusable(person=directory.name(one))
    return wanted
