"""What crm does when something happens below, and what it completes of new records."""

from collections.abc import Sequence

from heyi.modules.activities import api as activities
from heyi.modules.activities.events import FollowedUp
from heyi.modules.crm import api
from heyi.modules.crm.events import OpportunityWon
from heyi.modules.parties import api as parties
from heyi.platform.events import subscribe
from heyi.platform.notify.handing import assigned_as
from heyi.platform.notify.timing import Reminding, each_morning, remind
from heyi.platform.notify.writing import tell
from heyi.platform.records.completing import complete_new, judge_new, own_new
from heyi.platform.records.parts import keep_parts
from heyi.platform.records.watching import RowChange, judge_merges, watch_rows
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


def on_opportunities(uow: UnitOfWork, changes: Sequence[RowChange]) -> None:
    """A deal that comes, goes or changes hands between customers says anew how we stand with them."""
    pairs = [(old["party_id"] if old else None, new["party_id"] if new else None) for old, new in changes]
    parties.refresh_standing(uow, {one for pair in pairs if pair[0] != pair[1] for one in pair if one})


def on_won(uow: UnitOfWork, event: OpportunityWon) -> None:
    """The manager of whoever won an opportunity hears of it."""
    tell(uow, api.managers_of_winner(uow, event.aggregate_id))


CONTACTS = Reminding(
    kind=activities.CONTACT_REMINDER,
    record=api.LEAD,
    at="next_contact_at",
    told="contact_told_for",
    not_at_midnight=True,
)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    parties.add_standing_source("won", api.wins)
    parties.add_standing_source("opportunity", api.deals)
    watch_rows(api.OPPORTUNITY.name, on_opportunities)
    judge_merges(api.OPPORTUNITY.name, api.judge_merge)
    keep_parts(api.OPPORTUNITY.name, api.OPPORTUNITY_LINE, "opportunity_id")
    subscribe(CompanyCreated, on_company_created)
    subscribe(FollowedUp, on_followed_up)
    subscribe(OpportunityWon, on_won)
    assigned_as(api.LEAD.name, api.LEAD_ASSIGNED)
    remind(CONTACTS)
    each_morning(api.stale_deals)
    complete_new(api.LEAD.name, api.begin_leads)
    own_new(api.LEAD.name, api.planned_owners)
    judge_new(api.OPPORTUNITY.name, api.unfit_opportunities)
    complete_new(api.OPPORTUNITY.name, api.begin_opportunities)
    add_timeline_source(api.leads_of_party)
