"""Goods that leave before their paper came in: at the last known cost, until what comes in says the true one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.scenarios.test_costs import COST_OF_GOODS, SHIPPED, STOCK, costing, moves

CENT, FIRST = Decimal("0.01"), Decimal(7)


@pytest.fixture
def shop(company: Company) -> Company:
    """A company whose one warehouse hands goods over before their papers are typed."""
    (house,) = [row for row in company.get("/warehouses")["items"] if row["code"] == "CK001"]
    company.patch(f"/warehouses/{house['id']}", {"may_run_short": True}, version=house["version"])
    return company


def sell(company: Company, product: str, quantity: str, day: str) -> Json:
    """So many of a product are handed over on a day."""
    customer = company.customer(f"客户 {product} {day} {quantity}")
    return company.deliver(company.confirmed(customer, (product, quantity, "113")), delivered_on=day)


def adjusted(company: Company, product: str) -> list[tuple[str, str]]:
    """The adjustments of a product's moves: day and value."""
    return [(day, value) for day, kind, _, value in moves(company, product) if kind == "adjustment"]


def hand_out(company: Company, product: str, quantity: str, day: str, **others: str) -> Json:
    """So many of a product are used up on a day."""
    line = {"product_id": product, "quantity": quantity}
    issue: Json = company.post("/stock-issues", {"lines": [line], "issued_on": day, **others})
    return issue


def passes(company: Company, period: str, check: str) -> bool:
    """What one of the checks before a month is closed says."""
    checks = company.get(f"/periods/{period}")["checks"]
    return bool(next(one["passed"] for one in checks if one["name"] == check))


def settled(company: Company, period: str) -> bool:
    """Whether nothing that left in the period still waits for its goods."""
    return passes(company, period, "below_zero")


def sound(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_what_leaves_too_early_is_covered_by_what_comes_next(shop: Company) -> None:
    """By the moving average: 5 lie there at 10.00, and an order of 8 is promised, delivered, and brought back."""
    product = shop.product(name="螺丝")
    shop.receive_goods((product, "5", "10"), received_on="2026-10-05")
    assert settled(shop, "2026-10")

    delivery = sell(shop, product, "8", "2026-10-20")

    assert shop.entries("delivery", delivery) == [{SHIPPED: "80", STOCK: "-80"}]
    assert shop.on_hand(product) == {"on_hand": "-3", "held": "0", "available": "-3", "value": "-30"}
    (row,) = shop.get("/stock/on-hand", below_zero=True)["items"]
    assert (row["product"], row["on_hand"], row["unit_cost"]) == ("螺丝", "-3", "10")
    assert not settled(shop, "2026-10")
    assert not settled(shop, "2026-11")
    assert sound(shop)
    refused = shop.refused(409, "stock.below_zero_now", "POST", "/stock/costing", {"method": "fifo"})
    assert "螺丝" in refused["detail"]

    receipt = shop.receive_goods((product, "10", "12"), received_on="2026-11-02", reason="donation")

    # 15 for 170.00 in truth: 8 cost 90.67, and the difference stands on the day on which they left.
    assert adjusted(shop, product) == [("2026-10-20", "-10.67")]
    assert shop.entries("stock_receipt", receipt) == [
        {SHIPPED: "10.67", STOCK: "-10.67"},
        {STOCK: "120", "530103": "-120"},
    ]
    assert shop.on_hand(product)["value"] == "79.33"
    assert settled(shop, "2026-10")
    assert shop.get("/stock/on-hand", below_zero=True)["items"] == []
    back = shop.take_back(delivery, "8")
    assert shop.entries("sales_return", back) == [{STOCK: "90.67", SHIPPED: "-90.67"}]
    assert shop.on_hand(product)["value"] == "170"
    assert sound(shop)


def test_a_receipt_dated_between_belongs_where_its_day_says(shop: Company) -> None:
    """Every paper that comes late finds its place: what left since costs what it would have cost."""
    product = shop.product()
    shop.receive_goods((product, "2", "10"), received_on="2026-10-05")
    delivery = sell(shop, product, "6", "2026-10-10")
    sell(shop, product, "1", "2026-10-20")
    shop.receive_goods((product, "9", "14"), received_on="2026-11-01")
    # 11 for 146.00: 6 cost 79.64 and then 1 costs 13.27.
    assert adjusted(shop, product) == [("2026-10-10", "-19.64"), ("2026-10-20", "-3.27")]

    shop.receive_goods((product, "4", "20"), received_on="2026-10-12")

    # 6 for 100.00 cover all of the first; the second takes one of 9 at 14.00.
    assert adjusted(shop, product) == [
        ("2026-10-10", "-19.64"),
        ("2026-10-10", "-20.36"),
        ("2026-10-20", "-0.73"),
        ("2026-10-20", "-3.27"),
    ]
    assert shop.on_hand(product)["value"] == "112"
    shop.take_back(delivery, "6")
    assert shop.on_hand(product)["value"] == "212"
    assert sound(shop)


def test_each_method_covers_in_its_own_way(shop: Company) -> None:
    """The oldest first, and by the standard: what is paid beside that is a variance, and nothing is left to correct."""
    categories = {
        method: shop.post("/product-categories", {"name": method})["id"] for method in ("fifo", "standard")
    }
    for method, category in categories.items():
        shop.post("/stock/costing", {"method": method, "category_id": category})
    oldest = shop.product(name="先进先出", category_id=categories["fifo"])
    shop.receive_goods((oldest, "5", "10"))
    sell(shop, oldest, "8", "2026-11-02")
    shop.receive_goods((oldest, "2", "11"))
    # One still waits, at what those that came last cost.
    assert shop.on_hand(oldest)["on_hand"] == "-1"
    shop.receive_goods((oldest, "10", "12"))
    assert (shop.on_hand(oldest)["value"], sum(Decimal(value) for _, value in adjusted(shop, oldest))) == (
        "108",
        Decimal(-4),
    )

    steel = shop.product(name="钢板", category_id=categories["standard"])
    order = shop.order(shop.customer(), (steel, "3", "113"))
    shop.refused(409, "stock.never_came_in", "POST", f"/sales-orders/{order['id']}/confirm")
    shop.post("/standard-changes", {"lines": [{"product_id": steel, "standard": "7"}]})
    shop.confirm(order)
    shop.deliver(order)
    assert (shop.on_hand(steel)["on_hand"], shop.on_hand(steel)["value"]) == ("-3", "-21")
    assert not settled(shop, "2026-11")
    shop.post("/standard-changes", {"lines": [{"product_id": steel, "standard": "8"}]})
    assert shop.on_hand(steel)["value"] == "-24"
    shop.receive_goods((steel, "5", "9"))
    assert shop.on_hand(steel)["value"] == "16"
    assert [row for row in moves(shop, steel) if row[1] == "adjustment"] == [
        ("2026-11-02", "adjustment", "0", "-3")
    ]
    assert settled(shop, "2026-11")
    assert sound(shop)


def test_a_month_waits_for_the_next_one(shop: Company) -> None:
    """By the month's average: what October had not costs what November's goods do."""
    costing(shop, "month_average")
    product = shop.product()
    shop.receive_goods((product, "5", "10"), received_on="2026-11-05")
    sell(shop, product, "8", "2026-11-20")
    assert (shop.on_hand(product)["value"], settled(shop, "2026-11")) == ("-30", False)
    run = shop.post("/stock/cost-runs", {"period": "2026-11"})
    assert (run["corrected"], shop.on_hand(product)["value"]) == (0, "-30")
    assert sound(shop)

    shop.receive_goods((product, "10", "12"), received_on="2026-12-03")

    assert (shop.on_hand(product)["value"], settled(shop, "2026-11")) == ("79.33", True)
    shop.post("/stock/cost-runs", {"period": "2026-12"})
    sell(shop, product, "1", "2026-12-04")
    shop.post("/stock/cost-runs", {"period": "2026-11"})
    # 5 and 10 are 11.33 each for all of December, the 8 that waited for it among them.
    assert [Decimal(value) for _, value in adjusted(shop, product)] == [Decimal("-10.67")]
    assert shop.on_hand(product)["value"] == "68"
    assert sound(shop)


def test_a_month_that_comes_to_cost_something_else_is_reckoned_again(shop: Company) -> None:
    """What was reckoned and is covered later lost its average, so the month says so; closed, it stands as it is."""
    costing(shop, "month_average")
    product = shop.product()
    shop.receive_goods((product, "5", "10"), received_on="2026-11-05")
    hand_out(shop, product, "2", "2026-11-06")
    shop.receive_goods((product, "5", "20"), received_on="2026-11-10")
    hand_out(shop, product, "10", "2026-11-20")
    shop.post("/stock/cost-runs", {"period": "2026-11"})
    assert adjusted(shop, product) == [("2026-11-06", "-10"), ("2026-11-20", "12.5")]

    shop.receive_goods((product, "10", "12"), received_on="2026-12-03")

    assert settled(shop, "2026-11")
    assert not passes(shop, "2026-11", "costs_not_reckoned")
    # Whoever reckons December first reckons November too.
    shop.post("/stock/cost-runs", {"period": "2026-12"})
    assert passes(shop, "2026-11", "costs_not_reckoned")
    # 2 at 15.00; 8 for 120.00 go on into December, with 10 for 120.00 they are 13.33 each.
    assert sum(Decimal(value) for day, value in adjusted(shop, product) if day == "2026-11-06") == -10
    assert sum(Decimal(value) for _, value in adjusted(shop, product)) == Decimal("19.17")
    assert shop.on_hand(product)["value"] == "106.67"
    shop.post("/periods/2026-11/close-profit")
    shop.post("/periods/2026-11/close")

    # Dearer goods of December change its average, not what November's books say.
    shop.receive_goods((product, "10", "20"), received_on="2026-12-10")
    assert shop.post("/stock/cost-runs", {"period": "2026-12"})["corrected"] == 0
    hand_out(shop, product, "20", "2026-12-20")
    # 18 for 306.67, and 2 more at what they cost.
    assert shop.on_hand(product)["value"] == "-34.07"
    hand_out(shop, product, "1", "2026-12-21")
    assert shop.post("/stock/cost-runs", {"period": "2026-12"})["corrected"] == 0
    assert shop.on_hand(product)["value"] == "-51.11"
    assert sound(shop)


def test_a_month_is_reckoned_whoever_went_short_in_it(shop: Company) -> None:
    """A strict warehouse gives rightly behind another's hole; one that is filled may run short no more."""
    costing(shop, "month_average")
    (house,) = [row for row in shop.get("/warehouses")["items"] if row["code"] == "CK001"]
    strict = shop.post("/warehouses", {"name": "严仓"})["id"]
    behind, filled = shop.product(), shop.product()
    shop.receive_goods((behind, "10", "10"), received_on="2026-11-05", warehouse_id=strict)
    hand_out(shop, behind, "5", "2026-11-10", warehouse_id=house["id"])
    hand_out(shop, behind, "10", "2026-11-20", warehouse_id=strict)
    shop.receive_goods((behind, "10", "12"), received_on="2026-12-03", warehouse_id=house["id"])
    shop.receive_goods((filled, "5", "10"), received_on="2026-11-05", warehouse_id=house["id"])
    hand_out(shop, filled, "8", "2026-11-20", warehouse_id=house["id"])
    shop.receive_goods((filled, "10", "12"), received_on="2026-12-03", warehouse_id=house["id"])
    shop.patch(f"/warehouses/{house['id']}", {"may_run_short": False}, version=house["version"])

    for period in ("2026-11", "2026-12"):
        shop.post("/stock/cost-runs", {"period": period})

    # 5 at 10.00; 5 more with 10 for 120.00 are 11.33 each, and 10 of them are gone.
    worth = "SELECT value FROM stock_pool WHERE product_id = %s"
    assert [shop.books.one(worth, [one]) for one in (behind, filled)] == [Decimal("56.67"), Decimal("79.33")]
    assert sound(shop)


def test_what_came_back_while_it_waited_was_never_put_back(shop: Company) -> None:
    """The oldest first: an issue that waited and came back whole is no receipt that could be the oldest."""
    costing(shop, "fifo")
    product, day = shop.product(), "2026-11-02"
    shop.receive_goods((product, "1", "5"), received_on=day)
    hand_out(shop, product, "1", day)
    wrong = hand_out(shop, product, "10", day)
    for quantity, cost in (("5", "10"), ("2", "20"), ("2", "40")):
        shop.receive_goods((product, quantity, cost), received_on=day, reason="donation")
    shop.post(f"/stock-issues/{wrong['id']}/reverse")
    assert hand_out(shop, product, "5", "2026-12-02")["total"] == "50"

    shop.receive_goods((product, "1", "50"), received_on="2026-11-20", reason="donation")

    assert [row for row in adjusted(shop, product) if row[0] == "2026-12-02"] == []
    assert shop.on_hand(product)["value"] == "170"
    assert sound(shop)


def test_a_dearer_invoice_finds_nothing_while_all_that_came_is_gone(shop: Company) -> None:
    """10 came and 15 left: the invoice's difference is what the goods that left cost, and no shelf's."""
    buying, goods = Buying(shop), shop.product()
    order = buying.confirmed(buying.supplier(), (goods, "10", "10"))
    buying.receive(order, received_on="2026-10-05")
    hand_out(shop, goods, "15", "2026-10-10")

    buying.posted(buying.entered(order, "F1", ["12"]), reason="贵了")
    assert (shop.on_hand(goods)["value"], shop.accounts()[COST_OF_GOODS]) == ("-50", "20")
    shop.receive_goods((goods, "10", "12"), received_on="2026-11-01", reason="donation")

    # 20 for 220.00: 15 cost 165.00, and the difference beside them.
    assert (shop.on_hand(goods)["value"], shop.accounts()[COST_OF_GOODS]) == ("55", "20")
    assert sound(shop)


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_many_holes_are_filled_by_as_many_statements_as_one(shop: Company, method: str) -> None:
    """However many products wait, since however many days: each is told again by the same few statements."""
    shop.post("/stock/costing", {"method": method})

    def fills(count: int) -> int:
        products = [shop.product() for _ in range(count)]
        for day, product in enumerate(products, 2):
            shop.receive_goods((product, "1", "10"), received_on=f"2026-11-{day:02d}")
            hand_out(shop, product, "3", f"2026-11-{day + 1:02d}")
        lines = [{"product_id": product, "quantity": "5", "unit_cost": "10"} for product in products]
        body = {"reason": "donation", "received_on": "2026-11-30", "lines": lines}
        return shop.statements("POST", "/stock-receipts", body)

    fills(1)
    assert fills(2) == fills(7)


@dataclass
class Ledger:
    """The papers of one product; says what is there by sorting what came in before what takes it."""

    papers: list[tuple[str, int, int, Decimal]] = field(default_factory=list)
    oldest_first: bool = False

    def add(self, day: str, quantity: int, cost: Decimal = Decimal(0)) -> None:
        """One more paper: so many come (at a cost each) or, below zero, leave."""
        self.papers.append((day, len(self.papers), quantity, cost))

    def worth(self) -> tuple[Decimal, Decimal]:
        """On hand and value."""
        there, value, queue, last = Decimal(0), Decimal(0), list[int](), FIRST
        ones: list[Decimal] = []  # What each that lies there cost, the oldest first.

        def leave(wanted: Decimal) -> Decimal:
            gone, ones[:] = sum(ones[: int(wanted)], Decimal(0)), ones[int(wanted) :]
            return gone if self.oldest_first else cents(value * wanted, there)

        for _, _, quantity, cost in sorted(self.papers):
            if quantity > 0:
                there, value = there + quantity, value + quantity * cost
                ones += [cost] * quantity
            else:
                queue.append(-quantity)
            while queue and queue[0] <= there:
                taken, last = leave(Decimal(queue[0])), value / there
                there, value = there - queue.pop(0), value - taken
        if there:
            last = value / there
        for wanted in queue:
            covered = min(Decimal(wanted), max(there, Decimal(0)))
            gone = leave(covered) if covered else Decimal(0)
            there, value = there - wanted, value - gone - cents(last * (wanted - covered), Decimal(1))
        return there, value


def cents(part: Decimal, whole: Decimal) -> Decimal:
    """A quotient to the cent."""
    return (part / whole).quantize(CENT, ROUND_HALF_UP)


DAYS = ("2026-10-10", "2026-10-20", "2026-11-01", "2026-11-02")
Step = tuple[bool, int, int, int]


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.booleans(), st.integers(1, 9), st.integers(0, 3), st.integers(1, 40)),
        min_size=6,
        max_size=14,
    )
)
def test_whoever_types_late_gets_what_the_order_of_truth_gives(
    shop: Company, method: str, steps: Sequence[Step]
) -> None:
    shop.post("/stock/costing", {"method": method})
    product, ledger = shop.product(), Ledger(oldest_first=method == "fifo")
    shop.receive_goods((product, "1", str(FIRST)), received_on="2026-10-05")
    ledger.add("2026-10-05", 1, FIRST)
    for comes, quantity, day, cost in steps:
        if comes:
            shop.receive_goods((product, str(quantity), str(cost)), received_on=DAYS[day], reason="donation")
            ledger.add(DAYS[day], quantity, Decimal(cost))
        else:
            hand_out(shop, product, str(quantity), DAYS[day])
            ledger.add(DAYS[day], -quantity)
        seen = shop.on_hand(product)
        assert (Decimal(seen["on_hand"]), Decimal(seen["value"])) == ledger.worth()
        assert shop.books.broken_laws(shop.tenant_id) == []
