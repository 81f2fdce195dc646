"""What a word on one task makes of the other tasks of its step, and when a step is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from heyi.platform.approvals.contracts import Mode, Place
from heyi.platform.approvals.states import OPEN_TASKS, TaskState


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a step asks of one person; a held one waits until that `behind` which it stands is decided."""

    id: UUID
    user_id: UUID
    state: TaskState
    seat: int = 0
    place: Place = Place.SEAT
    behind_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Whether its word is still to come."""
        return self.state in OPEN_TASKS


def seated(people: Sequence[UUID], ids: Sequence[UUID], mode: Mode) -> list[Task]:
    """The tasks with which a step begins: in turn only the first waits, each other is held behind the one before."""
    tasks: list[Task] = []
    for seat, (user_id, task_id) in enumerate(zip(people, ids, strict=True)):
        before = tasks[-1].id if mode is Mode.IN_TURN and tasks else None
        state = TaskState.WAITING if before is None else TaskState.HELD
        tasks.append(Task(id=task_id, user_id=user_id, state=state, seat=seat, behind_id=before))
    return tasks


def approved(tasks: Sequence[Task], task_id: UUID, mode: Mode) -> list[Task]:
    """The tasks of a step after one of them was approved.

    Who is held behind it waits now. Where any one decides, the others are passed over, but for those that somebody
    added behind this one; a word that was only asked for before another's decides nothing.
    """
    now = [replace(one, state=TaskState.APPROVED) if one.id == task_id else one for one in tasks]
    now = _freed(now, task_id)
    decided = next(one for one in now if one.id == task_id)
    if mode is not Mode.ANY or decided.place is Place.BEFORE:
        return now
    follows = _behind(now, task_id)
    return [
        replace(one, state=TaskState.PASSED_OVER) if one.is_open and one.id not in follows else one
        for one in now
    ]


def ended(tasks: Sequence[Task], state: TaskState, *, but: UUID | None = None) -> list[Task]:
    """The tasks of a step whose open ones, all but one, end like this."""
    return [replace(one, state=state) if one.is_open and one.id != but else one for one in tasks]


def is_decided(tasks: Iterable[Task]) -> bool:
    """Whether nothing of a step is still to come."""
    return not any(one.is_open for one in tasks)


def added(
    tasks: Sequence[Task], task_id: UUID, people: Sequence[UUID], ids: Sequence[UUID], place: Place
) -> list[Task]:
    """The tasks of a step after somebody added people to it before, after or beside his own task."""
    mine = next(one for one in tasks if one.id == task_id)
    if place is Place.BESIDE:
        last = max(one.seat for one in tasks)
        new = [
            Task(id=one, user_id=user, state=TaskState.WAITING, seat=last + at, place=place)
            for at, (user, one) in enumerate(zip(people, ids, strict=True), start=1)
        ]
        return [*tasks, *new]
    if place is Place.AFTER:
        chain = _chain(people, ids, mine, place, behind=task_id, state=TaskState.HELD)
        # Who was held behind me is held behind the last of them.
        moved = [replace(one, behind_id=chain[-1].id) if one.behind_id == task_id else one for one in tasks]
        return [*moved, *chain]
    chain = _chain(people, ids, mine, place, behind=mine.behind_id, state=mine.state)
    held = replace(mine, state=TaskState.HELD, behind_id=chain[-1].id)
    return [*(held if one.id == task_id else one for one in tasks), *chain]


def _chain(
    people: Sequence[UUID],
    ids: Sequence[UUID],
    mine: Task,
    place: Place,
    *,
    behind: UUID | None,
    state: TaskState,
) -> list[Task]:
    chain: list[Task] = []
    for user, one in zip(people, ids, strict=True):
        first = not chain
        chain.append(
            Task(
                id=one,
                user_id=user,
                state=state if first else TaskState.HELD,
                seat=mine.seat,
                place=place,
                behind_id=behind if first else chain[-1].id,
            )
        )
    return chain


def _freed(tasks: Sequence[Task], task_id: UUID) -> list[Task]:
    return [
        replace(one, state=TaskState.WAITING)
        if one.state is TaskState.HELD and one.behind_id == task_id
        else one
        for one in tasks
    ]


def _behind(tasks: Sequence[Task], task_id: UUID) -> set[UUID]:
    """Whoever was added after a task, and after those."""
    found, waiting = set[UUID](), [task_id]
    while waiting:
        place = waiting.pop()
        new = [one.id for one in tasks if one.behind_id == place and one.place is Place.AFTER]
        waiting += [one for one in new if one not in found]
        found.update(new)
    return found
