"""Files in every dress come in by the job as they do at once, and what a workbook calculates comes as it is seen."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it comes without types

from tests.builders.company import Company
from tests.builders.imports import brought_in, counted, looked_at, seen, told, uploaded
from tests.builders.sheets import lines, workbook

RunJobs = Callable[[], int]

HEADER = ("客户编号", "名称", "电话", "备注")
CUSTOMERS = (
    HEADER,
    ("C-001", "北京华信科技有限公司", "010-62345678", "老客户"),
    ("C-002", "上海𬭎科贸易有限公司", "138 0013 8000", ""),
    ("C-003", "Müller & Söhne", "+49 30 1234567", "=1+1"),
)
SAVED = [
    ("C-001", "北京华信科技有限公司", "+861062345678", "老客户"),
    ("C-002", "上海𬭎科贸易有限公司", "+8613800138000", None),
    ("C-003", "Müller & Söhne", "+49301234567", "=1+1"),
]
ALL_CREATED = {"rows": 3, "created": 3}


def saved(company: Company, *names: str) -> list[tuple[Any, ...]]:
    found = company.get("/parties", sort="code", fields=",".join(names))["items"]
    return [tuple(item[name] for name in names) for item in found]


def run_through(company: Company, run_jobs: RunJobs, data: bytes, **mapping: str | None) -> dict[str, Any]:
    """Upload, look with a mapping that writes nothing, then write; the ended run."""
    run = looked_at(company, run_jobs, "parties", data, mapping=mapping)
    assert (run["state"], told(run)) == ("checked", [])
    assert saved(company, "code") == [], "looking wrote something"
    company.post(f"/imports/{run['id']}/start", {})
    run_jobs()
    ended: dict[str, Any] = seen(company, run["id"])
    assert ended["state"] == "done"
    return ended


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (lines(*CUSTOMERS), "utf-8"),
        (lines(*CUSTOMERS, encoding="utf-8-sig"), "utf-8"),
        (lines(*CUSTOMERS, encoding="utf-16"), "utf-16"),
        (b"\xfe\xff" + lines(*CUSTOMERS, encoding="utf-16-be"), "utf-16"),
        (lines(*CUSTOMERS, encoding="gb18030"), "gb18030"),
        (lines(*CUSTOMERS, line_end="\n"), "utf-8"),
        (lines(*CUSTOMERS, line_end="\r"), "utf-8"),
        (lines(*CUSTOMERS, line_end="\r", encoding="utf-16"), "utf-16"),
        (lines(*CUSTOMERS, line_end="\n", encoding="gb18030"), "gb18030"),
        (lines(*CUSTOMERS).replace(b"\r\n", b"\n", 1).replace(b"\r\n", b"\r", 1), "utf-8"),
        (lines(*CUSTOMERS).rstrip(b"\r\n"), "utf-8"),
        (workbook(*CUSTOMERS), "xlsx"),
        (workbook(*CUSTOMERS, title="客户资料（2026 年）"), "xlsx"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16",
        "utf-16-be",
        "gb18030",
        "lf",
        "cr",
        "utf-16 cr",
        "gb18030 lf",
        "mixed line ends",
        "no last line end",
        "xlsx",
        "merged title",
    ],
)
def test_every_dress_is_looked_at_and_brought_in(
    company: Company, run_jobs: RunJobs, data: bytes, encoding: str
) -> None:
    run = run_through(company, run_jobs, data, 客户编号="code")
    assert (run["encoding"], counted(run)) == (encoding, ALL_CREATED)
    assert saved(company, "code", "name", "phone", "note") == SAVED


def test_a_column_that_is_mapped_to_nothing_is_left_out(company: Company, run_jobs: RunJobs) -> None:
    run = run_through(company, run_jobs, lines(*CUSTOMERS), 客户编号="code", 备注=None)
    assert counted(run) == ALL_CREATED
    assert [row[0] for row in saved(company, "note")] == [None, None, None]


def own_field(company: Company, kind: str, label: str) -> str:
    body = {"kind": kind, "labels": {"zh": label}}
    return str(company.post("/record-types/party/fields", body)["name"])


def calculated(*, since_1904: bool = False) -> bytes:
    """A workbook as accounting leaves it: merged cells, days as serial numbers, and formulas with their results."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": since_1904})
    page = book.add_worksheet("客户")
    day = book.add_format({"num_format": "yyyy/m/d"})
    chinese_day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    instant = book.add_format({"num_format": "yyyy/m/d h:mm"})
    page.merge_range("A1:F1", "客户一览")
    for column, label in enumerate(("名称", "编码", "地区", "签约日", "回访", "额度")):
        page.write_string(1, column, label)
    page.merge_range("C3:C4", "北京")
    page.write_formula("A3", '="华"&"信"', None, "华信")
    page.write_formula("B3", "=1000+1", None, 1001)
    page.write_datetime("D3", datetime(2026, 11, 2), day)  # noqa: DTZ001 - a workbook knows no time zones
    page.write_datetime("E3", datetime(2026, 11, 2, 9, 30), instant)  # noqa: DTZ001 - the same
    page.write_formula("F3", "=0.1+0.2", None, 0.30000000000000004)
    page.write_string("A4", "长城")
    page.write_number("B4", 1002)
    page.write_datetime("D4", datetime(2024, 2, 29), chinese_day)  # noqa: DTZ001 - the same
    page.write_formula("F4", "=SUM(F3,1.2)", None, 1.5)
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("since_1904", [False, True], ids=["1900", "1904"])
def test_what_a_workbook_merges_dates_and_calculates_comes_as_it_is_seen(
    company: Company, run_jobs: RunJobs, since_1904: bool
) -> None:
    names = [
        own_field(company, kind, label)
        for kind, label in (("date", "签约日"), ("datetime", "回访"), ("decimal", "额度"))
    ]
    run = run_through(company, run_jobs, calculated(since_1904=since_1904))
    assert counted(run) == {"rows": 2, "created": 2}
    assert saved(company, "name", "code", "region", *names) == [
        ("华信", "1001", "北京", "2026-11-02", "2026-11-02T09:30:00+08:00", "0.3"),
        ("长城", "1002", None, "2024-02-29", None, "1.5"),
    ]


def test_a_day_that_nobody_formatted_is_the_day_its_number_counts(
    company: Company, run_jobs: RunJobs
) -> None:
    name = own_field(company, "date", "签约日")
    brought_in(company, run_jobs, "parties", workbook(("名称", "签约日"), ("华信", 46328)))
    assert [item[name] for item in company.get("/parties", fields=name)["items"]] == ["2026-11-02"]


def test_a_formula_that_failed_or_was_never_calculated_is_told_or_empty(
    company: Company, run_jobs: RunJobs
) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("客户")
    for column, label in enumerate(("名称", "电话", "备注")):
        page.write_string(0, column, label)
    page.write_string("A2", "华信")
    page.write_formula("B2", "=1/0", None, "#DIV/0!")
    page.write_string("A3", "长城")
    page.write_formula("C3", '=""', None, "")
    book.close()
    run = looked_at(company, run_jobs, "parties", buffer.getvalue())
    assert told(run) == [(2, "电话", "“#DIV/0!”不是有效的电话号码")]
    company.post(f"/imports/{run['id']}/start", {"skip_bad": True})
    run_jobs()
    assert saved(company, "name", "note") == [("长城", None)]


def test_a_text_that_no_mark_explains_is_refused(company: Company, run_jobs: RunJobs) -> None:
    run = uploaded(company, run_jobs, "parties", lines(*CUSTOMERS, encoding="utf-16-le"))
    assert (run["state"], run["refusal"]) == ("refused", "这不是表格文件")
    assert saved(company, "code") == []
