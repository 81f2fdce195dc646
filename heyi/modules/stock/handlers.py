"""What the goods ledger does when something happens below."""

from heyi.modules.ledger import api as ledger
from heyi.modules.ledger.events import PostingRuleChanged
from heyi.modules.stock import api
from heyi.platform.events import subscribe
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets its main warehouse."""
    api.prepare_stock(uow)


def on_rule_changed(uow: UnitOfWork, event: PostingRuleChanged) -> None:
    """Goods whose account another rule names now are moved there, with all they are worth."""
    if event.role == api.INVENTORY:
        api.reclassify(uow, event.aggregate_id, event.aggregate_seq)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    subscribe(PostingRuleChanged, on_rule_changed)
    ledger.declare_roles(*api.ROLES)
    look = ledger.Look("costs_not_reckoned", api.unreckoned, "/costing")
    ledger.look_before_closing(look)
    ledger.look_before_closing(ledger.Look("variances_not_shared", api.not_shared, "/cost-variances"))
    ledger.look_before_closing(ledger.Look("below_zero", api.below_zero, "/stock"))
    places = ledger.Look(
        "places_below_zero",
        api.count_places_below_zero,
        "/stock",
        blocks=False,
        names=api.places_below_zero,
    )
    ledger.look_before_closing(places)
