"""Reads of public forms: as an administrator sets them, and as anybody sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from heyi.kit.qr import qr_svg
from heyi.modules.crm.contracts import AskedChoice, AskedField, FormField, FormView, PublicFormView
from heyi.modules.crm.errors import FormUnknown
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.settings import PUBLIC_FORM, WEB_FORM
from heyi.platform.errors import NotFound
from heyi.platform.messages import Language, translate
from heyi.platform.records.declaration import Field, Kind
from heyi.platform.records.shapes import shape_of
from heyi.platform.settings.company import get_company
from heyi.platform.settings.words import words_here
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

_F = WEB_FORM
_ASKABLE = frozenset(
    {
        Kind.TEXT,
        Kind.LONG_TEXT,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.URL,
        Kind.CHOICE,
        Kind.DATE,
        Kind.NUMBER,
        Kind.BOOLEAN,
    }
)
# What the company decides, not the visitor.
_OURS = frozenset({"source", "level", "owner_id"})


@dataclass(frozen=True)
class FormPlace:
    """Whose form it is."""

    tenant_id: UUID
    form_id: UUID


def askable(uow: UnitOfWork) -> Mapping[str, Field]:
    """The fields of a lead that a public form may ask for: plain ones, and none whose value would tell of others."""
    return {
        item.name: item
        for item in shape_of(uow, LEAD.name).fields
        if item.kind in _ASKABLE and not item.read_only and not item.unique and item.name not in _OURS
    }


def list_forms(uow: UnitOfWork, *, address: str) -> list[FormView]:
    """All public forms, with the address of each and its QR picture."""
    rows = uow.rows(select(_F).where(_F.c.tenant_id == uow.tenant_id).order_by(_F.c.id.desc()))
    return [_view(row, address) for row in rows]


def get_form(uow: UnitOfWork, form_id: UUID, *, address: str) -> FormView:
    """One public form.

    Raises:
        NotFound: there is none of that id.
    """
    return _view(form_row(uow, form_id), address)


def form_row(uow: UnitOfWork, form_id: UUID, *, lock: bool = False) -> RowMapping:
    """A form as it is kept.

    Raises:
        NotFound: there is none of that id.
    """
    query = select(_F).where(_F.c.tenant_id == uow.tenant_id, _F.c.id == form_id)
    row = uow.first(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound(what="record.web_form")
    return row


def place_of(connection: Connection, token: str) -> FormPlace:
    """Whose form has this address.

    Raises:
        FormUnknown: nobody's, or that of a company that was closed.
    """
    form = PUBLIC_FORM.c
    open_ = (TENANT.c.id == form.tenant_id) & TENANT.c.active
    query = select(form.tenant_id, form.form_id).join(TENANT, open_).where(form.token == token)
    row = connection.execute(query).first()
    if row is None:
        raise FormUnknown
    return FormPlace(row.tenant_id, row.form_id)


def usable_form(uow: UnitOfWork, form_id: UUID) -> RowMapping:
    """A form that may be sent.

    Raises:
        FormUnknown: it is switched off.
    """
    row = uow.first(select(_F).where(_F.c.tenant_id == uow.tenant_id, _F.c.id == form_id, _F.c.active))
    if row is None:
        raise FormUnknown
    return row


def public_view(uow: UnitOfWork, row: Mapping[Any, Any], language: Language) -> PublicFormView:
    """A form as anybody sees it; a field that is there no more is not asked for."""
    known = askable(uow)
    own = words_here(uow, language).words

    def word(key: str) -> str:
        return own.get(key) or translate(key, language)

    fields = [
        AskedField(
            name=name,
            label=word(f"field.lead.{name}"),
            kind=known[name].kind,
            required=required,
            max_length=known[name].max_length,
            choices=[
                AskedChoice(choice, word(f"choice.lead.{name}.{choice}")) for choice in known[name].choices
            ],
        )
        for name, required in row["fields"]
        if name in known
    ]
    return PublicFormView(
        company=get_company(uow).name,
        title=row["title"],
        intro=row["intro"],
        consent=row["consent"],
        fields=fields,
    )


def _view(row: Mapping[Any, Any], address: str) -> FormView:
    names = ("id", "version", "name", "active", "title", "intro", "consent", "thanks", "source", "received")
    link = f"{address}/f/{row['token']}"
    return FormView(
        **{name: row[name] for name in names},
        fields=[FormField(name, required) for name, required in row["fields"]],
        link=link,
        qr_svg=qr_svg(link),
    )
