"""The home page's questions, the calendar's, and what a morning tells."""

from heyi.modules.insight.actions.feeds import drop_feed, make_feed
from heyi.modules.insight.contracts import (
    Calendar,
    CalendarPerson,
    FeedMade,
    FeedState,
    Home,
    Measure,
    Nearby,
    Ranking,
    Stretch,
    Whose,
)
from heyi.modules.insight.queries.calendar import calendar, calendar_people
from heyi.modules.insight.queries.feed import feed_state, feed_text
from heyi.modules.insight.queries.home import home
from heyi.modules.insight.queries.mornings import contacts_today, tasks_overdue, tasks_today
from heyi.modules.insight.queries.nearby import nearby
from heyi.modules.insight.queries.ranking import ranking

__all__ = [
    "Calendar",
    "CalendarPerson",
    "FeedMade",
    "FeedState",
    "Home",
    "Measure",
    "Nearby",
    "Ranking",
    "Stretch",
    "Whose",
    "calendar",
    "calendar_people",
    "contacts_today",
    "drop_feed",
    "feed_state",
    "feed_text",
    "home",
    "make_feed",
    "nearby",
    "ranking",
    "tasks_overdue",
    "tasks_today",
]
