"""A company where things need approval: its people, its flows, and what they say to what they are asked."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID

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


def approvals_of_everything(company: Company, customer: str, product: str, canary: str) -> None:
    """A flow that asks the owner about what nobody else orders: one approval waits, one came back, one is to come."""
    me = company.get("/auth/me")["user_id"]
    chosen = {"key": "b", "name": f"再审 {canary}", "who": "chosen"}
    asked = {"key": "a", "name": f"审批 {canary}", "user_ids": [me], "mode": "all"}
    body = {"name": f"审批流 {canary}", "record": "sales_order", "verb": "confirm", "own": "ask"}
    company.post("/approval-flows", {**body, "condition": over("5000000"), "steps": [asked, chosen]})
    orders = [company.order(customer, (product, "1", "6000000")) for _ in range(3)]
    for order in orders[:2]:
        choice = [{"step": "b", "user_ids": [me]}]
        submit(company, order["id"], chosen=choice, comment=canary)
    say_first(company, "send-back", step_no=-1, comment=canary)
    colleague = company.books.one(
        "SELECT id FROM app_user WHERE tenant_id = %s AND id <> %s LIMIT 1", [company.tenant_id, me]
    )
    days = {"from_on": "2026-11-01", "to_on": "2026-11-30", "note": canary}
    company.post("/approval-stand-ins", {"stand_in_id": str(colleague), **days})


def say_first(person: Person, word: str, **said: Any) -> Json:
    """A word on the latest thing that waits for somebody."""
    return person.post(f"/approval-tasks/{waiting(person)[0]['task_id']}/{word}", said)


def approval_bodies(company: Company, id_of: Callable[[str], UUID]) -> dict[str, Json]:
    """Bodies that would be accepted with these ids."""
    me, role, order = (str(id_of(table)) for table in ("app_user", "role", "sales_order"))
    steps = [
        {"key": "a", "name": "x", "user_ids": [me], "nobody": "person", "nobody_user_id": me},
        {"key": "b", "name": "x", "who": "role", "role_id": role},
    ]
    written = {"name": "x", "record": "sales_order", "verb": "transfer", "steps": steps}
    about = {"record": "sales_order", "verb": "transfer", "record_id": order, "payload": {"owner_id": me}}
    chosen = [{"step": "b", "user_ids": [me]}]
    one, mine = company.books.one, [company.tenant_id]
    to_come = one(
        "SELECT id FROM sales_order WHERE tenant_id = %s AND gross = 6000000 ORDER BY id DESC LIMIT 1", mine
    )
    other = one(f"SELECT id FROM app_user WHERE tenant_id = %s AND id <> '{me}' LIMIT 1", mine)
    return {
        "POST /approval-flows": written,
        "PATCH /approval-flows/{flow_id}": written,
        "POST /approval-flows/dry-run": {**about, "flow": written, "applicant_id": me},
        "POST /approvals/preview": about,
        "POST /approvals": {**about, "chosen": chosen},
        "POST /approvals user_ids": {
            "record": "sales_order",
            "verb": "confirm",
            "record_id": str(to_come),
            "chosen": chosen,
        },
        "POST /approvals/{approval_id}/resubmit": {"chosen": chosen},
        "POST /approval-stand-ins": {
            "user_id": me,
            "stand_in_id": str(other),
            "flow_id": str(id_of("approval_flow")),
            "from_on": "2026-11-02",
            "to_on": "2026-11-02",
        },
        "POST /approval-tasks/{task_id}/add-signers": {"people": [me], "place": "after"},
    }


def approvals_of_a_day(company: Company, customer: str, product: str) -> None:
    """Of three orders beyond what is usual one was approved, one refused, and one waits."""
    me = company.get("/auth/me")["user_id"]
    asked = {"key": "a", "name": "审批", "user_ids": [me]}
    flow(company, asked, condition=over("5000000"), own="ask")
    for words in (["approve"], ["refuse"], []):
        submit(company, company.order(customer, (product, "1", "6000000"))["id"])
        for word in words:
            say_first(company, word, comment="已阅")


APPROVAL_FAULTS = [
    (
        "UPDATE approval_task SET state = 'waiting', decided_at = NULL WHERE state = 'refused'",
        "nothing_waits_in_ended_approvals",
        None,
    ),
    (
        "UPDATE approval_task SET state = 'cancelled' WHERE state = 'approved'",
        "approvals_are_decided_by_their_tasks",
        None,
    ),
    (
        "UPDATE approval_task SET state = 'approved' WHERE state = 'refused'",
        "refused_approvals_were_refused",
        None,
    ),
    (
        "UPDATE sales_order SET state = 'draft' WHERE gross = 6000000 AND state = 'confirmed'",
        "used_approvals_confirmed_their_order",
        None,
    ),
]


def given_back(company: Company) -> dict[str, object]:
    """Which approval is back with its applicant."""
    query = "SELECT id FROM approval WHERE tenant_id = %s AND state = 'returned'"
    return {"approval_id": company.books.one(query, [company.tenant_id])}
