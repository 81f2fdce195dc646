"""Request bodies of the daily work."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from heyi.modules.activities.contracts import FollowUpDraft
from heyi.platform.values import CleanText, LongText

Latitude = Annotated[Decimal, Field(ge=-90, le=90, decimal_places=6)]
Longitude = Annotated[Decimal, Field(ge=-180, le=180, decimal_places=6)]


class FollowUpBody(BaseModel):
    """What was done, with whom, and when to speak again."""

    model_config = ConfigDict(extra="forbid")

    record: CleanText
    record_id: UUID
    content: LongText
    way: CleanText
    happened_at: AwareDatetime | None = None
    next_contact_at: AwareDatetime | None = None
    contact_id: UUID | None = None
    place: CleanText | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    is_the_customers_place: bool = False

    @model_validator(mode="after")
    def _one_place(self) -> "FollowUpBody":
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude are given together")
        return self

    def draft(self) -> FollowUpDraft:
        """The follow-up for the verbs."""
        return FollowUpDraft(**self.model_dump())


class CorrectionBody(BaseModel):
    """What the author corrects of what he wrote."""

    model_config = ConfigDict(extra="forbid")

    content: LongText
    way: CleanText
    next_contact_at: AwareDatetime | None = None
