"""Flows as data, the way through one, and what is submitted."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from heyi.platform.values import JsonObject


class StepKind(StrEnum):
    """Whether a step asks people, or only tells them (抄送)."""

    APPROVE = "approve"
    COPY = "copy"


class Who(StrEnum):
    """How a step finds its people."""

    PEOPLE = "people"
    ROLE = "role"
    HEAD = "head"
    SUPERIOR = "superior"
    SUPERIORS = "superiors"
    CHOSEN = "chosen"
    APPLICANT = "applicant"


class Mode(StrEnum):
    """Whose word decides a step of several people: each after the other, all of them, or any one."""

    IN_TURN = "in_turn"
    ALL = "all"
    ANY = "any"


class Nobody(StrEnum):
    """What happens where a step finds nobody."""

    THROUGH = "pass"
    ADMINISTRATOR = "administrator"
    PERSON = "person"
    REFUSE = "refuse"


class Own(StrEnum):
    """What happens where the applicant is among those who approve."""

    THROUGH = "pass"
    SUPERIOR = "superior"
    ASK = "ask"


class Repeated(StrEnum):
    """Whether who approved an earlier step is asked again."""

    SKIP = "skip"
    ASK = "ask"


class AtTimeout(StrEnum):
    """What happens when nobody answers in time."""

    REMIND = "remind"
    HAND_ON = "hand_on"
    THROUGH = "pass"
    REFUSE = "refuse"


class Resubmit(StrEnum):
    """Where what was sent back to the applicant goes on."""

    FROM_STEP = "from_step"
    FROM_START = "from_start"


class Place(StrEnum):
    """Where in its step a task stands: by the flow, or added before, after or beside somebody's."""

    SEAT = "seat"
    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a flow; without a condition it is always taken."""

    key: str
    name: str
    kind: StepKind = StepKind.APPROVE
    who: Who = Who.PEOPLE
    user_ids: tuple[UUID, ...] = ()
    role_id: UUID | None = None
    level: int = 1
    mode: Mode = Mode.ANY
    condition: JsonObject | None = None
    nobody: Nobody = Nobody.ADMINISTRATOR
    nobody_user_id: UUID | None = None
    timeout_hours: int | None = None
    at_timeout: AtTimeout = AtTimeout.REMIND


@dataclass(frozen=True, kw_only=True)
class FlowDraft:
    """A flow as it is written: for which verb on which records, when, by which steps."""

    name: str
    record: str
    verb: str
    steps: tuple[Step, ...]
    condition: JsonObject | None = None
    every_company: bool = True
    own: Own = Own.THROUGH
    repeated: Repeated = Repeated.SKIP
    resubmit: Resubmit = Resubmit.FROM_STEP
    lifts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FlowView(FlowDraft):
    """A flow as it stands, by its newest version."""

    id: UUID
    version: int
    number: int
    active: bool
    position: int
    running: int = 0


@dataclass(frozen=True)
class FlowVersionView:
    """One version of a flow: who wrote it and when, and how many approvals went by it."""

    number: int
    made_at: datetime
    made_by: str
    approvals: int
    flow: FlowDraft


@dataclass(frozen=True)
class FactView:
    """Something conditions may speak of beside the fields of the record."""

    name: str
    label: str
    type: str


@dataclass(frozen=True)
class VerbView:
    """A verb that a flow may guard, what else its conditions may speak of, and which rules its approval may lift."""

    record: str
    record_label: str
    verb: str
    label: str
    facts: list[FactView]
    lifts: list[str]


@dataclass(frozen=True)
class PersonView:
    """Somebody of the company."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class WayStep:
    """A step as it would go: who is asked and why, or why it is left out.

    `outcome` is asked, copied, to_choose, passed_own, passed_nobody, not_met (its condition) or refused (nobody is
    found, so nothing can be submitted). `candidates` are those among whom the applicant chooses; empty: everybody.
    """

    key: str
    name: str
    kind: str
    mode: str
    who: str
    outcome: str
    people: list[PersonView]
    candidates: list[PersonView]
    condition: JsonObject | None
    timeout_hours: int | None


@dataclass(frozen=True, kw_only=True)
class WayPreview:
    """Whether something needs an approval now, by which flow, and who would be asked.

    `standing` says what stands already: none, running, returned, or approved (then the verb may simply be done).
    """

    needed: bool
    flow_id: UUID | None
    flow: str | None
    steps: list[WayStep]
    standing: str
    approval_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody submits: a verb on a record, or on what is not there yet (`payload`), with whom he chose."""

    record: str
    verb: str
    record_id: UUID | None = None
    payload: JsonObject = field(default_factory=dict)
    chosen: dict[str, tuple[UUID, ...]] = field(default_factory=dict)
    comment: str | None = None
