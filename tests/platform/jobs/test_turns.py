"""Whose turn it is, who holds a job and for how long, who may stop it and who sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from heyi.platform.http.services import Services
from heyi.platform.jobs import claims
from heyi.platform.jobs.definition import More, Running
from heyi.platform.jobs.runner import Runner
from tests.builders.books import Books
from tests.builders.desk import Desk, Note, Script, note, parties, write_party
from tests.builders.fixtures import Found
from tests.builders.http import Json


class TestTurns:
    def test_are_taken_by_every_tenant(
        self, desk: Desk, services: Services, runner: Runner, script: Script, found: Found
    ) -> None:
        other = Desk(services, found(name="别家"))
        for number in range(20):
            desk.ask(number)
        other.ask(100)
        runner.run_next()
        runner.run_next()
        assert 100 in [run.payload.number for run in script.runs]
        other.ask(101)
        runner.run_next()
        runner.run_next()
        assert [run.payload.number for run in script.runs].index(101) in (2, 3)

    def test_of_one_tenant_go_by_age(self, desk: Desk, runner: Runner, script: Script) -> None:
        for number in range(5):
            desk.ask(number)
        runner.run_due()
        assert [run.payload.number for run in script.runs] == [0, 1, 2, 3, 4]

    def test_never_give_a_job_to_two(
        self,
        desk: Desk,
        services: Services,
        script: Script,
        run_together: Callable[[list[Callable[[], object]]], list[object]],
    ) -> None:
        for number in range(40):
            desk.ask(number)
        done = run_together([Runner(services).run_due for _ in range(8)])
        assert sum(map(int, map(str, done))) == 40
        assert sorted(run.payload.number for run in script.runs) == list(range(40))


class TestALease:
    def expire(self, books: Books) -> None:
        books.execute("UPDATE job SET lease_until = now() - interval '1 second' WHERE state = 'running'")

    def take_back(self, services: Services) -> list[Any]:
        with services.engine.connect() as connection, connection.begin():
            return claims.reclaim(connection)

    def test_that_ran_out_gives_the_job_to_another_and_the_first_changes_nothing(
        self, desk: Desk, services: Services, runner: Runner, script: Script, books: Books
    ) -> None:
        def hang_once(run: Running[Note]) -> None:
            write_party(run)
            if len(script.runs) == 1:
                self.expire(books)
                self.take_back(services)
                Runner(services).run_due()

        script.do = hang_once
        job_id = desk.ask()
        assert runner.run_due() == 1
        assert len(script.runs) == 2
        assert desk.job(job_id)["state"] == "done"
        assert parties(books, desk.company) == 1

    def test_that_ran_out_too_often_puts_the_job_aside(
        self, desk: Desk, services: Services, books: Books
    ) -> None:
        job_id = desk.ask()
        for _ in range(5):
            with services.engine.connect() as connection, connection.begin():
                claimed = claims.claim_next(connection, UUID(int=1))
            assert claimed is not None
            assert claimed.id == job_id
            self.expire(books)
            self.take_back(services)
        shown = desk.job(job_id)
        assert (shown["state"], shown["error"]) == ("quarantined", "error.jobs.worker_lost")

    def test_is_kept_as_long_as_somebody_works(
        self, desk: Desk, services: Services, runner: Runner, script: Script, books: Books
    ) -> None:
        def work(run: Running[Note]) -> None:
            self.expire(books)
            assert runner.renew_leases() == []
            assert self.take_back(services) == []

        script.do = work
        job_id = desk.ask()
        runner.run_due()
        assert desk.job(job_id)["state"] == "done"

    def test_is_not_kept_for_a_job_that_takes_too_long(
        self, desk: Desk, runner: Runner, script: Script
    ) -> None:
        late: list[str] = []

        def work(run: Running[Note]) -> None:
            object.__setattr__(note, "longest_step", timedelta(0))
            late.extend(runner.renew_leases())

        script.do = work
        desk.ask()
        longest = note.longest_step
        try:
            runner.run_due()
        finally:
            object.__setattr__(note, "longest_step", longest)
        assert late == ["tests.note"]


class TestStopping:
    def test_a_job_that_waits_is_done_at_once(self, desk: Desk, runner: Runner) -> None:
        job_id = desk.ask()
        shown = desk.company.post(f"/jobs/{job_id}/cancel")
        assert (shown["state"], shown["allowed_actions"]) == ("cancelled", ["retry"])
        assert runner.run_due() == 0

    def test_a_job_that_runs_takes_back_its_step(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        asked: list[Json] = []

        def work(run: Running[Note]) -> None:
            write_party(run)
            asked.append(desk.company.post(f"/jobs/{run.job_id}/cancel"))
            run.report(1, 2)

        script.do = work
        job_id = desk.ask()
        runner.run_due()
        assert (asked[0]["state"], asked[0]["cancel_asked"]) == ("running", True)
        assert desk.job(job_id)["state"] == "cancelled"
        assert parties(books, desk.company) == 0

    def test_a_job_between_two_steps_keeps_the_first(
        self, desk: Desk, runner: Runner, script: Script, books: Books
    ) -> None:
        def work(run: Running[Note]) -> Any:
            write_party(run)
            desk.company.post(f"/jobs/{run.job_id}/cancel")
            return More(state={}, done=1)

        script.do = work
        job_id = desk.ask()
        assert runner.run_due() == 1
        assert desk.job(job_id)["state"] == "cancelled"
        assert parties(books, desk.company) == 1

    def test_shows_how_far_a_running_job_is(self, desk: Desk, runner: Runner, script: Script) -> None:
        seen: list[Json] = []

        def work(run: Running[Note]) -> None:
            run.report(25, 100)
            seen.append(desk.job(run.job_id)["progress"])

        script.do = work
        desk.ask()
        runner.run_due()
        assert seen == [{"done": 25, "total": 100}]

    def test_is_refused_when_the_job_has_ended(self, desk: Desk, runner: Runner) -> None:
        job_id = desk.ask()
        runner.run_due()
        for verb in ("cancel", "retry"):
            desk.company.refused(409, "platform.wrong_state", "POST", f"/jobs/{job_id}/{verb}")

    def test_can_be_taken_back(self, desk: Desk, runner: Runner, script: Script) -> None:
        job_id = desk.ask()
        desk.company.post(f"/jobs/{job_id}/cancel")
        assert desk.company.post(f"/jobs/{job_id}/retry")["state"] == "waiting"
        runner.run_due()
        assert desk.job(job_id)["state"] == "done"


class TestWhoSeesAJob:
    def test_is_its_user_and_who_may_see_all(self, desk: Desk) -> None:
        clerk = desk.company.colleague("sales")
        job_id = desk.ask()
        clerk.refused(404, "platform.not_found", "GET", f"/jobs/{job_id}")
        clerk.refused(404, "platform.not_found", "POST", f"/jobs/{job_id}/cancel")
        assert clerk.get("/jobs") == {"jobs": [], "before": None}
        desk.user_id = clerk.user_id
        theirs = desk.ask()
        assert [item["id"] for item in clerk.get("/jobs")["jobs"]] == [str(theirs)]
        assert [item["id"] for item in desk.company.get("/jobs")["jobs"]] == [str(theirs), str(job_id)]
        assert clerk.post(f"/jobs/{theirs}/cancel")["state"] == "cancelled"

    def test_is_nobody_of_another_company(self, desk: Desk, found: Found) -> None:
        job_id = desk.ask()
        other = found(name="别家")
        assert other.get("/jobs")["jobs"] == []
        for method, path in (("GET", ""), ("POST", "/cancel"), ("POST", "/retry")):
            other.refused(404, "platform.not_found", method, f"/jobs/{job_id}{path}", {})

    def test_pages_and_picks_by_state(self, desk: Desk, runner: Runner, books: Books) -> None:
        ids = [str(desk.ask(number)) for number in range(55)]
        first = desk.company.get("/jobs")
        second = desk.company.get("/jobs", before=first["before"])
        assert [item["id"] for item in first["jobs"] + second["jobs"]] == ids[::-1]
        assert second["before"] is None
        runner.run_next()
        assert [item["id"] for item in desk.company.get("/jobs", state="done")["jobs"]] == ids[:1]
