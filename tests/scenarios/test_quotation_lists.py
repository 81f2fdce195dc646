"""A discount is measured by the lists of today, whoever writes and whatever date he writes. Today is 2026-11-02."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.builders.approving import flow, step, submit
from tests.builders.catalogue import add_unit, unit
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.quoting import new_version, quotation, quotation_body, send
from tests.builders.scoped import colleague_with

RIGHTS = [
    "quoting.quotation.view",
    "quoting.quotation.create",
    "quoting.quotation.update",
    "quoting.quotation.send",
    "parties.party.view",
    "catalog.product.view",
]


@pytest.fixture
def pumps(company: Company) -> str:
    return company.product(stock="50")


def listed(company: Company, product: str, price: str, **days: str) -> None:
    made = company.post("/price-lists", {"name": f"价 {price}", **days})["id"]
    company.post("/price-list-lines", {"price_list_id": made, "product_id": product, "price": price})


def guard_deep_discounts(company: Company) -> None:
    deep = {"field": "most_discount", "op": "gt", "value": "20"}
    head = company.colleague("sales_head", "赵六")
    flow(company, step("a", head), record="quotation", verb="send", condition=deep)


def beside(who: Person, version: Json) -> list[tuple[str | None, str | None]]:
    lines = who.get(f"/quotations/{version['id']}")["lines"]
    return [(line["list_price"], line["discount"]) for line in lines]


def on_paper(who: Person, version: Json) -> str:
    answer = who.client.get(f"/quotations/{version['id']}/paper")
    assert answer.status_code == 200, answer.text
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def needs_approval(who: Person, version: Json) -> None:
    who.refused(409, "approvals.needs_approval", "POST", f"/quotations/{version['id']}/send", {})


def test_who_may_not_see_lists_does_not_go_around_an_approval_by_discount(
    company: Company, pumps: str
) -> None:
    listed(company, pumps, "200")
    guard_deep_discounts(company)
    customer, blind = company.customer(), colleague_with(company, RIGHTS)
    low = quotation(blind, customer, (pumps, "1", "150"))
    assert beside(blind, low) == [(None, None)]
    assert beside(company, low) == [("200", "25")]
    assert "25%" in on_paper(company, low)
    assert "25%" not in on_paper(blind, low)
    assert '"200"' not in blind.client.get(f"/quotations/{low['id']}/versions").text
    needs_approval(blind, low)
    body = quotation_body(customer, (pumps, "1", "140"))
    low = blind.patch(f"/quotations/{low['id']}", body, version=low["version"])
    assert beside(company, low) == [("200", "30")]
    needs_approval(blind, low)


def test_a_date_of_long_ago_brings_back_no_list_of_that_day(company: Company, pumps: str) -> None:
    listed(company, pumps, "150", valid_to="2020-12-31")
    listed(company, pumps, "200", valid_from="2021-01-01")
    guard_deep_discounts(company)
    old = quotation(company, company.customer(), (pumps, "1", "150"), quoted_on="2020-05-01")
    assert beside(company, old) == [("200", "25")]
    needs_approval(company, old)


def test_the_lists_of_the_day_of_sending_count(company: Company, pumps: str, later: Later) -> None:
    listed(company, pumps, "160", valid_to="2026-11-02")
    listed(company, pumps, "200", valid_from="2026-11-03")
    guard_deep_discounts(company)
    customer = company.customer()
    low, fair = (quotation(company, customer, (pumps, "1", price)) for price in ("150", "180"))
    first = send(company, quotation(company, customer, (pumps, "1", "152")))
    assert [beside(company, one) for one in (low, fair, first)] == [
        [("160", "6.3")],
        [("160", None)],
        [("160", "5")],
    ]
    with later(days=1):
        needs_approval(company, low)
        submit(company, low["id"], record="quotation", verb="send")
        assert beside(company, send(company, fair)) == [("200", "10")]
        assert beside(company, first) == [("160", "5")]
        second = new_version(company, first)
        assert beside(company, second) == [("200", "24")]
        needs_approval(company, second)


def test_a_date_ahead_is_refused_where_it_is_written_and_where_it_is_sent(
    company: Company, pumps: str
) -> None:
    customer = company.customer()
    ahead = quotation_body(customer, (pumps, "1", "113"), quoted_on="2026-11-03")
    draft = quotation(company, customer, (pumps, "1", "113"), quoted_on="2026-11-02")
    path = f"/quotations/{draft['id']}"
    refusals = [
        company.refused(422, "platform.invalid_input", "POST", "/quotations", ahead),
        company.refused(422, "platform.invalid_input", "PATCH", path, ahead, version=draft["version"]),
    ]
    company.books.execute("UPDATE quotation SET quoted_on = '2026-11-03' WHERE id = %s", [draft["id"]])
    refusals.append(company.refused(422, "platform.invalid_input", "POST", f"{path}/send", {}))
    for refusal in refusals:
        assert [(one["field"], one["code"], one["detail"]) for one in refusal["errors"]] == [
            (
                "quoted_on",
                "quoted_ahead",
                "The date 2026-11-03 lies after today, 2026-11-02; choose today or an earlier day",
            )
        ]


def test_a_hidden_price_of_a_product_or_its_unit_measures_all_the_same(company: Company, pumps: str) -> None:
    guard_deep_discounts(company)
    box = unit(company, "箱")
    add_unit(company, pumps, box, 5, sale_price="900")
    hidden = {"product": {"sale_price": "hidden"}}
    blind = colleague_with(company, [*RIGHTS, "catalog.price_list.view"], fields=hidden)
    body = quotation_body(company.customer(), (pumps, "1", "600"))
    body["lines"][0]["unit_id"] = box
    low = blind.post("/quotations", body)
    assert beside(blind, low) == [(None, None)]
    assert beside(company, low) == [("900", "33.3")]
    needs_approval(blind, low)


def test_a_unit_that_counts_no_more_keeps_its_price_in_the_next_version(company: Company, pumps: str) -> None:
    listed(company, pumps, "200")
    box = unit(company, "箱")
    add_unit(company, pumps, box, 5)
    body = quotation_body(company.customer(), (pumps, "1", "800"))
    body["lines"][0]["unit_id"] = box
    first = send(company, company.post("/quotations", body))
    assert beside(company, first) == [("1000", "20")]
    left = company.post(f"/products/{pumps}/units/{box}/remove")
    assert [one["is_own"] for one in left] == [True]
    assert beside(company, new_version(company, first)) == [("1000", "20")]
