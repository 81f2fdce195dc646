"""Who is ahead, among those whom the reader's roles reach."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.sql import FromClause

from heyi.kit.spans import Span, span_of_days
from heyi.modules.insight.contracts import Measure, Place, Ranking, Stretch
from heyi.modules.insight.queries.asking import among, narrowed
from heyi.modules.insight.queries.figures import amount_of, days_within, measuring
from heyi.modules.insight.rules import MEASURED, Measured, every
from heyi.platform.errors import NotAllowed
from heyi.platform.records import access
from heyi.platform.records.reaching import people_reached
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_MOST: Final = 20


def ranking(uow: UnitOfWork, by: Measure | None, over: Stretch) -> Ranking:
    """The first twenty and the reader himself, the largest first; equal amounts share a place.

    Without a measure, by the first that he may see.

    Raises:
        NotAllowed: he may not see what they would be compared by.
    """
    offered = {name: seen for name, measured in MEASURED.items() if (seen := measuring(uow, measured))}
    if by is None:
        by = next(iter(offered), None)
    elif by not in offered:
        raise NotAllowed(permission=f"permission.{shape_of(uow, MEASURED[by].record).permissions.view}")
    places = _places(offered[by], MEASURED[by], over) if by else []
    return Ranking(by, over, list(offered), places)


def _places(selecting: Selecting, measured: Measured, over: Stretch) -> list[Place]:
    uow = selecting.uow
    first, end = span_of_days(Span(over.value), uow.today)
    rows = narrowed(selecting, every(*measured.counted, days_within(selecting, measured, first, end)))
    assert rows is not None, "measuring() let it pass"
    person = shape_of(uow, "app_user").table.alias("person")
    owner, source = _owner(selecting, measured)
    mine = uow.actor.user_id
    totals = (
        select(owner.label("user_id"), amount_of(selecting, measured).label("amount"))
        .select_from(source)
        .where(*rows, *among(owner, people_reached(uow, selecting.record)))
        .group_by(owner)
        .subquery()
    )
    placed = select(totals, func.rank().over(order_by=totals.c.amount.desc()).label("place")).subquery()
    query = (
        select(placed, person.c.name)
        .join(person, person.c.id == placed.c.user_id)
        .where(person.c.tenant_id == uow.tenant_id, or_(placed.c.place <= _MOST, placed.c.user_id == mine))
        .order_by(placed.c.place, person.c.name_key, placed.c.user_id)
        .limit(_MOST + 1)
    )
    return [
        Place(row["place"], row["user_id"], row["name"], Decimal(row["amount"]), row["user_id"] == mine)
        for row in uow.rows(query)
    ]


def _owner(selecting: Selecting, measured: Measured) -> tuple[ColumnElement[Any], FromClause]:
    """Whose a row is: its own field says so, or that of its party."""
    table = selecting.table
    if measured.owner:
        return table.columns[measured.owner], table
    uow = selecting.uow
    party = shape_of(uow, "party")
    of = party.table.alias("party_of_it")
    here = and_(*access.within(uow, party, of), of.c.id == table.columns["party_id"])
    return of.c.owner_id, table.join(of, here)
