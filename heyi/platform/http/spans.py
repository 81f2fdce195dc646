"""A span of days as routes of reports take it."""

from datetime import date
from typing import Annotated

from fastapi import Query

from heyi.kit.dates import Period
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

From = Annotated[
    BusinessDay | None, Query(alias="from", description="first day; the month of `to` when left out")
]
To = Annotated[BusinessDay | None, Query(description="last day; today when left out")]


def span(uow: UnitOfWork, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and the last day that were asked for, or meant."""
    last_day = last or uow.today
    return first or Period.from_date(last_day).first_day, last_day
