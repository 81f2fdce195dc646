"""What payments says to the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api


def subscribe_all() -> None:
    """Say what lines receipts and payments post; called once by the wiring."""
    ledger.declare_roles(
        ledger.Role(name=api.ADVANCE, account="2203", documents=("receipt",), kept_by="receipt", clears=True),
        ledger.Role(name=api.PREPAID, account="1123", documents=("payment",), kept_by="payment", clears=True),
    )
