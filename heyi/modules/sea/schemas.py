"""Request bodies of public seas."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.platform.values import CleanText, JsonObject, LongText

MOST = 500
Ids = Annotated[list[UUID], Field(min_length=1, max_length=MOST)]
Days = Annotated[int, Field(ge=0, le=3650)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RecordsBody(_Strict):
    """Which records."""

    ids: Ids


class AssignBody(RecordsBody):
    """Which records, and whom they are given."""

    user_id: UUID


class PutBackBody(RecordsBody):
    """Which records, and why nobody should own them."""

    reason: Annotated[LongText, Field(max_length=500)]


class MoveBody(RecordsBody):
    """Which records, and into which sea."""

    target_id: UUID


class MoveAllBody(_Strict):
    """Into which sea."""

    target_id: UUID


class PeopleBody(_Strict):
    """Persons, and all persons of departments and of those below them."""

    users: Annotated[list[UUID], Field(max_length=1000)] = []
    departments: Annotated[list[UUID], Field(max_length=1000)] = []


class RecycleRuleBody(_Strict):
    """When what somebody owns falls: after so many days, for all or by level, unless something keeps it."""

    id: Annotated[str, Field(max_length=40)] | None = None
    kind: Literal["no_follow_up", "no_opportunity", "not_won", "condition"]
    name: Annotated[CleanText, Field(max_length=60)] | None = None
    days: Days | None = None
    by_level: Annotated[dict[str, Days], Field(max_length=50)] = {}
    won_exempt: bool = False
    opportunity_exempt: bool = False
    condition: JsonObject | None = None
    date_field: Annotated[str, Field(max_length=60)] | None = None


class SettingsBody(_Strict):
    """What to change of a sea's settings; what is left out stays."""

    members: PeopleBody | None = None
    administrators: PeopleBody | None = None
    hidden_fields: Annotated[dict[str, Literal["hidden", "masked"]], Field(max_length=300)] | None = None
    rules: Annotated[list[RecycleRuleBody], Field(max_length=50)] | None = None

    def given(self) -> dict[str, Any]:
        """What was said."""
        said = self.model_dump(include=self.model_fields_set, mode="json")
        return {name: value for name, value in said.items() if value is not None}


class SimulateBody(_Strict):
    """Of which records to tell what falls tonight, and what if a sea had other rules."""

    record: Literal["party", "lead"] = "party"
    pool_id: UUID | None = None
    rules: Annotated[list[RecycleRuleBody], Field(max_length=50)] | None = None


class CapacityBody(_Strict):
    """How many each of these people may own, or lock."""

    name: Annotated[CleanText, Field(min_length=1, max_length=60)]
    holds: Literal["party", "lead"] = "party"
    kind: Literal["own", "lock"] = "own"
    at_most: Annotated[int, Field(ge=0, le=1_000_000)]
    won_exempt: bool = False
    users: Annotated[list[UUID], Field(max_length=1000)] = []
    departments: Annotated[list[UUID], Field(max_length=1000)] = []

    def values(self) -> dict[str, Any]:
        """The rule as it is kept."""
        return self.model_dump(mode="json")
