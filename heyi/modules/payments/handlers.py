"""What payments says to the modules below when the house is put together."""

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.actions.receipts import ADVANCE


def subscribe_all() -> None:
    """Say which account receipts keep; called once by the wiring."""
    ledger.kept_by("receipt", ADVANCE)
