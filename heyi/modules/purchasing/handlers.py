"""What purchasing tells the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api
from heyi.modules.stock import api as stock
from heyi.platform.approvals import api as approvals


def subscribe_all() -> None:
    """Say what orders will bring, and what line receipts post; called once by the wiring."""
    approvals.approvable(api.CONFIRMING)
    stock.declare_supply(documents=api.expected_supply, sums=api.expected_sums)
    ledger.declare_roles(
        ledger.Role(
            name=api.ESTIMATED,
            account="220202",
            documents=("purchase_receipt", "purchase_return", "supplier_invoice"),
            kept_by="purchase_receipt",
            clears=True,
        )
    )
