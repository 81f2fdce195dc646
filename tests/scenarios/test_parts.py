"""Orders that leave in pieces: the pieces are the whole to the cent, however it is cut."""

from decimal import Decimal

import pytest

from tests.builders.company import Company


def test_thirds_of_a_price_that_does_not_divide(company: Company) -> None:
    customer = company.customer()
    screws = company.product("33.3333", stock="7", cost="14.285714")
    order = company.confirmed(customer, (screws, "3", "33.333333"))
    assert (order["net"], order["tax"], order["gross"]) == ("88.5", "11.5", "100")

    pieces, values = [], [company.on_hand(screws)["value"]]
    for _ in range(3):
        delivery = company.get(f"/deliveries/{company.deliver(order, '1')['id']}")
        pieces.append(tuple(delivery["lines"][0][name] for name in ("net", "tax", "gross", "cost")))
        values.append(company.on_hand(screws)["value"])

    assert pieces == [
        ("29.5", "3.83", "33.33", "14.29"),
        ("29.5", "3.84", "33.34", "14.29"),
        ("29.5", "3.83", "33.33", "14.28"),
    ]
    assert values == ["100", "85.71", "71.42", "57.14"]


def test_three_lines_in_pieces_each_invoiced_as_it_left(company: Company) -> None:
    customer = company.customer()
    a = company.product(stock="10", cost="1.01")
    b = company.product(stock="10", cost="2.02")
    c = company.product(stock="10", cost="3.03")
    order = company.confirmed(customer, (a, "3", "3.34"), (b, "7", "0.07"), (c, "1", "99.99"))
    # 10.02, 0.49 and 99.99 gross; net 8.87, 0.43 and 88.49.
    assert (order["gross"], order["net"], order["tax"]) == ("110.5", "97.79", "12.71")
    steps = []
    for quantities in (("1", "2", "0"), ("1", "4", "1"), ("1", "1", "0")):
        company.deliver(order, *quantities)
        invoice = company.invoiced(order)
        now = company.the_order(order)
        steps.append(
            (
                now["delivery_state"],
                now["invoice_state"],
                invoice["net"],
                invoice["tax"],
                invoice["gross"],
            )
        )

    assert steps == [
        ("partial", "partial", "3.08", "0.4", "3.48"),
        ("partial", "partial", "91.69", "11.92", "103.61"),
        ("full", "full", "3.02", "0.39", "3.41"),
    ]
    sums = [sum(Decimal(step[place]) for step in steps) for place in (2, 3, 4)]
    assert sums == [Decimal("97.79"), Decimal("12.71"), Decimal("110.50")]
    assert company.balance(customer) == ("110.5", "0")
    assert company.accounts()["500101"] == "-97.79"
    assert "1406" not in company.accounts()


def test_an_invoice_takes_all_that_was_delivered_since_the_last(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="100")
    order = company.confirmed(customer, (screws, "10", "11.3"))
    company.deliver(order, "3")
    company.deliver(order, "4")

    first = company.invoice(order)
    company.deliver(order)
    second = company.invoice(order)

    lines = [
        [line["quantity"] for line in company.the_invoice(invoice)["lines"]] for invoice in (first, second)
    ]
    assert lines == [["3", "4"], ["3"]]
    assert (first["gross"], second["gross"]) == ("79.1", "33.9")
    company.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"order_id": order["id"]})


def test_a_withdrawn_draft_lets_its_deliveries_wait_again(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10"), "10", "11.3"))
    company.deliver(order, "4")
    draft = company.invoice(order)

    withdrawn = company.post(f"/sales-invoices/{draft['id']}/cancel")

    assert (withdrawn["state"], withdrawn["number"]) == ("cancelled", None)
    assert company.the_order(order)["invoice_state"] == "none"
    again = company.invoiced(order)
    assert (again["number"], again["gross"]) == ("XSFP202611020001", "45.2")
    for verb in ("post", "cancel"):
        company.refused(409, "platform.wrong_state", "POST", f"/sales-invoices/{draft['id']}/{verb}")


def test_more_than_ordered_is_not_delivered(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="100"), "10", "11.3"))
    company.deliver(order, "8")
    line = company.the_order(order)["lines"][0]["id"]

    problem = company.refused(
        409,
        "sales.delivers_too_much",
        "POST",
        f"/sales-orders/{order['id']}/deliver",
        {"lines": [{"line_id": line, "quantity": "2.001"}]},
    )

    assert problem["params"] == {"line": 1, "wanted": "2.001", "available": "2"}


def test_a_line_named_twice_is_delivered_for_the_sum_or_not_at_all(company: Company) -> None:
    screws = company.product(stock="100")
    order = company.confirmed(company.customer(), (screws, "10", "11.3"))
    line = company.the_order(order)["lines"][0]["id"]
    path = f"/sales-orders/{order['id']}/deliver"

    company.refused(
        409,
        "sales.delivers_too_much",
        "POST",
        path,
        {"lines": [{"line_id": line, "quantity": "6"}, {"line_id": line, "quantity": "5"}]},
    )
    company.post(path, {"lines": [{"line_id": line, "quantity": "4"}, {"line_id": line, "quantity": "5"}]})

    assert company.the_order(order)["lines"][0]["delivered"] == "9"


@pytest.mark.parametrize("verb", ["deliver", "close"])
def test_what_is_delivered_in_full_is_delivered_once(company: Company, verb: str) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "11.3"))
    company.deliver(order)
    company.refused(409, "sales.nothing_to_deliver", "POST", f"/sales-orders/{order['id']}/deliver", {})
    company.close_order(order)
    company.refused(409, "platform.wrong_state", "POST", f"/sales-orders/{order['id']}/{verb}", {})


def test_a_line_of_another_order_is_not_delivered(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="100")
    mine = company.confirmed(customer, (screws, "10", "11.3"))
    other = company.confirmed(customer, (screws, "10", "11.3"))
    stranger = company.the_order(other)["lines"][0]["id"]

    company.refused(
        422,
        "sales.line_unknown",
        "POST",
        f"/sales-orders/{mine['id']}/deliver",
        {"lines": [{"line_id": stranger, "quantity": "1"}]},
    )


def test_goods_leave_at_the_moving_average_and_the_last_ones_take_the_rest(company: Company) -> None:
    """The example of 移动加权平均法: 100 at 10.00, 50 at 12.10, 30 for 340.00."""
    customer, screws = company.customer(), company.product()
    told = []
    for step in (("100", "10"), "60", ("50", "12.1"), "70", ("30", "11.333333"), "50"):
        if isinstance(step, tuple):
            company.receive_goods((screws, *step))
        else:
            company.deliver(company.confirmed(customer, (screws, step, "20")))
        now = company.on_hand(screws)
        told.append((now["on_hand"], now["value"]))

    assert told == [
        ("100", "1000"),
        ("40", "400"),
        ("90", "1005"),
        ("20", "223.33"),
        ("50", "563.33"),
        ("0", "0"),
    ]
