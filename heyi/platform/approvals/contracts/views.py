"""What people see of approvals: what was seen, the way and the log, their boxes, who stands in for whom."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from heyi.platform.approvals.contracts.flows import PersonView
from heyi.platform.values import JsonObject


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
