"""What a word makes of a step, in tables: who waits, who is passed over, and when the step is decided."""

from uuid import UUID

import pytest

from heyi.platform.approvals.contracts import Mode, Place
from heyi.platform.approvals.rules.deciding import Task, added, approved, ended, is_decided, seated
from heyi.platform.approvals.states import LIVE, TRANSITIONS, ApprovalState, TaskState, step
from heyi.platform.errors import WrongState

A, B, C, D, E = (UUID(int=number) for number in range(1, 6))


def begun(mode: Mode, *people: UUID) -> list[Task]:
    """A step that begins; each task has the id of its person."""
    return seated(people, people, mode)


def told(tasks: list[Task]) -> str:
    """The states of the tasks by person: w(aiting), h(eld), a(pproved), p(assed over), c(ancelled)."""
    return "".join(one.state[0] for one in sorted(tasks, key=lambda one: one.user_id))


@pytest.mark.parametrize(
    ("mode", "words", "expected"),
    [
        (Mode.ANY, [], "www"),
        (Mode.ANY, [B], "pap"),
        (Mode.ALL, [B], "waw"),
        (Mode.ALL, [B, A, C], "aaa"),
        (Mode.IN_TURN, [], "whh"),
        (Mode.IN_TURN, [A], "awh"),
        (Mode.IN_TURN, [A, B, C], "aaa"),
    ],
)
def test_how_a_step_of_three_goes(mode: Mode, words: list[UUID], expected: str) -> None:
    tasks = begun(mode, A, B, C)
    for word in words:
        tasks = approved(tasks, word, mode)
    assert told(tasks) == expected
    assert is_decided(tasks) == (not {"w", "h"} & set(expected))


@pytest.mark.parametrize("mode", list(Mode))
def test_who_is_added_before_is_asked_first_and_then_it_comes_back(mode: Mode) -> None:
    tasks = added(begun(mode, A, B), A, [D, E], [D, E], Place.BEFORE)
    assert told(tasks)[0] == "h"
    tasks = approved(tasks, D, mode)
    tasks = approved(tasks, E, mode)
    assert (told(tasks)[0], is_decided(tasks)) == ("w", False)


@pytest.mark.parametrize(("mode", "rest"), [(Mode.ANY, "apwh"), (Mode.ALL, "awwh"), (Mode.IN_TURN, "ahwh")])
def test_who_is_added_after_must_agree_too(mode: Mode, rest: str) -> None:
    tasks = added(begun(mode, A, B), A, [D, E], [D, E], Place.AFTER)
    tasks = approved(tasks, A, mode)
    assert told(tasks) == rest
    tasks = approved(approved(tasks, D, mode), E, mode)
    assert is_decided(tasks) == (mode is Mode.ANY)
    # In turn the next one comes only behind those who were added.
    assert (told(tasks)[1] == "w") == (mode is not Mode.ANY)


@pytest.mark.parametrize(("mode", "expected"), [(Mode.ANY, "ppa"), (Mode.ALL, "wwa"), (Mode.IN_TURN, "wha")])
def test_who_is_added_beside_counts_as_one_of_the_step(mode: Mode, expected: str) -> None:
    tasks = added(begun(mode, A, B), A, [D], [D], Place.BESIDE)
    assert told(approved(tasks, D, mode)) == expected


def test_what_is_open_ends() -> None:
    tasks = approved(begun(Mode.IN_TURN, A, B, C), A, Mode.IN_TURN)
    assert told(ended(tasks, TaskState.CANCELLED)) == "acc"
    assert told(ended(tasks, TaskState.CANCELLED, but=B)) == "awc"


@pytest.mark.parametrize("state", list(ApprovalState))
def test_what_has_ended_stays_as_it_is(state: ApprovalState) -> None:
    # What was approved may lapse before it is done.
    verbs = {verb for _, verb in TRANSITIONS} - ({"lapse"} if state is ApprovalState.APPROVED else set())
    if state not in LIVE:
        for verb in verbs:
            with pytest.raises(WrongState):
                step(state, verb)
    else:
        assert step(state, "withdraw") is ApprovalState.WITHDRAWN
