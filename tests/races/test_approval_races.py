"""Two people at one approval: whoever comes second finds what the first one did."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import httpx
import pytest

from tests.builders.approving import flow, step, submit, waiting
from tests.builders.colleague import Colleague
from tests.builders.company import Company, order_body
from tests.builders.http import Json, Person
from tests.builders.locks import holding
from tests.builders.together import together


def outcome(answer: httpx.Response) -> tuple[int, str]:
    """The status, and why when it is a refusal."""
    return answer.status_code, "" if answer.is_success else answer.json()["code"]


def word(person: Person, said: str, body: Json | None = None) -> Callable[[], httpx.Response]:
    """A word on what waits for somebody, ready to be said."""
    (item,) = waiting(person)
    return partial(person.send, "POST", f"/approval-tasks/{item['task_id']}/{said}", body or {})


@pytest.fixture
def people(company: Company) -> list[Colleague]:
    """Who may be asked."""
    return [company.colleague("viewer", name) for name in ("甲", "乙", "丙")]


def draft(company: Company) -> Json:
    """A draft order of ten, of which there are ten."""
    goods = company.product(stock="10")
    return company.order(company.customer(), (goods, "10", "113"))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("any", {(200, ""): 1, (409, "approvals.not_asked"): 2}),
        ("all", {(200, ""): 3}),
    ],
)
def test_several_approve_at_once(
    company: Company, people: list[Colleague], mode: str, expected: dict[tuple[int, str], int]
) -> None:
    flow(company, step("a", *people, mode=mode))
    order = draft(company)
    view = submit(company, order["id"])
    answers = together([word(one, "approve") for one in people])
    assert Counter(map(outcome, answers)) == expected
    assert company.get(f"/approvals/{view['id']}")["outcome"] == "done"
    assert company.the_order(order)["state"] == "confirmed"


def test_one_approves_twice_at_once(company: Company, people: list[Colleague]) -> None:
    flow(company, step("a", people[0]))
    order = draft(company)
    submit(company, order["id"])
    said = word(people[0], "approve")
    answers = together([said] * 4)
    assert Counter(map(outcome, answers)) == {(200, ""): 1, (409, "approvals.not_asked"): 3}


def test_it_is_withdrawn_while_somebody_approves(company: Company, people: list[Colleague]) -> None:
    flow(company, step("a", people[0]))
    order = draft(company)
    view = submit(company, order["id"])
    withdraw: Callable[[], httpx.Response] = partial(
        company.send, "POST", f"/approvals/{view['id']}/withdraw", {}
    )
    answers = list(map(outcome, together([word(people[0], "approve"), withdraw])))
    state = company.get(f"/approvals/{view['id']}")["state"]
    order_state = company.the_order(order)["state"]
    assert (state, order_state, *answers) in [
        ("approved", "confirmed", (200, ""), (409, "platform.wrong_state")),
        ("withdrawn", "draft", (409, "approvals.not_asked"), (200, "")),
    ]


def test_the_order_is_changed_while_it_is_submitted(company: Company, people: list[Colleague]) -> None:
    flow(company, step("a", people[0]))
    order = draft(company)
    whole = company.the_order(order)
    changed = order_body(whole["party"]["id"], (whole["lines"][0]["product_id"], "5", "113"))
    ask = {"record": "sales_order", "verb": "confirm", "record_id": order["id"]}
    edit = partial(company.browser().send, "PATCH", f"/sales-orders/{order['id']}", changed, version=1)
    submitted, edited = together([partial(company.send, "POST", "/approvals", ask), edit])
    assert submitted.status_code == 201
    assert outcome(edited) in [(200, ""), (409, "approvals.under_approval")]
    seen = {one["name"]: one["value"] for one in submitted.json()["seen"]["fields"]}
    assert seen["gross"] == company.the_order(order)["gross"]
    assert outcome(word(people[0], "approve")()) == (200, "")


def test_one_record_is_submitted_once(company: Company, people: list[Colleague]) -> None:
    flow(company, step("a", people[0]))
    ask = {"record": "sales_order", "verb": "confirm", "record_id": draft(company)["id"]}
    answers = together([partial(company.browser().send, "POST", "/approvals", ask) for _ in range(4)])
    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "approvals.under_approval"): 3}


def test_one_approval_lets_a_verb_through_once(
    company: Company, people: list[Colleague], admin_database_url: str
) -> None:
    """A payment that was approved and failed is made once, however many try: all of them meet at the approval."""
    supplier = company.customer("供应商", is_supplier=True)
    flow(company, step("a", people[0]), record="payment", verb="post")
    body = {"party_id": supplier, "amount": "100", "paid_on": "2026-11-02"}
    view = submit(company, None, record="payment", verb="post", payload=body)
    company.post("/periods/2026-11/close")
    assert outcome(word(people[0], "approve")()) == (200, "")
    found = company.get(f"/approvals/{view['id']}")
    assert (found["outcome"], found["failure"]["code"]) == ("failed", "ledger.period_closed")
    company.post("/periods/2026-11/reopen", {"reason": "漏记一笔付款"})
    with holding(admin_database_url, "approval", view["id"]) as queue:
        for _ in range(3):
            queue.join(partial(company.browser().send, "POST", "/payments", body))
        answers = [answer for answer in queue.release() if isinstance(answer, httpx.Response)]
    assert list(map(outcome, answers)) == [(201, ""), *[(409, "approvals.needs_approval")] * 2]
    assert len(company.get("/payments")["items"]) == 1
