"""Whom a step finds, and the way something takes through a flow, in tables."""

from dataclasses import replace
from uuid import UUID

import pytest

from heyi.platform.approvals.contracts import FlowDraft, Mode, Nobody, Own, Step, StepKind, Who
from heyi.platform.approvals.rules.people import Directory, Person, candidates, found_by
from heyi.platform.approvals.rules.ways import Outcome, Planned, kept, plan, read_way

SELLER, LEAD, HEAD, BOSS, LEFT, ADMIN = (UUID(int=number) for number in range(1, 7))
NORTH, SALES, WHOLE, EMPTY = (UUID(int=number) for number in range(11, 15))
CASHIER = UUID(int=21)
NAMES = {SELLER: "seller", LEAD: "lead", HEAD: "head", BOSS: "boss", LEFT: "left", ADMIN: "admin"}


def person(user_id: UUID, manager: UUID | None, place: UUID | None, *, active: bool = True) -> Person:
    roles = frozenset({CASHIER}) if user_id in (BOSS, LEFT) else frozenset[UUID]()
    return Person(
        id=user_id, name=NAMES[user_id], active=active, manager_id=manager, department_id=place, roles=roles
    )


HOUSE = Directory(
    people={
        one.id: one
        for one in (
            person(SELLER, LEAD, NORTH),
            person(LEAD, HEAD, NORTH),
            person(HEAD, LEFT, SALES),
            person(LEFT, BOSS, SALES, active=False),
            person(BOSS, None, WHOLE),
            person(ADMIN, None, None),
        )
    },
    parents={NORTH: SALES, SALES: WHOLE, WHOLE: None, EMPTY: SALES},
    administrators=(ADMIN,),
)


def step(**said: object) -> Step:
    return Step(key="a", name="a", **said)  # type: ignore[arg-type]  # each case says what it is about


def named(people: tuple[UUID, ...]) -> list[str]:
    return [NAMES[one] for one in people]


@pytest.mark.parametrize(
    ("said", "applicant", "expected"),
    [
        ({"who": Who.PEOPLE, "user_ids": (BOSS, LEAD, BOSS)}, SELLER, ["boss", "lead"]),
        ({"who": Who.PEOPLE, "user_ids": (LEFT,)}, SELLER, []),
        ({"who": Who.ROLE, "role_id": CASHIER}, SELLER, ["boss"]),
        ({"who": Who.ROLE}, SELLER, []),
        ({"who": Who.SUPERIOR, "level": 1}, SELLER, ["lead"]),
        ({"who": Who.SUPERIOR, "level": 2}, SELLER, ["head"]),
        # Who was switched off is a level all the same, and is not asked.
        ({"who": Who.SUPERIOR, "level": 3}, SELLER, []),
        ({"who": Who.SUPERIOR, "level": 4}, SELLER, ["boss"]),
        ({"who": Who.SUPERIOR, "level": 5}, SELLER, []),
        ({"who": Who.SUPERIORS, "level": 4}, SELLER, ["lead", "head", "boss"]),
        ({"who": Who.SUPERIORS, "level": 9}, BOSS, []),
        ({"who": Who.HEAD}, SELLER, ["lead"]),
        ({"who": Who.HEAD, "level": 2}, SELLER, ["head"]),
        ({"who": Who.HEAD, "level": 3}, SELLER, ["boss"]),
        ({"who": Who.HEAD, "level": 4}, SELLER, []),
        ({"who": Who.HEAD}, ADMIN, []),
        ({"who": Who.CHOSEN}, SELLER, ["head"]),
        ({"who": Who.APPLICANT}, SELLER, ["seller"]),
    ],
)
def test_whom_a_step_finds(said: dict[str, object], applicant: UUID, expected: list[str]) -> None:
    assert named(found_by(step(**said), HOUSE, applicant, [HEAD])) == expected


def test_a_department_without_people_is_headed_from_above() -> None:
    people = {**HOUSE.people, SELLER: replace(HOUSE.people[SELLER], department_id=EMPTY, active=False)}
    assert named(replace(HOUSE, people=people).heads(SELLER)) == ["head"]


def test_who_reports_in_a_circle_has_an_end() -> None:
    people = {**HOUSE.people, BOSS: replace(HOUSE.people[BOSS], manager_id=SELLER)}
    assert len(replace(HOUSE, people=people).superiors(SELLER, 99)) == 5


def test_among_whom_one_chooses() -> None:
    assert named(candidates(step(who=Who.CHOSEN, role_id=CASHIER), HOUSE)) == ["boss"]
    assert named(candidates(step(who=Who.CHOSEN, user_ids=(LEAD, LEFT)), HOUSE)) == ["lead"]
    assert candidates(step(who=Who.CHOSEN), HOUSE) == ()


def planned(one: Step, *, own: Own = Own.THROUGH, applicant: UUID = SELLER, holds: bool = True) -> Planned:
    flow = FlowDraft(name="f", record="r", verb="v", steps=(one,), own=own)
    (only,) = plan(flow, HOUSE, applicant, lambda _: holds, {})
    return only


@pytest.mark.parametrize(
    ("one", "own", "outcome", "people"),
    [
        (step(user_ids=(BOSS,)), Own.THROUGH, Outcome.ASKED, ["boss"]),
        (step(user_ids=(SELLER,)), Own.THROUGH, Outcome.PASSED_OWN, []),
        (step(user_ids=(SELLER, BOSS), mode=Mode.ANY), Own.THROUGH, Outcome.PASSED_OWN, []),
        (step(user_ids=(SELLER, BOSS), mode=Mode.ALL), Own.THROUGH, Outcome.ASKED, ["boss"]),
        (step(user_ids=(SELLER, BOSS), mode=Mode.ALL), Own.ASK, Outcome.ASKED, ["seller", "boss"]),
        (step(user_ids=(SELLER, BOSS), mode=Mode.ALL), Own.SUPERIOR, Outcome.ASKED, ["lead", "boss"]),
        (step(user_ids=(SELLER, LEAD)), Own.SUPERIOR, Outcome.ASKED, ["lead"]),
        (step(who=Who.APPLICANT), Own.THROUGH, Outcome.ASKED, ["seller"]),
        (step(who=Who.CHOSEN), Own.THROUGH, Outcome.TO_CHOOSE, []),
        (step(kind=StepKind.COPY, user_ids=(SELLER, LEFT)), Own.THROUGH, Outcome.COPIED, ["seller"]),
        (step(kind=StepKind.COPY, user_ids=(LEFT,)), Own.THROUGH, Outcome.COPIED, []),
        (step(user_ids=(LEFT,), nobody=Nobody.THROUGH), Own.THROUGH, Outcome.PASSED_NOBODY, []),
        (step(user_ids=(LEFT,), nobody=Nobody.ADMINISTRATOR), Own.THROUGH, Outcome.ASKED, ["admin"]),
        (
            step(user_ids=(LEFT,), nobody=Nobody.PERSON, nobody_user_id=HEAD),
            Own.THROUGH,
            Outcome.ASKED,
            ["head"],
        ),
        (
            step(user_ids=(LEFT,), nobody=Nobody.PERSON, nobody_user_id=LEFT),
            Own.THROUGH,
            Outcome.ASKED,
            ["admin"],
        ),
        (step(user_ids=(LEFT,), nobody=Nobody.REFUSE), Own.THROUGH, Outcome.REFUSED, []),
    ],
)
def test_what_becomes_of_a_step(one: Step, own: Own, outcome: Outcome, people: list[str]) -> None:
    found = planned(one, own=own)
    assert (found.outcome, named(found.people)) == (outcome, people)


def test_a_step_whose_condition_is_not_met_is_not_on_the_way() -> None:
    found = planned(step(user_ids=(BOSS,)), holds=False)
    assert (found.outcome, kept([found])) == (Outcome.NOT_MET, [])


def test_a_way_is_read_as_it_is_kept() -> None:
    one = planned(step(user_ids=(SELLER, BOSS), mode=Mode.IN_TURN, role_id=CASHIER), own=Own.ASK)
    assert read_way(kept([one])) == [one]
