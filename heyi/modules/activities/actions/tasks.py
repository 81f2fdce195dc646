"""Do a task, and open it again."""

from uuid import UUID

from heyi.modules.activities.models import TASK
from heyi.modules.activities.permissions import WRITE_TASK
from heyi.modules.activities.states import TaskState
from heyi.platform.records import access
from heyi.platform.records.saving import change_held, hold_many
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def complete_task(uow: UnitOfWork, task_id: UUID) -> None:
    """Say that a task is done; saying it twice changes nothing.

    Raises:
        NotFound: there is no such task for the actor.
    """
    _set(uow, task_id, TaskState.DONE)


def reopen_task(uow: UnitOfWork, task_id: UUID) -> None:
    """Say that a task is to be done after all.

    Raises:
        NotFound: there is no such task for the actor.
    """
    _set(uow, task_id, TaskState.OPEN)


def _set(uow: UnitOfWork, task_id: UUID, state: TaskState) -> None:
    access.require_row(uow, TASK, task_id, WRITE_TASK)
    shape = shape_of(uow, TASK.name)
    (row,) = hold_many(uow, shape, [task_id], action=WRITE_TASK)
    if row["state"] != state:
        done_at = uow.now if state is TaskState.DONE else None
        change_held(uow, shape, row, {"state": state, "done_at": done_at})
