"""The demo company is everybody's: nobody manages it, and no visitor sees another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.engine import create_app_engine
from heyi.platform.identity.actions.sign_up import BY_ADDRESS, tries_to_sign_up
from heyi.platform.limits import Attempt
from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.http import Person
from tests.builders.server import serving


@contextmanager
def visiting(url: str, books: Books) -> Iterator[Person]:
    visitor = Person(url, books)
    try:
        assert visitor.send("POST", "/auth/demo", {}).status_code == 200
        yield visitor
    finally:
        visitor.close()


def test_a_visitor_manages_nothing_and_sees_no_other_visitor(
    urls: DatabaseUrls, books: Books, clock: StoryClock, tmp_path: Path
) -> None:
    books.close_demo()
    engine = create_app_engine(urls.app, pool=4)
    with (
        serving(
            engine, secret="s" * 20 + "0123456789abcdefghijklm", home=tmp_path, clock=clock, demo=True
        ) as served,
        visiting(served.url, books) as first,
        visiting(served.url, books) as second,
    ):
        me = first.get("/auth/me")
        assert me["demo"] is True
        managing = ("identity.", "platform.company.", "platform.number_rule.")
        left = [name for name in me["permissions"] if name.startswith(managing)]
        assert left == ["identity.role.view", "identity.user.view"]
        assert "sales.order.confirm" in me["permissions"]
        (mine,) = second.get("/auth/sessions")
        (other,) = first.get("/auth/sessions")
        assert mine["id"] != other["id"]
        ended = second.send("DELETE", f"/auth/sessions/{other['id']}", version=1)
        renamed = second.send("PATCH", "/auth/me", {"name": "某人"}, version=1)
        invited = second.send(
            "POST", "/invitations", {"login": "a@example.com", "name": "a", "role_id": other["id"]}
        )
        assert [answer.status_code for answer in (ended, renamed, invited)] == [403, 403, 403]
        assert ended.json()["code"] == "platform.not_in_demo"
        assert first.get("/auth/me")["name"] == "演示用户"
        assert first.get("/verify")["green"] is True
    books.close_demo()


@pytest.mark.parametrize(
    ("address", "counted"),
    [("127.0.0.1", False), ("::1", False), ("203.0.113.9", True), ("2001:db8::7", True), ("", True)],
)
def test_founding_companies_is_counted_by_address_but_not_at_the_machine_itself(
    address: str, counted: bool
) -> None:
    assert tries_to_sign_up(address) == ([Attempt(BY_ADDRESS, address)] if counted else [])
    assert (BY_ADDRESS.most, BY_ADDRESS.window.total_seconds()) == (20, 3600)
