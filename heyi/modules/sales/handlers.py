"""What sales tells the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.sales import api


def subscribe_all() -> None:
    """Say who bought, and which account deliveries keep; called once by the wiring."""
    parties.add_standing_source("won", api.purchases)
    ledger.kept_by("delivery", api.SHIPPED_ACCOUNT)
