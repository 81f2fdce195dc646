"""What approvals take and give: flows as data, the way through one, and what people see of an approval."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
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
class SeenField:
    """A field as it was when somebody submitted it, before it if that is what changes, and as it is now.

    `value` is as JSON; `title` stands for a reference.
    """

    name: str
    label: str
    kind: str
    value: Any
    title: str | None = None
    was: Any = None
    was_title: str | None = None
    changes: bool = False


@dataclass(frozen=True, kw_only=True)
class SeenColumn:
    """A column of the lines that were seen."""

    name: str
    label: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen when somebody submitted it, as far as this reader may see it."""

    fields: list[SeenField]
    columns: list[SeenColumn]
    lines: list[dict[str, Any]]
    facts: list[SeenField]
    version: int | None
    hash: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What is not any more as it was seen: a field, or lines as a whole (`lines`)."""

    name: str
    label: str
    seen: Any
    now: Any


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """What an approval asks or asked of one person; `decided_by` differs where somebody stood in for him."""

    id: UUID
    person: PersonView
    decided_by: PersonView | None
    stand_ins: list[PersonView]
    place: str
    added_by: PersonView | None
    state: str
    arrived_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    comment: str | None
    mine: bool


@dataclass(frozen=True, kw_only=True)
class WentStep:
    """A step of an approval: where it stands, and its tasks of the latest round.

    `state` is done, current, coming or passed (`reason`: own, nobody, repeated).
    """

    no: int
    key: str
    name: str
    kind: str
    mode: str
    state: str
    reason: str | None
    people: list[PersonView]
    tasks: list[TaskView]


@dataclass(frozen=True, kw_only=True)
class LogView:
    """Something that was done in the course of an approval."""

    at: datetime
    actor: str
    for_person: str | None
    action: str
    step: str | None
    comment: str | None
    people: list[PersonView]


@dataclass(frozen=True)
class WayPlace:
    """A step to which one may send back; `no` -1 is the applicant."""

    no: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ApprovalView:
    """An approval with everything its page shows.

    `outcome` of an approved one is done, failed (with the `failure`: the verb was refused by a rule and may be done
    later while nothing changes) or waiting (the verb still is to be done). `allowed_actions`: approve, refuse,
    send_back, add_signer, hand_on (with `my_task_id`), withdraw, urge, resubmit, comment, copy.
    The `payload` is for the applicant alone, who may submit it anew.
    """

    id: UUID
    version: int
    number: str
    record: str
    record_label: str
    record_id: UUID | None
    opens: str | None
    title: str
    verb: str
    verb_label: str
    flow_id: UUID
    flow: str
    flow_number: int
    state: str
    outcome: str | None
    failure: JsonObject | None
    made_id: UUID | None
    applicant: PersonView
    submitted_at: datetime
    ended_at: datetime | None
    comment: str | None
    round: int
    step_no: int | None
    seen: Seen
    differences: list[Difference]
    way: list[WentStep]
    log: list[LogView]
    returns_to: list[WayPlace]
    my_task_id: UUID | None
    allowed_actions: list[str]
    payload: JsonObject


@dataclass(frozen=True, kw_only=True)
class BoxItem:
    """An approval as it stands in one of a person's boxes; `for_person` is whom he stands in for."""

    approval_id: UUID
    task_id: UUID | None
    number: str
    record: str
    record_label: str
    record_id: UUID | None
    title: str
    verb: str
    verb_label: str
    flow: str
    state: str
    task_state: str | None
    applicant: PersonView
    for_person: PersonView | None
    step: str | None
    submitted_at: datetime
    arrived_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    overdue: bool
    summary: list[SeenField] = field(default_factory=list)


@dataclass(frozen=True)
class BoxPage:
    """A page of a box, and what to ask for the next one with."""

    items: list[BoxItem]
    before: str | None


@dataclass(frozen=True)
class BoxCounts:
    """How much waits for somebody, how much of it is late, and what of his own came back or goes on."""

    waiting: int
    overdue: int
    returned: int
    running: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class StandingView:
    """What stands about the approval of one record now, for its page: by which verbs it may be submitted."""

    record: str
    record_id: UUID
    approval_id: UUID | None
    number: str | None
    state: str | None
    verb: str | None
    verb_label: str | None
    flow: str | None
    applicant: PersonView | None
    submitted_at: datetime | None
    waits_for: list[PersonView]
    my_task_id: UUID | None
    outcome: str | None
    past: list[BoxItem]


@dataclass(frozen=True, kw_only=True)
class StandInView:
    """Who stands in for whom (委托), from which to which day, for one flow or all."""

    id: UUID
    version: int
    person: PersonView
    stand_in: PersonView
    from_on: date
    to_on: date
    flow_id: UUID | None
    flow: str | None
    note: str | None
    active: bool


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody submits: a verb on a record, or on what is not there yet (`payload`), with whom he chose."""

    record: str
    verb: str
    record_id: UUID | None = None
    payload: JsonObject = field(default_factory=dict)
    chosen: dict[str, tuple[UUID, ...]] = field(default_factory=dict)
    comment: str | None = None
