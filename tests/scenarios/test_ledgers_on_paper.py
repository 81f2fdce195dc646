"""Ledgers, the trial balance and statements on paper: their words and amounts can be read out of the file."""

from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from heyi.platform.jobs.runner import Runner
from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.ledger import foreign_account, in_foreign, posted
from tests.builders.server import Served

OCTOBER = {"from": "2026-10-01", "to": "2026-10-31"}


def pages(person: Person, path: str, **query: str) -> list[str]:
    """The text of each page of a paper, without blanks, which are typography."""
    answer = person.send("GET", path, query=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return read(answer.content)


def read(content: bytes) -> list[str]:
    return [
        page.extract_text().replace(" ", "").replace("\u3000", "")
        for page in PdfReader(BytesIO(content)).pages
    ]


def workbook(person: Person, path: str, **query: str) -> list[list[Any]]:
    """The rows of a workbook."""
    answer = person.send("GET", path, query=query)
    assert answer.status_code == 200, answer.text
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def holds(page: str, *words: str) -> bool:
    assert all(word in page for word in words), page
    return True


def _print_reports(company: Company) -> None:
    (balance,) = pages(company, "/trial-balance/paper", level="1", **OCTOBER)
    holds(balance, "科目余额表", "1002银行存款1,000.0031.00969.00", "合计1,000.001,000.00741.00741.00")
    assert "560202" not in balance
    (sheet,) = pages(company, "/statements/balance_sheet/paper", period="2026-10")
    holds(
        sheet,
        "资产负债表",
        "会小企01表",
        "货币资金1969.00",
        "期末余额",
        "年初余额",
        "实收资本（或股本）481,000.00",
    )
    (income,) = pages(company, "/statements/income_statement/paper", period="2026-10", span="year")
    holds(
        income,
        "利润表",
        "会小企02表",
        "本年累计金额上年金额",
        "一、营业收入1710.00",
        "四、净利润（净亏损以“-”号填列）32679.00",
    )
    (flow,) = pages(company, "/statements/cash_flow/paper", period="2026-10")
    holds(flow, "现金流量表", "会小企03表", "五、期末现金余额22969.00969.00")


def _general_ledger(company: Company) -> None:
    span = {"from": "2026-10-05", "to": "2026-10-31"}
    ledger = company.get("/general-ledger", **span)
    assert (ledger["first_month"], ledger["last_month"]) == ("2026-10", "2026-10")
    bank = ledger["books"][0]
    assert (bank["code"], bank["name"], bank["name_en"]) == ("1002", "银行存款", "Bank deposits")
    sums = {"debit": "0", "credit": "31", "year_debit": "1000", "year_credit": "31"}
    assert bank["opening"] == "1000"
    assert bank["months"] == [{"month": "2026-10", "last_day": "2026-10-31", **sums}]
    assert [book["code"] for book in ledger["books"]] == ["1002", "1221", "3001", "5001", "5602"]


def _take_out(company: Company) -> None:
    sheet_of = workbook(company, "/trial-balance/sheet", level="1", **OCTOBER)
    name = company.get("/settings/company")["name"]
    assert [row[0] for row in sheet_of[:3]] == ["Trial balance", name, "2026-10-01 - 2026-10-31"]
    assert sheet_of[3:5] == [
        [
            "Code",
            "Account",
            "Opening debit",
            "Opening credit",
            "Debit",
            "Credit",
            "Year debit",
            "Year credit",
            "Closing debit",
            "Closing credit",
        ],
        ["1002", "Bank deposits", 1000, 0, 0, 31, 1000, 31, 969, 0],
    ]
    lines = workbook(company, "/accounts/122198/sheet", **OCTOBER)
    assert lines[2][0] == "122198 Other receivables - 应收美元 2026-10-01 - 2026-10-31"
    assert lines[4:] == [
        [date(2026, 10, 1), "", "Opening balance", "", "", "", 0, "USD", "", "", 0],
        [date(2026, 10, 8), "记-0001", "摘要", "", 710, 0, 710, "USD", 100, 7.1, 100],
    ]
    rows = workbook(company, "/statements/income_statement/sheet", period="2026-10", span="year")
    assert rows[2][0] == "2026-01-01 - 2026-10-31"
    assert rows[3:5] == [["Item", "Row", "Year to date", "Last year"], ["1. Operating revenue", 1, 710, 0]]


def test_ledgers_and_statements_are_printed(company: Company, served: Served) -> None:
    foreign_account(company, "1221", "122198", "应收美元")
    posted(company, "2026-09-20", ("1002", "1000", "0"), ("3001", "0", "1000"))
    foreign = (("122198", "710", "0", in_foreign("100", "7.1")), ("500101", "0", "710"))
    (voucher,) = pages(
        company, f"/journal-entries/{posted(company, '2026-10-08', *foreign)['entry_id']}/paper"
    )
    holds(voucher, "1221其他应收款应收美元/USD100.00×7.1710.00")
    for day in range(1, 32):
        posted(company, f"2026-10-{day:02}", ("560202", "1", "0"), ("1002", "0", "1"))
    name = company.get("/settings/company")["name"]

    first, second = pages(company, "/accounts/1002/paper", **OCTOBER)
    holds(
        first,
        "明细账",
        f"编制单位：{name}",
        "科目：1002银行存款",
        "期初余额",
        "借1,000.00",
        "过次页0.0030.00借970.00",
    )
    holds(second, "承前页0.0030.00借970.00", "本月合计0.0031.00借969.00", "本年累计1,000.0031.00借969.00")
    holds(second, "第2页共2页", "本科目第2页，共2页")
    (dollars,) = pages(company, "/accounts/122198/paper", **OCTOBER)
    holds(dollars, "科目：122198其他应收款-应收美元", "USD100.00×7.1")

    (general,) = pages(company, "/general-ledger/paper", **{"from": "2026-01-01", "to": "2026-10-31"})
    holds(
        general,
        "总账",
        "科目：1002银行存款",
        "0930本月合计1,000.000.00借1,000.00",
        "本年累计1,000.0031.00借969.00",
    )
    holds(general, "科目：5602管理费用", "1031本月合计31.000.00借31.00")

    _general_ledger(company)
    _print_reports(company)
    _take_out(company)
    asked = company.post("/ledgers/print", {"first_day": "2026-10-01", "last_day": "2026-10-31"})
    Runner(served.services).run_due()
    answer = company.send("GET", f"/exports/{asked['export_id']}/file")
    everything = read(answer.content)
    assert [next(one for one in page.split("科目：")[1].split("\n"))[:6] for page in everything] == [
        "1002银行",
        "1002银行",
        "122198",
        "3001实收",
        "500101",
        "560202",
        "560202",
    ]


def test_what_cannot_be_printed_is_refused(company: Company) -> None:
    company.refused(409, "ledger.nothing_to_print", "GET", "/accounts/1002/paper", query=OCTOBER)
    company.refused(404, "ledger.no_such_account", "GET", "/accounts/9999/paper", query=OCTOBER)
    long = {"from": "2025-01-01", "to": "2026-01-31"}
    company.refused(422, "ledger.span_too_long", "GET", "/general-ledger/paper", query=long)
    company.refused(422, "ledger.span_too_long", "GET", "/general-ledger", query=long)
    body = {"first_day": "2026-10-01", "last_day": "2026-10-31"}
    company.refused(409, "ledger.nothing_to_print", "POST", "/ledgers/print", body)
    company.refused(404, "platform.not_found", "GET", "/statements/other/paper", query={"period": "2026-10"})
    viewer = company.colleague("viewer")
    viewer.refused(403, "platform.not_allowed", "GET", "/accounts/1002/paper", query=OCTOBER)
    assert viewer.send("GET", "/trial-balance/paper", query=OCTOBER).status_code == 200
