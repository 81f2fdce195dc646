"""Routes of the home page."""

from heyi.modules.insight import api
from heyi.platform.access import MEMBER
from heyi.platform.http.router import Router
from heyi.platform.unit_of_work import UnitOfWork

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
