"""What crm does when something happens below, and what it completes of new records."""

from heyi.modules.activities.events import FollowedUp
from heyi.modules.crm import api
from heyi.platform.events import subscribe
from heyi.platform.records.completing import complete_new
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.timeline import add_timeline_source
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets the usual way of direct sales."""
    api.prepare_stages(uow)


def on_followed_up(uow: UnitOfWork, event: FollowedUp) -> None:
    """A new lead that somebody speaks to is worked on from then on."""
    if event.record == api.LEAD.name and api.get_lead_status(uow, event.record_id).state == "new":
        api.follow_lead(uow, event.record_id)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    subscribe(CompanyCreated, on_company_created)
    subscribe(FollowedUp, on_followed_up)
    complete_new(api.LEAD.name, api.begin_leads)
    complete_new(api.OPPORTUNITY.name, api.begin_opportunities)
    add_timeline_source(api.leads_of_party)
