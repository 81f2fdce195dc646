"""A warehouse whose papers follow its goods may run short; what never came in leaves nowhere."""

import pytest

from tests.builders.company import Company
from tests.builders.lots import LotKeeper
from tests.builders.stock import Store


@pytest.fixture
def store(company: Company) -> Store:
    return Store(company)


def allow(store: Store, allowed: bool = True) -> None:
    """Whether the branch may run short."""
    house = store.company.get(f"/warehouses/{store.branch}")
    body = {"may_run_short": allowed}
    store.company.patch(f"/warehouses/{store.branch}", body, version=house["version"])


def place(store: Store, product: str) -> tuple[str, str, str]:
    """On hand, held and available in the branch."""
    (row,) = store.company.get("/stock/on-hand", product_id=product, warehouse_id=store.branch)["items"]
    return row["on_hand"], row["held"], row["available"]


def test_orders_of_a_warehouse_that_may_run_short_are_promised_and_delivered(
    company: Company, store: Store
) -> None:
    """10 lie in the main warehouse and none in the branch; the goods left at their cost, and the transfer fills the
    hole afterwards."""
    screws = company.product(stock="10", cost="6")
    customer = company.customer()
    order = company.order(customer, (screws, "4", "113"), warehouse_id=store.branch)
    path = f"/sales-orders/{order['id']}/confirm"
    company.refused(409, "stock.insufficient", "POST", path)

    allow(store)
    company.confirm(order)
    assert place(store, screws) == ("0", "4", "-4")
    delivery = company.deliver(order, "3")
    assert place(store, screws) == ("-3", "1", "-4")
    assert company.entries("delivery", delivery) == [{"1406": "18", "1405": "-18"}]
    # The company has enough, so the month's end is told of the branch alone, by name.
    checks = {check["name"]: check for check in company.get("/periods/2026-11")["checks"]}
    assert checks["below_zero"]["passed"]
    place_told = checks["places_below_zero"]
    assert (place_told["passed"], place_told["blocks"], place_told["count"]) == (False, False, 1)
    (named,) = place_told["named"]
    assert named.endswith(" 螺丝 -3")
    house = company.get(f"/warehouses/{store.branch}")
    company.refused(
        409,
        "stock.short_now",
        "PATCH",
        f"/warehouses/{store.branch}",
        {"may_run_short": False},
        version=house["version"],
    )
    moved = store.transfer((screws, "4"))
    store.do(moved, "send", directly=True)
    assert place(store, screws) == ("1", "1", "0")
    store.issue((screws, "2"), warehouse_id=store.branch)
    assert place(store, screws) == ("-1", "1", "-2")
    company.receive_goods((screws, "2", "9"), warehouse_id=store.branch)
    assert place(store, screws) == ("1", "1", "0")
    company.deliver(order)
    allow(store, allowed=False)
    again = company.order(customer, (screws, "1", "113"), warehouse_id=store.branch)
    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{again['id']}/confirm")


def test_what_was_promised_is_delivered_though_the_company_gave_the_rest_away(
    company: Company, store: Store
) -> None:
    """The branch promised 4 of the 10; the main warehouse gives all 10, for they lie there, and the promise is kept."""
    screws = company.product(stock="10", cost="6")
    allow(store)
    order = company.confirmed(company.customer(), (screws, "4", "113"), warehouse_id=store.branch)
    store.issue((screws, "10"))

    delivery = company.deliver(order)

    assert company.entries("delivery", delivery) == [{"1406": "24", "1405": "-24"}]
    assert place(store, screws) == ("-4", "0", "-4")
    company.receive_goods((screws, "10", "8"), warehouse_id=store.branch)
    # The 10 had left at 6.00 each before them; the 4 cost 8.00 each.
    (row,) = company.get("/stock/on-hand", product_id=screws, warehouse_id=store.branch)["items"]
    assert row["value"] == "48"
    assert company.books.broken_laws(company.tenant_id) == []


def test_a_cancelled_promise_ends_a_shortage_and_a_count_fills_it(company: Company, store: Store) -> None:
    screws = company.product(stock="10", cost="6")
    store.do(store.transfer((screws, "2")), "send", directly=True)
    allow(store)
    order = company.confirmed(company.customer(), (screws, "5", "113"), warehouse_id=store.branch)
    assert place(store, screws) == ("2", "5", "-3")
    company.cancel(order)
    assert place(store, screws) == ("2", "0", "2")
    store.issue((screws, "3"), warehouse_id=store.branch)
    count = store.count(warehouse_id=store.branch, blind=False)
    store.noted(count, (screws, "1"))
    assert (store.posted(count)["gain"], place(store, screws)) == ("12", ("1", "0", "1"))
    allow(store, allowed=False)


def test_what_is_counted_piece_by_piece_never_runs_short(company: Company, store: Store) -> None:
    """Lots, goods in bins and goods that never came in; and a warehouse that may run short gets no bins."""
    allow(store)
    milk = LotKeeper(company)
    milk.receive(("L1", "5", "2027-01-01"))
    nowhere = company.product(name="从未入库")
    for product, code in ((milk.product, "stock.insufficient"), (nowhere, "stock.never_came_in")):
        body = {"warehouse_id": store.branch, "lines": [{"product_id": product, "quantity": "1"}]}
        company.refused(409, code, "POST", "/stock-issues", body)
        order = company.order(
            company.customer(f"客户 {product}"), (product, "1", "9"), warehouse_id=store.branch
        )
        company.refused(409, code, "POST", f"/sales-orders/{order['id']}/confirm")
    path = f"/warehouses/{store.branch}/bins-on"
    company.refused(409, "stock.may_run_short", "POST", path, {"receiving": "REC"})
    allow(store, allowed=False)
    company.post(path, {"receiving": "REC"})
    house = company.get(f"/warehouses/{store.branch}")
    company.refused(
        409,
        "stock.bins_never_short",
        "PATCH",
        f"/warehouses/{store.branch}",
        {"may_run_short": True},
        version=house["version"],
    )
