"""Say who stands in for somebody (委托), and that it is over."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from heyi.platform.approvals.errors import NotTheApplicant, PersonUnusable
from heyi.platform.approvals.models import APPROVAL_FLOW, APPROVAL_STAND_IN
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.errors import FieldProblem, InvalidInput, NotAllowed, NotFound, VersionChanged
from heyi.platform.unit_of_work import UnitOfWork

_S = APPROVAL_STAND_IN.c


def add_stand_in(
    uow: UnitOfWork,
    *,
    user_id: UUID | None,
    stand_in_id: UUID,
    from_on: date,
    to_on: date,
    flow_id: UUID | None,
    note: str | None,
) -> UUID:
    """Have somebody stand in for the actor, or for whoever is named, from one day to another; gives back its id.

    Both may answer what is asked of him on these days, also what was asked before; the log names both.

    Raises:
        NotAllowed: it is for another, and the actor does not oversee approvals.
        PersonUnusable: one of the two does not work here.
        InvalidInput: it ends before it begins, or is for oneself.
        NotFound: there is no such flow.
    """
    person = user_id or uow.actor.user_id
    if person is None or (person != uow.actor.user_id and not uow.actor.may(OVERSEE)):
        raise NotAllowed(permission=f"permission.{OVERSEE}")
    uow.change_settings()
    directory = directory_of(uow)
    for one in (person, stand_in_id):
        if not directory.active([one]):
            raise PersonUnusable(person=directory.name(one))
    if to_on < from_on or to_on < uow.today:
        raise InvalidInput(problems=[FieldProblem("to_on", "approval_days", {"value": str(to_on)})])
    if stand_in_id == person:
        raise InvalidInput(problems=[FieldProblem("stand_in_id", "approval_stands_in_for_himself", {})])
    if flow_id is not None:
        flow = select(APPROVAL_FLOW.c.id).where(
            APPROVAL_FLOW.c.tenant_id == uow.tenant_id, APPROVAL_FLOW.c.id == flow_id
        )
        if uow.scalar(flow) is None:
            raise NotFound(what="record.approval_flow")
    stand_in = uow.new_id()
    uow.insert(
        APPROVAL_STAND_IN,
        {
            "id": stand_in,
            "user_id": person,
            "stand_in_id": stand_in_id,
            "flow_id": flow_id,
            "from_on": from_on,
            "to_on": to_on,
            "note": note,
        },
    )
    uow.audit("created", record="approval_stand_in", record_id=stand_in, title=directory.name(stand_in_id))
    return stand_in


def end_stand_in(uow: UnitOfWork, stand_in: UUID, *, version: int) -> None:
    """Have nobody stand in any more by this.

    Raises:
        NotFound: there is none.
        NotTheApplicant: it is another's, and the actor does not oversee approvals.
        VersionChanged: somebody changed it meanwhile.
    """
    uow.change_settings()
    place = (_S.tenant_id == uow.tenant_id, _S.id == stand_in)
    row = uow.first(select(APPROVAL_STAND_IN).where(*place).with_for_update())
    if row is None:
        raise NotFound(what="record.approval_stand_in")
    if row["user_id"] != uow.actor.user_id and not uow.actor.may(OVERSEE):
        raise NotTheApplicant
    if row["version"] != version:
        raise VersionChanged(what="record.approval_stand_in", yours=version, now=row["version"])
    uow.execute(delete(APPROVAL_STAND_IN).where(*place))
    title = directory_of(uow).name(row["stand_in_id"])
    uow.audit("deleted", record="approval_stand_in", record_id=stand_in, title=title)
