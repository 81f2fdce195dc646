"""What the ledger does when something happens below."""

from heyi.modules.ledger import api
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets its chart of accounts."""
    api.prepare_chart(uow)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    api.declare_roles(*api.OWN_ROLES)
