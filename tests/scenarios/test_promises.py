"""What a salesperson may promise while the order is typed. Today is 2026-11-02."""

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.purchases import Buying


def promise(who: Person, *lines: tuple[str, str], **head: object) -> Json:
    asked = [{"product_id": product, "quantity": quantity} for product, quantity in lines]
    return who.post("/sales-orders/promise", {"lines": asked, **head})


def parts(line: Json) -> list[tuple[str, str]]:
    return [(part["day"], part["quantity"]) for part in line["parts"]]


def test_goods_are_promised_from_the_shelf_and_from_what_is_ordered(company: Company) -> None:
    pumps = company.product(stock="70")
    buying = Buying(company)
    supplier, customer = buying.supplier(), company.customer()
    company.confirmed(customer, (pumps, "10", "113"))
    buying.confirmed(supplier, (pumps, "30", "60"), expected_on="2026-11-12")
    buying.confirmed(supplier, (pumps, "50", "60"), expected_on="2026-11-20")
    # Late, without a day, or a draft: promised to nobody.
    buying.confirmed(supplier, (pumps, "500", "60"), ordered_on="2026-10-01", expected_on="2026-10-30")
    buying.confirmed(supplier, (pumps, "500", "60"))
    buying.order(supplier, (pumps, "500", "60"), expected_on="2026-11-03")

    found = promise(company, (pumps, "100"))
    (line,) = found["lines"]
    assert (line["available"], line["rest"]) == ("60", "0")
    assert parts(line) == [("2026-11-02", "60"), ("2026-11-12", "30"), ("2026-11-20", "10")]
    assert found["leaves_on"] == "2026-11-20"

    # Two lines of the same goods are not promised the same pumps.
    found = promise(company, (pumps, "60"), (pumps, "90"))
    assert [parts(line) for line in found["lines"]] == [
        [("2026-11-02", "60")],
        [("2026-11-12", "30"), ("2026-11-20", "50")],
    ]
    assert [line["rest"] for line in found["lines"]] == ["0", "10"]
    assert found["leaves_on"] is None
    # Asking holds nothing.
    assert parts(promise(company, (pumps, "60"))["lines"][0]) == [("2026-11-02", "60")]
    assert company.get("/verify")["green"] is True


def test_the_line_says_its_price_why_and_what_is_earned(company: Company) -> None:
    pumps = company.product(stock="10", floor_price="90")
    service = company.service("113")
    customer = company.customer()
    prices = company.post("/price-lists", {"name": "老客户价", "customer_id": customer})
    company.post("/price-list-lines", {"price_list_id": prices["id"], "product_id": pumps, "price": "101.7"})
    found = promise(company, (pumps, "2"), (service, "1"), party_id=customer)
    goods, work = found["lines"]
    told = ("price", "source", "price_list", "floor", "net", "cost", "margin")
    assert [goods[name] for name in told] == ["101.7", "list", "老客户价", "90", "180", "120", "33.3"]
    assert [work[name] for name in told] == ["113", "product", None, None, "100", None, None]
    assert (work["available"], work["parts"], work["rest"]) == (None, [], "0")
    assert found["margin"] == "33.3"

    # The margin follows the price that is typed, down to below nothing.
    asked = [{"product_id": pumps, "quantity": "2", "unit_price": "56.5"}]
    found = company.post("/sales-orders/promise", {"lines": asked, "party_id": customer})
    assert (found["lines"][0]["net"], found["lines"][0]["margin"]) == ("100", "-20")


def test_who_may_not_see_costs_is_told_no_margin(company: Company) -> None:
    pumps = company.product(stock="10")
    seller = company.colleague("sales", "张三")
    found = promise(seller, (pumps, "2"))
    (line,) = found["lines"]
    assert (line["price"], line["net"], line["cost"], line["margin"]) == ("113", "200", None, None)
    assert found["margin"] is None
    assert promise(company.colleague("sales_head", "李总"), (pumps, "2"))["margin"] == "40"


def test_bad_questions_are_named(company: Company) -> None:
    pumps = company.product(stock="10")
    nobody = "00000000-0000-7000-8000-000000000000"
    lines = [{"product_id": pumps, "quantity": "1"}]
    ask = ("POST", "/sales-orders/promise")
    company.refused(
        422, "catalog.product_unusable", *ask, {"lines": [{"product_id": nobody, "quantity": "1"}]}
    )
    company.refused(404, "platform.not_found", *ask, {"lines": lines, "party_id": nobody})
    company.refused(422, "stock.warehouse_unusable", *ask, {"lines": lines, "warehouse_id": nobody})
    company.refused(422, "platform.invalid_input", *ask, {"lines": []})
    company.refused(422, "platform.invalid_input", *ask, {"lines": [{"product_id": pumps, "quantity": "0"}]})


def test_hundreds_of_lines_take_as_many_statements_as_one(company: Company) -> None:
    pumps = [company.product(stock="5") for _ in range(3)]
    customer, buying = company.customer(), Buying(company)
    supplier = buying.supplier()
    for pump in pumps:
        buying.confirmed(supplier, (pump, "5", "60"), expected_on="2026-11-20")

    def statements(count: int) -> int:
        lines = [{"product_id": pumps[at % 3], "quantity": "1"} for at in range(count)]
        return company.statements("POST", "/sales-orders/promise", {"party_id": customer, "lines": lines})

    statements(1)  # What each role may give is read once.
    assert (statements(3), statements(300)) == (16, 16)
