"""Who stands in for whom, as people see it."""

from sqlalchemy import and_, or_, select

from heyi.platform.approvals.contracts import StandInView
from heyi.platform.approvals.models import APPROVAL_FLOW, APPROVAL_STAND_IN
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.people import directory_of, person_view
from heyi.platform.unit_of_work import UnitOfWork

_S, _F = APPROVAL_STAND_IN.c, APPROVAL_FLOW


def list_stand_ins(uow: UnitOfWork) -> list[StandInView]:
    """Who stands in for the actor and for whom he does, the latest first; for who oversees approvals everybody's."""
    query = (
        select(APPROVAL_STAND_IN, _F.c.name.label("flow"))
        .outerjoin(_F, and_(_F.c.tenant_id == _S.tenant_id, _F.c.id == _S.flow_id))
        .where(_S.tenant_id == uow.tenant_id)
    )
    if not uow.actor.may(OVERSEE):
        query = query.where(or_(_S.user_id == uow.actor.user_id, _S.stand_in_id == uow.actor.user_id))
    directory = directory_of(uow)
    names = ("id", "version", "from_on", "to_on", "flow_id", "flow", "note")
    return [
        StandInView(
            **{name: row[name] for name in names},
            person=person_view(directory, row["user_id"]),
            stand_in=person_view(directory, row["stand_in_id"]),
            active=row["from_on"] <= uow.today <= row["to_on"],
        )
        for row in uow.rows(query.order_by(_S.from_on.desc(), _S.id.desc()).limit(500))
    ]
