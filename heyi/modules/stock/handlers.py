"""What the goods ledger does when something happens below."""

from heyi.modules.ledger import api as ledger
from heyi.modules.stock import api
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets its main warehouse."""
    api.prepare_stock(uow)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    ledger.kept_by("stock_receipt", api.INVENTORY_ACCOUNT)
    look = ledger.Look("costs_not_reckoned", api.unreckoned, "/costing")
    ledger.look_before_closing(look)
    ledger.relied_on(*sorted(api.CONTRA_ACCOUNTS))
