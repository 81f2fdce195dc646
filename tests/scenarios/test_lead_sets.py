"""Many leads at once: nobody is given more than he may own, and what a file holds wrong is told at its place."""

from collections.abc import Callable

from tests.builders.company import Company
from tests.builders.crm import lead
from tests.builders.http import Json, Person
from tests.builders.imports import RunJobs, brought_in, counted, looked_at, told
from tests.builders.scoped import colleague_with
from tests.builders.sheets import lines

FORM = {"name": "表单", "title": "留言", "source": "website", "fields": [{"name": "phone", "required": True}]}
SENT = {"values": {"phone": "13800138000"}}


def nobodys(company: Company, visitor: Person, count: int) -> None:
    """So many leads that belong to nobody."""
    made = company.post("/web-forms", FORM)
    for _ in range(count):
        visitor.post(f"/public-forms/{made['link'].rpartition('/')[2]}", SENT)


def at_most(company: Company, count: int, *people: Person, holds: str = "lead") -> None:
    users = [str(one.get("/auth/me")["user_id"]) for one in people]
    body = {"name": f"最多 {count}", "holds": holds, "at_most": count, "users": users}
    company.post("/capacity-rules", body)


def rule(company: Company, name: str, *people: Person, way: str = "round_robin", **said: object) -> Json:
    users = [str(one.get("/auth/me")["user_id"]) for one in people]
    return company.post("/assignment-rules", {"name": name, "way": way, "users": users, **said})


def owned(company: Company) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in company.get("/leads", fields="owner_id", limit=200)["items"]:
        name = row["owner_id"]["title"] if row["owner_id"] else "-"
        counts[name] = counts.get(name, 0) + 1
    return counts


def test_two_rules_that_name_one_person_fill_him_together(
    company: Company, stranger: Callable[[], Person]
) -> None:
    """Both rules want him; he has room for two, so the third goes to the other, and what is left stays nobody's."""
    first, second = (company.colleague("sales", name) for name in ("甲", "乙"))
    at_most(company, 2, first)
    at_most(company, 1, second)
    nobodys(company, stranger(), 5)
    lead(company, "重点", phone="13900139000", owner_id=str(second.user_id))
    company.post("/leads/bulk", {"action": "delete", "ids": [company.get("/leads")["items"][0]["id"]]})
    half = {"field": "phone", "op": "not_empty"}
    rule(company, "一", first, way="fixed", condition=half)
    rule(company, "二", first, second, way="least_load")

    assert company.post("/leads/assign") == {"given": 3, "left": 2}

    assert owned(company) == {"甲": 2, "乙": 1, "-": 2}
    log = company.get("/assignment-log")["entries"]
    assert sorted((one["rule"], one["receiver"]) for one in log) == [("一", "甲"), ("一", "甲"), ("二", "乙")]


def test_turns_pass_over_who_has_become_full_on_the_way(
    company: Company, stranger: Callable[[], Person]
) -> None:
    people = [company.colleague("sales", name) for name in ("甲", "乙", "丙")]
    at_most(company, 1, people[0])
    nobodys(company, stranger(), 7)
    rule(company, "轮流", *people)

    assert company.post("/leads/assign") == {"given": 7, "left": 0}

    assert owned(company) == {"甲": 1, "乙": 3, "丙": 3}


def test_statements_do_not_grow_with_leads_or_rules(company: Company, stranger: Callable[[], Person]) -> None:
    people = [company.colleague("sales", name) for name in ("甲", "乙")]
    at_most(company, 500, *people)
    visitor = stranger()
    nobodys(company, visitor, 2)
    rule(company, "一", *people)
    few = company.statements("POST", "/leads/assign", {})
    form = company.get("/web-forms")[0]
    for _ in range(8):
        visitor.post(f"/public-forms/{form['link'].rpartition('/')[2]}", SENT)
    company.books.execute("UPDATE lead SET owner_id = NULL WHERE tenant_id = %s", [company.tenant_id])
    for number in range(3):
        body = {"field": "source", "op": "eq", "value": ("referral", "other", "website")[number]}
        rule(company, f"又 {number}", people[0], condition=body)

    assert company.statements("POST", "/leads/assign", {}) == few


def test_a_department_of_a_rule_is_all_who_sit_below_it(
    company: Company, stranger: Callable[[], Person]
) -> None:
    above = company.post("/departments", {"name": "销售部"})["id"]
    below = company.post("/departments", {"name": "一组", "parent_id": above})["id"]
    person = company.colleague("sales", "甲")
    version = company.get(f"/users/{person.user_id}")["version"]
    company.patch(f"/users/{person.user_id}", {"department_id": below}, version=version)
    nobodys(company, stranger(), 1)
    body = {"name": "按部门", "way": "round_robin", "departments": [above]}
    assert company.post("/assignment-rules", body)["able"] == 1

    assert company.post("/leads/assign") == {"given": 1, "left": 0}
    assert owned(company) == {"甲": 1}


def test_stages_are_those_of_the_nearest_department_above(company: Company) -> None:
    above = company.post("/departments", {"name": "销售部"})["id"]
    below = company.post("/departments", {"name": "一组", "parent_id": above})["id"]
    stage = {"name": "开始", "win_rate": "0.2"}
    body = {"name": "渠道", "departments": [above], "stages": [stage]}
    group = company.post("/stage-groups", body)
    me = company.get(f"/users/{company.get('/auth/me')['user_id']}")
    company.patch(f"/users/{me['id']}", {"department_id": below}, version=me["version"])

    deal = company.post("/opportunities", {"name": "采购", "party_id": company.customer()})

    assert (deal["group_id"]["id"], deal["stage_id"]["title"]) == (group["id"], "开始")


def test_what_a_file_brings_goes_by_the_rules_and_only_the_rest_fills_the_importer(
    company: Company, run_jobs: RunJobs
) -> None:
    person = company.colleague("sales", "甲")
    at_most(company, 2, person)
    at_most(company, 1, company)
    rule(company, "轮流", person)
    data = lines(("线索名称", "电话"), *((f"线索{number}", f"1380013800{number}") for number in range(5)))

    run = brought_in(company, run_jobs, "leads", data, start={"skip_bad": True})

    assert counted(run) == {"rows": 5, "created": 3, "bad": 2}
    assert owned(company) == {"甲": 2, "张三": 1}
    assert [(row, column) for row, column, _ in told(run)] == [(5, "owner_id"), (6, "owner_id")]


def test_what_a_deal_in_a_file_cannot_be_is_told_by_row_and_column(
    company: Company, run_jobs: RunJobs
) -> None:
    company.customer("甲公司")
    other = company.customer("乙公司")
    company.post("/contacts", {"party_id": other, "name": "赵经理"})
    company.post("/stage-groups", {"name": "渠道", "stages": [{"name": "开始", "win_rate": "0.2"}]})
    data = lines(
        ("商机名称", "客户", "联系人", "阶段组", "阶段"),
        ("好的", "甲公司", "", "渠道", "开始"),
        ("别家的人", "甲公司", "赵经理", "", ""),
        ("别组的阶段", "甲公司", "", "渠道", "初步接洽"),
    )

    run = looked_at(company, run_jobs, "opportunities", data)

    assert counted(run) == {"rows": 3, "created": 1, "bad": 2}
    assert told(run) == [
        (3, "联系人", "该联系人不属于所选客户"),
        (4, "阶段", "该阶段不属于阶段组“渠道”或已停用，可选：开始"),
    ]
    assert [item["value"] for item in run["findings"]] == ["赵经理", "初步接洽"]


def test_a_form_that_is_sent_twice_makes_one_lead(company: Company, stranger: Callable[[], Person]) -> None:
    """A network that repeats a request does not repeat the lead; what is sent anew does."""
    made = company.post("/web-forms", {**FORM, "thanks": "谢谢"})
    path, visitor = f"/public-forms/{made['link'].rpartition('/')[2]}", stranger()

    answers = [visitor.send("POST", path, SENT, key="one-intent") for _ in range(2)]

    assert [answer.json() for answer in answers] == [{"thanks": "谢谢"}] * 2
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert len(company.get("/leads")["items"]) == 1
    assert company.get(f"/web-forms/{made['id']}")["received"] == 1
    other = {"values": {"phone": "13900139000"}}
    reused = visitor.send("POST", path, other, key="one-intent")
    assert (reused.status_code, reused.json()["code"]) == (422, "platform.idempotency_key_reused")
    visitor.post(path, SENT)
    assert len(company.get("/leads")["items"]) == 2
    # A key of a member is his own, whoever else sends one like it.
    assert company.post("/units", {"name": "托盘"}, key="one-intent")["name"] == "托盘"


def test_an_ended_lead_is_opened_again_only_where_its_owner_has_room(company: Company) -> None:
    person = company.colleague("sales", "甲")
    at_most(company, 1, person)
    first = lead(person, "一")
    person.post(f"/leads/{first['id']}/invalidate", {"reason": "空号"})
    second = lead(person, "二")

    refused = person.refused(409, "sea.capacity", "POST", f"/leads/{first['id']}/reopen")
    assert refused["params"] == {"owner": "甲", "rule": "最多 1", "limit": 1, "has": 1}
    person.post(f"/leads/{second['id']}/invalidate", {"reason": "空号"})
    assert person.post(f"/leads/{first['id']}/reopen")["state"] == "following"


def test_the_next_contact_goes_along_with_a_lead(company: Company) -> None:
    """What was agreed with the lead is agreed with the customer; of two the sooner stands."""
    made = lead(company, "杭州云栖", next_contact_at="2026-11-20T02:00:00Z")
    became = company.post(f"/leads/{made['id']}/convert", {})
    path = f"/parties/{became['party_id']}"
    assert company.get(path)["next_contact_at"] == "2026-11-20T02:00:00Z"

    for agreed, stands in (("2026-11-25", "2026-11-20"), ("2026-11-10", "2026-11-10")):
        another = lead(company, f"云栖 {agreed}", phone="13900139000", next_contact_at=f"{agreed}T02:00:00Z")
        company.post(f"/leads/{another['id']}/convert", {"party_id": became["party_id"]})
        assert company.get(path)["next_contact_at"] == f"{stands}T02:00:00Z"


def test_follow_ups_are_about_what_is_declared_so(company: Company) -> None:
    customer = company.customer()
    body = {"record": "party", "record_id": customer, "content": "已致电", "way": "call"}
    written = company.post("/follow-ups", body)
    task = company.post("/tasks", {"title": "回电", "due_at": "2026-11-03T02:00:00Z", "party_id": customer})
    contact = company.post("/contacts", {"party_id": customer, "name": "王经理"})
    for record, row in (("follow_up", written), ("task", task), ("contact", contact)):
        about = {**body, "record": record, "record_id": row["id"]}
        company.refused(422, "activities.not_followed_up", "POST", "/follow-ups", about)
        company.refused(422, "activities.not_followed_up", "GET", f"/follow-ups/about/{record}/{row['id']}")


def test_a_department_achieves_what_is_achieved_below_it(company: Company) -> None:
    above = company.post("/departments", {"name": "销售部"})["id"]
    below = company.post("/departments", {"name": "一组", "parent_id": above})["id"]
    person = company.colleague("sales", "甲")
    version = company.get(f"/users/{person.user_id}")["version"]
    company.patch(f"/users/{person.user_id}", {"department_id": below}, version=version)
    screws = company.product(stock="10")
    company.confirmed(company.customer(), (screws, "3", "100"), owner_id=str(person.user_id))
    amounts = ["0"] * 10 + ["500", "0"]
    company.post("/targets", {"kind": "contract", "year": 2026, "department_id": below, "months": amounts})

    rows = {row["name"]: row for row in company.get("/targets", year=2026, kind="contract")["rows"]}

    assert (rows["一组"]["done"][10], rows["销售部"]["done"][10], rows[""]["done"][10]) == ("300",) * 3
    assert (rows["销售部"]["below"][10], rows[""]["below"][10]) == ("500", "0")
    rights = ["targets.achievement.view", "sales.order.view"]
    scoped = colleague_with(company, rights, {"targets.achievement.view": "department_below"}, name="乙")
    version = company.get(f"/users/{scoped.user_id}")["version"]
    company.patch(f"/users/{scoped.user_id}", {"department_id": above}, version=version)
    names = [row["name"] for row in scoped.get("/targets", year=2026, kind="contract")["rows"]]
    assert names == ["一组", "销售部", "甲", "乙"]
