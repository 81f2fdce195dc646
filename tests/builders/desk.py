"""A job whose deed each test tells, and a desk that asks for it in a company."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import text

from heyi.platform.http.services import Services
from heyi.platform.identity.sessions import system_work
from heyi.platform.jobs.definition import Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.http import Json

Do = Callable[[Running[Any]], Any]


@dataclass(frozen=True)
class Note:
    """Which note is meant."""

    number: int


class Script:
    """What the job does when it runs, and what it was given."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what the last test said."""
        self.do: Do = lambda _: None
        self.runs: list[Running[Note]] = []


SCRIPT = Script()


@job("tests.note", Note, attempts=3)
def note(run: Running[Note]) -> Any:
    """Whatever the test says."""
    SCRIPT.runs.append(run)
    return SCRIPT.do(run)


class Desk:
    """Queues jobs of one company as its owner, or as who is named."""

    def __init__(self, services: Services, company: Company) -> None:
        self.services = services
        self.company = company
        self.user_id = UUID(company.get("/auth/me")["user_id"])

    def work(self, act: Callable[[UnitOfWork], Any]) -> Any:
        """Do something in a transaction of the company."""
        with self.services.engine.connect() as connection, connection.begin():
            now = self.services.clock.now()
            uow = system_work(connection, tenant_id=self.company.tenant_id, now=now, door="test")
            uow.actor = replace(uow.actor, user_id=self.user_id, kind="user")
            result = act(uow)
            uow.flush()
            return result

    def ask(self, number: int = 1, **how: Any) -> UUID:
        """Queue a job; gives back its id."""
        job_id = self.work(lambda uow: enqueue(uow, note, Note(number), **how))
        assert isinstance(job_id, UUID)
        return job_id

    def job(self, job_id: UUID) -> Json:
        """The job as its owner sees it."""
        return self.company.get(f"/jobs/{job_id}")


def make_due(books: Books) -> None:
    """Let every pause of every waiting job be over."""
    books.execute("UPDATE job SET due_at = now() WHERE state = 'waiting'")


def write_party(run: Running[Any], name: str = "由任务建立") -> None:
    """Write something that can be counted, in the transaction of the job."""
    command = (
        "INSERT INTO party (tenant_id, id, name, code, kind, is_customer, is_supplier, name_key, "
        "created_at, updated_at) "
        "VALUES (:tenant, :id, :name, :id, 'company', true, false, 'x', now(), now())"
    )
    values = {"tenant": run.uow.tenant_id, "id": run.uow.new_id(), "name": name}
    run.connection.execute(text(command), values)


def parties(books: Books, company: Company) -> int:
    """How often something was written."""
    return int(books.one("SELECT count(*) FROM party WHERE tenant_id = %s", [company.tenant_id]))
