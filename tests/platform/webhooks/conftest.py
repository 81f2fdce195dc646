"""What tests of webhooks are given: a receiver, a company that tells it, and the worker's steps by hand."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from heyi.platform.http.services import Services
from heyi.platform.jobs.runner import Runner
from heyi.platform.outbox import Sweeper
from heyi.platform.records.events import RecordChanged
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.desk import Desk, make_due
from tests.builders.http import Json
from tests.builders.receiver import Receiver, receiving
from tests.builders.server import Served


class Post:
    """A company with webhooks, and what its worker would do for them."""

    def __init__(self, services: Services, company: Company, receiver: Receiver) -> None:
        self.company = company
        self.receiver = receiver
        self.desk = Desk(services, company)
        self._sweeper = Sweeper(services)
        self._runner = Runner(services)

    def listen(self, *events: str, **said: object) -> Json:
        """Register a webhook; gives back what is shown once."""
        body = {"name": "仓库系统", "url": self.receiver.url, "events": list(events) or ["*"], **said}
        return self.company.post("/webhooks", body)

    def change(self, record: str = "party", action: str = "changed", record_id: UUID | None = None) -> UUID:
        """Save a record, as far as webhooks see it."""

        def emit(uow: UnitOfWork) -> UUID:
            changed = record_id or uow.new_id()
            uow.emit(
                RecordChanged(
                    aggregate_id=changed, aggregate_seq=2, record=record, action=action, fields=("name",)
                )
            )
            return changed

        made: UUID = self.desk.work(emit)
        return made

    def work(self) -> None:
        """Hand over events and run every job, whatever pause it is in."""
        self._sweeper.sweep()
        self.run()

    def run(self) -> None:
        """Run the jobs that wait now, each once."""
        make_due(self.company.books)
        for _ in range(self.waiting_jobs()):
            self._runner.run_next()

    def waiting_jobs(self) -> int:
        """How many jobs wait."""
        return int(self.company.books.one("SELECT count(*) FROM job WHERE state = 'waiting'"))

    def deliveries(self, webhook: Json, **query: Any) -> list[Json]:
        """What was told to the webhook, the latest first."""
        found: list[Json] = self.company.get(f"/webhooks/{webhook['id']}/deliveries", **query)["deliveries"]
        return found


@pytest.fixture(autouse=True)
def _empty_queues(books: Books) -> Iterator[None]:
    books.execute("DELETE FROM job")
    books.execute("UPDATE outbox_message SET state = 'done'")
    yield
    books.execute("DELETE FROM job")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def inside(served: Served, monkeypatch: pytest.MonkeyPatch) -> Services:
    """An installation whose operator allows receivers in the own network."""
    monkeypatch.setattr(served.services, "allow_private_webhooks", True)
    return served.services


@pytest.fixture
def post(inside: Services, office: Company, receiver: Receiver) -> Post:
    return Post(inside, office, receiver)


@pytest.fixture
def make_post(inside: Services, receiver: Receiver) -> Callable[[Company], Post]:
    return lambda company: Post(inside, company, receiver)
