"""A salesperson's day: he writes what was said, when to speak again, and what he has to do."""

import pytest

from tests.builders.company import Company
from tests.builders.crm import lead
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.scoped import colleague_with

VIEW, UPDATE = "parties.party.view", "parties.party.update"
FOLLOW = [VIEW, "activities.follow_up.view", "activities.follow_up.create", "activities.follow_up.update"]
MORNING, NOON, EVENING = (f"2026-10-20T{hour}:00:00+08:00" for hour in ("09", "12", "18"))
NEXT_WEEK = "2026-12-01T10:00:00+08:00"


def told(company: Company, customer: str, content: str = "谈了价格", **said: object) -> Json:
    body = {"record": "party", "record_id": customer, "content": content, "way": "call", **said}
    return company.post("/follow-ups", body)


def standing(company: Company, customer: str) -> tuple[object, object, int]:
    shown = company.get(f"/parties/{customer}")
    return shown["last_followed_at"], shown["next_contact_at"], shown["version"]


class TestAFollowUp:
    def test_moves_the_customer_s_standing_and_stands_on_his_timeline(self, company: Company) -> None:
        customer = company.customer("华信")
        made = told(company, customer, happened_at=NOON, next_contact_at=NEXT_WEEK)
        assert (made["content"], made["way"], made["author_id"]["title"]) == ("谈了价格", "call", "张三")
        assert standing(company, customer) == ("2026-10-20T04:00:00Z", "2026-12-01T02:00:00Z", 1)
        (event, _) = company.get(f"/parties/{customer}/timeline")["events"]
        assert (event["record"], event["action"], event["changes"]["content"]) == (
            "follow_up",
            "created",
            [None, "谈了价格"],
        )

    def test_that_is_told_late_leaves_what_a_later_one_said(self, company: Company) -> None:
        customer = company.customer("华信")
        told(company, customer, happened_at=NOON, next_contact_at=NEXT_WEEK)
        told(company, customer, "早上的电话", happened_at=MORNING)
        assert standing(company, customer)[:2] == ("2026-10-20T04:00:00Z", "2026-12-01T02:00:00Z")
        told(company, customer, "晚上的电话", happened_at=EVENING)
        assert standing(company, customer)[:2] == ("2026-10-20T10:00:00Z", "2026-12-01T02:00:00Z")
        page = company.get(f"/follow-ups/about/party/{customer}")
        assert [item["content"] for item in page["items"]] == ["晚上的电话", "谈了价格", "早上的电话"]

    def test_ends_what_was_planned_for_before_it(self, company: Company) -> None:
        customer = company.customer("华信")
        told(company, customer, happened_at=MORNING, next_contact_at=NOON)
        told(company, customer, "晚上的电话", happened_at=EVENING)
        assert standing(company, customer)[:2] == ("2026-10-20T10:00:00Z", None)

    def test_names_a_contact_of_this_customer_only(self, company: Company) -> None:
        customer, other = company.customer("华信"), company.customer("长城")
        mine = company.post("/contacts", {"party_id": customer, "name": "王经理"})["id"]
        his = company.post("/contacts", {"party_id": other, "name": "赵经理"})["id"]
        assert told(company, customer, contact_id=mine)["contact_id"]["title"] == "王经理"
        body = {"record": "party", "record_id": customer, "content": "x", "way": "call", "contact_id": his}
        company.refused(422, "activities.stranger_contact", "POST", "/follow-ups", body)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"happened_at": "2999-01-01T09:00:00+08:00"}, "activities.happens_later"),
            ({"happened_at": NOON, "next_contact_at": MORNING}, "activities.next_before_now"),
            ({"record": "tax_rate"}, "activities.not_followed_up"),
            ({"record": "nothing"}, "activities.not_followed_up"),
            ({"way": "telepathy"}, "platform.invalid_input"),
            ({"latitude": "31.2"}, "platform.invalid_input"),
            ({"latitude": "91", "longitude": "1"}, "platform.invalid_input"),
        ],
    )
    def test_that_cannot_be_is_refused_and_nothing_moves(
        self, company: Company, said: Json, code: str
    ) -> None:
        customer = company.customer("华信")
        body = {"record": "party", "record_id": customer, "content": "x", "way": "call", **said}
        company.refused(422, code, "POST", "/follow-ups", body)
        assert standing(company, customer) == (None, None, 1)
        assert company.get("/follow-ups")["items"] == []

    def test_of_somebody_else_s_customer_is_neither_written_nor_read(self, company: Company) -> None:
        customer = company.customer("华信")
        told(company, customer)
        person = colleague_with(company, FOLLOW, {VIEW: "own"})
        assert person.get("/follow-ups")["items"] == []
        body = {"record": "party", "record_id": customer, "content": "x", "way": "call"}
        person.refused(404, "platform.not_found", "POST", "/follow-ups", body)
        person.refused(404, "platform.not_found", "GET", f"/follow-ups/about/party/{customer}")

    def test_is_corrected_by_its_author_within_a_day(self, company: Company, later: Later) -> None:
        customer = company.customer("华信")
        made = told(company, customer, happened_at=NOON, next_contact_at=NEXT_WEEK)
        path, body = f"/follow-ups/{made['id']}", {"content": "谈了交期", "way": "visit"}
        other = colleague_with(company, FOLLOW, {})
        other.refused(403, "activities.not_the_author", "PATCH", path, body, version=1)
        changed = company.patch(path, body, version=1)
        assert (changed["content"], changed["way"], changed["next_contact_at"]) == ("谈了交期", "visit", None)
        assert standing(company, customer)[:2] == ("2026-10-20T04:00:00Z", None)
        company.refused(412, "platform.version_changed", "PATCH", path, body, version=1)
        with later(days=2):
            company.refused(409, "activities.too_late_to_correct", "PATCH", path, body, version=2)


class TestATask:
    def test_is_done_and_opened_again(self, company: Company) -> None:
        made = company.post("/tasks", {"title": "寄样品", "due_at": NEXT_WEEK})
        assert (made["state"], made["done_at"], made["priority"]) == ("open", None, "normal")
        done = company.post(f"/tasks/{made['id']}/complete")
        assert (done["state"], done["version"]) == ("done", 2)
        assert company.post(f"/tasks/{made['id']}/complete")["version"] == 2
        opened = company.post(f"/tasks/{made['id']}/reopen")
        assert (opened["state"], opened["done_at"]) == ("open", None)

    def test_of_another_is_seen_by_who_sees_his_people(self, company: Company) -> None:
        company.post("/tasks", {"title": "寄样品", "due_at": NEXT_WEEK})
        person = company.colleague("sales")
        assert person.get("/tasks")["items"] == []
        person.post("/tasks", {"title": "回电话", "due_at": NEXT_WEEK})
        assert [item["title"] for item in person.get("/tasks")["items"]] == ["回电话"]
        assert [item["title"] for item in company.get("/tasks", sort="title")["items"]] == [
            "回电话",
            "寄样品",
        ]


def test_the_latest_of_many_at_once_counts(company: Company) -> None:
    customer = company.customer("华信")
    days = [f"2026-10-{day:02}T09:00:00+08:00" for day in (3, 9, 5, 7)]
    for day in days:
        told(company, customer, happened_at=day)
    assert standing(company, customer)[0] == "2026-10-09T01:00:00Z"


def test_the_list_names_what_each_is_about(company: Company) -> None:
    customer, clue = company.customer("华信"), lead(company, "云栖")["id"]
    told(company, customer)
    company.post("/follow-ups", {"record": "lead", "record_id": clue, "content": "加了微信", "way": "wechat"})
    rows = company.get("/follow-ups", fields="content,about")["items"]
    assert [row["about"] for row in rows] == [
        {"record": "lead", "id": clue, "title": "云栖", "path": "leads"},
        {"record": "party", "id": customer, "title": "华信", "path": "parties"},
    ]
    company.refused(422, "platform.invalid_input", "GET", "/parties", query={"fields": "about"})
