"""An import compares by the tenant's own duplicate rules, and brings in nothing that a rule which blocks refuses."""

from collections.abc import Callable

import pytest

from heyi.platform.records.importing import steps
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.imports import brought_in, counted, looked_at, seen, told
from tests.builders.scoped import colleague_with
from tests.builders.sheets import lines

RunJobs = Callable[[], int]
USCC, OTHER = "91110108551385082Q", "91440300MA5ABCD19W"
PARTY = "parties.party"


def rules(company: Company, *rules: Json) -> None:
    company.patch("/record-types/party/duplicate-rules", {"rules": list(rules)}, version=0)


def names(company: Company) -> list[str]:
    return sorted(item["name"] for item in company.get("/parties")["items"])


def test_a_row_that_a_rule_blocks_is_refused_with_its_reason(company: Company, run_jobs: RunJobs) -> None:
    company.customer("华信科技", uscc=USCC)
    data = lines(
        ("名称", "编码", "统一社会信用代码"),
        ("别的", "C1", USCC),
        ("又一", "C2", OTHER),
        ("再一", "C3", OTHER),
    )
    run = looked_at(company, run_jobs, "parties", data)
    reasons = [
        (2, "统一社会信用代码", f"“{USCC}”已用于“华信科技”，不允许重复"),
        (4, "统一社会信用代码", f"“{OTHER}”已用于第 3 行“又一”，不允许重复"),
    ]
    assert (counted(run), told(run)) == ({"rows": 3, "created": 1, "bad": 2}, reasons)
    company.post(f"/imports/{run['id']}/start", {"skip_bad": True})
    run_jobs()
    run = seen(company, run["id"])
    assert (counted(run), told(run)) == ({"rows": 3, "created": 1, "bad": 2}, reasons)
    assert names(company) == ["华信科技", "又一"]


def test_a_row_of_another_step_blocks_too(
    company: Company, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "ROWS_A_STEP", 1)
    data = lines(("名称", "编码", "统一社会信用代码"), ("又一", "C2", OTHER), ("再一", "C3", OTHER))
    run = looked_at(company, run_jobs, "parties", data)
    assert told(run) == [(3, "统一社会信用代码", f"“{OTHER}”已用于第 2 行“又一”，不允许重复")]
    company.post(f"/imports/{run['id']}/start", {"skip_bad": True})
    run_jobs()
    run = seen(company, run["id"])
    assert counted(run) == {"rows": 2, "created": 1, "bad": 1}
    assert told(run) == [(3, "统一社会信用代码", f"“{OTHER}”已用于“又一”，不允许重复")]


def test_what_came_in_after_the_look_blocks_as_well(company: Company, run_jobs: RunJobs) -> None:
    run = looked_at(company, run_jobs, "parties", lines(("名称", "统一社会信用代码"), ("别的", USCC)))
    assert counted(run) == {"rows": 1, "created": 1}
    company.customer("华信科技", uscc=USCC)
    company.post(f"/imports/{run['id']}/start", {})
    run_jobs()
    assert counted(seen(company, run["id"])) == {"rows": 1, "bad": 1}
    assert names(company) == ["华信科技"]


def test_changed_rows_are_held_to_it_unless_they_have_the_value(company: Company, run_jobs: RunJobs) -> None:
    company.customer("甲", code="C1", phone="13800138000")
    company.customer("乙", code="C2", phone="13800138000")
    company.customer("丙", code="C3")
    rules(company, {"field": "phone", "method": "phone", "blocks": True})
    data = lines(
        ("编码", "电话", "备注"),
        ("C1", "138 0013 8000", "一"),
        ("C2", "13800138000", "二"),
        ("C3", "13800138000", "三"),
    )
    run = looked_at(company, run_jobs, "parties", data, way="update", key="code")
    assert counted(run) == {"rows": 3, "changed": 2, "bad": 1}
    assert [(row, column) for row, column, _ in told(run)] == [(4, "电话")]


def test_of_a_record_beyond_reach_no_more_is_told_than_the_rule_tells(
    company: Company, run_jobs: RunJobs
) -> None:
    company.customer("华信科技", uscc=USCC)
    rules(company, {"field": "uscc", "method": "uscc", "blocks": True, "shows_owner": False})
    rights = [f"{PARTY}.{deed}" for deed in ("view", "create", "update", "import")]
    person = colleague_with(company, rights, {f"{PARTY}.view": "own", f"{PARTY}.update": "own"})
    data = lines(("名称", "统一社会信用代码"), ("别的", USCC))
    run = looked_at(person, run_jobs, "parties", data)
    assert told(run) == [(2, "统一社会信用代码", f"“{USCC}”已用于一条您无权查看的记录，不允许重复")]


def test_rules_of_the_tenants_own_are_asked(company: Company, run_jobs: RunJobs) -> None:
    mobile = {"name": "x_mobile", "kind": "phone", "labels": {"zh": "私人手机"}}
    company.post("/record-types/party/fields", mobile)
    rules(company, {"field": "x_mobile", "method": "phone"})
    company.post("/parties", {"name": "华信科技", "x_mobile": "13800138000"})
    data = lines(("名称", "私人手机"), ("华信科技", ""), ("别的", "138-0013-8000"))
    run = brought_in(company, run_jobs, "parties", data)
    assert counted(run) == {"rows": 2, "created": 2, "alike": 1}
    assert told(run) == [(3, "私人手机", "与已有的“华信科技”疑似重复")]


def test_a_file_that_is_brought_in_at_once_is_refused_for_it(company: Company) -> None:
    company.customer("华信科技", uscc=USCC)
    data = lines(("名称", "统一社会信用代码"), ("别的", USCC))
    answer = company.upload("/parties/import", data, fields={"mode": "apply"})
    assert (answer.status_code, answer.json()["code"]) == (422, "records.has_bad_rows")
    assert [one["code"] for one in answer.json()["errors"]] == ["import_duplicate"]
    assert names(company) == ["华信科技"]
