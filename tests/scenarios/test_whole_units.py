"""Some units are counted whole, others have decimals: every door asks. Today is 2026-11-02."""

import pytest

from tests.builders.catalogue import add_unit, unit
from tests.builders.catalogue import line as catalogue_line
from tests.builders.company import Company, order_body
from tests.builders.holds import hold_body
from tests.builders.http import Json
from tests.builders.purchases import Buying, purchase_body


@pytest.fixture
def pumps(company: Company) -> str:
    """Pumps, counted in pieces."""
    return company.product(stock="20", name="水泵", unit_id=unit(company, "台"))


def refused(company: Company, path: str, body: Json, **said: object) -> Json:
    problem = company.refused(422, "catalog.too_many_decimals", "POST", path, body)
    expected = {"line": 1, "product": "水泵", "quantity": "1.5", "unit": "台", "decimals": 0, **said}
    assert problem["params"] == expected
    return problem


def test_units_of_daily_use_know_how_they_are_counted(company: Company) -> None:
    units = {one["name"]: one["decimals"] for one in company.get("/units", fields="name,decimals")["items"]}
    assert units == {"个": 0, "件": 0, "箱": 0, "台": 0, "套": 0, "包": 0, "次": 0, "kg": 3, "m": 3}
    assert company.post("/units", {"name": "瓶"})["decimals"] == 0
    company.refused(422, "platform.invalid_input", "POST", "/units", {"name": "吨", "decimals": 7})


def test_no_door_takes_half_a_pump(company: Company, pumps: str) -> None:
    customer, buying = company.customer(), Buying(company)
    supplier = buying.supplier()
    half = {"product_id": pumps, "quantity": "1.5"}
    problem = refused(company, "/sales-orders", order_body(customer, (pumps, "1.5", "1")))
    assert [one["field"] for one in problem["errors"]] == ["lines.0.quantity"]
    refused(company, "/purchase-orders", purchase_body(supplier, (pumps, "1.5", "1")))
    refused(company, "/goods-holds", hold_body(customer, (pumps, "1.5")))
    refused(company, "/stock-receipts", {"lines": [{**half, "unit_cost": "1"}]})
    refused(company, "/stock-issues", {"reason": "use", "lines": [half]})
    first = company.get("/warehouses")["items"][0]["id"]
    second = company.post("/warehouses", {"name": "二号仓"})["id"]
    houses = {"from_warehouse_id": first, "to_warehouse_id": second}
    refused(company, "/stock-transfers", {**houses, "lines": [half]})
    verdict = {"verdict": "block", "reason": "看看", "lines": [{**half, "before": "free"}]}
    refused(company, "/stock-verdicts", verdict)
    count = company.post(
        "/stock-counts", {"warehouse_id": first, "scope": "products", "product_ids": [pumps]}
    )
    refused(company, f"/stock-counts/{count['id']}/count", {"lines": [half]})
    company.post(f"/stock-counts/{count['id']}/give-up")


def test_no_part_of_a_document_is_half_a_pump(company: Company, pumps: str) -> None:
    order = company.confirmed(company.customer(), (pumps, "4", "113"))
    line = company.the_order(order)["lines"][0]["id"]
    part = {"lines": [{"line_id": line, "quantity": "1.5"}]}
    refused(company, f"/sales-orders/{order['id']}/deliver", part)
    refused(
        company, f"/sales-orders/{order['id']}/deliver", {"lines": [part["lines"][0] | {"as_ordered": True}]}
    )
    delivery = company.deliver(order, "2")
    out = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    refused(company, f"/deliveries/{delivery['id']}/return", {"lines": [{"line_id": out, "quantity": "1.5"}]})
    buying = Buying(company)
    bought = buying.confirmed(buying.supplier(), (pumps, "4", "60"))
    line = buying.the_order(bought)["lines"][0]["id"]
    part = {"lines": [{"line_id": line, "quantity": "1.5"}]}
    refused(company, f"/purchase-orders/{bought['id']}/receive", part)
    receipt = buying.receive(bought, "2")
    came = company.get(f"/purchase-receipts/{receipt['id']}")["lines"][0]["id"]
    refused(
        company,
        f"/purchase-receipts/{receipt['id']}/send-back",
        {"lines": [{"line_id": came, "quantity": "1.5"}]},
    )


def test_what_is_weighed_has_as_many_decimals_as_its_unit(company: Company) -> None:
    sugar, customer = company.product(stock="5", name="白糖"), company.customer()
    company.confirmed(customer, (sugar, "1.234", "10"))
    said = {"product": "白糖", "quantity": "1.2345", "unit": "kg", "decimals": 3}
    refused(company, "/sales-orders", order_body(customer, (sugar, "1.2345", "10")), **said)
    kilogram = company.get("/units", filter='{"field": "name", "op": "eq", "value": "kg"}')["items"][0]
    company.patch(f"/units/{kilogram['id']}", {"decimals": 4}, version=1)
    company.order(customer, (sugar, "1.2345", "10"))


def test_a_fraction_of_the_own_unit_is_whole_in_another(company: Company) -> None:
    """Eight bottles are a case: three bottles are typed as three, and leave as three eighths of a case."""
    cases, bottle = company.product(stock="5", name="酒", unit_id=unit(company, "箱")), unit(company, "件")
    add_unit(company, cases, bottle, 1, 8)
    customer = company.customer()
    body = {"party_id": customer, "lines": [catalogue_line(cases, "3", "10", bottle)]}
    order = company.confirm(company.post("/sales-orders", body))
    line = company.the_order(order)["lines"][0]
    assert (line["quantity"], line["typed_quantity"]) == ("0.375", "3")
    # One of them, in cases as the delivery counts, or as it was ordered; but no half bottle, and no third of a case.
    deliver = f"/sales-orders/{order['id']}/deliver"
    company.post(deliver, {"lines": [{"line_id": line["id"], "quantity": "0.125"}]})
    company.post(deliver, {"lines": [{"line_id": line["id"], "quantity": "1", "as_ordered": True}]})
    said = {"product": "酒", "quantity": "0.0625", "unit": "箱"}
    refused(company, deliver, {"lines": [{"line_id": line["id"], "quantity": "0.0625"}]}, **said)
    half = order_body(customer, (cases, "0.5", "10"))
    refused(company, "/sales-orders", half, product="酒", quantity="0.5", unit="箱")
    company.post("/stock-issues", {"reason": "use", "lines": [{"product_id": cases, "quantity": "0.125"}]})
    company.deliver(order)
    assert company.on_hand(cases)["on_hand"] == "4.5"


def test_a_kit_has_no_half_part(company: Company, pumps: str) -> None:
    kit = company.product(name="套装", unit_id=unit(company, "套"))
    parts = {"parts": [{"product_id": pumps, "quantity": "1.5"}]}
    problem = refused(company, f"/products/{kit}/kit", parts)
    assert [one["field"] for one in problem["errors"]] == ["parts.0.quantity"]
