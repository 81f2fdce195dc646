"""The way that a request takes through a flow: which steps, whom each asks, and which are left out and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from heyi.platform.approvals.contracts import AtTimeout, FlowDraft, Mode, Nobody, Own, Step, StepKind, Who
from heyi.platform.approvals.rules.people import Directory, found_by

APPLICANT = -1


class Outcome(StrEnum):
    """What becomes of a step when something is submitted."""

    ASKED = "asked"
    COPIED = "copied"
    TO_CHOOSE = "to_choose"
    PASSED_OWN = "passed_own"
    PASSED_NOBODY = "passed_nobody"
    NOT_MET = "not_met"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A step for one request: whom it asks, in which mode, and what becomes of it."""

    step: Step
    outcome: Outcome
    people: tuple[UUID, ...] = ()
    mode: Mode = Mode.ANY

    @property
    def taken(self) -> bool:
        """Whether the way goes through it."""
        return self.outcome is not Outcome.NOT_MET


def plan(
    flow: FlowDraft,
    directory: Directory,
    applicant: UUID,
    holds: Callable[[Step], bool],
    chosen: Mapping[str, Sequence[UUID]],
) -> list[Planned]:
    """Every step of a flow as it would go for this applicant; `holds` says whether a step's condition is met."""
    return [
        _planned(flow, step, directory, applicant, chosen.get(step.key, ()))
        if holds(step)
        else Planned(step=step, outcome=Outcome.NOT_MET)
        for step in flow.steps
    ]


def _planned(
    flow: FlowDraft, step: Step, directory: Directory, applicant: UUID, chosen: Sequence[UUID]
) -> Planned:
    people = found_by(step, directory, applicant, chosen)
    if step.who is Who.CHOSEN and not people:
        return Planned(step=step, outcome=Outcome.TO_CHOOSE, mode=step.mode)
    if step.kind is StepKind.COPY:
        return Planned(step=step, outcome=Outcome.COPIED, people=people)
    if not people:
        return _without(applicant, flow, for_nobody(step, directory))
    if step.who is not Who.APPLICANT and applicant in people:
        return _own(flow, step, directory, applicant, people)
    return Planned(step=step, outcome=Outcome.ASKED, people=people, mode=step.mode)


def _own(
    flow: FlowDraft, step: Step, directory: Directory, applicant: UUID, people: tuple[UUID, ...]
) -> Planned:
    asked = Planned(step=step, outcome=Outcome.ASKED, people=people, mode=step.mode)
    if flow.own is Own.ASK:
        return asked
    above = directory.active(one for one in (directory.superior(applicant),) if one is not None)
    if flow.own is Own.SUPERIOR:
        instead = tuple(
            dict.fromkeys(one for each in people for one in (above if each == applicant else (each,)))
        )
        return replace(asked, people=instead) if instead else for_nobody(step, directory)
    others = tuple(one for one in people if one != applicant)
    # Where any one decides, the applicant's own wish is that one.
    if not others or step.mode is Mode.ANY:
        return Planned(step=step, outcome=Outcome.PASSED_OWN)
    return replace(asked, people=others)


def _without(applicant: UUID, flow: FlowDraft, planned: Planned) -> Planned:
    """Whoever is asked in nobody's place is somebody else than the applicant, if there is anybody else."""
    others = tuple(one for one in planned.people if one != applicant)
    return planned if flow.own is Own.ASK or not others else replace(planned, people=others)


def for_nobody(step: Step, directory: Directory) -> Planned:
    """What a step becomes that finds nobody, by its own rule."""
    people: tuple[UUID, ...] = ()
    match step.nobody:
        case Nobody.THROUGH:
            return Planned(step=step, outcome=Outcome.PASSED_NOBODY)
        case Nobody.ADMINISTRATOR:
            people = directory.active(directory.administrators)
        case Nobody.PERSON:
            named = (step.nobody_user_id,) if step.nobody_user_id is not None else ()
            people = directory.active(named) or directory.active(directory.administrators)
        case Nobody.REFUSE:
            pass
    if not people:
        return Planned(step=step, outcome=Outcome.REFUSED)
    return Planned(step=step, outcome=Outcome.ASKED, people=people, mode=Mode.ANY)


def kept(planned: Sequence[Planned]) -> list[dict[str, Any]]:
    """The steps that are taken, as an approval keeps them."""
    return [
        {
            "step": {**asdict(one.step), "user_ids": [str(person) for person in one.step.user_ids]},
            "outcome": one.outcome,
            "people": [str(person) for person in one.people],
            "mode": one.mode,
        }
        for one in planned
        if one.taken
    ]


def read_way(stored: Sequence[Mapping[str, Any]]) -> list[Planned]:
    """The steps of an approval as it keeps them."""
    return [
        Planned(
            step=read_step(one["step"]),
            outcome=Outcome(one["outcome"]),
            people=tuple(UUID(person) for person in one["people"]),
            mode=Mode(one["mode"]),
        )
        for one in stored
    ]


def read_step(stored: Mapping[str, Any]) -> Step:
    """A step from the form in which it is kept."""
    return Step(
        **{
            **stored,
            "kind": StepKind(stored["kind"]),
            "who": Who(stored["who"]),
            "mode": Mode(stored["mode"]),
            "nobody": Nobody(stored["nobody"]),
            "at_timeout": AtTimeout(stored["at_timeout"]),
            "user_ids": tuple(UUID(str(one)) for one in stored["user_ids"]),
            "role_id": _id(stored["role_id"]),
            "nobody_user_id": _id(stored["nobody_user_id"]),
        }
    )


def _id(value: Any) -> UUID | None:
    return None if value is None else UUID(str(value))
