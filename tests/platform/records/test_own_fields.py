"""A tenant's own fields: of every kind, kept, shown, filtered, sorted, checked, without a change of any table."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.builders.company import Company
from tests.builders.own_fields import field, found, result_of
from tests.builders.together import together

RunJobs = Callable[[], int]
CHOICES = [{"value": "hot", "zh": "热", "en": "Hot"}, {"value": "cold", "zh": "冷"}]


KINDS: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("text", {}, " 甲 ", "甲"),
    ("long_text", {}, "一\n二", "一\n二"),
    ("rich_text", {}, "<p>好<script>x</script></p>", "<p>好</p>"),
    ("number", {}, 42, 42),
    ("decimal", {}, "1.50", "1.5"),
    ("money", {}, "12.30", "12.3"),
    ("quantity", {}, "3", "3"),
    ("percent", {}, "0.13", "0.13"),
    ("date", {}, "2026-11-25", "2026-11-25"),
    ("time", {}, "09:30", "09:30"),
    ("datetime", {}, "2026-11-25T09:30:00+08:00", "2026-11-25T09:30:00+08:00"),
    ("choice", {"choices": CHOICES}, "hot", "hot"),
    ("multi_choice", {"choices": CHOICES}, ["cold", "hot", "cold"], ["cold", "hot"]),
    ("boolean", {}, True, True),
    ("phone", {}, "138 0013 8000", "+8613800138000"),
    ("email", {}, "Li@Example.com", "li@example.com"),
    ("url", {}, "https://example.com/a", "https://example.com/a"),
    (
        "address",
        {},
        {"province": "浙江省", "city": "杭州市", "detail": "文一路 1 号"},
        {"province": "浙江省", "city": "杭州市", "district": "", "detail": "文一路 1 号"},
    ),
    ("location", {}, {"lat": "30.25", "lng": "120.16"}, {"lat": "30.25", "lng": "120.16", "text": ""}),
    (
        "sub_table",
        {"columns": [{"name": "x_day", "kind": "date", "labels": {"zh": "日"}}]},
        [{"x_day": "2026-01-02"}],
        [{"x_day": "2026-01-02"}],
    ),
]


@pytest.mark.parametrize(("kind", "said", "given", "kept"), KINDS, ids=[kind[0] for kind in KINDS])
def test_a_field_of_each_kind_keeps_what_was_said(
    company: Company, kind: str, said: dict[str, Any], given: Any, kept: Any
) -> None:
    name = field(company, kind, **said)
    party = company.post("/parties", {"name": "华信", name: given})
    assert company.get(f"/parties/{party['id']}")[name] == kept
    emptied = company.patch(f"/parties/{party['id']}", {name: None}, version=party["version"])
    assert emptied[name] in (None, [])
    history = company.get(f"/parties/{party['id']}/history")["events"]
    assert history[0]["changes"][name][0] == kept


BAD: list[tuple[str, dict[str, Any], Any, str]] = [
    ("number", {}, "1", "invalid"),
    ("number", {"minimum": "1", "maximum": "9"}, 10, "less_than_equal"),
    ("decimal", {}, 1.5, "decimal_text"),
    ("decimal", {"minimum": "0.5"}, "0.4", "greater_than_equal"),
    ("date", {}, "2026-02-30", "date_from_datetime_parsing"),
    ("time", {}, "25:00", "time_of_day"),
    ("choice", {"choices": CHOICES}, "warm", "literal_error"),
    ("multi_choice", {"choices": CHOICES}, ["hot", "warm"], "literal_error"),
    ("phone", {}, "12", "phone"),
    ("url", {}, "javascript:alert(1)", "web_address"),
    ("location", {}, {"lat": "91", "lng": "0"}, "less_than_equal"),
    ("user", {}, "01a00000-0000-7000-8000-00000000dead", "no_such_record"),
    ("reference", {"references": "product"}, "01a00000-0000-7000-8000-00000000dead", "no_such_record"),
    ("text", {"max_length": 3}, "四个字了", "string_too_long"),
    ("text", {}, "\x07", "control_character"),
]


@pytest.mark.parametrize(("kind", "said", "given", "code"), BAD)
def test_what_is_not_of_its_kind_is_refused_at_the_field(
    company: Company, kind: str, said: dict[str, Any], given: Any, code: str
) -> None:
    name = field(company, kind, **said)
    problem = company.refused(
        422, "platform.invalid_input", "POST", "/parties", {"name": "华信", name: given}
    )
    assert [item["field"].partition(".")[0] for item in problem["errors"]] == [name]
    assert [item["code"] for item in problem["errors"]] == [code]


def test_references_show_their_titles_and_sets_are_found_by_their_members(company: Company) -> None:
    person = field(company, "user")
    goods = field(company, "multi_reference", references="product")
    tags = field(company, "multi_choice", choices=CHOICES)
    product = company.product(name="螺丝")
    me = company.get("/auth/me")["user_id"]
    company.post(
        "/parties", {"name": "甲", person: me, goods: [product], tags: ["hot"], "tags": ["老客户", "直销"]}
    )
    company.post("/parties", {"name": "乙", tags: ["cold"], "tags": ["直销"]})
    (row,) = company.get("/parties", filter=json.dumps({"field": person, "op": "eq", "value": "@me"}))[
        "items"
    ][:1]
    shown = company.get(f"/parties/{row['id']}")
    assert (shown[person], shown[goods]) == (
        {"id": me, "title": "张三"},
        [{"id": product, "title": "螺丝"}],
    )
    assert found(company, {"field": tags, "op": "has", "value": "cold"}) == ["乙"]
    assert found(company, {"field": "tags", "op": "has", "value": "老客户"}) == ["甲"]
    assert found(company, {"field": "tags", "op": "has_any", "value": ["老客户", "直销"]}) == ["乙", "甲"]
    assert found(company, {"field": goods, "op": "has", "value": product}) == ["甲"]


@pytest.mark.parametrize("indexed", [True, False])
def test_lists_are_sorted_and_filtered_by_own_fields_page_by_page(company: Company, indexed: bool) -> None:
    day = field(company, "date", indexed=indexed)
    days = ["2026-03-01", None, "2025-12-31", "2026-03-01", "2026-07-09", None]
    for number, value in enumerate(days):
        company.post("/parties", {"name": f"客户{number}", **({day: value} if value else {})})
    for sort, expected in ((day, [*sorted(filter(None, days)), None, None]), (f"-{day}", None)):
        seen: list[str | None] = []
        cursor: dict[str, str] = {}
        while True:
            page = company.get("/parties", sort=sort, fields=f"name,{day}", limit=2, **cursor)
            seen += [item[day] for item in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert seen == (expected or [None, None, *sorted(filter(None, days), reverse=True)])
    condition = {
        "and": [
            {"field": day, "op": "gte", "value": "2026-01-01"},
            {"field": day, "op": "lt", "value": "2026-04-01"},
        ]
    }
    assert found(company, condition) == ["客户0", "客户3"]
    assert found(company, {"field": day, "op": "empty"}) == ["客户1", "客户5"]


def test_a_unique_value_is_there_once_however_many_come_at_the_same_moment(company: Company) -> None:
    name = field(company, "text", unique=True)
    browsers = [company.browser() for _ in range(4)]
    answers = together(
        [partial(one.send, "POST", "/parties", {"name": "华信", name: "K-1"}) for one in browsers]
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    other = company.post("/parties", {"name": "另一家", name: "K-2"})
    company.refused(
        409, "platform.already_exists", "PATCH", f"/parties/{other['id']}", {name: "K-1"}, version=1
    )


def test_a_field_is_shown_required_and_fixed_by_conditions(company: Company) -> None:
    why = field(
        company,
        "text",
        required=True,
        show_if={"field": "level", "op": "eq", "value": "a"},
        read_only_if={"field": "is_supplier", "op": "eq", "value": True},
    )
    company.post("/parties", {"name": "乙", "level": "b"})
    problem = company.refused(422, "platform.invalid_input", "POST", "/parties", {"name": "甲", "level": "a"})
    assert [(item["field"], item["code"]) for item in problem["errors"]] == [(why, "missing")]
    party = company.post("/parties", {"name": "甲", "level": "a", "is_supplier": True, why: "老朋友"})
    problem = company.refused(
        422, "platform.invalid_input", "PATCH", f"/parties/{party['id']}", {why: "别的"}, version=1
    )
    assert [(item["field"], item["code"]) for item in problem["errors"]] == [(why, "field_read_only")]


def test_roll_ups_count_what_is_there_and_what_the_reader_sees(company: Company) -> None:
    orders = {"record": "sales_order", "through": "party_id"}
    count = field(company, "roll_up", roll_up={**orders, "measure": "count"})
    total = field(company, "roll_up", roll_up={**orders, "measure": "sum", "field": "gross"})
    last = field(company, "roll_up", roll_up={**orders, "measure": "max", "field": "ordered_on"})
    assert [result_of(company, name) for name in (count, total, last)] == ["decimal", "money", "date"]
    customer, other = company.customer("甲"), company.customer("乙")
    screws = company.product()
    for quantity in ("1", "2"):
        company.order(customer, (screws, quantity, "113"))
    shown = company.get(f"/parties/{customer}")
    assert (shown[count], shown[total], shown[last]) == ("2", "339", company.get("/auth/me")["today"])
    assert company.get(f"/parties/{other}")[total] == "0"
    assert found(company, {"field": total, "op": "gt", "value": "0"}) == ["甲"]
    assert [item["name"] for item in company.get("/parties", sort=f"-{count}")["items"]] == ["甲", "乙"]


def test_a_hundred_fields_are_added_while_others_work_without_touching_a_table(company: Company) -> None:
    tables = "SELECT md5(string_agg(attrelid::regclass || attname, ',' ORDER BY attrelid, attnum)) FROM pg_attribute"
    before = company.books.one(f"{tables} WHERE attnum > 0 AND attrelid >= 16384", [])
    other = company.browser()

    def add() -> None:
        for number in range(100):
            field(company, "text", f"x_f{number}")

    def work() -> None:
        for number in range(40):
            other.post("/parties", {"name": f"客户{number}"})

    together([add, work])
    assert len([one for one in company.get("/record-types/party/fields") if one["own"]]) == 100
    assert company.get("/parties")["count"] == {"value": 40, "exact": True}
    assert company.books.one(f"{tables} WHERE attnum > 0 AND attrelid >= 16384", []) == before


def test_what_was_taken_away_is_out_of_sight_and_comes_back_with_its_values(company: Company) -> None:
    name = field(company, "text", searchable=True)
    party = company.post("/parties", {"name": "甲", name: "旧值"})
    company.delete(f"/record-types/party/fields/{name}", version=1)
    assert name not in company.get(f"/parties/{party['id']}")
    company.refused(422, "platform.invalid_input", "POST", "/parties", {"name": "乙", name: "x"})
    body = {"name": name, "kind": "date", "labels": {"zh": "同名"}}
    company.refused(409, "records.name_taken", "POST", "/record-types/party/fields", body)
    company.post(f"/record-types/party/fields/{name}/restore")
    assert company.get(f"/parties/{party['id']}")[name] == "旧值"


def test_ours_are_made_stricter_and_get_more_choices_under_other_words(company: Company) -> None:
    company.patch(
        "/record-types/party/fields/region", {"required": True, "labels": {"zh": "片区"}}, version=0
    )
    choice = {"value": "vip", "zh": "贵宾", "en": "VIP"}
    company.patch("/record-types/party/fields/level", {"choices": [choice]}, version=0)
    problem = company.refused(422, "platform.invalid_input", "POST", "/parties", {"name": "甲"})
    assert [(item["field"], item["code"]) for item in problem["errors"]] == [("region", "missing")]
    party = company.post("/parties", {"name": "甲", "region": "华东", "level": "vip"})
    assert party["level"] == "vip"
    company.refused(
        422, "platform.invalid_input", "POST", "/parties", {"name": "乙", "region": "x", "level": "z"}
    )
    words = company.get("/words")["words"]
    assert (words["field.party.region"], words["choice.party.level.vip"]) == ("片区", "VIP")


class TestATypeOfOnesOwn:
    def test_has_everything_at_once(self, company: Company) -> None:
        made = company.post("/record-types", {"labels": {"zh": "项目", "en": "Project"}})
        assert (made["name"], made["path"]) == ("x_xiangmu", "x-xiangmu")
        stage = field(company, "choice", record="x_xiangmu", choices=CHOICES)
        customer = field(company, "reference", record="x_xiangmu", references="party")
        party = company.customer("华信")
        project = company.post(
            "/x-xiangmu", {"name": "张江一期", stage: "hot", customer: party, "tags": ["重点"]}
        )
        assert company.get(f"/x-xiangmu/{project['id']}")[customer] == {"id": party, "title": "华信"}
        assert [item["name"] for item in company.get("/x-xiangmu", search="zj")["items"]] == ["张江一期"]
        groups = company.get("/x-xiangmu/aggregate", group=stage)["groups"]
        assert [(group["value"], group["count"]) for group in groups] == [("hot", 1)]
        assert [group["record"] for group in company.get("/search", q="张江")["groups"]] == ["x_xiangmu"]
        changed = company.patch(f"/x-xiangmu/{project['id']}", {"name": "张江二期"}, version=1)
        assert changed["version"] == 2
        company.delete(f"/x-xiangmu/{project['id']}", version=2)
        assert company.get("/x-xiangmu")["items"] == []

    def test_is_nobody_s_who_does_not_hold_its_rights(self, company: Company) -> None:
        company.post("/record-types", {"name": "x_secret", "labels": {"zh": "机密"}})
        viewer = company.colleague("viewer")
        for method, path in (("GET", "/x-secret"), ("POST", "/x-secret"), ("GET", "/x-nothing")):
            answer = viewer.send(method, path, {"name": "x"} if method == "POST" else None)
            assert (answer.status_code, answer.json()["code"]) == (404, "platform.not_found")

    def test_goes_only_when_it_is_empty(self, company: Company) -> None:
        company.post("/record-types", {"name": "x_a", "labels": {"zh": "甲类"}})
        one = company.post("/x-a", {"name": "一"})
        company.refused(409, "records.type_in_use", "DELETE", "/record-types/x_a", version=1)
        company.delete(f"/x-a/{one['id']}", version=1)
        company.delete("/record-types/x_a", version=1)
        company.refused(404, "platform.not_found", "GET", "/x-a")


def test_numbers_of_a_field_follow_their_rule(company: Company) -> None:
    rule = {"prefix": "HT-", "dated": "none", "digits": 3, "reset": "never"}
    name = field(company, "number_rule", number=rule)
    given = [company.post("/parties", {"name": f"客户{number}"})[name] for number in range(3)]
    assert given == ["HT-001", "HT-002", "HT-003"]


PAIRS = [("A-1", "A.1"), ("C++", "C#"), ("X/01", "X 01"), ("a@b.com", "a-b.com"), ("Ab", "aB"), ("+", "-")]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_unique_values_are_one_only_if_they_are_equal(company: Company, pair: tuple[str, str]) -> None:
    name = field(company, "text", "x_mark", unique=True)
    for number, value in enumerate(pair):
        company.post("/parties", {"name": f"客户{number}", name: value})
    assert [found(company, {"field": name, "op": "eq", "value": value}) for value in pair] == [
        ["客户0"],
        ["客户1"],
    ]
    company.refused(409, "platform.already_exists", "POST", "/parties", {"name": "又", name: pair[0]})


def test_unique_values_are_told_apart_at_their_end(company: Company) -> None:
    name = field(company, "text", "x_mark", unique=True, max_length=400)
    long = "k" * 300
    company.post("/parties", {"name": "甲", name: f"{long}1"})
    company.post("/parties", {"name": "乙", name: f"{long}2"})
    company.refused(409, "platform.already_exists", "POST", "/parties", {"name": "丙", name: f"{long}1"})


def test_a_field_is_made_unique_where_values_are_only_alike(company: Company, run_jobs: RunJobs) -> None:
    name = field(company, "text", "x_mark")
    parties = [company.post("/parties", {"name": value, name: value}) for value in ("A-1", "A.1")]
    company.patch(f"/record-types/party/fields/{name}", {"unique": True}, version=1)
    run_jobs()
    company.refused(409, "platform.already_exists", "POST", "/parties", {"name": "又", name: "A.1"})
    changed = company.patch(f"/parties/{parties[0]['id']}", {name: "A_1"}, version=1)
    assert changed[name] == "A_1"
    company.post("/parties", {"name": "A-1", name: "A-1"})
    company.delete(f"/parties/{parties[1]['id']}", version=1)
    company.post("/parties", {"name": "A.1", name: "A.1"})
    path = f"/recycle-bin/{parties[1]['id']}/restore"
    refusal = company.refused(409, "records.cannot_restore", "POST", path)
    assert refusal["params"]["fields"] == [f"field.party.{name}"]
