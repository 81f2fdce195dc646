"""Routes of achievements and targets."""

from heyi.modules.targets import api
from heyi.modules.targets import permissions as may
from heyi.modules.targets.schemas import TargetBody, Year
from heyi.platform.http.router import Router
from heyi.platform.records.http import add_list_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("targets")

add_list_route(router, api.ACHIEVEMENT)


@router.get("/targets", permission=may.VIEW_ACHIEVEMENT, answer=api.Sheet)
def get_targets(uow: UnitOfWork, year: Year, kind: api.Achieved = api.Achieved.CONTRACT) -> api.Sheet:
    """A year of targets beside what was done, of those whom my roles reach."""
    return api.sheet(uow, kind, year)


@router.get("/targets/progress", permission=may.VIEW_ACHIEVEMENT, answer=list[api.MonthProgress])
def get_progress(uow: UnitOfWork) -> list[api.MonthProgress]:
    """How far I am this month, against the month before and the year before."""
    return api.progress(uow)


@router.post("/targets", permission=may.MANAGE_TARGET, answer=api.Sheet)
def post_targets(uow: UnitOfWork, body: TargetBody) -> api.Sheet:
    """Enter the twelve months of a year; what stood there is replaced."""
    subject = body.person_id or body.department_id
    api.set_targets(uow, body.kind, body.level, subject, year=body.year, months=body.months)
    return api.sheet(uow, body.kind, body.year)
