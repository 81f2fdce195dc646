"""Opportunities begin: in a stage of a group, with a contact of their customer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.crm.actions.opportunities import standing, take_step
from heyi.modules.crm.contracts import StageFacts, StageGroupFacts
from heyi.modules.crm.errors import NoStageGroup, StageUnknown
from heyi.modules.crm.queries.stages import group_for, hold_stages, stage_group, stage_of, usable
from heyi.modules.crm.rules import ZERO
from heyi.modules.crm.states import OpportunityState
from heyi.modules.parties import api as parties
from heyi.platform.errors import AppError, FieldProblem, InvalidInput
from heyi.platform.http.problems import problem_of
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


def begin_opportunities(
    uow: UnitOfWork, _: Record, ids: Sequence[UUID], rows: Sequence[dict[str, Any]]
) -> None:
    """New opportunities stand in a stage, their first one unless another was chosen.

    Raises:
        NoStageGroup: there is no group of stages for their owner.
        NotFound: there is no such group.
        StageUnknown: the stage is none of the group's.
        InvalidInput: the contact is somebody else's.
    """
    _require_contacts(uow, rows)
    for record_id, values in zip(ids, rows, strict=True):
        group, stage = _first_stage(uow, values)
        values.update(group_id=group.id, stage_id=stage.id, amount=values.get("amount") or ZERO)
        values.update(standing(uow, stage))
        take_step(uow, record_id, number=1, verb="begin", to_stage=stage.id, to_state=OpportunityState.OPEN)
    hold_stages(uow, {values["stage_id"] for values in rows})


def unfit_opportunities(
    uow: UnitOfWork, _: Record, rows: Sequence[Mapping[str, Any]]
) -> dict[int, FieldProblem]:
    """What `begin_opportunities` would refuse of these rows, by their place; writes nothing."""
    wrong = {at: FieldProblem("contact_id", "contact_of_other") for at in _of_others(uow, rows)}
    for at, values in enumerate(rows):
        if at in wrong:
            continue
        try:
            _first_stage(uow, {**values, "owner_id": values.get("owner_id") or uow.actor.user_id})
        except NoStageGroup as error:
            wrong[at] = _because(uow, "owner_id", error)
        except StageUnknown as error:
            wrong[at] = _because(uow, "stage_id" if values.get("stage_id") else "group_id", error)
    return wrong


def _first_stage(uow: UnitOfWork, values: Mapping[str, Any]) -> tuple[StageGroupFacts, StageFacts]:
    """In which group and stage a new opportunity begins."""
    chosen = values.get("group_id")
    group = stage_group(uow, chosen) if chosen else group_for(uow, values.get("owner_id"))
    if values.get("stage_id"):
        return group, stage_of(group, values["stage_id"])
    stages = usable(group)
    if not stages:
        raise StageUnknown(group=group.name, stages=[])
    return group, stages[0]


def _because(uow: UnitOfWork, field: str, error: AppError) -> FieldProblem:
    return FieldProblem(field, "owner_refused", {"reason": problem_of(error, uow.actor.language).detail})


def _require_contacts(uow: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    problems = [
        FieldProblem("contact_id" if len(rows) == 1 else f"{at}.contact_id", "contact_of_other")
        for at in _of_others(uow, rows)
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _of_others(uow: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The places of the rows whose contact is another customer's."""
    contact = parties.CONTACT.table.c
    asked = {values["contact_id"] for values in rows if values.get("contact_id")}
    if not asked:
        return []
    query = select(contact.id, contact.party_id).where(
        contact.tenant_id == uow.tenant_id, contact.id.in_(sorted(asked))
    )
    party_of = {row["id"]: row["party_id"] for row in uow.rows(query)}
    return [
        at
        for at, values in enumerate(rows)
        if values.get("contact_id") and party_of.get(values["contact_id"]) != values["party_id"]
    ]
