"""Reads of parties."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import bindparam, select

from heyi.modules.parties.contracts import PartyFacts
from heyi.modules.parties.models import PARTY
from heyi.modules.parties.permissions import VIEW_PARTY
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import department_of
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_PARTY = PARTY.table
_COLUMNS = (
    _PARTY.c.id,
    _PARTY.c.name,
    _PARTY.c.is_customer,
    _PARTY.c.is_supplier,
    _PARTY.c.owner_id,
    department_of(_PARTY.c.tenant_id, _PARTY.c.owner_id).label("owner_department_id"),
    _PARTY.c.level,
)
_FACTS = select(*_COLUMNS).where(_PARTY.c.tenant_id == bindparam("tenant"), _PARTY.c.id == bindparam("party"))


def parties_of(uow: UnitOfWork, party_ids: Collection[UUID]) -> Mapping[UUID, PartyFacts]:
    """Those of the parties that there are; whoever may look at parties at all gets only those he sees."""
    seen = access.rows(uow, shape_of(uow, PARTY.name)) if uow.actor.may(VIEW_PARTY) else []
    query = select(*_COLUMNS).where(_PARTY.c.tenant_id == uow.tenant_id, _PARTY.c.id.in_(party_ids), *seen)
    return {row["id"]: PartyFacts(**row) for row in uow.rows(query)}


def require_party(uow: UnitOfWork, party_id: UUID) -> PartyFacts:
    """The party of that id; whoever may look at parties at all can use only those he sees.

    Raises:
        NotFound: it does not exist in this tenant, or not for the actor.
    """
    if uow.actor.may(VIEW_PARTY):
        access.require_row(uow, PARTY, party_id, known=True)
    return party_named(uow, party_id)


def party_named(uow: UnitOfWork, party_id: UUID) -> PartyFacts:
    """The party that a document names already, whoever works on the document; nothing of it may be shown.

    Raises:
        NotFound: it does not exist in this tenant.
    """
    row = uow.first(_FACTS, {"tenant": uow.tenant_id, "party": party_id})
    if row is None:
        raise NotFound(what="record.party")
    return PartyFacts(**row)
