"""What belongs to somebody, and who would get how much of it by a plan; the very question of the run itself."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    not_,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.sql import FromClause

from heyi.platform.db.schema import MONEY
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Record
from heyi.platform.records.handing_over.going import follows, handed_over, still_open
from heyi.platform.records.handing_over.plans import (
    HandOverPlan,
    check_plan,
    in_turn,
    kinds_of,
    leads,
    ruled,
    runs,
)
from heyi.platform.records.shapes import shapes
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Belonging:
    """A kind of record of which rows belong to somebody.

    `open` rows are handed over, `closed` ones stay in his name as they ended; `value` is the money in the open ones.
    Rows that `follow` another kind go to its new owner. Of the open ones the reader `may` hand over so many.
    """

    record: str
    label: str
    path: str
    open: int
    closed: int
    value: Decimal | None
    may: int
    follows: str | None


@dataclass(frozen=True)
class Belongings:
    """Everything that belongs to somebody: records by kind, places on teams, and the people who report to him."""

    records: list[Belonging]
    teams: int
    reports: int


@dataclass(frozen=True)
class HandOverShare:
    """Who gets how many, and what they are worth where they are worth money."""

    id: UUID
    title: str
    count: int
    value: Decimal | None


@dataclass(frozen=True)
class HandOverSplit:
    """Of a kind: who gets how many, and how many stay."""

    record: str
    label: str
    people: list[HandOverShare]
    staying: int


@dataclass(frozen=True)
class HandOverPreview:
    """Who would get what if it ran now."""

    records: list[HandOverSplit]
    people: list[HandOverShare]


def belongings_of(uow: UnitOfWork, person_id: UUID) -> Belongings:
    """Everything that belongs to somebody, as far as the reader sees it; one statement for each kind of record.

    Raises:
        NotFound: there is no such person.
    """
    require_person(uow, person_id)
    found = [_belonging(uow, shape, person_id) for shape in kinds_of(uow)]
    member = RECORD_MEMBER.c
    teams = select(func.count()).where(member.tenant_id == uow.tenant_id, member.user_id == person_id)
    person = APP_USER.c
    reports = select(func.count()).where(person.tenant_id == uow.tenant_id, person.manager_id == person_id)
    return Belongings(
        [one for one in found if one.open or one.closed],
        uow.scalar(teams),
        uow.scalar(reports.where(person.active)),
    )


def preview(uow: UnitOfWork, person_id: UUID, plan: HandOverPlan) -> HandOverPreview:
    """Who would get how many by this plan; what others have changed by then may still change that.

    Raises:
        NotFound: there is no such person.
        InvalidInput: the plan cannot be carried out.
        NotAllowed: the plan changes people, which the actor may not.
    """
    require_person(uow, person_id)
    check_plan(uow, person_id, plan)
    person = APP_USER.c
    wanted = {one for _, one in plan.named()}
    names = {
        row["id"]: row["name"]
        for row in uow.rows(
            select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.id.in_(wanted))
        )
    }
    whole: dict[UUID, list[Any]] = defaultdict(lambda: [0, None])
    splits = []
    for shape in kinds_of(uow):
        gets = planned(uow, plan, shape, person_id).subquery("planned")
        query = select(gets.c.person, func.count().label("rows"), func.sum(gets.c.value).label("value"))
        shares, staying = [], 0
        for row in uow.rows(query.group_by(gets.c.person)):
            if row["person"] is None:
                staying = row["rows"]
                continue
            value = row["value"] if _shows_value(uow, shape) else None
            shares.append(HandOverShare(row["person"], names.get(row["person"], ""), row["rows"], value))
            sums = whole[row["person"]]
            sums[0] += row["rows"]
            sums[1] = sums[1] if value is None else (sums[1] or Decimal()) + value
        if shares or staying:
            shares.sort(key=lambda one: (-one.count, one.title, one.id))
            splits.append(HandOverSplit(shape.name, f"record.{shape.name}", shares, staying))
    people = [HandOverShare(one, names.get(one, ""), count, value) for one, (count, value) in whole.items()]
    return HandOverPreview(splits, sorted(people, key=lambda one: (-one.count, one.title, one.id)))


def planned(uow: UnitOfWork, plan: HandOverPlan, shape: Record, leaver_id: UUID) -> Select[Any]:
    """The leaver's open rows of a kind, each with whom it would go to (nobody: it stays) and its worth.

    What may not be handed over `stays`, and with it what belongs to it.
    """
    table = shape.table
    known = {one.name: one for one in kinds_of(uow)}
    above = leads(uow, shape, known) if shape.name not in plan.apart else None
    person, join, meets = ruled(uow, plan, shape, table)
    source: FromClause = table
    if join is not None and meets is not None:
        source = source.outerjoin(join, meets)
    stays: ColumnElement[bool] = not_(and_(true(), *_movable(uow, shape)))
    alone: ColumnElement[bool] = not_(stays)
    goes_along: ColumnElement[Any] = null()
    if above is not None:
        moved = planned(uow, plan, above, leaver_id).subquery(f"moved_{above.name}")
        named = expression(shape, follows(uow, shape), table)
        source = source.outerjoin(moved, moved.c.id == named)
        if runs(uow, plan, above):
            stays = or_(stays, func.coalesce(moved.c.stays, false()))
        goes_along = moved.c.person
        alone = and_(not_(stays), goes_along.is_(None))
    if person is None:
        number = func.row_number().over(partition_by=alone, order_by=table.c.id) - 1
        person = in_turn(plan, number)
    whose = person if above is None else func.coalesce(goes_along, person)
    worth = table.columns[shape.handing.value] if shape.handing.value else cast(null(), MONEY)
    return (
        select(
            table.c.id,
            case((stays, null()), else_=whose).label("person"),
            stays.label("stays"),
            worth.label("value"),
        )
        .select_from(source)
        .where(*his_open(uow, shape, leaver_id))
    )


def his_open(uow: UnitOfWork, shape: Record, person_id: UUID) -> list[ColumnElement[bool]]:
    """Rows of his that are worked on and that the actor sees."""
    table = shape.table
    own = table.columns[shape.owner_field] == person_id
    return [*access.rows(uow, shape), own, *still_open(shape, table)]


def unseen_remain(uow: UnitOfWork, person_id: UUID) -> bool:
    """Whether open rows of his are beyond what the actor sees: nobody would hand them over."""
    found = []
    for shape in shapes(uow):
        if handed_over(shape) and not (uow.actor.may(shape.permissions.view) and access.sees_all(uow, shape)):
            table = shape.table
            seen = access.rows(uow, shape) if uow.actor.may(shape.permissions.view) else [false()]
            his = table.columns[shape.owner_field] == person_id
            place = (*access.within(uow, shape, table), his, *still_open(shape, table))
            found.append(exists(select(table.c.id).where(*place, not_(and_(*seen)))))
    return bool(found) and bool(uow.scalar(select(or_(*found))))


def require_person(uow: UnitOfWork, person_id: UUID, *, lock: bool = False) -> str:
    """The name of somebody of this tenant.

    Raises:
        NotFound: there is no such person.
    """
    person = APP_USER.c
    query = select(person.name).where(person.tenant_id == uow.tenant_id, person.id == person_id)
    name: str | None = uow.scalar(query.with_for_update() if lock else query)
    if name is None:
        raise NotFound(what="record.app_user")
    return name


def _movable(uow: UnitOfWork, shape: Record) -> list[ColumnElement[bool]]:
    transfer = shape.permissions.transfer
    if transfer is None or not uow.actor.may(transfer):
        return [not_(true())]
    return access.rows(uow, shape, "transfer")


def _shows_value(uow: UnitOfWork, shape: Record) -> bool:
    return bool(shape.handing.value) and access.levels(uow, shape).get(shape.handing.value) is None


def _belonging(uow: UnitOfWork, shape: Record, person_id: UUID) -> Belonging:
    table = shape.table
    worked = and_(true(), *still_open(shape, table))
    columns = [
        func.count().filter(worked).label("open"),
        func.count().filter(not_(worked)).label("closed"),
        func.count().filter(and_(worked, *_movable(uow, shape))).label("may"),
    ]
    if shape.handing.value:
        columns.append(func.sum(table.columns[shape.handing.value]).filter(worked).label("value"))
    own = table.columns[shape.owner_field] == person_id
    row = uow.rows(select(*columns).where(*access.rows(uow, shape), own))[0]
    above = leads(uow, shape, {one.name: one for one in kinds_of(uow)})
    return Belonging(
        record=shape.name,
        label=f"record.{shape.name}",
        path=shape.path,
        open=row["open"],
        closed=row["closed"],
        value=row["value"] or Decimal() if _shows_value(uow, shape) else None,
        may=row["may"],
        follows=above.name if above else None,
    )
