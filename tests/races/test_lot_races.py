"""Many hands and one lot: what is there leaves once, and a serial number comes once."""

from collections import Counter
from functools import partial

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.lots import LotKeeper, lots
from tests.builders.stock import Store
from tests.builders.together import together


def test_eight_on_two_servers_want_the_last_five_of_a_lot(two_servers: list[str], found: Found) -> None:
    company = found(url=two_servers[0])
    milk = LotKeeper(company)
    milk.receive(("L1", "5", "2026-12-01"), ("L2", "20", "2026-12-02"))
    hands = [company.browser(two_servers[number % 2]) for number in range(8)]
    body = {"lines": [milk.line("1", ("L1", "1"))]}

    answers = together([partial(hand.send, "POST", "/stock-issues", body) for hand in hands])

    told = Counter((answer.status_code, answer.json().get("code")) for answer in answers)
    assert told[201, None] == 5
    assert {code for _, code in told if code} <= {"stock.lot_short", "stock.lot_unknown"}
    assert milk.lying() == [("L2", "free", "20")]


def test_nobody_said_which_lot_and_each_piece_leaves_once(two_servers: list[str], found: Found) -> None:
    company = found(url=two_servers[0])
    milk = LotKeeper(company)
    milk.receive(("L1", "5", "2026-12-01"), ("L2", "5", "2026-12-02"))
    hands = [company.browser(two_servers[number % 2]) for number in range(8)]
    body = {"lines": [milk.line("3")]}

    answers = together([partial(hand.send, "POST", "/stock-issues", body) for hand in hands])

    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 5}
    assert milk.lying() == [("L2", "free", "1")]


def test_a_serial_number_comes_into_one_of_two_warehouses(two_servers: list[str], found: Found) -> None:
    company = found(url=two_servers[0])
    pump = LotKeeper(company, name="水泵", tracking="serial")
    store = Store(company)
    line = {"product_id": pump.product, "quantity": "1", "unit_cost": "5", "lots": lots((("S1", "1"),))}
    hands = [company.browser(two_servers[number % 2]) for number in range(6)]

    answers = together(
        [
            partial(
                hand.send,
                "POST",
                "/stock-receipts",
                {"lines": [line], "warehouse_id": (store.main, store.branch)[at % 2]},
            )
            for at, hand in enumerate(hands)
        ]
    )

    told = Counter((answer.status_code, answer.json().get("code")) for answer in answers)
    assert told == {(201, None): 1, (409, "stock.serial_taken"): 5}
    assert pump.lying() == [("S1", "free", "1")]


def test_goods_come_in_while_it_is_settled_how_they_are_told_apart(company: Company) -> None:
    """Either the goods were first, and the setting is refused, or the setting was, and goods without lots are."""
    for _ in range(6):
        screws = company.product()
        line = {"product_id": screws, "quantity": "1", "unit_cost": "1"}
        receive = partial(company.browser().send, "POST", "/stock-receipts", {"lines": [line]})
        settle = partial(
            company.browser().send, "PATCH", f"/products/{screws}", {"tracking": "lot"}, version=1
        )
        answers = [answer.status_code for answer in together([receive, settle])]
        assert answers in ([201, 409], [422, 200])
        assert company.books.broken_laws(company.tenant_id) == []


def test_of_goods_that_have_partly_expired_no_more_is_promised_than_is_good(company: Company) -> None:
    yoghurt = LotKeeper(company)
    yoghurt.receive(("OLD", "3", "2026-11-01"), ("GOOD", "8", "2026-12-01"))
    orders = [company.order(company.customer(), (yoghurt.product, "2", "8")) for _ in range(6)]

    results = together(
        [
            partial(company.browser().send, "POST", f"/sales-orders/{order['id']}/confirm", {})
            for order in orders
        ]
    )

    assert Counter(answer.status_code for answer in results) == {200: 4, 409: 2}
    assert yoghurt.on_hand() == ("11", "0", "0")
