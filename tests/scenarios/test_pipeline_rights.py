"""Who works with leads and deals learns and moves nothing beyond his rights."""

from tests.builders.company import Company
from tests.builders.crm import lead, lines, opportunity
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


def test_lines_tell_no_amounts_to_whom_they_are_hidden(company: Company) -> None:
    """Prices, discounts and sums are as unseen as the amount they make; so is the price an order would begin with."""
    deal = opportunity(company, company.customer("长城科技"), amount="5")
    product = company.product("113")
    lines(company, deal, {"product_id": product, "quantity": "2", "unit_price": "100"}, discount="0.1")
    path = f"/opportunities/{deal['id']}"
    rights = [*DEAL, "crm.opportunity.update", "parties.party.view", "catalog.product.view"]
    for number, level in enumerate(("hidden", "masked")):
        person = colleague_with(company, rights, {}, {"opportunity": {"amount": level}}, name=f"小{number}")
        shown = person.get(f"{path}/lines")
        assert [shown[name] for name in ("discount", "before", "taken", "amount", "may_change")] == [
            *[None] * 4,
            False,
        ]
        (line,) = shown["lines"]
        assert [line[name] for name in ("quantity", "unit_price", "discount", "share", "amount")] == [
            "2",
            *[None] * 4,
        ]
        assert line["price_now"] == "113"
        assert [one["unit_price"] for one in person.get(f"{path}/order")["lines"]] == [None]
        body = {"discount": "0", "lines": []}
        refused = person.refused(
            422, "platform.invalid_input", "PATCH", f"{path}/lines", body, version=shown["version"]
        )
        assert [(one["field"], one["code"]) for one in refused["errors"]] == [("amount", "field_read_only")]
        asked = {"group": "stage_id", "measures": "sum:amount"}
        person.refused(422, "platform.invalid_input", "GET", "/opportunities/aggregate", query=asked)
    seen = company.get(f"{path}/lines")
    assert (seen["amount"], seen["may_change"], seen["lines"][0]["unit_price"]) == ("180", True, "100")


def test_the_price_of_now_is_hidden_as_the_products(company: Company) -> None:
    deal = opportunity(company, company.customer("长城科技"))
    lines(company, deal, {"product_id": company.product("113"), "quantity": "2", "unit_price": "100"})
    rights = [*DEAL, "catalog.product.view"]
    person = colleague_with(company, rights, {}, {"product": {"sale_price": "hidden"}})
    (line,) = person.get(f"/opportunities/{deal['id']}/lines")["lines"]
    assert (line["price_now"], line["unit_price"]) == (None, "100")


def test_a_conversion_names_no_amount_for_whom_it_is_not_to_change(company: Company) -> None:
    rights = [*LEAD, *PARTY, *DEAL, "crm.opportunity.create", "crm.opportunity.update"]
    person = colleague_with(company, rights, {}, {"opportunity": {"amount": "read_only"}})
    mine = lead(company)
    body = {"opportunity": {"name": "采购", "amount": "100"}}
    refused = person.refused(422, "platform.invalid_input", "POST", f"/leads/{mine['id']}/convert", body)
    assert refused["errors"][0]["field"] == "opportunity.amount"
