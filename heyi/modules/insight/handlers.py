"""What everybody is told of his day, each morning."""

from heyi.modules.insight import api
from heyi.platform.notify.timing import each_morning


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    each_morning(api.contacts_today, api.tasks_today, api.tasks_overdue)
