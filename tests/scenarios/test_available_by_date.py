"""What can be promised when: what lies there, what is ordered, what is on its way, what is promised. Today is
2026-11-02."""

from decimal import Decimal

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.builders.stock import Store

NOW = ("on_hand", "held", "blocked", "available", "under_way", "on_order")
Row = tuple[str | None, str, str, str, str]


def by_date(who: Company, product: str, **query: object) -> Json:
    return who.get("/stock/by-date", product_id=product, **query)


def now(found: Json) -> tuple[str, ...]:
    return tuple(found[name] for name in NOW)


def days(found: Json) -> list[Row]:
    """Each day: what comes, goes, lies then, and can be promised for it."""
    return [(day["day"], day["comes"], day["goes"], day["lies"], day["available"]) for day in found["days"]]


def documents(found: Json) -> list[tuple[str, str | None, str]]:
    return [
        (one["document"], one["number"], one["quantity"]) for day in found["days"] for one in day["documents"]
    ]


def test_a_seller_sees_when_how_many_are_there(company: Company) -> None:
    screws = company.product(stock="10")
    buying, store = Buying(company), Store(company)
    supplier, customer = buying.supplier(), company.customer()
    sold = company.confirmed(customer, (screws, "7", "11.3"), ordered_on="2026-11-01")
    later = company.confirmed(customer, (screws, "2", "11.3"), ordered_on="2026-11-20")
    late = buying.confirmed(supplier, (screws, "4", "4"), ordered_on="2026-10-01", expected_on="2026-10-30")
    due = buying.confirmed(supplier, (screws, "30", "4"), expected_on="2026-11-15")
    sometime = buying.confirmed(supplier, (screws, "5", "4"))
    buying.order(supplier, (screws, "99", "4"), expected_on="2026-11-03")

    found = by_date(company, screws)
    assert now(found) == ("10", "9", "0", "1", "0", "39")
    assert days(found) == [
        ("2026-11-02", "0", "7", "3", "3"),
        ("2026-11-15", "30", "0", "33", "31"),
        ("2026-11-20", "0", "2", "31", "31"),
        (None, "9", "0", "40", "40"),
    ]
    assert [(day["short"], day["late"]) for day in found["days"]] == [
        (False, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    assert documents(found) == [
        ("sales_order", sold["number"], "-7"),
        ("purchase_order", due["number"], "30"),
        ("sales_order", later["number"], "-2"),
        ("purchase_order", sometime["number"], "5"),
        ("purchase_order", late["number"], "4"),
    ]

    # What comes and what leaves moves the days with it, to the unit.
    buying.receive(late, "3")
    company.deliver(sold, "6")
    company.close_order(later)
    found = by_date(company, screws)
    assert now(found) == ("7", "1", "0", "6", "0", "36")
    assert days(found) == [
        ("2026-11-02", "0", "1", "6", "6"),
        ("2026-11-15", "30", "0", "36", "36"),
        (None, "6", "0", "42", "42"),
    ]

    # Goods on their way to another warehouse are there on no day that anybody said.
    sent = store.sent((screws, "4"))
    rows = company.get("/stock/on-hand", product_id=screws, warehouse_id=store.branch)["items"]
    assert [(row["on_hand"], row["under_way"]) for row in rows] == [("0", "4")]
    store.do(sent, "arrive", "1")
    assert now(by_date(company, screws)) == ("4", "1", "0", "3", "3", "36")
    branch = by_date(company, screws, warehouse_id=store.branch)
    assert now(branch) == ("1", "0", "0", "1", "3", "0")
    assert days(branch) == [("2026-11-02", "0", "0", "1", "1"), (None, "3", "0", "4", "4")]
    assert documents(branch) == [("stock_transfer", sent["number"], "3")]
    rows = company.get("/stock/on-hand", product_id=screws)["items"]
    comes = {row["warehouse_id"]: (row["on_hand"], row["under_way"], row["on_order"]) for row in rows}
    assert (comes[store.main], comes[store.branch]) == (("3", "0", "36"), ("1", "3", "0"))


def test_goods_that_never_came_in_are_on_the_list_once_they_are_ordered(company: Company) -> None:
    """What is announced is seen where it will lie, with its days; what is called off leaves an empty place."""
    screws, buying, store = company.product(name="新品"), Buying(company), Store(company)
    assert company.get("/stock/on-hand")["items"] == []
    supplier = buying.supplier()
    draft = buying.order(supplier, (screws, "5", "4"))
    assert company.get("/stock/on-hand")["items"] == []
    there = buying.confirmed(supplier, (screws, "30", "4"), (screws, "2", "4"), warehouse_id=store.branch)
    company.post(f"/purchase-orders/{draft['id']}/confirm")

    def rows(**query: object) -> list[tuple[str | None, ...]]:
        found = company.get("/stock/on-hand", **query)["items"]
        told = ("warehouse_id", "on_hand", "available", "on_order", "value", "unit_cost")
        return sorted(tuple(row[name] for name in told) for row in found)

    expected: list[tuple[str | None, ...]] = [
        (store.main, "0", "0", "5", "0", None),
        (store.branch, "0", "0", "32", "0", None),
    ]
    assert rows() == sorted(expected)
    assert rows(search="新品", kind="usual") == sorted(expected)
    assert company.get("/stock/on-hand/worth") == {"value": "0"}
    assert days(by_date(company, screws)) == [
        ("2026-11-02", "0", "0", "0", "0"),
        (None, "37", "0", "37", "37"),
    ]
    company.post(f"/purchase-orders/{there['id']}/cancel")
    assert rows(warehouse_id=store.branch) == [(store.branch, "0", "0", "0", "0", None)]
    buying.receive(draft)
    assert rows(warehouse_id=store.main) == [(store.main, "5", "5", "0", "20", "4")]


def test_a_day_that_goes_short_is_marked(company: Company) -> None:
    """A warehouse may promise more than lies there: until the order comes, that is missing."""
    (house,) = company.get("/warehouses")["items"]
    company.patch(f"/warehouses/{house['id']}", {"may_run_short": True}, version=house["version"])
    screws, buying = company.product(stock="5"), Buying(company)
    company.confirmed(company.customer(), (screws, "8", "11.3"))
    buying.confirmed(buying.supplier(), (screws, "10", "4"), expected_on="2026-11-09")
    found = by_date(company, screws)
    assert now(found) == ("5", "8", "0", "-3", "0", "10")
    assert days(found) == [("2026-11-02", "0", "8", "-3", "-3"), ("2026-11-09", "10", "0", "7", "7")]
    assert [day["short"] for day in found["days"]] == [True, False]


def test_who_may_not_see_a_document_sees_what_it_brings(company: Company) -> None:
    """The seller sees no purchase orders, and of the orders of others nothing but what they take."""
    screws, buying = company.product(stock="10"), Buying(company)
    company.confirmed(company.customer(), (screws, "7", "11.3"))
    buying.confirmed(buying.supplier(), (screws, "30", "4"), expected_on="2026-11-15")
    seller = company.colleague("sales")
    found = seller.get("/stock/by-date", product_id=screws)
    assert days(found) == [("2026-11-02", "0", "7", "3", "3"), ("2026-11-15", "30", "0", "33", "33")]
    assert documents(found) == [("sales_order", None, "-7"), ("purchase_order", None, "30")]
    assert [one["document_id"] for day in found["days"] for one in day["documents"]] == [None, None]
    company.refused(404, "platform.not_found", "GET", f"/stock/by-date?product_id={company.unit}")


def test_a_warehouse_that_promises_nothing_has_no_days(company: Company) -> None:
    """Nothing is no answer where goods lie: a warehouse that holds them back, or that there is not, says so."""
    screws, store = company.product(stock="10"), Store(company)
    kept = company.post("/warehouses", {"code": "Q", "name": "待检仓", "kind": "held_back"})
    path = f"/stock/by-date?product_id={screws}&warehouse_id="
    company.refused(409, "stock.not_promised", "GET", f"{path}{kept['id']}")
    company.refused(422, "stock.warehouse_unusable", "GET", f"{path}{screws}")
    assert now(by_date(company, screws, warehouse_id=store.main)) == ("10", "0", "0", "10", "0", "0")


def test_all_that_lies_there_is_worth_so_much(company: Company) -> None:
    """The sum of what the rows show, to the cent, whatever is asked for; nothing for who sees no values."""
    store = Store(company)
    thirds = company.product(name="三分")
    company.receive_goods((thirds, "3", "3.333333"), (company.product(name="砖"), "7", "1.11"))
    store.do(store.sent((thirds, "1")), "arrive")
    for query in ({}, {"warehouse_id": store.branch}, {"search": "三分"}, {"kind": "usual"}):
        rows = company.get("/stock/on-hand", **query)["items"]
        worth = company.get("/stock/on-hand/worth", **query)
        assert Decimal(worth["value"]) == sum(Decimal(row["value"]) for row in rows)
    assert company.get("/stock/on-hand/worth") == {"value": "17.77"}
    assert company.colleague("sales").get("/stock/on-hand/worth") == {"value": None}
