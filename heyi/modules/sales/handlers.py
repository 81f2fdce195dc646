"""What sales tells the modules below when the house is put together."""

from heyi.modules.crm.events import OpportunityLost
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.sales import api
from heyi.platform.approvals import api as approvals
from heyi.platform.events import subscribe
from heyi.platform.notify.timing import each_morning
from heyi.platform.records.watching import judge_merges
from heyi.platform.unit_of_work import UnitOfWork


def on_lost(uow: UnitOfWork, event: OpportunityLost) -> None:
    """What was kept for a deal that is lost is everybody's again."""
    api.release_holds_of_deal(uow, event.aggregate_id)


def subscribe_all() -> None:
    """Say who bought, what lines deliveries post, and what may be approved; called once by the wiring."""
    approvals.approvable(api.CONFIRMING, api.APPLYING)
    parties.add_standing_source("won", api.purchases)
    judge_merges(parties.PARTY.name, api.judge_merge)
    each_morning(api.holds_that_end)
    subscribe(OpportunityLost, on_lost)
    ledger.declare_roles(
        ledger.Role(
            name=api.SHIPPED,
            account="1406",
            documents=("delivery", "sales_return", "sales_invoice"),
            kept_by="delivery",
            clears=True,
        ),
        ledger.Role(
            name=api.DEFERRED_VAT,
            account="222106",
            documents=("delivery", "sales_return", "sales_invoice"),
            kept_by="delivery",
            clears=True,
        ),
    )
