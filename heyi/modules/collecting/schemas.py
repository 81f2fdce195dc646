"""Request bodies of collecting."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.modules.collecting.contracts import InstalmentDraft, MoneyDraft
from heyi.platform.values import BusinessDay, CleanText, LongText, exact_decimal

MOST_INSTALMENTS = 120
Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, gt=0, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
]


class InstalmentBody(BaseModel):
    """Until when how much is to be paid, and what for."""

    model_config = ConfigDict(extra="forbid")

    due_on: BusinessDay
    amount: Amount
    note: CleanText | None = None


class PlanBody(BaseModel):
    """All instalments of an order; none takes the plan away."""

    model_config = ConfigDict(extra="forbid")

    lines: Annotated[list[InstalmentBody], Field(max_length=MOST_INSTALMENTS)]

    def draft(self) -> list[InstalmentDraft]:
        """The instalments for the verb."""
        return [InstalmentDraft(**line.model_dump()) for line in self.lines]


class CollectBody(BaseModel):
    """Money that came for an order."""

    model_config = ConfigDict(extra="forbid")

    amount: Amount
    money_account_id: UUID | None = None
    received_on: BusinessDay | None = None
    note: LongText | None = None

    def draft(self) -> MoneyDraft:
        """The money for the verb."""
        return MoneyDraft(**self.model_dump())
