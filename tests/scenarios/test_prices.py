"""Price lists, floors and what suppliers ask: which price a line gets, and which is refused."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.builders.catalogue import add_unit, line, unit
from tests.builders.company import Company
from tests.builders.http import Json, statements_of
from tests.builders.purchases import Buying
from tests.builders.sheets import applied, lines


def asked(
    company: Company, customer: str | None, *lines: Mapping[str, object]
) -> list[tuple[str, str | None]]:
    found = company.post("/prices", {"party_id": customer, "lines": list(lines)})
    return [(row["price"], row["price_list"]) for row in found]


def test_a_price_list_gives_the_price_and_says_so(company: Company) -> None:
    customer, other = company.customer("甲", level="a"), company.customer("乙")
    paper = company.post("/product-categories", {"name": "纸"})["id"]
    copy = company.post("/product-categories", {"name": "复印纸", "parent_id": paper})["id"]
    a4 = company.product("25", name="A4", category_id=copy)
    box = unit(company, "箱")
    add_unit(company, a4, box, 5)

    def price_list(name: str, *lines: Json, **fields: str) -> None:
        made = company.post("/price-lists", {"name": name, **fields})["id"]
        for one in lines:
            company.post("/price-list-lines", {"price_list_id": made, **one})

    price_list("全体", {"category_id": paper, "discount": "0.1"})
    price_list("A 级", {"product_id": a4, "price": "20", "min_quantity": "10"}, level="a")
    price_list("甲的", {"product_id": a4, "price": "85", "unit_id": box}, customer_id=customer)
    price_list("过期", {"product_id": a4, "price": "1"}, valid_to="2026-01-01")
    one, ten = {"product_id": a4, "quantity": "1"}, {"product_id": a4, "quantity": "10"}
    boxed = {"product_id": a4, "quantity": "2", "unit_id": box}

    assert asked(company, None, one) == [("22.5", "全体")]
    assert asked(company, other, one, boxed) == [("22.5", "全体"), ("112.5", "全体")]
    assert asked(company, customer, one, ten, boxed) == [("22.5", "全体"), ("20", "A 级"), ("85", "甲的")]
    assert asked(company, None, {"product_id": company.product("7", name="笔"), "quantity": "1"}) == [
        ("7", None)
    ]


def test_prices_cost_the_same_however_many_lines(company: Company) -> None:
    customer = company.customer(level="a")
    goods = [company.product(str(price), name=f"货 {price}") for price in range(1, 13)]
    made = company.post("/price-lists", {"name": "A 级", "level": "a"})["id"]
    for product in goods:
        company.post("/price-list-lines", {"price_list_id": made, "product_id": product, "price": "5"})
    # Of the same goods, unit and quantity one price stands there, whichever way another would come in.
    twice = {"price_list_id": made, "product_id": goods[0], "price": "6", "min_quantity": "10"}
    ten = company.post("/price-list-lines", twice)
    again = company.refused(
        409, "platform.already_exists", "POST", "/price-list-lines", {**twice, "price": "7"}
    )
    assert again["detail"] == (
        "The value is already taken (this price list has a line for the same product or category, "
        "unit and minimum quantity)"
    )
    path = f"/price-list-lines/{ten['id']}"
    company.refused(
        409, "platform.already_exists", "PATCH", path, {"min_quantity": "0"}, version=ten["version"]
    )

    def statements(count: int) -> int:
        lines = [{"product_id": product, "quantity": "1"} for product in goods[:count]]
        answer = company.send("POST", "/prices", {"party_id": customer, "lines": lines})
        assert len(answer.json()) == count
        return statements_of(answer)

    statements(1)  # what seldom changes is read once
    assert statements(12) == statements(1)


@pytest.mark.parametrize(
    ("line_said", "field"),
    [
        ({"price": "1"}, "product_id"),
        ({"product_id": "", "price": "1", "discount": "0.1"}, "price"),
        ({"category_id": "", "price": "1"}, "price"),
    ],
)
def test_a_line_that_says_two_things_is_refused(company: Company, line_said: Json, field: str) -> None:
    ids = {
        "product_id": company.product(),
        "category_id": company.post("/product-categories", {"name": "纸"})["id"],
    }
    made = company.post("/price-lists", {"name": "全体"})["id"]
    body = {name: ids.get(name) or value for name, value in line_said.items()}
    problem = company.refused(
        422, "platform.invalid_input", "POST", "/price-list-lines", {"price_list_id": made, **body}
    )
    assert [item["field"] for item in problem["errors"]] == [field]


def test_a_price_list_comes_in_and_goes_out_as_a_file(company: Company) -> None:
    company.post("/price-lists", {"name": "全体"})
    a4 = company.product("25", name="A4")
    rows = lines(
        ("价格表", "商品", "起订数量", "单价"), ("全体", "A4", "0", "24"), ("全体", "A4", "10", "20.5")
    )

    applied(company, "price-list-lines", rows)

    wishes = [{"product_id": a4, "quantity": quantity} for quantity in ("1", "10")]
    assert asked(company, None, *wishes) == [("24", "全体"), ("20.5", "全体")]
    assert company.post("/price-list-lines/export", {"format": "csv"})["job_id"]


# Floors


def test_an_order_below_the_floor_is_confirmed_by_who_may(company: Company) -> None:
    box = unit(company, "箱")
    screws = company.product("10", stock="100", floor_price="8")
    add_unit(company, screws, box, 10)
    seller = company.colleague("sales")
    customer = seller.post("/parties", {"name": "客户"})["id"]
    low = seller.post(
        "/sales-orders",
        {"party_id": customer, "lines": [line(screws, "1", "8"), line(screws, "1", "79.99", box)]},
    )

    problem = seller.refused(409, "sales.below_floor", "POST", f"/sales-orders/{low['id']}/confirm")

    assert problem["params"]["lines"] == [{"line": 2, "product": "螺丝", "price": "79.99", "floor": "80"}]
    assert [item["field"] for item in problem["errors"]] == ["lines.1.unit_price"]
    assert company.get(f"/sales-orders/{low['id']}")["state"] == "draft"
    head = company.colleague("sales_head")
    assert head.get("/auth/me")["permissions"].count("sales.order.below_floor") == 1
    assert seller.get("/auth/me")["permissions"].count("sales.order.below_floor") == 0
    assert company.confirm(low)["state"] == "confirmed"


# Suppliers


def test_a_supplier_has_his_own_code_and_price(company: Company) -> None:
    buying, box = Buying(company), unit(company, "箱")
    supplier, other = buying.supplier(), buying.supplier("另一家")
    pens = company.product(name="笔")
    add_unit(company, pens, box, 24)
    his = {"party_id": supplier, "product_id": pens, "code": "W-77", "name": "圆珠笔", "lead_days": 5}
    company.post("/supplier-products", {**his, "price": "1.2"})
    company.post(
        "/supplier-products",
        {"party_id": supplier, "product_id": pens, "unit_id": box, "price": "24", "min_quantity": "10"},
    )

    (found,) = company.get("/products/by-code", code="W-77", party_id=supplier)["matches"]
    assert found["name"] == "笔"
    company.refused(404, "catalog.code_unknown", "GET", f"/products/by-code?code=W-77&party_id={other}")

    def price(quantity: str, unit_id: str | None = None) -> tuple[Decimal, str | None]:
        wish = {"product_id": pens, "quantity": quantity, "unit_id": unit_id}
        (row,) = company.post("/supply-prices", {"party_id": supplier, "lines": [wish]})
        return Decimal(row["price"]), row["code"]

    assert price("1") == (Decimal("1.2"), "W-77")
    assert price("10", box) == (Decimal(24), None)
    assert price("240") == (Decimal(1), None)
    assert price("1", box) == (Decimal("28.8"), "W-77")
    (nothing,) = company.post(
        "/supply-prices", {"party_id": other, "lines": [{"product_id": pens, "quantity": "1"}]}
    )
    assert nothing["price"] is None
