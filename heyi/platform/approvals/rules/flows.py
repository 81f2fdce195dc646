"""What is wrong with a flow as it is written, and how a flow is kept."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from heyi.kit.conditions import ConditionError, FieldType, Surroundings, parse
from heyi.platform.approvals.contracts import FlowDraft, Nobody, Own, Repeated, Resubmit, Step, StepKind, Who
from heyi.platform.approvals.rules.people import Directory
from heyi.platform.approvals.rules.ways import read_step
from heyi.platform.errors import FieldProblem

_KEPT = ("name", "record", "verb", "condition", "every_company")


def wrong_with(
    flow: FlowDraft,
    *,
    facts: Mapping[str, FieldType],
    surroundings: Surroundings,
    directory: Directory,
    roles: Collection[UUID],
    lifts: Collection[str],
) -> list[FieldProblem]:
    """Everything that keeps a flow from being followed, each at its place (`steps.2.role_id`)."""
    problems = list(_wrong_condition("condition", flow.condition, facts, surroundings))
    keys = [step.key for step in flow.steps]
    if not any(step.kind is StepKind.APPROVE for step in flow.steps):
        problems.append(FieldProblem("steps", "approval_asks_nobody", {}))
    problems += [
        FieldProblem(f"lifts.{at}", "approval_lifts_unknown", {"value": one})
        for at, one in enumerate(flow.lifts)
        if one not in lifts
    ]
    for at, step in enumerate(flow.steps):
        if step.key in keys[:at]:
            problems.append(FieldProblem(f"steps.{at}.key", "approval_key_twice", {"value": step.key}))
        problems += _wrong_condition(f"steps.{at}.condition", step.condition, facts, surroundings)
        problems += _wrong_people(f"steps.{at}", step, directory, roles)
    return problems


def _wrong_condition(
    place: str, tree: Any, facts: Mapping[str, FieldType], surroundings: Surroundings
) -> Iterator[FieldProblem]:
    if tree is None:
        return
    try:
        parse(tree, fields=facts, surroundings=surroundings)
    except ConditionError as error:
        value = str(error.value)[:80]
        yield FieldProblem(place, f"condition_{error.reason_code}", {"value": value, "place": error.path})


def _wrong_people(
    place: str, step: Step, directory: Directory, roles: Collection[UUID]
) -> Iterator[FieldProblem]:
    known = directory.people
    if step.who is Who.PEOPLE and not step.user_ids:
        yield FieldProblem(f"{place}.user_ids", "missing", {})
    for at, one in enumerate(step.user_ids):
        if one not in known or not known[one].active:
            yield FieldProblem(f"{place}.user_ids.{at}", "approval_person_unusable", {"value": str(one)})
    if step.who is Who.ROLE and step.role_id is None:
        yield FieldProblem(f"{place}.role_id", "missing", {})
    if step.role_id is not None and step.role_id not in roles:
        yield FieldProblem(f"{place}.role_id", "approval_role_unknown", {"value": str(step.role_id)})
    if step.nobody is Nobody.PERSON and step.nobody_user_id is None:
        yield FieldProblem(f"{place}.nobody_user_id", "missing", {})
    if step.nobody_user_id is not None and step.nobody_user_id not in known:
        yield FieldProblem(
            f"{place}.nobody_user_id", "approval_person_unusable", {"value": str(step.nobody_user_id)}
        )


def kept_flow(flow: FlowDraft) -> dict[str, Any]:
    """A flow as a version keeps it."""
    return {name: value for name, value in asdict(flow).items() if name in FlowDraft.__dataclass_fields__}


def read_flow(stored: Mapping[str, Any]) -> FlowDraft:
    """A flow from the form in which a version keeps it."""
    return FlowDraft(
        **{name: stored[name] for name in _KEPT},
        steps=tuple(read_step(one) for one in stored["steps"]),
        own=Own(stored["own"]),
        repeated=Repeated(stored["repeated"]),
        resubmit=Resubmit(stored["resubmit"]),
        lifts=tuple(stored["lifts"]),
    )
