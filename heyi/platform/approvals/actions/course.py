"""The course of one approval: from step to step, until it has ended and the verb is done for which it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from heyi.platform.approvals import telling
from heyi.platform.approvals.actions.carrying_out import carry_out
from heyi.platform.approvals.contracts import FlowDraft, Repeated, StepKind
from heyi.platform.approvals.models import APPROVAL, APPROVAL_LOG, APPROVAL_TASK
from heyi.platform.approvals.queries.approvals import approvers_before, tasks_of
from heyi.platform.approvals.queries.flows import version_of
from heyi.platform.approvals.queries.people import directory_of, standing_in_for
from heyi.platform.approvals.rules import deciding
from heyi.platform.approvals.rules.deciding import Task
from heyi.platform.approvals.rules.ways import APPLICANT, Outcome, Planned, for_nobody, read_way
from heyi.platform.approvals.states import ApprovalState, TaskState, step
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.unit_of_work import UnitOfWork

_A, _T = APPROVAL.table, APPROVAL_TASK.table


@dataclass
class Course:
    """An approval that this transaction holds: where it is, what it asks now, and what is still to be written of it."""

    uow: UnitOfWork
    row: dict[str, Any]
    flow: FlowDraft
    way: list[Planned]
    tasks: list[Task] = field(default_factory=list)
    changed: dict[str, Any] = field(default_factory=dict)
    told: list[Notice] = field(default_factory=list)

    @classmethod
    def of(cls, uow: UnitOfWork, row: Mapping[Any, Any]) -> "Course":
        """The course of a held approval, with the tasks of the step where it is."""
        flow = version_of(uow, row["flow_version_id"])
        course = cls(uow, dict(row), flow, read_way(row["way"]))
        course.tasks = tasks_of(uow, row["id"], step_no=row["step_no"], round_no=row["round"])
        return course

    @property
    def id(self) -> UUID:
        """Which approval it is."""
        found: UUID = self.row["id"]
        return found

    def set(self, **values: Any) -> None:
        """Remember columns that change."""
        self.row |= values
        self.changed |= values

    def step_to(self, verb: str) -> None:
        """Take a verb, if the state allows it.

        Raises:
            WrongState: it does not.
        """
        self.set(state=step(ApprovalState(self.row["state"]), verb))

    def log(
        self,
        action: str,
        *,
        comment: str | None = None,
        people: Sequence[UUID] = (),
        for_user: UUID | None = None,
        by_system: bool = False,
    ) -> None:
        """Write down what was done."""
        at_step = self.row["step_no"]
        self.uow.insert(
            APPROVAL_LOG,
            {
                "id": self.uow.new_id(),
                "approval_id": self.id,
                "at": self.uow.now,
                "actor_id": None if by_system else self.uow.actor.user_id,
                "for_user_id": for_user,
                "action": action,
                "step_no": at_step if 0 <= at_step < len(self.way) else None,
                "round": self.row["round"],
                "comment": comment or None,
                "people": orjson.dumps(list(people), default=str).decode(),
            },
        )

    def go_to(self, step_no: int) -> None:
        """Go on at a step: through copies and steps that ask nobody, to the next that asks, or to the end."""
        while step_no < len(self.way):
            self.set(step_no=step_no)
            if self._begin(self.way[step_no]):
                return
            step_no += 1
        self.set(step_no=step_no)
        self.end("finish")
        self._done()

    def _begin(self, planned: Planned) -> bool:
        """Begin a step; whether it asks somebody."""
        if planned.step.kind is StepKind.COPY:
            self.copy_to(directory_of(self.uow).active(planned.people))
            return False
        if planned.outcome in (Outcome.PASSED_OWN, Outcome.PASSED_NOBODY):
            self.log(planned.outcome, by_system=True)
            return False
        people = directory_of(self.uow).active(planned.people)
        if not people:
            planned = for_nobody(planned.step, directory_of(self.uow))
            people = planned.people or directory_of(self.uow).administrators
            people = tuple(one for one in people if one != self.row["applicant_id"]) or people
            if planned.outcome is Outcome.PASSED_NOBODY:
                self.log(planned.outcome, by_system=True)
                return False
        if self.flow.repeated is Repeated.SKIP:
            again = approvers_before(self.uow, self.id, self.row["hash"], self.row["step_no"])
            left = tuple(one for one in people if one not in again)
            if not left or (planned.mode == "any" and len(left) < len(people)):
                self.log("passed_repeated", people=[one for one in people if one in again], by_system=True)
                return False
            people = left
        self.ask(deciding.seated(people, self.uow.new_ids(len(people)), planned.mode))
        return True

    def ask(self, tasks: Sequence[Task]) -> None:
        """Ask people, whose tasks are new."""
        self.tasks = list(tasks)
        self.uow.insert(_T, *(self.row_of(one) for one in tasks))
        self.tell_asked(one.user_id for one in tasks if one.state is TaskState.WAITING)

    def row_of(self, task: Task, *, added_by: UUID | None = None) -> dict[str, Any]:
        """A new task as it is written."""
        waits = task.state is TaskState.WAITING
        due = self._due() if waits else None
        return {
            "id": task.id,
            "company_id": self.row["company_id"],
            "number": self.row["number"],
            "approval_id": self.id,
            "user_id": task.user_id,
            "kind": StepKind.APPROVE,
            "state": task.state,
            "arrived_at": self.uow.now if waits else None,
            "due_at": due,
            "timeout_at": due,
            "step_no": self.row["step_no"],
            "round": self.row["round"],
            "seat": task.seat,
            "place": task.place,
            "behind_id": task.behind_id,
            "added_by": added_by,
        }

    def _due(self) -> datetime | None:
        hours = self.way[self.row["step_no"]].step.timeout_hours
        return None if hours is None else self.uow.now + timedelta(hours=hours)

    def move(
        self,
        tasks: Sequence[Task],
        *,
        word_on: UUID | None = None,
        comment: str | None = None,
        decided_by: UUID | None = None,
    ) -> None:
        """Write what became of the tasks that were there, `word_on` that on which somebody said his word."""
        before = {one.id: one for one in self.tasks}
        rows = []
        for one in tasks:
            old = before.get(one.id)
            if old is None or old == one:
                continue
            arrives = one.state is TaskState.WAITING and old.state is not TaskState.WAITING
            said = one.id == word_on
            rows.append(
                {
                    "id": one.id,
                    "state": one.state,
                    "user_id": one.user_id,
                    "behind_id": one.behind_id,
                    "arrives": arrives,
                    "is_open": one.is_open,
                    "at": self.uow.now,
                    "due_at": self._due() if arrives else None,
                    "decided_by": decided_by if said else None,
                    "comment": (comment or None) if said else None,
                    "hash": self.row["hash"] if one.state is TaskState.APPROVED else None,
                }
            )
        if rows:
            self.uow.update_rows(
                _T,
                rows,
                assignments=[
                    "state = v.state",
                    "user_id = v.user_id",
                    "behind_id = v.behind_id",
                    "arrived_at = CASE WHEN v.arrives THEN v.at ELSE t.arrived_at END",
                    "due_at = CASE WHEN v.arrives THEN v.due_at ELSE t.due_at END",
                    "timeout_at = CASE WHEN v.arrives THEN v.due_at ELSE t.timeout_at END",
                    "decided_at = CASE WHEN v.is_open THEN NULL ELSE v.at END",
                    "decided_by = COALESCE(v.decided_by, t.decided_by)",
                    "comment = COALESCE(v.comment, t.comment)",
                    "hash = COALESCE(v.hash, t.hash)",
                ],
                types={"arrives": "boolean", "is_open": "boolean", "at": "timestamptz"},
            )
        new = [
            one.user_id
            for one in tasks
            if one.id in before
            and one.state is TaskState.WAITING
            and before[one.id].state is not TaskState.WAITING
        ]
        self.tasks = list(tasks)
        self.tell_asked(new)

    def end_tasks(self, state: TaskState = TaskState.CANCELLED) -> None:
        """End what is still open of the step."""
        self.move(deciding.ended(self.tasks, state))

    def end(self, verb: str) -> None:
        """End the approval by a verb; nothing of it waits for anybody any more."""
        self.step_to(verb)
        self.end_tasks()
        self.set(ended_at=self.uow.now)

    def copy_to(self, people: Sequence[UUID]) -> None:
        """Tell people of it, who see it from now on."""
        seat = {"step_no": self.row["step_no"], "round": self.row["round"], "seat": 0}
        self.uow.insert(
            _T,
            *(
                {
                    "id": self.uow.new_id(),
                    "company_id": self.row["company_id"],
                    "number": self.row["number"],
                    "approval_id": self.id,
                    "user_id": one,
                    "kind": StepKind.COPY,
                    "state": TaskState.COPIED,
                    "arrived_at": self.uow.now,
                    "decided_at": self.uow.now,
                    **seat,
                }
                for one in people
            ),
        )
        self.told += telling.notices(telling.COPIED, people, self.row)

    def tell_asked(self, people: Any) -> None:
        """Tell whoever is asked now, and who stands in for him."""
        asked = list(people)
        also = [one for person in asked for one in standing_in_for(self.uow, person, self.row["flow_id"])]
        also = [one for one in also if one != self.row["applicant_id"]]
        self.told += telling.notices(telling.ASKED, [*asked, *also], self.row)

    def tell_applicant(self) -> None:
        """Tell whoever asked how it ended."""
        applicant = [self.row["applicant_id"]]
        self.told += telling.notices(telling.ENDED, applicant, self.row, state=self.row["state"])

    def give_back(self) -> None:
        """Put it back into the hands of the applicant."""
        self.step_to("give_back")
        self.set(returned_from=self.row["step_no"], step_no=APPLICANT)
        self.told += telling.notices(telling.RETURNED, [self.row["applicant_id"]], self.row)

    def _done(self) -> None:
        self.write()
        self.tell_history("approved")
        result = carry_out(self.uow, self.row)
        self.set(**result)
        self.tell_applicant()

    def tell_history(self, action: str) -> None:
        """Write into the history of what it is about that an approval was submitted, given or refused."""
        about = self.row["record_id"] != self.id
        self.uow.audit(
            f"approval_{action}",
            record=self.row["record"] if about else "approval",
            record_id=self.row["record_id"],
            title=self.row["subject"] if about else self.row["number"],
            changes={"approval": [None, self.row["number"]]},
        )

    def write(self) -> None:
        """Write what changed of the approval, and tell people."""
        if self.changed:
            self.uow.flush()
            self.uow.change(_A, self.id, self.changed)
            self.row["version"] = self.row.get("version", 1) + 1
            self.changed = {}
        tell(self.uow, self.told)
        self.told = []
