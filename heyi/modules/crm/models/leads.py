"""Leads: who might buy, not yet known well enough to be a customer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Index, select, text

from heyi.kit.duplicates import KeyMethod
from heyi.modules.crm import permissions as may
from heyi.modules.crm.errors import LeadConverted
from heyi.modules.crm.models.words import INDUSTRIES, SOURCES
from heyi.modules.crm.rules import lead_problems
from heyi.modules.crm.states import LeadState
from heyi.modules.parties import api as parties
from heyi.platform.db.schema import INSTANT, check, column, index
from heyi.platform.notify.tables import moments_in
from heyi.platform.records.declaration import (
    DuplicateRule,
    Field,
    Kind,
    Permissions,
    PersonalData,
    Record,
    declare,
)
from heyi.platform.records.handing import Handing
from heyi.platform.unit_of_work import UnitOfWork

# What of a converted lead may still change: whose it is, and how we stand with it.
_STILL_CHANGED = frozenset({"owner_id", *(item.name for item in parties.STANDING)})


def _guard_lead(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """A converted lead is only read."""
    if changed.keys() <= _STILL_CHANGED:
        return
    table = record.table.c
    row = uow.first(
        select(table.name, table.state).where(table.tenant_id == uow.tenant_id, table.id == record_id)
    )
    if row is not None and row["state"] == LeadState.CONVERTED:
        raise LeadConverted(lead=row["name"])


LEAD: Record = declare(
    name="lead",
    path="leads",
    module="crm",
    title="name",
    party_field="party_id",
    permissions=Permissions(
        view=may.VIEW_LEAD,
        create=may.CREATE_LEAD,
        update=may.UPDATE_LEAD,
        delete=may.DELETE_LEAD,
        bring_in=may.IMPORT_LEAD,
        take_out=may.EXPORT_LEAD,
        transfer=may.TRANSFER_LEAD,
    ),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True, personal=PersonalData.NAME),
        Field(
            name="contact_name",
            searchable=True,
            in_list=True,
            personal=PersonalData.NAME,
            group="contact",
            max_length=60,
        ),
        Field(name="position", group="contact", max_length=100),
        Field(
            name="phone",
            kind=Kind.PHONE,
            searchable=True,
            in_list=True,
            group="contact",
            personal=PersonalData.PHONE,
        ),
        Field(name="email", kind=Kind.EMAIL, searchable=True, group="contact", personal=PersonalData.EMAIL),
        Field(name="wechat", searchable=True, group="contact", max_length=60),
        Field(name="region", in_list=True, group="contact", max_length=100),
        Field(name="address", group="contact", personal=PersonalData.ADDRESS),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(LeadState),
            default="new",
            read_only=True,
            in_list=True,
        ),
        Field(name="source", kind=Kind.CHOICE, choices=SOURCES, open_choices=True, in_list=True),
        Field(name="industry", kind=Kind.CHOICE, choices=INDUSTRIES, open_choices=True),
        Field(name="level", kind=Kind.CHOICE, choices=("a", "b", "c"), open_choices=True, in_list=True),
        Field(name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
        *parties.STANDING,
        Field(name="invalid_reason", read_only=True, group="outcome"),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", read_only=True, group="outcome"),
        Field(name="contact_id", kind=Kind.REFERENCE, references="contact", read_only=True, group="outcome"),
        Field(
            name="opportunity_id",
            kind=Kind.REFERENCE,
            references="opportunity",
            read_only=True,
            group="outcome",
        ),
        Field(name="converted_at", kind=Kind.DATETIME, read_only=True, group="outcome"),
    ),
    extra=(
        index("lead", "created_at", "id"),
        index("lead", "owner_id", "created_at", "id"),
        column("contact_told_for", INSTANT, nullable=True),
        Index(
            "ix_lead_reminding",
            "tenant_id",
            "next_contact_at",
            postgresql_where=text("next_contact_at IS DISTINCT FROM contact_told_for"),
        ),
        index("lead", "owner_id", "next_contact_at"),
        index("lead", "state", "owner_id"),
        index("lead", "pool_id", "pooled_at", "id"),
        index("lead", "party_id"),
        index("lead", "contact_id"),
        index("lead", "opportunity_id"),
        check("has_its_customer", "(state = 'converted') = (party_id IS NOT NULL)"),
    ),
    guard=_guard_lead,
    wrong=lead_problems,
    compared_with={"party": {"name": "name", "phone": "phone"}},
    owner_field="owner_id",
    followed_up=True,
    worked_on=("state", ("new", "following")),
    handing=Handing(open=("state", ("new", "following"))),
    custom=True,
    duplicates=(
        DuplicateRule(field="name", method=KeyMethod.COMPANY_NAME),
        DuplicateRule(field="phone", method=KeyMethod.PHONE),
        DuplicateRule(field="email", method=KeyMethod.EXACT),
        DuplicateRule(field="wechat", method=KeyMethod.EXACT),
    ),
)

moments_in("lead", "next_contact_at")
