"""What bills say to the modules below when the house is put together."""

from heyi.modules.bills import api
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments


def subscribe_all() -> None:
    """Say what lines bills post, and look before a receipt or payment is taken back; called once by the wiring."""
    ledger.declare_roles(*api.ROLES)
    payments.before_reversal(api.look_before_reversal)
