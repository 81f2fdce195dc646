"""An undoing ends whatever became of the world: what cannot have its old value stays and is told with the reason."""

from collections.abc import Callable

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.imports import brought_in, seen
from tests.builders.sheets import lines

RunJobs = Callable[[], int]


def undone(company: Company, run_jobs: RunJobs, run: Json) -> tuple[str, Json]:
    company.post(f"/imports/{run['id']}/undo", {})
    run_jobs()
    run = seen(company, run["id"])
    return run["state"], run["undone"]


def test_a_value_that_another_has_now_stays_with_him(company: Company, run_jobs: RunJobs) -> None:
    own = {"name": "x_mark", "kind": "text", "labels": {"zh": "标记"}, "unique": True}
    company.post("/record-types/party/fields", own)
    for number in range(3):
        body = {"name": f"客户{number}", "phone": f"1380013800{number}", "code": f"A{number}"}
        company.post("/parties", {**body, "x_mark": f"M{number}"})
    data = lines(
        ("电话", "编码", "标记"),
        ("13800138000", "B0", "M0"),
        ("13800138001", "A1", "N1"),
        ("13800138002", "B2", "N2"),
    )
    run = brought_in(company, run_jobs, "parties", data, way="update", key="phone")
    company.post("/parties", {"name": "后来的", "code": "A0", "x_mark": "M1"})
    state, report = undone(company, run_jobs, run)
    assert state == "undone"
    assert (report["deleted"], report["restored"], report["kept"]) == (0, 1, 2)
    assert sorted((one["title"], one["field"], one["reason"]) for one in report["named"]) == [
        ("客户0", "code", "taken"),
        ("客户1", "x_mark", "taken"),
    ]
    found = company.get("/parties", sort="name", fields="name,code,x_mark")["items"]
    assert [(item["name"], item["code"], item["x_mark"]) for item in found][-3:] == [
        ("客户0", "B0", "M0"),
        ("客户1", "A1", "N1"),
        ("客户2", "A2", "M2"),
    ]


def test_a_reference_to_what_is_gone_stays_as_it_is(company: Company, run_jobs: RunJobs) -> None:
    old, new = company.customer("旧客户"), company.customer("新客户")
    contact = company.post("/contacts", {"party_id": old, "name": "李雷", "phone": "13800138000"})
    data = lines(("电话", "所属客户", "姓名"), ("13800138000", "新客户", "李磊"))
    run = brought_in(company, run_jobs, "contacts", data, way="update", key="phone")
    company.delete(f"/parties/{old}", version=1)
    state, report = undone(company, run_jobs, run)
    assert (state, report["restored"], report["kept"]) == ("undone", 1, 1)
    assert [(one["field"], one["reason"]) for one in report["named"]] == [("party_id", "gone")]
    shown = company.get(f"/contacts/{contact['id']}")
    assert (shown["name"], shown["party_id"]["id"]) == ("李雷", new)
