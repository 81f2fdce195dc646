"""What sales tell those below: who bought."""

from heyi.modules.parties import api as parties
from heyi.modules.sales import api


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    parties.add_standing_source("won", api.purchases)
