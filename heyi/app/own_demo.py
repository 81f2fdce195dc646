"""Demo data in one's own company, and starting over without it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import text

from heyi.app.demo import live
from heyi.platform.errors import AppError
from heyi.platform.http.router import Router
from heyi.platform.identity.actions.own_login import require_person, tries_of
from heyi.platform.jobs.definition import Nothing, Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.settings.permissions import START_OVER
from heyi.platform.settings.start_over import StartedOver, holds_anything, holds_documents, start_over
from heyi.platform.unit_of_work import UnitOfWork

router = Router("demo-data")

# Two may ask at once; the one behind waits here and then finds documents.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:tenant, 7434016))")


class AlreadyHasDocuments(AppError):
    """The company works already: demo data would stand among its own for good."""

    code = "demo.has_documents"
    status = 409


@dataclass(frozen=True)
class DemoDataView:
    """What is possible now."""

    may_fill: bool
    may_start_over: bool


@dataclass(frozen=True)
class FillAsked:
    """The job that fills the company."""

    job_id: UUID


class StartOverBody(BaseModel):
    """What shows that the owner means it: the company's name and his password."""

    model_config = ConfigDict(extra="forbid")

    company: str = Field(max_length=200)
    password: str = Field(max_length=200)


@router.get("/settings/demo-data", permission=START_OVER, answer=DemoDataView)
def get_demo_data(uow: UnitOfWork) -> DemoDataView:
    """Whether my company may be filled with demo data, and whether there is something to start over from."""
    return DemoDataView(may_fill=not holds_documents(uow), may_start_over=holds_anything(uow))


@router.post("/settings/demo-data/fill", permission=START_OVER, answer=FillAsked, status=202)
def post_fill_demo_data(uow: UnitOfWork) -> FillAsked:
    """Fill my company with half a year of a small wholesaler; only while it has no documents."""
    uow.refuse_in_demo()
    require_person(uow)
    if holds_documents(uow):
        raise AlreadyHasDocuments
    job_id = enqueue(uow, fill_with_demo_data, Nothing())
    assert job_id is not None, "a job without a key is always new"
    return FillAsked(job_id)


@router.post("/settings/start-over", permission=START_OVER, answer=StartedOver, limit=tries_of)
def post_start_over(uow: UnitOfWork, body: StartOverBody) -> StartedOver:
    """Go on empty with the same people and settings; what was written is kept, closed."""
    return start_over(uow, company=body.company, password=body.password)


@job("demo.fill", Nothing, longest_step=timedelta(minutes=5))
def fill_with_demo_data(run: Running[Nothing]) -> None:
    """Write half a year of a small wholesaler by the product's own verbs."""
    uow = run.uow
    uow.execute(_ONE_AT_A_TIME, {"tenant": str(uow.tenant_id)})
    if holds_documents(uow):
        raise AlreadyHasDocuments
    live(uow)
