"""Request bodies of shipping."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.shipping.contracts import OUTCOMES, Proof, WaybillDraft, WaybillState
from heyi.modules.shipping.models import MOST_PARCELS
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.values import BusinessDay, CleanText, LongText, Phone

_MOST_PHOTOS = 9
Name = Annotated[CleanText, Field(min_length=1, max_length=60)]


class WaybillBody(BaseModel):
    """With whom and as what goods go to their customer."""

    model_config = ConfigDict(extra="forbid")

    carrier_id: UUID | None = None
    tracking_number: Annotated[CleanText, Field(min_length=1, max_length=60)] | None = None
    driver: Name | None = None
    driver_phone: Phone | None = None
    parcels: Annotated[int, Field(ge=1, le=MOST_PARCELS, strict=True)] = 1
    shipped_on: BusinessDay | None = None
    note: LongText | None = None

    def draft(self) -> WaybillDraft:
        """What the verb takes."""
        return WaybillDraft(**self.model_dump())


class ProofBody(BaseModel):
    """What the customer made of a waybill: `received`, `partly` or `refused`."""

    model_config = ConfigDict(extra="forbid")

    outcome: Annotated[str, Field(max_length=10)] = WaybillState.RECEIVED
    received_by: Name
    received_on: BusinessDay | None = None
    receipt_note: Annotated[LongText, Field(min_length=1)] | None = None
    signature: UUID | None = None
    photos: Annotated[list[UUID], Field(max_length=_MOST_PHOTOS)] = []

    def proof(self) -> Proof:
        """What the verb takes.

        Raises:
            InvalidInput: a customer cannot make that of a waybill.
        """
        if self.outcome not in OUTCOMES:
            raise InvalidInput(problems=[FieldProblem("outcome", "waybill_outcome", {"value": self.outcome})])
        said = self.model_dump() | {"outcome": WaybillState(self.outcome), "photos": tuple(self.photos)}
        return Proof(**said)


class ReopenBody(BaseModel):
    """Why what was written down is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[CleanText, Field(min_length=1)]
