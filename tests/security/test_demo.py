"""The demo company lets anybody in, so what is done there reaches nobody else."""

from collections.abc import Callable

import pytest

from tests.builders.books import Books
from tests.builders.http import Person
from tests.builders.mailbox import Mailbox
from tests.builders.server import Served


@pytest.fixture
def visitors(
    served: Served, stranger: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> tuple[Person, Person]:
    monkeypatch.setattr(served.services, "demo", True)
    pair = stranger(), stranger()
    for person in pair:
        person.post("/auth/demo")
    return pair


def test_visitors_do_not_see_or_end_each_other(visitors: tuple[Person, Person], books: Books) -> None:
    first, second = visitors
    for person in visitors:
        assert [item["current"] for item in person.get("/auth/sessions")] == [True]
    user_id = first.get("/auth/me")["user_id"]
    assert [item["current"] for item in first.get(f"/users/{user_id}/sessions")] == [True]
    (theirs,) = second.get("/auth/sessions")
    first.refused(404, "platform.not_found", "DELETE", f"/auth/sessions/{theirs['id']}", version=1)


def test_nobody_is_sent_mail(
    visitors: tuple[Person, Person], run_jobs: Callable[[], int], mailbox: Mailbox
) -> None:
    first, _ = visitors
    role = first.get("/roles")["items"][0]["id"]
    body = {"login": "victim@example.com", "name": "张三", "role_id": role}
    assert first.post("/invitations", body)["mailed"] is False
    run_jobs()
    assert mailbox.mails("victim@example.com") == []


def test_only_small_files_are_taken(visitors: tuple[Person, Person]) -> None:
    first, _ = visitors
    form = {"record": "party", "record_id": first.get("/parties", limit=1)["items"][0]["id"]}
    for size, status in ((1_000_000, 201), (1_000_001, 413)):
        answer = first.client.post(
            "/files",
            files={"file": ("a.txt", b"x" * size)},
            data=form,
            headers={"Idempotency-Key": f"size {size}"},
        )
        assert answer.status_code == status


def test_is_not_offered_where_the_operator_does_not(stranger: Callable[[], Person]) -> None:
    stranger().refused(404, "platform.not_found", "POST", "/auth/demo")
