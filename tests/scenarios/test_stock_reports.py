"""Looking back at goods: what lay where on a day, as known then or now, and how old what lies there is."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.scoped import colleague_with
from tests.builders.stock import BRANCH, Store


def lay(company: Company, day: str, **query: str) -> list[list[str]]:
    found = company.get("/stock/as-of", day=day, **query)["items"]
    return [[row[name] for name in ("product", "warehouse", "quantity", "value")] for row in found]


def test_what_lay_where_on_a_day_and_as_it_was_known(company: Company) -> None:
    screws = company.product()
    store = Store(company)
    company.receive_goods((screws, "100", "6"), received_on="2026-10-10")
    store.issue((screws, "30"), issued_on="2026-10-20")
    store.do(store.transfer((screws, "20"), sent_on="2026-10-25"), "send", directly=True)
    known = company.get("/stock-moves", sort="-posted_at", limit=1)["items"][0]["posted_at"]
    late = company.receive_goods((screws, "10", "6"), received_on="2026-10-15")
    main = store.main_name

    assert lay(company, "2026-10-09") == []
    assert lay(company, "2026-10-19") == [["螺丝", main, "110", "660"]]
    assert lay(company, "2026-10-19", known_at=known) == [["螺丝", main, "100", "600"]]
    assert lay(company, "2026-10-31") == [["螺丝", main, "60", "360"], ["螺丝", BRANCH, "20", "120"]]
    assert lay(company, "2026-10-31", warehouse_id=store.branch) == [["螺丝", BRANCH, "20", "120"]]
    assert lay(company, "2026-10-31", search="螺母") == []
    assert late["number"] == "QTRK202610150001"


def test_the_oldest_goods_left_first(company: Company) -> None:
    """50 came in 100 days ago, 30 fifty, 20 ten days ago; 60 left: of the oldest nothing is there any more."""
    screws, nuts = company.product(name="螺丝"), company.product(name="螺母")
    store = Store(company)
    for quantity, day in (("50", "2026-07-25"), ("30", "2026-09-13"), ("20", "2026-10-23")):
        company.receive_goods((screws, quantity, "6"), received_on=day)
    company.receive_goods((nuts, "5", "1"), received_on="2025-10-01")
    store.issue((screws, "60"), issued_on="2026-10-24")

    def ages(**query: object) -> list[Json]:
        return [
            [row[name] for name in ("product", "on_hand", "value", "parts", "last_left_on", "left_lately")]
            for row in company.get("/stock/ages", day="2026-11-02", **query)["items"]
        ]

    old = ["螺母", "5", "5", ["0", "0", "0", "0", "0", "5"], None, "0"]
    assert ages() == [["螺丝", "40", "240", ["20", "20", "0", "0", "0", "0"], "2026-10-24", "60"], old]
    assert ages(idle_days=30) == [old]
    assert company.get("/stock/ages", day="2026-11-02", limit=1)["next_cursor"] == screws


def test_only_who_may_read_moves_looks_back(company: Company) -> None:
    seller = company.colleague("sales")
    seller.refused(403, "platform.not_allowed", "GET", "/stock/as-of", query={"day": "2026-11-02"})
    seller.refused(403, "platform.not_allowed", "GET", "/stock/ages")


def test_what_goods_are_worth_is_told_to_who_sees_the_values_of_moves(company: Company) -> None:
    screws = company.product(stock="10", cost="3")
    (seen,) = company.get("/stock/on-hand", product_id=screws)["items"]
    assert (seen["value"], seen["unit_cost"]) == ("30", "3")
    seller = colleague_with(company, ["stock.stock.view", "catalog.product.view"])
    (told,) = seller.get("/stock/on-hand", product_id=screws)["items"]
    assert (told["available"], told["value"], told["unit_cost"]) == ("10", None, None)
    keeper = colleague_with(
        company,
        ["stock.stock.view", "stock.move.view", "catalog.product.view"],
        fields={"stock_move": {"value": "hidden"}},
        name="小李",
    )
    (told,) = keeper.get("/stock/on-hand", product_id=screws)["items"]
    (then,) = keeper.get("/stock/as-of", day="2026-11-02")["items"]
    (aged,) = keeper.get("/stock/ages", day="2026-11-02")["items"]
    assert (told["value"], then["value"], aged["value"], aged["on_hand"]) == (None, None, None, "10")
