"""Imports that run as jobs, as a person at the screen drives them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.builders.http import Json, Person

RunJobs = Callable[[], int]


def seen(person: Person, run_id: str) -> Json:
    """An import as its owner sees it, in Chinese."""
    answer = person.client.get(f"/imports/{run_id}", headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def uploaded(person: Person, run_jobs: RunJobs, path: str, data: bytes, filename: str = "客户.csv") -> Json:
    """A file that was uploaded and read."""
    answer = person.client.post(
        f"/{path}/imports",
        files={"file": (filename, data)},
        headers={"Idempotency-Key": str(uuid4()), "Accept-Language": "zh-CN"},
        timeout=120,
    )
    assert answer.status_code == 201, answer.text
    run_jobs()
    return seen(person, answer.json()["id"])


def looked_at(person: Person, run_jobs: RunJobs, path: str, data: bytes, **how: Any) -> Json:
    """A file of which it was said what would become of it."""
    run = uploaded(person, run_jobs, path, data)
    assert run["state"] == "ready", run
    if "mapping" in how:
        how["mapping"] = [{"column": name, "field": field} for name, field in how["mapping"].items()]
    person.post(f"/imports/{run['id']}/check", how)
    run_jobs()
    return seen(person, run["id"])


def brought_in(
    person: Person, run_jobs: RunJobs, path: str, data: bytes, *, start: Json | None = None, **how: Any
) -> Json:
    """A file that was brought in."""
    run = looked_at(person, run_jobs, path, data, **how)
    assert run["state"] == "checked", run
    person.post(f"/imports/{run['id']}/start", start or {})
    run_jobs()
    return seen(person, run["id"])


def counted(run: Json) -> dict[str, int]:
    """The counts that are not nothing."""
    return {name: value for name, value in run["counts"].items() if value}


def told(run: Json) -> list[tuple[int, str | None, str]]:
    """Row, column and reason of the findings."""
    return [(item["row"], item["column"], item["reason"]) for item in run["findings"]]
