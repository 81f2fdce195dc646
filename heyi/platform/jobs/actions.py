"""Look at jobs, stop them, and try them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, false, func, select, true, update
from sqlalchemy.engine import RowMapping

from heyi.platform.errors import NotFound, WrongState
from heyi.platform.identity.tables import APP_USER
from heyi.platform.jobs.permissions import MANAGE_JOB, VIEW_JOB
from heyi.platform.jobs.tables import JOB
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50
CANCELLABLE = ("waiting", "running")
RETRYABLE = ("quarantined", "cancelled")


@dataclass(frozen=True)
class Progress:
    """How far a job is; the total is None as long as nobody knows it."""

    done: int
    total: int | None


@dataclass(frozen=True)
class JobView:
    """A job as a person sees it; `label` and `error` are message keys."""

    id: UUID
    name: str
    label: str
    state: str
    progress: Progress
    attempts: int
    user: str | None
    created_at: datetime
    due_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_asked: bool
    result: Any
    error: str | None
    allowed_actions: list[str]


@dataclass(frozen=True)
class JobPage:
    """A page of jobs, the latest first and, when there are older ones, the id to ask for them with."""

    jobs: list[JobView]
    before: UUID | None


def list_jobs(uow: UnitOfWork, *, state: str | None = None, before: UUID | None = None) -> JobPage:
    """One's own jobs; with the permission for it those of everybody and of the system in this tenant."""
    query = _selected(uow, VIEW_JOB)
    if state is not None:
        query = query.where(JOB.c.state == state)
    if before is not None:
        query = query.where(JOB.c.id < before)
    rows = uow.rows(query.order_by(JOB.c.id.desc()).limit(PAGE + 1))
    jobs = [_view(uow, row) for row in rows[:PAGE]]
    return JobPage(jobs, jobs[-1].id if len(rows) > PAGE else None)


def get_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """One job.

    Raises:
        NotFound: there is none that the actor may see.
    """
    row = uow.first(_selected(uow, VIEW_JOB).where(JOB.c.id == job_id))
    if row is None:
        raise NotFound(what="record.job")
    return _view(uow, row)


def cancel_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """Stop a job: one that waits at once, one that runs at its next look, with what its step wrote taken back.

    Raises:
        NotFound: there is none that the actor may stop.
        WrongState: it has ended.
    """
    _change(
        uow,
        job_id,
        CANCELLABLE,
        "cancel",
        cancel_asked=true(),
        state=_if_waiting("cancelled", JOB.c.state),
        finished_at=_if_waiting(func.now(), JOB.c.finished_at),
    )
    return get_job(uow, job_id)


def retry_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """Queue a job again that failed for good or was stopped; it goes on behind the last step that it finished.

    Raises:
        NotFound: there is none that the actor may queue again.
        WrongState: it waits, runs, or is done.
    """
    _change(
        uow,
        job_id,
        RETRYABLE,
        "retry",
        state="waiting",
        attempts=0,
        cancel_asked=false(),
        due_at=func.now(),
        finished_at=None,
        error_code=None,
        error_kind=None,
    )
    return get_job(uow, job_id)


def _change(uow: UnitOfWork, job_id: UUID, states: tuple[str, ...], verb: str, **values: Any) -> None:
    place = (JOB.c.id == job_id, *_reach(uow, MANAGE_JOB))
    changed = update(JOB).where(*place, JOB.c.state.in_(states)).values(values)
    if uow.execute(changed).rowcount == 1:
        return
    state = uow.scalar(select(JOB.c.state).where(*place))
    if state is None:
        raise NotFound(what="record.job")
    raise WrongState(state=f"choice.job.state.{state}", verb=f"verb.{verb}")


def _if_waiting(value: Any, otherwise: Any) -> Any:
    return case((JOB.c.state == "waiting", value), else_=otherwise)


def _reach(uow: UnitOfWork, permission: str) -> list[ColumnElement[bool]]:
    tenant = JOB.c.tenant_id == uow.tenant_id
    return [tenant] if uow.actor.may(permission) else [tenant, JOB.c.user_id == uow.actor.user_id]


def _selected(uow: UnitOfWork, permission: str) -> Any:
    person = (APP_USER.c.tenant_id == JOB.c.tenant_id) & (APP_USER.c.id == JOB.c.user_id)
    return (
        select(JOB, APP_USER.c.name.label("person"))
        .select_from(JOB.outerjoin(APP_USER, person))
        .where(*_reach(uow, permission))
    )


def _view(uow: UnitOfWork, row: RowMapping) -> JobView:
    own = uow.actor.may(MANAGE_JOB) or row["user_id"] == uow.actor.user_id
    allowed = []
    if own and row["state"] in CANCELLABLE and not row["cancel_asked"]:
        allowed.append("cancel")
    if own and row["state"] in RETRYABLE:
        allowed.append("retry")
    return JobView(
        id=row["id"],
        name=row["name"],
        label=f"job.{row['name']}",
        state=row["state"],
        progress=Progress(row["progress_done"], row["progress_total"]),
        attempts=row["attempts"],
        user=row["person"],
        created_at=row["created_at"],
        due_at=row["due_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        cancel_asked=row["cancel_asked"],
        result=row["result"],
        error=f"error.{row['error_code']}" if row["error_code"] else None,
        allowed_actions=allowed,
    )
