"""Whoever watches owners hears of every way in which a record changes hands."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import pytest

from heyi.platform.errors import AppError, NotAllowed
from heyi.platform.records import owners
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.company import Company

Heard = list[tuple[str, UUID | None, UUID | None]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What was heard: the record and its owners before and after."""
    said: Heard = []

    def hear(_: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> None:
        said.extend((shape.name, change.old, change.new) for change in changes)

    monkeypatch.setattr(owners, "_handlers", [*owners._handlers, hear])
    return said


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[UUID], None]:
    """Let a person own nothing more."""
    unwanted: set[UUID] = set()

    def judge(_: UnitOfWork, __: Record, changes: Sequence[OwnerChange]) -> Mapping[UUID, AppError]:
        return {one.record_id: NotAllowed(permission="x") for one in changes if one.new in unwanted}

    monkeypatch.setattr(owners, "_judges", [*owners._judges, judge])
    return unwanted.add


def test_every_way_of_changing_hands_is_heard_once(company: Company, heard: Heard) -> None:
    me, other = UUID(company.get("/auth/me")["user_id"]), company.colleague("sales").user_id
    first = company.customer()
    company.patch(f"/parties/{first}", {"owner_id": str(other)}, version=1)
    company.patch(f"/parties/{first}", {"note": "打过电话"}, version=2)
    company.post("/parties/bulk", {"ids": [first], "action": "transfer", "values": {"owner_id": str(me)}})

    assert heard == [
        ("party", None, me),
        ("party", me, other),
        ("party", other, me),
    ]


def test_of_many_only_those_are_handed_over_that_nobody_refuses(
    company: Company, forbid: Callable[[UUID], None]
) -> None:
    other = company.colleague("sales").user_id
    customer = company.customer()
    forbid(other)

    answer = company.post(
        "/parties/bulk", {"ids": [customer], "action": "transfer", "values": {"owner_id": str(other)}}
    )

    assert answer["done"] == 0
    assert [(one["id"], one["code"]) for one in answer["refused"]] == [(customer, "platform.not_allowed")]
    me = company.get("/auth/me")["user_id"]
    assert company.get(f"/parties/{customer}")["owner_id"]["id"] == me
