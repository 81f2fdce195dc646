"""What purchasing tells the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api


def subscribe_all() -> None:
    """Say what line receipts post; called once by the wiring."""
    ledger.declare_roles(
        ledger.Role(
            name=api.ESTIMATED,
            account="220202",
            documents=("purchase_receipt", "purchase_return", "supplier_invoice"),
            kept_by="purchase_receipt",
            clears=True,
        )
    )
