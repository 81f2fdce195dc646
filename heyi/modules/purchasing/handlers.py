"""What purchasing tells the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api


def subscribe_all() -> None:
    """Say which account receipts keep; called once by the wiring."""
    ledger.kept_by("purchase_receipt", api.ESTIMATED_ACCOUNT)
