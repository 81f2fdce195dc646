"""What the home page is told."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from heyi.platform.notify.kinds import notice_kind

CONTACTS_TODAY = notice_kind("contacts_today", group="work")
TASKS_TODAY = notice_kind("tasks_today", group="work")
TASKS_OVERDUE = notice_kind("tasks_overdue", group="work")


class Whose(StrEnum):
    """Whose rows count in the figures of the month: what I own, or all that I may see."""

    MINE = "mine"
    REACHED = "reached"


class Measure(StrEnum):
    """What people are compared by."""

    ORDERS = "orders"
    RECEIPTS = "receipts"
    NEW_CUSTOMERS = "new_customers"
    FOLLOW_UPS = "follow_ups"


class Stretch(StrEnum):
    """Which days a ranking counts."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"


@dataclass(frozen=True)
class Counter:
    """How many rows wait; `path` and `filter` open exactly these as a list. Beyond 1,000 it is not `exact`."""

    name: str
    group: str
    path: str
    filter: Any
    sort: str
    count: int
    exact: bool


@dataclass(frozen=True)
class Figure:
    """A figure of this month, of last month until the same day, and of all of last month.

    `change` is by how much of last month's it grew until the same day, as a fraction; None where that was nothing.
    `path` and `filter` open the rows of this month, where a list can be asked for them.
    """

    name: str
    is_money: bool
    this: Decimal
    last_to_date: Decimal
    last: Decimal
    change: Decimal | None
    path: str | None
    filter: Any


@dataclass(frozen=True)
class PlanStep:
    """One thing to do today: a contact to make or a task. `late` since before today; `phone` as the reader sees it."""

    kind: str
    path: str
    id: UUID
    title: str
    at: datetime
    late: bool
    phone: str | None
    party: str | None


@dataclass(frozen=True)
class Home:
    """The home page of one person on one day."""

    today: date
    whose: Whose
    reaches_others: bool
    counters: list[Counter]
    figures: list[Figure]
    forgotten: list[Counter]
    plan: list[PlanStep]


@dataclass(frozen=True)
class Place:
    """One person in a ranking; equal amounts share a place."""

    place: int
    user_id: UUID
    name: str
    amount: Decimal
    me: bool


@dataclass(frozen=True)
class Ranking:
    """Who is ahead among the people whom the reader's roles reach; `offered` is what he may compare by."""

    by: Measure | None
    over: Stretch
    offered: list[Measure]
    places: list[Place]


@dataclass(frozen=True)
class CalendarEntry:
    """Something of a person that lies on a day: a task, a contact, or the closing that is expected of an opportunity.

    `field` is what is changed, on `version`, to put it on another day; only what is `movable` can be.
    """

    kind: str
    path: str
    id: UUID
    version: int
    title: str
    party: str | None
    field: str
    day: date
    at: datetime | None
    done: bool
    movable: bool


@dataclass(frozen=True)
class Calendar:
    """What lies on some days of one person; not `complete` where there is more than can be shown."""

    entries: list[CalendarEntry]
    complete: bool


@dataclass(frozen=True)
class CalendarPerson:
    """Somebody whose days one may look at."""

    id: UUID
    title: str


@dataclass(frozen=True)
class NearCustomer:
    """A customer and how far he is from where the reader stands."""

    id: UUID
    name: str
    metres: int
    latitude: Decimal
    longitude: Decimal
    phone: str | None
    address: str | None
    level: str | None
    last_followed_at: datetime | None


@dataclass(frozen=True)
class Nearby:
    """The nearest customers in the order of their distance; not `complete` where there are more."""

    customers: list[NearCustomer]
    complete: bool


@dataclass(frozen=True)
class FeedState:
    """Since when one's own calendar can be read elsewhere; None where it has no address."""

    created_at: datetime | None


@dataclass(frozen=True)
class FeedMade:
    """The private address of one's own calendar; it is told only now."""

    address: str
    created_at: datetime
