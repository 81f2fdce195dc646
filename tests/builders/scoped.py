"""Colleagues whose roles reach only some rows, and see only some fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Json, Person

SCOPED = ("parties.", "sales.", "invoicing.", "payments.", "own.")


def give_role(
    company: Person,
    name: str,
    permissions: Sequence[str],
    scopes: Mapping[str, Any] | None = None,
    fields: Mapping[str, Mapping[str, str]] | None = None,
) -> Json:
    """A new role of the company."""
    body = {
        "name": name,
        "permissions": list(permissions),
        "scopes": scopes or {},
        "fields": fields or {},
    }
    return company.post("/roles", body)


def take_roles(company: Person, person: Colleague, *roles: Json) -> None:
    """Let the colleague have exactly these roles."""
    version = company.get(f"/users/{person.user_id}")["version"]
    chosen = {"role_ids": [role["id"] for role in roles]}
    company.patch(f"/users/{person.user_id}", chosen, version=version)


def colleague_with(
    company: Company,
    permissions: Sequence[str],
    scopes: Mapping[str, Any] | None = None,
    fields: Mapping[str, Mapping[str, str]] | None = None,
    *,
    name: str = "小王",
) -> Colleague:
    """A colleague with one role of his own."""
    person = company.colleague("viewer", name)
    take_roles(company, person, give_role(company, f"角色 {name}", permissions, scopes, fields))
    return person


def everything_on_own_rows(company: Company) -> tuple[list[str], dict[str, str]]:
    """All that may be allowed, with the scope `own` wherever rows belong to people."""
    listed = company.get("/permissions")
    names = [item["name"] for item in listed]
    return names, {item["name"]: "own" for item in listed if item["by_people"]}
