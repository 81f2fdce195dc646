"""What a task goes through."""

from enum import StrEnum


class TaskState(StrEnum):
    """Whether a task is still to be done."""

    OPEN = "open"
    DONE = "done"
