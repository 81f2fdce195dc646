"""A lead is followed, given up, taken up again, and becomes a customer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, select, update

from heyi.modules.activities import api as activities
from heyi.modules.crm.contracts import Conversion, ConversionWish, LeadStatus, MappingView, OpportunityWish
from heyi.modules.crm.errors import (
    AlreadyConverted,
    CustomerExists,
    CustomerOfOther,
    FieldsDoNotFit,
    NothingToMap,
)
from heyi.modules.crm.events import LeadBecameCustomer
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.opportunities import OPPORTUNITY
from heyi.modules.crm.models.settings import LEAD_MAPPING
from heyi.modules.crm.queries.leads import (
    TARGETS,
    becoming,
    candidates,
    lead_mapping,
    lead_status,
    lock_lead,
)
from heyi.modules.crm.states import LeadState, lead_step
from heyi.modules.parties import api as parties
from heyi.modules.sea import api as sea
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.files.tables import FILE
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.duplicates.finding import refuse_duplicates
from heyi.platform.records.gates import ask_gates
from heyi.platform.records.kinds import COMPUTED, TEXTS
from heyi.platform.records.owners import OwnerChange, require_owners
from heyi.platform.records.saving import create_record, values_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_L = LEAD.table


def follow_lead(uow: UnitOfWork, lead_id: UUID) -> LeadStatus:
    """Somebody works on the lead now.

    Raises:
        NotFound: there is none of that id.
        WrongState: it is not new.
    """
    return _turn(uow, lead_id, "follow", {})


def invalidate_lead(uow: UnitOfWork, lead_id: UUID, *, reason: str) -> LeadStatus:
    """Nothing will come of the lead; says why.

    Raises:
        NotFound: there is none of that id.
        WrongState: it is converted or given up already.
    """
    return _turn(uow, lead_id, "invalidate", {"invalid_reason": reason})


def reopen_lead(uow: UnitOfWork, lead_id: UUID) -> LeadStatus:
    """A lead that was given up is worked on again.

    Raises:
        NotFound: there is none of that id.
        WrongState: it was not given up.
        AppError: its owner may not have one more, as at any change of hands.
    """
    row = lock_lead(uow, lead_id)
    lead_step(LeadState(row["state"]), "reopen")
    require_owners(uow, shape_of(uow, LEAD.name), [OwnerChange(lead_id, None, row["owner_id"])])
    status = _turn(uow, lead_id, "reopen", {"invalid_reason": None})
    sea.refresh_due(uow, shape_of(uow, LEAD.name), [lead_id])
    return status


def convert_lead(uow: UnitOfWork, lead_id: UUID, wish: ConversionWish) -> Conversion:
    """Make the lead a customer, new or one that is there, with a contact and an opportunity if wished; all or nothing.

    Its files and follow-ups go to the customer, its history stands on his timeline, and it is only read from now on.

    Raises:
        NotFound: there is no such lead, or no such customer for the actor.
        AlreadyConverted: it became a customer before.
        WrongState: it was given up.
        NothingToMap: no field of the lead gives the customer his name.
        CustomerExists: a customer that is probably the same is there, and neither he nor another one was chosen.
        CustomerOfOther: the same, and he belongs to somebody else.
        DuplicateExists, DuplicateUnseen: a rule that blocks finds the new customer there already.
        InvalidInput: a value does not fit where the mapping puts it.
    """
    row = lock_lead(uow, lead_id)
    if row["state"] == LeadState.CONVERTED:
        raise AlreadyConverted(lead=row["name"], party=_title(uow, row["party_id"]))
    lead_step(LeadState(row["state"]), "convert")
    parts = becoming(uow, values_of(shape_of(uow, LEAD.name), row))
    party_id = _customer(uow, parts["party"], wish)
    contact_id = _contact(uow, parts["contact"], party_id) if wish.contact else None
    opportunity_id = _opportunity(uow, parts["opportunity"], wish.opportunity, party_id, contact_id)
    changed = {
        "state": LeadState.CONVERTED,
        "party_id": party_id,
        "contact_id": contact_id,
        "opportunity_id": opportunity_id,
        "converted_at": uow.now,
        "due_on": None,
    }
    uow.flush()
    uow.change(_L, lead_id, changed)
    _hand_over_files(uow, lead_id, party_id)
    activities.bring_along(uow, LEAD.name, lead_id, party_id)
    parties.contact_next(uow, party_id, row["next_contact_at"])
    _audit(uow, {**row, **changed}, "converted", {"state": [row["state"], LeadState.CONVERTED]})
    uow.emit(
        LeadBecameCustomer(
            aggregate_id=lead_id,
            aggregate_seq=row["version"] + 1,
            party_id=party_id,
            contact_id=contact_id,
            opportunity_id=opportunity_id,
        )
    )
    return Conversion(
        id=lead_id,
        version=row["version"] + 1,
        party_id=party_id,
        contact_id=contact_id,
        opportunity_id=opportunity_id,
        attached=wish.party_id is not None,
    )


def set_lead_mapping(uow: UnitOfWork, version: int, pairs: list[tuple[str, str]]) -> MappingView:
    """Say what becomes what when a lead is converted.

    Raises:
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: a field is not there, is set by the product, or is filled twice.
        FieldsDoNotFit: the two hold different kinds of values.
        NothingToMap: nothing would give the customer his name.
    """
    now = lead_mapping(uow)
    if now.version != version:
        raise VersionChanged(what="record.lead_mapping", yours=version, now=now.version)
    _check_pairs(uow, pairs)
    if not any(to == "party.name" for _, to in pairs):
        raise NothingToMap
    said = orjson.dumps(pairs).decode()
    row = uow.first(
        select(LEAD_MAPPING.c.id).where(LEAD_MAPPING.c.tenant_id == uow.tenant_id).with_for_update()
    )
    mapping_id = row["id"] if row else uow.new_id()
    if row is None:
        uow.insert(LEAD_MAPPING, {"id": mapping_id, "pairs": said})
    else:
        uow.change(LEAD_MAPPING, mapping_id, {"pairs": said})
    uow.audit("changed", record="lead_mapping", record_id=mapping_id)
    return lead_mapping(uow)


def _check_pairs(uow: UnitOfWork, pairs: list[tuple[str, str]]) -> None:
    lead = shape_of(uow, LEAD.name)
    problems = []
    for at, (of, to) in enumerate(pairs):
        target, _, name = to.partition(".")
        shape = shape_of(uow, TARGETS[target].name) if target in TARGETS else None
        theirs = shape.by_name.get(name) if shape else None
        ours = lead.by_name.get(of)
        if ours is None:
            problems.append(FieldProblem(f"pairs.{at}.0", "unknown_field", {"value": of[:80]}))
        elif theirs is None:
            problems.append(FieldProblem(f"pairs.{at}.1", "unknown_field", {"value": to[:80]}))
        elif theirs.read_only or theirs.kind in COMPUTED:
            problems.append(FieldProblem(f"pairs.{at}.1", "field_read_only"))
        elif to in [other for _, other in pairs[:at]]:
            problems.append(FieldProblem(f"pairs.{at}.1", "not_twice", {"value": to[:80]}))
        elif ours.value_kind != theirs.value_kind and not {ours.value_kind, theirs.value_kind} <= TEXTS:
            raise FieldsDoNotFit(
                of=f"field.lead.{of}", to=f"field.{TARGETS[target].name}.{name}", kind=f"kind.{theirs.kind}"
            )
    if problems:
        raise InvalidInput(problems=problems)


def _customer(uow: UnitOfWork, values: Mapping[str, Any], wish: ConversionWish) -> UUID:
    if wish.party_id is not None:
        # What is known of the lead moves there: that is a change of the customer.
        access.require_row(uow, parties.PARTY, wish.party_id, "update")
        return wish.party_id
    assert parties.PARTY.permissions.create is not None
    uow.require(parties.PARTY.permissions.create)
    if not values.get("name"):
        raise NothingToMap
    if not wish.another:
        for same in candidates(uow, values):
            if same.id is not None:
                raise CustomerExists(party=same.title, field=f"field.party.{same.field}", id=same.id)
            if same.title:
                raise CustomerOfOther(
                    party=same.title, field=f"field.party.{same.field}", owner=same.owner or ""
                )
    refuse_duplicates(uow, parties.PARTY, values)
    return _made(uow, parties.PARTY, _filled(uow, "party", values))


def _contact(uow: UnitOfWork, values: Mapping[str, Any], party_id: UUID) -> UUID | None:
    """The contact, unless the lead names nobody; whoever is known there by that number is not made twice."""
    if not values.get("name"):
        return None
    contact = parties.CONTACT.table.c
    same = select(contact.id).where(
        contact.tenant_id == uow.tenant_id,
        contact.party_id == party_id,
        contact.name == values["name"],
        contact.phone.is_not_distinct_from(values.get("phone")),
    )
    found: UUID | None = uow.scalar(same.limit(1))
    if found is not None:
        return found
    assert parties.CONTACT.permissions.create is not None
    uow.require(parties.CONTACT.permissions.create)
    return _made(uow, parties.CONTACT, _filled(uow, "contact", {**values, "party_id": party_id}))


def _opportunity(
    uow: UnitOfWork,
    values: Mapping[str, Any],
    wish: OpportunityWish | None,
    party_id: UUID,
    contact_id: UUID | None,
) -> UUID | None:
    if wish is None:
        return None
    assert OPPORTUNITY.permissions.create is not None
    uow.require(OPPORTUNITY.permissions.create)
    if wish.amount is not None and "amount" in access.levels(uow, shape_of(uow, OPPORTUNITY.name)):
        raise InvalidInput(problems=[FieldProblem("opportunity.amount", "field_read_only")])
    said: dict[str, Any] = {
        "name": wish.name,
        "expected_on": wish.expected_on,
        "group_id": wish.group_id,
        "party_id": party_id,
        "contact_id": contact_id,
        "amount": wish.amount,
    }
    given = {name: value for name, value in said.items() if value is not None}
    return _made(uow, OPPORTUNITY, _filled(uow, "opportunity", {**values, **given}))


def _made(uow: UnitOfWork, record: Record, values: Mapping[str, Any]) -> UUID:
    """A new record, if nothing stands in the way of it: a lead is no way around an approval.

    Raises:
        AppError: what stands in the way.
    """
    ask_gates(uow, shape_of(uow, record.name), "create", None, values)
    return create_record(uow, record, values)


def _filled(uow: UnitOfWork, target: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the defaults of declared fields that nobody mapped."""
    shape = shape_of(uow, TARGETS[target].name)
    defaults = {
        item.name: item.default
        for item in shape.fields
        if item.default is not None and not item.own and not item.read_only
    }
    return defaults | dict(values)


def _turn(uow: UnitOfWork, lead_id: UUID, verb: str, changed: Mapping[str, Any]) -> LeadStatus:
    row = lock_lead(uow, lead_id)
    state = lead_step(LeadState(row["state"]), verb)
    rested = {} if state in (LEAD.worked_on or ("", ()))[1] else {"due_on": None}
    uow.change(_L, lead_id, {"state": state, **changed, **rested})
    told = {name: [row[name], value] for name, value in changed.items()}
    after = {**row, "state": state, "version": row["version"] + 1}
    _audit(uow, after, "changed", {"state": [row["state"], state], **told})
    return lead_status(uow, after)


def _hand_over_files(uow: UnitOfWork, lead_id: UUID, party_id: UUID) -> None:
    """What hangs on the lead hangs on the customer now; what a field of the lead names stays with it."""
    place = (FILE.c.tenant_id == uow.tenant_id, FILE.c.record == "lead", FILE.c.record_id == lead_id)
    moved = update(FILE).where(*place, FILE.c.field.is_(None))
    uow.execute(moved.values(record="party", record_id=party_id))


def _title(uow: UnitOfWork, party_id: UUID) -> str:
    party = parties.PARTY.table.c
    return str(uow.scalar(select(party.name).where(party.tenant_id == uow.tenant_id, party.id == party_id)))


def _audit(
    uow: UnitOfWork, row: RowMapping | Mapping[Any, Any], action: str, changes: Mapping[str, Any]
) -> None:
    uow.audit(
        action,
        record="lead",
        record_id=row["id"],
        party_id=row["party_id"],
        title=row["name"],
        changes=changes,
    )
