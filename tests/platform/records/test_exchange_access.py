"""What a person may not see or change does not come in or go out by files either; a tenant's own things do."""

import csv
import io
from collections.abc import Callable

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person, statements_of
from tests.builders.imports import brought_in, counted, looked_at, seen, told, uploaded
from tests.builders.sheets import lines, workbook

RunJobs = Callable[[], int]
PARTY = "parties.party"


def somebody(company: Company, *, scopes: Json | None = None, fields: Json | None = None) -> Person:
    """A colleague who may do everything with customers, within these scopes and field levels."""
    verbs = ("view", "create", "update", "delete", "import", "export")
    role = {
        "name": "业务",
        "permissions": [*(f"{PARTY}.{verb}" for verb in verbs), "identity.user.view"],
        "scopes": scopes or {},
        "fields": {"party": fields} if fields else {},
    }
    made = company.post("/roles", role)
    colleague = company.colleague("viewer", "小李")
    company.patch(f"/users/{colleague.user_id}", {"role_ids": [made["id"]]}, version=1)
    return colleague


def exported(person: Person, run_jobs: RunJobs, path: str, **question: object) -> list[list[str]]:
    asked = person.post(f"/{path}/export", {"format": "csv", **question})
    run_jobs()
    answer = person.client.get(f"/exports/{asked['export_id']}/file")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


class TestFields:
    def test_hidden_ones_are_absent_and_masked_ones_masked(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("华信", phone="13800138000", note="秘密")
        person = somebody(company, fields={"note": "hidden", "phone": "masked"})
        table = exported(person, run_jobs, "parties", fields=["name", "phone"])
        assert table[1][0] == "华信"
        assert "0013" not in table[1][1]
        for question in (
            {"fields": ["note"]},
            {"filter": {"field": "note", "op": "eq", "value": "秘密"}},
            {"filter": {"field": "phone", "op": "eq", "value": "+8613800138000"}},
            {"sort": "phone"},
        ):
            person.refused(422, "platform.invalid_input", "POST", "/parties/export", question)

    def test_that_are_not_his_to_change_do_not_come_in(self, company: Company, run_jobs: RunJobs) -> None:
        person = somebody(company, fields={"note": "hidden", "level": "read_only"})
        run = uploaded(person, run_jobs, "parties", lines(("名称", "备注", "客户级别"), ("甲", "x", "A 级")))
        assert [one["field"] for one in run["columns"]] == ["name", None, None]
        assert {"note", "level"} & {one["name"] for one in run["fields"]} == set()
        for field in ("note", "level", "created_at"):
            person.refused(
                422,
                "platform.invalid_input",
                "POST",
                f"/imports/{run['id']}/check",
                {"mapping": [{"column": "备注", "field": field}]},
            )


class TestRows:
    def test_beyond_his_reach_are_not_taken_out(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("别人的")
        person = somebody(company, scopes={f"{PARTY}.export": "own"})
        person.post("/parties", {"name": "自己的"})
        assert len(person.get("/parties")["items"]) == 2
        assert exported(person, run_jobs, "parties", fields=["name"])[1:] == [["自己的"]]

    def test_beyond_his_reach_are_not_changed(self, company: Company, run_jobs: RunJobs) -> None:
        company.customer("别人的", code="C1")
        person = somebody(company, scopes={f"{PARTY}.update": "own"})
        person.post("/parties", {"name": "自己的", "code": "C2"})
        data = lines(("编码", "备注"), ("C1", "x"), ("C2", "y"))
        run = looked_at(person, run_jobs, "parties", data, way="update", key="code")
        assert told(run) == [(2, "编码", "没有修改这条记录的权限")]
        person.post(f"/imports/{run['id']}/start", {"skip_bad": True})
        run_jobs()
        assert counted(seen(person, run["id"])) == {"rows": 2, "changed": 1, "bad": 1}
        items = company.get("/parties", sort="code", fields="code,note")["items"]
        assert [(item["code"], item["note"]) for item in items] == [("C1", None), ("C2", "y")]

    def test_the_origin_is_for_the_owner(self, company: Company, run_jobs: RunJobs) -> None:
        person = somebody(company)
        run = uploaded(person, run_jobs, "parties", lines(("名称", "创建时间"), ("甲", "2019-01-01")))
        assert run["may_keep_origin"] is False
        body = {"keep_origin": True}
        person.refused(403, "platform.not_allowed", "POST", f"/imports/{run['id']}/check", body)


class TestOwnThings:
    def test_come_in_and_go_out(self, company: Company, run_jobs: RunJobs) -> None:
        choices = [{"value": "hot", "zh": "热", "en": "Hot"}, {"value": "cold", "zh": "冷"}]
        for kind, label, more in (
            ("choice", "热度", {"choices": choices}),
            ("multi_choice", "渠道", {"choices": choices}),
            ("date", "签约日", {}),
            ("decimal", "折扣", {}),
            ("boolean", "重点", {}),
            ("user", "客服", {}),
            ("text", "外部号", {"unique": True}),
            ("address", "收货地址", {}),
        ):
            body = {"kind": kind, "labels": {"zh": label}, "name": f"x_{kind}", **more}
            company.post("/record-types/party/fields", body)
        header = ("名称", "热度", "渠道", "签约日", "折扣", "重点", "客服", "外部号", "收货地址", "标签")
        row = (
            "华信",
            "热",
            "冷、hot",
            "2026年1月5日",
            "0.85",
            "是",
            "张三",
            "E1",
            "浙江省杭州市文一路 1 号",
            "老客户、VIP",
        )
        run = brought_in(company, run_jobs, "parties", lines(header, row))
        assert (told(run), counted(run)) == ([], {"rows": 1, "created": 1})
        (item,) = company.get("/parties", fields="x_choice,x_multi_choice,x_date,x_decimal,x_user,tags")[
            "items"
        ]
        assert (item["x_choice"], item["x_multi_choice"], item["x_date"]) == (
            "hot",
            ["cold", "hot"],
            "2026-01-05",
        )
        assert (item["x_decimal"], item["x_user"]["title"], item["tags"]) == (
            "0.85",
            "张三",
            ["老客户", "VIP"],
        )
        assert [one["name"] for one in company.get("/parties", search="华信")["items"]] == ["华信"]

        again = lines(("外部号", "热度"), ("E1", "冷"), ("E2", "热"))
        run = brought_in(
            company, run_jobs, "parties", again, way="update", key="x_text", start={"skip_bad": True}
        )
        assert counted(run) == {"rows": 2, "changed": 1, "bad": 1}
        fields = ["name", "x_choice", "x_multi_choice", "x_date", "x_boolean", "x_user", "x_address", "tags"]
        assert exported(company, run_jobs, "parties", fields=fields) == [
            ["名称", "热度", "渠道", "签约日", "重点", "客服", "收货地址", "标签"],
            ["华信", "冷", "冷、热", "2026-01-05", "是", "张三", "浙江省 杭州市 文一路 1 号", "老客户、VIP"],
        ]

    def test_of_a_type_of_its_own_too(self, company: Company, run_jobs: RunJobs, found: Found) -> None:
        made = company.post("/record-types", {"labels": {"zh": "设备"}, "name": "x_device"})
        path = f"x-{made['name'][2:].replace('_', '-')}"
        run = brought_in(company, run_jobs, path, lines(("名称", "负责人"), ("车床", "张三"), ("铣床", "")))
        assert counted(run) == {"rows": 2, "created": 2}
        assert exported(company, run_jobs, path, sort="name", fields=["name"])[1:] == [["车床"], ["铣床"]]
        company.post(f"/imports/{run['id']}/undo", {})
        run_jobs()
        assert company.get(f"/{path}")["items"] == []
        found(name="长城").refused(404, "platform.not_found", "POST", f"/{path}/export", {})


class TestFiles:
    def test_bad_rows_come_back_to_be_mended(self, company: Company, run_jobs: RunJobs) -> None:
        data = workbook(("名称", "电话"), ("=1+1", "12"), ("乙", None))
        run = looked_at(company, run_jobs, "parties", data)
        answer = company.client.get(f"/imports/{run['id']}/bad-rows?format=csv")
        assert answer.content.decode("utf-8-sig").splitlines()[1].startswith("'=1+1,12,")
        xlsx = company.client.get(f"/imports/{run['id']}/bad-rows?format=xlsx")
        assert xlsx.content.startswith(b"PK")
        mended = answer.content.replace(b",12,", b",13800138000,")
        run = looked_at(company, run_jobs, "parties", mended)
        assert counted(run) == {"rows": 1, "created": 1}

    def test_the_statements_of_a_start_do_not_grow(self, company: Company, run_jobs: RunJobs) -> None:
        counts = []
        # The first one also reads what the company has set.
        for rows in (5, 10, 900):
            data = lines(("名称", "编码"), *((f"客户{rows}{n}", f"R{rows}{n}") for n in range(rows)))
            run = looked_at(company, run_jobs, "parties", data)
            answer = company.send("POST", f"/imports/{run['id']}/start", {})
            counts.append(statements_of(answer))
            run_jobs()
        assert counts[1] == counts[2]
