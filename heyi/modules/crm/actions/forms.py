"""Public forms: an administrator makes them, anybody sends them, and each becomes a lead."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import insert, update

from heyi.modules.crm.contracts import FormDraft, Thanks
from heyi.modules.crm.errors import FieldNotForForm
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.settings import PUBLIC_FORM, WEB_FORM
from heyi.modules.crm.queries.forms import askable, form_row, usable_form
from heyi.modules.crm.rules import REACH
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.identity.sessions import new_token
from heyi.platform.records.saving import create_record
from heyi.platform.records.schemas import checked
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_F = WEB_FORM


def add_form(uow: UnitOfWork, draft: FormDraft) -> UUID:
    """Make a public form with an address that nobody guesses; gives back its id.

    Raises:
        NotInDemo: this is the demo company.
        FieldNotForForm: it would ask for what a form cannot ask for.
        InvalidInput: nobody could be reached by what it asks for, or the source is none of ours.
        AlreadyExists: another form has that name.
    """
    uow.refuse_in_demo()
    values = _checked(uow, draft)
    form_id, token = uow.new_id(), new_token()
    uow.insert(_F, {"id": form_id, "token": token, **values})
    uow.execute(insert(PUBLIC_FORM).values(token=token, tenant_id=uow.tenant_id, form_id=form_id))
    uow.audit("created", record="web_form", record_id=form_id, title=draft.name)
    uow.flush()
    return form_id


def change_form(uow: UnitOfWork, form_id: UUID, version: int, draft: FormDraft) -> None:
    """Set a form anew, or switch it off; its address stays.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
        FieldNotForForm: it would ask for what a form cannot ask for.
        InvalidInput: nobody could be reached by what it asks for, or the source is none of ours.
    """
    row = form_row(uow, form_id, lock=True)
    if row["version"] != version:
        raise VersionChanged(what="record.web_form", yours=version, now=row["version"])
    uow.change(_F, form_id, _checked(uow, draft))
    changes = {"active": [row["active"], draft.active]} if row["active"] != draft.active else {}
    uow.audit("changed", record="web_form", record_id=form_id, title=draft.name, changes=changes)


def send_form(
    uow: UnitOfWork, form_id: UUID, given: Mapping[str, Any], *, consented: bool, trap: str
) -> Thanks:
    """Take what somebody sent as a lead, and thank him.

    Whether he is known already is looked at later, by people: he learns nothing of that. Who fills in what no person
    sees is thanked all the same, and nothing is kept.

    Raises:
        FormUnknown: the form is switched off.
        InvalidInput: something is missing or wrong.
    """
    row = usable_form(uow, form_id)
    if trap:
        return Thanks(row["thanks"])
    problems = []
    if row["consent"] and not consented:
        problems.append(FieldProblem("consent", "missing"))
    known = askable(uow)
    asked = {name: required for name, required in row["fields"] if name in known}
    problems += [
        FieldProblem(f"values.{name}", "unknown_field", {"value": name[:80]})
        for name in given.keys() - asked.keys()
    ]
    problems += [
        FieldProblem(f"values.{name}", "missing")
        for name, required in asked.items()
        if required and given.get(name) in (None, "", False)
    ]
    if problems:
        raise InvalidInput(problems=problems)
    said = {name: value for name, value in given.items() if value not in (None, "")}
    named = (
        said.get("name")
        or said.get("contact_name")
        or next((said[one] for one in REACH if one in said), None)
    )
    whole = {**said, "name": named, "source": row["source"]}
    create_record(uow, LEAD, checked(shape_of(uow, LEAD.name), whole, creating=True))
    # A count beside the form, no change of it: who edits it meanwhile is not disturbed.
    place = (_F.c.tenant_id == uow.tenant_id, _F.c.id == form_id)
    uow.execute(update(_F).where(*place).values(received=_F.c.received + 1))
    return Thanks(row["thanks"])


def _checked(uow: UnitOfWork, draft: FormDraft) -> dict[str, Any]:
    known = askable(uow)
    names = [one.name for one in draft.fields]
    for name in names:
        if name not in known:
            raise FieldNotForForm(value=name[:80])
    problems = [
        FieldProblem(f"fields.{at}", "not_twice", {"value": name})
        for at, name in enumerate(names)
        if name in names[:at]
    ]
    if not any(name in REACH for name in names):
        problems.append(FieldProblem("fields", "no_way_to_reach"))
    sources = shape_of(uow, LEAD.name).field("source").choices
    if draft.source not in sources:
        expected = [f"choice.lead.source.{choice}" for choice in sources[:20]]
        problems.append(
            FieldProblem("source", "literal_error", {"value": draft.source[:80], "expected": expected})
        )
    if problems:
        raise InvalidInput(problems=problems)
    return {
        **{name: getattr(draft, name) for name in ("name", "active", "title", "intro", "consent", "thanks")},
        "source": draft.source,
        "fields": orjson.dumps([(one.name, one.required) for one in draft.fields]).decode(),
    }
