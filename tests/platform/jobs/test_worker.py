"""The worker: looks by itself, sooner when told; ends in order when asked, and loses nothing when killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.processes import wait_until
from heyi.platform.http.services import Services
from heyi.platform.installation import Installation
from heyi.platform.jobs import worker as worker_module
from heyi.platform.jobs.definition import JobKind
from heyi.platform.jobs.queue import enqueue
from heyi.platform.jobs.worker import STUCK_EXIT, Worker
from tests.builders.books import Books
from tests.builders.desk import Desk, parties
from tests.builders.mailbox import Mailbox
from tests.builders.slow_job import LOCK, Slow, slow, stuck

PATIENCE = 30
SCRIPT = """
import tests.builders.slow_job
from heyi.platform.jobs import worker
worker.RENEW_SECONDS = worker.LOOK_SECONDS = 0.2
from heyi.app.worker import main
raise SystemExit(main())
"""
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(place: Installation, admin_database_url: str) -> Iterator[Start]:
    """Start worker processes; what is left of them ends with the test."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "HEYI_HOME": str(place.home), "HEYI_DATABASE_URL": admin_database_url}

    def starting() -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            cwd=Path(__file__).parents[3],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def held(admin_database_url: str) -> Iterator[psycopg.Connection]:
    """The lock that slow jobs wait for."""
    with psycopg.connect(admin_database_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield connection


def state(books: Books, job_id: UUID) -> str:
    return str(books.one("SELECT state FROM job WHERE id = %s", [job_id]))


def waits_for_the_lock(books: Books) -> bool:
    # Other processes of the test run have locks of their own, in databases of their own.
    query = """
        SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database AND datname = current_database()
         WHERE locktype = 'advisory' AND objid = %s AND NOT granted
    """
    return bool(books.one(query, [LOCK]))


def ask(desk: Desk, kind: JobKind[Slow] = slow) -> UUID:
    job_id = desk.work(lambda uow: enqueue(uow, kind, Slow(1)))
    assert isinstance(job_id, UUID)
    return job_id


class TestInAThread:
    @pytest.mark.parametrize("hinted", [True, False])
    def test_it_finds_work_with_and_without_notifications(
        self, desk: Desk, services: Services, urls: DatabaseUrls, books: Books, *, hinted: bool
    ) -> None:
        worker = Worker(services, listen_url=urls.app if hinted else None, look=0.05)
        ended: list[bool] = []
        thread = threading.Thread(target=lambda: ended.append(worker.run()))
        thread.start()
        try:
            job_id = desk.ask()
            assert wait_until(lambda: state(books, job_id) == "done", PATIENCE)
        finally:
            worker.stop()
            thread.join()
        assert ended == [True]

    def test_it_outlives_a_database_that_does_not_answer(
        self, desk: Desk, services: Services, books: Books, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(worker_module, "_AWAY_SECONDS", 0.05)
        worker = Worker(services, listen_url="postgresql://127.0.0.1:1/nowhere", look=0.05)
        thread = threading.Thread(target=worker.run)
        thread.start()
        try:
            books.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'heyi' AND datname = current_database()"
            )
            job_id = desk_after_restart(desk)
            assert wait_until(lambda: state(books, job_id) == "done", PATIENCE)
        finally:
            worker.stop()
            thread.join()
            services.engine.dispose()


def desk_after_restart(desk: Desk) -> UUID:
    """Ask again until the pool has thrown its dead connections away."""
    asked: list[UUID] = []

    def asking() -> bool:
        try:
            asked.append(desk.ask())
        except DBAPIError:
            return False
        return True

    assert wait_until(asking, PATIENCE)
    return asked[0]


class TestAsAProcess:
    def test_it_sends_the_mail_of_an_invitation(
        self, desk: Desk, start: Start, books: Books, mailbox: Mailbox
    ) -> None:
        role = desk.company.get("/roles")["items"][0]["id"]
        reader = f"friend-{desk.user_id.hex}@example.com"
        desk.company.post("/invitations", {"login": reader, "name": "李四", "role_id": role})
        start()
        assert wait_until(lambda: mailbox.mails(reader) != [], PATIENCE)

    def test_it_ends_in_order_when_asked(self, desk: Desk, start: Start, books: Books) -> None:
        process = start()
        job_id = desk.ask()
        books.execute("UPDATE job SET name = 'platform.forget_old', payload = '{}'")
        assert wait_until(lambda: state(books, job_id) == "done", PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0

    def test_when_it_is_killed_its_job_is_done_by_another_once(
        self, desk: Desk, start: Start, held: psycopg.Connection, books: Books
    ) -> None:
        job_id = ask(desk)
        first = start()
        assert wait_until(lambda: waits_for_the_lock(books), PATIENCE)
        first.kill()
        first.wait()
        assert state(books, job_id) == "running"
        books.execute("UPDATE job SET lease_until = now() WHERE id = %s", [job_id])
        start()
        assert wait_until(
            lambda: books.one("SELECT attempts FROM job WHERE id = %s", [job_id]) == 2, PATIENCE
        )
        held.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        assert wait_until(lambda: state(books, job_id) == "done", PATIENCE)
        assert parties(books, desk.company) == 1

    def test_it_ends_itself_when_a_job_takes_too_long(
        self, desk: Desk, start: Start, held: psycopg.Connection, books: Books
    ) -> None:
        job_id = ask(desk, stuck)
        process = start()
        assert process.wait(timeout=PATIENCE) == STUCK_EXIT
        assert state(books, job_id) == "running"
        assert books.one("SELECT lease_until > now() - interval '1 minute' FROM job WHERE id = %s", [job_id])
