"""Routes of jobs."""

from typing import Literal
from uuid import UUID

from heyi.platform.access import MEMBER
from heyi.platform.http.router import Router
from heyi.platform.jobs.actions import JobPage, JobView, cancel_job, get_job, list_jobs, retry_job
from heyi.platform.unit_of_work import UnitOfWork

router = Router("jobs")
State = Literal["waiting", "running", "done", "quarantined", "cancelled"]


@router.get("/jobs", permission=MEMBER, answer=JobPage)
def get_jobs(uow: UnitOfWork, state: State | None = None, before: UUID | None = None) -> JobPage:
    """My jobs, the latest first, 50 at a time; with the permission for it everybody's."""
    return list_jobs(uow, state=state, before=before)


@router.get("/jobs/{job_id}", permission=MEMBER, answer=JobView)
def get_one_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """One job: how far it is, what came of it, or why it failed."""
    return get_job(uow, job_id)


@router.post("/jobs/{job_id}/cancel", permission=MEMBER, answer=JobView)
def post_cancel_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """Stop a job that waits or runs."""
    return cancel_job(uow, job_id)


@router.post("/jobs/{job_id}/retry", permission=MEMBER, answer=JobView)
def post_retry_job(uow: UnitOfWork, job_id: UUID) -> JobView:
    """Queue a job again that failed for good or was stopped."""
    return retry_job(uow, job_id)
