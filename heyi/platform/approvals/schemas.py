"""Request bodies of approvals."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.platform.approvals.contracts import (
    AtTimeout,
    FlowDraft,
    Mode,
    Nobody,
    Own,
    Repeated,
    Request,
    Resubmit,
    Step,
    StepKind,
    Who,
)
from heyi.platform.values import BusinessDay, CleanText, JsonObject, LongText

Name = Annotated[CleanText, Field(min_length=1, max_length=60)]
Key = Annotated[CleanText, Field(min_length=1, max_length=40)]
Word = Annotated[CleanText, Field(min_length=1, max_length=60)]
People = Annotated[list[UUID], Field(max_length=50)]


class StepBody(BaseModel):
    """One step of a flow."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    name: Name
    kind: StepKind = StepKind.APPROVE
    who: Who = Who.PEOPLE
    user_ids: People = []
    role_id: UUID | None = None
    level: Annotated[int, Field(ge=1, le=10)] = 1
    mode: Mode = Mode.ANY
    condition: JsonObject | None = None
    nobody: Nobody = Nobody.ADMINISTRATOR
    nobody_user_id: UUID | None = None
    timeout_hours: Annotated[int, Field(ge=1, le=2000)] | None = None
    at_timeout: AtTimeout = AtTimeout.REMIND

    def step(self) -> Step:
        """The step as a contract."""
        return Step(**self.model_dump(exclude={"user_ids"}), user_ids=tuple(self.user_ids))


class FlowBody(BaseModel):
    """A flow as it is written."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    record: Word
    verb: Word
    steps: Annotated[list[StepBody], Field(min_length=1, max_length=30)]
    condition: JsonObject | None = None
    every_company: bool = True
    own: Own = Own.THROUGH
    repeated: Repeated = Repeated.SKIP
    resubmit: Resubmit = Resubmit.FROM_STEP
    lifts: Annotated[list[Word], Field(max_length=10)] = []

    def draft(self) -> FlowDraft:
        """The flow as a contract."""
        rest = self.model_dump(exclude={"steps", "lifts"})
        return FlowDraft(**rest, steps=tuple(one.step() for one in self.steps), lifts=tuple(self.lifts))


class SwitchFlowBody(BaseModel):
    """Whether a flow is asked from now on."""

    model_config = ConfigDict(extra="forbid")

    active: bool


class FlowOrderBody(BaseModel):
    """The flows in the order in which they are asked: the first that applies counts."""

    model_config = ConfigDict(extra="forbid")

    flow_ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class AskBody(BaseModel):
    """A verb on a record; what is not there yet or is to change goes as `payload`, as its own route takes it."""

    model_config = ConfigDict(extra="forbid")

    record: Word
    verb: Word
    record_id: UUID | None = None
    payload: JsonObject = {}

    def request(self) -> Request:
        """What is asked about."""
        return Request(
            record=self.record, verb=self.verb, record_id=self.record_id, payload=dict(self.payload)
        )


class DryRunBody(AskBody):
    """A flow that nobody saved yet, tried on a record; `applicant_id` is who would submit it, if not the reader."""

    flow: FlowBody
    applicant_id: UUID | None = None


class ChosenBody(BaseModel):
    """Whom the applicant chose for a step of the flow."""

    model_config = ConfigDict(extra="forbid")

    step: Key
    user_ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]


Chosen = Annotated[list[ChosenBody], Field(max_length=30)]


def chosen_of(body: Chosen) -> dict[str, tuple[UUID, ...]]:
    """Whom the applicant chose, by the steps' keys."""
    return {one.step: tuple(one.user_ids) for one in body}


class SubmitBody(AskBody):
    """What is submitted, whom the applicant chose for steps, and what he says to it."""

    chosen: Chosen = []
    comment: LongText | None = None

    def request(self) -> Request:
        """What is submitted."""
        return Request(
            record=self.record,
            verb=self.verb,
            record_id=self.record_id,
            payload=dict(self.payload),
            chosen=chosen_of(self.chosen),
            comment=self.comment,
        )


class ResubmitBody(BaseModel):
    """What came back, submitted anew: as the record is now, or with another payload."""

    model_config = ConfigDict(extra="forbid")

    payload: JsonObject | None = None
    chosen: Chosen = []
    comment: LongText | None = None


class CommentBody(BaseModel):
    """What somebody says to it."""

    model_config = ConfigDict(extra="forbid")

    comment: LongText | None = None


class SaidBody(BaseModel):
    """What somebody says, and has to say."""

    model_config = ConfigDict(extra="forbid")

    comment: Annotated[LongText, Field(min_length=1)]


class DecideBody(CommentBody):
    """A word on one's task; `hash` is what was seen, so that nobody approves what he did not see."""

    hash: Annotated[str, Field(max_length=64)] | None = None


class SendBackBody(SaidBody):
    """Back to an earlier step, or with -1 to the applicant, and why."""

    step_no: Annotated[int, Field(ge=-1, le=100)]


class AddSignersBody(CommentBody):
    """Who else approves: before me, after me, or beside me."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=20)]
    place: Literal["before", "after", "beside"]


class HandOnBody(CommentBody):
    """Who approves in my place."""

    user_id: UUID


class CopyBody(CommentBody):
    """Who is told of it."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=50)]


class StandInBody(BaseModel):
    """Who stands in for me, or for the person named, from when to when, for one flow or all."""

    model_config = ConfigDict(extra="forbid")

    user_id: UUID | None = None
    stand_in_id: UUID
    from_on: BusinessDay
    to_on: BusinessDay
    flow_id: UUID | None = None
    note: LongText | None = None
