"""The night of the public seas, and reckoning anew after rules were changed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from heyi.modules.sea import api
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

LONGEST = timedelta(minutes=20)


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


def connect() -> None:
    """Put the night of the seas on the timetable."""
    nightly_for_each_tenant(recycle)


def _kinds(uow: UnitOfWork) -> list[str]:
    return [shape.name for shape in shapes(uow) if api.lies_in_seas(shape)]


def _id(kept: Any) -> UUID | None:
    return UUID(kept) if kept else None
