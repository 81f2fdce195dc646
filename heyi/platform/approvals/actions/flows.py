"""Write flows: each save is a new version, and what is under way keeps the one by which it was submitted."""

from collections.abc import Sequence
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, func, select

from heyi.kit.conditions import Surroundings
from heyi.platform.approvals.contracts import FlowDraft
from heyi.platform.approvals.errors import FlowInvalid
from heyi.platform.approvals.models import APPROVAL_FLOW, APPROVAL_FLOW_VERSION
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.rules.flows import kept_flow, wrong_with
from heyi.platform.approvals.verbs import verb_of
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.tables import ROLE
from heyi.platform.unit_of_work import UnitOfWork

_F = APPROVAL_FLOW.c


def check_flow(uow: UnitOfWork, draft: FlowDraft) -> None:
    """Refuse a flow that could not be followed.

    Raises:
        VerbUnknown: there is no such verb on such records.
        FlowInvalid: a condition, a person or a role is wrong, or it asks nobody; each place is named.
    """
    verb = verb_of(uow, draft.record, draft.verb)
    roles = {row["id"] for row in uow.rows(select(ROLE.c.id).where(ROLE.c.tenant_id == uow.tenant_id))}
    problems = wrong_with(
        draft,
        facts=verb.condition_types(uow),
        surroundings=Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=uow.actor.user_id),
        directory=directory_of(uow),
        roles=roles,
        lifts=verb.lifts,
    )
    if problems:
        raise FlowInvalid(problems=problems, flow=draft.name)


def create_flow(uow: UnitOfWork, draft: FlowDraft) -> UUID:
    """Write a new flow, the last in the order; it counts from now on.

    Raises:
        VerbUnknown, FlowInvalid: it could not be followed.
    """
    uow.change_settings()
    check_flow(uow, draft)
    last = uow.scalar(select(func.max(_F.position)).where(_F.tenant_id == uow.tenant_id))
    flow_id = uow.new_id()
    uow.insert(
        APPROVAL_FLOW,
        {
            "id": flow_id,
            "name": draft.name,
            "record": draft.record,
            "verb": draft.verb,
            "company_id": None if draft.every_company else uow.company_id,
            "position": (last or 0) + 1,
            "active": True,
            "number": 1,
        },
    )
    _add_version(uow, flow_id, 1, draft)
    uow.audit("created", record="approval_flow", record_id=flow_id, title=draft.name)
    return flow_id


def save_flow(uow: UnitOfWork, flow_id: UUID, draft: FlowDraft, *, version: int) -> None:
    """Write a new version of a flow; what is under way goes on by the one before.

    Raises:
        NotFound: there is no such flow.
        VersionChanged: somebody changed it meanwhile.
        VerbUnknown, FlowInvalid: it could not be followed.
    """
    row = _lock(uow, flow_id, version)
    check_flow(uow, draft)
    number = row["number"] + 1
    changed = {
        "name": draft.name,
        "record": draft.record,
        "verb": draft.verb,
        "company_id": None if draft.every_company else uow.company_id,
        "number": number,
    }
    uow.change(APPROVAL_FLOW, flow_id, changed)
    _add_version(uow, flow_id, number, draft)
    uow.audit("changed", record="approval_flow", record_id=flow_id, title=draft.name)


def switch_flow(uow: UnitOfWork, flow_id: UUID, *, active: bool, version: int) -> None:
    """Have a flow asked, or not any more; what is under way by it goes on.

    Raises:
        NotFound: there is no such flow.
        VersionChanged: somebody changed it meanwhile.
    """
    row = _lock(uow, flow_id, version)
    uow.change(APPROVAL_FLOW, flow_id, {"active": active})
    action = "switched_on" if active else "switched_off"
    uow.audit(action, record="approval_flow", record_id=flow_id, title=row["name"])


def order_flows(uow: UnitOfWork, flow_ids: Sequence[UUID]) -> None:
    """Say in which order flows are asked: the first that applies counts. Who is not named comes behind, as before.

    Raises:
        InvalidInput: one is named twice, or does not exist.
    """
    uow.change_settings()
    query = select(_F.id).where(_F.tenant_id == uow.tenant_id).order_by(_F.position, _F.id)
    there = [row["id"] for row in uow.rows(query)]
    problems = [
        FieldProblem(f"flow_ids.{at}", "approval_flow_unknown", {"value": str(one)})
        for at, one in enumerate(flow_ids)
        if one not in there or one in flow_ids[:at]
    ]
    if problems:
        raise InvalidInput(problems=problems)
    wanted = [*flow_ids, *(one for one in there if one not in flow_ids)]
    rows = [{"id": one, "position": at} for at, one in enumerate(wanted, start=1)]
    uow.update_rows(APPROVAL_FLOW, rows, assignments=["position = v.position"])


def _lock(uow: UnitOfWork, flow_id: UUID, version: int) -> RowMapping:
    uow.change_settings()
    query = select(APPROVAL_FLOW).where(_F.tenant_id == uow.tenant_id, _F.id == flow_id)
    row = uow.first(query.with_for_update())
    if row is None:
        raise NotFound(what="record.approval_flow")
    if row["version"] != version:
        raise VersionChanged(what="record.approval_flow", yours=version, now=row["version"])
    return row


def _add_version(uow: UnitOfWork, flow_id: UUID, number: int, draft: FlowDraft) -> None:
    uow.insert(
        APPROVAL_FLOW_VERSION,
        {
            "id": uow.new_id(),
            "flow_id": flow_id,
            "number": number,
            "definition": orjson.dumps(kept_flow(draft), default=str).decode(),
            "made_at": uow.now,
            "made_by": uow.actor.user_id,
        },
    )
