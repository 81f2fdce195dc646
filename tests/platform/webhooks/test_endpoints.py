"""Webhooks are kept by those who may; their secrets are shown once."""

from collections.abc import Callable

import pytest

from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks.wants import wanted
from tests.builders.company import Company
from tests.builders.desk import Desk
from tests.builders.fixtures import Found
from tests.builders.server import Served
from tests.platform.webhooks.conftest import Post

URL = "https://hooks.example.com/in"
BODY = {"name": "仓库系统", "url": URL, "events": ["party.*", "sales_order.confirmed"]}


class TestAWebhook:
    def test_is_made_shown_changed_and_removed(self, office: Company) -> None:
        made = office.post("/webhooks", BODY)
        assert made["secret"].startswith("whsec_")
        path = f"/webhooks/{made['id']}"
        shown = office.get(path)
        assert (shown["name"], shown["url"], shown["events"], shown["active"]) == (
            "仓库系统",
            URL,
            ["party.*", "sales_order.confirmed"],
            True,
        )
        assert office.get("/webhooks") == [shown]
        changed = office.patch(path, {"active": False, "events": ["*"]}, version=1)
        assert (changed["active"], changed["events"], changed["version"]) == (False, ["*"], 2)
        office.delete(path, version=2)
        office.refused(404, "platform.not_found", "GET", path)

    def test_shows_its_secret_once_and_stores_it_sealed(self, office: Company) -> None:
        made = office.post("/webhooks", BODY)
        secret = made["secret"]
        office.patch(f"/webhooks/{made['id']}", {"name": "别名"}, version=1)
        for path in ("/webhooks", f"/webhooks/{made['id']}", "/audit-events"):
            assert secret not in office.send("GET", path).text
        stored = office.books.one("SELECT secret FROM webhook_endpoint WHERE id = %s", [made["id"]])
        assert secret.encode() not in bytes(stored)

    def test_gives_no_second_answer_with_the_secret(self, office: Company) -> None:
        key = {"Idempotency-Key": "once"}
        assert office.send("POST", "/webhooks", BODY, headers=key).status_code == 201
        again = office.send("POST", "/webhooks", BODY, headers=key)
        assert (again.status_code, again.json()["code"]) == (409, "platform.shown_once")
        assert len(office.get("/webhooks")) == 1

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"url": "http://hooks.example.com/"}, "url", "address_not_https"),
            ({"url": "https://127.0.0.1/"}, "url", "address_private"),
            ({"url": "https://0x7f.1/"}, "url", "address_private"),
            ({"url": "https://a:b@hooks.example.com/"}, "url", "address_login_inside"),
            ({"url": "https://"}, "url", "address_unreadable"),
            ({"events": ["party.exploded"]}, "events", "unknown_event"),
            ({"events": ["nothing.*"]}, "events", "unknown_event"),
            ({"events": []}, "events", "too_short"),
            ({"name": " "}, "name", "string_too_short"),
        ],
    )
    def test_takes_only_what_can_be_told(
        self, office: Company, change: dict[str, object], field: str, code: str
    ) -> None:
        problem = office.refused(422, "platform.invalid_input", "POST", "/webhooks", BODY | change)
        assert [(item["field"], item["code"]) for item in problem["errors"]] == [(field, code)]
        made = office.post("/webhooks", BODY)
        office.refused(422, "platform.invalid_input", "PATCH", f"/webhooks/{made['id']}", change, version=1)

    def test_is_changed_only_at_the_version_that_was_read(self, office: Company) -> None:
        path = f"/webhooks/{office.post('/webhooks', BODY)['id']}"
        office.refused(412, "platform.version_changed", "PATCH", path, {"name": "甲"}, version=4)
        office.refused(412, "platform.version_changed", "DELETE", path, version=4)

    def test_is_for_those_who_may(self, office: Company) -> None:
        made = office.post("/webhooks", BODY)
        seller = office.colleague("sales")
        for path in ("/webhooks", "/webhooks/events", f"/webhooks/{made['id']}"):
            seller.refused(403, "platform.not_allowed", "GET", path)
        seller.refused(403, "platform.not_allowed", "POST", "/webhooks", BODY)
        seller.refused(403, "platform.not_allowed", "POST", f"/webhooks/{made['id']}/rotate")

    def test_of_another_company_looks_as_if_there_were_none(self, office: Company, found: Found) -> None:
        path = f"/webhooks/{found(name='别家').post('/webhooks', BODY)['id']}"
        office.refused(404, "platform.not_found", "GET", path)
        office.refused(404, "platform.not_found", "GET", f"{path}/deliveries")
        for verb in ("rotate", "test"):
            office.refused(404, "platform.not_found", "POST", f"{path}/{verb}")

    def test_is_one_of_fifty_at_most(self, office: Company) -> None:
        made = office.post("/webhooks", BODY)
        office.books.execute(
            "INSERT INTO webhook_endpoint (tenant_id, id, name, url, events, secret, created_at, updated_at) "
            "SELECT tenant_id, gen_random_uuid(), name, url, events, secret, now(), now() "
            "FROM webhook_endpoint, generate_series(1, 49) WHERE id = %s",
            [made["id"]],
        )
        office.refused(409, "webhooks.too_many", "POST", "/webhooks", BODY)


def test_every_event_has_its_words(office: Company) -> None:
    types = {item["type"]: item for item in office.get("/webhooks/events")}
    assert {"party.created", "party.changed", "party.deleted", "sales_order.confirmed"} <= types.keys()
    assert {"receipt.reversed", "sales_invoice.posted", "sales_return.posted"} <= types.keys()
    assert types["sales_order.confirmed"]["record_label"] == "record.sales_order"


class TestWhatIsWanted:
    @pytest.fixture
    def asks(self, served: Served, office: Company) -> Callable[[str], bool]:
        desk = Desk(served.services, office)

        def asking(record: str) -> bool:
            def ask(uow: UnitOfWork) -> bool:
                return wanted(uow, record)

            answer: bool = desk.work(ask)
            return answer

        return asking

    def test_follows_every_change_of_a_webhook(self, office: Company, asks: Callable[[str], bool]) -> None:
        assert not asks("party")
        made = office.post("/webhooks", BODY)
        assert asks("party")
        assert asks("sales_order")
        assert not asks("product")
        path = f"/webhooks/{made['id']}"
        office.patch(path, {"events": ["*"]}, version=1)
        assert asks("product")
        office.patch(path, {"active": False}, version=2)
        assert not asks("party")
        office.patch(path, {"active": True}, version=3)
        assert asks("party")
        office.delete(path, version=4)
        assert not asks("party")

    def test_of_a_neighbour_is_no_matter(
        self, office: Company, found: Found, asks: Callable[[str], bool]
    ) -> None:
        found(name="别家").post("/webhooks", BODY)
        assert not asks("party")


def test_a_new_secret_works_beside_the_old_one_for_a_day(post: Post) -> None:
    made = post.listen()
    rotated = post.company.post(f"/webhooks/{made['id']}/rotate")
    assert rotated["secret"] != made["secret"]
    assert post.company.get(f"/webhooks/{made['id']}")["old_secret_until"] is not None
