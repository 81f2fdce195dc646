"""The daily work, for other modules."""

from heyi.modules.activities.actions.bring_along import bring_along
from heyi.modules.activities.actions.follow import correct, follow_up
from heyi.modules.activities.actions.tasks import complete_task, reopen_task
from heyi.modules.activities.contracts import CONTACT_REMINDER, TASK_ASSIGNED, TASK_REMINDER, FollowUpDraft
from heyi.modules.activities.models import FOLLOW_UP, PHRASE, TASK
from heyi.modules.activities.queries import follow_ups_about

__all__ = [
    "CONTACT_REMINDER",
    "FOLLOW_UP",
    "PHRASE",
    "TASK",
    "TASK_ASSIGNED",
    "TASK_REMINDER",
    "FollowUpDraft",
    "bring_along",
    "complete_task",
    "correct",
    "follow_up",
    "follow_ups_about",
    "reopen_task",
]
