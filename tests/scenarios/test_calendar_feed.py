"""One's days in another calendar: a private address, told once, that shows what one may see at that moment."""

import httpx

from tests.builders.company import Company
from tests.builders.crm import lead
from tests.builders.http import Json, Person
from tests.builders.scoped import give_role, take_roles

DUE, MIDNIGHT, NOON = "2026-11-03T11:00:00+08:00", "2026-11-04T00:00:00+08:00", "2026-11-05T12:00:00+08:00"


def path_of(made: Json) -> str:
    _, _, path = made["address"].partition("/api")
    return str(path)


def read(person: Person, made: Json) -> httpx.Response:
    """As a program reads it that is signed in to nothing."""
    return httpx.get(f"{str(person.client.base_url).rstrip('/')}{path_of(made)}", timeout=60)


def events(answer: httpx.Response) -> list[tuple[str, str]]:
    """Of each event its beginning and its words."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    begins = [line.removeprefix("DTSTART") for line in lines if line.startswith("DTSTART")]
    words = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    return list(zip(begins, words, strict=True))


def test_tasks_and_contacts_of_its_owner_and_nothing_else(company: Company) -> None:
    customer = company.customer("华信, 北京", next_contact_at=MIDNIGHT)
    lead(company, "云栖", next_contact_at=NOON)
    company.post("/tasks", {"title": "寄样品", "due_at": DUE, "party_id": customer})
    done = company.post("/tasks", {"title": "做完了", "due_at": DUE})
    company.post(f"/tasks/{done['id']}/complete")
    li = company.colleague("sales")
    company.post("/tasks", {"title": "李四的任务", "due_at": DUE, "owner_id": str(li.user_id)})
    made = company.post("/calendar/feed")
    assert events(read(company, made)) == [
        (":20261103T030000Z", "任务：寄样品（华信\\, 北京）"),
        (";VALUE=DATE:20261104", "联系客户：华信\\, 北京"),
        (":20261105T040000Z", "联系线索：云栖"),
    ]


def test_it_shows_what_its_owner_may_see_now(company: Company) -> None:
    li = company.colleague("sales")
    li.post("/tasks", {"title": "寄样品", "due_at": DUE})
    made = li.post("/calendar/feed")
    assert events(read(li, made)) == [(":20261103T030000Z", "任务：寄样品")]
    take_roles(company, li, give_role(company, "没有任务", ["parties.party.view"]))
    assert events(read(li, made)) == []
    company.post(f"/users/{li.user_id}/deactivate")
    assert read(li, made).status_code == 404


def test_the_address_is_told_once_kept_as_a_hash_and_withdrawn(company: Company) -> None:
    assert company.get("/calendar/feed") == {"created_at": None}
    first = company.post("/calendar/feed", key="einmal")
    assert company.get("/calendar/feed")["created_at"] is not None
    company.refused(409, "platform.shown_once", "POST", "/calendar/feed", {}, key="einmal")
    token = path_of(first).rpartition("/")[2].removesuffix(".ics")
    kept = company.books.rows(
        "SELECT token_hash FROM calendar_feed WHERE tenant_id = %s", [company.tenant_id]
    )
    assert [token.encode() in bytes(row["token_hash"]) for row in kept] == [False]
    second = company.post("/calendar/feed")
    assert (read(company, first).status_code, read(company, second).status_code) == (404, 200)
    company.post("/calendar/feed/withdraw")
    assert read(company, second).status_code == 404
    other = {"address": f"/api/calendar-feeds/{'0' * 32}{token[32:]}.ics"}
    assert (
        read(company, other).status_code,
        read(company, {"address": "/api/calendar-feeds/x.ics"}).status_code,
    ) == (
        404,
        404,
    )
