"""Opportunities, their lines, and their way through the stages."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, select

from heyi.kit.duplicates import KeyMethod
from heyi.modules.crm import permissions as may
from heyi.modules.crm.errors import AmountOfLines, OpportunityClosed, SetByVerb
from heyi.modules.crm.models.words import LOSS_REASONS, SOURCES
from heyi.modules.crm.states import OpportunityState
from heyi.modules.parties import api as parties
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    QUANTITY,
    RATE,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.records.declaration import DuplicateRule, Field, Kind, Permissions, Record, declare
from heyi.platform.records.handing import Handing
from heyi.platform.unit_of_work import UnitOfWork

# What of an opportunity that has ended may still change.
_CLOSED_STILL_CHANGED = frozenset({"owner_id", "note", "tags"})


def _guard_opportunity(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """The stage moves by its verb, the amount is that of the lines, and what has ended stays as it ended."""
    for name in ("group_id", "stage_id"):
        if name in changed:
            raise SetByVerb(field=f"field.opportunity.{name}", verb="verb.move")
    if changed.keys() & {"party_id", "contact_id"}:
        _keep_contact(uow, record, record_id, changed)
    if changed.keys() <= _CLOSED_STILL_CHANGED:
        return
    table = record.table.c
    row = uow.first(
        select(table.name, table.state, table.has_lines).where(
            table.tenant_id == uow.tenant_id, table.id == record_id
        )
    )
    if row is None:
        return
    if row["state"] != OpportunityState.OPEN:
        raise OpportunityClosed(opportunity=row["name"], state=f"choice.opportunity.state.{row['state']}")
    if "amount" in changed and row["has_lines"]:
        raise AmountOfLines(opportunity=row["name"])


def _keep_contact(uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
    """The contact of a deal is one of its customer's, whichever of the two changes."""
    table, contact = record.table.c, parties.CONTACT.table.c
    row = uow.first(
        select(table.party_id, table.contact_id).where(
            table.tenant_id == uow.tenant_id, table.id == record_id
        )
    )
    whole = {**(row or {}), **changed}
    if whole.get("contact_id") is None:
        return
    here = (contact.tenant_id == uow.tenant_id, contact.id == whole["contact_id"])
    if uow.scalar(select(contact.party_id).where(*here)) != whole.get("party_id"):
        raise InvalidInput(problems=[FieldProblem("contact_id", "contact_of_other")])


# Group and stage are chosen once and then moved by a verb; the amount is that of the lines, where there are any.
_BEGUN = {"field": "win_rate", "op": "not_empty"}
_HAS_LINES = {"field": "has_lines", "op": "eq", "value": True}

OPPORTUNITY: Record = declare(
    name="opportunity",
    path="opportunities",
    module="crm",
    title="name",
    party_field="party_id",
    worked_on=("state", ("open",)),
    handing=Handing(along="party_id", open=("state", ("open",)), value="amount"),
    permissions=Permissions(
        view=may.VIEW_OPPORTUNITY,
        create=may.CREATE_OPPORTUNITY,
        update=may.UPDATE_OPPORTUNITY,
        delete=may.DELETE_OPPORTUNITY,
        bring_in=may.IMPORT_OPPORTUNITY,
        take_out=may.EXPORT_OPPORTUNITY,
        transfer=may.TRANSFER_OPPORTUNITY,
    ),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="contact_id", kind=Kind.REFERENCE, references="contact"),
        Field(name="group_id", kind=Kind.REFERENCE, references="stage_group", read_only_if=_BEGUN),
        Field(name="stage_id", kind=Kind.REFERENCE, references="stage", in_list=True, read_only_if=_BEGUN),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(OpportunityState),
            default="open",
            read_only=True,
            in_list=True,
        ),
        Field(name="amount", kind=Kind.MONEY, default=0, in_list=True, minimum=0, read_only_if=_HAS_LINES),
        Field(name="expected_on", kind=Kind.DATE, in_list=True),
        Field(
            name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True, actor_by_default=True
        ),
        Field(name="source", kind=Kind.CHOICE, choices=SOURCES, open_choices=True),
        Field(name="note", kind=Kind.LONG_TEXT),
        Field(name="win_rate", kind=Kind.PERCENT, read_only=True, in_list=True, group="progress"),
        Field(name="stage_since", kind=Kind.DATETIME, read_only=True, group="progress"),
        Field(name="stale_on", kind=Kind.DATE, read_only=True, in_list=True, group="progress"),
        Field(name="discount", kind=Kind.PERCENT, default=0, read_only=True, group="progress"),
        Field(name="has_lines", kind=Kind.BOOLEAN, default=False, read_only=True, group="progress"),
        Field(name="won_on", kind=Kind.DATE, read_only=True, group="outcome"),
        Field(name="closed_at", kind=Kind.DATETIME, read_only=True, group="outcome"),
        Field(
            name="loss_reason",
            kind=Kind.CHOICE,
            choices=LOSS_REASONS,
            open_choices=True,
            read_only=True,
            group="outcome",
        ),
        Field(name="end_note", kind=Kind.LONG_TEXT, read_only=True, group="outcome"),
    ),
    extra=(
        index("opportunity", "created_at", "id"),
        index("opportunity", "owner_id", "created_at", "id"),
        index("opportunity", "party_id", "id"),
        index("opportunity", "contact_id"),
        index("opportunity", "group_id", "created_at"),
        index("opportunity", "state", "stage_id"),
        index("opportunity", "state", "expected_on"),
        check("amount", "amount >= 0"),
        check("won", "(state = 'won') = (won_on IS NOT NULL)"),
        check("lost", "state <> 'lost' OR loss_reason IS NOT NULL"),
    ),
    guard=_guard_opportunity,
    owner_field="owner_id",
    followed_up=True,
    custom=True,
    duplicates=(DuplicateRule(field="name", method=KeyMethod.EXACT),),
)

OPPORTUNITY_LINE = tenant_table(
    "opportunity_line",
    *belongs_to("opportunity_id", "opportunity", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    column("quantity", QUANTITY),
    column("unit_price", QUANTITY),
    column("discount", RATE, default="0"),
    column("share", MONEY, default="0"),
    column("amount", MONEY),
    index("opportunity_line", "opportunity_id"),
    index("opportunity_line", "product_id"),
    check("quantity", "quantity > 0 AND unit_price >= 0"),
    check("discount", "discount >= 0 AND discount <= 1 AND amount >= 0"),
    versioned=False,
)

# The way of an opportunity: from where to where, by whom and when. It outlives what is deleted and names it by id only.
OPPORTUNITY_STEP = tenant_table(
    "opportunity_step",
    uuid_column("opportunity_id"),
    column("number", Integer),
    text_column("verb"),
    uuid_column("from_stage", nullable=True),
    uuid_column("to_stage"),
    text_column("from_state", nullable=True),
    text_column("to_state"),
    text_column("reason", nullable=True),
    uuid_column("actor", nullable=True),
    column("occurred_at", INSTANT),
    unique("opportunity_id", "number"),
    index("opportunity_step", "to_stage", "opportunity_id"),
    append_only=True,
)
