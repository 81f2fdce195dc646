"""A key stands for one intent: its first answer is its only one, and it belongs to who sent it."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine

from heyi.platform import idempotency
from heyi.platform.identity.sessions import system_work
from tests.builders.clock import StoryClock
from tests.builders.company import Company, order_body
from tests.builders.server import Served

KEY = "0190a6e0-0000-4000-8000-00000000000a"


def keys(company: Company) -> int:
    return int(
        company.books.one("SELECT count(*) FROM idempotency_key WHERE tenant_id = %s", [company.tenant_id])
    )


def test_the_first_answer_is_given_again_byte_for_byte(company: Company) -> None:
    body = {"name": "客户"}
    first = company.send("POST", "/parties", body, key=KEY)
    before = company.books.fingerprint(company.tenant_id)

    second = company.send("POST", "/parties", body, key=KEY)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert (first.headers["etag"], second.headers["etag"]) == ('"1"', '"1"')
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert company.books.fingerprint(company.tenant_id) == before


def test_the_answer_stays_though_the_thing_has_changed(company: Company) -> None:
    order = company.order(company.customer(), (company.product(stock="5"), "5", "1"))
    path = f"/sales-orders/{order['id']}/confirm"
    first = company.send("POST", path, {}, key=KEY)
    company.deliver(order)

    second = company.send("POST", path, {}, key=KEY)

    assert second.content == first.content
    assert company.the_order(order)["delivery_state"] == "full"


def test_the_body_may_be_written_differently_and_mean_the_same(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    plain = order_body(customer, (screws, "3", "113"))
    spelled = order_body(customer, (screws, "3", "113"), prices_include_tax=True, note=None)
    reordered = dict(reversed(plain.items()))
    first = company.send("POST", "/sales-orders", plain, key=KEY)

    for body in (reordered, spelled):
        again = company.send("POST", "/sales-orders", body, key=KEY)
        assert (again.status_code, again.content) == (201, first.content)


@pytest.mark.parametrize(
    "change",
    ["quantity", "one more line", "note", "route", "document"],
)
def test_another_request_under_the_key_is_refused(company: Company, change: str) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    body = order_body(customer, (screws, "3", "113"))
    order = company.send("POST", "/sales-orders", body, key=KEY).json()
    other = company.order(customer, (screws, "1", "1"))
    path, sent = "/sales-orders", dict(body)
    match change:
        case "quantity":
            sent = order_body(customer, (screws, "4", "113"))
        case "one more line":
            sent = order_body(customer, (screws, "3", "113"), (screws, "1", "1"))
        case "note":
            sent["note"] = "and a note"
        case "route":
            path, sent = "/parties", {"name": "客户"}
        case _:
            verb = f"/sales-orders/{order['id']}/confirm"
            key = str(uuid4())
            company.post(verb, {}, key=key)
            path = f"/sales-orders/{other['id']}/confirm"
            company.refused(422, "platform.idempotency_key_reused", "POST", path, {}, key=key)
            return
    problem = company.refused(422, "platform.idempotency_key_reused", "POST", path, sent, key=KEY)
    assert problem["params"] == {"key": KEY}


def test_another_person_under_the_key_is_refused(company: Company) -> None:
    body = {"name": "客户"}
    company.post("/parties", body, key=KEY)
    company.colleague("sales").refused(
        422, "platform.idempotency_key_reused", "POST", "/parties", body, key=KEY
    )


def test_another_browser_of_the_same_person_gets_the_answer(company: Company) -> None:
    body = {"name": "客户"}
    first = company.send("POST", "/parties", body, key=KEY)
    assert company.browser().send("POST", "/parties", body, key=KEY).content == first.content


def test_a_refusal_is_not_kept(company: Company) -> None:
    screws = company.product()
    order = company.order(company.customer(), (screws, "1", "1"))
    path, kept = f"/sales-orders/{order['id']}/confirm", keys(company)
    company.refused(409, "stock.insufficient", "POST", path, {}, key=KEY)
    assert keys(company) == kept
    company.receive_goods((screws, "1", "1"))

    assert company.post(path, {}, key=KEY)["state"] == "confirmed"


def test_a_person_without_the_right_learns_nothing_from_a_key(company: Company) -> None:
    company.post("/parties", {"name": "客户"}, key=KEY)
    company.colleague("viewer").refused(
        403, "platform.not_allowed", "POST", "/parties", {"name": "客户"}, key=KEY
    )


@pytest.mark.parametrize("key", ["", "x" * 101])
def test_a_key_has_a_length(company: Company, key: str) -> None:
    before = company.books.fingerprint(company.tenant_id)
    answer = company.client.post("/parties", json={"name": "客户"}, headers={"Idempotency-Key": key})
    assert answer.status_code == (400 if not key else 422)
    assert company.books.fingerprint(company.tenant_id) == before


def test_a_verb_without_a_body_has_one_effect_too(company: Company) -> None:
    order = company.order(company.customer(), (company.product(), "1", "1"))

    def cancel() -> httpx.Response:
        headers = {"Idempotency-Key": KEY}
        return company.client.post(f"/sales-orders/{order['id']}/cancel", headers=headers)

    assert cancel().content == cancel().content


def test_keys_are_kept_for_thirty_days_and_then_forgotten(
    company: Company, served: Served, clock: StoryClock, app_engine: Engine
) -> None:
    company.post("/parties", {"name": "客户"}, key=KEY)
    kept = keys(company)

    def forget(after: timedelta) -> int:
        with app_engine.connect() as connection, connection.begin():
            now = clock.now() + after
            return idempotency.forget_old(
                system_work(connection, tenant_id=company.tenant_id, now=now, door="test")
            )

    assert (forget(timedelta(days=29, hours=23)), keys(company)) == (0, kept)
    assert (forget(timedelta(days=30, minutes=5)), keys(company)) == (kept, 0)
    assert served.url
