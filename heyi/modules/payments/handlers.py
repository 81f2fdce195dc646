"""What payments do when something happens below, and what they say to the modules there."""

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets its first money accounts."""
    api.prepare_money(uow)


def subscribe_all() -> None:
    """Say what lines receipts and payments post, and hear of new companies; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    ledger.declare_roles(*api.ROLES)
    invoicing.before_credit(api.take_back_of_order)
