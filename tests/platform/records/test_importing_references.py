"""Cells refer to records by their title, their number, or a field of the tenant's own that is unique."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.company import Company
from tests.builders.imports import brought_in, counted, looked_at, told
from tests.builders.scoped import colleague_with
from tests.builders.sheets import applied, checked, lines, workbook

RunJobs = Callable[[], int]


def unique_field(
    company: Company, kind: str, *, record: str = "product", label: str = "型号", **said: Any
) -> str:
    body = {"kind": kind, "labels": {"zh": label}, "unique": True, **said}
    return str(company.post(f"/record-types/{record}/fields", body)["name"])


def reference(
    company: Company, kind: str = "reference", *, references: str = "product", label: str = "主要产品"
) -> str:
    body = {"kind": kind, "labels": {"zh": label}, "references": references}
    return str(company.post("/record-types/party/fields", body)["name"])


def referred(company: Company, field: str) -> dict[str, Any]:
    found = company.get("/parties", sort="code", fields=f"name,{field}")["items"]
    return {item["name"]: item[field] and item[field]["title"] for item in found}


@pytest.mark.parametrize(
    ("kind", "kept", "written"),
    [
        ("text", "M-1", "M-1"),
        ("text", "1001", "1001"),
        ("number", 42, "42"),
        ("number", 1200, "1,200"),
        ("decimal", "1.50", "1.5"),
        ("decimal", "-3", "-3.00"),
        ("date", "2026-11-02", "2026年11月2日"),
        ("phone", "138 0013 8000", "138-0013-8000"),
        ("email", "li@example.com", "Li@Example.com"),
        ("url", "https://example.com/a", "https://example.com/a"),
    ],
)
def test_an_own_unique_field_of_each_kind_names_its_record(
    company: Company, run_jobs: RunJobs, kind: str, kept: Any, written: str
) -> None:
    field, goods = unique_field(company, kind), reference(company)
    company.post("/products", {"name": "螺丝", "unit_id": company.unit, field: kept})
    company.product(name="垫片")
    data = workbook(
        ("名称", "编码", "主要产品"), ("华信", "C1", written), ("长城", "C2", "垫片"), ("泰山", "C3", None)
    )
    run = brought_in(company, run_jobs, "parties", data)
    assert counted(run) == {"rows": 3, "created": 3}
    assert referred(company, goods) == {"华信": "螺丝", "长城": "垫片", "泰山": None}


def test_an_own_number_names_its_record(company: Company, run_jobs: RunJobs) -> None:
    goods = reference(company)
    field = unique_field(company, "number_rule", number={"prefix": "XH", "dated": "none", "digits": 4})
    product = company.get(f"/products/{company.product(name='螺丝')}")
    brought_in(company, run_jobs, "parties", lines(("名称", "主要产品"), ("华信", product[field])))
    assert referred(company, goods) == {"华信": "螺丝"}


def test_what_is_the_title_of_one_and_the_number_of_another_is_ambiguous(
    company: Company, run_jobs: RunJobs
) -> None:
    field = unique_field(company, "text")
    reference(company)
    company.post("/products", {"name": "螺丝", "unit_id": company.unit, field: "垫片"})
    company.product(name="垫片")
    data = lines(
        ("名称", "编码", "主要产品"), ("华信", "C1", "螺丝"), ("长城", "C2", "垫片"), ("泰山", "C3", "没有")
    )
    run = looked_at(company, run_jobs, "parties", data)
    assert [(one["row"], one["column"], one["value"], one["reason"]) for one in run["findings"]] == [
        (3, "主要产品", "垫片", "“垫片”对应 2 条记录，请改填其编码, 型号"),
        (4, "主要产品", "没有", "引用的记录不存在：没有"),
    ]


def test_where_nothing_is_unique_that_is_said(company: Company, run_jobs: RunJobs) -> None:
    kind = company.post("/record-types", {"labels": {"zh": "项目"}})
    reference(company, references=kind["name"])
    for _ in range(2):
        company.post(f"/{kind['path']}", {"name": "园区"})
    data = lines(("名称", "主要产品"), ("华信", "园区"))
    run = looked_at(company, run_jobs, "parties", data)
    assert told(run) == [(2, "主要产品", "“园区”对应 2 条记录，没有能区分它们的唯一字段")]


def test_an_own_type_is_named_by_its_unique_field(company: Company, run_jobs: RunJobs) -> None:
    kind = company.post("/record-types", {"labels": {"zh": "项目"}})
    field = unique_field(company, "text", record=kind["name"], label="项目号")
    project = reference(company, references=kind["name"])
    for number in ("P1", "P2"):
        company.post(f"/{kind['path']}", {"name": "园区", field: number})
    data = lines(("名称", "编码", "主要产品"), ("华信", "C1", "P1"), ("长城", "C2", "园区"))
    run = looked_at(company, run_jobs, "parties", data)
    assert told(run) == [(3, "主要产品", "“园区”对应 2 条记录，请改填其项目号")]
    company.post(f"/imports/{run['id']}/start", {"skip_bad": True})
    run_jobs()
    assert referred(company, project) == {"华信": "园区"}


def test_of_several_in_one_cell_the_wrong_one_is_named(company: Company, run_jobs: RunJobs) -> None:
    field, goods = unique_field(company, "number"), reference(company, "multi_reference")
    company.post("/products", {"name": "螺丝", "unit_id": company.unit, field: 7})
    company.product(name="垫片")
    data = lines(("名称", "编码", "主要产品"), ("华信", "C1", "7、垫片"), ("长城", "C2", "7、8"))
    run = looked_at(company, run_jobs, "parties", data)
    assert [(one["row"], one["column"], one["value"], one["reason"]) for one in run["findings"]] == [
        (3, "主要产品", "7、8", "引用的记录不存在：8")
    ]
    applied(company, "parties", data, skip_bad=True)
    (party,) = company.get("/parties")["items"]
    assert [one["title"] for one in company.get(f"/parties/{party['id']}")[goods]] == ["螺丝", "垫片"]


@pytest.mark.parametrize("level", ["hidden", "masked"])
def test_a_field_that_somebody_may_not_see_tells_him_nothing(
    company: Company, run_jobs: RunJobs, level: str
) -> None:
    field = unique_field(company, "text")
    reference(company)
    company.post("/products", {"name": "螺丝", "unit_id": company.unit, field: "M-1"})
    may = ["parties.party.view", "parties.party.create", "parties.party.import", "catalog.product.view"]
    clerk = colleague_with(company, may, {}, {"product": {field: level}})
    run = looked_at(clerk, run_jobs, "parties", lines(("名称", "主要产品"), ("华信", "M-1")))
    assert told(run) == [(2, "主要产品", "引用的记录不存在：M-1")]


@pytest.mark.parametrize("text", ["9" * 30, "1e400", "nan", "-" * 50, "A" * 5_000])
def test_what_is_no_value_of_the_field_means_no_record(
    company: Company, run_jobs: RunJobs, text: str
) -> None:
    for kind in ("number", "decimal", "date", "phone"):
        unique_field(company, kind, label=kind)
    reference(company)
    run = looked_at(company, run_jobs, "parties", lines(("名称", "主要产品"), ("华信", text)))
    assert [(one["row"], one["column"], one["code"]) for one in run["findings"]] == [
        (2, "主要产品", "no_such_record")
    ]


def test_a_field_whose_keys_are_not_all_written_yet_names_its_record_all_the_same(company: Company) -> None:
    product = company.product(name="螺丝")
    field, goods = unique_field(company, "decimal"), reference(company)
    company.patch(f"/products/{product}", {field: "1.50"}, version=1)
    applied(company, "parties", lines(("名称", "主要产品"), ("华信", "1.5")))
    assert referred(company, goods) == {"华信": "螺丝"}


def test_the_report_shows_what_own_fields_will_refer_to(company: Company) -> None:
    one, several = reference(company), reference(company, "multi_reference", label="全部产品")
    screw, washer = company.product(name="螺丝"), company.product(name="垫片")
    report = checked(
        company, "parties", lines(("名称", "主要产品", "全部产品"), ("华信", "螺丝", "螺丝、垫片"))
    )
    (row,) = report["preview"]
    assert row["values"][one] == {"id": screw, "title": "螺丝"}
    assert row["values"][several] == [{"id": screw, "title": "螺丝"}, {"id": washer, "title": "垫片"}]
