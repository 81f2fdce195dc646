"""What parties do when two of them become one."""

from heyi.modules.parties import api
from heyi.platform.records.watching import watch_merges


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    watch_merges(api.PARTY.name, api.refresh_standing)
