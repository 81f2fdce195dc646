"""What banking says to the modules below when the house is put together."""

from heyi.modules.banking import api
from heyi.modules.ledger import api as ledger


def subscribe_all() -> None:
    """Have accounts that are not reconciled told of before a month is closed; called once by the wiring."""
    look = ledger.Look("bank_not_reconciled", api.not_reconciled, "/reconciliations", blocks=False)
    ledger.look_before_closing(look)
