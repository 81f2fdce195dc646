"""Opportunities that are merged, deleted, brought back or given another contact keep what holds of them."""

from tests.builders.company import Company
from tests.builders.crm import lines, move, opportunity
from tests.builders.http import Json


def merge(company: Company, stays: Json, goes: Json, **more: object) -> Json:
    return company.post("/opportunities/merge", {"winner_id": stays["id"], "loser_id": goes["id"], **more})


def with_lines(company: Company, name: str, customer: str) -> Json:
    deal = opportunity(company, customer, name)
    product = company.product("113", name=f"螺丝{name}")
    lines(company, deal, {"product_id": product, "quantity": "2", "unit_price": "100"}, discount="0.1")
    return company.get(f"/opportunities/{deal['id']}")


def test_what_has_lines_stays_and_the_other_goes(company: Company) -> None:
    customer = company.customer()
    priced, plain = with_lines(company, "甲", customer), opportunity(company, customer, "乙", amount="70")
    body = {"winner_id": plain["id"], "loser_id": priced["id"]}
    refused = company.refused(409, "crm.merge_with_lines", "POST", "/opportunities/merge", body)
    assert (refused["detail"], refused["remedy"]) == (
        "“甲” has 1 lines of products, which would be lost",
        "Let “甲” stay and “乙” go, or take its lines off first",
    )
    taking = {"winner_id": priced["id"], "loser_id": plain["id"], "take": ["amount"]}
    company.refused(409, "crm.amount_of_lines", "POST", "/opportunities/merge", taking)

    move(company, plain, "方案/演示")
    merged = merge(company, priced, plain)
    assert company.get(f"/opportunities/{priced['id']}")["amount"] == "180"
    way = company.get(f"/opportunities/{priced['id']}/way")
    assert [step["to_stage"] for step in way["steps"]] == ["初步接洽"]
    company.post(f"/merges/{merged['id']}/undo")
    way = company.get(f"/opportunities/{plain['id']}/way")
    assert [step["to_stage"] for step in way["steps"]] == ["初步接洽", "方案/演示"]


def test_what_is_brought_back_has_its_lines(company: Company) -> None:
    deal = with_lines(company, "甲", company.customer())
    path = f"/opportunities/{deal['id']}"
    before = company.get(f"{path}/lines")

    company.delete(path, version=deal["version"])
    company.post(f"/recycle-bin/{deal['id']}/restore")

    after = company.get(f"{path}/lines")
    assert (after["lines"], after["amount"], after["discount"]) == (before["lines"], "180", "0.1")
    assert company.get(path)["has_lines"] is True


def test_what_names_a_product_that_is_gone_is_not_brought_back(company: Company) -> None:
    deal = with_lines(company, "甲", company.customer())
    (line,) = company.get(f"/opportunities/{deal['id']}/lines")["lines"]
    company.delete(f"/opportunities/{deal['id']}", version=deal["version"])
    product = company.get(f"/products/{line['product_id']}")
    company.delete(f"/products/{product['id']}", version=product["version"])

    path = f"/recycle-bin/{deal['id']}/restore"
    refused = company.refused(409, "records.cannot_restore", "POST", path)

    assert refused["params"]["fields"] == ["field.opportunity_line.product_id"]


def test_the_contact_is_one_of_its_customers_whichever_changes(company: Company) -> None:
    customer, other = company.customer("甲"), company.customer("乙")
    mine = company.post("/contacts", {"party_id": customer, "name": "王经理"})["id"]
    strange = company.post("/contacts", {"party_id": other, "name": "赵经理"})["id"]
    deal = opportunity(company, customer, contact_id=mine)
    path, version = f"/opportunities/{deal['id']}", deal["version"]

    for body in ({"contact_id": strange}, {"party_id": other}, {"party_id": other, "contact_id": mine}):
        refused = company.refused(422, "platform.invalid_input", "PATCH", path, body, version=version)
        assert [(one["field"], one["code"]) for one in refused["errors"]] == [
            ("contact_id", "contact_of_other")
        ]
    many = {"action": "update", "ids": [deal["id"]], "values": {"contact_id": strange}}
    assert [one["code"] for one in company.post("/opportunities/bulk", many)["refused"]] == [
        "platform.invalid_input"
    ]
    company.patch(path, {"party_id": other, "contact_id": strange}, version=version)
    assert company.get(path)["contact_id"]["title"] == "赵经理"
