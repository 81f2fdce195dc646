"""Of which moments of tasks and customers their owners are told."""

from heyi.modules.activities import api
from heyi.modules.activities.states import TaskState
from heyi.modules.parties import api as parties
from heyi.platform.notify.handing import assigned_as
from heyi.platform.notify.timing import Reminding, remind

TASKS = Reminding(
    kind=api.TASK_REMINDER,
    record=api.TASK,
    at="remind_at",
    told="reminded_for",
    also=lambda table: [table.c.state == TaskState.OPEN],
)
CONTACTS = Reminding(
    kind=api.CONTACT_REMINDER,
    record=parties.PARTY,
    at="next_contact_at",
    told="contact_told_for",
    not_at_midnight=True,
)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    assigned_as(api.TASK.name, api.TASK_ASSIGNED)
    remind(TASKS, CONTACTS)
