"""Companies and persons we deal with, and the people to talk to there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Index, text

from heyi.kit.duplicates import KeyMethod
from heyi.kit.identifiers import valid_uscc
from heyi.kit.text import pinyin_key
from heyi.modules.parties import permissions as may
from heyi.modules.parties.rules import half_a_place
from heyi.platform.db.schema import INSTANT, column, index, text_column
from heyi.platform.notify.tables import moments_in
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import (
    DuplicateRule,
    Field,
    Kind,
    Permissions,
    PersonalData,
    Record,
    declare,
)

PARTY_SERIES = series("party", NumberRule("KH", reset="never", digits=6))


def _sorting(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name_key": pinyin_key(values["name"], as_name=values["kind"] == "person")}


# How we stand with whoever may be one's own or lie in a public sea: set by verbs, filtered and sorted in lists.
STANDING: tuple[Field, ...] = (
    Field(name="pool_id", kind=Kind.REFERENCE, references="pool", group="standing", read_only=True),
    Field(
        name="previous_owner_id", kind=Kind.REFERENCE, references="app_user", group="standing", read_only=True
    ),
    Field(name="received_at", kind=Kind.DATETIME, group="standing", read_only=True),
    Field(name="pooled_at", kind=Kind.DATETIME, group="standing", read_only=True),
    Field(name="last_followed_at", kind=Kind.DATETIME, group="standing", read_only=True, in_list=True),
    Field(name="next_contact_at", kind=Kind.DATETIME, group="standing", in_list=True),
    Field(name="locked", kind=Kind.BOOLEAN, default=False, group="standing", read_only=True),
    Field(name="due_on", kind=Kind.DATE, group="standing", read_only=True, in_list=True),
)


def _degrees(name: str, most: int) -> Field:
    return Field(
        name=name,
        kind=Kind.DECIMAL,
        adds_up=False,
        minimum=-most,
        maximum=most,
        group="contact",
        personal=PersonalData.ADDRESS,
    )


PARTY: Record = declare(
    name="party",
    path="parties",
    module="parties",
    title="name",
    sort="-created_at",
    party_field="id",
    permissions=Permissions(
        view=may.VIEW_PARTY,
        create=may.CREATE_PARTY,
        update=may.UPDATE_PARTY,
        delete=may.DELETE_PARTY,
        bring_in=may.IMPORT_PARTY,
        take_out=may.EXPORT_PARTY,
        transfer=may.TRANSFER_PARTY,
    ),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True, personal=PersonalData.NAME),
        Field(name="code", unique=True, searchable=True, in_list=True, series=PARTY_SERIES, max_length=40),
        Field(name="kind", kind=Kind.CHOICE, choices=("company", "person"), default="company", in_list=True),
        Field(name="is_customer", kind=Kind.BOOLEAN, default=True, in_list=True),
        Field(name="is_supplier", kind=Kind.BOOLEAN, default=False),
        Field(name="level", kind=Kind.CHOICE, choices=("a", "b", "c"), open_choices=True, in_list=True),
        Field(
            name="source",
            kind=Kind.CHOICE,
            choices=("referral", "exhibition", "website", "cold_call", "import", "other"),
            open_choices=True,
        ),
        Field(
            name="phone",
            kind=Kind.PHONE,
            searchable=True,
            in_list=True,
            group="contact",
            personal=PersonalData.PHONE,
        ),
        Field(name="email", kind=Kind.EMAIL, searchable=True, group="contact", personal=PersonalData.EMAIL),
        Field(name="region", in_list=True, group="contact", max_length=100),
        Field(name="address", group="contact", personal=PersonalData.ADDRESS),
        _degrees("latitude", 90),
        _degrees("longitude", 180),
        Field(name="uscc", searchable=True, group="invoicing", max_length=18, check=valid_uscc),
        Field(name="bank_name", group="invoicing"),
        Field(name="bank_account", group="invoicing", max_length=64),
        Field(
            name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True, actor_by_default=True
        ),
        Field(name="parent_id", kind=Kind.REFERENCE, references="party"),
        Field(name="note", kind=Kind.LONG_TEXT),
        *STANDING,
        Field(name="won_at", kind=Kind.DATETIME, group="standing", read_only=True),
        Field(name="last_opportunity_at", kind=Kind.DATETIME, group="standing", read_only=True),
    ),
    extra=(
        text_column("name_key"),
        index("party", "name_key", "id"),
        index("party", "created_at", "id"),
        index("party", "owner_id", "created_at", "id"),
        index("party", "region"),
        index("party", "latitude", "longitude"),
        index("party", "pool_id", "pooled_at", "id"),
        column("contact_told_for", INSTANT, nullable=True),
        Index(
            "ix_party_reminding",
            "tenant_id",
            "next_contact_at",
            postgresql_where=text("next_contact_at IS DISTINCT FROM contact_told_for"),
        ),
        index("party", "owner_id", "next_contact_at"),
        index("party", "owner_id", "due_on"),
        # Whom he never spoke to, and whom he was given lately: counted each time he opens his home page.
        index("party", "owner_id", "last_followed_at"),
        index("party", "owner_id", "received_at"),
        index("party", "due_on", "id"),
        index("party", "parent_id"),
    ),
    derive=_sorting,
    wrong=half_a_place,
    derived_sort={"name": "name_key"},
    owner_field="owner_id",
    followed_up=True,
    custom=True,
    duplicates=(
        DuplicateRule(field="name", method=KeyMethod.COMPANY_NAME),
        DuplicateRule(field="phone", method=KeyMethod.PHONE),
        DuplicateRule(field="uscc", method=KeyMethod.USCC, blocks=True),
        DuplicateRule(field="email", method=KeyMethod.DOMAIN),
    ),
)

moments_in("party", "next_contact_at")

CONTACT: Record = declare(
    name="contact",
    path="contacts",
    module="parties",
    title="name",
    party_field="party_id",
    permissions=Permissions(
        view=may.VIEW_PARTY,
        create=may.CREATE_PARTY,
        update=may.UPDATE_PARTY,
        delete=may.UPDATE_PARTY,
        bring_in=may.IMPORT_PARTY,
        take_out=may.EXPORT_PARTY,
    ),
    fields=(
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="name", required=True, searchable=True, in_list=True, personal=PersonalData.NAME),
        Field(name="position", in_list=True, max_length=100),
        Field(name="phone", kind=Kind.PHONE, searchable=True, in_list=True, personal=PersonalData.PHONE),
        Field(name="email", kind=Kind.EMAIL, searchable=True, in_list=True, personal=PersonalData.EMAIL),
        Field(name="decides", kind=Kind.BOOLEAN, default=False, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(index("contact", "party_id", "id"),),
    visible_through="party_id",
    custom=True,
    duplicates=(DuplicateRule(field="phone", method=KeyMethod.PHONE),),
)
