"""Routes of the home page, the calendar, and who is near."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from heyi.modules.insight import api
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

router = Router("insight")


@router.get("/home", permission=MEMBER, answer=api.Home)
def get_home(uow: UnitOfWork, whose: api.Whose = api.Whose.MINE) -> api.Home:
    """What needs me today, my figures of this month, whom I forget, and my plan of the day."""
    return api.home(uow, whose)


@router.get("/home/ranking", permission=MEMBER, answer=api.Ranking)
def get_ranking(
    uow: UnitOfWork,
    by: api.Measure | None = None,
    over: api.Stretch = api.Stretch.THIS_MONTH,
) -> api.Ranking:
    """Who is ahead among the people whom my roles reach."""
    return api.ranking(uow, by, over)


@router.get("/calendar", permission=MEMBER, answer=api.Calendar)
def get_calendar(
    uow: UnitOfWork, first: BusinessDay, last: BusinessDay, user_id: UUID | None = None
) -> api.Calendar:
    """My tasks, contacts and expected closings of these days, or a colleague's as far as I may see them."""
    return api.calendar(uow, first=first, last=last, user_id=user_id)


@router.get("/calendar/people", permission=MEMBER, answer=list[api.CalendarPerson])
def get_calendar_people(uow: UnitOfWork) -> Answer:
    """Whose days I may look at."""
    return Answer(200, to_json(api.calendar_people(uow)))


@router.get("/nearby", permission=MEMBER, answer=api.Nearby)
def get_nearby(
    uow: UnitOfWork,
    latitude: Annotated[float, Query(ge=-90, le=90)],
    longitude: Annotated[float, Query(ge=-180, le=180)],
    within_km: Literal["1", "5", "20", "50"] = "5",
) -> api.Nearby:
    """The customers that I may see near a place, the nearest first."""
    return api.nearby(uow, latitude=latitude, longitude=longitude, within_km=int(within_km))
