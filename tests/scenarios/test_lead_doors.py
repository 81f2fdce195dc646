"""Leads come in by public forms and programs, and rules give them to people."""

from collections.abc import Callable

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.crm import lead
from tests.builders.http import Json, Person

FORM = {
    "name": "展会登记",
    "title": "留下联系方式",
    "consent": "我同意贵司就此联系我",
    "thanks": "谢谢，我们会尽快联系您",
    "source": "exhibition",
    "fields": [
        {"name": "contact_name", "required": True},
        {"name": "phone", "required": True},
        {"name": "note"},
    ],
}
SENT = {"values": {"contact_name": "王女士", "phone": "13800138000"}, "consent": True}


def form(company: Company, **said: object) -> Json:
    return company.post("/web-forms", {**FORM, **said})


def door_of(made: Json) -> str:
    return f"/public-forms/{made['link'].rpartition('/')[2]}"


def rule(
    company: Company, *people: Colleague, name: str = "轮流", way: str = "round_robin", **said: object
) -> Json:
    users = [str(one.user_id) for one in people]
    return company.post("/assignment-rules", {"name": name, "way": way, "users": users, **said})


def owners(company: Company) -> list[str | None]:
    found = company.get("/leads", sort="created_at", fields="owner_id")["items"]
    return [row["owner_id"] and row["owner_id"]["title"] for row in found]


class TestAPublicForm:
    def test_makes_a_lead_by_whoever_has_its_address(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        made = form(company)
        assert made["qr_svg"].startswith("<svg")
        visitor = stranger()
        shown = visitor.get(door_of(made))
        assert (shown["company"], shown["title"]) == ("华信商贸", "留下联系方式")
        assert [(one["name"], one["required"]) for one in shown["fields"]] == [
            ("contact_name", True),
            ("phone", True),
            ("note", False),
        ]
        assert visitor.post(door_of(made), SENT) == {"thanks": "谢谢，我们会尽快联系您"}
        (found,) = company.get("/leads")["items"]
        assert (found["name"], found["phone"], found["source"]) == (
            "王女士",
            "+8613800138000",
            "exhibition",
        )
        assert company.get(f"/web-forms/{made['id']}")["received"] == 1

    def test_answers_the_same_whether_the_sender_is_known(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        company.customer("华信", phone="13800138000")
        lead(company, "已有", phone="13800138000")
        visitor = stranger()
        assert visitor.post(door_of(form(company)), SENT) == {"thanks": "谢谢，我们会尽快联系您"}
        assert len(company.get("/leads")["items"]) == 2

    def test_thanks_a_machine_and_keeps_nothing(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        made = form(company)
        answer = stranger().post(door_of(made), {**SENT, "homepage": "https://spam.example"})
        assert answer == {"thanks": "谢谢，我们会尽快联系您"}
        assert company.get("/leads")["items"] == []

    def test_says_what_is_missing(self, company: Company, stranger: Callable[[], Person]) -> None:
        visitor, path = stranger(), door_of(form(company))
        answer = visitor.send("POST", path, {"values": {"phone": "13800138000"}})
        assert answer.status_code == 422
        assert sorted(one["field"] for one in answer.json()["errors"]) == ["consent", "values.contact_name"]

    def test_takes_no_field_it_does_not_ask_for(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        sent = {**SENT, "values": {**SENT["values"], "level": "a"}}  # type: ignore[dict-item]  # a dict of texts
        answer = stranger().send("POST", door_of(form(company)), sent)
        assert [one["field"] for one in answer.json()["errors"]] == ["values.level"]

    def test_is_gone_once_it_is_switched_off(self, company: Company, stranger: Callable[[], Person]) -> None:
        made = form(company)
        company.patch(f"/web-forms/{made['id']}", {**FORM, "active": False}, version=1)
        for answer in (stranger().send("GET", door_of(made)), stranger().send("POST", door_of(made), SENT)):
            assert (answer.status_code, answer.json()["code"]) == (404, "crm.form_unknown")

    def test_is_sent_twenty_times_by_one_address(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        visitor, path = stranger(), door_of(form(company))
        answers = [visitor.send("POST", path, SENT) for _ in range(21)]
        assert [answer.status_code for answer in answers] == [200] * 20 + [429]

    def test_asks_only_for_what_a_stranger_may_say(self, company: Company) -> None:
        fields = [{"name": "phone"}, {"name": "owner_id"}]
        company.refused(422, "crm.field_not_for_form", "POST", "/web-forms", {**FORM, "fields": fields})
        refused = company.refused(
            422, "platform.invalid_input", "POST", "/web-forms", {**FORM, "fields": [{"name": "note"}]}
        )
        assert refused["errors"][0]["code"] == "no_way_to_reach"


class TestRules:
    def test_give_in_turn_and_pass_over_who_is_away_or_switched_off(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        people = [company.colleague("sales", name) for name in ("甲", "乙", "丙")]
        away = company.get(f"/users/{people[1].user_id}")
        company.patch(f"/users/{people[1].user_id}", {"away_until": "2026-11-30"}, version=away["version"])
        rule(company, *people)
        visitor, path = stranger(), door_of(form(company))
        for _ in range(3):
            visitor.post(path, SENT)
        first, second = sorted(("甲", "丙"), key=lambda name: str(people["甲乙丙".index(name)].user_id))
        assert owners(company) == [first, second, first]
        log = company.get("/assignment-log")["entries"]
        assert [(one["rule"], one["receiver"], one["door"]) for one in log] == [
            ("轮流", first, "form"),
            ("轮流", second, "form"),
            ("轮流", first, "form"),
        ]

    def test_are_asked_in_their_order_by_their_condition(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        big, rest = company.colleague("sales", "大客户"), company.colleague("sales", "其他人")
        rule(company, rest, name="其余", way="fixed")
        condition = {"field": "source", "op": "eq", "value": "exhibition"}
        second = rule(company, big, name="展会", way="fixed", condition=condition)
        ids = [
            second["id"],
            *(one["id"] for one in company.get("/assignment-rules") if one["id"] != second["id"]),
        ]
        company.post("/assignment-rules/order", {"ids": ids})
        visitor = stranger()
        visitor.post(door_of(form(company)), SENT)
        visitor.post(door_of(form(company, name="官网", source="website")), SENT)
        assert owners(company) == ["大客户", "其他人"]

    def test_give_to_who_has_the_fewest(self, company: Company, stranger: Callable[[], Person]) -> None:
        busy, idle = company.colleague("sales", "忙"), company.colleague("sales", "闲")
        for number in range(2):
            lead(company, f"线索 {number}", owner_id=str(busy.user_id))
        rule(company, busy, idle, way="least_load")
        visitor, path = stranger(), door_of(form(company))
        for _ in range(3):
            visitor.post(path, SENT)
        assert owners(company)[2:4] == ["闲", "闲"]

    def test_run_on_demand_over_what_belongs_to_nobody(
        self, company: Company, stranger: Callable[[], Person]
    ) -> None:
        visitor, path = stranger(), door_of(form(company))
        for _ in range(2):
            visitor.post(path, SENT)
        assert owners(company) == [None, None]
        assert company.post("/leads/assign") == {"given": 0, "left": 2}
        person = company.colleague("sales", "甲")
        rule(company, person, way="fixed")
        assert company.post("/leads/assign") == {"given": 2, "left": 0}
        assert owners(company) == ["甲", "甲"]
        assert {one["name"] for one in person.get("/leads")["items"]} == {"王女士"}

    def test_name_somebody(self, company: Company) -> None:
        body = {"name": "空", "way": "round_robin"}
        company.refused(422, "crm.nobody_to_assign", "POST", "/assignment-rules", body)

    def test_take_no_condition_that_is_none(self, company: Company) -> None:
        body = {"name": "错", "way": "fixed", "condition": {"field": "nonsense", "op": "eq", "value": 1}}
        company.refused(422, "platform.invalid_input", "POST", "/assignment-rules", body)
