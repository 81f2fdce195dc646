"""Whom to tell of opportunities: owners of those that stand still, managers of those who won."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Text, cast, func, select

from heyi.modules.crm.contracts.notices import DEAL_STALE, DEAL_WON
from heyi.modules.crm.models.opportunities import OPPORTUNITY
from heyi.modules.crm.states import OpportunityState
from heyi.platform.identity.tables import APP_USER
from heyi.platform.notify.writing import Notice
from heyi.platform.unit_of_work import UnitOfWork

_O = OPPORTUNITY.table
_LOOKED_BACK = timedelta(days=7)


def stale_deals(uow: UnitOfWork) -> Iterator[Notice]:
    """Who has opportunities that stand in their stage for longer than it allows, told when another one does.

    The day on which the last of them became late is the `once`: who was told of that day is not told again.
    """
    latest = func.max(_O.c.stale_on)
    found = (
        select(
            _O.c.owner_id,
            func.count().label("count"),
            func.min(cast(_O.c.id, Text)).label("first"),
            latest.label("latest"),
        )
        .where(
            _O.c.tenant_id == uow.tenant_id,
            _O.c.state == OpportunityState.OPEN,
            _O.c.stale_on <= uow.today,
            _O.c.owner_id.is_not(None),
        )
        .group_by(_O.c.owner_id)
        .having(latest > uow.today - _LOOKED_BACK)
    )
    mine = {"field": "owner_id", "op": "eq", "value": "@me"}
    open_ = {"field": "state", "op": "eq", "value": "open"}
    late = {"field": "stale_on", "op": "lte", "value": uow.today.isoformat()}
    opens = {"to": f"/{OPPORTUNITY.path}", "filter": {"and": [mine, open_, late]}}
    for row in uow.rows(found):
        yield Notice(
            user_id=row["owner_id"],
            kind=DEAL_STALE,
            record=OPPORTUNITY.name,
            record_id=UUID(row["first"]) if row["count"] == 1 else None,
            count=row["count"],
            params={"opens": opens},
            once=f"{row['latest']}",
        )


def managers_of_winner(uow: UnitOfWork, opportunity_id: UUID) -> Iterator[Notice]:
    """The manager of whose opportunity was won."""
    person = APP_USER.c
    query = (
        select(person.manager_id, person.id)
        .join(_O, (_O.c.tenant_id == person.tenant_id) & (_O.c.owner_id == person.id))
        .where(person.tenant_id == uow.tenant_id, _O.c.id == opportunity_id, person.manager_id.is_not(None))
    )
    for row in uow.rows(query):
        yield Notice(
            user_id=row["manager_id"], kind=DEAL_WON, record=OPPORTUNITY.name, record_id=opportunity_id
        )
