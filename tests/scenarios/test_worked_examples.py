"""The worked examples of Chinese bookkeeping: for each, the story that proves it to the cent.

What passes through a clearing account on the way (goods shipped, goods received) is compared by what remains.
"""

import ast
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import VoucherLine, foreign_account, in_foreign, posted, rate
from tests.builders.purchases import Buying
from tests.builders.stock import Store

HERE = Path(__file__).parent
OWN = "test_worked_examples.py"
# Example: the file and the test that prove it.
PROVED = {
    "sales_on_invoice": (OWN, "test_a_sale_is_revenue_when_it_is_invoiced"),
    "sales_on_delivery": ("test_revenue_on_delivery.py", "test_a_sale_is_revenue_when_its_goods_leave"),
    "advance": (OWN, "test_what_a_customer_paid_ahead_is_used_for_his_invoice"),
    "sales_return": (OWN, "test_what_comes_back_takes_revenue_and_cost_back"),
    "purchase_full": (OWN, "test_a_price_difference_goes_to_what_lies_there_and_to_what_was_used"),
    "estimate_on_invoice_adjust": (OWN, "test_an_invoice_posts_only_the_difference_to_the_estimate"),
    "prepay_purchase": (OWN, "test_what_was_paid_ahead_is_used_for_the_invoice"),
    "purchase_return_invoiced": (OWN, "test_what_goes_back_to_the_supplier_takes_its_input_tax_along"),
    "landed_cost": (OWN, "test_freight_is_spread_over_two_materials"),
    "count_loss": (OWN, "test_what_a_count_misses_is_made_good_in_part"),
    "count_gain": (OWN, "test_what_a_count_finds_is_income"),
    "vat_month_end": (OWN, "test_vat_is_carried_and_paid_with_its_surcharges"),
    "close_month": (
        "../modules/ledger/test_closing_rules.py",
        "test_profit_and_loss_of_the_worked_month_is_closed_by_two_vouchers",
    ),
    "estimate_on_invoice_reversal": ("test_estimates.py", "test_an_invoice_takes_the_estimate_back_first"),
    # Not booked so (docs/adr/0025), but what is left of it is the same.
    "estimate_month_start_reversal": ("test_estimates.py", "test_what_is_left_is_the_same_whichever_way"),
    "gift": ("test_misc_goods.py", "test_what_is_given_away_bears_the_vat_of_its_market_price"),
    "bad_debt_small": ("test_bad_debts.py", "test_what_was_written_off_comes_after_all"),
    "fx": (OWN, "test_dollars_owed_are_revalued_and_paid_at_another_rate"),
    "production": ("test_standard_vouchers.py", "test_production_takes_materials_labour_and_overhead"),
    "subcontract": ("test_standard_vouchers.py", "test_goods_are_worked_on_elsewhere"),
    "asset": ("test_standard_vouchers.py", "test_an_asset_is_bought_depreciated_and_sold"),
    "payroll": ("test_standard_vouchers.py", "test_payroll_is_accrued_and_paid"),
    "bill": ("test_bills.py", "test_a_bill_is_taken_passed_on_in_part_and_sold"),
    "close_year": (OWN, "test_a_year_ends_in_undistributed_profit"),
}
EXAMPLES = 24


def test_each_example_has_its_story() -> None:
    assert len(PROVED) == EXAMPLES
    absent = []
    for example, (file, name) in PROVED.items():
        tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
        tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        absent += [] if name in tests else [example]
    assert absent == []


def rest(company: Company, *documents: tuple[str, Json]) -> dict[str, str]:
    """What the documents' entries leave together by account: debit positive, credit negative."""
    sums: dict[str, Decimal] = {}
    for kind, document in documents:
        for entry in company.entries(kind, document):
            for account, amount in entry.items():
                sums[account] = sums.get(account, Decimal(0)) + Decimal(amount)
    return {account: f"{amount:f}" for account, amount in sums.items() if amount}


def materials(company: Company) -> str:
    """A category whose goods stand on 原材料, and are used in production."""
    category = str(company.post("/product-categories", {"name": "原材料"})["id"])
    for role, account in (
        ("inventory", "1403"),
        ("goods_used", "40010101"),
        ("goods_difference", "40010101"),
    ):
        company.post("/posting-rules", {"role": role, "account": account, "category_id": category})
    return category


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def test_a_sale_is_revenue_when_it_is_invoiced(company: Company) -> None:
    goods, customer = company.product(stock="10", cost="600"), company.customer()
    _, delivery, invoice = company.sold(customer, (goods, "10", "1130"))
    receipt = company.receipt(customer, "11300", {invoice["id"]: "11300"}, account_code="1002")

    assert company.entries("delivery", delivery) == [{"1406": "6000", "1405": "-6000"}]
    assert company.entries("sales_invoice", invoice) == [
        {"1122": "11300", "500101": "-10000", "22210107": "-1300"},
        {"540101": "6000", "1406": "-6000"},
    ]
    assert company.entries("receipt", receipt) == [{"1002": "11300", "1122": "-11300"}]
    assert green(company)


def test_what_comes_back_takes_revenue_and_cost_back(company: Company) -> None:
    goods, customer = company.product(stock="10", cost="600"), company.customer()
    _, delivery, invoice = company.sold(customer, (goods, "10", "1130"))
    company.receipt(customer, "11300", {invoice["id"]: "11300"}, account_code="1002")

    back = company.take_back(delivery, "2")
    credit = company.credited(back)
    refund = company.refund(customer, "2260", {credit["id"]: "2260"}, account_code="1002")

    assert company.entries("sales_invoice", credit)[0] == {
        "1122": "-2260",
        "500101": "2000",
        "22210107": "260",
    }
    assert company.entries("receipt", refund) == [{"1122": "2260", "1002": "-2260"}]
    assert rest(company, ("sales_return", back), ("sales_invoice", credit), ("receipt", refund)) == {
        "1405": "1200",
        "540101": "-1200",
        "500101": "2000",
        "22210107": "260",
        "1002": "-2260",
    }
    assert green(company)


def test_what_a_customer_paid_ahead_is_used_for_his_invoice(company: Company) -> None:
    goods, customer = company.product(stock="100", cost="600"), company.customer()
    ahead = company.receipt(customer, "33900", account_code="1002")
    _, _, invoice = company.sold(customer, (goods, "100", "1130"))
    applied = [{"invoice_id": invoice["id"], "amount": "33900"}]
    path = f"/receipts/{ahead['id']}/apply"
    more = [{**applied[0], "amount": "33900.01"}]
    company.refused(409, "payments.advance_too_small", "POST", path, {"allocations": more})
    assert company.get(f"/receipts/{ahead['id']}")["allowed_actions"] == ["apply", "reverse"]
    company.post(path, {"allocations": applied})
    last = company.receipt(customer, "79100", {invoice["id"]: "79100"}, account_code="1002")
    fee = posted(company, "2026-11-02", ("560304", "50", "0"), ("1002", "0", "50"))

    assert company.entries("receipt", ahead) == [
        {"1002": "33900", "2203": "-33900"},
        {"2203": "33900", "1122": "-33900"},
    ]
    assert company.entries("sales_invoice", invoice)[0] == {
        "1122": "113000",
        "500101": "-100000",
        "22210107": "-13000",
    }
    assert rest(company, ("receipt", last), ("voucher", fee)) == {
        "1002": "79050",
        "560304": "50",
        "1122": "-79100",
    }
    assert company.balance(customer) == ("0", "0")
    assert green(company)
    company.reverse(ahead)
    assert company.balance(customer) == ("33900", "0")
    assert green(company)


def test_a_price_difference_goes_to_what_lies_there_and_to_what_was_used(company: Company) -> None:
    buying, category = Buying(company), materials(company)
    supplier, steel = buying.supplier(), company.product(name="钢材", category_id=category)
    order = buying.confirmed(supplier, (steel, "100", "50"))
    receipt = buying.receive(order)
    used = Store(company).issue((steel, "40"))
    invoice = buying.posted(buying.entered(order, "F1", ["51"]), reason="涨价")
    pay = {"party_id": supplier, "amount": "5763", "account_code": "1002"}
    settles = [{"invoice_id": invoice["id"], "amount": "5763"}]
    payment = company.post("/payments", {**pay, "allocations": settles})

    assert company.entries("purchase_receipt", receipt) == [{"1403": "5000", "220202": "-5000"}]
    assert company.entries("stock_issue", used) == [{"40010101": "2000", "1403": "-2000"}]
    assert company.entries("supplier_invoice", invoice)[0] == {
        "220202": "5000",
        "1403": "60",
        "40010101": "40",
        "22210101": "663",
        "220201": "-5763",
    }
    assert company.entries("payment", payment) == [{"220201": "5763", "1002": "-5763"}]
    assert green(company)


def test_an_invoice_posts_only_the_difference_to_the_estimate(company: Company) -> None:
    buying, category = Buying(company), materials(company)
    order = buying.confirmed(buying.supplier(), (company.product(category_id=category), "1000", "50"))
    receipt = buying.receive(order)
    invoice = buying.posted(buying.entered(order, "F1", ["48"]), reason="降价")

    assert company.entries("purchase_receipt", receipt) == [{"1403": "50000", "220202": "-50000"}]
    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "50000", "1403": "-2000", "22210101": "6240", "220201": "-54240"}
    ]
    assert green(company)


def test_what_was_paid_ahead_is_used_for_the_invoice(company: Company) -> None:
    buying = Buying(company)
    supplier = buying.supplier()
    pay = {"party_id": supplier, "account_code": "1002"}
    ahead = company.post("/payments", {**pay, "amount": "20000", "allocations": []})
    order = buying.confirmed(supplier, (company.product(), "1000", "50"))
    receipt = buying.receive(order)
    invoice = buying.invoiced(order, "F1")
    company.post(
        f"/payments/{ahead['id']}/apply",
        {"allocations": [{"invoice_id": invoice["id"], "amount": "20000"}]},
    )
    left = [{"invoice_id": invoice["id"], "amount": "36500"}]
    last = company.post("/payments", {**pay, "amount": "36500", "allocations": left})

    assert company.entries("purchase_receipt", receipt) == [{"1405": "50000", "220202": "-50000"}]
    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "50000", "22210101": "6500", "220201": "-56500"}
    ]
    assert company.entries("payment", ahead) == [
        {"1123": "20000", "1002": "-20000"},
        {"220201": "20000", "1123": "-20000"},
    ]
    assert company.entries("payment", last) == [{"220201": "36500", "1002": "-36500"}]
    assert green(company)


def test_what_goes_back_to_the_supplier_takes_its_input_tax_along(company: Company) -> None:
    buying, category = Buying(company), materials(company)
    order = buying.confirmed(buying.supplier(), (company.product(category_id=category), "100", "50"))
    receipt = buying.receive(order)
    buying.invoiced(order, "F1")
    back = buying.send_back(receipt, "20")
    credit = buying.invoiced(order, "F2", kind="credit_note")

    assert rest(company, ("purchase_return", back), ("supplier_invoice", credit)) == {
        "220201": "1130",
        "1403": "-1000",
        "22210109": "-130",
    }
    assert green(company)


def test_freight_is_spread_over_two_materials(company: Company) -> None:
    buying, category = Buying(company), materials(company)
    steel = company.product(name="钢材", category_id=category)
    copper = company.product(name="铜材", category_id=category)
    order = buying.confirmed(buying.supplier(), (steel, "100", "60"), (copper, "50", "80"))
    receipt = buying.receive(order)
    freight = {"party_id": buying.supplier("顺达物流"), "supplier_number": "YF-1", "tax_code": "9"}
    landed = buying.landed(receipt, net="1000", **freight)

    assert company.entries("landed_cost", landed) == [{"1403": "1000", "22210101": "90", "220201": "-1090"}]
    lines = buying.the_landed(landed)["lines"]
    assert [(line["product"], line["base"], line["amount"], line["on_hand"]) for line in lines] == [
        ("钢材", "6000", "600", "600"),
        ("铜材", "4000", "400", "400"),
    ]
    assert [company.on_hand(one)["value"] for one in (steel, copper)] == ["6600", "4400"]
    assert green(company)


def _counted(company: Company, product: str, quantity: str) -> Json:
    store = Store(company)
    count = store.count(scope="products", product_ids=[product])
    store.noted(count, (product, quantity))
    return store.posted(count)


def test_what_a_count_misses_is_made_good_in_part(company: Company) -> None:
    steel = company.product(stock="100", cost="10", category_id=materials(company))
    _counted(company, steel, "0")
    (issue,) = company.get("/stock-issues")["items"]
    company.post(f"/stock-issues/{issue['id']}/settle", {"compensation": "300", "vat_out": "130"})

    assert rest(company, ("stock_issue", issue)) == {
        "1403": "-1000",
        "22210109": "-130",
        "122199": "300",
        "571101": "830",
    }
    assert green(company)


def test_what_a_count_finds_is_income(company: Company) -> None:
    goods = company.product(stock="10", cost="50")
    _counted(company, goods, "20")
    (receipt,) = [one for one in company.get("/stock-receipts")["items"] if one["reason"] == "count_gain"]
    company.post(f"/stock-receipts/{receipt['id']}/settle", {})

    assert company.entries("stock_receipt", receipt) == [
        {"1405": "500", "190101": "-500"},
        {"190101": "500", "530104": "-500"},
    ]
    assert green(company)


def _voucher(company: Company, day: str, *lines: VoucherLine) -> Sequence[dict[str, str]]:
    voucher = posted(company, day, *lines)
    return company.entries("voucher", voucher)


def test_vat_is_carried_and_paid_with_its_surcharges(company: Company) -> None:
    carried = _voucher(company, "2026-10-31", ("22210104", "11180", "0"), ("222102", "0", "11180"))
    surcharges = _voucher(
        company,
        "2026-10-31",
        ("540302", "782.60", "0"),
        ("540303", "335.40", "0"),
        ("540304", "223.60", "0"),
        ("222114", "0", "782.60"),
        ("222115", "0", "335.40"),
        ("222116", "0", "223.60"),
    )
    paid = _voucher(
        company,
        "2026-11-02",
        ("222102", "11180", "0"),
        ("222114", "782.60", "0"),
        ("222115", "335.40", "0"),
        ("222116", "223.60", "0"),
        ("1002", "0", "12521.60"),
    )
    assert carried == [{"22210104": "11180", "222102": "-11180"}]
    assert sum(Decimal(amount) for amount in surcharges[0].values()) == 0
    assert paid[0]["1002"] == "-12521.6"
    left = company.accounts()
    assert {code: left.get(code) for code in ("222102", "222114", "222115", "222116")} == dict.fromkeys(
        ("222102", "222114", "222115", "222116")
    )
    assert green(company)


def test_a_year_ends_in_undistributed_profit(company: Company) -> None:
    _voucher(company, "2026-12-30", ("1002", "200000", "0"), ("500101", "0", "200000"))
    company.post("/periods/2026-12/close-profit")
    company.post("/periods/2026-12/close-year")
    _voucher(company, "2026-12-31", ("310402", "20000", "0"), ("310101", "0", "20000"))
    _voucher(company, "2026-12-31", ("310404", "80000", "0"), ("2232", "0", "80000"))
    _voucher(
        company, "2026-12-31", ("310401", "100000", "0"), ("310402", "0", "20000"), ("310404", "0", "80000")
    )

    rows = company.get("/trial-balance", **{"from": "2026-12-01", "to": "2026-12-31"})["rows"]
    held = {
        row["code"]: Decimal(row["closing_debit"]) - Decimal(row["closing_credit"])
        for row in rows
        if row["is_detail"]
    }
    assert {code: amount for code, amount in held.items() if amount} == {
        "1002": 200000,
        "2232": -80000,
        "310101": -20000,
        "310401": -100000,
    }
    assert green(company)


def test_dollars_owed_are_revalued_and_paid_at_another_rate(company: Company) -> None:
    foreign_account(company, "1221", "122198", "应收外汇账款")
    sale = _voucher(
        company,
        "2026-09-10",
        ("122198", "7100", "0", in_foreign("1000", "7.1")),
        ("500101", "0", "7100"),
    )
    rate(company, "2026-09-30", "7.05")
    company.post("/periods/2026-09/revaluation")
    (revalued,) = company.get("/periods/2026-09/revaluation")["vouchers"]
    paid = _voucher(
        company,
        "2026-10-20",
        ("1002", "7120", "0"),
        ("122198", "0", "7050", in_foreign("1000", "7.05")),
        ("530105", "0", "70"),
    )
    assert sale == [{"122198": "7100", "500101": "-7100"}]
    assert company.entries("voucher", revalued) == [{"122198": "-50", "560303": "50"}]
    assert paid == [{"1002": "7120", "122198": "-7050", "530105": "-70"}]
    assert green(company)
