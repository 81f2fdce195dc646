"""What payments says to the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api


def subscribe_all() -> None:
    """Say which accounts receipts and payments keep; called once by the wiring."""
    ledger.kept_by("receipt", api.ADVANCE)
    ledger.kept_by("payment", api.PREPAID)
