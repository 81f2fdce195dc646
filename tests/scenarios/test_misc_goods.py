"""What comes in and leaves by no order, and how it is taken back: once, at what it moved at."""

from functools import partial

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.stock import Store, issue_body
from tests.builders.together import together


@pytest.mark.parametrize(
    ("reason", "account"),
    [("use", "560299"), ("sample", "560103"), ("scrap", "571101"), ("other", "224199")],
)
def test_what_leaves_is_an_expense_of_its_reason(company: Company, reason: str, account: str) -> None:
    screws = company.product(stock="100", cost="6")
    issue = Store(company).issue((screws, "40"), reason=reason, note="展会")

    assert (issue["number"], issue["total"], issue["state"]) == ("QTCK202611020001", "240", "posted")
    assert company.entries("stock_issue", issue) == [{account: "240", "1405": "-240"}]
    assert company.on_hand(screws) == {"on_hand": "60", "held": "0", "available": "60", "value": "360"}


def test_no_more_leaves_than_is_free(company: Company) -> None:
    screws = company.product(stock="10")
    company.confirmed(company.customer(), (screws, "7", "113"))
    problem = company.refused(
        409, "stock.insufficient", "POST", "/stock-issues", issue_body((screws, "3"), (screws, "1"))
    )
    assert [one["detail"] for one in problem["errors"]] == ["Line 2, 螺丝: wanted 1, available 0"]
    service = company.service()
    company.refused(422, "stock.not_goods", "POST", "/stock-issues", issue_body((service, "1")))


def test_an_issue_is_taken_back_once_at_what_it_left_at(company: Company) -> None:
    """100 at 6, 40 left at 6; 60 more come in at 9: what comes back is worth 240 still, whatever goods cost now."""
    screws = company.product(stock="100", cost="6")
    issue = Store(company).issue((screws, "40"))
    company.receive_goods((screws, "60", "9"))

    red = company.post(f"/stock-issues/{issue['id']}/reverse")

    assert (red["state"], red["total"], red["lines"][0]["quantity"]) == ("reversal", "-240", "-40")
    assert red["reverses"]["number"] == issue["number"]
    now = company.get(f"/stock-issues/{issue['id']}")
    assert (now["state"], now["reversed_by"]["number"], now["allowed_actions"]) == (
        "reversed",
        red["number"],
        [],
    )
    assert company.entries("stock_issue", red) == [{"560299": "-240", "1405": "240"}]
    entry = company.get(f"/documents/stock_issue/{red['id']}/entries")[0]
    assert [(line["debit"], line["credit"]) for line in entry["lines"]] == [("-240", "0"), ("0", "-240")]
    assert company.on_hand(screws) == {"on_hand": "160", "held": "0", "available": "160", "value": "1140"}
    path = f"/stock-issues/{issue['id']}/reverse"
    company.refused(409, "platform.wrong_state", "POST", path, {})
    company.refused(409, "platform.wrong_state", "POST", f"/stock-issues/{red['id']}/reverse", {})


def test_a_receipt_is_taken_back_once_and_only_while_its_goods_are_free(company: Company) -> None:
    screws = company.product()
    receipt = company.receive_goods((screws, "10", "6"), reason="donation")
    order = company.confirmed(company.customer(), (screws, "1", "113"))
    path = f"/stock-receipts/{receipt['id']}/reverse"
    company.refused(409, "stock.insufficient", "POST", path, {})
    company.cancel(order)

    red = company.post(path)

    assert (red["state"], red["total"]) == ("reversal", "-60")
    assert company.entries("stock_receipt", red) == [{"1405": "-60", "530103": "60"}]
    assert company.on_hand(screws) == {"on_hand": "0", "held": "0", "available": "0", "value": "0"}
    company.refused(409, "platform.wrong_state", "POST", path, {})
    assert company.accounts() == {}


def test_eight_hands_take_one_issue_back_and_it_comes_back_once(company: Company) -> None:
    screws = company.product(stock="100", cost="6")
    issue = Store(company).issue((screws, "40"))

    path = f"/stock-issues/{issue['id']}/reverse"
    answers = together([partial(company.browser().send, "POST", path, {}) for _ in range(8)])
    found = [answer.status_code for answer in answers]

    assert sorted(found) == [201, *[409] * 7]
    assert company.on_hand(screws)["on_hand"] == "100"


def test_the_store_posts_and_only_the_accountant_takes_back(company: Company) -> None:
    keeper, accountant = company.colleague("warehouse"), company.colleague("accountant", "王五")
    screws = company.product(stock="10")
    issue = Store(company, keeper).issue((screws, "2"))
    path = f"/stock-issues/{issue['id']}/reverse"
    keeper.refused(403, "platform.not_allowed", "POST", path, {})
    assert keeper.get(f"/stock-issues/{issue['id']}")["allowed_actions"] == []
    assert accountant.get(f"/stock-issues/{issue['id']}")["allowed_actions"] == ["reverse"]
    assert accountant.post(path)["state"] == "reversal"


def test_what_is_given_away_bears_the_vat_of_its_market_price(company: Company) -> None:
    """赠品：成本 100，市价 150，视同销售的销项 19.50."""
    screws = company.product()
    company.receive_goods((screws, "10", "10"), received_on="2026-10-01")
    body = issue_body((screws, "10"), reason="gift")
    company.refused(422, "stock.market_price_missing", "POST", "/stock-issues", body)
    body["lines"][0]["market_price"] = "15"

    issue = company.post("/stock-issues", {**body, "issued_on": "2026-10-15"})

    assert company.entries("stock_issue", issue) == [{"560103": "119.5", "1405": "-100", "22210107": "-19.5"}]
    # Goods and VAT are of the paper's own day, and so is what takes them back.
    assert vat_days(company, issue) == ["2026-10-15"]
    (line,) = company.get(f"/stock-issues/{issue['id']}")["lines"]
    assert (line["value"], line["market_value"], line["tax"]) == ("100", "150", "19.5")
    red = company.post(f"/stock-issues/{issue['id']}/reverse")
    assert vat_days(company, red) == ["2026-10-15"]
    assert company.entries("stock_issue", red) == [{"560103": "-119.5", "1405": "100", "22210107": "19.5"}]
    assert red["lines"][0]["tax"] == "-19.5"
    assert company.accounts().get("22210107") is None
    assert company.get("/verify")["green"] is True
    assert company.books.broken_laws(company.tenant_id) == []


def vat_days(company: Company, issue: Json) -> list[str]:
    """The days on which an issue's VAT stands in the books."""
    found = company.get(f"/documents/stock_issue/{issue['id']}/entries")
    return [
        entry["occurred_on"]
        for entry in found
        if any(line["account_code"] == "22210107" for line in entry["lines"])
    ]


def test_a_small_taxpayer_gives_at_his_levy(found: Found) -> None:
    company = found(taxpayer="small")
    rule = {"role": "gift_vat_small", "account": "222199"}
    screws = company.product(stock="10", cost="10")
    body = issue_body((screws, "10"), reason="gift")
    body["lines"][0]["market_price"] = "15"
    (told,) = company.post("/stock-issues/preview", body)
    assert [(line["account_code"], line["debit"], line["credit"]) for line in told["lines"]] == [
        ("560103", "101.5", "0"),
        ("1405", "0", "100"),
        ("222111", "0", "1.5"),
    ]
    company.refused(422, "ledger.account_unusable", "POST", "/posting-rules", rule)
