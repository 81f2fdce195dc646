"""Entering, changing, promising and calling off orders; services, kinds of taxpayer and prices without tax."""

from decimal import Decimal

import pytest

from tests.builders.company import Company, order_body
from tests.builders.fixtures import Found


def test_a_draft_is_replaced_as_a_whole_by_who_read_it_last(company: Company) -> None:
    customer, other = company.customer(), company.customer("别的客户")
    screws, nuts = company.product(stock="9"), company.product(name="螺母")
    order = company.order(customer, (screws, "1", "113"), (screws, "2", "113"), note="first")
    path = f"/sales-orders/{order['id']}"
    etag = company.send("GET", path).headers["etag"]
    assert etag == '"1"'

    changed = company.patch(
        path,
        order_body(other, (nuts, "5", "1.13"), note="second", prices_include_tax=False),
        version=1,
    )

    assert (changed["version"], changed["net"], changed["tax"], changed["gross"]) == (
        2,
        "5.65",
        "0.73",
        "6.38",
    )
    now = company.the_order(order)
    assert (now["number"], now["party"]["id"], now["note"]) == (order["number"], other, "second")
    assert [(line["line_no"], line["product"], line["quantity"]) for line in now["lines"]] == [
        (1, "螺母", "5")
    ]


def test_a_change_without_the_version_read_is_refused(company: Company) -> None:
    order = company.order(company.customer(), (company.product(), "1", "113"))
    body = order_body(company.customer("别的客户"), (company.product(name="螺母"), "1", "113"))
    path = f"/sales-orders/{order['id']}"

    company.refused(428, "platform.version_missing", "PATCH", path, body)
    problem = company.refused(412, "platform.version_changed", "PATCH", path, body, version=2)
    assert (problem["params"]["yours"], problem["params"]["now"]) == (2, 1)

    company.patch(path, body, version=1)
    company.refused(412, "platform.version_changed", "PATCH", path, body, version=1)


def test_the_owner_of_a_draft_can_be_changed(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    me = company.get("/auth/me")["user_id"]
    order = company.order(customer, (screws, "1", "113"))
    assert company.the_order(order)["owner"]["id"] == me

    colleague = company.colleague("sales")
    company.patch(
        f"/sales-orders/{order['id']}",
        order_body(customer, (screws, "1", "113"), owner_id=str(colleague.user_id)),
        version=1,
    )

    assert company.the_order(order)["owner"]["id"] == str(colleague.user_id)


def test_a_promise_is_not_changed(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    order = company.confirmed(customer, (screws, "1", "113"))
    path = f"/sales-orders/{order['id']}"
    company.refused(
        409, "platform.wrong_state", "PATCH", path, order_body(customer, (screws, "2", "113")), version=2
    )
    company.refused(409, "platform.wrong_state", "POST", f"{path}/confirm")


def test_a_shortage_names_every_line_with_wanted_and_available(company: Company) -> None:
    customer = company.customer()
    plenty, short = company.product(stock="100"), company.product(stock="10", name="螺母")
    none = company.product(name="垫圈")
    company.confirmed(customer, (short, "3", "1"))
    order = company.order(
        customer, (plenty, "5", "1"), (short, "4", "1"), (short, "4.5", "1"), (none, "0.001", "1")
    )

    problem = company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{order['id']}/confirm")

    assert problem["params"]["lines"] == [
        {"line": 3, "product": "螺母", "wanted": "4.5", "available": "3"},
        {"line": 4, "product": "垫圈", "wanted": "0.001", "available": "0"},
    ]
    assert [item["field"] for item in problem["errors"]] == ["lines.2.quantity", "lines.3.quantity"]
    assert company.on_hand(plenty)["held"] == "0"
    assert company.the_order(order)["state"] == "draft"


def test_goods_of_another_warehouse_are_not_promised(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    second = company.post("/warehouses", {"name": "二号仓"})["id"]
    order = company.order(customer, (screws, "1", "1"), warehouse_id=second)

    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{order['id']}/confirm")
    company.receive_goods((screws, "1", "7"), warehouse_id=second)
    company.deliver(company.confirm(order))

    found = company.get("/stock/on-hand", product_id=screws)["items"]
    assert sorted((row["warehouse"], row["on_hand"], row["value"]) for row in found) == [
        ("主仓库", "10", "551.82"),  # one pool: 607.00 for eleven, wherever they lie
        ("二号仓", "0", "0"),
    ]


@pytest.mark.parametrize("verb", ["cancel", "close"])
def test_what_an_order_holds_is_free_when_it_ends(company: Company, verb: str) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    order = company.confirmed(customer, (screws, "6", "113"), (screws, "4", "113"))
    if verb == "close":
        company.deliver(order, "2", "0")
    waiting = company.order(customer, (screws, "5", "113"))
    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{waiting['id']}/confirm")

    ended = company.post(f"/sales-orders/{order['id']}/{verb}")

    assert ended["state"] == {"cancel": "cancelled", "close": "closed"}[verb]
    assert company.on_hand(screws)["held"] == "0"
    assert company.confirm(waiting)["state"] == "confirmed"
    for again in ("confirm", "deliver", "cancel", "close"):
        company.refused(409, "platform.wrong_state", "POST", f"/sales-orders/{order['id']}/{again}", {})


def test_a_draft_that_is_called_off_held_nothing(company: Company) -> None:
    order = company.order(company.customer(), (company.product(stock="1"), "5", "113"))
    assert company.cancel(order)["state"] == "cancelled"


def test_an_order_with_goods_under_way_is_closed_and_not_called_off(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "113"))
    company.deliver(order, "1")

    company.refused(409, "sales.already_delivered", "POST", f"/sales-orders/{order['id']}/cancel")

    assert company.the_order(order)["allowed_actions"] == [
        "deliver",
        "invoice",
        "change",
        "reschedule",
        "close",
    ]


def test_a_closed_order_can_still_be_invoiced_for_what_left(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10"), "10", "11.3"))
    company.deliver(order, "3")
    company.close_order(order)

    assert company.the_order(order)["allowed_actions"] == ["invoice"]
    assert company.invoiced(order)["gross"] == "33.9"
    assert company.the_order(order)["invoice_state"] == "partial"


def test_services_need_no_goods_and_cause_no_cost(company: Company) -> None:
    customer, work = company.customer(), company.service()
    six = company.get("/tax-rates", filter='{"field": "code", "op": "eq", "value": "6"}')["items"][0]["code"]
    order = company.confirmed(customer, (work, "2.5", "106", six))

    delivery = company.deliver(order)
    invoice = company.invoiced(order)

    assert company.entries("delivery", delivery) == []
    assert company.entries("sales_invoice", invoice) == [{"1122": "265", "500102": "-250", "22210107": "-15"}]
    assert company.get("/stock-moves")["items"] == []


def test_goods_and_services_share_an_order(company: Company) -> None:
    customer = company.customer()
    screws, work = company.product(stock="10", cost="6"), company.service()
    order = company.confirmed(customer, (screws, "10", "11.3"), (work, "1", "106", "6"))
    delivery = company.deliver(order)
    invoice = company.invoiced(order)

    assert company.entries("delivery", delivery) == [{"1406": "60", "1405": "-60"}]
    assert company.entries("sales_invoice", invoice) == [
        {"1122": "219", "500101": "-100", "22210107": "-19", "500102": "-100"},
        {"540101": "60", "1406": "-60"},
    ]


def test_a_small_taxpayer_levies_one_percent_and_books_it_apart(found: Found) -> None:
    company = found(taxpayer="small")
    customer = company.customer()
    order, _, invoice = company.sold(customer, (company.product(stock="10", cost="50"), "1", "101"))

    assert (order["net"], order["tax"]) == ("100", "1")
    assert company.entries("sales_invoice", invoice) == [
        {"1122": "101", "500101": "-100", "222111": "-1"},
        {"540101": "50", "1406": "-50"},
    ]
    company.refused(
        422,
        "catalog.tax_rate_unknown",
        "POST",
        "/sales-orders",
        order_body(customer, (company.product(), "1", "113", "13")),
    )


def test_a_general_taxpayer_books_a_simplified_levy_apart(company: Company) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="10", cost="50"), "1", "103", "3"))
    assert company.entries("sales_invoice", invoice)[0] == {"1122": "103", "500101": "-100", "222108": "-3"}


@pytest.mark.parametrize(("code", "gross"), [("0", "10"), ("exempt", "10")])
def test_a_sale_without_tax_has_no_tax_line(company: Company, code: str, gross: str) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="1", cost="0"), "1", "10", code))
    assert company.entries("sales_invoice", invoice) == [{"1122": gross, "500101": "-10"}]


def test_a_gift_is_delivered_at_cost_and_invoiced_over_nothing(company: Company) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="1", cost="7"), "1", "0"))

    assert (invoice["state"], invoice["gross"], invoice["open"]) == ("posted", "0", "0")
    assert company.entries("sales_invoice", invoice) == [{"540101": "7", "1406": "-7"}]


@pytest.mark.parametrize(
    ("include_tax", "expected"),
    [
        (True, ("29.5", "3.83", "33.33")),
        (False, ("33.33", "4.33", "37.66")),
    ],
)
def test_net_and_tax_are_gross_whichever_was_agreed(
    company: Company, include_tax: bool, expected: tuple[str, ...]
) -> None:
    customer, screws = company.customer(), company.product()
    line = (screws, "3", "11.11")

    order = company.order(customer, line, prices_include_tax=include_tax)
    preview = company.post(
        "/sales-orders/preview",
        {"lines": order_body(customer, line)["lines"], "prices_include_tax": include_tax},
    )

    assert (order["net"], order["tax"], order["gross"]) == expected
    assert (preview["net"], preview["tax"], preview["gross"]) == expected


def test_the_total_is_the_sum_of_rounded_lines(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    order = company.order(customer, *[(screws, "1", "0.05")] * 7)
    # One line of 0.05 is 0.04 and 0.01; taken out of 0.35 at once it would be 0.31 and 0.04.
    assert (order["net"], order["tax"], order["gross"]) == ("0.28", "0.07", "0.35")


def test_a_product_brings_its_own_tax_rate(company: Company) -> None:
    rate = company.get("/tax-rates", filter='{"field": "code", "op": "eq", "value": "9"}')["items"][0]["id"]
    book = company.product(tax_rate_id=rate)
    order = company.order(company.customer(), (book, "1", "109"))
    assert (order["net"], order["tax"]) == ("100", "9")


def test_a_price_goes_to_six_places_and_a_quantity_too(company: Company) -> None:
    order = company.order(company.customer(), (company.product(), "1000000", "0.000001"))
    assert order["gross"] == "1"
    gram = company.post("/units", {"name": "微量", "decimals": 6})["id"]
    tiny = company.order(company.customer(), (company.product(unit_id=gram), "0.000001", "0.000001"))
    assert (tiny["gross"], tiny["net"], tiny["tax"]) == ("0", "0", "0")


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("sales.not_customer", "supplier"),
        ("platform.not_found", "no such party"),
        ("catalog.product_unusable", "no such product"),
        ("catalog.product_unusable", "product switched off"),
        ("catalog.tax_rate_unknown", "no such rate"),
        ("stock.warehouse_unusable", "no such warehouse"),
        ("stock.warehouse_unusable", "warehouse switched off"),
        ("platform.refers_to_nothing", "no such owner"),
    ],
)
def test_an_order_names_only_what_can_be_used(company: Company, code: str, change: str) -> None:
    nobody = "01a00000-0000-7000-8000-000000000000"
    customer, screws = company.customer(), company.product()
    body = order_body(customer, (screws, "1", "1"))
    line = {"product_id": screws, "quantity": "1", "unit_price": "1"}
    match change:
        case "supplier":
            body["party_id"] = company.customer("供应商", is_customer=False, is_supplier=True)
        case "no such party":
            body["party_id"] = nobody
        case "no such product":
            body["lines"] = [line, line | {"product_id": nobody}]
        case "product switched off":
            company.patch(f"/products/{screws}", {"active": False}, version=1)
        case "no such rate":
            body["lines"] = [line | {"tax_code": "14"}]
        case "no such warehouse":
            body["warehouse_id"] = nobody
        case "warehouse switched off":
            second = company.post("/warehouses", {"name": "二号仓"})["id"]
            company.patch(f"/warehouses/{second}", {"active": False}, version=1)
            body["warehouse_id"] = second
        case "no such owner":
            body["owner_id"] = nobody
    status = 404 if code == "platform.not_found" else 422
    company.refused(status, code, "POST", "/sales-orders", body)


@pytest.mark.parametrize(
    "quantity", ["0", "-1", "0.0000001", "1e40", "NaN", "-Infinity", "1,5", "", 1.5, True, None, [], {}]
)
def test_a_quantity_is_a_positive_decimal_of_six_places_written_as_text(
    company: Company, quantity: object
) -> None:
    line = {"product_id": company.product(), "quantity": quantity, "unit_price": "1"}
    body = {"party_id": company.customer(), "lines": [line]}
    problem = company.refused(422, "platform.invalid_input", "POST", "/sales-orders", body)
    assert [item["field"] for item in problem["errors"]] == ["lines.0.quantity"]


@pytest.mark.parametrize(
    ("quantity", "price"), [("99999999999999", "99999999999999"), ("99999999", "99999999999999")]
)
def test_an_amount_beyond_what_the_books_can_hold_is_refused(
    company: Company, quantity: str, price: str
) -> None:
    body = order_body(company.customer(), (company.product(), quantity, price))
    company.refused(422, "platform.number_too_large", "POST", "/sales-orders", body)


def test_the_largest_amount_that_the_books_hold_is_kept_exactly(company: Company) -> None:
    order = company.order(company.customer(), (company.product(), "100", "99999999999999", "0"))
    assert Decimal(order["gross"]) == Decimal(9999999999999900)


def test_an_order_that_is_closed_is_told_as_closed_and_one_called_off_as_cancelled(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    closed = company.confirmed(customer, (screws, "5", "1"))
    company.deliver(closed, "2")
    company.close_order(closed)
    cancelled = company.confirmed(customer, (screws, "5", "1"))
    company.cancel(cancelled)

    told = company.books.rows(
        "SELECT aggregate_id, kind FROM outbox_message WHERE tenant_id = %s AND kind ~ 'Closed|Cancelled' ORDER BY id",
        [company.tenant_id],
    )
    assert [(str(row["aggregate_id"]), row["kind"]) for row in told] == [
        (closed["id"], "OrderClosed"),
        (cancelled["id"], "OrderCancelled"),
    ]
