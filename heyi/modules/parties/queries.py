"""Reads of parties."""

from uuid import UUID

from sqlalchemy import bindparam, select

from heyi.modules.parties.contracts import PartyFacts
from heyi.modules.parties.models import PARTY
from heyi.modules.parties.permissions import VIEW_PARTY
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import department_of
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_PARTY = PARTY.table
_FACTS = select(
    _PARTY.c.id,
    _PARTY.c.name,
    _PARTY.c.is_customer,
    _PARTY.c.is_supplier,
    _PARTY.c.owner_id,
    department_of(_PARTY.c.tenant_id, _PARTY.c.owner_id).label("owner_department_id"),
    _PARTY.c.level,
).where(_PARTY.c.tenant_id == bindparam("tenant"), _PARTY.c.id == bindparam("party"))


def require_party(uow: UnitOfWork, party_id: UUID) -> PartyFacts:
    """The party of that id; whoever may look at parties at all can use only those he sees.

    Raises:
        NotFound: it does not exist in this tenant, or not for the actor.
    """
    if uow.actor.may(VIEW_PARTY):
        access.require_row(uow, PARTY, party_id, known=True)
    row = uow.first(_FACTS, {"tenant": uow.tenant_id, "party": party_id})
    if row is None:
        raise NotFound(what="record.party")
    return PartyFacts(**row)
