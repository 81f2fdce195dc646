"""Costs that never lie: a late price goes to the goods it is for, and a mistaken paper leaves no trace in any cost."""

import pytest

from tests.builders.company import Company, order_body
from tests.builders.http import Json, Person
from tests.builders.purchases import Buying
from tests.builders.stock import issue_body
from tests.scenarios.test_costs import COST_OF_GOODS, SHIPPED, STOCK, costing, moves, sell
from tests.scenarios.test_standard_costs import by_standard, said, variances


def corrected(company: Company, product: str) -> list[tuple[str, str]]:
    """The adjustments of a product by day: day and value."""
    return [(day, value) for day, kind, _, value in moves(company, product) if kind == "adjustment"]


def undo(company: Company, kind: str, paper: Json) -> Json:
    """A miscellaneous paper is taken back; the paper in red that does so."""
    red: Json = company.post(f"/{kind}/{paper['id']}/reverse")
    return red


def green(company: Company) -> bool:
    """Whether all laws hold, told twice."""
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_an_invoice_changes_the_goods_that_were_invoiced(company: Company) -> None:
    costing(company, "fifo")
    buying, product = Buying(company), company.product()
    order = buying.confirmed(buying.supplier(), (product, "6", "10"))
    buying.receive(order, received_on="2026-10-06")
    buying.posted(buying.entered(order, "INV-1", ("11",), invoiced_on="2026-10-07"), reason="涨价")
    delivery = sell(company, product, "6", "2026-10-20")
    assert company.get(f"/deliveries/{delivery['id']}")["cost"] == "66"

    mistaken = company.receive_goods((product, "4", "5"), received_on="2026-10-05")

    # 4 at 5.00 left first and 2 at 11.00; 4 at 11.00 are left.
    assert corrected(company, product) == [("2026-10-07", "6"), ("2026-10-20", "24")]
    assert company.on_hand(product)["value"] == "44"

    red = undo(company, "stock-receipts", mistaken)

    assert company.get(f"/stock-receipts/{red['id']}")["received_on"] == "2026-10-05"
    assert corrected(company, product) == [("2026-10-07", "6"), ("2026-10-20", "-24"), ("2026-10-20", "24")]
    assert (company.on_hand(product)["on_hand"], company.on_hand(product)["value"]) == ("0", "0")
    assert company.entries("stock_receipt", red) == [
        {STOCK: "-20", "224199": "20"},
        {SHIPPED: "24", STOCK: "-24"},
    ]
    assert green(company)


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
@pytest.mark.parametrize("when", ["before", "while a draft", "twice", "after"])
def test_what_goes_back_takes_nothing_of_a_price_from_what_is_kept(
    company: Company, method: str, when: str
) -> None:
    """Twelve came at 10.00 and cost 11.00: whenever some go back, the rest costs 11.00 each, and nothing is a loss."""
    costing(company, method)
    buying, product = Buying(company), company.product()
    order = buying.confirmed(buying.supplier(), (product, "12", "10"))
    first = buying.receive(order, "6", received_on="2026-10-06")
    buying.receive(order, "6", received_on="2026-10-08")
    if when in ("before", "twice"):
        buying.send_back(first, "1")
    draft = buying.entered(order, "INV-1", ("11",))
    if when in ("while a draft", "twice"):
        buying.send_back(first, "1")
    buying.posted(draft, reason="涨价")
    if when == "after":
        buying.send_back(first, "1")
    if when != "before":
        note = {"order_id": order["id"], "supplier_number": "RED", "kind": "credit_note"}
        note["lines"] = [{"order_line_id": draft_line(buying, order), "quantity": "1", "unit_price": "11"}]
        buying.posted(company.post("/supplier-invoices", note), reason="涨价")

    kept = 10 if when == "twice" else 11
    accounts = company.accounts()
    assert (company.on_hand(product)["value"], accounts.get(COST_OF_GOODS, "0")) == (str(kept * 11), "0")
    assert accounts["220201"] == {10: "-124.3", 11: "-136.73"}[kept]
    assert green(company)


def draft_line(buying: Buying, order: dict[str, str]) -> str:
    """The order's only line."""
    return str(buying.the_order(order)["lines"][0]["id"])


def test_an_invoice_for_several_receipts_changes_each_by_its_part(company: Company) -> None:
    costing(company, "fifo")
    buying, product = Buying(company), company.product()
    order = buying.confirmed(buying.supplier(), (product, "12", "10"))
    buying.receive(order, "6", received_on="2026-10-06")
    company.receive_goods((product, "5", "20"), received_on="2026-10-07")
    buying.receive(order, "3", received_on="2026-10-08")
    sell(company, product, "4", "2026-10-09")

    buying.posted(buying.entered(order, "INV-1", ("11",), invoiced_on="2026-10-10"), reason="涨价")

    # 9.00 for 9: of the first 6 there are 2, of the others all 3, and 4.00 belong to what had left.
    assert corrected(company, product) == [("2026-10-10", "2"), ("2026-10-10", "3")]
    first, second, third = (sell(company, product, amount, "2026-10-20") for amount in ("2", "5", "3"))
    costs = [company.get(f"/deliveries/{one['id']}")["cost"] for one in (first, second, third)]
    assert costs == ["22", "100", "33"]

    # What is invoiced next is for what came next.
    buying.receive(order, "3", received_on="2026-10-21")
    buying.posted(buying.entered(order, "INV-2", ("12",), invoiced_on="2026-10-22"), reason="涨价")
    assert company.on_hand(product)["value"] == "36"
    # One more at 2.00 from before: what was invoiced stays with its goods, 3 for 32.00, 3 for 33.00 and 3 for 36.00.
    company.receive_goods((product, "1", "2"), received_on="2026-10-05")
    costs = [company.get(f"/deliveries/{one['id']}")["cost"] for one in (first, second, third)]
    assert costs == ["22", "100", "33"]
    assert [value for day, value in corrected(company, product) if day == "2026-10-20"] == [
        "-9",
        "0.67",
        "9.33",
    ]
    assert company.on_hand(product)["value"] == "47"
    assert green(company)


def test_a_mistaken_paper_leaves_no_trace_in_the_average(company: Company) -> None:
    product = company.product()
    company.receive_goods((product, "10", "10"), received_on="2026-10-06")
    wrong_issue = company.post("/stock-issues", issue_body((product, "5"), issued_on="2026-10-08"))
    wrong_receipt = company.receive_goods((product, "10", "20"), received_on="2026-10-10")
    sell(company, product, "3", "2026-10-20")
    # 15 for 250.00.
    assert company.on_hand(product)["value"] == "200"

    red = undo(company, "stock-receipts", wrong_receipt)

    # 5 at 10.00: the 3 cost 30.00 and not 50.00.
    assert corrected(company, product) == [("2026-10-20", "20")]
    assert company.on_hand(product)["value"] == "20"
    assert company.get(f"/stock-receipts/{red['id']}")["received_on"] == "2026-10-10"

    again = company.receive_goods((product, "10", "20"), received_on="2026-10-10")
    back = undo(company, "stock-issues", wrong_issue)

    # 10 at 10.00 and 10 at 20.00: the 3 cost 45.00.
    assert company.on_hand(product)["value"] == "255"
    assert company.get(f"/stock-issues/{back['id']}")["issued_on"] == "2026-10-08"
    # What is dated back later does not meet the two papers any more.
    company.receive_goods((product, "10", "30"), received_on="2026-10-07")
    assert company.on_hand(product)["value"] == "540"
    undo(company, "stock-receipts", again)
    assert company.on_hand(product)["value"] == "340"
    assert green(company)


def test_what_was_sold_since_keeps_a_mistaken_receipt(company: Company) -> None:
    product = company.product(name="螺丝")
    mistaken = company.receive_goods((product, "4", "5"), received_on="2026-10-06")
    sell(company, product, "4", "2026-10-07")
    company.receive_goods((product, "4", "6"), received_on="2026-10-08")

    path = f"/stock-receipts/{mistaken['id']}/reverse"
    refused = company.refused(409, "stock.was_short", "POST", path)

    assert "2026-10-07" in refused["detail"]


def test_what_stands_in_a_closed_month_is_taken_back_today(company: Company) -> None:
    product = company.product()
    company.receive_goods((product, "10", "10"), received_on="2026-09-06")
    mistaken = company.receive_goods((product, "10", "20"), received_on="2026-09-07")
    sell(company, product, "4", "2026-10-20")
    company.post("/periods/2026-09/close")

    red = undo(company, "stock-receipts", mistaken)

    assert company.get(f"/stock-receipts/{red['id']}")["received_on"] == "2026-11-02"
    # 16 at 15.00 less 200.00.
    assert company.on_hand(product)["value"] == "40"
    assert green(company)


def test_a_mistaken_paper_is_in_no_average_of_a_month(company: Company) -> None:
    costing(company, "month_average")
    product = company.product()
    company.receive_goods((product, "10", "10"), received_on="2026-11-01")
    wrong_issue = company.post("/stock-issues", issue_body((product, "6"), issued_on="2026-11-01"))
    wrong_receipt = company.receive_goods((product, "10", "1"), received_on="2026-11-01")
    sell(company, product, "5", "2026-11-02")
    undo(company, "stock-issues", wrong_issue)
    undo(company, "stock-receipts", wrong_receipt)

    company.post("/stock/cost-runs", {"period": "2026-11"})

    assert company.on_hand(product)["value"] == "50"
    assert green(company)


def test_at_a_standard_a_mistaken_paper_leaves_no_variance(company: Company) -> None:
    steel = company.product(name="钢板", category_id=by_standard(company))
    said(company, (steel, "10"))
    mistaken = company.receive_goods((steel, "7", "12.34"), received_on="2026-11-02")
    sell(company, steel, "2", "2026-11-02")
    company.receive_goods((steel, "5", "10"), received_on="2026-11-02")

    undo(company, "stock-receipts", mistaken)

    assert company.on_hand(steel)["value"] == "30"
    assert variances(company) == [("0", "0", "0")]
    assert green(company)


def test_a_gift_that_was_none_is_taken_back_with_its_tax_on_its_day(company: Company) -> None:
    product = company.product()
    company.receive_goods((product, "10", "10"), received_on="2026-10-06")
    line = {"product_id": product, "quantity": "4", "market_price": "20"}
    gift = company.post("/stock-issues", {"reason": "gift", "issued_on": "2026-10-08", "lines": [line]})
    company.receive_goods((product, "6", "20"), received_on="2026-10-09")
    sell(company, product, "8", "2026-10-20")

    red = undo(company, "stock-issues", gift)

    # 16 for 220.00: 8 of them cost 110.00, and 8 are left at as much.
    assert company.on_hand(product)["value"] == "110"
    (first, _) = company.entries("stock_issue", red)
    assert (first[STOCK], first["22210107"]) == ("40", "10.4")
    assert company.get(f"/stock-issues/{red['id']}")["issued_on"] == "2026-10-08"
    assert green(company)


def test_a_delivery_shows_what_it_costs_by_now(company: Company) -> None:
    """As posted, and as it was found to be since; a seller who sees no values of goods sees neither."""
    product = company.product()
    company.receive_goods((product, "10", "10"), received_on="2026-10-06")
    sold = sell(company, product, "4", "2026-10-20")
    path = f"/deliveries/{sold['id']}"
    back = company.take_back(company.get(path), "1")

    def costs(who: Company | Person, at: str) -> tuple[str, str | None, str, str | None]:
        paper = who.get(at)
        (line,) = paper["lines"]
        return paper["cost"], paper["cost_now"], line["cost"], line["cost_now"]

    returned = f"/sales-returns/{back['id']}"
    assert (costs(company, path), costs(company, returned)) == (("40", "40") * 2, ("10", "10") * 2)
    # 10 more at 20.00 from before: 4 of 20 for 300.00 cost 60.00, and the one that came back 15.00.
    company.receive_goods((product, "10", "20"), received_on="2026-10-07")
    assert (costs(company, path), costs(company, returned)) == (("40", "60") * 2, ("10", "15") * 2)
    seller = company.colleague("sales")
    customer = seller.post("/parties", {"name": "自己的客户"})["id"]
    order = seller.post("/sales-orders", order_body(customer, (product, "1", "11.3")))
    seller.post(f"/sales-orders/{order['id']}/confirm")
    own = company.deliver(order)
    assert costs(seller, f"/deliveries/{own['id']}") == ("15", None, "15", None)
