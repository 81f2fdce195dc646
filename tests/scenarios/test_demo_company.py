"""The demo company: half a year of a team at work, so that whoever looks in sees every page full of life."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from heyi.app.demo import make_ready
from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.engine import create_app_engine
from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.http import Json, Person
from tests.builders.server import Served, serving

SELLING = {"演示用户", "林晓雯", "赵子昂", "黄佩珊", "何俊杰"}


@pytest.fixture(scope="module")
def looked_at(
    urls: DatabaseUrls, books: Books, clock: StoryClock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The application with its demo company made."""
    books.close_demo()
    engine = create_app_engine(urls.app, pool=4)
    secret, home = "s" * 20 + "0123456789abcdefghijklm", tmp_path_factory.mktemp("demo")
    with serving(engine, secret=secret, home=home, clock=clock, demo=True) as served:
        make_ready(replace(served.services, demo=False))
        assert books.one("SELECT count(*) FROM control.tenant WHERE demo") == 0
        make_ready(served.services)
        assert books.one("SELECT count(*) FROM control.tenant WHERE demo") == 1
        yield served
    books.close_demo()


@pytest.fixture
def visitor(looked_at: Served, books: Books) -> Iterator[Person]:
    with visiting(looked_at, books) as visitor:
        yield visitor


@contextmanager
def visiting(served: Served, books: Books) -> Iterator[Person]:
    visitor = Person(served.url, books)
    try:
        assert visitor.send("POST", "/auth/demo", {}).status_code == 200
        yield visitor
    finally:
        visitor.close()


def count(visitor: Person, path: str, tree: Json | None = None) -> int:
    asked = {"filter": json.dumps(tree)} if tree else {}
    found: int = visitor.get(f"/{path}", limit=1, **asked)["count"]["value"]
    return found


def test_half_a_year_keeps_every_law_and_every_page_is_full_of_life(visitor: Person, books: Books) -> None:
    full_of_stories(visitor)
    bought = {path: count(visitor, path) for path in ("purchase-orders", "supplier-invoices", "payments")}
    assert bought == {"purchase-orders": 9, "supplier-invoices": 5, "payments": 3}
    nobody_s_logins(visitor, books)
    home = visitor.get("/home")
    waiting = {one["name"]: one["count"] for one in home["counters"] + home["forgotten"]}
    wanted = {
        *(
            "contact_today",
            "contact_overdue",
            "assigned_lately",
            "falling_soon",
            "leads_new",
            "leads_untouched",
        ),
        *("leads_due", "deals_stale", "deals_closing", "tasks_today", "tasks_overdue", "orders_to_deliver"),
        *("orders_to_invoice", "invoices_to_collect", "invoices_long_open", "forgotten_30"),
    }
    assert {name for name in wanted if not waiting[name]} == set()
    assert len(home["plan"]) >= 6
    for by in ("orders", "receipts", "new_customers", "follow_ups"):
        places = visitor.get("/home/ranking", by=by, over="last_month")["places"]
        assert {place["name"] for place in places} == SELLING
    year = {"since": "2026-05-01", "until": "2027-01-31"}
    assert len({cell["month"] for cell in visitor.get("/forecast", **year)["cells"]}) >= 3
    days = {one["day"] for one in visitor.get("/calendar", first="2026-11-01", last="2026-11-30")["entries"]}
    assert len(days) >= 8
    assert len(visitor.get("/notices")["items"]) >= 5


def full_of_stories(visitor: Person) -> None:
    assert visitor.get("/verify")["green"] is True
    assert count(visitor, "users") == 9
    assert count(visitor, "leads") == 40
    assert count(visitor, "pools") == 2

    def some(path: str, field: str, value: str) -> bool:
        return count(visitor, path, {"field": field, "op": "eq", "value": value}) > 0

    for state in ("new", "following", "converted", "invalid"):
        assert some("leads", "state", state)
    for state in ("open", "won", "lost"):
        assert some("opportunities", "state", state)
    for state in ("draft", "sent", "accepted", "declined", "expired", "superseded"):
        assert some("quotations", "state", state)
    for delivered in ("none", "partial", "full"):
        assert some("sales-orders", "delivery_state", delivered)
    for state in ("sent", "done"):
        assert some("stock-transfers", "state", state)
    for state in ("counting", "posted"):
        assert some("stock-counts", "state", state)
    for kind in ("usual", "held_back", "entrusted"):
        assert some("warehouses", "kind", kind)
        assert visitor.get("/stock/on-hand", kind=kind)["items"]
    bins = {row["bin"] for row in visitor.get("/stock/in-bins")["items"]}
    assert {"A-01-01", "A-01-02", "A-01-03", "A-01-04", "SH-01"} <= bins
    (pick,) = visitor.get("/pick-lists")["items"]
    found = [line["found"] != "0" for line in visitor.get(f"/pick-lists/{pick['id']}")["lines"]]
    assert (pick["state"], pick["order_count"] >= 2, found.count(True)) == ("open", True, 1)
    assert count(visitor, "landed-costs") == 1
    assert some("sales-invoices", "kind", "credit_note")
    old = visitor.get("/opening-debts")
    assert {one["side"]: (one["debts"], one["left"]) for one in old["totals"] if one["count"]} == {
        "receivable": ("18600", "0"),
        "payable": ("9400", "0"),
    }
    assert count(visitor, "parties", {"field": "pool_id", "op": "not_empty"}) >= 5
    assert count(visitor, "sales-returns") > 0
    sheet = visitor.get("/targets", kind="contract", year=2026)
    assert {row["name"] for row in sheet["rows"]} > SELLING


def nobody_s_logins(visitor: Person, books: Books) -> None:
    """And nothing is mailed to them: their logins are no addresses."""
    logins = [one["login"] for one in visitor.get("/users")["items"]]
    assert [login for login in logins if "@" in login] == []
    members = books.rows(
        "SELECT m.user_id FROM control.membership m JOIN control.tenant t ON t.id = m.tenant_id WHERE t.demo",
        [],
    )
    assert len(members) == 1


def test_a_visitor_manages_nothing_and_sees_no_other_visitor(
    visitor: Person, looked_at: Served, books: Books
) -> None:
    me = visitor.get("/auth/me")
    assert me["demo"] is True
    managing = ("identity.", "platform.company.", "platform.number_rule.")
    left = [name for name in me["permissions"] if name.startswith(managing)]
    assert left == ["identity.role.view", "identity.user.view"]
    assert "sales.order.confirm" in me["permissions"]
    with visiting(looked_at, books) as second:
        (mine,) = second.get("/auth/sessions")
        (other,) = visitor.get("/auth/sessions")
        assert mine["id"] != other["id"]
        ended = second.send("DELETE", f"/auth/sessions/{other['id']}", version=1)
        renamed = second.send("PATCH", "/auth/me", {"name": "某人"}, version=1)
        invited = second.send(
            "POST", "/invitations", {"login": "a@example.com", "name": "a", "role_id": other["id"]}
        )
    assert [answer.status_code for answer in (ended, renamed, invited)] == [403, 403, 403]
    assert ended.json()["code"] == "platform.not_in_demo"
    assert visitor.get("/auth/me")["name"] == "演示用户"
