"""The night of the public seas, and reckoning anew after rules were changed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from heyi.modules.sea import api
from heyi.modules.sea.errors import NightUnderWay
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

LONGEST = timedelta(minutes=20)
# So many of what did not come back are named with their reason; the others are counted.
TOLD = 500


@dataclass(frozen=True)
class Holding:
    """Of which kind of record."""

    record: str


@job("sea.recycle", Nothing, longest_step=LONGEST)
def recycle(run: Running[Nothing]) -> More | dict[str, int]:
    """Reckon when everything falls, then let fall what is due; each step is committed and the next goes on there."""
    uow = run.uow
    state: dict[str, Any] = dict(run.state) or {
        "day": uow.today.isoformat(),
        "waiting": _kinds(uow),
        "after": None,
        "reckoned": False,
        "fallen": 0,
    }
    if not state["waiting"]:
        return {"fallen": state["fallen"]}
    shape = next(one for one in shapes(uow) if one.name == state["waiting"][0])
    if not state["reckoned"]:
        last = api.reckon_step(uow, shape, _id(state["after"]))
        following = {"after": None if last is None else str(last), "reckoned": last is None}
        return More(state={**state, **following}, done=state["fallen"])
    fell = api.fall_step(uow, shape, date.fromisoformat(state["day"]))
    if fell is None:
        following = {"waiting": state["waiting"][1:], "after": None, "reckoned": False}
        return More(state={**state, **following}, done=state["fallen"])
    return More(state={**state, "fallen": state["fallen"] + fell}, done=state["fallen"] + fell)


@job("sea.reckon", Holding, longest_step=LONGEST)
def reckon(run: Running[Holding]) -> More | None:
    """Reckon anew when the records of a kind fall, after rules were changed."""
    uow = run.uow
    shape = next((one for one in shapes(uow) if one.name == run.payload.record), None)
    if shape is None or not api.lies_in_seas(shape):
        return None
    last = api.reckon_step(uow, shape, _id(run.state.get("after")))
    return None if last is None else More(state={"after": str(last)}, done=0)


def reckon_anew(uow: UnitOfWork, record: str) -> None:
    """Have a job reckon anew when the records of a kind fall."""
    enqueue(uow, reckon, Holding(record))


@dataclass(frozen=True)
class Night:
    """Which night, and of how many rows."""

    run_id: UUID
    count: int


@dataclass(frozen=True)
class Seas:
    """Out of which sea into which, and how many lay there."""

    pool_id: UUID
    target_id: UUID
    count: int


@job("sea.undo_night", Night, longest_step=LONGEST, leads_to=lambda _: "/sea/nights")
def undo(run: Running[Night]) -> More | dict[str, Any]:
    """Take back a night; each step is committed with where the next begins, so that none is taken back twice."""
    uow, run_id = run.uow, run.payload.run_id
    state: dict[str, Any] = dict(run.state) or {
        "after": None,
        "done": 0,
        "returned": 0,
        "kept": 0,
        "refused": [],
    }
    step = api.undo_step(uow, run_id, _id(state["after"]))
    if step is None:
        api.undone(uow, run_id, returned=state["returned"], refused=state["refused"])
        return {name: state[name] for name in ("returned", "kept", "refused")}
    named = [{"id": str(one.id), "title": one.title, "reason": one.reason} for one in step.refused]
    following = {
        "after": str(step.last),
        "done": state["done"] + step.looked_at,
        "returned": state["returned"] + step.returned,
        "kept": state["kept"] + len(named),
        "refused": [*state["refused"], *named][:TOLD],
    }
    return More(state=following, done=following["done"], total=run.payload.count)


@job("sea.move_all", Seas, longest_step=LONGEST, leads_to=lambda _: "/sea")
def move_everything(run: Running[Seas]) -> More | dict[str, int]:
    """Move what lies in a sea into another until it is empty."""
    seas, done = run.payload, int(run.state.get("done", 0))
    moved = api.move_step(run.uow, seas.pool_id, seas.target_id)
    if not moved:
        return {"moved": done}
    return More(state={"done": done + moved}, done=done + moved, total=max(seas.count, done + moved))


def undo_night(uow: UnitOfWork, run_id: UUID) -> api.Started:
    """Have a job take back a night, once.

    Raises:
        NotFound: there was no such night.
        NightUndone: it was taken back before.
        NightUnderWay: a job does so already, or was stopped and can be tried again.
    """
    count = api.require_undoable(uow, run_id)
    job_id = enqueue(uow, undo, Night(run_id, count), key=str(run_id))
    if job_id is None:
        raise NightUnderWay
    return api.Started(job_id)


def move_all(uow: UnitOfWork, pool_id: UUID, target_id: UUID) -> api.Started:
    """Have a job move everything that lies in a sea into another.

    Raises:
        NotFound, NotAdministrator, PoolInactive, PoolOfOthers: as for moving some.
    """
    pool, target = api.may_move(uow, pool_id, target_id)
    job_id = enqueue(uow, move_everything, Seas(pool.id, target.id, api.inside(uow, pool)))
    assert job_id is not None, "without a key there is always one more"
    return api.Started(job_id)


def connect() -> None:
    """Put the night of the seas on the timetable."""
    nightly_for_each_tenant(recycle)


def _kinds(uow: UnitOfWork) -> list[str]:
    return [shape.name for shape in shapes(uow) if api.lies_in_seas(shape)]


def _id(kept: Any) -> UUID | None:
    return UUID(kept) if kept else None
