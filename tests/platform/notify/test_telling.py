"""Reminders come once and are never lost; mail and digests leave once; one bad address keeps nobody."""

from uuid import UUID

import pytest
from sqlalchemy import Connection

from heyi.platform.identity.sessions import enter_tenant
from heyi.platform.notify import timing, writing
from heyi.platform.notify.mailing import spread_digests
from heyi.platform.notify.timing import look_at_hours, look_for_reminders, remind_owners
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.mailbox import Mailbox
from tests.builders.notices import Crier, choose, told
from tests.builders.together import together

DUE = "2026-11-02T11:00:00+08:00"


class TestReminders:
    @pytest.mark.parametrize(
        ("remind", "at"),
        [
            ("none", None),
            ("on_time", "2026-11-02T03:00:00Z"),
            ("minutes_15", "2026-11-02T02:45:00Z"),
            ("hour_1", "2026-11-02T02:00:00Z"),
            ("day_1", "2026-11-01T03:00:00Z"),
            ("own", "2026-11-02T02:20:00Z"),
        ],
    )
    def test_follow_the_moment_at_which_a_task_is_due(
        self, company: Company, remind: str, at: str | None
    ) -> None:
        given = {"remind_at": "2026-11-02T10:20:00+08:00"} if remind == "own" else {}
        task = company.post("/tasks", {"title": "寄样品", "due_at": DUE, "remind": remind, **given})
        assert task["remind_at"] == at

    def test_move_along_when_the_task_does(self, company: Company) -> None:
        task = company.post("/tasks", {"title": "寄样品", "due_at": DUE, "remind": "hour_1"})
        moved = company.patch(f"/tasks/{task['id']}", {"due_at": "2026-11-03T11:00:00+08:00"}, version=1)
        assert moved["remind_at"] == "2026-11-03T02:00:00Z"

    def test_are_told_once_when_their_minute_has_come(
        self, company: Company, crier: Crier, later: Later
    ) -> None:
        task = company.post("/tasks", {"title": "寄样品", "due_at": DUE, "remind": "on_time"})
        done = company.post("/tasks", {"title": "做完了", "due_at": DUE, "remind": "on_time"})
        company.post(f"/tasks/{done['id']}/complete")
        company.customer("华信", next_contact_at="2026-11-02T10:30:00+08:00")
        company.customer("哪天都行", next_contact_at="2026-11-02T00:00:00+08:00")
        crier.minute()
        assert told(company) == []
        with later(minutes=120):
            crier.system(look_for_reminders)
            crier.minute()
            assert sorted(told(company)) == ["任务提醒：“寄样品”", "该联系“华信”了（2026-11-02 10:30）"]
            assert company.get(f"/tasks/{task['id']}")["version"] == 1
        moved = {"due_at": "2026-11-02T14:00:00+08:00"}
        company.patch(f"/tasks/{task['id']}", moved, version=1)
        with later(minutes=300):
            crier.minute()
            assert told(company).count("任务提醒：“寄样品”") == 2

    def test_only_tenants_with_a_moment_lately_are_asked_each_minute_and_all_each_quarter(
        self, company: Company, found: Found, crier: Crier, later: Later, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        company.post("/tasks", {"title": "寄样品", "due_at": DUE, "remind": "on_time"})
        idle = found(name="没有事的公司")
        asked: list[UUID] = []

        def entering(connection: Connection, tenant_id: UUID) -> None:
            asked.append(tenant_id)
            enter_tenant(connection, tenant_id)

        monkeypatch.setattr("heyi.platform.notify.timing.enter_tenant", entering)
        with later(minutes=120):
            crier.system(look_for_reminders)
            assert (company.tenant_id in asked, idle.tenant_id in asked) == (True, False)
            assert told(company) == ["任务提醒：“寄样品”"]
        moved = company.post("/tasks", {"title": "停机时", "due_at": DUE, "remind": "on_time"})
        asked.clear()
        with later(minutes=60 * 8):
            crier.system(look_for_reminders)
            assert company.tenant_id not in asked
            crier.system(look_at_hours)
            assert idle.tenant_id in asked
            assert f"任务提醒：“{moved['title']}”" in told(company)

    def test_of_two_workers_one_tells(self, company: Company, crier: Crier, later: Later) -> None:
        for number in range(20):
            company.post("/tasks", {"title": f"任务{number}", "due_at": DUE, "remind": "on_time"})
        with later(minutes=120):
            for _ in range(2):
                crier.queue(remind_owners)
            together([crier.run_jobs, crier.run_jobs])
            assert len(told(company, limit=100)) == 20

    def test_are_not_lost_when_a_worker_dies_before_it_is_done(
        self, company: Company, crier: Crier, later: Later, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        company.post("/tasks", {"title": "寄样品", "due_at": DUE, "remind": "on_time"})
        real = writing.tell

        def dies(*told: object) -> None:
            real(*told)  # type: ignore[arg-type]  # handed on as it came
            raise ConnectionError

        with later(minutes=120):
            monkeypatch.setattr(timing, "tell", dies)
            crier.minute()
            assert told(company) == []
            monkeypatch.setattr(timing, "tell", real)
            crier.minute()
            crier.minute()
            assert told(company) == ["任务提醒：“寄样品”"]


class TestHours:
    def test_the_morning_comes_once_a_day(self, company: Company, crier: Crier) -> None:
        company.customer("华信", next_contact_at=DUE)
        crier.system(look_at_hours)
        crier.system(look_at_hours)
        assert told(company) == ["今天有 1 位客户或线索要联系"]


def hand_over(company: Company, person: object, name: str) -> None:
    body = {"ids": [company.customer(name)], "action": "transfer", "values": {"owner_id": str(person)}}
    company.post("/parties/bulk", body)


class TestMail:
    def test_at_once_in_the_readers_language_with_a_link(
        self, company: Company, crier: Crier, mailbox: Mailbox
    ) -> None:
        seller = company.colleague("sales")
        hand_over(company, seller.user_id, "华信")
        crier.run_jobs()
        crier.run_jobs()
        (mail,) = mailbox.mails(seller.login)
        (notice,) = seller.get("/notices")["items"]
        assert mail["Subject"] == "张三 把客户与供应商“华信”转交给您"
        assert f"/notices/{notice['id']}" in mail.get_content()

    def test_what_was_read_before_is_not_mailed(
        self, company: Company, crier: Crier, mailbox: Mailbox
    ) -> None:
        seller = company.colleague("sales")
        hand_over(company, seller.user_id, "华信")
        seller.post("/notices/read", {})
        crier.run_jobs()
        assert mailbox.mails(seller.login) == []

    def test_a_digest_comes_once_a_day_at_the_chosen_hour(
        self, company: Company, crier: Crier, mailbox: Mailbox, later: Later
    ) -> None:
        seller = company.colleague("sales")
        choose(seller, handed_over="digest")
        seller.post("/notices/choices", {"digest": {"every": "day", "hour": 11, "weekday": 1}})
        for name in ("华信", "长城"):
            hand_over(company, seller.user_id, name)
        crier.digests()
        assert mailbox.mails(seller.login) == []
        with later(minutes=120):
            for _ in range(2):
                crier.queue(spread_digests)
            together([crier.run_jobs, crier.run_jobs])
            (mail,) = mailbox.mails(seller.login)
            assert mail["Subject"] == "通知摘要：2 条"
            assert "“华信”" in mail.get_content()
            assert mail["Message-ID"].startswith(f"<digest-{seller.user_id}-2026-11-02@")
            hand_over(company, seller.user_id, "远大")
            crier.digests()
            assert len(mailbox.mails(seller.login)) == 1
        with later(days=1, minutes=120):
            crier.digests()
            assert [mail["Subject"] for mail in mailbox.mails(seller.login)][1:] == ["通知摘要：1 条"]

    def test_a_digest_holds_what_came_before_its_hour(
        self, company: Company, crier: Crier, mailbox: Mailbox, later: Later
    ) -> None:
        seller = company.colleague("sales")
        choose(seller, handed_over="digest")
        hand_over(company, seller.user_id, "华信")
        crier.digests()
        assert mailbox.mails(seller.login) == []
        with later(days=1):
            hand_over(company, seller.user_id, "长城")
            crier.digests()
            (mail,) = mailbox.mails(seller.login)
            assert mail["Subject"] == "通知摘要：1 条"
            assert "“华信”" in mail.get_content()

    def test_a_weekly_digest_waits_for_its_day(
        self, company: Company, crier: Crier, mailbox: Mailbox, later: Later
    ) -> None:
        seller = company.colleague("sales")
        choose(seller, handed_over="digest")
        seller.post("/notices/choices", {"digest": {"every": "week", "hour": 8, "weekday": 3}})
        hand_over(company, seller.user_id, "华信")
        crier.digests()
        with later(days=1):
            crier.digests()
        assert mailbox.mails(seller.login) == []
        with later(days=2):
            crier.digests()
        assert len(mailbox.mails(seller.login)) == 1

    def test_a_server_that_refuses_leaves_it_to_be_tried_again(
        self, company: Company, crier: Crier, mailbox: Mailbox, refusing: None
    ) -> None:
        seller = company.colleague("sales")
        hand_over(company, seller.user_id, "华信")
        crier.run_jobs()
        assert mailbox.mails(seller.login) == []
        query = "SELECT state FROM job WHERE tenant_id = %s AND name = 'notify.send_notices'"
        assert company.books.one(query, [UUID(str(company.tenant_id))]) == "waiting"
        mailed = "SELECT mailed_at FROM notice WHERE tenant_id = %s"
        assert company.books.one(mailed, [company.tenant_id]) is None


@pytest.fixture
def refusing(crier: Crier, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server that takes nothing."""

    class Refusing:
        def send(self, *_: object, **__: object) -> None:
            raise OSError

    monkeypatch.setitem(crier.served.services.__dict__, "mailer", Refusing())
