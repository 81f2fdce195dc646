"""A company where things need approval: its people, its flows, and what they say to what they are asked."""

from itertools import pairwise
from typing import Any

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Json, Person


def over(amount: str, field: str = "gross") -> Json:
    """From which amount on."""
    return {"field": field, "op": "gt", "value": amount}


def step(key: str, *people: Colleague, **said: Any) -> Json:
    """A step that asks people, or as said."""
    who = {"who": "people", "user_ids": [str(one.user_id) for one in people]} if people else {}
    return {"key": key, "name": f"步骤{key}", **who, **said}


def flow(
    company: Company, *steps: Json, record: str = "sales_order", verb: str = "confirm", **said: Any
) -> Json:
    """A flow that counts from now on."""
    body = {"name": "大额审批", "record": record, "verb": verb, "steps": list(steps), **said}
    return company.post("/approval-flows", body)


def submit(person: Person, record_id: str | None, *, record: str = "sales_order", verb: str = "confirm",
           **said: Any) -> Json:  # fmt: skip
    """Ask for an approval."""
    return person.post("/approvals", {"record": record, "verb": verb, "record_id": record_id, **said})


def waiting(person: Person) -> list[Json]:
    """What waits for somebody."""
    items: list[Json] = person.get("/approvals/box/waiting")["items"]
    return items


def say(person: Person, word: str, **said: Any) -> Json:
    """A word on the one thing that waits for somebody."""
    (item,) = waiting(person)
    return person.post(f"/approval-tasks/{item['task_id']}/{word}", said)


def reports_to(company: Company, *chain: Colleague) -> None:
    """Each reports to the next."""
    for below, above in pairwise(chain):
        user = company.get(f"/users/{below.user_id}")
        company.patch(f"/users/{below.user_id}", {"manager_id": str(above.user_id)}, version=user["version"])


def actions_on(view: Json) -> list[str]:
    """What was done in the course of an approval, in order."""
    return [one["action"] for one in view["log"]]
