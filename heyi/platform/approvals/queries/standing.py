"""What stands about the approval of a record: one cheap statement, and none where no flow ever was."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, or_, select

from heyi.platform.approvals.models import APPROVAL
from heyi.platform.approvals.queries.flows import active_flows, applying, flows_on
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.seeing import hash_of
from heyi.platform.approvals.states import LIVE, ApprovalState
from heyi.platform.approvals.verbs import ApprovableVerb, Matter, verb_of
from heyi.platform.unit_of_work import UnitOfWork

_A = APPROVAL.table.c
UNDER = "under_approval"


def standing_of(uow: UnitOfWork, record: str, ids: Sequence[UUID]) -> list[RowMapping]:
    """What of these records is under way or approved and still to be done, the latest last."""
    unused = and_(_A.state == ApprovalState.APPROVED, _A.used_at.is_(None))
    named = (
        "id",
        "number",
        "record",
        "record_id",
        "verb",
        "state",
        "hash",
        "applicant_id",
        "pinned",
        "flow_name",
    )
    query = select(*(_A[name] for name in (*named, "submitted_at", "failure"))).where(
        _A.tenant_id == uow.tenant_id,
        _A.company_id == uow.company_id,
        _A.record == record,
        _A.record_id.in_(ids),
        or_(_A.state.in_(LIVE), unused),
    )
    return list(uow.rows(query.order_by(_A.id)))


def running_of(uow: UnitOfWork, record: str, ids: Sequence[UUID]) -> dict[UUID, RowMapping]:
    """The approvals that pin these records now, by record."""
    found = standing_of(uow, record, ids)
    return {row["record_id"]: row for row in found if row["state"] == ApprovalState.RUNNING}


def offered(uow: UnitOfWork, record: str, record_id: UUID, verbs: Sequence[str]) -> list[str]:
    """The verbs as they may be done now: `submit_<verb>` where an approval must come first, and while one runs
    `under_approval` in place of all that it pins. Asks nothing where the company has no flow for such records.
    """
    if not verbs or not flows_on(uow, record):
        return list(verbs)
    found = standing_of(uow, record, [record_id])
    running = next((row for row in found if row["state"] == ApprovalState.RUNNING), None)
    if running is not None:
        pinned = pinned_by(uow, running)
        return [UNDER, *(verb for verb in verbs if verb not in pinned)]
    return [_offered(uow, record, record_id, verb, found) for verb in verbs]


def pinned_by(uow: UnitOfWork, running: Mapping[Any, Any]) -> set[str]:
    """The verbs that are refused while an approval runs: its own, and those that would change what it is about."""
    return {*verb_of(uow, running["record"], running["verb"]).pins, running["verb"]}


def _offered(uow: UnitOfWork, record: str, record_id: UUID, name: str, found: Sequence[RowMapping]) -> str:
    flows = active_flows(uow, record, name)
    if not flows or uow.actor.is_system:
        return name
    verb = verb_of(uow, record, name)
    matter = verb.look(uow, record_id, {}, False)  # noqa: FBT003 - as `Look` says
    if applying(uow, verb, flows, matter, uow.actor.user_id) is None:
        return name
    hash_ = hash_of(verb, matter)
    approved = any(
        row["verb"] == name and row["hash"] == hash_ and row["state"] == "approved" for row in found
    )
    return name if approved else f"submit_{name}"


def unused_for(uow: UnitOfWork, verb: ApprovableVerb, matter: Matter, hash_: str) -> RowMapping | None:
    """The approval that lets the actor do exactly this, if there is one that was not used up.

    What is not there yet may only be made by whoever asked for it.
    """
    place = _A.record_id == matter.record_id
    if matter.record_id is None:
        place = and_(_A.applicant_id == uow.actor.user_id, _A.record_id == _A.id)
    query = select(_A.id, _A.flow_version_id, _A.version, _A.seen).where(
        _A.tenant_id == uow.tenant_id,
        _A.company_id == uow.company_id,
        _A.record == verb.record,
        place,
        _A.verb == verb.name,
        _A.state == ApprovalState.APPROVED,
        _A.used_at.is_(None),
        _A.hash == hash_,
    )
    return uow.first(query.order_by(_A.id).limit(1).with_for_update())


def name_of(uow: UnitOfWork, user_id: UUID) -> str:
    """What somebody is called."""
    return directory_of(uow).name(user_id)


def params_of(uow: UnitOfWork, row: RowMapping) -> dict[str, Any]:
    """What a refusal says of an approval that stands in the way."""
    return {
        "number": row["number"],
        "person": name_of(uow, row["applicant_id"]),
        "verb": f"verb.{row['verb']}",
        "approval_id": row["id"],
    }
