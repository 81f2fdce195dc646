"""Goods at a standard cost: what is paid beside it is a variance, and a new standard restates what lies there."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.builders.stock import issue_body
from tests.scenarios.test_costs import moves, sell

SPAN = {"first_day": "2026-11-01", "last_day": "2026-11-30"}
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def said(company: Company, *lines: tuple[str, str], **fields: object) -> Json:
    """Say what products cost by the standard."""
    rows = [{"product_id": product, "standard": standard} for product, standard in lines]
    return company.post("/standard-changes", {"lines": rows, **fields})


def by_standard(company: Company, name: str = "金属") -> str:
    """A category whose goods go by the standard."""
    category = str(company.post("/product-categories", {"name": name})["id"])
    company.post("/stock/costing", {"method": "standard", "category_id": category})
    return category


def variances(company: Company) -> list[tuple[str, str, str]]:
    """By product: for goods, for changed standards, together."""
    rows = company.get("/stock/variances", **SPAN)["items"]
    return [(row["bought"], row["restated"], row["amount"]) for row in rows]


def sound(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_bought_sold_returned_and_restated(company: Company) -> None:
    buying, category = Buying(company), by_standard(company)
    steel = company.product(name="钢板", category_id=category)
    order = buying.confirmed(buying.supplier(), (steel, "10", "12"))
    missing = company.refused(
        409, "stock.standard_missing", "POST", f"/purchase-orders/{order['id']}/receive", {}
    )
    assert "钢板" in missing["detail"]
    said(company, (steel, "10"))

    receipt = buying.receive(order)
    assert company.entries("purchase_receipt", receipt) == [
        {"1405": "100", "1404": "20", "220202": "-120"},
    ]
    invoice = buying.posted(buying.entered(order, "F1", ["13"]), reason="涨价")
    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "120", "1404": "10", "22210101": "16.9", "220201": "-146.9"},
    ]
    freight = {"party_id": buying.supplier("顺达物流"), "supplier_number": "YF-1", "tax_code": "9"}
    landed = buying.landed(receipt, net="5", **freight)
    assert company.entries("landed_cost", landed) == [{"1404": "5", "22210101": "0.45", "220201": "-5.45"}]
    assert variances(company) == [("35", "0", "35")]

    delivery = sell(company, steel, "4", "2026-11-02")
    assert company.get(f"/deliveries/{delivery['id']}")["cost"] == "40"
    assert company.on_hand(steel)["value"] == "60"

    # Six lie there at 10.00; at 11.00 they are worth 6.00 more, and so much less is a variance.
    body = {"lines": [{"product_id": steel, "standard": "11"}]}
    (entry,) = company.post("/standard-changes/preview", body)
    assert entry["total"] == "6"
    change = said(company, (steel, "11"), note="年度调整")
    (line,) = change["lines"]
    assert (line["before"], line["standard"], line["quantity"], line["difference"]) == ("10", "11", "6", "6")
    assert company.entries("standard_change", change) == [{"1405": "6", "1404": "-6"}]
    assert company.on_hand(steel)["value"] == "66"
    assert variances(company) == [("35", "-6", "29")]

    # What had left at 10.00 comes back at 11.00; what came in at 12.00 goes back at 11.00.
    back = company.take_back(delivery, "1")
    assert company.entries("sales_return", back) == [{"1405": "11", "1406": "-10", "1404": "-1"}]
    returned = buying.send_back(receipt, "2")
    assert company.entries("purchase_return", returned) == [{"220202": "24", "1405": "-22", "1404": "-2"}]
    assert company.on_hand(steel)["value"] == "55"
    assert variances(company) == [("32", "-6", "26")]
    lines = company.get(f"/stock/variances/{steel}", **SPAN)
    assert {row["source_type"]: row["amount"] for row in lines} == {
        "purchase_receipt": "20",
        "supplier_invoice": "10",
        "landed_cost": "5",
        "standard_change": "-6",
        "sales_return": "-1",
        "purchase_return": "-2",
    }
    assert company.accounts()["1404"] == "26"

    (now,) = company.get("/stock/standards")["items"]
    assert (now["standard"], now["since"], now["on_hand"], now["value"]) == ("11", "2026-11-02", "5", "55")
    # Given, they come in at the standard too, and what was typed beside it is a variance: nothing of it vanishes.
    given = company.receive_goods((steel, "10", "6"), reason="donation")
    assert company.entries("stock_receipt", given) == [{"1405": "110", "1404": "-50", "530103": "-60"}]
    (line,) = given["lines"]
    assert (line["unit_cost"], line["value"], given["total"]) == ("6", "110", "110")
    assert variances(company) == [("-18", "-6", "-24")]
    back = company.post(f"/stock-receipts/{given['id']}/reverse")
    assert company.entries("stock_receipt", back) == [{"1405": "-110", "1404": "50", "530103": "60"}]
    assert variances(company) == [("32", "-6", "26")]
    assert sound(company)


def test_from_which_day_it_holds(company: Company) -> None:
    category = by_standard(company)
    steel = company.product(name="钢板", category_id=category)
    said(company, (steel, "10"), holds_from="2026-10-01")
    company.receive_goods((steel, "3", "10"), received_on="2026-10-05")
    # Dated back, and still at the standard: nothing that left since is worth anything else.
    sell(company, steel, "2", "2026-10-20")
    company.receive_goods((steel, "3", "10"), received_on="2026-10-06")
    assert moves(company, steel) == [
        ("2026-10-05", "receipt", "3", "30"),
        ("2026-10-06", "receipt", "3", "30"),
        ("2026-10-20", "issue", "-2", "-20"),
    ]
    body = {"lines": [{"product_id": steel, "standard": "11"}]}
    early = company.refused(
        409, "stock.standard_too_early", "POST", "/standard-changes", {**body, "holds_from": "2026-10-19"}
    )
    assert "2026-10-20" in early["detail"]
    company.refused(
        422, "stock.standard_in_future", "POST", "/standard-changes", {**body, "holds_from": "2026-11-03"}
    )
    company.post("/standard-changes", {**body, "holds_from": "2026-10-20"})
    assert company.on_hand(steel)["value"] == "44"
    company.refused(
        409,
        "stock.method_changed_since",
        "POST",
        "/stock-receipts",
        {"lines": [{"product_id": steel, "quantity": "1", "unit_cost": "1"}], "received_on": "2026-10-19"},
    )
    # On the very day all that came before the new standard stands.
    company.receive_goods((steel, "1", "1"), received_on="2026-10-25")
    sell(company, steel, "1", "2026-10-20")
    assert company.on_hand(steel)["value"] == "44"
    assert [row for row in moves(company, steel) if row[1] == "adjustment"] == [
        ("2026-10-20", "adjustment", "0", "4")
    ]
    assert sound(company)


def test_a_category_goes_over_to_the_standard_and_back(company: Company) -> None:
    category = str(company.post("/product-categories", {"name": "金属"})["id"])
    steel = company.product(name="钢板", category_id=category, stock="10", cost="9")
    there = {"method": "standard", "category_id": category}
    refused = company.refused(409, "stock.standard_missing", "POST", "/stock/costing", there)
    assert "钢板" in refused["detail"]
    waiting = said(company, (steel, "10"))
    assert waiting["difference"] == "0"
    assert company.on_hand(steel)["value"] == "90"

    company.post("/stock/costing", there)

    assert company.on_hand(steel)["value"] == "100"
    (change, _) = company.get("/standard-changes")["items"]
    assert company.entries("standard_change", change) == [{"1405": "10", "1404": "-10"}]
    company.post("/stock/costing", {"method": "moving_average", "category_id": category})
    company.receive_goods((steel, "10", "20"))
    delivery = sell(company, steel, "10", "2026-11-02")
    assert company.get(f"/deliveries/{delivery['id']}")["cost"] == "150"
    assert sound(company)


def sharing(company: Company, period: str = "2026-11") -> tuple[list[tuple[str, ...]], str]:
    """By category: the variances by then, their rate, what left, its part, what of it is passed on; what is missing."""
    found = company.get("/stock/variance-sharing", period=period)
    names = ("variance", "rate", "used", "share", "shared")
    return [tuple(row[name] for name in names) for row in found["rows"]], found["missing"]


def sold_off(company: Company, product: str, quantity: str, day: str) -> Json:
    """So many of a product leave on a day and are invoiced on it."""
    order = company.confirmed(company.customer(f"客户 {day} {quantity}"), (product, quantity, "113"))
    company.deliver(order, delivered_on=day)
    return company.invoiced(order, invoiced_on=day)


def test_what_left_in_a_month_bears_its_part_of_the_variances(company: Company) -> None:
    """差异率 = (opening + month) / standard cost of both; the closing asks for it; taken back, it is due again."""
    assert sharing(company) == ([], "0")
    company.refused(409, "stock.nothing_to_share", "POST", "/stock/variance-sharing", {"period": "2026-11"})
    buying, category = Buying(company), by_standard(company)
    steel, wire = (company.product(name=name, category_id=category) for name in ("钢板", "钢丝"))
    said(company, (steel, "10"), (wire, "5"), holds_from="2026-10-01")
    order = buying.confirmed(buying.supplier(), (steel, "10", "12"), (wire, "20", "5"))
    buying.receive(order, received_on="2026-10-05")
    sold_off(company, steel, "4", "2026-10-20")
    company.post("/stock-issues", issue_body((wire, "2"), issued_on="2026-10-21", reason="use"))
    # 20.00 beside a standard of 200.00 is 10 %: of 40.00 sold and 10.00 used.
    assert sharing(company, "2026-10") == ([("20", "0.1", "50", "5", "0")], "5")
    checks = {check["name"]: check for check in company.get("/periods/2026-10")["checks"]}
    assert (checks["variances_not_shared"]["passed"], checks["variances_not_shared"]["count"]) == (False, 2)
    refused = company.refused(409, "ledger.period_not_ready", "POST", "/periods/2026-10/close")
    assert "variances of 2 products" in refused["detail"]

    (shown,) = company.post("/stock/variance-sharing/preview", {"period": "2026-10"})
    made = company.post("/stock/variance-sharing", {"period": "2026-10"})
    entry = company.get(f"/journal-entries/{made['entry_id']}")
    told = [(line["account_code"], line["debit"], line["credit"]) for line in shown["lines"]]
    assert told == [(line["account_code"], line["debit"], line["credit"]) for line in entry["lines"]]
    assert company.entries("voucher", made) == [{"540101": "4", "560299": "1", "1404": "-5"}]
    assert sharing(company, "2026-10") == ([("20", "0.1", "50", "5", "5")], "0")
    company.refused(409, "stock.nothing_to_share", "POST", "/stock/variance-sharing", {"period": "2026-10"})
    # An invoice of the month that comes later is shared too, by what it adds.
    supplier = buying.supplier("另一家")
    more = buying.confirmed(supplier, (steel, "10", "8"))
    buying.receive(more, received_on="2026-10-31")
    assert sharing(company, "2026-10") == ([("0", "0", "50", "0", "5")], "-5")
    again = company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert company.entries("voucher", again) == [{"540101": "-4", "560299": "-1", "1404": "5"}]
    company.post(f"/vouchers/{again['id']}/reverse", {})
    assert sharing(company, "2026-10")[1] == "-5"
    company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert company.accounts().get("1404", "0") == "0"
    company.post("/periods/2026-10/close")

    # The next month begins with what was left: 12.00 of a dearer receipt, over 250.00 and 60.00.
    dear = buying.confirmed(supplier, (steel, "6", "12"))
    buying.receive(dear, received_on="2026-11-01")
    sold_off(company, steel, "11", "2026-11-02")
    assert sharing(company) == ([("12", "0.03871", "110", "4.26", "0")], "4.26")
    last = company.post("/stock/variance-sharing", {"period": "2026-11"})
    assert company.entries("voucher", last) == [{"540101": "4.26", "1404": "-4.26"}]
    # What was paid beside the standards is told as it was.
    assert variances(company) == [("12", "0", "12")]
    assert sound(company)


def october(company: Company, code: str) -> str:
    """What lay on an account at the end of October."""
    rows = company.get("/trial-balance", **{"from": "2026-10-01", "to": "2026-10-31"})["rows"]
    return next(str(row["closing_debit"]) for row in rows if row["code"] == code)


def test_a_share_is_taken_back_in_its_month_or_not_at_all(company: Company) -> None:
    """In red on a later day, October would bear it twice, or nobody would ask for it again."""
    buying, category = Buying(company), by_standard(company)
    steel = company.product(name="钢板", category_id=category)
    said(company, (steel, "10"), holds_from="2026-10-01")
    buying.receive(buying.confirmed(buying.supplier(), (steel, "10", "12")), received_on="2026-10-05")
    sold_off(company, steel, "5", "2026-10-20")
    made = company.post("/stock/variance-sharing", {"period": "2026-10"})
    refused = company.refused(
        422,
        "ledger.reverses_on_its_day",
        "POST",
        f"/vouchers/{made['id']}/reverse",
        {"occurred_on": "2026-11-02"},
    )
    assert "2026-10-31" in refused["remedy"]
    company.post(f"/vouchers/{made['id']}/reverse", {})
    assert (october(company, "1404"), sharing(company, "2026-10")[1]) == ("20", "10")
    again = company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert october(company, "1404") == "10"
    company.post("/periods/2026-10/close")
    company.refused(409, "ledger.period_closed", "POST", f"/vouchers/{again['id']}/reverse", {})
    assert (company.accounts()["1404"], sharing(company)[1]) == ("10", "0")
    assert sound(company)


def test_a_product_takes_its_part_into_another_category(company: Company) -> None:
    """Ten of the steel's twenty went with the wire: it takes no gain along, and the steel the ten that are left."""
    buying, category = Buying(company), by_standard(company)
    others = [by_standard(company, name) for name in ("板材", "线材")]
    steel, wire = (company.product(name=name, category_id=category) for name in ("钢板", "钢丝"))
    said(company, (steel, "10"), (wire, "10"), holds_from="2026-10-01")
    order = buying.confirmed(buying.supplier(), (steel, "10", "12"), (wire, "10", "10"))
    buying.receive(order, received_on="2026-10-05")
    sold_off(company, wire, "10", "2026-10-20")
    company.post("/stock/variance-sharing", {"period": "2026-10"})
    company.post("/periods/2026-10/close")
    for product, other in zip((steel, wire), others, strict=True):
        version = company.get(f"/products/{product}")["version"]
        company.patch(f"/products/{product}", {"category_id": other}, version=version)
    assert sharing(company) == ([("10", "0.1", "0", "0", "0")], "0")
    sold_off(company, steel, "5", "2026-11-02")
    assert sharing(company) == ([("10", "0.1", "50", "5", "0")], "5")
    last = company.post("/stock/variance-sharing", {"period": "2026-11"})
    assert company.entries("voucher", last) == [{"540101": "5", "1404": "-5"}]
    assert sound(company)


def test_goods_on_their_way_keep_their_variance_until_they_are_revenue(company: Company) -> None:
    """发出商品按标准成本留在1406，差异留在1404；开票结转成本时才带走，退货同理."""
    buying, category = Buying(company), by_standard(company)
    steel = company.product(name="钢板", category_id=category)
    said(company, (steel, "10"), holds_from="2026-09-01")
    buying.receive(buying.confirmed(buying.supplier(), (steel, "10", "12")), received_on="2026-10-05")
    order = company.confirmed(company.customer(), (steel, "6", "113"))
    delivery = company.deliver(order, delivered_on="2026-10-20")
    sold_off(company, steel, "2", "2026-10-21")
    # 20.00 beside 100.00: 20.00 became cost, 60.00 are on their way, 20.00 lie there.
    assert sharing(company, "2026-10") == ([("20", "0.2", "20", "4", "0")], "4")
    made = company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert company.entries("voucher", made) == [{"540101": "4", "1404": "-4"}]
    assert (october(company, "1406"), october(company, "1404")) == ("60", "16")
    company.post("/periods/2026-10/close")

    # One of the six comes back before its invoice, and one after.
    company.take_back(delivery, "1", returned_on="2026-11-01")
    company.invoiced(order, invoiced_on="2026-11-01")
    assert sharing(company) == ([("16", "0.2", "50", "10", "0")], "10")
    company.credited(company.take_back(delivery, "1", returned_on="2026-11-02"), invoiced_on="2026-11-02")
    assert sharing(company) == ([("16", "0.2", "40", "8", "0")], "8")
    last = company.post("/stock/variance-sharing", {"period": "2026-11"})
    assert company.entries("voucher", last) == [{"540101": "8", "1404": "-8"}]
    # Four are left and bear 8.00; nothing is on its way.
    rows = company.get("/trial-balance", **NOVEMBER)["rows"]
    left = {row["code"]: row["closing_debit"] for row in rows}
    assert [left.get(code, "0") for code in ("1405", "1404", "1406")] == ["40", "8", "0"]
    assert sound(company)


def test_months_are_shared_in_their_order(company: Company) -> None:
    """November before October would pass on what October's goods bear."""
    buying, category = Buying(company), by_standard(company)
    steel = company.product(name="钢板", category_id=category)
    said(company, (steel, "10"), holds_from="2026-09-01")
    buying.receive(buying.confirmed(buying.supplier(), (steel, "10", "12")), received_on="2026-10-05")
    sold_off(company, steel, "5", "2026-10-20")
    sold_off(company, steel, "2", "2026-11-02")
    shown = company.get("/stock/variance-sharing", period="2026-11")
    assert (shown["open"], shown["earlier"]) == (False, "2026-10")
    body = {"period": "2026-11"}
    refused = company.refused(409, "stock.shared_in_order", "POST", "/stock/variance-sharing", body)
    assert "2026-10" in refused["title"]
    company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert sharing(company) == ([("10", "0.2", "20", "4", "0")], "4")
    last = company.post("/stock/variance-sharing", body)
    assert company.entries("voucher", last) == [{"540101": "4", "1404": "-4"}]
    # What comes late of October is told there first, and then in November again.
    late = buying.confirmed(buying.supplier("另一家"), (steel, "5", "8"))
    buying.receive(late, received_on="2026-10-31")
    company.refused(409, "stock.shared_in_order", "POST", "/stock/variance-sharing", body)
    assert sharing(company, "2026-10") == ([("10", "0.066667", "50", "3.33", "10")], "-6.67")
    company.post("/stock/variance-sharing", {"period": "2026-10"})
    assert sharing(company) == ([("6.67", "0.0667", "20", "1.33", "4")], "-2.67")
    assert sound(company)


def test_who_is_below_zero_takes_no_other_goods_variance_along(company: Company) -> None:
    """钢丝超卖：分类结存为零，钢板的差异仍留在钢板上；后来补货时，超卖的部分才承担差异."""
    buying, category = Buying(company), by_standard(company)
    steel, wire = (company.product(name=name, category_id=category) for name in ("钢板", "钢丝"))
    said(company, (steel, "10"), (wire, "10"), holds_from="2026-09-01")
    supplier = buying.supplier()
    buying.receive(buying.confirmed(supplier, (steel, "10", "12")), received_on="2026-10-05")
    (house,) = company.get("/warehouses")["items"]
    company.patch(f"/warehouses/{house['id']}", {"may_run_short": True}, version=house["version"])
    sold_off(company, wire, "10", "2026-10-20")
    # 100.00 came of the category, and lie there.
    assert sharing(company, "2026-10") == ([("20", "0.2", "0", "0", "0")], "0")

    # Thirty at 11.00: 100.00 of the 300.00 left before, and bear a part of 20.00 and 30.00.
    buying.receive(buying.confirmed(supplier, (wire, "30", "11")), received_on="2026-11-02")
    assert sharing(company) == ([("50", "0.125", "100", "12.5", "0")], "12.5")
    assert sound(company)
