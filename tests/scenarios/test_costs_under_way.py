"""What goods turn out to cost after they left follows them: to 发出商品 until their invoice, then to cost."""

from decimal import Decimal

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.scenarios.test_costs import COST_OF_GOODS, SHIPPED, STOCK, costing

METHODS = ["moving_average", "fifo"]


@pytest.fixture(params=METHODS)
def shop(company: Company, request: pytest.FixtureRequest) -> Company:
    """A company that values what leaves by the average, or by the oldest first."""
    if request.param != "moving_average":
        costing(company, request.param)
    return company


def left(company: Company, product: str, quantity: str, **fields: object) -> tuple[Json, Json]:
    """An order, and its delivery that waits for an invoice."""
    order = company.confirmed(company.customer(f"客户 {quantity}"), (product, quantity, "113"))
    return order, company.deliver(order, **fields)


def bought(company: Company, product: str, quantity: str, price: str, **fields: object) -> Json:
    """Goods of an order that came in and wait for the supplier's invoice; gives back the order."""
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(f"供应商 {price}"), (product, quantity, price))
    buying.receive(order, **fields)
    return order


def priced(company: Company, order: Json, price: str, **fields: object) -> Json:
    """The supplier's invoice for all of an order, at another price, in the books."""
    buying = Buying(company)
    invoice = buying.entered(order, f"F-{order['number']}-{price}", (price,), **fields)
    return buying.posted(invoice, reason="涨价")


def balances(company: Company, *codes: str) -> tuple[str, ...]:
    accounts = company.accounts()
    return tuple(accounts.get(code, "0") for code in codes)


def sound(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_a_late_price_goes_where_its_goods_are(shop: Company) -> None:
    """Ten at 10.00: three are sold, two wait for their invoice, five lie there. They cost 12.00, says the supplier."""
    product = shop.product()
    bill = bought(shop, product, "10", "10", received_on="2026-10-05")
    sold, _ = left(shop, product, "3")
    shop.invoiced(sold)
    waiting, _ = left(shop, product, "2")

    invoice = priced(shop, bill, "12")

    (entry,) = shop.entries("supplier_invoice", invoice)
    assert {code: entry[code] for code in (STOCK, SHIPPED, COST_OF_GOODS)} == {
        STOCK: "10",
        SHIPPED: "4",
        COST_OF_GOODS: "6",
    }
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("60", "24", "36")
    paid = shop.invoiced(waiting)
    assert shop.entries("sales_invoice", paid)[1] == {COST_OF_GOODS: "24", SHIPPED: "-24"}
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("60", "0", "60")
    assert sound(shop)


def test_it_reaches_the_goods_it_is_for(company: Company) -> None:
    """Where the oldest leave first, the price of the second receipt is none of the goods of the first."""
    costing(company, "fifo")
    product = company.product()
    first = bought(company, product, "4", "10", received_on="2026-10-05")
    second = bought(company, product, "6", "20", received_on="2026-10-06")
    early, _ = left(company, product, "3")
    late, _ = left(company, product, "2")

    priced(company, second, "26")
    # One of the two that left last is of the second receipt, and five of it lie there.
    assert balances(company, STOCK, SHIPPED) == ("130", "66")
    priced(company, first, "11")
    assert balances(company, STOCK, SHIPPED, COST_OF_GOODS) == ("130", "70", "0")

    assert company.entries("sales_invoice", company.invoiced(early))[1][COST_OF_GOODS] == "33"
    assert company.entries("sales_invoice", company.invoiced(late))[1][COST_OF_GOODS] == "37"
    assert balances(company, SHIPPED) == ("0",)
    assert sound(company)


def test_a_draft_invoice_makes_nothing_cost(shop: Company) -> None:
    """What is found while an invoice is a draft is in the cost that it posts; withdrawn, it waits with its goods."""
    product = shop.product()
    bill = bought(shop, product, "5", "10")
    order, _ = left(shop, product, "5")
    withdrawn = shop.invoice(order)
    priced(shop, bill, "11")
    assert balances(shop, SHIPPED, COST_OF_GOODS) == ("55", "0")

    shop.post(f"/sales-invoices/{withdrawn['id']}/cancel")
    posted = shop.post_invoice(shop.invoice(order))

    assert shop.entries("sales_invoice", posted)[1] == {COST_OF_GOODS: "55", SHIPPED: "-55"}
    assert sound(shop)


def test_what_comes_back_before_its_invoice_brings_its_part_along(shop: Company) -> None:
    """Three of seven come back, then all: what they turned out to cost is worth of goods again, to the cent."""
    product = shop.product()
    bill = bought(shop, product, "10", "10")
    order, delivery = left(shop, product, "7")
    priced(shop, bill, "11.01")
    assert balances(shop, STOCK, SHIPPED) == ("33.03", "77.07")

    back = shop.take_back(delivery, "3")
    assert shop.entries("sales_return", back) == [{STOCK: "33.03", SHIPPED: "-33.03"}]
    assert balances(shop, STOCK, SHIPPED) == ("66.06", "44.04")
    shop.take_back(delivery, "4")

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("110.1", "0", "0")
    assert shop.on_hand(product)["value"] == "110.1"
    shop.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"order_id": order["id"]})
    assert sound(shop)


def test_a_price_is_found_after_a_part_came_back(shop: Company) -> None:
    """Three of seven lie there again, four are under way: each of the ten costs 11.00, and nothing is cost yet."""
    product = shop.product()
    bill = bought(shop, product, "10", "10")
    order, delivery = left(shop, product, "7")
    shop.take_back(delivery, "3")

    priced(shop, bill, "11")

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("66", "44", "0")
    assert shop.on_hand(product)["value"] == "66"
    shop.invoiced(order)
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("66", "0", "44")
    assert sound(shop)


def test_freight_is_found_after_a_part_came_back(shop: Company) -> None:
    buying, product = Buying(shop), shop.product()
    order = buying.confirmed(buying.supplier(), (product, "10", "10"))
    receipt = buying.receive(order)
    _, delivery = left(shop, product, "7")
    shop.take_back(delivery, "3")

    landed = buying.landed(receipt, net="10", tax="0")

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("66", "44", "0")
    shop.post(f"/landed-costs/{landed['id']}/reverse", {})
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("60", "40", "0")
    assert sound(shop)


def test_what_came_back_wholly_is_not_what_left_last(shop: Company) -> None:
    product = shop.product()
    bill = bought(shop, product, "10", "10")
    left(shop, product, "4")
    _, delivery = left(shop, product, "5")
    shop.take_back(delivery, "5")

    priced(shop, bill, "12")

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("72", "48", "0")
    assert sound(shop)


def test_what_came_back_and_left_again_is_what_it_was(company: Company) -> None:
    """Where the oldest leave first, what came back lies behind what came in meanwhile, and is of its own receipt."""
    costing(company, "fifo")
    product = company.product()
    first = bought(company, product, "10", "10")
    _, delivery = left(company, product, "7")
    second = bought(company, product, "10", "20")
    company.take_back(delivery, "3")
    # Three of the first receipt and nine of the second: one of those lies there, beside what came back.
    left(company, product, "12")
    assert balances(company, STOCK, SHIPPED) == ("50", "250")

    priced(company, second, "22")
    assert balances(company, STOCK, SHIPPED, COST_OF_GOODS) == ("52", "268", "0")
    priced(company, first, "11")
    # Three of ten lie there, and seven are under way.
    assert balances(company, STOCK, SHIPPED, COST_OF_GOODS) == ("55", "275", "0")
    left(company, product, "3")
    priced(company, bought(company, product, "4", "5"), "6")
    assert balances(company, STOCK, SHIPPED, COST_OF_GOODS) == ("35", "319", "0")
    assert sound(company)


def test_what_is_found_after_the_day_of_the_invoice_is_cost_on_its_own(shop: Company) -> None:
    """Five at 10.00 left in October, the invoice of that month is posted when November says that they cost 11.00."""
    product = shop.product()
    bill = bought(shop, product, "5", "10", received_on="2026-10-05")
    order, _ = left(shop, product, "5", delivered_on="2026-10-20")
    priced(shop, bill, "11")

    posted = shop.post_invoice(shop.invoice(order, invoiced_on="2026-10-25"))

    assert shop.entries("sales_invoice", posted)[1:] == [
        {COST_OF_GOODS: "50", SHIPPED: "-50"},
        {COST_OF_GOODS: "5", SHIPPED: "-5"},
    ]
    october = shop.get("/trial-balance", **{"from": "2026-10-01", "to": "2026-10-31"})
    (row,) = [row for row in october["rows"] if row["code"] == SHIPPED]
    assert (row["debit"], row["credit"], row["closing_debit"], row["closing_credit"]) == (
        "50",
        "50",
        "0",
        "0",
    )
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("0", "0", "55")
    assert sound(shop)


def test_what_comes_back_while_its_invoice_is_a_draft(shop: Company) -> None:
    """The invoice takes the cost of all seven, the credit note that of three again: nothing is left under way."""
    product = shop.product()
    bill = bought(shop, product, "10", "10")
    order, delivery = left(shop, product, "7")
    draft = shop.invoice(order)
    priced(shop, bill, "12")
    back = shop.take_back(delivery, "3")

    shop.post_invoice(draft)
    shop.credited(back)

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("72", "0", "48")
    assert shop.on_hand(product)["value"] == "72"
    assert sound(shop)


def test_what_comes_back_after_its_invoice_leaves_the_rest_where_it_is(shop: Company) -> None:
    product = shop.product()
    bill = bought(shop, product, "10", "10")
    order, delivery = left(shop, product, "5")
    shop.invoiced(order)
    priced(shop, bill, "12")
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("60", "0", "60")

    shop.credited(shop.take_back(delivery, "5"))

    assert balances(shop, SHIPPED) == ("0",)
    assert sound(shop)


def test_a_paper_dated_back_corrects_what_waits(company: Company) -> None:
    """Nine left at 5.00 and cost 6.50 in truth; three of them came back before anybody knew, and six wait."""
    product = company.product()
    company.receive_goods((product, "10", "5"), received_on="2026-10-05")
    order, delivery = left(company, product, "9", delivered_on="2026-10-20")
    company.take_back(delivery, "3", returned_on="2026-10-22")

    receipt = company.receive_goods((product, "10", "8"), received_on="2026-10-06")

    assert company.entries("stock_receipt", receipt)[1] == {SHIPPED: "9", STOCK: "-9"}
    assert balances(company, SHIPPED, COST_OF_GOODS) == ("39", "0")
    company.take_back(delivery, "2")
    assert balances(company, SHIPPED, COST_OF_GOODS) == ("26", "0")
    company.invoiced(order)
    assert balances(company, SHIPPED, COST_OF_GOODS) == ("0", "26")
    # What is found after its invoice is cost at once.
    company.receive_goods((product, "10", "3.5"), received_on="2026-10-07")
    assert balances(company, SHIPPED, COST_OF_GOODS) == ("0", "22")
    assert sound(company)


def test_a_months_average_corrects_what_waits(company: Company) -> None:
    """The average asks nothing of what came back at another cost; nothing of what waits stays behind."""
    costing(company, "month_average")
    product = company.product()
    company.receive_goods((product, "4", "10"))
    _, delivery = left(company, product, "4")
    company.take_back(delivery, "1")
    company.receive_goods((product, "4", "20"))

    company.post("/stock/cost-runs", {"period": "2026-11"})

    waiting = Decimal(balances(company, SHIPPED)[0])
    assert waiting == Decimal("43.34")
    company.take_back(delivery, "3")
    assert balances(company, SHIPPED) == ("0",)
    assert company.get("/verify")["green"]


def test_a_cost_on_the_way_is_taken_back_where_it_went(shop: Company) -> None:
    buying, product = Buying(shop), shop.product()
    order = buying.confirmed(buying.supplier(), (product, "10", "10"))
    receipt = buying.receive(order)
    waiting, _ = left(shop, product, "4")
    landed = buying.landed(receipt, net="50", tax="0")
    assert balances(shop, STOCK, SHIPPED) == ("90", "60")

    shop.post(f"/landed-costs/{landed['id']}/reverse", {})

    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == ("60", "40", "0")
    shop.invoiced(waiting)
    assert balances(shop, SHIPPED, COST_OF_GOODS) == ("0", "40")
    assert sound(shop)
