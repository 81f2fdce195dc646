"""The days of a person: tasks, contacts and expected closings, moved by ordinary changes, as far as rights reach."""

from tests.builders.company import Company
from tests.builders.crm import lead, opportunity
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with

PARTY, TASK = "parties.party.view", "activities.task.view"
WEEK = {"first": "2026-11-02", "last": "2026-11-08"}


def shown(person: Person, **asked: object) -> list[tuple[str, str, str, bool]]:
    """Kind, day, title, and whether it can be moved."""
    page: Json = person.get("/calendar", **{**WEEK, **asked})
    assert page["complete"] is True
    return [(one["kind"], one["day"], one["title"], one["movable"]) for one in page["entries"]]


def busy(person: Person) -> dict[str, Json]:
    """Somebody with one of each on Tuesday and Wednesday, and more in other weeks."""
    task = person.post("/tasks", {"title": "寄样品", "due_at": "2026-11-03T23:30:00+08:00"})
    customer = person.post("/parties", {"name": "华信", "next_contact_at": "2026-11-04T00:00:00+08:00"})
    lead(person, "云栖", next_contact_at="2026-11-03T09:00:00+08:00")
    deal = opportunity(person, customer["id"], expected_on="2026-11-04")
    person.post("/tasks", {"title": "下周", "due_at": "2026-11-09T00:00:00+08:00"})
    return {"task": task, "customer": customer, "deal": deal}


def test_shows_what_lies_on_each_day_by_the_company_s_clock(company: Company) -> None:
    busy(company)
    assert shown(company) == [
        ("lead", "2026-11-03", "云栖", True),
        ("task", "2026-11-03", "寄样品", True),
        ("closing", "2026-11-04", "年度采购", True),
        ("contact", "2026-11-04", "华信", True),
    ]


def test_what_is_done_stays_where_it_is(company: Company) -> None:
    task = busy(company)["task"]
    company.post(f"/tasks/{task['id']}/complete")
    assert ("task", "2026-11-03", "寄样品", False) in shown(company)


def test_an_entry_is_moved_by_a_change_on_its_version(company: Company) -> None:
    busy(company)
    for entry in company.get("/calendar", **WEEK)["entries"]:
        value = "2026-11-06T10:00:00+08:00" if entry["at"] else "2026-11-06"
        path = f"/{entry['path']}/{entry['id']}"
        company.patch(path, {entry["field"]: value}, version=entry["version"])
    assert {day for _, day, _, _ in shown(company)} == {"2026-11-06"}


def test_another_s_days_show_what_the_reader_s_rights_reach(company: Company) -> None:
    seller = company.colleague("sales")
    busy(seller)
    whole = shown(seller)
    assert shown(company, user_id=str(seller.user_id)) == whole
    assert shown(company) == []
    stranger = colleague_with(company, [PARTY, TASK], {PARTY: "own", TASK: "own"})
    assert shown(stranger, user_id=str(seller.user_id)) == []
    assert [one["title"] for one in stranger.get("/calendar/people")] == ["小王"]
    assert next(one["title"] for one in company.get("/calendar/people")) == "张三"
    reader = colleague_with(company, [TASK], name="小赵")
    assert shown(reader, user_id=str(seller.user_id)) == [("task", "2026-11-03", "寄样品", False)]


def test_too_many_days_are_refused(company: Company) -> None:
    for first, last in (("2026-11-02", "2026-11-01"), ("2026-01-01", "2026-12-31")):
        query = {"first": first, "last": last}
        company.refused(422, "platform.invalid_input", "GET", "/calendar", query=query)
