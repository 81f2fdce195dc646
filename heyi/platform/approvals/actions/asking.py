"""The gate: a verb asks here once, before it changes anything, whether it needs an approval and has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import update

from heyi.platform.approvals.contracts import WayStep
from heyi.platform.approvals.errors import ImportNeedsApproval, NeedsApproval, UnderApproval
from heyi.platform.approvals.models import APPROVAL
from heyi.platform.approvals.plain import matter_of_new, matter_of_row
from heyi.platform.approvals.queries.flows import Flow, active_flows, applying, flows_on, version_of
from heyi.platform.approvals.queries.previewing import way_of
from heyi.platform.approvals.queries.standing import UNDER, params_of, pinned_by, running_of, unused_for
from heyi.platform.approvals.seeing import hash_of
from heyi.platform.approvals.verbs import PLAIN, ApprovableVerb, Matter, verb_of
from heyi.platform.errors import AppError
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

_A = APPROVAL.table.c
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Passed:
    """The verb may be done; by which approval, and which rules of the business that approval lifts."""

    approval_id: UUID | None = None
    lifts: frozenset[str] = frozenset()


NOT_NEEDED = Passed()


def ask(
    uow: UnitOfWork, record: str, name: str, record_id: UUID | None, payload: Mapping[str, Any] | None = None
) -> Passed:
    """Let a verb be done if no flow applies to it, or if exactly what stands now was approved; that is used up.

    Costs no statement where the company has no flow for records of this kind. The record must be held already.

    Raises:
        UnderApproval: an approval that runs pins the record.
        NeedsApproval: a flow applies; it and whom it would ask are told.
    """
    if uow.actor.is_system or not flows_on(uow, record):
        return NOT_NEEDED
    if record_id is not None:
        refuse_pinned(uow, record, record_id, name)
    flows = active_flows(uow, record, name)
    if not flows:
        return NOT_NEEDED
    verb = verb_of(uow, record, name)
    return _pass(uow, verb, flows, verb.look(uow, record_id, payload or {}, False))  # noqa: FBT003 - as `Look` says


def refuse_pinned(uow: UnitOfWork, record: str, record_id: UUID, name: str) -> None:
    """Let a verb go on only if no approval that runs pins the record against it; the record must be held already.

    Raises:
        UnderApproval: one does; it, who asked for it and since when are told.
    """
    if not flows_on(uow, record):
        return
    running = running_of(uow, record, [record_id]).get(record_id)
    if running is not None and name in pinned_by(uow, running):
        raise UnderApproval(**params_of(uow, running))


def _pass(uow: UnitOfWork, verb: ApprovableVerb, flows: Sequence[Flow], matter: Matter) -> Passed:
    flow = applying(uow, verb, flows, matter, uow.actor.user_id)
    if flow is None:
        return NOT_NEEDED
    found = unused_for(uow, verb, matter, hash_of(verb, matter))
    if found is None:
        raise needs(uow, verb, flow, matter)
    uow.execute(
        update(APPROVAL.table)
        .where(_A.tenant_id == uow.tenant_id, _A.id == found["id"])
        .values(used_at=uow.now, version=_A.version + 1, updated_at=uow.now, updated_by=uow.actor.user_id)
    )
    # Nobody lifts a rule that he did not see broken.
    facts = found["seen"]["facts"]
    lifts = version_of(uow, found["flow_version_id"]).lifts
    return Passed(found["id"], frozenset(name for name in lifts if facts.get(name) is True))


def needs(uow: UnitOfWork, verb: ApprovableVerb, flow: Flow, matter: Matter) -> NeedsApproval:
    """The refusal that says which flow asks whom."""
    assert uow.actor.user_id is not None
    way = way_of(uow, verb, flow.draft, matter, uow.actor.user_id)
    return NeedsApproval(
        flow=flow.draft.name,
        who=_named(way),
        record=f"record.{verb.record}",
        verb=f"verb.{verb.name}",
        submit={"record": verb.record, "verb": verb.name, "record_id": matter.record_id},
    )


def _named(way: Sequence[WayStep]) -> list[str]:
    """Who would be asked, each once, in the order of the steps; where nobody is known yet, the step."""
    asked = [step for step in way if step.outcome in ("asked", "to_choose")]
    names = [name for step in asked for name in ([one.name for one in step.people] or [step.name])]
    return list(dict.fromkeys(names))[:10]


class PlainGate:
    """Stands before the plain verbs of records."""

    def one(
        self, uow: UnitOfWork, shape: Record, verb: str, row: Row | None, changed: Mapping[str, Any]
    ) -> None:
        """Let the actor do a plain verb with one row, or raise the refusal."""
        if uow.actor.is_system or not flows_on(uow, shape.name):
            return
        running = running_of(uow, shape.name, [row["id"]]).get(row["id"]) if row is not None else None
        if row is not None and running is not None and _touches(uow, shape, running, verb, row, changed):
            raise UnderApproval(**params_of(uow, running))
        flows = active_flows(uow, shape.name, verb)
        if not flows:
            return
        matter = _matter(shape, verb, row, changed)
        if verb != "update" or matter.changes:
            _pass(uow, verb_of(uow, shape.name, verb), flows, matter)

    def many(
        self, uow: UnitOfWork, shape: Record, verb: str, rows: Sequence[Row], changed: Mapping[str, Any]
    ) -> Mapping[UUID, AppError]:
        """Those of the rows that the actor may not do a plain verb with; each must be submitted by itself."""
        if uow.actor.is_system or not rows or not flows_on(uow, shape.name):
            return {}
        running = running_of(uow, shape.name, [row["id"] for row in rows])
        flows = active_flows(uow, shape.name, verb)
        refused: dict[UUID, AppError] = {}
        for row in rows:
            pins = running.get(row["id"])
            if pins is not None and _touches(uow, shape, pins, verb, row, changed):
                refused[row["id"]] = UnderApproval(**params_of(uow, pins))
            elif flows:
                asked = verb_of(uow, shape.name, verb)
                matter = _matter(shape, verb, row, changed)
                flow = applying(uow, asked, flows, matter, uow.actor.user_id)
                if flow is not None and (verb != "update" or matter.changes):
                    refused[row["id"]] = needs(uow, asked, flow, matter)
        return refused

    def files(self, uow: UnitOfWork, shape: Record) -> None:
        """Let the actor make and change rows by a file only if no flow guards that."""
        flows = [*active_flows(uow, shape.name, "create"), *active_flows(uow, shape.name, "update")]
        if flows and not uow.actor.is_system:
            raise ImportNeedsApproval(record=f"record.{shape.name}", flow=flows[0].draft.name)

    def offered(self, uow: UnitOfWork, shape: Record, record_id: UUID, actions: Sequence[str]) -> list[str]:
        """What may be done with a row, and `under_approval` while an approval of it runs."""
        if not flows_on(uow, shape.name) or not running_of(uow, shape.name, [record_id]):
            return list(actions)
        return [UNDER, *actions]


def _matter(shape: Record, verb: str, row: Row | None, changed: Mapping[str, Any]) -> Matter:
    return matter_of_new(shape, changed) if row is None else matter_of_row(shape, row, verb, changed)


def _touches(
    uow: UnitOfWork, shape: Record, running: Row, verb: str, row: Row, changed: Mapping[str, Any]
) -> bool:
    """Whether a plain verb would change what a running approval holds for: of a change only its own fields."""
    if running["verb"] not in PLAIN:
        return verb in pinned_by(uow, running)
    if verb == "delete" or running["verb"] not in ("update", "transfer"):
        return True
    names = matter_of_row(shape, row, verb, changed).changes
    return bool(names & set(running["pinned"]))
