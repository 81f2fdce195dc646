"""What happens is told to those who listen: signed, at least once, again after failures, and never with values."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from heyi.platform.http.services import Services
from heyi.platform.webhooks.sending import PAUSES
from heyi.platform.webhooks.signing import signature
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.http import Json
from tests.builders.mailbox import Mailbox
from tests.builders.receiver import Told
from tests.platform.webhooks.conftest import Post


def signed_by(secret: str, told: Told) -> bool:
    expected = signature(
        secret, told.headers["webhook-id"], int(told.headers["webhook-timestamp"]), told.body
    )
    return expected in told.headers["webhook-signature"].split(" ")


def failing(post: Post, status: int = 500) -> Json:
    """A webhook with one delivery that failed once."""
    post.receiver.status = status
    made = post.listen()
    post.change()
    post.work()
    return made


class TestAnEvent:
    def test_is_told_signed_and_with_ids_only(self, post: Post) -> None:
        made = post.listen("party.changed")
        record_id = post.change()
        post.work()
        (told,) = post.receiver.told
        said = json.loads(told.body)
        assert said == {
            "type": "party.changed",
            "timestamp": said["timestamp"],
            "data": {
                "record": "party",
                "id": str(record_id),
                "action": "changed",
                "fields": ["name"],
                "version": 2,
            },
        }
        assert told.headers["webhook-id"].startswith("msg_")
        assert told.headers["content-type"] == "application/json"
        assert signed_by(made["secret"], told)
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], delivery["tries"], delivery["payload"]) == (
            "delivered",
            1,
            told.body.decode(),
        )
        assert delivery["attempts"][0]["status"] == 204

    def test_goes_only_to_those_who_listen_to_it(self, post: Post) -> None:
        chosen, everything = post.listen("party.created"), post.listen("*")
        off = post.listen("*", active=False)
        post.change(action="changed")
        post.work()
        assert [len(post.deliveries(item)) for item in (chosen, everything, off)] == [0, 1, 0]

    def test_of_another_company_is_not_told(
        self, post: Post, found: Found, make_post: Callable[[Company], Post]
    ) -> None:
        post.listen()
        make_post(found(name="别家")).change()
        post.work()
        assert post.receiver.told == []

    def test_of_the_business_is_told_by_its_name(self, post: Post) -> None:
        made = post.listen("sales_order.*")
        company = post.company
        order = company.confirmed(company.customer(), (company.product(stock="10"), "2", "113"))
        post.work()
        said = [json.loads(told.body) for told in post.receiver.told]
        assert [(item["type"], item["data"]["id"]) for item in said] == [
            ("sales_order.confirmed", order["id"])
        ]
        assert [item["event"] for item in post.deliveries(made)] == ["sales_order.confirmed"]

    def test_that_is_handed_over_twice_is_told_once(self, post: Post, books: Books) -> None:
        post.listen()
        post.change()
        post.work()
        books.execute(
            "UPDATE outbox_message SET state = 'waiting' WHERE tenant_id = %s AND kind = 'RecordChanged'",
            [post.company.tenant_id],
        )
        post.work()
        assert len(post.receiver.told) == 1

    def test_that_nobody_listens_to_makes_no_delivery(self, post: Post, books: Books) -> None:
        post.change()
        post.work()
        count = "SELECT count(*) FROM webhook_delivery WHERE tenant_id = %s"
        assert books.one(count, [post.company.tenant_id]) == 0


class TestASecretThatWasChanged:
    def test_signs_beside_the_new_one_for_a_day(self, post: Post, later: Later) -> None:
        made = post.listen()
        rotated = post.company.post(f"/webhooks/{made['id']}/rotate")
        post.change()
        post.work()
        assert signed_by(made["secret"], post.receiver.told[0])
        assert signed_by(rotated["secret"], post.receiver.told[0])
        with later(days=2):
            post.change()
            post.work()
        assert not signed_by(made["secret"], post.receiver.told[1])
        assert signed_by(rotated["secret"], post.receiver.told[1])


class TestAFailure:
    def test_is_tried_again_under_the_same_id_until_it_arrives(self, post: Post) -> None:
        made = failing(post)
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], delivery["tries"]) == ("waiting", 1)
        assert post.company.get(f"/webhooks/{made['id']}")["failing_since"] is not None
        post.receiver.status = 200
        post.run()
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], delivery["tries"]) == ("delivered", 2)
        assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 200]
        first, second = post.receiver.told
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body
        assert post.company.get(f"/webhooks/{made['id']}")["failing_since"] is None

    def test_pauses_longer_each_time_and_ends_after_eight_tries(self, post: Post, books: Books) -> None:
        made = failing(post)
        for pause in PAUSES:
            waits = books.one(
                "SELECT due_at - now() FROM job WHERE name = 'webhooks.deliver' AND state = 'waiting'"
            )
            assert pause * 0.9 - timedelta(seconds=5) <= waits <= pause * 1.1
            post.run()
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], delivery["tries"], post.waiting_jobs()) == ("failed", 8, 0)
        assert len({told.headers["webhook-id"] for told in post.receiver.told}) == 1

    def test_keeps_the_beginning_of_the_answer(self, post: Post) -> None:
        post.receiver.answer = b"<script>alert(1)</script>\x00" + b"x" * 2_000
        (delivery,) = post.deliveries(failing(post, 503))
        (attempt,) = delivery["attempts"]
        assert attempt["answer"].startswith("<script>alert(1)</script> xxx")
        assert len(attempt["answer"]) == 500
        assert attempt["error"] is None

    def test_lets_an_address_rest_so_that_others_are_not_held_up(self, post: Post) -> None:
        made = failing(post)
        post.change()
        post.work()
        assert len(post.receiver.told) == 2
        assert sorted(item["tries"] for item in post.deliveries(made)) == [0, 2]

    def test_by_a_redirect_is_one(self, post: Post) -> None:
        (delivery,) = post.deliveries(failing(post, 302))
        assert (delivery["state"], delivery["attempts"][0]["status"]) == ("waiting", 302)


class TestAnAddressThatIsGone:
    def test_is_switched_off_and_its_maker_is_told(self, post: Post, mailbox: Mailbox) -> None:
        made = failing(post, 410)
        shown = post.company.get(f"/webhooks/{made['id']}")
        assert (shown["active"], shown["off_reason"]) == (False, "gone")
        assert [item["state"] for item in post.deliveries(made)] == ["failed"]
        post.run()
        (mail,) = mailbox.mails(post.company.login)
        assert "仓库系统" in mail["Subject"]
        assert f"/webhooks/{made['id']}" in mail.get_content()

    def test_gets_nothing_until_it_is_switched_on(self, post: Post) -> None:
        made = failing(post, 410)
        post.change()
        post.work()
        assert len(post.deliveries(made)) == 1
        post.receiver.status = 200
        version = post.company.get(f"/webhooks/{made['id']}")["version"]
        shown = post.company.patch(f"/webhooks/{made['id']}", {"active": True}, version=version)
        assert (shown["active"], shown["off_reason"]) == (True, None)
        post.change()
        post.work()
        assert [item["state"] for item in post.deliveries(made)] == ["delivered", "failed"]


class TestAnAddressThatTakesNothingForDays:
    def test_is_switched_off(self, post: Post, later: Later) -> None:
        made = failing(post)
        with later(days=2):
            post.run()
            assert post.company.get(f"/webhooks/{made['id']}")["active"]
        with later(days=3, minutes=1):
            post.run()
        shown = post.company.get(f"/webhooks/{made['id']}")
        assert (shown["active"], shown["off_reason"]) == (False, "failing")

    def test_loses_what_still_waited_but_may_be_told_again(self, post: Post, later: Later) -> None:
        made = failing(post)
        with later(days=4):
            post.change()
            post.work()
            post.run()
        assert {item["state"] for item in post.deliveries(made)} == {"failed"}
        path = f"/webhooks/{made['id']}"
        since = {"since": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}
        post.company.refused(409, "webhooks.switched_off", "POST", f"{path}/replay", since)
        post.receiver.status = 200
        post.company.patch(path, {"active": True}, version=post.company.get(path)["version"])
        assert post.company.post(f"{path}/replay", since) == {"count": 2}
        post.run()
        assert {item["state"] for item in post.deliveries(made)} == {"delivered"}


class TestAReplay:
    def test_tells_one_delivery_again_under_its_id(self, post: Post) -> None:
        made = post.listen()
        post.change()
        post.work()
        (delivery,) = post.deliveries(made)
        again = post.company.post(f"/webhook-deliveries/{delivery['id']}/replay")
        assert (again["state"], again["tries"]) == ("waiting", 0)
        path = f"/webhook-deliveries/{delivery['id']}/replay"
        post.company.refused(409, "webhooks.still_under_way", "POST", path)
        post.run()
        first, second = post.receiver.told
        assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], len(delivery["attempts"])) == ("delivered", 2)

    def test_of_all_failed_leaves_what_arrived(self, post: Post, later: Later) -> None:
        made = post.listen()
        post.change()
        post.work()
        post.company.books.execute(
            "UPDATE webhook_delivery SET state = 'failed' WHERE endpoint_id = %s", [made["id"]]
        )
        with later(minutes=10):
            post.change()
            post.work()
        delivered = post.deliveries(made, state="delivered")
        assert len(delivered) == 1
        path = f"/webhooks/{made['id']}/replay"
        assert post.company.post(path, {"since": delivered[0]["made_at"]}) == {"count": 0}
        assert post.company.post(path, {"since": "2020-01-01T00:00:00Z"}) == {"count": 1}
        post.run()
        assert len(post.receiver.told) == 3


class TestATest:
    def test_is_told_at_once_even_to_a_webhook_that_is_off(self, post: Post) -> None:
        made = post.listen("party.created", active=False)
        sent = post.company.post(f"/webhooks/{made['id']}/test")
        assert (sent["event"], sent["state"]) == ("webhook.test", "waiting")
        post.run()
        assert json.loads(post.receiver.told[0].body)["type"] == "webhook.test"

    def test_that_fails_is_tried_once_and_switches_nothing_off(self, post: Post) -> None:
        made = post.listen()
        post.receiver.status = 410
        post.company.post(f"/webhooks/{made['id']}/test")
        post.run()
        (delivery,) = post.deliveries(made)
        assert (delivery["state"], delivery["tries"], post.waiting_jobs()) == ("failed", 1, 0)
        assert post.company.get(f"/webhooks/{made['id']}")["active"]


class TestAPrivateAddress:
    def test_behind_a_public_name_is_not_knocked_at(
        self, post: Post, inside: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = post.listen()
        monkeypatch.setattr(inside, "allow_private_webhooks", False)
        monkeypatch.setattr(inside, "resolve", lambda _host, _port: ["127.0.0.1"])
        post.company.books.execute(
            "UPDATE webhook_endpoint SET url = 'https://hooks.example.com/' WHERE id = %s", [made["id"]]
        )
        post.change()
        post.work()
        assert post.receiver.told == []
        (delivery,) = post.deliveries(made)
        assert delivery["attempts"][0]["error"] == "outward.reason.private"
