"""A list taken out as a file: the same rows and fields as on the screen, logged, and for its owner only."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person

RunJobs = Callable[[], int]
CANARIES = ("=1+1", "+1", "-1", "@SUM(1)", " =1+1", "＝1+1", "\ufeff=1+1", "\t=1", "\r=1")


def taken_out(person: Person, run_jobs: RunJobs, path: str, **question: Any) -> tuple[Json, bytes]:
    asked = person.post(f"/{path}/export", question)
    run_jobs()
    job = person.get(f"/jobs/{asked['job_id']}")
    assert job["state"] == "done", job
    assert job["result"]["export_id"] == asked["export_id"]
    answer = person.client.get(f"/exports/{asked['export_id']}/file")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return job["result"], answer.content


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_has_the_rows_fields_and_order_of_the_list(company: Company, run_jobs: RunJobs) -> None:
    company.customer("华信", code="C1", level="a", region="北京")
    company.customer("长城", code="C2", level="b", region="上海", is_customer=False)
    company.customer("泰山", code="C3", level="b", region="上海")
    result, data = taken_out(
        company,
        run_jobs,
        "parties",
        format="csv",
        filter={"field": "region", "op": "eq", "value": "上海"},
        sort="-code",
        fields=["code", "name", "level", "is_customer", "owner_id"],
    )
    assert result["rows"] == 2
    assert table(data) == [
        ["编码", "名称", "客户级别", "是客户", "负责人"],
        ["C3", "泰山", "B 级", "是", "张三"],
        ["C2", "长城", "B 级", "否", "张三"],
    ]


def test_writes_money_with_its_cents_computed_or_not(company: Company, run_jobs: RunJobs) -> None:
    place = "/record-types/party/fields"
    price = company.post(place, {"kind": "money", "labels": {"zh": "购置价"}})["name"]
    third = {"kind": "formula", "labels": {"zh": "每份"}, "formula": f"{{{price}}} / 3"}
    part = company.post(place, third)["name"]
    company.customer("华信", **{price: "1000"})
    _, data = taken_out(company, run_jobs, "parties", format="csv", fields=["name", price, part])
    assert table(data) == [["名称", "购置价", "每份"], ["华信", "1000.00", "333.3333"]]


def test_is_a_workbook_in_which_no_text_is_a_formula(company: Company, run_jobs: RunJobs) -> None:
    for number, text in enumerate(CANARIES):
        company.customer(
            "x", code=f"C{number}", note=text if not text.startswith(("\t", "\r")) else "x" + text
        )
    _, data = taken_out(company, run_jobs, "parties", format="xlsx", sort="code", fields=["code", "note"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [f"C{number}" for number in range(len(CANARIES))]
    assert b"<f>" not in data
    _, data = taken_out(company, run_jobs, "parties", format="csv", sort="code", fields=["note"])
    for (cell,) in table(data)[1:]:
        assert cell.startswith(("'", "x")), cell


class TestWhoMay:
    def test_only_who_holds_the_permission(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信")
        viewer = company.colleague("viewer")
        viewer.refused(403, "platform.not_allowed", "POST", "/parties/export", {})
        assert viewer.get("/parties")["items"] != []

    def test_download_only_one_s_own(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信")
        result, _ = taken_out(company, run_jobs, "parties")
        other = company.colleague("owner")
        other.refused(404, "platform.not_found", "GET", f"/exports/{result['export_id']}/file")
        (logged,) = other.get("/exports")["items"]
        assert (logged["rows"], logged["user"], logged["may_download"]) == (1, "张三", False)
        sales = company.colleague("sales", name="王五")
        assert sales.get("/exports")["items"] == []

    def test_no_other_company(self, company: Company, found: Found, run_jobs: RunJobs) -> None:
        company.customer("华信")
        other = found(name="长城")
        other.customer("别家")
        _, data = taken_out(company, run_jobs, "parties", format="csv", fields=["name"])
        assert table(data)[1:] == [["华信"]]
        assert other.get("/exports")["items"] == []
        assert other.get("/reading") == []

    def test_a_field_that_does_not_exist_for_him_is_refused(self, company: Company) -> None:
        company.refused(
            422, "platform.invalid_input", "POST", "/parties/export", {"fields": ["name", "nothing"]}
        )


def test_the_file_goes_after_seven_days_and_the_log_stays(
    company: Company, run_jobs: RunJobs, served: Any
) -> None:
    from heyi.platform.records.exporting.store import file_path, forget_files
    from tests.builders.desk import Desk

    company.customer("华信")
    result, _ = taken_out(company, run_jobs, "parties")
    company.books.execute(
        "UPDATE export_run SET finished_at = finished_at - interval '8 days' WHERE tenant_id = %s",
        [company.tenant_id],
    )
    path = file_path(served.services.home, company.tenant_id, result["export_id"])
    assert path.exists()
    import os

    os.utime(path, (0, 0))
    assert Desk(served.services, company).work(lambda uow: forget_files(uow, served.services.home)) == 1
    assert not path.exists()
    company.refused(404, "records.export_file_gone", "GET", f"/exports/{result['export_id']}/file")
    assert [item["rows"] for item in company.get("/exports")["items"]] == [1]


class TestReading:
    def test_is_counted_for_pages_programs_and_exports(self, company: Company, run_jobs: RunJobs) -> None:
        for number in range(5):
            company.customer(f"客户{number}")
        page = company.get("/parties", limit=2)
        assert company.get("/reading") == []
        page = company.get("/parties", limit=2, cursor=page["next_cursor"])
        company.get("/parties", limit=2, cursor=page["next_cursor"])
        taken_out(company, run_jobs, "parties")
        found = [(row["record"], row["way"], row["rows"], row["times"]) for row in company.get("/reading")]
        assert found == [("party", "export", 5, 1), ("party", "pages", 3, 2)]

    @pytest.mark.parametrize("role", ["sales", "viewer"])
    def test_is_for_the_owner_to_see(self, company: Company, role: str) -> None:
        company.colleague(role).refused(403, "platform.not_allowed", "GET", "/reading")
