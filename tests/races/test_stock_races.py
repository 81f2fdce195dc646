"""Many sellers and one heap of goods: never more promised than there is, and nobody waits for nothing."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

import pytest

from tests.builders.company import Company, Line, order_body
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person
from tests.builders.server import Served
from tests.builders.stock import Store
from tests.builders.together import together


def sell_until_refused(seller: Person, customer: str, product: str, quantity: str) -> tuple[int, str]:
    """Enter and promise one order after the other; how many were promised, and with which code it ended."""
    promised = 0
    while True:
        order = seller.post("/sales-orders", order_body(customer, (product, quantity, "1")))
        answer = seller.send("POST", f"/sales-orders/{order['id']}/confirm", {})
        if not answer.is_success:
            return promised, f"{answer.status_code} {answer.json()['code']}"
        promised += 1


def deliver_all(seller: Person, orders: Sequence[Json]) -> None:
    """Deliver one order after the other."""
    for order in orders:
        seller.post(f"/sales-orders/{order['id']}/deliver")


def test_sixteen_sellers_on_two_servers_promise_the_last_500_units_and_not_one_more(
    two_servers: list[str], found: Found
) -> None:
    company = found(url=two_servers[0])
    customer, product = company.customer(), company.product(stock="500")
    sellers = [company.browser(two_servers[number % 2]) for number in range(16)]

    results = together([partial(sell_until_refused, seller, customer, product, "5") for seller in sellers])

    assert sum(count for count, _ in results) == 100
    assert {reason for _, reason in results} == {"409 stock.insufficient"}
    assert company.on_hand(product) == {"on_hand": "500", "held": "500", "available": "0", "value": "30000"}
    orders = company.get(
        "/sales-orders", filter='{"field": "state", "op": "eq", "value": "confirmed"}', limit=200
    )["items"]
    assert len(orders) == 100
    together([partial(deliver_all, seller, orders[place::16]) for place, seller in enumerate(sellers)])
    assert company.on_hand(product) == {"on_hand": "0", "held": "0", "available": "0", "value": "0"}


def test_unequal_orders_leave_what_none_of_them_fits_into(company: Company) -> None:
    customer, product = company.customer(), company.product(stock="100")
    sizes = ("7", "11", "13", "29")

    results = together(
        [partial(sell_until_refused, company.browser(), customer, product, size) for size in sizes]
    )

    promised = sum(int(size) * count for size, (count, _) in zip(sizes, results, strict=True))
    now = company.on_hand(product)
    assert Decimal(now["held"]) == promised
    assert Decimal(now["available"]) == 100 - promised < 7


def test_the_first_goods_of_a_product_from_eight_sides_at_once(company: Company) -> None:
    product, other = company.product(), company.product(name="螺母")
    lines = [
        {"product_id": product, "quantity": "1", "unit_cost": "1.01"},
        {"product_id": other, "quantity": "2", "unit_cost": "1"},
    ]
    bodies = [{"lines": lines if number % 2 else lines[::-1]} for number in range(8)]

    together([partial(company.browser().post, "/stock-receipts", body) for body in bodies])

    assert company.on_hand(product) == {"on_hand": "8", "held": "0", "available": "8", "value": "8.08"}
    assert company.on_hand(other)["on_hand"] == "16"


def trade(seller: Person, customer: str, products: Sequence[str], rounds: int) -> list[int]:
    """Sell, deliver, buy back and call off the same products; the status of each verb."""
    seen = []
    lines: list[Line] = [(product, "1", "113") for product in products]
    goods = [{"product_id": product, "quantity": "1", "unit_cost": "60"} for product in products]
    for _ in range(rounds):
        sold = seller.post("/sales-orders", order_body(customer, *lines))
        called_off = seller.post("/sales-orders", order_body(customer, *lines))
        for path, body in (
            (f"/sales-orders/{sold['id']}/confirm", {}),
            (f"/sales-orders/{called_off['id']}/confirm", {}),
            (f"/sales-orders/{sold['id']}/deliver", {}),
            ("/stock-receipts", {"lines": goods}),
            (f"/sales-orders/{called_off['id']}/cancel", {}),
        ):
            seen.append(seller.send("POST", path, body).status_code)
    return seen


@pytest.mark.parametrize("count", [2, 6])
def test_the_same_products_in_opposite_order_never_block_each_other_for_good(
    company: Company, served: Served, count: int
) -> None:
    customer = company.customer()
    products = [company.product(stock="1000", name=f"商品{number}") for number in range(count)]

    retries = len(served.retries)
    results = together(
        [
            partial(trade, company.browser(), customer, products if number % 2 else products[::-1], 4)
            for number in range(8)
        ]
    )

    assert Counter(status for seen in results for status in seen) == {200: 8 * 4 * 3, 201: 8 * 4 * 2}
    assert len(served.retries) == retries, (
        "rows were not taken in one order, so PostgreSQL had to end a deadlock"
    )
    left = [company.on_hand(product) for product in products]
    assert left == [{"on_hand": "1000", "held": "0", "available": "1000", "value": "60000"}] * count


def issue_until_refused(keeper: Person, warehouse: str, product: str) -> tuple[int, str]:
    """Let five leave a warehouse, again and again; how often they did, and with which code it ended."""
    gone = 0
    while True:
        line = {"product_id": product, "quantity": "5"}
        answer = keeper.send("POST", "/stock-issues", {"warehouse_id": warehouse, "lines": [line]})
        if not answer.is_success:
            return gone, f"{answer.status_code} {answer.json()['code']}"
        gone += 1


@pytest.mark.parametrize(
    ("allowed", "gone", "reason", "left"),
    [(True, 8, "409 stock.insufficient", "-20"), (False, 4, "409 stock.insufficient", "0")],
)
def test_takers_leave_what_a_warehouse_has_or_if_it_may_run_short_what_the_company_has(
    company: Company, allowed: bool, gone: int, reason: str, left: str
) -> None:
    store, product = Store(company), company.product(stock="40", cost="2")
    store.do(store.transfer((product, "20")), "send", directly=True)
    house = company.get(f"/warehouses/{store.branch}")
    company.patch(f"/warehouses/{store.branch}", {"may_run_short": allowed}, version=house["version"])
    keepers = [company.browser() for _ in range(4)]

    results = together([partial(issue_until_refused, keeper, store.branch, product) for keeper in keepers])

    assert (sum(count for count, _ in results), {why for _, why in results}) == (gone, {reason})
    rows = company.get("/stock/on-hand", product_id=product)["items"]
    assert {row["warehouse"]: row["on_hand"] for row in rows}["城东仓"] == left
    assert sum(Decimal(row["value"]) for row in rows) == 80 - 10 * gone


def test_bins_are_switched_while_goods_come_and_go(company: Company) -> None:
    """Whoever moves goods at that moment is wholly before the switch or wholly behind it; the laws say so."""
    store, products = Store(company), [company.product(stock="50", name=name) for name in "abc"]
    people = [company.browser() for _ in range(6)]

    def keep(person: Person) -> None:
        for product in products:
            store_line = {"product_id": product, "quantity": "1"}
            person.post("/stock-receipts", {"lines": [store_line | {"unit_cost": "60"}]})
            person.post("/stock-issues", {"lines": [store_line]})

    def switch(person: Person) -> None:
        path = f"/warehouses/{store.main}/bins-"
        for way in ("on", "off", "on"):
            person.post(path + way, {"receiving": "REC"} if way == "on" else {})

    first, *others = people
    together([partial(switch, first), *(partial(keep, person) for person in others)])

    standing = company.get("/stock/in-bins")["items"]
    assert {(row["bin"], row["quantity"]) for row in standing} == {("REC", "50")}
    assert len(standing) == 3


def test_a_warehouse_becomes_another_s_or_gets_goods_of_ours_and_never_both(company: Company) -> None:
    """Whoever is first decides: it keeps others' goods and ours are refused, or ours lie there and it stays ours."""
    product = company.product(stock="40", cost="2")
    owner = company.customer("寄售商", is_supplier=True)
    houses = [company.post("/warehouses", {"name": f"新仓 {number}"})["id"] for number in range(6)]
    line = {"product_id": product, "quantity": "1", "unit_cost": "2"}
    people = [company.browser() for _ in range(2 * len(houses))]

    def receive(person: Person, house: str) -> str:
        answer = person.send("POST", "/stock-receipts", {"warehouse_id": house, "lines": [line]})
        return "ours" if answer.is_success else str(answer.json()["code"])

    def entrust(person: Person, house: str) -> str:
        body = {"kind": "entrusted", "goods_owner_id": owner}
        answer = person.send("PATCH", f"/warehouses/{house}", body, version=1)
        return "theirs" if answer.is_success else str(answer.json()["code"])

    pairs = [(people[2 * at], people[2 * at + 1], house) for at, house in enumerate(houses)]
    found = together(
        [
            work
            for one, two, house in pairs
            for work in (partial(receive, one, house), partial(entrust, two, house))
        ]
    )

    ends = {tuple(found[at : at + 2]) for at in range(0, len(found), 2)}
    assert ends <= {("ours", "stock.kind_kept"), ("stock.not_our_goods", "theirs")}
