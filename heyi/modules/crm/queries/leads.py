"""Reads of leads, of what they would become, and of those that became a customer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.activities import api as activities
from heyi.modules.crm.contracts import Candidate, ConversionPreview, LeadStatus, MappedField, MappingView
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.opportunities import OPPORTUNITY
from heyi.modules.crm.models.settings import LEAD_MAPPING
from heyi.modules.crm.permissions import CONVERT_LEAD, UPDATE_LEAD
from heyi.modules.crm.rules import mapped
from heyi.modules.crm.states import LeadState, lead_verbs
from heyi.modules.parties import api as parties
from heyi.platform.errors import NotFound
from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.finding import find_duplicates
from heyi.platform.records.masking import masked
from heyi.platform.records.saving import values_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_L, _F = LEAD.table, activities.FOLLOW_UP.table
_MOST_FOLLOW_UPS = 500
TARGETS: Mapping[str, Record] = {
    "party": parties.PARTY,
    "contact": parties.CONTACT,
    "opportunity": OPPORTUNITY,
}
# What becomes what, unless a tenant says otherwise.
USUAL_PAIRS: tuple[tuple[str, str], ...] = (
    ("name", "party.name"),
    ("phone", "party.phone"),
    ("email", "party.email"),
    ("region", "party.region"),
    ("address", "party.address"),
    ("level", "party.level"),
    ("note", "party.note"),
    ("owner_id", "party.owner_id"),
    ("contact_name", "contact.name"),
    ("position", "contact.position"),
    ("phone", "contact.phone"),
    ("email", "contact.email"),
    ("name", "opportunity.name"),
    ("source", "opportunity.source"),
    ("owner_id", "opportunity.owner_id"),
)
_NEEDS = {
    "convert": CONVERT_LEAD,
    "follow": UPDATE_LEAD,
    "invalidate": UPDATE_LEAD,
    "reopen": UPDATE_LEAD,
}


def lock_lead(uow: UnitOfWork, lead_id: UUID) -> RowMapping:
    """The lead, locked.

    Raises:
        NotFound: there is none of that id.
    """
    row = uow.first(select(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.id == lead_id).with_for_update())
    if row is None:
        raise NotFound(what="record.lead")
    return row


def lead_status(uow: UnitOfWork, row: Mapping[Any, Any]) -> LeadStatus:
    """Where a lead stands, with what this actor may do next."""
    verbs = lead_verbs(LeadState(row["state"]))
    reached = access.within_reach(uow, LEAD, row["id"], {_NEEDS[verb] for verb in verbs})
    allowed = [verb for verb in verbs if _NEEDS[verb] in reached]
    return LeadStatus(id=row["id"], version=row["version"], state=row["state"], allowed_actions=allowed)


def get_lead_status(uow: UnitOfWork, lead_id: UUID) -> LeadStatus:
    """Where a lead stands, with what this actor may do next.

    Raises:
        NotFound: there is none of that id.
    """
    return lead_status(uow, _row(uow, lead_id))


def lead_mapping(uow: UnitOfWork) -> MappingView:
    """What becomes what when a lead is converted; the usual, until the tenant says otherwise."""
    row = uow.first(select(LEAD_MAPPING).where(LEAD_MAPPING.c.tenant_id == uow.tenant_id))
    if row is None:
        return MappingView(0, [MappedField(of, to) for of, to in USUAL_PAIRS])
    return MappingView(row["version"], [MappedField(of, to) for of, to in row["pairs"]])


def becoming(uow: UnitOfWork, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a lead with these values becomes: the values of the customer, the contact and the opportunity.

    What the tenant's mapping names and is there no more, a field that was thrown away, is passed over.
    """
    pairs = lead_mapping(uow).pairs
    found: dict[str, dict[str, Any]] = {}
    for name, record in TARGETS.items():
        shape = shape_of(uow, record.name)
        own = [(one.lead, one.to.partition(".")[2]) for one in pairs if one.to.partition(".")[0] == name]
        found[name] = mapped([(of, to) for of, to in own if to in shape.by_name], values)
    return found


def candidates(uow: UnitOfWork, party: Mapping[str, Any]) -> list[Candidate]:
    """The customers that the rules take for the same as this one."""
    return [
        Candidate(id=one.id, title=one.title, owner=one.owner, field=one.field, blocks=one.blocks)
        for one in find_duplicates(uow, parties.PARTY, party)
        if one.method != "domain"
    ]


def preview_conversion(uow: UnitOfWork, lead_id: UUID) -> ConversionPreview:
    """What the lead would become, and which customers are probably the same.

    Raises:
        NotFound: there is none of that id.
    """
    shape = shape_of(uow, LEAD.name)
    values = values_of(shape, _row(uow, lead_id))
    levels = access.levels(uow, shape)
    seen = {
        name: masked(shape.field(name), value) if levels.get(name) is Level.MASKED else value
        for name, value in values.items()
        if levels.get(name) is not Level.HIDDEN
    }
    same = candidates(uow, becoming(uow, values)["party"])
    return ConversionPreview(**becoming(uow, seen), candidates=same)


def leads_of_party(uow: UnitOfWork, party_id: UUID) -> Sequence[tuple[str, UUID]]:
    """The leads that became this customer, and what was written about them before, for his timeline."""
    query = select(_L.c.id, _L.c.converted_at).where(
        _L.c.tenant_id == uow.tenant_id, _L.c.party_id == party_id
    )
    leads = uow.rows(query)
    if not leads:
        return []
    until = max(row["converted_at"] for row in leads)
    written = select(_F.c.id).where(
        _F.c.tenant_id == uow.tenant_id, _F.c.party_id == party_id, _F.c.created_at <= until
    )
    follow_ups = uow.rows(written.order_by(_F.c.id.desc()).limit(_MOST_FOLLOW_UPS))
    return [("lead", row["id"]) for row in leads] + [("follow_up", row["id"]) for row in follow_ups]


def _row(uow: UnitOfWork, lead_id: UUID) -> RowMapping:
    row = uow.first(select(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.id == lead_id))
    if row is None:
        raise NotFound(what="record.lead")
    return row
