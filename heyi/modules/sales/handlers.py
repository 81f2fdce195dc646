"""What sales says to the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.sales.actions.deliver import SHIPPED_ACCOUNT


def subscribe_all() -> None:
    """Say which account deliveries keep; called once by the wiring."""
    ledger.kept_by("delivery", SHIPPED_ACCOUNT)
