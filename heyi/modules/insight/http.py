"""Routes of the home page, the calendar, and who is near."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Request
from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.insight import api
from heyi.platform import limits
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import services_of
from heyi.platform.identity.sessions import Caller
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

router = Router("insight")
# Every program that takes a calendar along asks some times an hour; who tries made-up addresses comes to an end here.
_READS = limits.Limit("calendar feeds", 600)


class PlaceBody(BaseModel):
    """Where somebody is, and how far he looks."""

    model_config = ConfigDict(extra="forbid")

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    within_km: Literal["1", "5", "20", "50"] = "5"


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


@router.get("/calendar/feed", permission=MEMBER, answer=api.FeedState)
def get_calendar_feed(uow: UnitOfWork) -> api.FeedState:
    """Whether my calendar can be read elsewhere."""
    return api.feed_state(uow)


@router.post("/calendar/feed", permission=MEMBER, answer=api.FeedMade, status=201)
def make_calendar_feed(uow: UnitOfWork, request: Request) -> Answer:
    """A private address of my calendar, told once; the one before leads nowhere any more."""
    made = api.make_feed(uow, home=services_of(request).address)
    return Answer(201, to_json(made), secret=True)


@router.post("/calendar/feed/withdraw", permission=MEMBER, status=204)
def withdraw_calendar_feed(uow: UnitOfWork) -> None:
    """Withdraw the address of my calendar."""
    api.drop_feed(uow)


def _reading(caller: Caller, _: Mapping[str, Any]) -> Sequence[limits.Attempt]:
    return [limits.Attempt(_READS, caller.address)]


@router.public("GET", "/calendar-feeds/{token}.ics", limit=_reading)
def read_calendar_feed(
    door: PublicDoor, token: Annotated[str, Path(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
) -> Answer:
    """My tasks and next contacts for another calendar (iCalendar), by the rights that I have now."""
    text = api.feed_text(door.connection, token, now=door.now, home=door.services.address)
    return Answer(200, text.encode(), media_type="text/calendar; charset=utf-8")


@router.ask("/nearby", permission=MEMBER, answer=api.Nearby)
def find_nearby(uow: UnitOfWork, body: PlaceBody) -> api.Nearby:
    """The customers that I may see near a place, the nearest first; where I am is kept nowhere."""
    return api.nearby(uow, latitude=body.latitude, longitude=body.longitude, within_km=int(body.within_km))
