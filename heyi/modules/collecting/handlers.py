"""What collecting tells people each morning."""

from heyi.modules.collecting import api
from heyi.platform.notify.timing import each_morning


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    each_morning(api.to_collect)
