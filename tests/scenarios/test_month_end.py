"""The accountant's month: vouchers by hand, statements, closing, and what a closed month refuses."""

from typing import Any

from tests.builders.company import Company
from tests.builders.ledger import amounts, fold_books, posted, voucher_body, written
from tests.builders.server import Served


def test_a_voucher_is_written_reviewed_posted_and_taken_back(company: Company) -> None:
    company.post("/book-rules", {"review_required": True})
    draft = written(company, "2026-11-02", ("560209", "300", "0"), ("1001", "0", "300"), attachments=2)
    assert (draft["state"], draft["number"], draft["total"], draft["allowed_actions"]) == (
        "draft",
        None,
        "300",
        ["update", "cancel"],
    )
    company.refused(409, "ledger.review_missing", "POST", f"/vouchers/{draft['id']}/post")
    company.refused(409, "ledger.maker_reviews", "POST", f"/vouchers/{draft['id']}/review", {})
    assert company.accounts() == {}

    wang = company.colleague("accountant")
    wang.refused(412, "platform.version_changed", "POST", f"/vouchers/{draft['id']}/review", {"version": 9})
    assert wang.post(f"/vouchers/{draft['id']}/review", {"version": 1})["state"] == "reviewed"
    body = voucher_body("2026-11-02", ("560209", "1", "0"), ("1001", "0", "1"))
    wang.refused(409, "platform.wrong_state", "PATCH", f"/vouchers/{draft['id']}", body, version=2)
    done = company.post(f"/vouchers/{draft['id']}/post")
    assert (done["state"], done["number"], done["period"]) == ("posted", "记-0001", "2026-11")
    assert company.accounts() == {"1001": "-300", "560209": "300"}
    voucher = company.get(f"/vouchers/{draft['id']}")
    assert (voucher["made_by"], voucher["reviewed_by"], voucher["posted_by"], voucher["attachments"]) == (
        "张三",
        "李四",
        "张三",
        2,
    )

    assert "reverse" not in voucher["allowed_actions"]
    company.refused(409, "ledger.reversal_unreviewed", "POST", f"/vouchers/{draft['id']}/reverse", {})
    assert wang.post(f"/vouchers/{draft['id']}/reverse")["state"] == "reversed"
    assert company.accounts() == {}
    company.refused(409, "platform.wrong_state", "POST", f"/vouchers/{draft['id']}/reverse", {})


def test_who_rewrote_a_voucher_is_its_maker_now_and_does_not_review_it(company: Company) -> None:
    company.post("/book-rules", {"review_required": True})
    wang = company.colleague("accountant", "王五")
    draft = written(company, "2026-11-02", ("560209", "1", "0"), ("1001", "0", "1"))
    body = voucher_body("2026-11-02", ("560209", "9000", "0"), ("1001", "0", "9000"))
    changed = wang.patch(f"/vouchers/{draft['id']}", body, version=1)
    assert changed["allowed_actions"] == ["update", "cancel"]
    assert company.get(f"/vouchers/{draft['id']}")["made_by"] == "王五"
    wang.refused(409, "ledger.maker_reviews", "POST", f"/vouchers/{draft['id']}/review", {})
    assert company.post(f"/vouchers/{draft['id']}/review", {"version": 2})["state"] == "reviewed"


def test_money_stands_on_rows_of_flows_only(company: Company) -> None:
    body = voucher_body("2026-11-02", ("560209", "1", "0", {"cash_flow": "7"}), ("1001", "0", "1"))
    body["lines"][0]["cash_flow"] = 7
    problem = company.refused(422, "platform.invalid_input", "POST", "/vouchers", body)
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [
        ("lines.0.cash_flow", "cash_flow_row")
    ]


def test_closed_months_close_what_lies_before_them(company: Company) -> None:
    for day in ("2026-08-31", "2026-10-31"):
        posted(company, day, ("1002", "10", "0"), ("3001", "0", "10"))
    for month in ("2026-08", "2026-10"):
        company.post(f"/periods/{month}/close")
    for day in ("2026-09-10", "2016-10-10", "2026-10-10"):
        late = voucher_body(day, ("1002", "1", "0"), ("3001", "0", "1"))
        company.refused(409, "ledger.period_closed", "POST", "/vouchers", late)
    states = {one["code"]: (one["state"], one["total"]) for one in company.get("/periods")}
    assert states == {
        "2026-08": ("closed", "10"),
        "2026-09": ("closed", "0"),
        "2026-10": ("closed", "10"),
        "2026-11": ("open", "0"),
    }


def test_each_bank_account_below_zero_is_told_before_closing(company: Company) -> None:
    for code in ("100201", "100202"):
        company.post("/accounts", {"parent": "1002", "code": code, "name": code})
    posted(company, "2026-10-08", ("100201", "50", "0"), ("100202", "0", "20"), ("3001", "0", "30"))
    found = {one["name"]: one for one in company.get("/periods/2026-10")["checks"]}
    assert (found["cash_below_zero"]["passed"], found["cash_below_zero"]["count"]) == (False, 1)


def test_nothing_is_taken_back_or_carried_against_time(company: Company) -> None:
    voucher = posted(company, "2026-11-02", ("560209", "1", "0"), ("1001", "0", "1"))
    posted(company, "2026-10-02", ("560209", "2", "0"), ("1001", "0", "2"))
    company.refused(
        422,
        "ledger.reverses_before",
        "POST",
        f"/vouchers/{voucher['id']}/reverse",
        {"occurred_on": "2026-11-01"},
    )
    company.post("/periods/2026-11/close-profit")
    company.refused(409, "ledger.closed_later", "POST", "/periods/2026-10/close-profit")
    company.refused(409, "ledger.not_december", "POST", "/periods/2026-11/close-year")


def test_what_books_that_begin_inside_a_year_held_is_no_movement_of_it(company: Company) -> None:
    lines = [{"account": "1002", "debit": "500"}, {"account": "3001", "credit": "500"}]
    company.post("/opening-balances", {"started_on": "2026-07-01", "lines": lines})
    posted(company, "2026-07-05", ("1002", "20", "0"), ("3001", "0", "20"))
    for column in (0, 1):
        rows = amounts(company, "cash_flow", "2026-07", column)
        assert (rows[20], rows[21], rows[22]) == ("20", "500", "520")
    assert amounts(company, "cash_flow", "2026-06")[22] == "500"
    # The balance sheet's beginning of the year is the same: what stood there when the books began, and it says so.
    assert amounts(company, "balance_sheet", "2026-07", 1) == {
        1: "500",
        15: "500",
        30: "500",
        48: "500",
        52: "500",
        53: "500",
    }
    told = {
        name: company.get(f"/statements/{name}", period="2026-07") for name in ("balance_sheet", "cash_flow")
    }
    assert told["balance_sheet"]["tells_from"] == [None, "2026-07-01"]
    assert told["cash_flow"]["tells_from"] == ["2026-07-01", None]
    # What stood there before is an opening, also where the whole year is asked for.
    year = company.get("/trial-balance", **{"from": "2026-01-01", "to": "2026-12-31"})["rows"]
    told = {row["code"]: (row["opening_debit"], row["debit"], row["closing_debit"]) for row in year}
    assert told["1002"] == ("500", "20", "520")
    kept = [{"account": "1122", "debit": "5"}, {"account": "2203", "credit": "5"}]
    other = {"started_on": "2026-07-01", "lines": kept}
    company.refused(422, "ledger.opening_only_kept", "POST", "/opening-balances", other)


def test_vouchers_are_found_by_summary_and_number(company: Company) -> None:
    def found(words: str) -> int:
        return int(company.get("/vouchers", search=words)["count"]["value"])

    lines = (("560209", "1", "0", {"summary": "付房租"}), ("1001", "0", "1", {"summary": "付房租"}))
    draft = written(company, "2026-11-02", *lines)
    assert (found("ffz"), found("0001")) == (1, 0)
    company.post(f"/vouchers/{draft['id']}/post")
    assert (found("付房租"), found("记-0001")) == (1, 1)


def test_what_is_no_voucher_is_refused_with_its_place(company: Company) -> None:
    def refused(code: str, *lines: tuple[str, str, str], status: int = 422) -> Any:
        body = voucher_body("2026-11-02", *lines)
        return company.refused(status, code, "POST", "/vouchers", body)

    refused("ledger.entry_unbalanced", ("560209", "300", "0"), ("1001", "0", "299.99"))
    refused("ledger.line_not_one_sided", ("560209", "300", "300"), ("1001", "0", "300"))
    refused("ledger.account_unusable", ("5602", "300", "0"), ("1001", "0", "300"))
    kept = refused("ledger.account_kept", ("1405", "300", "0"), ("1001", "0", "300"))
    assert kept["params"] == {"account": "1405 库存商品", "record": "record.stock_receipt"}
    problem = refused("ledger.dimension_missing", ("1402", "300", "0"), ("1001", "0", "300"))
    assert [one["field"] for one in problem["errors"]] == ["lines.0.party_id"]
    refused("platform.invalid_input", ("560209", "0.001", "0"), ("1001", "0", "0.001"))


def test_an_accrual_takes_itself_back_on_its_day(company: Company) -> None:
    lines = (("560204", "500", "0"), ("224199", "0", "500"))
    body = voucher_body("2026-11-02", *lines, reverses_on="2026-11-30")
    company.refused(422, "ledger.reverses_too_early", "POST", "/vouchers", body)
    done = posted(company, "2026-11-02", *lines, reverses_on="2026-12-01")
    assert done["state"] == "reversed"
    november = company.get("/trial-balance", **{"from": "2026-11-01", "to": "2026-11-30"})["totals"]
    assert november["debit"] == "500"
    december = company.get("/trial-balance", **{"from": "2026-12-01", "to": "2026-12-31"})["totals"]
    assert (december["debit"], december["closing_debit"]) == ("-500", "0")


def test_a_month_of_a_trader_is_stated_closed_and_opened_again(served: Served, company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="100", cost="60")
    _, _, invoice = company.sold(customer, (screws, "10", "113"))
    company.receipt(customer, "600", {str(invoice["id"]): "600"})
    posted(company, "2026-11-02", ("560209", "50", "0"), ("1001", "0", "50"))
    for _ in range(2):  # before and after folding the figures are the same
        assert amounts(company, "income_statement", "2026-11") == {
            1: "1000",
            2: "600",
            14: "50",
            16: "50",
            21: "350",
            30: "350",
            32: "350",
        }
        sheet = amounts(company, "balance_sheet", "2026-11")
        assert {row: sheet[row] for row in (1, 4, 9, 30, 36, 51, 53)} == {
            1: "550",
            4: "530",
            9: "5400",
            30: "6480",
            36: "130",
            51: "350",
            53: "6480",
        }
        assert amounts(company, "cash_flow", "2026-11") == {
            1: "600",
            6: "50",
            7: "550",
            20: "550",
            22: "550",
        }
        fold_books(served, company)
    waiting = company.books.one(
        "SELECT count(*) FROM ledger_unfolded WHERE tenant_id = %s", [company.tenant_id]
    )
    assert waiting == 0

    written(company, "2026-11-02", ("560209", "1", "0"), ("1001", "0", "1"))
    problem = company.refused(409, "ledger.period_not_ready", "POST", "/periods/2026-11/close")
    assert problem["params"]["checks"] == "1 vouchers are not posted"
    draft = company.get("/vouchers", filter='{"field":"state","op":"eq","value":"draft"}')["items"][0]
    company.post(f"/vouchers/{draft['id']}/cancel")

    income, costs = company.post("/periods/2026-11/close-profit")
    assert [income["total"], costs["total"]] == ["1000", "650"]
    november = company.get("/trial-balance", **{"from": "2026-11-01", "to": "2026-11-30"})["rows"]
    held = {row["code"]: row["closing_credit"] for row in november if row["closing_credit"] != "0"}
    assert (held["3103"], "500101" in held) == ("350", False)
    company.refused(409, "ledger.nothing_to_close", "POST", "/periods/2026-11/close-profit")
    # What closes profit and loss is no income: the statement stays.
    assert amounts(company, "income_statement", "2026-11")[32] == "350"

    closed = company.post("/periods/2026-11/close")
    assert (closed["period"]["state"], closed["period"]["allowed_actions"]) == ("closed", ["reopen", "lock"])
    late = voucher_body("2026-11-30", ("560209", "1", "0"), ("1001", "0", "1"))
    company.refused(409, "ledger.period_closed", "POST", "/vouchers", late)
    company.refused(422, "platform.invalid_input", "POST", "/periods/2026-11/reopen", {"reason": ""})
    opened = company.post("/periods/2026-11/reopen", {"reason": "漏记一张发票"})
    assert opened["period"]["state"] == "open"
    company.post("/periods/2026-11/close")
    locked = company.post("/periods/2026-11/lock")
    assert (locked["period"]["state"], locked["period"]["allowed_actions"]) == ("locked", [])
    # It is never opened again, and the remedy does not say so.
    problem = company.refused(409, "ledger.period_locked", "POST", "/vouchers", late)
    assert "never opened again" in problem["remedy"]
    company.refused(409, "platform.wrong_state", "POST", "/periods/2026-11/reopen", {"reason": "再改"})


def test_months_are_closed_in_turn_and_opened_from_the_last(company: Company) -> None:
    for day in ("2026-09-30", "2026-10-31"):
        posted(company, day, ("1002", "10", "0"), ("3001", "0", "10"))
    problem = company.refused(409, "ledger.period_not_ready", "POST", "/periods/2026-10/close")
    assert problem["params"]["checks"] == "1 earlier periods are open"
    company.post("/periods/2026-09/close")
    company.post("/periods/2026-10/close")
    company.refused(409, "ledger.period_out_of_turn", "POST", "/periods/2026-09/reopen", {"reason": "错账"})
    states = {one["code"]: (one["state"], one["vouchers"]) for one in company.get("/periods")}
    assert states == {"2026-09": ("closed", 1), "2026-10": ("closed", 1), "2026-11": ("open", 0)}


def test_a_year_ends_with_its_profit_carried_forward(company: Company) -> None:
    posted(company, "2025-12-31", ("1002", "200", "0"), ("500101", "0", "200"))
    posted(company, "2025-11-30", ("1002", "50", "0"), ("500101", "0", "50"))
    early = company.refused(409, "ledger.profit_not_carried", "POST", "/periods/2025-12/close-year")
    assert early["params"] == {"period": "2025-11"}
    company.post("/periods/2025-11/close-profit")
    early = company.refused(409, "ledger.profit_not_carried", "POST", "/periods/2025-12/close-year")
    assert early["params"] == {"period": "2025-12"}
    posted(company, "2025-11-30", ("500101", "0", "-50"), ("1002", "-50", "0"))
    company.post("/periods/2025-11/close-profit")
    company.post("/periods/2025-11/close")
    company.post("/periods/2025-12/close-profit")
    problem = company.refused(409, "ledger.period_not_ready", "POST", "/periods/2025-12/close")
    assert problem["params"]["checks"] == "Profit of the year has not been carried forward"
    carried = company.post("/periods/2025-12/close-year")
    assert carried["total"] == "200"
    assert company.accounts() == {"1002": "200", "310401": "-200"}
    company.refused(409, "ledger.nothing_to_close", "POST", "/periods/2025-12/close-year")
    # What is found after the year was carried is carried too before December is closed again.
    company.post("/periods/2025-12/close")
    company.post("/periods/2025-12/reopen", {"reason": "漏记费用"})
    posted(company, "2025-12-31", ("560209", "80", "0"), ("1002", "0", "80"))
    company.post("/periods/2025-12/close-profit")
    company.refused(409, "ledger.period_not_ready", "POST", "/periods/2025-12/close")
    company.post("/periods/2025-12/close-year")
    company.post("/periods/2025-12/close")
    assert company.accounts() == {"1002": "120", "310401": "-120"}


def test_opening_balances_are_entered_once_and_replaced_until_the_books_begin(company: Company) -> None:
    supplier = company.customer("上海供应商", is_customer=False, is_supplier=True)
    lines = [
        {"account": "1002", "debit": "1000"},
        {"account": "1405", "debit": "600"},
        {"account": "220201", "credit": "400", "party_id": supplier},
        {"account": "3001", "credit": "1200"},
    ]
    company.refused(
        422,
        "ledger.entry_unbalanced",
        "POST",
        "/opening-balances",
        {"started_on": "2026-11-01", "lines": lines[:3]},
    )
    company.post("/opening-balances", {"started_on": "2026-11-01", "lines": lines})
    assert company.accounts() == {
        "1002": "1000",
        "3001": "-1200",
        "310401": "200",
    }
    screws = company.product()
    company.receive_goods((screws, "10", "60"), reason="opening", received_on="2026-10-31")
    assert company.accounts()["1405"] == "600"
    assert company.accounts()["310401"] == "-400"
    assert company.get("/opening-balances")["kept"] == [
        {"account": "1405", "record": "stock_receipt", "entered": "600", "brought_in": "600"},
        {"account": "220201", "record": "supplier_invoice", "entered": "-400", "brought_in": "0"},
    ]

    lines[0]["debit"], lines[3]["credit"] = "1001", "1201"
    company.post("/opening-balances", {"started_on": "2026-11-01", "lines": lines})
    assert company.accounts()["1002"] == "1001"
    november = company.get("/trial-balance", **{"from": "2026-11-01", "to": "2026-11-30"})["totals"]
    assert (november["opening_debit"], november["debit"]) == ("1601", "0")
    posted(company, "2026-11-02", ("1001", "1", "0"), ("1002", "0", "1"))
    company.refused(
        409, "ledger.books_begun", "POST", "/opening-balances", {"started_on": "2026-12-01", "lines": lines}
    )


def test_what_stood_in_the_books_before_is_no_movement_of_the_general_ledger(company: Company) -> None:
    lines = [{"account": "1002", "debit": "1000"}, {"account": "3001", "credit": "1000"}]
    company.post("/opening-balances", {"started_on": "2026-11-01", "lines": lines})
    posted(company, "2026-11-02", ("1002", "50", "0"), ("3001", "0", "50"))
    bank = company.get("/general-ledger", **{"from": "2026-01-01", "to": "2026-11-30"})["books"][0]
    sums = {"debit": "50", "credit": "0", "year_debit": "50", "year_credit": "0"}
    assert (bank["opening"], bank["months"]) == (
        "1000",
        [{"month": "2026-11", "last_day": "2026-11-30", **sums}],
    )


def test_accounts_are_found_by_code_name_and_pinyin(company: Company) -> None:
    def found(words: str) -> list[str]:
        return [row["code"] for row in company.get("/accounts", search=words, sort="code")["items"]]

    assert found("kcxj") == found("库存现金") == ["1001"]
    added = company.post("/accounts", {"parent": "1002", "code": "100201", "name": "工行基本户"})
    assert found("ghjbh") == found("100201") == ["100201"]
    company.patch(f"/accounts/{added['id']}", {"name": "中国银行"}, version=1)
    assert (found("ghjbh"), found("zgyh")) == ([], ["100201"])


def test_an_account_is_read_apart_by_department_and_project(company: Company) -> None:
    sales = company.post("/departments", {"name": "销售部"})["id"]
    fair = company.post("/projects", {"name": "广交会"})["id"]
    posted(
        company,
        "2026-11-02",
        ("560103", "70", "0", {"department_id": sales, "project_id": fair}),
        ("560103", "30", "0"),
        ("1001", "0", "100"),
    )
    found = company.get("/accounts/5601/balances", by="department")["rows"]
    assert [(row["title"], row["debit"], row["closing"]) for row in found] == [
        ("销售部", "70", "70"),
        (None, "30", "30"),
    ]
    assert company.get("/accounts/5601/balances", by="project")["rows"][0]["title"] == "广交会"
    body = voucher_body(
        "2026-11-02",
        ("560103", "1", "0", {"project_id": "01890000-0000-7000-8000-000000000000"}),
        ("1001", "0", "1"),
    )
    company.refused(422, "platform.invalid_input", "POST", "/vouchers", body)
