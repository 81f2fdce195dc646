"""Whoever asked for a long job hears how it ended: from the worker that ended it, and from no other."""

from typing import Any
from uuid import UUID

import pytest

from heyi.platform.errors import NotFound
from heyi.platform.jobs import runner as running
from heyi.platform.jobs.definition import Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.jobs.runner import Runner
from tests.builders.books import Books
from tests.builders.desk import Desk, Note

STOLEN = "UPDATE job SET claim_id = gen_random_uuid() WHERE id = %s"


class Story:
    """What happens while the job runs."""

    books: Books | None = None


@job("tests.led", Note, leads_to=lambda note: f"/notes/{note.number}")
def led(run: Running[Note]) -> None:
    """Fails by a rule, perhaps after another worker was given the job."""
    if Story.books is not None:
        Story.books.execute(STOLEN, [run.job_id])
    raise NotFound(what="record.job")


def asked(desk: Desk) -> UUID:
    job_id = desk.work(lambda uow: enqueue(uow, led, Note(1)))
    assert isinstance(job_id, UUID)
    return job_id


def told(desk: Desk, books: Books) -> list[Any]:
    text = "SELECT kind FROM notice WHERE tenant_id = %s"
    return [row["kind"] for row in books.rows(text, [desk.company.tenant_id])]


def test_a_failure_is_told_once(desk: Desk, runner: Runner, books: Books) -> None:
    asked(desk)
    runner.run_next()
    assert told(desk, books) == ["job_failed"]


def test_a_worker_that_lost_its_claim_tells_nothing(
    desk: Desk, runner: Runner, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Story, "books", books)
    job_id = asked(desk)
    runner.run_due()
    assert desk.job(job_id)["state"] == "running"
    assert told(desk, books) == []


def test_a_fault_while_telling_does_not_bring_the_job_back(
    desk: Desk, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(running, "tell_end", fails)
    job_id = asked(desk)
    assert runner.run_due() == 1
    assert desk.job(job_id)["state"] == "quarantined"
