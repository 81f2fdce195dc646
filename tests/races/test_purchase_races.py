"""Two people at one purchase: never more received than ordered, never more paid than owed."""

from collections import Counter
from functools import partial

import httpx
import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying, payment_body
from tests.builders.together import together


@pytest.fixture
def buying(company: Company) -> Buying:
    return Buying(company)


def all_send(company: Company, count: int, path: str, body: object) -> Counter[tuple[int, str]]:
    """So many people send the same at once; how each of them fared."""
    answers: list[httpx.Response] = together(
        [partial(company.browser().send, "POST", path, body) for _ in range(count)]
    )
    return Counter(
        (answer.status_code, "" if answer.is_success else answer.json()["code"]) for answer in answers
    )


def received(buying: Buying, quantity: str) -> tuple[str, Json]:
    """A supplier, and an order of his that came in."""
    supplier = buying.supplier()
    order = buying.confirmed(supplier, (buying.company.product(), quantity, "50"))
    buying.receive(order)
    return supplier, order


def test_the_last_open_quantity_is_received_once(company: Company, buying: Buying) -> None:
    order = buying.confirmed(buying.supplier(), (company.product(), "10", "50"))
    line = buying.the_order(order)["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": "3"}]}

    fared = all_send(company, 6, f"/purchase-orders/{order['id']}/receive", body)

    assert fared == {(201, ""): 3, (409, "purchasing.receives_too_much"): 3}
    assert buying.the_order(order)["lines"][0]["received"] == "9"
    assert company.books.broken_laws(company.tenant_id) == []


def test_what_waits_is_invoiced_once(company: Company, buying: Buying) -> None:
    _, order = received(buying, "10")
    line = buying.the_order(order)["lines"][0]["id"]

    def bodies(number: int) -> Json:
        lines = [{"order_line_id": line, "quantity": "10"}]
        return {"order_id": order["id"], "supplier_number": f"{number}", "lines": lines}

    answers = together(
        [partial(company.browser().send, "POST", "/supplier-invoices", bodies(number)) for number in range(4)]
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert buying.the_order(order)["lines"][0]["invoiced"] == "10"


def test_one_number_of_a_supplier_is_entered_once(company: Company, buying: Buying) -> None:
    supplier, first = received(buying, "10")
    second = buying.confirmed(supplier, (company.product(name="螺母"), "10", "50"))
    buying.receive(second)

    answers = together(
        [
            partial(
                company.browser().send,
                "POST",
                "/supplier-invoices",
                {"order_id": order["id"], "supplier_number": "24312000000012345678"},
            )
            for order in (first, second)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]


def test_an_invoice_is_paid_once(company: Company, buying: Buying) -> None:
    supplier, order = received(buying, "10")
    invoice = buying.invoiced(order, "1")
    body = payment_body(supplier, "565", {invoice["id"]: "565"})

    fared = all_send(company, 4, "/payments", body)

    assert fared == {(201, ""): 1, (409, "invoicing.settles_too_much"): 3}
    assert buying.balance(supplier) == ("0", "0")
    assert company.books.broken_laws(company.tenant_id) == []


def test_a_prepayment_is_used_once(company: Company, buying: Buying) -> None:
    supplier, order = received(buying, "10")
    ahead = buying.pay(supplier, "400")
    invoice = buying.invoiced(order, "1")
    body = {"allocations": [{"invoice_id": invoice["id"], "amount": "200"}]}

    fared = all_send(company, 4, f"/payments/{ahead['id']}/apply", body)

    assert fared == {(200, ""): 2, (409, "payments.applies_too_much"): 2}
    assert buying.balance(supplier) == ("165", "0")
    assert company.books.broken_laws(company.tenant_id) == []


def test_two_post_one_invoice_and_it_is_in_the_books_once(company: Company, buying: Buying) -> None:
    _, order = received(buying, "10")
    draft = buying.entered(order, "1")

    fared = all_send(company, 4, f"/supplier-invoices/{draft['id']}/post", {})

    assert fared == {(200, ""): 1, (409, "platform.wrong_state"): 3}
    assert company.accounts()["220201"] == "-565"
