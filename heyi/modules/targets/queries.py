"""Targets beside what was achieved, of those whom the reader's roles reach."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, cast, func, or_, select

from heyi.kit.dates import Period
from heyi.modules.targets.contracts import Achieved, Level, MonthProgress, Row, Sheet
from heyi.modules.targets.models import ACHIEVEMENT, TARGET
from heyi.modules.targets.permissions import MANAGE_TARGET
from heyi.platform.identity.reach import departments_above, people_in
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.records import access
from heyi.platform.records.reaching import people_reached
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_A = ACHIEVEMENT.table
_NOTHING: Final = Decimal(0)
_RATE: Final = Decimal("0.0001")
_Key = tuple[Level, UUID | None]
Months = dict[tuple[_Key, date], Decimal]


def sheet(uow: UnitOfWork, kind: Achieved, year: int) -> Sheet:
    """A year of targets and of what was done: of the company and everybody for who reaches all, else of his people."""
    people = people_reached(uow, shape_of(uow, ACHIEVEMENT.name))
    done = _done(uow, kind, (date(year - 1, 1, 1), date(year + 1, 1, 1)))
    wanted = _wanted(uow, kind, date(year, 1, 1), date(year + 1, 1, 1))
    members, rows = _subjects(uow, people)
    return Sheet(
        kind, year, uow.actor.may(MANAGE_TARGET), [_row(one, year, wanted, done, members) for one in rows]
    )


def progress(uow: UnitOfWork) -> list[MonthProgress]:
    """How far the reader is this month; of the company too, where he reaches everybody."""
    this = Period.from_date(uow.today)
    reaches_all = people_reached(uow, shape_of(uow, ACHIEVEMENT.name)) is None
    subjects: list[_Key] = [(Level.PERSON, uow.actor.user_id)]
    if reaches_all:
        subjects.append((Level.COMPANY, uow.company_id))
    found = []
    for kind in Achieved:
        year_before = Period(this.year - 1, this.month)
        until_today = [_until_same_day(one, uow.today) for one in (year_before, this.previous())]
        done = _done(uow, kind, *until_today, (this.first_day, this.next().first_day))
        wanted = _wanted(uow, kind, this.first_day, this.next().first_day)
        found += [_progress(kind, key, this, wanted, done) for key in subjects]
    return found


def _progress(kind: Achieved, key: _Key, this: Period, wanted: Months, done: Months) -> MonthProgress:
    target, now = wanted[key, this.first_day], done[key, this.first_day]
    month_before = done[key, this.previous().first_day]
    year_before = done[key, date(this.year - 1, this.month, 1)]
    return MonthProgress(
        kind=kind,
        level=key[0],
        target=target,
        done=now,
        rate=_of(now, target),
        month_before=month_before,
        on_month_before=_of(now - month_before, month_before),
        year_before=year_before,
        on_year_before=_of(now - year_before, year_before),
    )


def _of(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(_RATE, ROUND_HALF_UP) if whole else None


def _until_same_day(month: Period, today: date) -> tuple[date, date]:
    """A month as far as this one has come; where it is shorter, all of it."""
    last = min(today.day, month.last_day.day)
    return month.first_day, month.first_day + timedelta(days=last)


def _done(uow: UnitOfWork, kind: Achieved, *spans: tuple[date, date]) -> Months:
    """What was achieved by month, of each person, each department and all together, as far as the reader sees it."""
    month = cast(func.date_trunc("month", _A.c.occurred_on), Date)
    columns = (_A.c.person_id, _A.c.department_id, month.label("month"))
    query = select(*columns, func.sum(_A.c.amount).label("amount")).where(
        *access.rows(uow, shape_of(uow, ACHIEVEMENT.name)),
        _A.c.kind == kind,
        or_(*((_A.c.occurred_on >= first) & (_A.c.occurred_on < end) for first, end in spans)),
    )
    found: Months = defaultdict(Decimal)
    for row in uow.rows(query.group_by(*columns)):
        for key in _keys(uow, row):
            found[key, row["month"]] += row["amount"]
    return found


def _keys(uow: UnitOfWork, row: Mapping[Any, Any]) -> Iterable[_Key]:
    """Of whom it is an achievement: of the person, of the department where he sat and those above, and of all."""
    yield Level.PERSON, row["person_id"]
    yield Level.COMPANY, uow.company_id
    department = row["department_id"]
    for place in departments_above(uow, department) if department else ():
        yield Level.DEPARTMENT, place


def _wanted(uow: UnitOfWork, kind: Achieved, first: date, end: date) -> Months:
    query = select(TARGET.c.level, TARGET.c.subject_id, TARGET.c.month, TARGET.c.amount).where(
        TARGET.c.tenant_id == uow.tenant_id,
        TARGET.c.company_id == uow.company_id,
        TARGET.c.kind == kind,
        TARGET.c.month >= first,
        TARGET.c.month < end,
    )
    found: Months = defaultdict(Decimal)
    for row in uow.rows(query):
        found[(Level(row["level"]), row["subject_id"]), row["month"]] = row["amount"]
    return found


_Members = dict[_Key, list[_Key]]
_Subject = tuple[_Key, str]


def _subjects(uow: UnitOfWork, people: frozenset[UUID] | None) -> tuple[_Members, list[_Subject]]:
    """Who has a row, and who makes up whom: a department its people and the departments right below it.

    A department has one only where the reader reaches all who sit in it or below.
    """
    users = uow.rows(
        select(APP_USER.c.id, APP_USER.c.name, APP_USER.c.department_id)
        .where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.active)
        .order_by(APP_USER.c.name_key, APP_USER.c.id)
    )
    departments = uow.rows(
        select(DEPARTMENT.c.id, DEPARTMENT.c.name, DEPARTMENT.c.parent_id)
        .where(DEPARTMENT.c.tenant_id == uow.tenant_id)
        .order_by(DEPARTMENT.c.name, DEPARTMENT.c.id)
    )
    members: _Members = defaultdict(list)
    for user in users:
        if user["department_id"]:
            members[Level.DEPARTMENT, user["department_id"]].append((Level.PERSON, user["id"]))
    for row in departments:
        above: _Key = (
            (Level.DEPARTMENT, row["parent_id"]) if row["parent_id"] else (Level.COMPANY, uow.company_id)
        )
        members[above].append((Level.DEPARTMENT, row["id"]))
    return members, list(_shown(uow, people, users, departments))


def _shown(
    uow: UnitOfWork,
    people: frozenset[UUID] | None,
    users: Sequence[Mapping[Any, Any]],
    departments: Sequence[Mapping[Any, Any]],
) -> Iterator[_Subject]:
    if people is None:
        yield (Level.COMPANY, uow.company_id), ""
    for row in departments:
        sitting = people_in(uow, [row["id"]])
        if people is None or (sitting and sitting <= people):
            yield (Level.DEPARTMENT, row["id"]), row["name"]
    for row in users:
        if people is None or row["id"] in people:
            yield (Level.PERSON, row["id"]), row["name"]


def _row(subject: _Subject, year: int, wanted: Months, done: Months, members: _Members) -> Row:
    key, name = subject
    level, subject_id = key
    assert subject_id is not None
    below = None if level is Level.PERSON else [_year(wanted, one, year) for one in members[key]]
    return Row(
        level=level,
        subject_id=subject_id,
        name=name,
        target=_year(wanted, key, year),
        done=_year(done, key, year),
        year_before=_year(done, key, year - 1),
        below=None
        if below is None
        else [sum(month, _NOTHING) for month in zip(*below, strict=True)] or [_NOTHING] * 12,
    )


def _year(months: Months, key: _Key, year: int) -> list[Decimal]:
    return [months.get((key, date(year, number, 1)), _NOTHING) for number in range(1, 13)]
