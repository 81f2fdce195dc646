"""Who works with leads and deals learns and moves nothing beyond his rights."""

from tests.builders.company import Company
from tests.builders.crm import lead, opportunity
from tests.builders.scoped import colleague_with

LEAD = ["crm.lead.view", "crm.lead.update", "crm.lead.convert"]
PARTY = ["parties.party.view", "parties.party.create", "parties.party.update"]
DEAL = ["crm.opportunity.view"]


def test_a_lead_joins_only_a_customer_whom_its_converter_may_change(company: Company) -> None:
    customer = company.customer("长城科技")
    person = colleague_with(company, [*LEAD, *PARTY], {"parties.party.update": "own"})
    mine = lead(company)
    body = {"party_id": customer}
    person.refused(403, "platform.not_allowed", "POST", f"/leads/{mine['id']}/convert", body)
    assert company.get(f"/leads/{mine['id']}")["state"] == "new"


def test_what_a_lead_would_become_is_told_as_far_as_its_reader_sees_it(company: Company) -> None:
    mine = lead(company, phone="13800138000", address="文三路 1 号")
    levels = {"lead": {"phone": "masked", "address": "hidden"}}
    person = colleague_with(company, [*LEAD, *PARTY], {}, levels)
    party = person.get(f"/leads/{mine['id']}/conversion")["party"]
    assert (party["name"], party["phone"], "address" in party) == (
        "杭州云栖贸易有限公司",
        "+86138****8000",
        False,
    )


def test_sums_of_deals_are_for_who_sees_their_amounts(company: Company) -> None:
    opportunity(company, company.customer("长城科技"), amount="1000", expected_on="2026-12-01")
    person = colleague_with(company, DEAL, {}, {"opportunity": {"amount": "hidden"}})
    asked = {"since": "2026-12-01", "until": "2027-01-01"}
    for path in ("/forecast", "/funnel"):
        person.refused(422, "platform.invalid_input", "GET", path, query=asked)
    assert company.get("/forecast", **asked)["amount"] == "1000"
