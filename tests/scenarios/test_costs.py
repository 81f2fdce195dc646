"""What goods cost: by the moving average, the oldest first, or the month; dated back, brought back, corrected."""

import pytest

from tests.builders.company import Company
from tests.builders.purchases import Buying

COST_OF_GOODS, STOCK, SHIPPED = "540101", "1405", "1406"


def sell(company: Company, product: str, quantity: str, day: str) -> dict[str, str]:
    """So many of a product leave on a day for a customer."""
    customer = company.customer(f"客户 {day} {quantity}")
    delivery: dict[str, str] = company.deliver(
        company.confirmed(customer, (product, quantity, "113")), delivered_on=day
    )
    return delivery


def costing(company: Company, method: str) -> None:
    """Value what leaves by that method."""
    assert company.post("/stock/costing", {"method": method})["method"] == method


def moves(company: Company, product: str) -> list[tuple[str, str, str, str]]:
    """The moves of a product by day: day, kind, quantity, value."""
    found = company.get(
        "/stock-moves", filter=f'{{"field":"product_id","op":"eq","value":"{product}"}}', limit=100
    )
    rows = [(row["occurred_on"], row["kind"], row["quantity"], row["value"]) for row in found["items"]]
    return sorted(rows)


class TestDatedBack:
    def test_a_receipt_behind_what_left_corrects_what_it_cost(self, company: Company) -> None:
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-10-05")
        sell(company, product, "4", "2026-10-20")
        sell(company, product, "2", "2026-11-01")

        receipt = company.receive_goods((product, "10", "7"), received_on="2026-10-10", reason="donation")

        # 20 at 6.00 since the 10th: 4 had left at 20.00 and cost 24.00, 2 at 10.00 and cost 12.00.
        assert company.on_hand(product) == {"on_hand": "14", "held": "0", "available": "14", "value": "84"}
        assert moves(company, product) == [
            ("2026-10-05", "receipt", "10", "50"),
            ("2026-10-10", "receipt", "10", "70"),
            ("2026-10-20", "adjustment", "0", "-4"),
            ("2026-10-20", "issue", "-4", "-20"),
            ("2026-11-01", "adjustment", "0", "-2"),
            ("2026-11-01", "issue", "-2", "-10"),
        ]
        assert company.entries("stock_receipt", receipt) == [
            {STOCK: "70", "530103": "-70"},
            {SHIPPED: "4", STOCK: "-4"},
            {SHIPPED: "2", STOCK: "-2"},
        ]
        assert company.books.broken_laws(company.tenant_id) == []

    def test_an_issue_is_valued_as_of_its_day(self, company: Company) -> None:
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-10-05")
        company.receive_goods((product, "10", "9"), received_on="2026-10-25")
        sell(company, product, "10", "2026-10-28")

        delivery = sell(company, product, "5", "2026-10-10")

        assert company.get(f"/deliveries/{delivery['id']}")["cost"] == "25"
        # 5 at 5.00 and 10 at 9.00 are 7.67 each: ten cost 76.67 and had left at 70.00.
        assert moves(company, product)[2:] == [
            ("2026-10-25", "receipt", "10", "90"),
            ("2026-10-28", "adjustment", "0", "-6.67"),
            ("2026-10-28", "issue", "-10", "-70"),
        ]
        assert company.on_hand(product)["value"] == "38.33"

    def test_no_day_may_be_left_short(self, company: Company) -> None:
        product = company.product(name="螺丝")
        company.receive_goods((product, "10", "5"), received_on="2026-10-10")
        early = company.confirmed(company.customer("早"), (product, "1", "113"))

        refused = company.refused(
            409,
            "stock.was_short",
            "POST",
            f"/sales-orders/{early['id']}/deliver",
            {"delivered_on": "2026-10-09"},
        )

        assert "2026-10-09" in refused["detail"]
        assert "螺丝" in refused["detail"]
        assert company.on_hand(product)["held"] == "1"

    def test_what_came_back_follows_its_delivery(self, company: Company) -> None:
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-10-05")
        delivery = sell(company, product, "9", "2026-10-20")
        company.take_back(delivery, "3", returned_on="2026-10-22")

        company.receive_goods((product, "10", "8"), received_on="2026-10-06")

        # 6.50 each: 9 left at 45.00 and cost 58.50, 3 of them came back at 15.00 and are worth 19.50.
        assert [row for row in moves(company, product) if row[1] == "adjustment"] == [
            ("2026-10-20", "adjustment", "0", "-13.5"),
            ("2026-10-22", "adjustment", "0", "4.5"),
        ]
        assert company.on_hand(product)["value"] == "91"

    def test_what_comes_back_later_comes_back_at_the_corrected_cost(self, company: Company) -> None:
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-10-05")
        delivery = sell(company, product, "9", "2026-10-20")
        company.receive_goods((product, "10", "8"), received_on="2026-10-06")

        back = company.take_back(delivery, "3")

        assert company.entries("sales_return", back) == [{STOCK: "19.5", SHIPPED: "-19.5"}]
        assert company.books.broken_laws(company.tenant_id) == []

    def test_an_invoice_at_another_price_corrects_what_left_since(self, company: Company) -> None:
        buying = Buying(company)
        product = company.product()
        order = buying.confirmed(buying.supplier(), (product, "10", "10"))
        buying.receive(order, received_on="2026-10-05")
        sell(company, product, "4", "2026-10-20")

        invoice = buying.entered(order, "INV-1", ("12",), invoiced_on="2026-10-10")
        buying.posted(invoice, reason="涨价")

        assert [row for row in moves(company, product) if row[1] == "adjustment"] == [
            ("2026-10-10", "adjustment", "0", "20"),
            ("2026-10-20", "adjustment", "0", "-8"),
        ]
        assert company.on_hand(product)["value"] == "72"


class TestFirstInFirstOut:
    def test_the_oldest_leave_first(self, company: Company) -> None:
        costing(company, "fifo")
        product = company.product()
        company.receive_goods((product, "10", "5"))
        company.receive_goods((product, "10", "6"))

        first, second = sell(company, product, "15", "2026-11-02"), sell(company, product, "5", "2026-11-02")

        costs = [company.get(f"/deliveries/{one['id']}")["cost"] for one in (first, second)]
        assert costs == ["80", "30"]
        assert company.on_hand(product)["value"] == "0"
        assert company.books.broken_laws(company.tenant_id) == []

    def test_a_receipt_dated_back_takes_its_place_in_the_row(self, company: Company) -> None:
        costing(company, "fifo")
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-11-02")
        company.receive_goods((product, "10", "6"), received_on="2026-11-10")
        sell(company, product, "12", "2026-11-12")

        company.receive_goods((product, "10", "9"), received_on="2026-11-05")

        # 10 at 5.00 and 2 at 9.00 went, not 2 at 6.00.
        assert [row for row in moves(company, product) if row[1] == "adjustment"] == [
            ("2026-11-12", "adjustment", "0", "-6")
        ]
        assert company.on_hand(product)["value"] == "132"
        assert company.books.broken_laws(company.tenant_id) == []

    def test_goods_that_lie_there_begin_at_what_they_are_worth(self, company: Company) -> None:
        product = company.product()
        company.receive_goods((product, "10", "5"), received_on="2026-10-05")
        company.receive_goods((product, "10", "6"), received_on="2026-10-06")
        sell(company, product, "5", "2026-10-10")

        costing(company, "fifo")

        assert company.on_hand(product)["value"] == "82.5"
        assert company.books.broken_laws(company.tenant_id) == []
        delivery = sell(company, product, "5", "2026-11-02")
        assert company.get(f"/deliveries/{delivery['id']}")["cost"] == "27.5"

    def test_nothing_is_dated_before_the_method(self, company: Company) -> None:
        product = company.product(stock="10", cost="5")
        costing(company, "fifo")
        refused = company.refused(
            409,
            "stock.method_changed_since",
            "POST",
            "/stock-receipts",
            {
                "lines": [{"product_id": product, "quantity": "1", "unit_cost": "1"}],
                "received_on": "2026-11-01",
            },
        )
        assert "2026-11-02" in refused["detail"]


class TestByTheMonth:
    @pytest.fixture
    def monthly(self, company: Company) -> str:
        costing(company, "month_average")
        product = company.product()
        company.receive_goods((product, "100", "10"), received_on="2026-11-02")
        sell(company, product, "50", "2026-11-03")
        company.receive_goods((product, "200", "13"), received_on="2026-11-10")
        sell(company, product, "150", "2026-11-20")
        return product

    def test_all_that_left_in_a_month_costs_its_average(self, company: Company, monthly: str) -> None:
        assert company.get("/stock/costing") == {
            "method": "month_average",
            "waiting": 1,
            "monthly": 1,
        }

        run = company.post("/stock/cost-runs", {"period": "2026-11"})

        # 300 for 3,600.00 are 12.00 each: 50 had left at 500.00, 150 at 1,860.00.
        assert (run["products"], run["corrected"], run["difference"]) == (1, 2, "-40")
        assert [row for row in moves(company, monthly) if row[1] == "adjustment"] == [
            ("2026-11-03", "adjustment", "0", "-100"),
            ("2026-11-20", "adjustment", "0", "60"),
        ]
        assert company.on_hand(monthly)["value"] == "1200"
        assert company.entries("cost_run", run) == [{SHIPPED: "40", STOCK: "-40"}]
        assert company.get("/stock/costing")["waiting"] == 0
        assert company.post("/stock/cost-runs", {"period": "2026-11"})["corrected"] == 0
        assert company.books.broken_laws(company.tenant_id) == []

    def test_a_month_is_not_closed_before(self, company: Company, monthly: str) -> None:
        def passed() -> bool:
            checks = company.get("/periods/2026-11")["checks"]
            return bool(next(one["passed"] for one in checks if one["name"] == "costs_not_reckoned"))

        assert monthly
        assert not passed()
        company.post("/stock/cost-runs", {"period": "2026-11"})
        assert passed()

    def test_another_method_waits_for_the_month(self, company: Company, monthly: str) -> None:
        assert monthly
        company.refused(409, "stock.costs_not_reckoned", "POST", "/stock/costing", {"method": "fifo"})
        company.post("/stock/cost-runs", {"period": "2026-11"})
        costing(company, "fifo")
        assert company.books.broken_laws(company.tenant_id) == []


class TestByCategory:
    def test_the_nearest_category_says_how_and_from_which_day(self, company: Company) -> None:
        metal = company.post("/product-categories", {"name": "金属"})["id"]
        steel = company.post("/product-categories", {"name": "钢", "parent_id": metal})["id"]
        plate = company.product(name="钢板", category_id=steel)
        paper = company.product(name="纸")
        for product in (plate, paper):
            company.receive_goods((product, "10", "5"), received_on="2026-10-05")
            company.receive_goods((product, "10", "7"), received_on="2026-10-06")
        company.refused(422, "stock.method_needed", "POST", "/stock/costing", {})
        company.refused(
            404, "platform.not_found", "POST", "/stock/costing", {"method": "fifo", "category_id": plate}
        )

        company.post("/stock/costing", {"method": "fifo", "category_id": metal})

        def told() -> list[tuple[object, ...]]:
            rows = company.get("/stock/costing/categories")
            return [
                (row["name"], row["own"], row["method"], row["from_category"], row["products"])
                for row in rows
            ]

        assert told() == [("金属", "fifo", "fifo", None, 0), ("钢", None, "fifo", metal, 1)]
        # Both lay there at 6.00 each and begin with that.
        costs = [
            company.get(f"/deliveries/{sell(company, product, '15', '2026-11-02')['id']}")["cost"]
            for product in (plate, paper)
        ]
        assert costs == ["90", "90"]
        nail = company.product(name="铁钉", category_id=metal)
        company.receive_goods((nail, "10", "5"))
        company.receive_goods((nail, "10", "7"))
        assert company.get(f"/deliveries/{sell(company, nail, '10', '2026-11-02')['id']}")["cost"] == "50"
        body = {"lines": [{"product_id": plate, "quantity": "1", "unit_cost": "1"}]}
        early = {**body, "received_on": "2026-11-01"}
        refused = company.refused(409, "stock.method_changed_since", "POST", "/stock-receipts", early)
        assert "2026-11-02" in refused["detail"]
        company.receive_goods((paper, "1", "1"), received_on="2026-11-01")

        company.post("/stock/costing", {"method": "month_average", "category_id": steel})
        sell(company, plate, "1", "2026-11-02")
        waits = {"method": None, "category_id": steel}
        company.refused(409, "stock.costs_not_reckoned", "POST", "/stock/costing", waits)
        assert told()[1][1:3] == ("month_average", "month_average")
        company.post("/stock/cost-runs", {"period": "2026-11"})
        company.post("/stock/costing", waits)
        assert told()[1][1:4] == (None, "fifo", metal)
        assert company.get("/verify")["green"]
        assert company.books.broken_laws(company.tenant_id) == []

    def test_a_product_that_changed_its_category_follows_when_the_word_is_given_again(
        self, company: Company
    ) -> None:
        metal = company.post("/product-categories", {"name": "金属"})["id"]
        company.post("/stock/costing", {"method": "fifo", "category_id": metal})
        plate = company.product(name="钢板", stock="10", cost="5")
        company.patch(f"/products/{plate}", {"category_id": metal}, version=1)
        (row,) = company.get("/stock/costing/categories")
        assert (row["products"], row["otherwise"]) == (1, 1)

        company.post("/stock/costing", {"method": "fifo", "category_id": metal})

        (row,) = company.get("/stock/costing/categories")
        assert (row["products"], row["otherwise"]) == (1, 0)
