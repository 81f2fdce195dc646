"""What the catalogue does when something happens below."""

from heyi.modules.catalog import api
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, event: CompanyCreated) -> None:
    """A new company gets units and VAT rates."""
    api.prepare_catalog(uow, taxpayer=event.taxpayer)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
