"""Leads and opportunities, entered through the doors of the product."""

from collections.abc import Mapping

from tests.builders.http import Json, Person


def lead(person: Person, name: str = "杭州云栖贸易有限公司", **fields: object) -> Json:
    """A lead, with a phone unless it is said how else to reach it."""
    reach = {} if {"phone", "email", "wechat"} & fields.keys() else {"phone": "13800138000"}
    return person.post("/leads", {"name": name, **reach, **fields})


def opportunity(person: Person, customer: str, name: str = "年度采购", **fields: object) -> Json:
    """An opportunity, in the first stage."""
    return person.post("/opportunities", {"name": name, "party_id": customer, **fields})


def stages(person: Person) -> dict[str, str]:
    """The ids of the usual stages, by name."""
    (group,) = person.get("/sales-stages")
    return {stage["name"]: stage["id"] for stage in group["stages"]}


def move(person: Person, deal: Json, stage: str, reason: str | None = None) -> Json:
    """Put an opportunity into a stage."""
    body = {"stage_id": stages(person)[stage], "reason": reason}
    return person.post(f"/opportunities/{deal['id']}/move", body)


def lines(person: Person, deal: Json, *rows: Mapping[str, object], discount: str = "0") -> Json:
    """Replace the lines of an opportunity."""
    version = person.get(f"/opportunities/{deal['id']}")["version"]
    body = {"discount": discount, "lines": list(rows)}
    return person.patch(f"/opportunities/{deal['id']}/lines", body, version=version)
