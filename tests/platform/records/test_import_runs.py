"""Imports that run as jobs: looked at first, written in steps, in every mode, and taken back."""

from collections.abc import Callable
from typing import Any

from tests.builders.company import Company
from tests.builders.imports import brought_in, counted, looked_at, seen, told, uploaded
from tests.builders.sheets import lines, workbook

RunJobs = Callable[[], int]


def saved(company: Company, *names: str) -> list[tuple[Any, ...]]:
    found = company.get("/parties", sort="code", fields=",".join(names))["items"]
    return [tuple(item[name] for name in names) for item in found]


class TestAFile:
    def test_is_read_and_its_columns_are_guessed(self, company: Company, run_jobs: RunJobs) -> None:
        data = lines(("客户名称", "编码", "随便"), ("华信", "C1", "x"))
        run = uploaded(company, run_jobs, "parties", data)
        assert (run["state"], run["rows"], run["encoding"]) == ("ready", 1, "utf-8")
        assert [(one["column"], one["field"], one["how"]) for one in run["columns"]] == [
            ("客户名称", "name", "guessed"),
            ("编码", "code", "guessed"),
            ("随便", None, "none"),
        ]

    def test_shows_the_first_values_of_each_column(self, company: Company, run_jobs: RunJobs) -> None:
        rows = [
            ("华信", "C1", ""),
            ("长城", "C2", ""),
            ("华信", "C3", ""),
            ("泰山", "C4", "x" * 80),
            ("黄山", "", ""),
        ]
        run = uploaded(company, run_jobs, "parties", lines(("名称", "编码", "备注"), *rows))
        samples = [["华信", "长城", "泰山"], ["C1", "C2", "C3"], ["x" * 60]]
        assert [one["samples"] for one in run["columns"]] == samples

    def test_that_is_none_is_refused_with_its_reason(self, company: Company, run_jobs: RunJobs) -> None:
        run = uploaded(company, run_jobs, "parties", b"PK\x03\x04 no zip", "a.xlsx")
        assert (run["state"], run["refusal"]) == ("refused", "Excel 文件已损坏，或有密码保护")
        assert run["allowed_actions"] == []

    def test_of_the_same_columns_is_understood_as_the_last_one(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        data = lines(("甲方", "编码"), ("华信", "C1"))
        run = brought_in(company, run_jobs, "parties", data, mapping={"甲方": "name"})
        assert counted(run) == {"rows": 1, "created": 1}
        again = uploaded(company, run_jobs, "parties", lines(("甲方", "编码"), ("长城", "C2")))
        assert [(one["field"], one["how"]) for one in again["columns"]] == [
            ("name", "remembered"),
            ("code", "remembered"),
        ]
        other = uploaded(company, run_jobs, "parties", lines(("甲方", "编码", "电话"), ("长城", "C2", "")))
        assert [one["field"] for one in other["columns"]] == [None, "code", "phone"]

    def test_is_seen_by_nobody_else(self, company: Company, run_jobs: RunJobs) -> None:
        run = uploaded(company, run_jobs, "parties", lines(("名称",), ("华信",)))
        other = company.colleague("owner")
        other.refused(404, "platform.not_found", "GET", f"/imports/{run['id']}")
        other.refused(404, "platform.not_found", "POST", f"/imports/{run['id']}/check", {})
        assert other.get("/imports")["items"] == []
        assert [item["id"] for item in company.get("/imports")["items"]] == [run["id"]]


class TestLooking:
    def test_counts_and_tells_and_writes_nothing(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("已有", code="C1")
        data = lines(
            ("名称", "编码", "电话"),
            ("甲", "C1", ""),
            ("乙", "C2", "12"),
            ("丙", "C3", ""),
            ("丁", "C3", ""),
            ("", "C5", ""),
        )
        run = looked_at(company, run_jobs, "parties", data)
        assert counted(run) == {"rows": 5, "created": 1, "bad": 4}
        assert told(run) == [
            (2, "编码", "“C1”已被使用"),
            (3, "电话", "“12”不是有效的电话号码"),
            (5, "编码", "“C3”与第 4 行重复"),
            (6, "名称", "必填"),
        ]
        assert saved(company, "name") == [("已有",)]

    def test_shows_what_would_change_cell_by_cell(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1", region="北京", level="a")
        company.customer("长城", code="C2", region="上海")
        data = lines(
            ("编码", "地区", "客户级别"), ("C1", "天津", "A 级"), ("C2", "上海", ""), ("C3", "广州", "")
        )
        run = looked_at(company, run_jobs, "parties", data, way="update", key="code")
        assert counted(run) == {"rows": 3, "changed": 1, "unchanged": 1, "bad": 1}
        assert [(one["row"], one["title"], one["field"], one["old"], one["new"]) for one in run["diff"]] == [
            (2, "华信", "region", "北京", "天津")
        ]
        assert told(run) == [(4, "编码", "没有找到“C3”")]

    def test_warns_of_what_looks_like_another(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("北京华信科技有限公司", phone="13800138000")
        data = lines(
            ("名称", "编码", "电话"),
            ("北京华信科技股份有限公司", "C1", ""),
            ("别的", "C2", "138 0013 8000"),
            ("长城", "C3", ""),
            ("长城公司", "C4", ""),
            ("长 城", "C5", ""),
        )
        run = looked_at(company, run_jobs, "parties", data)
        assert counted(run) == {"rows": 5, "created": 5, "alike": 3}
        assert [(item["row"], item["warning"], item["reason"]) for item in run["findings"]] == [
            (2, True, "与已有的“北京华信科技有限公司”疑似重复"),
            (3, True, "与已有的“北京华信科技有限公司”疑似重复"),
            (6, True, "与第 4 行“长城”疑似重复"),
        ]
        company.post(f"/imports/{run['id']}/start", {"duplicates": "skip"})
        run_jobs()
        run = seen(company, run["id"])
        assert counted(run) == {"rows": 5, "created": 2, "skipped": 3, "alike": 3}
        assert saved(company, "code")[:2] == [("C3",), ("C4",)]


class TestWays:
    def test_to_create_or_update(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1", region="北京")
        data = lines(("名称", "编码", "地区"), ("华信", "C1", "天津"), ("长城", "C2", ""))
        run = brought_in(company, run_jobs, "parties", data, way="create_or_update", key="code")
        assert counted(run) == {"rows": 2, "created": 1, "changed": 1}
        assert saved(company, "code", "name", "region") == [("C1", "华信", "天津"), ("C2", "长城", None)]

    def test_by_phone_in_any_writing(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1", phone="13800138000")
        data = lines(("手机", "备注"), ("138-0013-8000", "老客户"))
        run = brought_in(
            company, run_jobs, "parties", data, mapping={"手机": "phone"}, way="update", key="phone"
        )
        assert counted(run) == {"rows": 1, "changed": 1}
        assert saved(company, "note") == [("老客户",)]

    def test_to_leave_what_is_there(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1", region="北京")
        data = lines(("名称", "编码", "地区"), ("新名", "C1", "天津"), ("长城", "C2", ""))
        run = brought_in(company, run_jobs, "parties", data, way="skip", key="code")
        assert counted(run) == {"rows": 2, "created": 1, "skipped": 1}
        assert saved(company, "name") == [("华信",), ("长城",)]

    def test_a_name_of_two_is_refused(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1")
        company.customer("华信", code="C2")
        run = looked_at(
            company, run_jobs, "parties", lines(("名称", "备注"), ("华信", "x")), way="update", key="name"
        )
        assert told(run) == [(2, "名称", "“华信”对应 2 条记录，请改填其编码")]

    def test_a_key_that_is_none_is_refused(self, company: Company, run_jobs: RunJobs) -> None:
        run = uploaded(company, run_jobs, "parties", lines(("名称",), ("华信",)))
        for key in ("", "level", "nothing"):
            company.refused(
                422,
                "platform.invalid_input",
                "POST",
                f"/imports/{run['id']}/check",
                {"way": "update", "key": key},
            )

    def test_bad_rows_are_left_out_only_when_that_is_asked(self, company: Company, run_jobs: RunJobs) -> None:
        run = looked_at(company, run_jobs, "parties", lines(("名称", "电话"), ("甲", "12"), ("乙", "")))
        company.refused(422, "records.has_bad_rows", "POST", f"/imports/{run['id']}/start", {})
        company.post(f"/imports/{run['id']}/start", {"skip_bad": True})
        run_jobs()
        assert counted(seen(company, run["id"])) == {"rows": 2, "created": 1, "bad": 1}
        assert saved(company, "name") == [("乙",)]
        company.refused(409, "platform.wrong_state", "POST", f"/imports/{run['id']}/start", {})

    def test_the_origin_is_kept_for_who_may(self, company: Company, run_jobs: RunJobs) -> None:
        data = workbook(
            ("名称", "编码", "创建时间", "创建人"),
            ("华信", "C1", "2019-03-04 08:00", "张三"),
            ("长城", "C2", None, None),
        )
        run = brought_in(company, run_jobs, "parties", data, keep_origin=True)
        assert counted(run) == {"rows": 2, "created": 2}
        items = company.get("/parties", sort="code", fields="code,created_at")["items"]
        assert items[0]["created_at"] == "2019-03-04T00:00:00Z"
        assert not items[1]["created_at"].startswith("2019")


class TestUndoing:
    def test_deletes_what_came_and_restores_what_was(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", code="C1", region="北京", note="旧")
        data = lines(
            ("名称", "编码", "地区", "备注"),
            ("华信", "C1", "天津", "新"),
            *((f"新{number}", f"N{number}", "", "") for number in range(5)),
        )
        run = brought_in(company, run_jobs, "parties", data, way="create_or_update", key="code")
        assert counted(run) == {"rows": 6, "created": 5, "changed": 1}
        changed = company.get("/parties", search="N1")["items"][0]
        company.patch(f"/parties/{changed['id']}", {"note": "改过"}, version=1)
        used = company.get("/parties", search="N2")["items"][0]
        company.post("/contacts", {"party_id": used["id"], "name": "王五"})
        first = company.get("/parties", search="C1")["items"][0]
        company.patch(f"/parties/{first['id']}", {"note": "后来"}, version=first["version"])

        company.post(f"/imports/{run['id']}/undo", {})
        run_jobs()
        run = seen(company, run["id"])
        assert run["state"] == "undone"
        undone = run["undone"]
        assert (undone["deleted"], undone["restored"], undone["kept"]) == (3, 1, 3)
        assert sorted((one["title"], one["field"], one["reason"]) for one in undone["named"]) == [
            ("华信", "note", "changed"),
            ("新1", None, "changed"),
            ("新2", None, "used"),
        ]
        assert saved(company, "code", "region", "note") == [
            ("C1", "北京", "后来"),
            ("N1", None, "改过"),
            ("N2", None, None),
        ]
        binned = company.books.rows(
            "SELECT title FROM recycled_record WHERE tenant_id = %s ORDER BY title", [company.tenant_id]
        )
        assert [row["title"] for row in binned] == ["新0", "新3", "新4"]
        company.refused(409, "platform.wrong_state", "POST", f"/imports/{run['id']}/undo", {})

    def test_is_too_late_after_thirty_days(self, company: Company, run_jobs: RunJobs) -> None:
        run = brought_in(company, run_jobs, "parties", lines(("名称",), ("华信",)))
        company.books.execute(
            "UPDATE import_run SET finished_at = finished_at - interval '31 days' WHERE tenant_id = %s",
            [company.tenant_id],
        )
        assert seen(company, run["id"])["allowed_actions"] == []
        company.refused(409, "records.undo_too_late", "POST", f"/imports/{run['id']}/undo", {})
        assert saved(company, "name") == [("华信",)]


class TestWhatCameByFile:
    DATA = lines(("名称", "编码"), ("上海李伟商贸", "C1"), ("杭州长城商贸", "C2"))

    def found(self, company: Company, words: str) -> list[str]:
        return [item["name"] for item in company.get("/parties", search=words, sort="code")["items"]]

    def test_is_found_deleted_and_brought_back_like_any_other(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        brought_in(company, run_jobs, "parties", self.DATA)
        run_jobs()
        assert self.found(company, "lwsm") == ["上海李伟商贸"]
        (first, _) = company.get("/parties", sort="code")["items"]
        company.delete(f"/parties/{first['id']}", version=first["version"])
        assert self.found(company, "sm") == ["杭州长城商贸"]
        company.post(f"/recycle-bin/{first['id']}/restore")
        assert self.found(company, "sm") == ["上海李伟商贸", "杭州长城商贸"]

    def test_is_brought_into_the_present_shape_by_a_new_formula(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        brought_in(company, run_jobs, "parties", self.DATA)
        run_jobs()
        said = {"kind": "formula", "labels": {"zh": "标签"}, "formula": 'concat({code}, "-")'}
        label = company.post("/record-types/party/fields", said)["name"]
        run_jobs()
        assert saved(company, label) == [("C1-",), ("C2-",)]
