"""What comes round: once in each period, however many workers ask; and what the night does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from heyi.app import nightly
from heyi.platform.http.services import Services
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.periodic import (
    NIGHT,
    Periodic,
    Timetable,
    night_of,
    nightly_jobs_of_a_tenant,
    spread_night,
)
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.runner import Runner
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.desk import Desk
from tests.builders.fixtures import Later


def queue(services: Services, timetable: Timetable) -> int:
    with services.engine.connect() as connection, connection.begin():
        return timetable.queue_due(connection)


class TestTheTimetable:
    def test_queues_each_period_once_however_many_workers_ask(
        self,
        services: Services,
        runner: Runner,
        books: Books,
        run_together: Callable[[list[Callable[[], object]]], list[object]],
    ) -> None:
        nightly.connect()
        timetables = [Timetable() for _ in range(6)]

        def asking(timetable: Timetable) -> Callable[[], object]:
            return lambda: queue(services, timetable)

        made = run_together([asking(timetable) for timetable in timetables])
        # A minute may end meanwhile, and its work comes round again: each under a key of its own.
        queued = books.rows("SELECT name, key FROM job ORDER BY name, key")
        assert (
            sum(map(int, map(str, made))) == len(queued) == len({(row["name"], row["key"]) for row in queued})
        )
        assert sorted({row["name"] for row in queued}) == [
            "approvals.look_for_timeouts",
            "jobs.spread_night",
            "notify.look_at_hours",
            "notify.look_for_reminders",
            "platform.forget_old",
        ]
        runner.run_due()
        queue(services, timetables[0])
        queue(services, Timetable())
        nights = "SELECT count(*) FROM job WHERE name = 'jobs.spread_night'"
        assert books.one(nights) == 1

    def test_night_of_the_installation_begins_at_two_in_shanghai(self) -> None:
        night = Periodic(nightly.forget_old, timedelta(days=1), NIGHT)
        before = datetime(2026, 11, 2, 17, 59, tzinfo=UTC)
        assert night.period(before) != night.period(before + timedelta(minutes=1))
        assert night.period(before + timedelta(minutes=1)) == night.period(before + timedelta(hours=23))

    def test_night_of_a_tenant_begins_at_two_where_he_is(self) -> None:
        for zone, hour, day in (
            ("Asia/Shanghai", 18, "2026-11-03"),
            ("America/New_York", 7, "2026-11-02"),
            ("UTC", 2, "2026-11-02"),
        ):
            begins = datetime(2026, 11, 2, hour, tzinfo=UTC)
            before = begins - timedelta(minutes=1)
            assert (night_of(begins, zone), night_of(begins + timedelta(hours=23), zone)) == (day, day)
            assert night_of(before, zone) < day


class TestTheNight:
    def test_comes_to_each_when_it_is_night_there(
        self, services: Services, runner: Runner, books: Books, office: Company, later: Later
    ) -> None:
        """Seen from Shanghai's morning, New York's night of that day is yet to come."""
        nightly.connect()
        zone = "UPDATE control.tenant SET time_zone = 'America/New_York' WHERE id = %s"
        books.execute(zone, [office.tenant_id])
        books.execute("DELETE FROM job")

        def keys() -> list[str]:
            # Only the one that is asked for runs: nights of other tests are many.
            books.execute("UPDATE job SET state = 'done' WHERE state = 'waiting'")
            with services.engine.connect() as connection, connection.begin():
                enqueue_for_system(connection, spread_night, Nothing(), now=services.clock.now())
            assert runner.run_next()
            query = "SELECT DISTINCT key FROM job WHERE tenant_id = %s AND name = 'sea.recycle' ORDER BY key"
            return [row["key"] for row in books.rows(query, [office.tenant_id])]

        now = services.clock.now()
        day = night_of(now, "America/New_York")
        assert keys() == [day]
        with later(minutes=24 * 60):
            assert keys() == [day, night_of(services.clock.now(), "America/New_York")]
        books.execute("DELETE FROM job WHERE tenant_id <> %s", [office.tenant_id])

    def test_comes_to_every_active_tenant_once(
        self, services: Services, runner: Runner, books: Books, office: Company
    ) -> None:
        nightly.connect()
        for _ in range(2):
            with services.engine.connect() as connection, connection.begin():
                enqueue_for_system(connection, spread_night, Nothing(), now=services.clock.now())
            assert runner.run_next()
        # The companies of all other tests are many, and one round of `run_due` ends after a thousand jobs.
        books.execute("DELETE FROM job WHERE tenant_id <> %s", [office.tenant_id])
        runner.run_due()
        rows = books.rows(
            "SELECT name, state, attempts, error_kind FROM job WHERE tenant_id = %s ORDER BY name",
            [office.tenant_id],
        )
        assert rows == [
            {"name": name, "state": "done", "attempts": 1, "error_kind": None}
            for name in (
                "approvals.lapse_overnight",
                "ledger.fold",
                "ledger.write_recurring",
                "platform.forget_old_of_tenant",
                "platform.verify_books",
                "quoting.expire",
                "sales.expire_holds",
                "sea.recycle",
            )
        ]
        assert len(nightly_jobs_of_a_tenant()) == 8

    def test_checks_the_books_and_tells_what_is_broken(
        self, desk: Desk, services: Services, runner: Runner, books: Books
    ) -> None:
        company = desk.company
        company.product(stock="5")
        self.run(services, runner, desk)
        shown = company.get("/jobs")["jobs"][0]
        assert (shown["name"], shown["result"]) == ("platform.verify_books", {"green": True, "broken": []})
        books.execute("UPDATE stock_balance SET on_hand = 6 WHERE tenant_id = %s", [company.tenant_id])
        self.run(services, runner, desk)
        result = company.get("/jobs")["jobs"][0]["result"]
        assert (result["green"], "on_hand_is_moves" in result["broken"]) == (False, True)

    def test_forgets_what_nobody_needs_any_more(
        self, desk: Desk, services: Services, runner: Runner, books: Books, later: Later
    ) -> None:
        company = desk.company
        company.post("/parties", {"name": "北京华信科技有限公司"})
        body = {
            "login": "friend@example.com",
            "name": "李四",
            "role_id": company.get("/roles")["items"][0]["id"],
        }
        company.post("/invitations", body)
        runner.run_due()
        tables = {
            "idempotency_key": "tenant_id = %s",
            "invitation": "tenant_id = %s",
            "control.session": "tenant_id = %s",
            "control.one_time_token": "tenant_id = %s",
        }

        def counts() -> list[int]:
            return [
                int(books.one(f"SELECT count(*) FROM {table} WHERE {mine}", [company.tenant_id]))
                for table, mine in tables.items()
            ]

        before = counts()
        assert before[1:] == [1, 1, 2], "the link that was shown and the one that was mailed"
        assert before[0] >= 2
        self.forget(services, runner, desk)
        assert counts() == before
        with later(days=45):
            self.forget(services, runner, desk)
        assert counts() == [0, 0, 0, 0]

    def run(self, services: Services, runner: Runner, desk: Desk) -> None:
        with services.engine.connect() as connection, connection.begin():
            now, tenant = services.clock.now(), desk.company.tenant_id
            enqueue_for_system(connection, nightly.verify_books, Nothing(), now=now, tenant_id=tenant)
        runner.run_due()

    def forget(self, services: Services, runner: Runner, desk: Desk) -> None:
        with services.engine.connect() as connection, connection.begin():
            now, tenant = services.clock.now(), desk.company.tenant_id
            enqueue_for_system(connection, nightly.forget_old, Nothing(), now=now)
            enqueue_for_system(connection, nightly.forget_old_of_tenant, Nothing(), now=now, tenant_id=tenant)
        runner.run_due()
