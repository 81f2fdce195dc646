"""Request bodies of crm."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from heyi.modules.crm.contracts import (
    ConversionWish,
    FormDraft,
    FormField,
    LineDraft,
    OpportunityWish,
    RuleDraft,
    StageDraft,
    StageGroupDraft,
)
from heyi.platform.values import BusinessDay, CleanText, JsonObject, LongText, Money, Percent, Price, Quantity

MOST_LINES = 200
Name = Annotated[CleanText, Field(min_length=1, max_length=60)]
Reason = Annotated[CleanText, Field(min_length=1)]
Rate = Annotated[Percent, Field(ge=0, le=1)]
FieldName = Annotated[str, StringConstraints(max_length=80)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReasonBody(_Strict):
    """Why."""

    reason: Reason


class OpportunityWishBody(_Strict):
    """The opportunity that a conversion makes too."""

    name: Annotated[CleanText, Field(min_length=1)]
    amount: Annotated[Money, Field(ge=0)] | None = None
    expected_on: BusinessDay | None = None
    group_id: UUID | None = None


class ConvertBody(_Strict):
    """How to convert a lead; `another` says that a customer who looks the same is not the same."""

    party_id: UUID | None = None
    another: bool = False
    contact: bool = True
    opportunity: OpportunityWishBody | None = None

    def wish(self) -> ConversionWish:
        """The wish for the verb."""
        told = None if self.opportunity is None else OpportunityWish(**self.opportunity.model_dump())
        return ConversionWish(
            party_id=self.party_id, another=self.another, contact=self.contact, opportunity=told
        )


class AssignBody(_Strict):
    """Which leads; without a list all that belong to nobody."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=500)] | None = None


class PairBody(_Strict):
    """A field of a lead, and what it becomes: `party.name`."""

    lead: FieldName
    to: FieldName


class MappingBody(_Strict):
    """What becomes what when a lead is converted."""

    pairs: Annotated[list[PairBody], Field(max_length=200)]


class RuleBody(_Strict):
    """A rule of assignment; without a condition it wants every lead."""

    name: Name
    active: bool = True
    condition: Annotated[JsonObject, Field(json_schema_extra={"x-condition": True})] | None = None
    way: Literal["round_robin", "least_load", "fixed"]
    users: Annotated[list[UUID], Field(max_length=100)] = []
    departments: Annotated[list[UUID], Field(max_length=100)] = []

    def draft(self) -> RuleDraft:
        """The rule for the verbs."""
        said = self.model_dump() | {"users": tuple(self.users), "departments": tuple(self.departments)}
        return RuleDraft(**said)


class OrderBody(_Strict):
    """The rules in the order in which they are asked."""

    ids: Annotated[list[UUID], Field(max_length=200)]


class FormFieldBody(_Strict):
    """A field that the form asks for."""

    name: FieldName
    required: bool = False


class FormBody(_Strict):
    """A public form."""

    name: Name
    active: bool = True
    title: Annotated[CleanText, Field(min_length=1, max_length=80)]
    intro: Annotated[LongText, Field(max_length=1000)] = ""
    consent: Annotated[LongText, Field(max_length=1000)] = ""
    thanks: Annotated[LongText, Field(max_length=1000)] = ""
    source: Annotated[str, StringConstraints(max_length=60)]
    fields: Annotated[list[FormFieldBody], Field(min_length=1, max_length=20)]

    def draft(self) -> FormDraft:
        """The form for the verbs."""
        fields = tuple(FormField(one.name, one.required) for one in self.fields)
        return FormDraft(**self.model_dump(exclude={"fields"}), fields=fields)


class SendBody(_Strict):
    """What somebody fills in; `homepage` is a field that no person sees."""

    values: Annotated[JsonObject, Field(max_length=20)]
    consent: bool = False
    homepage: Annotated[str, StringConstraints(max_length=2000)] = ""


class NewStageBody(_Strict):
    """A new stage."""

    name: Name
    win_rate: Rate
    most_days: Annotated[int, Field(strict=True, ge=1, le=3650)] | None = None
    done_when: CleanText | None = None


class StageBody(NewStageBody):
    """A stage; without an id a new one."""

    id: UUID | None = None


class NewStageGroupBody(_Strict):
    """A new group of stages, in their order."""

    name: Name
    active: bool = True
    departments: Annotated[list[UUID], Field(max_length=100)] = []
    stages: Annotated[list[NewStageBody], Field(min_length=1, max_length=20)]

    def draft(self) -> StageGroupDraft:
        """The group for the verbs."""
        stages = tuple(StageDraft(**stage.model_dump()) for stage in self.stages)
        return StageGroupDraft(
            name=self.name, active=self.active, departments=tuple(self.departments), stages=stages
        )


class StageGroupBody(_Strict):
    """A group of stages, in their order; a stage that is left out is used no more."""

    name: Name
    active: bool = True
    departments: Annotated[list[UUID], Field(max_length=100)] = []
    stages: Annotated[list[StageBody], Field(min_length=1, max_length=20)]

    def draft(self) -> StageGroupDraft:
        """The group for the verbs."""
        stages = tuple(StageDraft(**stage.model_dump()) for stage in self.stages)
        return StageGroupDraft(
            name=self.name, active=self.active, departments=tuple(self.departments), stages=stages
        )


class MoveBody(_Strict):
    """Where to; going back needs a reason."""

    stage_id: UUID
    group_id: UUID | None = None
    reason: CleanText | None = None


class WinBody(_Strict):
    """What there is to say of the success: for how much and since when, if not for what stands there and today."""

    note: LongText | None = None
    amount: Annotated[Money, Field(ge=0)] | None = None
    won_on: BusinessDay | None = None


class LoseBody(_Strict):
    """Why it was lost: one of the reasons that are kept, and in words."""

    reason: Annotated[str, StringConstraints(max_length=60)]
    note: LongText | None = None


class ReopenBody(_Strict):
    """Why it is worked on again, and in which stage, if not where it stood."""

    reason: Reason
    stage_id: UUID | None = None


class LineBody(_Strict):
    """A line; without a price the product's own is taken."""

    product_id: UUID
    quantity: Quantity
    unit_price: Price | None = None
    discount: Rate = Decimal(0)

    def draft(self) -> LineDraft:
        """The line for the verb."""
        return LineDraft(**self.model_dump())


class LinesBody(_Strict):
    """All lines of an opportunity, and the discount on the whole."""

    discount: Rate = Decimal(0)
    lines: Annotated[list[LineBody], Field(max_length=MOST_LINES)]
