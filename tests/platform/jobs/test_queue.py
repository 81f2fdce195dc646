"""Jobs: queued with the transaction, run once in effect, tried again, put aside, done in steps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from heyi.platform.errors import Busy, NotFound
from heyi.platform.http.services import Services
from heyi.platform.jobs.definition import JobKind, More, Nothing, Running, all_kinds, job
from heyi.platform.jobs.queue import SYSTEM, enqueue, enqueue_for_system
from heyi.platform.jobs.runner import PAUSES, Runner, pause_after
from heyi.platform.messages import has_message
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.books import Books
from tests.builders.desk import Desk, Note, Script, make_due, note, parties, write_party


@job("tests.for_system", Nothing)
def for_system(run: Running[Nothing]) -> str:
    """Belongs to no tenant."""
    with pytest.raises(LookupError):
        run.uow.flush()
    return "done"


class TestAJob:
    def test_runs_in_its_tenant_with_the_rights_of_whoever_asked(
        self, desk: Desk, runner: Runner, script: Script
    ) -> None:
        script.do = lambda run: {"seen": run.payload.number}
        job_id = desk.ask(7)
        assert runner.run_due() == 1
        (run,) = script.runs
        assert run.uow.tenant_id == desk.company.tenant_id
        assert (run.uow.actor.kind, run.uow.actor.user_id) == ("job", desk.user_id)
        assert sorted(run.uow.actor.permissions) == desk.company.get("/auth/me")["permissions"]
        shown = desk.job(job_id)
        assert (shown["state"], shown["result"], shown["attempts"]) == ("done", {"seen": 7}, 1)
        assert (shown["user"], shown["label"], shown["allowed_actions"]) == ("张三", "job.tests.note", [])

    def test_is_not_there_when_its_transaction_was_not(
        self, desk: Desk, runner: Runner, books: Books
    ) -> None:
        def fail(uow: UnitOfWork) -> None:
            enqueue(uow, note, Note(1))
            raise ValueError

        with pytest.raises(ValueError):  # noqa: PT011 - raised two lines above
            desk.work(fail)
        assert runner.run_due() == 0
        assert books.one("SELECT count(*) FROM job") == 0

    def test_has_lost_what_its_user_lost(self, desk: Desk, runner: Runner, script: Script) -> None:
        second = desk.company.colleague("owner")
        desk.user_id = second.user_id
        desk.ask()
        desk.company.patch(f"/users/{second.user_id}", {"role_ids": []}, version=1)
        runner.run_due()
        assert script.runs[0].uow.actor.permissions == frozenset()

    def test_of_a_user_who_was_switched_off_is_put_aside(
        self, desk: Desk, runner: Runner, script: Script
    ) -> None:
        second = desk.company.colleague("owner")
        desk.user_id = second.user_id
        job_id = desk.ask()
        desk.company.post(f"/users/{second.user_id}/deactivate")
        runner.run_due()
        assert script.runs == []
        assert desk.job(job_id)["error"] == "error.platform.not_signed_in"

    def test_of_a_key_is_held_to_its_scopes(self, desk: Desk, runner: Runner, script: Script) -> None:
        def ask(uow: UnitOfWork) -> None:
            uow.actor = replace(uow.actor, kind="api_key", permissions=frozenset({"parties.party.view"}))
            enqueue(uow, note, Note(1))

        desk.work(ask)
        runner.run_due()
        assert script.runs[0].uow.actor.permissions == {"parties.party.view"}

    def test_of_the_system_belongs_to_no_tenant(
        self, services: Services, runner: Runner, books: Books
    ) -> None:
        with services.engine.connect() as connection, connection.begin():
            enqueue_for_system(connection, for_system, Nothing(), now=services.clock.now())
        assert runner.run_due() == 1
        (row,) = books.rows("SELECT state, tenant_id, result FROM job")
        assert row == {"state": "done", "tenant_id": SYSTEM, "result": "done"}

    def test_with_a_key_is_queued_once(self, desk: Desk, runner: Runner) -> None:
        desk.ask(key="today")
        assert desk.work(lambda uow: enqueue(uow, note, Note(2), key="today")) is None
        assert runner.run_due() == 1
        assert desk.work(lambda uow: enqueue(uow, note, Note(2), key="today")) is None

    def test_with_a_delay_waits(self, desk: Desk, runner: Runner, books: Books) -> None:
        desk.ask(delay=timedelta(hours=1))
        assert runner.run_due() == 0
        make_due(books)
        assert runner.run_due() == 1

    def test_holds_ids_only(self, desk: Desk, books: Books) -> None:
        desk.ask(3)
        assert books.one("SELECT payload FROM job") == {"number": 3}


class TestAFailure:
    def test_takes_back_what_the_job_wrote_and_is_tried_again(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        def first_fail(run: Running[Note]) -> None:
            write_party(run)
            if len(script.runs) == 1:
                raise RuntimeError("first")

        script.do = first_fail
        job_id = desk.ask()
        assert runner.run_due() == 1
        waiting = desk.job(job_id)
        assert (waiting["state"], waiting["attempts"]) == ("waiting", 1)
        assert waiting["error"] == "error.jobs.failed"
        assert parties(books, desk.company) == 0
        make_due(books)
        assert runner.run_due() == 1
        done = desk.job(job_id)
        assert (done["state"], done["attempts"], done["error"]) == ("done", 2, None)
        assert parties(books, desk.company) == 1

    def test_that_comes_again_and_again_puts_the_job_aside_and_the_queue_moves_on(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        def poison(run: Running[Note]) -> None:
            if run.payload.number == 1:
                raise ZeroDivisionError

        script.do = poison
        poisoned, good = desk.ask(1), desk.ask(2)
        for _ in range(5):
            runner.run_due()
            make_due(books)
        shown = desk.job(poisoned)
        assert (shown["state"], shown["attempts"]) == ("quarantined", 3)
        assert shown["allowed_actions"] == ["retry"]
        assert books.one("SELECT error_kind FROM job WHERE id = %s", [poisoned]) == "ZeroDivisionError"
        assert desk.job(good)["state"] == "done"

    def test_by_a_rule_is_not_tried_again(self, desk: Desk, runner: Runner, script: Script) -> None:
        def refuse(run: Running[Note]) -> None:
            raise NotFound(what="张三")

        script.do = refuse
        job_id = desk.ask()
        runner.run_due()
        shown = desk.job(job_id)
        assert (shown["state"], shown["error"]) == ("quarantined", "error.platform.not_found")

    def test_by_something_busy_is_tried_again(self, desk: Desk, runner: Runner, script: Script) -> None:
        def refuse(run: Running[Note]) -> None:
            raise Busy(retry_after=2)

        script.do = refuse
        job_id = desk.ask()
        runner.run_due()
        assert (desk.job(job_id)["state"], desk.job(job_id)["error"]) == ("waiting", "error.platform.busy")

    def test_leaves_none_of_its_words(self, desk: Desk, runner: Runner, script: Script, books: Books) -> None:
        def tell(run: Running[Note]) -> None:
            raise RuntimeError("13800138000")

        script.do = tell
        desk.ask()
        runner.run_due()
        assert "13800138000" not in str(books.rows("SELECT * FROM job"))

    def test_waits_longer_each_time(self) -> None:
        for attempt, pause in enumerate(PAUSES, start=1):
            assert pause * 0.8 <= pause_after(attempt) <= pause * 1.2
        assert pause_after(99) <= PAUSES[-1] * 1.2

    def test_of_a_job_that_nobody_knows_is_tried_again(
        self, desk: Desk, runner: Runner, books: Books
    ) -> None:
        job_id = desk.ask()
        books.execute("UPDATE job SET name = 'tests.from_the_future'")
        runner.run_due()
        assert (desk.job(job_id)["state"], desk.job(job_id)["error"]) == (
            "waiting",
            "error.jobs.unknown_kind",
        )

    def test_of_a_payload_that_is_none_is_final(self, desk: Desk, runner: Runner, books: Books) -> None:
        job_id = desk.ask()
        books.execute("""UPDATE job SET payload = '{"number": "many"}'""")
        runner.run_due()
        shown = desk.job(job_id)
        assert (shown["state"], shown["error"]) == ("quarantined", "error.jobs.bad_payload")


class TestSteps:
    def test_are_committed_one_by_one_and_remembered(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        def step(run: Running[Note]) -> Any:
            write_party(run)
            done = int(run.state.get("done", 0)) + 1
            return More(state={"done": done}, done=done, total=3) if done < 3 else {"rows": done}

        script.do = step
        job_id = desk.ask()
        assert runner.run_next()
        shown = desk.job(job_id)
        assert (shown["state"], shown["progress"]) == ("waiting", {"done": 1, "total": 3})
        assert parties(books, desk.company) == 1
        assert runner.run_due() == 2
        shown = desk.job(job_id)
        assert (shown["state"], shown["result"], shown["progress"]) == (
            "done",
            {"rows": 3},
            {"done": 3, "total": 3},
        )
        assert parties(books, desk.company) == 3

    def test_go_on_behind_the_last_one_that_was_finished(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        def step(run: Running[Note]) -> Any:
            write_party(run)
            done = int(run.state.get("done", 0)) + 1
            if done == 2 and len(script.runs) == 2:
                raise RuntimeError
            return More(state={"done": done}, done=done, total=3) if done < 3 else None

        script.do = step
        job_id = desk.ask()
        for _ in range(3):
            runner.run_due()
            make_due(books)
        assert desk.job(job_id)["state"] == "done"
        assert parties(books, desk.company) == 3


def test_two_kinds_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"tests\.note"):
        job("tests.note", Note)(lambda run: None)
    assert isinstance(note, JobKind)


def test_every_kind_has_a_name_for_people() -> None:
    nameless = [
        kind.name
        for kind in all_kinds()
        if not kind.name.startswith("tests.") and not has_message(f"job.{kind.name}")
    ]
    assert nameless == []
