"""Kits: put together from products, unfolded on documents at prices that add up to the kit's."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.money import round_amount
from heyi.modules.catalog.rules.kits import part_prices
from tests.builders.company import Company
from tests.builders.http import Json


class Office:
    """A desk set: one desk and two chairs, sold for less than its parts."""

    def __init__(self, company: Company, price: str | None = "1000") -> None:
        self.company = company
        self.desk = company.product("800", name="办公桌", stock="5")
        self.chair = company.product("299.99", name="办公椅", stock="20")
        body = {"name": "办公套装", "unit_id": self._unit(), **({"sale_price": price} if price else {})}
        self.kit = str(company.post("/products", body)["id"])
        self.path = f"/products/{self.kit}/kit"

    def _unit(self) -> str:
        return str(self.company.get(f"/products/{self.desk}")["unit_id"]["id"])

    def part(self, product: str, quantity: str) -> Json:
        return {"product_id": product, "quantity": quantity}

    def put_together(self) -> Json:
        return self.company.post(
            self.path, {"parts": [self.part(self.desk, "1"), self.part(self.chair, "2")]}
        )

    def lines(self, quantity: str = "1", **more: object) -> list[Json]:
        found: list[Json] = self.company.post(
            "/kit-lines", {"kit_id": self.kit, "quantity": quantity, **more}
        )
        return found


def test_a_kit_unfolds_into_an_order_that_holds_its_parts_and_costs_what_it_does(company: Company) -> None:
    office = Office(company)
    kit = office.put_together()
    assert (kit["is_kit"], [(one["name"], one["quantity"]) for one in kit["parts"]]) == (
        True,
        [("办公桌", "1"), ("办公椅", "2")],
    )
    found = office.lines("3")
    # 3000.00 in proportion to 2400 and 1799.94: 1714.31 and 1285.69.
    assert [(one["name"], one["quantity"], one["unit_price"]) for one in found] == [
        ("办公桌", "3", "571.436667"),
        ("办公椅", "6", "214.281667"),
    ]
    wanted = [{name: one[name] for name in ("product_id", "quantity", "unit_price")} for one in found]
    order = company.post("/sales-orders", {"party_id": company.customer(), "lines": wanted})
    assert order["gross"] == "3000"
    company.post(f"/sales-orders/{order['id']}/confirm", {})
    held = {one["product_id"]: one["held"] for one in company.get("/stock/on-hand")["items"]}
    assert (held[office.desk], held[office.chair]) == ("3", "6")


def test_the_customers_price_list_prices_the_kit_as_a_whole(company: Company) -> None:
    office = Office(company)
    office.put_together()
    customer = company.customer()
    listed = company.post("/price-lists", {"name": "老客户价", "customer_id": customer})["id"]
    company.post("/price-list-lines", {"price_list_id": listed, "product_id": office.kit, "price": "900"})
    parts = office.lines(party_id=customer)
    total = sum((Decimal(one["unit_price"]) * Decimal(one["quantity"]) for one in parts), Decimal(0))
    assert round_amount(total) == Decimal("900.00")


def test_a_kit_without_a_price_costs_what_its_parts_do(company: Company) -> None:
    office = Office(company, price=None)
    office.put_together()
    assert [one["unit_price"] for one in office.lines()] == ["800", "299.99"]


def test_a_kit_is_on_no_document_itself_and_in_no_other(company: Company) -> None:
    office = Office(company)
    office.put_together()
    line = {"product_id": office.kit, "quantity": "1", "unit_price": "1000"}
    told = company.refused(
        422,
        "catalog.kit_unusable",
        "POST",
        "/sales-orders",
        {"party_id": company.customer(), "lines": [line]},
    )
    assert told["detail"] == "“办公套装” is a kit and is bought and sold as its parts"
    other = str(company.post("/products", {"name": "大套装", "unit_id": office._unit()})["id"])
    company.refused(
        422,
        "catalog.kit_unusable",
        "POST",
        f"/products/{other}/kit",
        {"parts": [office.part(office.kit, "1")]},
    )
    chairs = {"parts": [office.part(other, "1")]}
    company.refused(409, "catalog.kit_in_use", "POST", f"/products/{office.chair}/kit", chairs)


def test_what_is_odd_is_told_at_its_place_and_nothing_changes(company: Company) -> None:
    office = Office(company)
    twice = [office.part(office.chair, "1"), office.part(office.chair, "2"), office.part(office.kit, "1")]
    told = company.refused(422, "platform.invalid_input", "POST", office.path, {"parts": twice})
    assert [(one["field"], one["code"]) for one in told["errors"]] == [
        ("parts.1.product_id", "not_twice"),
        ("parts.2.product_id", "kit_in_itself"),
    ]
    assert company.get(office.path)["is_kit"] is False
    company.refused(409, "catalog.not_kit", "POST", "/kit-lines", {"kit_id": office.kit, "quantity": "1"})


def test_with_nothing_in_it_a_kit_is_a_product_of_its_own_again(company: Company) -> None:
    office = Office(company)
    office.put_together()
    assert company.post(office.path, {"parts": []}) == {
        "kit_id": office.kit,
        "name": "办公套装",
        "is_kit": False,
        "parts": [],
    }
    assert company.get(f"/products/{office.kit}")["is_kit"] is False


_AMOUNTS = st.decimals("0", "99999.99", places=2)


@given(
    price=_AMOUNTS,
    kits=st.integers(1, 50).map(Decimal),
    parts=st.lists(st.tuples(st.integers(1, 100).map(Decimal), st.none() | _AMOUNTS), min_size=1, max_size=8),
)
def test_the_parts_add_up_to_the_kits_to_the_cent(
    price: Decimal, kits: Decimal, parts: list[tuple[Decimal, Decimal | None]]
) -> None:
    whole = [(quantity * kits, own) for quantity, own in parts]
    priced = part_prices(price, kits, whole)
    amounts = [
        round_amount(quantity * (one or Decimal(0))) for (quantity, _), one in zip(whole, priced, strict=True)
    ]
    assert sum(amounts) == round_amount(price * kits)


def test_a_kit_is_found_by_its_barcode_where_it_is_sold_and_nowhere_else(company: Company) -> None:
    office = Office(company)
    kit = company.get(f"/products/{office.kit}")
    company.patch(f"/products/{office.kit}", {"barcode": "6901234567892"}, version=kit["version"])
    office.put_together()
    path = "/products/by-code"
    company.refused(404, "catalog.code_unknown", "GET", f"{path}?code=6901234567892")
    (found,) = company.get(path, code="6901234567892", kits=True)["matches"]
    assert (found["product_id"], found["is_kit"]) == (office.kit, True)
    desk = company.get(f"/products/{office.desk}")["code"]
    assert [one["is_kit"] for one in company.get(path, code=desk, kits=True)["matches"]] == [False]
