"""The same request many times at once has one effect, and everybody gets the same answer."""

from functools import partial
from uuid import uuid4

import httpx
import pytest

from tests.builders.company import Company, order_body
from tests.builders.fixtures import Found
from tests.builders.http import Person
from tests.builders.together import together


def attempt(person: Person, path: str, body: object, key: str) -> httpx.Response:
    return person.send("POST", path, body, key=key)


def test_fifty_times_the_same_order_at_once_is_one_order_and_one_answer(
    two_servers: list[str], found: Found
) -> None:
    company = found(url=two_servers[0])
    customer, product = company.customer(), company.product()
    browsers = [company.browser(two_servers[number % 2]) for number in range(50)]
    body, key = order_body(customer, (product, "3", "113")), str(uuid4())

    answers = together([partial(attempt, browser, "/sales-orders", body, key) for browser in browsers])

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 49
    assert company.get("/sales-orders")["count"] == {"value": 1, "exact": True}
    again = company.send("POST", "/sales-orders", body, key=key)
    assert (again.status_code, again.content) == (201, answers[0].content)
    assert again.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("verb", ["confirm", "deliver", "cancel"])
def test_a_verb_pressed_many_times_at_once_is_done_once(company: Company, verb: str) -> None:
    customer, product = company.customer(), company.product(stock="10")
    order = company.order(customer, (product, "4", "113"))
    if verb != "confirm":
        company.confirm(order)
    path, key = f"/sales-orders/{order['id']}/{verb}", str(uuid4())

    answers = together([partial(attempt, company.browser(), path, {}, key) for _ in range(12)])

    assert {answer.status_code for answer in answers} == {201 if verb == "deliver" else 200}
    assert len({answer.content for answer in answers}) == 1
    expected = {"confirm": ("10", "4"), "deliver": ("6", "0"), "cancel": ("10", "0")}[verb]
    now = company.on_hand(product)
    assert (now["on_hand"], now["held"]) == expected


def test_money_received_many_times_at_once_is_received_once(company: Company) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="1"), "1", "113"))
    body = {
        "party_id": customer,
        "amount": "100",
        "allocations": [{"invoice_id": invoice["id"], "amount": "100"}],
    }
    key = str(uuid4())

    answers = together([partial(attempt, company.browser(), "/receipts", body, key) for _ in range(12)])

    assert len({answer.content for answer in answers}) == 1
    assert company.balance(customer) == ("13", "0")


def test_different_bodies_under_one_key_at_once_have_one_winner(company: Company) -> None:
    customer, product = company.customer(), company.product()
    key = str(uuid4())
    bodies = [order_body(customer, (product, str(number), "1")) for number in range(1, 9)]

    answers = together([partial(attempt, company.browser(), "/sales-orders", body, key) for body in bodies])

    counted = sorted(answer.status_code for answer in answers)
    assert counted == [201] + [422] * 7
    assert {answer.json().get("code") for answer in answers if answer.status_code == 422} == {
        "platform.idempotency_key_reused"
    }
    assert company.get("/sales-orders")["count"]["value"] == 1


def test_a_refusal_met_at_once_by_all_is_kept_for_nobody(company: Company) -> None:
    customer, product = company.customer(), company.product()
    order = company.order(customer, (product, "1", "113"))
    path, key = f"/sales-orders/{order['id']}/confirm", str(uuid4())

    answers = together([partial(attempt, company.browser(), path, {}, key) for _ in range(8)])
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {
        (409, "stock.insufficient")
    }

    company.receive_goods((product, "1", "60"))
    assert attempt(company, path, {}, key).status_code == 200
