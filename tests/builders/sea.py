"""A company with public seas: who may claim from them, when something falls, and the nights."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from heyi.modules.sea.jobs import recycle
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.runner import Runner
from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.server import Served


class Shore:
    """The company, and what is done at its seas."""

    def __init__(self, served: Served, company: Company) -> None:
        self.company = company
        self.served = served
        self.me = str(company.get("/auth/me")["user_id"])

    def sea(self, name: str = "公海", *members: Person, **fields: object) -> str:
        """A sea of which these people are members; gives back its id."""
        pool = str(self.company.post("/pools", {"name": name, **fields})["id"])
        self.settle(pool, members={"users": [person_id(one) for one in members]})
        return pool

    def settle(self, pool: str, **settings: object) -> Json:
        """Change settings of a sea."""
        version = self.company.get(f"/pools/{pool}/settings")["version"]
        return self.company.patch(f"/pools/{pool}/settings", settings, version=version)

    def rules(self, pool: str, *rules: dict[str, Any]) -> None:
        """Give a sea these rules, and have them reckoned."""
        self.settle(pool, rules=list(rules))
        Runner(self.served.services).run_due()

    def put_back(self, pool: str, *ids: str, reason: str = "没有意向", by: Person | None = None) -> Json:
        """Put records into a sea."""
        return (by or self.company).post(f"/pools/{pool}/put-back", {"ids": list(ids), "reason": reason})

    def customer_in(self, pool: str, name: str = "北京华信科技有限公司", **fields: object) -> str:
        """A customer that lies in a sea; gives back his id."""
        customer = self.company.customer(name, **fields)
        assert self.put_back(pool, customer) == {"done": 1, "refused": []}
        return customer

    def night(self) -> None:
        """Let the night pass over this company's seas."""
        services = self.served.services
        with services.engine.connect() as connection, connection.begin():
            enqueue_for_system(
                connection,
                recycle,
                Nothing(),
                now=services.clock.now(),
                key=str(uuid4()),
                tenant_id=UUID(str(self.company.tenant_id)),
            )
        Runner(services).run_due()

    def undo(self, night: str, by: Person | None = None) -> Json:
        """Take back a night, and what came of it."""
        person = by or self.company
        job = person.post(f"/recycle/nights/{night}/undo")["job_id"]
        Runner(self.served.services).run_due()
        return person.get(f"/jobs/{job}")["result"]

    def run_jobs(self) -> int:
        """Run what is due, as one worker."""
        return Runner(self.served.services).run_due()

    def step(self) -> bool:
        """Run one step of one job that is due."""
        return Runner(self.served.services).run_next()

    def owner(self, customer: str) -> str | None:
        """Whose the customer is."""
        found = self.company.get(f"/parties/{customer}")["owner_id"]
        return str(found["id"]) if found else None

    def standing(self, customer: str, by: Person | None = None) -> Json:
        """How we stand with a customer."""
        return (by or self.company).get(f"/standing/party/{customer}")


def claim(person: Person, pool: str, *ids: str) -> Json:
    """Claim records of a sea."""
    return person.post(f"/pools/{pool}/claim", {"ids": list(ids)})


def reasons(answer: Json) -> list[tuple[str, str]]:
    """Which were refused, and by which rule."""
    return [(one["id"], one["code"]) for one in answer["refused"]]


def person_id(person: Person) -> str:
    """The id of somebody signed in."""
    if isinstance(person, Colleague):
        return str(person.user_id)
    return str(person.get("/auth/me")["user_id"])


def salespeople(company: Company, count: int) -> Sequence[Colleague]:
    """So many salespeople."""
    return [company.colleague("sales", f"业务{number:02}") for number in range(count)]


@pytest.fixture
def shore(served: Served, company: Company) -> Shore:
    """A company at its seas."""
    return Shore(served, company)
