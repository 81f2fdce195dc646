"""A job that fits rows to their shape vouches for the fields it began with, and for no others."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from heyi.platform.jobs.definition import More, Running
from heyi.platform.records.shaping import refit as fitting
from heyi.platform.records.shaping.refit import Refit, refit
from tests.builders.company import Company
from tests.builders.desk import Desk
from tests.builders.server import Served


def step(desk: Desk, state: Any) -> Any:
    """One step of a job that is not in the queue; what it remembers for the next, None at its end."""

    def act(uow: Any) -> More | None:
        running = Running(
            job_id=uuid4(),
            payload=Refit("party"),
            state=state,
            connection=uow.connection,
            services=desk.services,
            now=datetime.now(UTC),
            report=lambda _done, _total: None,
            work=uow,
        )
        found: More | None = refit.run(running)
        return found

    more = desk.work(act)
    return None if more is None else more.state


def indexed(company: Company) -> dict[str, bool]:
    fields = company.get("/record-types/party/fields")
    return {one["name"]: one["definition"]["indexed"] for one in fields if one["own"]}


def added(company: Company, name: str) -> None:
    body = {"name": name, "kind": "date", "labels": {"zh": name}, "indexed": True}
    company.post("/record-types/party/fields", body)


def test_a_field_that_comes_while_a_job_is_half_through_is_left_to_the_next(
    served: Served, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "AT_ONCE", 1)
    parties = [company.customer(f"客户{number}") for number in range(2)]
    desk = Desk(served.services, company)
    added(company, "x_first")
    state = step(desk, {})
    added(company, "x_second")
    state = step(desk, state)
    assert step(desk, state) is None
    assert indexed(company) == {"x_first": True, "x_second": False}
    listed = company.get("/parties", sort="x_second")["items"]
    assert {item["id"] for item in listed} == set(parties)
    state = {}
    while state is not None:
        state = step(desk, state)
    assert indexed(company) == {"x_first": True, "x_second": True}
    assert {item["id"] for item in company.get("/parties", sort="x_second")["items"]} == set(parties)


def test_a_field_that_was_without_keys_meanwhile_is_left_to_the_next(
    served: Served, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "AT_ONCE", 1)
    for number in range(2):
        company.customer(f"客户{number}")
    desk = Desk(served.services, company)
    added(company, "x_first")
    state = step(desk, {})
    path = "/record-types/party/fields/x_first"
    company.patch(path, {"indexed": False}, version=1)
    state = step(desk, state)
    company.patch(path, {"indexed": True}, version=2)
    assert step(desk, state) is None
    assert indexed(company) == {"x_first": False}
