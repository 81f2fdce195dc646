"""An order that changes while its goods leave, and many changes at once: each finds what came before it."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from tests.builders.changes import begun, lines_of, wish_of
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person
from tests.builders.server import Served
from tests.builders.together import together


def outcome(who: Person, path: str, body: Json | None = None) -> str:
    """How a verb ended: its status, and the code of a refusal."""
    answer = who.send("POST", path, body or {})
    return "done" if answer.is_success else str(answer.json()["code"])


def effect(who: Person, change: Json) -> Callable[[], str]:
    return partial(outcome, who, f"/sales-order-changes/{change['id']}/take-effect")


def test_goods_leave_while_the_order_shrinks(two_servers: list[str], found: Found) -> None:
    company = found(url=two_servers[0])
    customer = company.customer()
    for _ in range(4):
        pumps = company.product(stock="10")
        order = company.confirmed(customer, (pumps, "10", "113"))
        line = company.the_order(order)["lines"][0]["id"]
        change = begun(company, order, {"quantity": "6"})
        some = {"lines": [{"line_id": line, "quantity": "2"}]}
        verbs = [effect(company.browser(two_servers[1]), change)]
        for at in range(6):
            who = company.browser(two_servers[at % 2])
            verbs.append(partial(outcome, who, f"/sales-orders/{order['id']}/deliver", some))

        shrunk, *left = together(verbs)

        # It shrank before more than six were gone, or it was told that more had left.
        whole = {"done": "6", "sales.change_refused": "10"}[shrunk]
        assert lines_of(company.the_order(order)) == [(whole, "113", whole, str(113 * int(whole)))]
        assert Counter(left) == {"done": int(whole) // 2, "sales.delivers_too_much": 6 - int(whole) // 2}
        on_hand = company.on_hand(pumps)
        assert (on_hand["on_hand"], on_hand["held"]) == (str(10 - int(whole)), "0")


def test_of_orders_that_grow_at_once_as_many_grow_as_there_are_goods(
    two_servers: list[str], found: Found
) -> None:
    company = found(url=two_servers[0])
    customer, pumps, valves = company.customer(), company.product(stock="19"), company.product(stock="19")
    orders = [company.confirmed(customer, (pumps, "1", "113"), (valves, "1", "113")) for _ in range(8)]
    # Some name the two products the other way round; none waits in a circle.
    changes = [
        begun(company, order, {"quantity": "4"}, {"quantity": "4"})
        if at % 2
        else begun(
            company, order, None, {"quantity": "4"}, {"product_id": pumps, "quantity": "4", "unit_price": "1"}
        )
        for at, order in enumerate(orders)
    ]

    results = together(
        [effect(company.browser(two_servers[at % 2]), change) for at, change in enumerate(changes)]
    )

    assert Counter(results) == {"done": 3, "stock.insufficient": 5}
    assert [company.on_hand(one)["held"] for one in (pumps, valves)] == ["17", "17"]


def test_one_change_is_written_and_takes_effect_once(company: Company, served: Served) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "5", "113"))
    path, wish = f"/sales-orders/{order['id']}/changes", wish_of(company.the_order(order), {"quantity": "9"})
    retries = len(served.retries)

    written = together([partial(outcome, company.browser(), path, wish) for _ in range(6)])
    assert Counter(written) == {"done": 1, "sales.change_drafted": 5}
    (change,) = company.get("/sales-order-changes")["items"]
    in_effect = together([effect(company.browser(), change) for _ in range(6)])
    assert Counter(in_effect) == {"done": 1, "platform.wrong_state": 5}
    assert lines_of(company.the_order(order)) == [("9", "113", "0", "1017")]
    assert len(served.retries) == retries, "PostgreSQL had to end a deadlock"
