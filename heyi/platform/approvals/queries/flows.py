"""Reads of flows: those that count are kept in memory until somebody changes the company's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, func, select

from heyi.kit.conditions import Condition, ConditionError, FieldType, Surroundings, evaluate, parse
from heyi.platform.approvals.contracts import FactView, FlowDraft, FlowVersionView, FlowView, Step, VerbView
from heyi.platform.approvals.models import APPROVAL, APPROVAL_FLOW, APPROVAL_FLOW_VERSION
from heyi.platform.approvals.plain import plain_verbs
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.rules.flows import read_flow
from heyi.platform.approvals.states import LIVE
from heyi.platform.approvals.verbs import OF_APPLICANT, ApprovableVerb, Matter, declared_verbs
from heyi.platform.errors import NotFound
from heyi.platform.records.row_rules import comparable
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_F, _V = APPROVAL_FLOW, APPROVAL_FLOW_VERSION


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A flow by the version that counts now."""

    id: UUID
    version_id: UUID
    number: int
    active: bool
    company_id: UUID | None
    draft: FlowDraft


def flows_on(uow: UnitOfWork, record: str) -> tuple[Flow, ...]:
    """Every flow there is for records of a kind, also those that are switched off, in the order in which they count."""

    def load() -> Mapping[str, tuple[Flow, ...]]:
        found: dict[str, tuple[Flow, ...]] = {}
        for row in uow.rows(_newest(uow).order_by(_F.c.position, _F.c.id)):
            flow = Flow(
                id=row["id"],
                version_id=row["version_id"],
                number=row["number"],
                active=row["active"],
                company_id=row["company_id"],
                draft=read_flow(row["definition"]),
            )
            found[flow.draft.record] = (*found.get(flow.draft.record, ()), flow)
        return found

    return uow.settled("approval_flows", load).get(record, ())


def active_flows(uow: UnitOfWork, record: str, verb: str) -> list[Flow]:
    """The flows that may apply to a verb in this company."""
    return [
        flow
        for flow in flows_on(uow, record)
        if flow.active and flow.draft.verb == verb and flow.company_id in (None, uow.company_id)
    ]


def applying(
    uow: UnitOfWork, verb: ApprovableVerb, flows: Sequence[Flow], matter: Matter, applicant: UUID | None
) -> Flow | None:
    """The first of the flows whose condition is met."""
    row = facts_of(uow, verb, matter, applicant)
    types = verb.condition_types(uow)
    for flow in flows:
        if holds(uow, types, flow.draft.condition, row, applicant):
            return flow
    return None


def step_holds(uow: UnitOfWork, verb: ApprovableVerb, matter: Matter, applicant: UUID | None) -> Any:
    """A question: whether a step's condition is met."""
    row, types = facts_of(uow, verb, matter, applicant), verb.condition_types(uow)

    def asked(step: Step) -> bool:
        return holds(uow, types, step.condition, row, applicant)

    return asked


def facts_of(uow: UnitOfWork, verb: ApprovableVerb, matter: Matter, applicant: UUID | None) -> dict[str, Any]:
    """What conditions are asked about: the record's fields, the verb's facts, and who asks."""
    person = directory_of(uow).people.get(applicant) if applicant is not None else None
    return {
        **comparable(shape_of(uow, verb.record), matter.values),
        **{name: matter.facts.get(name) for name in verb.facts},
        "applicant_id": applicant,
        "applicant_department_id": person.department_id if person is not None else None,
    }


def holds(
    uow: UnitOfWork,
    types: Mapping[str, FieldType],
    tree: Any,
    row: Mapping[str, Any],
    applicant: UUID | None,
) -> bool:
    """Whether a condition is met; one that speaks of what is gone is taken for met, so that nothing slips through."""
    if tree is None:
        return True
    condition = _parsed(uow, types, tree, applicant)
    return condition is None or evaluate(condition, row)


def _parsed(
    uow: UnitOfWork, types: Mapping[str, FieldType], tree: Any, applicant: UUID | None
) -> Condition | None:
    around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=applicant)
    try:
        return parse(tree, fields=types, surroundings=around)
    except ConditionError:
        return None


def list_flows(uow: UnitOfWork) -> list[FlowView]:
    """Every flow by its newest version, in the order in which they are asked, with how much is under way by it."""
    counts = (
        select(APPROVAL.table.c.flow_id, func.count().label("running"))
        .where(APPROVAL.table.c.tenant_id == uow.tenant_id, APPROVAL.table.c.state.in_(LIVE))
        .group_by(APPROVAL.table.c.flow_id)
        .subquery()
    )
    query = (
        _newest(uow)
        .outerjoin(counts, counts.c.flow_id == _F.c.id)
        .add_columns(func.coalesce(counts.c.running, 0).label("running"))
    )
    return [_view(row) for row in uow.rows(query.order_by(_F.c.position, _F.c.id))]


def get_flow(uow: UnitOfWork, flow_id: UUID) -> FlowView:
    """A flow by its newest version.

    Raises:
        NotFound: there is none.
    """
    found = next((flow for flow in list_flows(uow) if flow.id == flow_id), None)
    if found is None:
        raise NotFound(what="record.approval_flow")
    return found


def list_versions(uow: UnitOfWork, flow_id: UUID) -> list[FlowVersionView]:
    """Every version of a flow, the newest first.

    Raises:
        NotFound: there is no such flow.
    """
    table = APPROVAL.table.c
    counts = (
        select(table.flow_version_id, func.count().label("approvals"))
        .where(table.tenant_id == uow.tenant_id, table.flow_id == flow_id)
        .group_by(table.flow_version_id)
        .subquery()
    )
    query = (
        select(_V, func.coalesce(counts.c.approvals, 0).label("approvals"))
        .outerjoin(counts, counts.c.flow_version_id == _V.c.id)
        .where(_V.c.tenant_id == uow.tenant_id, _V.c.flow_id == flow_id)
        .order_by(_V.c.number.desc())
    )
    rows = uow.rows(query)
    if not rows:
        raise NotFound(what="record.approval_flow")
    names = directory_of(uow)
    return [
        FlowVersionView(
            row["number"],
            row["made_at"],
            names.name(row["made_by"]),
            row["approvals"],
            read_flow(row["definition"]),
        )
        for row in rows
    ]


def version_of(uow: UnitOfWork, version_id: UUID) -> FlowDraft:
    """The version of a flow by which something was submitted."""
    query = select(_V.c.definition).where(_V.c.tenant_id == uow.tenant_id, _V.c.id == version_id)
    return uow.once(("approval_flow_version", version_id), lambda: read_flow(uow.scalar(query)))


def list_verbs(uow: UnitOfWork) -> list[VerbView]:
    """Every verb that a flow may guard: those of documents first."""
    return [
        VerbView(
            record=verb.record,
            record_label=f"record.{verb.record}",
            verb=verb.name,
            label=f"verb.{verb.name}",
            facts=[
                FactView(name, f"approval.fact.{name}", kind)
                for name, kind in {**verb.facts, **OF_APPLICANT}.items()
            ],
            lifts=list(verb.lifts),
        )
        for verb in (*declared_verbs(), *plain_verbs(uow))
    ]


def _newest(uow: UnitOfWork) -> Select[Any]:
    same = and_(_V.c.tenant_id == _F.c.tenant_id, _V.c.flow_id == _F.c.id, _V.c.number == _F.c.number)
    columns = (_F.c.id, _F.c.version, _F.c.number, _F.c.active, _F.c.position, _F.c.company_id)
    query = select(*columns, _V.c.id.label("version_id"), _V.c.definition).join(_V, same)
    return query.where(_F.c.tenant_id == uow.tenant_id)


def _view(row: RowMapping) -> FlowView:
    draft = read_flow(row["definition"])
    names = ("id", "version", "number", "active", "position", "running")
    return FlowView(**{**vars(draft), **{name: row[name] for name in names}})
