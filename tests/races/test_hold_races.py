"""Goods kept for a customer, and many who want them at that moment: nobody else gets them, and nobody twice."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from heyi.modules.sales.jobs import expire_holds
from heyi.platform.jobs.runner import Runner
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.holds import held_for, state_of
from tests.builders.http import Json, Person
from tests.builders.notices import Crier
from tests.builders.server import Served
from tests.builders.together import together


def outcome(who: Person, path: str, body: Json | None = None) -> str:
    """How a verb ended: its status, and the code of a refusal."""
    answer = who.send("POST", path, body or {})
    return "done" if answer.is_success else str(answer.json()["code"])


def confirming(who: Person, order: Json) -> partial[str]:
    return partial(outcome, who, f"/sales-orders/{order['id']}/confirm")


def test_his_order_takes_over_what_is_kept_while_thirty_one_sellers_ask_for_the_same(
    two_servers: list[str], found: Found
) -> None:
    company = found(url=two_servers[0])
    customer, other = company.customer(), company.customer("上海远东贸易有限公司")
    pumps = company.product(stock="100")
    hold = held_for(company, customer, (pumps, "40"))
    his = company.order(customer, (pumps, "40", "113"), hold_id=hold["id"])
    theirs = [company.order(other, (pumps, "4", "113")) for _ in range(31)]
    verbs = [
        confirming(company.browser(two_servers[at % 2]), order) for at, order in enumerate([*theirs, his])
    ]

    results = together(verbs)

    assert results[-1] == "done"
    assert Counter(results[:-1]) == {"done": 15, "stock.insufficient": 16}
    assert company.on_hand(pumps) == {"on_hand": "100", "held": "100", "available": "0", "value": "6000"}
    assert state_of(company, hold) == ("used", ["40"])


def test_of_orders_that_name_the_same_hold_it_serves_as_many_as_it_keeps(
    company: Company, served: Served
) -> None:
    customer, pumps = company.customer(), company.product(stock="10")
    hold = held_for(company, customer, (pumps, "10"))
    orders = [company.order(customer, (pumps, "4", "113"), hold_id=hold["id"]) for _ in range(6)]
    retries = len(served.retries)

    results = together([confirming(company.browser(), order) for order in orders])

    assert Counter(results) == {"done": 2, "stock.insufficient": 4}
    assert company.on_hand(pumps)["held"] == "10"
    assert state_of(company, hold) == ("held", ["8"])
    assert len(served.retries) == retries, "PostgreSQL had to end a deadlock"


@pytest.mark.parametrize("verb", ["release", "extend"])
def test_let_go_or_kept_longer_while_it_is_taken_over(company: Company, served: Served, verb: str) -> None:
    customer, pumps = company.customer(), company.product(stock="90")
    body = {"release": {"reason": "不要了"}, "extend": {"expires_on": "2026-11-20"}}[verb]
    holds = [held_for(company, customer, (pumps, "5")) for _ in range(8)]
    orders = [company.order(customer, (pumps, "5", "113"), hold_id=hold["id"]) for hold in holds]
    retries = len(served.retries)

    verbs = [confirming(company.browser(), order) for order in orders]
    verbs += [
        partial(outcome, company.browser(), f"/goods-holds/{hold['id']}/{verb}", body) for hold in holds
    ]
    results = together(verbs)

    assert results[:8] == ["done"] * 8
    ended = {"release": ("released", ["0"]), "extend": ("used", ["5"])}[verb]
    for hold, result in zip(holds, results[8:], strict=True):
        # Whoever came first: it was let go and the order took what was free, or there was nothing left to let go of.
        expected = {"done": ended, "platform.wrong_state": ("used", ["5"])}
        assert state_of(company, hold) == expected[result]
    assert company.on_hand(pumps)["held"] == "40"
    assert len(served.retries) == retries, "PostgreSQL had to end a deadlock"


def test_holds_run_out_while_sellers_ask_and_the_night_ends_them(
    company: Company, served: Served, crier: Crier, later: Later
) -> None:
    customer, other = company.customer(), company.customer("上海远东贸易有限公司")
    goods = [company.product(name=f"商品{at}", stock="10") for at in range(3)]
    lines = [(product, "4") for product in goods]
    holds = [held_for(company, customer, *lines[::way], expires_on="2026-11-03") for way in (1, -1)]
    his = [
        company.order(customer, *[(product, "4", "113") for product in goods], hold_id=hold["id"])
        for hold in holds
    ]
    theirs = [
        company.order(other, *[(product, "3", "113") for product in goods[:: 1 if at % 2 else -1]])
        for at in range(6)
    ]
    retries = len(served.retries)
    with later(days=2):
        crier.queue(expire_holds)
        nights = [lambda: str(Runner(served.services).run_due()) for _ in range(2)]
        verbs: list[Callable[[], str]] = [confirming(company.browser(), order) for order in [*his, *theirs]]
        results = together([*verbs, *nights])[:8]
        crier.run_jobs()

        # Of ten of each, and nobody first: three of three, or fewer and one or two of four.
        assert set(results) == {"done", "stock.insufficient"}
        sizes = [4, 4, 3, 3, 3, 3, 3, 3]
        promised = sum(size for size, result in zip(sizes, results, strict=True) if result == "done")
        for product in goods:
            left = Decimal(company.on_hand(product)["available"])
            assert left == 10 - promised
            assert 0 <= left < 4
        assert [state_of(company, hold) for hold in holds] == [("expired", ["0", "0", "0"])] * 2
    assert len(served.retries) == retries, "PostgreSQL had to end a deadlock"
