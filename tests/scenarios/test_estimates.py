"""暂估: what a supplier's invoice does with the estimate of what came in, as the company chose."""

from decimal import Decimal

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.builders.stock import Store


def choose(company: Company, estimates: str) -> None:
    company.post("/billing-rules", {"estimates": estimates})


def steel(company: Company) -> str:
    """Goods that stand on 原材料."""
    category = str(company.post("/product-categories", {"name": "原材料"})["id"])
    rule = {"role": "inventory", "account": "1403", "category_id": category}
    company.post("/posting-rules", rule)
    return company.product(name="钢材", category_id=category)


def lines(company: Company, kind: str, document: Json) -> list[list[tuple[str, str, str]]]:
    """The entries of a document, line by line: account, debit, credit."""
    found = company.get(f"/documents/{kind}/{document['id']}/entries")
    return [
        [(line["account_code"], line["debit"], line["credit"]) for line in entry["lines"]] for entry in found
    ]


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_an_invoice_takes_the_estimate_back_first(company: Company) -> None:
    assert company.get("/billing-rules") == {"estimates": "adjust", "revenue_point": "invoice"}
    choose(company, "reverse")
    assert company.get("/billing-rules") == {"estimates": "reverse", "revenue_point": "invoice"}
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (steel(company), "1000", "50"))
    receipt = buying.receive(order)
    draft = buying.entered(order, "F1", ["48"])
    body = {"reason": "降价"}

    told = company.post(f"/supplier-invoices/{draft['id']}/post/preview", body)
    assert [entry["kind"] for entry in told] == ["estimate_back", "purchase"]
    invoice = buying.posted(draft, reason="降价")

    assert lines(company, "purchase_receipt", receipt) == [[("1403", "50000", "0"), ("220202", "0", "50000")]]
    assert lines(company, "supplier_invoice", invoice) == [
        [("1403", "-50000", "0"), ("220202", "0", "-50000")],
        [("1403", "48000", "0"), ("22210101", "6240", "0"), ("220201", "0", "54240")],
    ]
    assert green(company)


def test_the_history_tells_what_was_booked_before(company: Company) -> None:
    for chosen in ("adjust", "reverse", "reverse", "adjust"):
        choose(company, chosen)
    found = company.books.rows(
        "SELECT changes FROM audit_event WHERE tenant_id = %s AND changes ? 'estimates' ORDER BY id",
        [company.tenant_id],
    )
    told = [row["changes"]["estimates"] for row in found]
    assert told == [["adjust", "reverse"], ["reverse", "adjust"]]


@pytest.mark.parametrize("way", ["adjust", "reverse"])
def test_what_is_left_is_the_same_whichever_way(company: Company, way: str) -> None:
    """As 月初回冲 leaves it too: 1403 48000, 22210101 6240, 220201 -54240, and nothing on 220202."""
    choose(company, way)
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (steel(company), "1000", "50"))
    buying.receive(order, received_on="2026-10-31")
    assert company.accounts() == {"1403": "50000", "220202": "-50000"}
    buying.posted(buying.entered(order, "F1", ["48"]), reason="降价")

    assert company.accounts() == {"1403": "48000", "22210101": "6240", "220201": "-54240"}
    assert green(company)


@pytest.mark.parametrize("way", ["adjust", "reverse"])
def test_a_difference_on_what_left_is_a_cost_whichever_way(company: Company, way: str) -> None:
    choose(company, way)
    buying, goods = Buying(company), steel(company)
    order = buying.confirmed(buying.supplier(), (goods, "100", "50"))
    receipt = buying.receive(order)
    Store(company).issue((goods, "40"))
    first = buying.posted(buying.entered(order, "F1", ["51"], "60"), reason="涨价")
    buying.send_back(receipt, "10")
    buying.invoiced(order, "F2")

    sums: dict[str, Decimal] = {}
    for entry in lines(company, "supplier_invoice", first):
        for account, debit, credit in entry:
            sums[account] = sums.get(account, Decimal(0)) + Decimal(debit) - Decimal(credit)
    assert {account: f"{amount:f}" for account, amount in sums.items() if amount} == {
        "220202": "3000",
        "1403": "60",
        "22210101": "397.8",
        "220201": "-3457.8",
    }
    assert company.accounts().get("220202") is None
    assert green(company)


def test_only_who_keeps_the_books_chooses(company: Company) -> None:
    accountant, seller = company.colleague("accountant"), company.colleague("sales")
    accountant.post("/billing-rules", {"estimates": "reverse"})
    seller.refused(403, "platform.not_allowed", "GET", "/billing-rules")
    seller.refused(403, "platform.not_allowed", "POST", "/billing-rules", {"estimates": "adjust"})
    company.refused(422, "platform.invalid_input", "POST", "/billing-rules", {"estimates": "month_start"})
    assert company.get("/billing-rules") == {"estimates": "reverse", "revenue_point": "invoice"}
