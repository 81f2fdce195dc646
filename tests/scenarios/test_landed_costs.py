"""What goods cost on their way: spread over receipts, carried by what lies there and by what had left, taken back."""

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.purchases import Buying, landed_body
from tests.scenarios.test_costs import costing, moves, sell


def received(buying: Buying, product: str, quantity: str, price: str, **fields: object) -> dict[str, str]:
    """Goods of an order that came in."""
    order = buying.confirmed(buying.supplier(f"供应商 {quantity} {price}"), (product, quantity, price))
    receipt: dict[str, str] = buying.receive(order, **fields)
    return receipt


def sound(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


@pytest.mark.parametrize(("method", "value"), [("fifo", "380"), ("moving_average", "375")])
def test_what_is_left_of_its_receipt_bears_it(company: Company, method: str, value: str) -> None:
    """Ten at 10, ten at 20, one left: of the first receipt nine lie there, so a tenth of the cost left."""
    if method != "moving_average":
        costing(company, method)
    buying, product = Buying(company), company.product()
    first = received(buying, product, "10", "10", received_on="2026-10-05")
    received(buying, product, "10", "20", received_on="2026-10-06")
    sell(company, product, "1", "2026-10-20")

    landed = buying.landed(first, net="100", tax="0")

    assert company.on_hand(product)["value"] == value
    assert company.entries("landed_cost", landed) == [{"1405": "90", "1406": "10", "560104": "-100"}]
    (line,) = buying.the_landed(landed)["lines"]
    assert (line["amount"], line["on_hand"], line["gone"]) == ("100", "90", "10")
    assert sound(company)


def test_a_cost_dated_back_follows_what_left_since(company: Company) -> None:
    buying, product = Buying(company), company.product()
    receipt = received(buying, product, "10", "10", received_on="2026-10-05")
    sell(company, product, "4", "2026-10-20")

    landed = buying.landed(receipt, net="50", tax="0", occurred_on="2026-10-10")

    # All ten lay there on the 10th; four of them left since, are worth 5.00 more each, and wait.
    assert [row for row in moves(company, product) if row[1] == "adjustment"] == [
        ("2026-10-10", "adjustment", "0", "50"),
        ("2026-10-20", "adjustment", "0", "-20"),
    ]
    assert company.entries("landed_cost", landed) == [
        {"1406": "20", "1405": "-20"},
        {"1405": "50", "560104": "-50"},
    ]
    assert company.on_hand(product)["value"] == "90"
    body = landed_body([line["id"] for line in buying.lines_of(receipt)], net="1", occurred_on="2026-10-04")
    refused = company.refused(422, "invoicing.landed_too_early", "POST", "/landed-costs", body)
    assert "2026-10-05" in refused["detail"]
    assert sound(company)


def test_the_supplier_is_owed_it_paid_and_owes_it_back(company: Company) -> None:
    buying, product = Buying(company), company.product()
    two = [received(buying, product, "3", "10"), received(buying, product, "7", "10")]
    carrier = buying.supplier("顺达物流")
    freight = {"party_id": carrier, "supplier_number": "YF-1", "tax_code": "9"}
    lines = [line["id"] for receipt in two for line in buying.lines_of(receipt)]
    body = landed_body(lines, net="100", basis="quantity", **freight)
    told = company.post("/landed-costs/shares", body)
    (entry,) = company.post("/landed-costs/preview", body)
    assert [line["amount"] for line in told["lines"]] == ["30", "70"]
    assert entry["total"] == "109"
    assert company.get("/landed-costs")["items"] == []

    landed = company.post("/landed-costs", body)
    owed = buying.the_landed(landed)["supplier_invoice"]
    invoice = buying.the_invoice(owed)
    assert (invoice["gross"], invoice["open"], invoice["order"], invoice["lines"]) == ("109", "109", None, [])
    assert invoice["landed_cost"] == {"id": landed["id"], "title": landed["number"]}
    (row,) = company.get("/landed-costs")["items"]
    named = ", ".join(receipt["number"] for receipt in two)
    assert [row[name] for name in ("receipts", "basis", "net", "tax", "gross", "state")] == [
        *(named, "quantity", "100", "9", "109", "posted")
    ]
    assert buying.balance(carrier) == ("109", "0")
    assert [share["amount"] for share in company.get(f"/purchase-receipts/{two[0]['id']}/landed-costs")] == [
        "30"
    ]
    assert [share["amount"] for share in company.get(f"/products/{product}/landed-costs")] == ["100"]
    assert "landed_cost" in company.chain("purchase_receipt", two[0])
    again = company.refused(409, "platform.already_exists", "POST", "/landed-costs", body)
    assert "YF-1" in again["detail"]

    buying.pay(carrier, "9", {owed["id"]: "9"})
    sell(company, product, "5", "2026-11-02")
    red = company.post(f"/landed-costs/{landed['id']}/reverse", {})
    # Five of ten are left, all of them of the younger receipt: nothing of the first, five sevenths of the second.
    assert company.entries("landed_cost", red) == [
        {"1405": "-50", "1406": "-50", "22210101": "-9", "220201": "109"}
    ]
    assert company.on_hand(product)["value"] == "50"
    company.refused(409, "platform.wrong_state", "POST", f"/landed-costs/{landed['id']}/reverse", {})
    assert buying.the_landed(landed)["state"] == "reversed"
    assert buying.the_landed(red)["reverses"]["title"] == landed["number"]
    # What was paid of it he owes back.
    assert buying.balance(carrier) == ("-9", "0")
    assert sound(company)


def test_by_weight_and_by_hand_to_the_cent(company: Company) -> None:
    buying = Buying(company)
    heavy, light = company.product(name="铁", weight="2"), company.product(name="棉")
    order = buying.confirmed(buying.supplier(), (heavy, "1", "8"), (light, "4", "8"))
    receipt = buying.receive(order)
    ids = [line["id"] for line in buying.lines_of(receipt)]
    body = landed_body(ids, net="10", tax="0", basis="weight")
    unweighed = company.refused(422, "invoicing.landed_unweighed", "POST", "/landed-costs", body)
    assert "棉" in unweighed["detail"]

    body["lines"][1]["weight"] = "1"
    landed = company.post("/landed-costs", body)
    assert [line["amount"] for line in buying.the_landed(landed)["lines"]] == ["6.67", "3.33"]

    by_hand = landed_body(ids, net="10", tax="0", basis="manual")
    by_hand["lines"][0]["amount"] = "9.99"
    short = company.refused(422, "invoicing.landed_not_shared", "POST", "/landed-costs", by_hand)
    assert "9.99" in short["detail"]
    by_hand["lines"][1]["amount"] = "0.01"
    company.post("/landed-costs", by_hand)
    assert [company.on_hand(one)["value"] for one in (heavy, light)] == ["24.66", "35.34"]

    buying.send_back(receipt, "0", "4")
    gone = company.refused(409, "invoicing.landed_nothing_kept", "POST", "/landed-costs", body)
    assert "棉" in gone["detail"]
    assert sound(company)


@pytest.mark.parametrize(("chart", "cost"), [("small_enterprise", "540101"), ("enterprise", "6401")])
def test_what_is_shipped_and_not_invoiced_bears_its_part_until_it_is(
    found: Found, chart: str, cost: str
) -> None:
    """发出商品 is worth what its goods are, and its invoice makes all of that cost (ADR 0033)."""
    company = found(chart=chart)
    buying, product = Buying(company), company.product()
    receipt = received(buying, product, "10", "10")
    order = company.confirmed(company.customer(), (product, "4", "113"))
    company.deliver(order)

    landed = buying.landed(receipt, net="50", tax="0")

    (freight,) = set(company.entries("landed_cost", landed)[0]) - {"1406", "1405"}
    assert company.entries("landed_cost", landed) == [{"1405": "30", "1406": "20", freight: "-50"}]
    assert company.accounts()["1406"] == "60"
    company.invoiced(order)
    left = company.accounts()
    assert (left.get("1406"), left[cost], left["1405"]) == (None, "60", "90")
    assert sound(company)


def test_by_value_it_goes_by_what_the_goods_cost_after_their_invoice(company: Company) -> None:
    """Two receipts of 100.00 each; the invoice said 300.00 of the first, so it bears three quarters."""
    buying, products = Buying(company), [company.product(name=name) for name in ("钢板", "钢丝")]
    dear = buying.confirmed(buying.supplier("甲"), (products[0], "20", "10"))
    first, later = (buying.receive(dear, "10") for _ in range(2))
    second = received(buying, products[1], "10", "10")
    buying.posted(buying.entered(dear, "F1", ["30"]), reason="涨价")
    lines = [line["id"] for receipt in (first, second) for line in buying.lines_of(receipt)]

    landed = company.post("/landed-costs", landed_body(lines, net="40", tax="0"))

    told = [(line["base"], line["amount"]) for line in buying.the_landed(landed)["lines"]]
    assert told == [("300", "30"), ("100", "10")]
    # What goes back of the dear order leaves the rest as dear as it was.
    buying.send_back(later, "5")
    again = company.post("/landed-costs", landed_body(lines, net="40", tax="0"))
    assert [line["amount"] for line in buying.the_landed(again)["lines"]][1] == "10"
    assert sound(company)
