"""Request bodies of payments."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.platform.values import BusinessDay, CleanText, LongText, exact_decimal

Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, gt=0, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
]


class AllocationBody(BaseModel):
    """How much of the money is for one invoice or credit note."""

    model_config = ConfigDict(extra="forbid")

    invoice_id: UUID
    amount: Amount


class ReceiptBody(BaseModel):
    """Money that came in, or goes back."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["receipt", "refund"] = "receipt"
    party_id: UUID
    amount: Amount
    account_code: CleanText = "1002"
    received_on: BusinessDay | None = None
    allocations: list[AllocationBody] = Field(default=[], max_length=500)
    note: LongText | None = None


class PaymentBody(BaseModel):
    """Money paid to a supplier, or come back from him."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["payment", "refund"] = "payment"
    party_id: UUID
    amount: Amount
    account_code: CleanText = "1002"
    paid_on: BusinessDay | None = None
    allocations: list[AllocationBody] = Field(default=[], max_length=500)
    note: LongText | None = None


class ApplyBody(BaseModel):
    """Which invoices a prepayment settles."""

    model_config = ConfigDict(extra="forbid")

    allocations: list[AllocationBody] = Field(min_length=1, max_length=500)
    applied_on: BusinessDay | None = None
