"""The way something would take: steps, names and why."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from heyi.platform.approvals.contracts import FlowDraft, Request, WayPreview, WayStep, Who
from heyi.platform.approvals.queries.flows import Flow, active_flows, applying, step_holds
from heyi.platform.approvals.queries.people import directory_of, person_view
from heyi.platform.approvals.queries.standing import standing_of
from heyi.platform.approvals.rules.people import candidates
from heyi.platform.approvals.rules.ways import Planned, plan
from heyi.platform.approvals.seeing import hash_of
from heyi.platform.approvals.verbs import ApprovableVerb, Matter, verb_of
from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.unit_of_work import UnitOfWork


def matter_for(uow: UnitOfWork, request: Request, *, held: bool) -> tuple[ApprovableVerb, Matter]:
    """The verb and what it is about, for an actor who may do the verb.

    Raises:
        VerbUnknown: there is no such verb.
        NotAllowed, NotFound: it is not his to do, or not with this record.
    """
    verb = verb_of(uow, request.record, request.verb)
    if not uow.actor.may(verb.permission):
        raise NotAllowed(permission=f"permission.{verb.permission}")
    return verb, verb.look(uow, request.record_id, request.payload, held)


def preview(uow: UnitOfWork, request: Request) -> WayPreview:
    """Whether something needs an approval now, by which flow, and who would be asked; nothing is written.

    Raises:
        VerbUnknown, NotAllowed, NotFound: as when it is submitted.
    """
    verb, matter = matter_for(uow, request, held=False)
    assert uow.actor.user_id is not None
    flow = applying(uow, verb, active_flows(uow, verb.record, verb.name), matter, uow.actor.user_id)
    steps = [] if flow is None else way_of(uow, verb, flow.draft, matter, uow.actor.user_id)
    standing, approval_id = _standing(uow, verb, matter)
    return WayPreview(
        needed=flow is not None,
        flow_id=flow.id if flow is not None else None,
        flow=flow.draft.name if flow is not None else None,
        steps=steps,
        standing=standing,
        approval_id=approval_id,
    )


def dry_run(uow: UnitOfWork, request: Request, flow: FlowDraft, applicant: UUID | None) -> WayPreview:
    """How a flow that nobody saved would go with this, as if the applicant (the actor, if nobody is named) asked.

    Raises:
        NotFound: there is no such applicant.
        VerbUnknown, NotAllowed: as when it is submitted.
    """
    verb, matter = matter_for(uow, request, held=False)
    person = applicant or uow.actor.user_id
    if person is None or person not in directory_of(uow).people:
        raise NotFound(what="record.app_user")
    trial = Flow(id=UUID(int=0), version_id=UUID(int=0), number=0, active=True, company_id=None, draft=flow)
    applies = applying(uow, verb, [trial], matter, person) is not None
    return WayPreview(
        needed=applies,
        flow_id=None,
        flow=flow.name,
        steps=way_of(uow, verb, flow, matter, person),
        standing="none",
        approval_id=None,
    )


def way_of(
    uow: UnitOfWork,
    verb: ApprovableVerb,
    flow: FlowDraft,
    matter: Matter,
    applicant: UUID,
    chosen: Mapping[str, Sequence[UUID]] | None = None,
) -> list[WayStep]:
    """Every step of a flow as it would go for an applicant."""
    planned = planned_for(uow, verb, flow, matter, applicant, chosen or {})
    return [_shown(uow, one) for one in planned]


def planned_for(
    uow: UnitOfWork,
    verb: ApprovableVerb,
    flow: FlowDraft,
    matter: Matter,
    applicant: UUID,
    chosen: Mapping[str, Sequence[UUID]],
) -> list[Planned]:
    """The plan of a flow for what an applicant asks."""
    return plan(flow, directory_of(uow), applicant, step_holds(uow, verb, matter, applicant), chosen)


def _shown(uow: UnitOfWork, one: Planned) -> WayStep:
    directory = directory_of(uow)
    among = candidates(one.step, directory) if one.step.who is Who.CHOSEN else ()
    return WayStep(
        key=one.step.key,
        name=one.step.name,
        kind=one.step.kind,
        mode=one.mode,
        who=one.step.who,
        outcome=one.outcome,
        people=[person_view(directory, person) for person in one.people],
        candidates=[person_view(directory, person) for person in among],
        condition=one.step.condition,
        timeout_hours=one.step.timeout_hours,
    )


def _standing(uow: UnitOfWork, verb: ApprovableVerb, matter: Matter) -> tuple[str, Any]:
    if matter.record_id is None:
        return "none", None
    found = standing_of(uow, verb.record, [matter.record_id])
    live = next((row for row in found if row["state"] in ("running", "returned")), None)
    if live is not None:
        return live["state"], live["id"]
    hash_ = hash_of(verb, matter)
    done = next((row for row in found if row["verb"] == verb.name and row["hash"] == hash_), None)
    return ("approved", done["id"]) if done is not None else ("none", None)
