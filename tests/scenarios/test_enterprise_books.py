"""A company that keeps its books by 企业会计准则: a year of documents, and the choice of the standard."""

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.ledger import amounts, posted, written
from tests.builders.purchases import Buying
from tests.builders.stock import Store


def _a_year(company: Company) -> None:
    """Capital, goods bought, counted, used and sold, an advance, wages, taxes, losses, and what corrects last year."""
    buying, store = Buying(company), Store(company)
    posted(company, "2026-01-05", ("1002", "1000000", "0"), ("4001", "0", "1000000"))
    supplier, customer, goods = buying.supplier(), company.customer(), company.product()
    order = buying.confirmed(supplier, (goods, "100", "50"))
    received = buying.receive(order)
    bill = buying.invoiced(order, "F1")
    paid = buying.pay(supplier, "5650", {bill["id"]: "5650"}, account_code="1002")
    _, delivery, invoice = company.sold(customer, (goods, "60", "113"))
    money = company.receipt(customer, "8000", {invoice["id"]: "6780"}, account_code="1002")
    count = store.count(scope="products", product_ids=[goods])
    store.noted(count, (goods, "42"))
    store.posted(count)
    (gain,) = [one for one in company.get("/stock-receipts")["items"] if one["reason"] == "count_gain"]
    company.post(f"/stock-receipts/{gain['id']}/settle", {})
    used = store.issue((goods, "2"))

    documents = {
        "purchase_receipt": received,
        "supplier_invoice": bill,
        "payment": paid,
        "delivery": delivery,
        "sales_invoice": invoice,
        "receipt": money,
        "stock_receipt": gain,
        "stock_issue": used,
    }
    assert {kind: company.entries(kind, one) for kind, one in documents.items()} == {
        "purchase_receipt": [{"1405": "5000", "220202": "-5000"}],
        "supplier_invoice": [{"220202": "5000", "22210101": "650", "220201": "-5650"}],
        "payment": [{"220201": "5650", "1002": "-5650"}],
        "delivery": [{"1406": "3000", "1405": "-3000"}],
        "sales_invoice": [
            {"1122": "6780", "6001": "-6000", "22210107": "-780"},
            {"6401": "3000", "1406": "-3000"},
        ],
        "receipt": [{"1002": "8000", "1122": "-6780", "2205": "-1220"}],
        "stock_receipt": [{"1405": "100", "190101": "-100"}, {"190101": "100", "660220": "-100"}],
        "stock_issue": [{"660299": "100", "1405": "-100"}],
    }
    for lines in (
        (("660201", "1000", "0"), ("22110101", "0", "1000")),
        (("22110101", "1000", "0"), ("1002", "0", "1000")),
        (("22210104", "130", "0"), ("222102", "0", "130")),
        (("6403", "15.60", "0"), ("222114", "0", "9.10"), ("222115", "0", "3.90"), ("222116", "0", "2.60")),
        (("6702", "20", "0"), ("123101", "0", "20")),
        (("1002", "12", "0"), ("660302", "0", "12")),
        (("6604", "200", "0"), ("1002", "0", "200")),
        (("6901", "50", "0"), ("222112", "0", "50")),
        (("6801", "400", "0"), ("222112", "0", "400")),
    ):
        posted(company, "2026-12-31", *lines)


def _proves_the_statements(company: Company) -> None:
    assert amounts(company, "balance_sheet", "2026-12") == {
        1: "1001162",
        5: "-20",
        9: "2000",
        14: "1003142",
        34: "1003142",
        41: "1220",
        43: "595.6",
        48: "1815.6",
        60: "1815.6",
        61: "1000000",
        70: "1326.4",
        71: "1001326.4",
        72: "1003142",
    }
    assert amounts(company, "income_statement", "2026-12", span="year") == {
        1: "6000",
        2: "3000",
        3: "15.6",
        5: "1000",
        6: "200",
        7: "-12",
        9: "12",
        16: "-20",
        19: "1776.4",
        22: "1776.4",
        23: "400",
        24: "1376.4",
        25: "1376.4",
        30: "1376.4",
    }
    assert amounts(company, "cash_flow", "2026-12", span="year") == {
        1: "8000",
        3: "12",
        4: "8012",
        5: "5650",
        6: "1000",
        8: "200",
        9: "6850",
        10: "1162",
        23: "1000000",
        26: "1000000",
        31: "1000000",
        33: "1001162",
        35: "1001162",
    }


def test_a_year_of_a_company_on_the_enterprise_chart(found: Found) -> None:
    company = found(chart="enterprise")
    assert company.get("/book-standard") == {"standard": "enterprise", "settled": False}
    _a_year(company)
    closings = company.post("/periods/2026-12/close-profit")
    assert [one["total"] for one in closings] == ["6000", "4623.6", "50"]
    company.post("/periods/2026-12/close-year")

    rows = company.get("/trial-balance", **{"from": "2026-12-01", "to": "2026-12-31"})["rows"]
    held = {
        row["code"]: float(row["closing_debit"]) - float(row["closing_credit"])
        for row in rows
        if row["is_detail"] and row["closing_debit"] != row["closing_credit"]
    }
    assert held == {
        "1002": 1001162,
        "1405": 2000,
        "123101": -20,
        "2205": -1220,
        "22210101": 650,
        "22210104": 130,
        "22210107": -780,
        "222102": -130,
        "222112": -450,
        "222114": -9.1,
        "222115": -3.9,
        "222116": -2.6,
        "4001": -1000000,
        "410401": -1326.4,
    }
    _proves_the_statements(company)
    assert (
        company.get("/cash-flow/8/entries", **{"from": "2026-12-01", "to": "2026-12-31"})["entries"][0][
            "amount"
        ]
        == "200"
    )
    company.refused(404, "platform.not_found", "GET", "/cash-flow/9/entries")
    assert [one["code"] for one in company.get("/accounts", search="合同负债")["items"]] == ["2205"]
    assert company.get("/verify")["green"] is True


def test_the_standard_is_chosen_until_something_stands_in_the_books(company: Company) -> None:
    company.post("/accounts", {"parent": "1012", "code": "101299", "name": "京东钱包"})
    rule = {"role": "goods_used", "account": "560201"}
    company.post("/posting-rules", rule)
    company.refused(409, "ledger.chart_shaped", "POST", "/book-standard", {"standard": "enterprise"})
    company.post("/posting-rules", {**rule, "account": "560299"})
    chosen = company.post("/book-standard", {"standard": "enterprise"})
    assert chosen == {"standard": "enterprise", "settled": False}
    assert company.get("/settings/company")["chart"] == "enterprise"
    codes = {
        row["code"]: row["name"]
        for row in company.get("/accounts", limit=200, filter='{"field": "level", "op": "eq", "value": 1}')[
            "items"
        ]
    }
    assert (codes["4001"], codes["6001"], codes["4101"], "5601" in codes) == (
        "实收资本",
        "主营业务收入",
        "盈余公积",
        False,
    )
    assert [one["code"] for one in company.get("/accounts", search="京东")["items"]] == ["101299"]
    assert company.get("/accounts", search="商品销售收入")["items"] == []
    roles = {one["role"]: one["rules"][0]["account_code"] for one in company.get("/posting-rules")}
    assert (roles["revenue_goods"], roles["cost_of_goods"], roles["advance"], roles["year_profit"]) == (
        "6001",
        "6401",
        "2205",
        "4103",
    )

    company.post("/book-standard", {"standard": "small_enterprise"})
    company.post("/book-standard", {"standard": "enterprise"})
    company.post("/accounts", {"parent": "6801", "code": "680101", "name": "当期所得税费用"})
    problem = company.refused(
        409, "ledger.chart_shaped", "POST", "/book-standard", {"standard": "small_enterprise"}
    )
    assert "680101" in problem["title"] + problem.get("detail", "")
    written(company, "2026-11-02", ("1002", "1", "0"), ("4001", "0", "1"))
    assert company.get("/book-standard")["settled"] is True
    company.refused(
        409, "ledger.standard_settled", "POST", "/book-standard", {"standard": "small_enterprise"}
    )
