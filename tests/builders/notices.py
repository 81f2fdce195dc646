"""What somebody is told, and the jobs that tell him, run at once."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from heyi.platform.jobs.definition import JobKind, Nothing
from heyi.platform.jobs.queue import SYSTEM, enqueue_for_system
from heyi.platform.jobs.runner import Runner
from heyi.platform.notify.mailing import spread_digests
from heyi.platform.notify.timing import remind_owners, tell_morning
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.server import Served


class Crier:
    """Runs the jobs that tell people, for one company."""

    def __init__(self, served: Served, company: Company) -> None:
        self.served = served
        self.company = company

    def morning(self) -> None:
        """Let it be morning."""
        self._run(tell_morning)

    def minute(self) -> None:
        """Look whose moment has come."""
        self._run(remind_owners)

    def digests(self) -> None:
        """Send the digests whose hour has come."""
        self._run(spread_digests)

    def run_jobs(self) -> int:
        """Run what is due, as one worker."""
        return Runner(self.served.services).run_due()

    def step(self) -> bool:
        """Run one step of one job that is due."""
        return Runner(self.served.services).run_next()

    def queue(self, kind: JobKind[Nothing], tenant_id: UUID | None = None) -> None:
        """Queue a job of the company's."""
        services = self.served.services
        with services.engine.connect() as connection, connection.begin():
            enqueue_for_system(
                connection,
                kind,
                Nothing(),
                now=services.clock.now(),
                key=str(uuid4()),
                tenant_id=UUID(str(self.company.tenant_id)) if tenant_id is None else tenant_id,
            )

    def system(self, kind: JobKind[Nothing]) -> None:
        """Run a job of the system, and what it queues."""
        self.queue(kind, SYSTEM)
        self.run_jobs()

    def _run(self, kind: JobKind[Nothing]) -> None:
        self.queue(kind)
        self.run_jobs()


def told(person: Person, *, chinese: bool = True, **asked: Any) -> list[str]:
    """What a person reads among his notices, the latest first."""
    language = {"Accept-Language": "zh-CN" if chinese else "en"}
    page: Json = person.send("GET", "/notices", headers=language, query=asked).json()
    return [item["text"] for item in page["items"]]


def choose(person: Person, **channels: str | None) -> Json:
    """Choose how to be told of kinds."""
    return person.post("/notices/choices", {"channels": channels})


@pytest.fixture
def crier(served: Served, company: Company) -> Crier:
    """Whoever tells people of this company."""
    return Crier(served, company)
