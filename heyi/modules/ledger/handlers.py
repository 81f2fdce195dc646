"""What the ledger does when something happens below."""

from heyi.modules.ledger import api
from heyi.modules.ledger.contracts import Standard
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, event: CompanyCreated) -> None:
    """A new company gets the chart of the standard that it keeps its books by."""
    api.prepare_chart(uow, Standard(event.chart))


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    api.declare_roles(*api.OWN_ROLES)
