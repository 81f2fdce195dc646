"""A span of days as routes of reports take it."""

from datetime import date
from typing import Annotated

from fastapi import Query

from heyi.kit.dates import Period
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

From = Annotated[
    BusinessDay | None, Query(alias="from", description="first day; the month of `to` when left out")
]
To = Annotated[BusinessDay | None, Query(description="last day; today when left out")]


def span(
    uow: UnitOfWork, first: date | None, last: date | None, *, of_year: bool = False
) -> tuple[date, date]:
    """The first and the last day that were asked for, or meant: those of the last day's month, or of its year.

    Raises:
        InvalidInput: the first day is after the last.
    """
    last_day = last or uow.today
    begins = last_day.replace(month=1, day=1) if of_year else Period.from_date(last_day).first_day
    first_day = first or begins
    if first_day > last_day:
        told: dict[str, object] = {"value": first_day.isoformat(), "day": last_day.isoformat()}
        raise InvalidInput(problems=[FieldProblem("from", "span_turned", told)])
    return first_day, last_day
