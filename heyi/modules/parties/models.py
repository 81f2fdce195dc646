"""Companies and persons we deal with, and the people to talk to there."""

from collections.abc import Mapping
from typing import Any

from heyi.kit.duplicates import KeyMethod
from heyi.kit.identifiers import valid_uscc
from heyi.kit.text import pinyin_key
from heyi.modules.parties import permissions as may
from heyi.platform.db.schema import index, text_column
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
        Field(name="uscc", searchable=True, group="invoicing", max_length=18, check=valid_uscc),
        Field(name="bank_name", group="invoicing"),
        Field(name="bank_account", group="invoicing", max_length=64),
        Field(
            name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True, actor_by_default=True
        ),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        text_column("name_key"),
        index("party", "name_key", "id"),
        index("party", "created_at", "id"),
        index("party", "owner_id", "created_at", "id"),
        index("party", "region"),
    ),
    derive=_sorting,
    derived_sort={"name": "name_key"},
    owner_field="owner_id",
    custom=True,
    duplicates=(
        DuplicateRule(field="name", method=KeyMethod.COMPANY_NAME),
        DuplicateRule(field="phone", method=KeyMethod.PHONE),
        DuplicateRule(field="uscc", method=KeyMethod.USCC, blocks=True),
        DuplicateRule(field="email", method=KeyMethod.DOMAIN),
    ),
)

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
