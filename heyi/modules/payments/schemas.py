"""Request bodies of payments."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.modules.payments.contracts import (
    DebtRow,
    DebtSide,
    LossReason,
    MoneyAccountDraft,
    MoneyKind,
    PaymentDraft,
    ReceiptDraft,
    WriteOffDraft,
)
from heyi.platform.values import BusinessDay, CleanText, LongText, exact_decimal

Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, gt=0, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
]


# What is owed the other way round is refused with a word about where it belongs.
Signed = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$"}),
]
Part = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=7, decimal_places=6, ge=0, le=1, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,6})?$"}),
]


class AllocationBody(BaseModel):
    """How much of the money is for one invoice or credit note."""

    model_config = ConfigDict(extra="forbid")

    invoice_id: UUID
    amount: Amount


class ReceiptBody(BaseModel):
    """Money that came in, or goes back; or that came for what had been written off."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["receipt", "refund", "recovery"] = "receipt"
    party_id: UUID
    amount: Amount
    account_code: CleanText | None = None
    money_account_id: UUID | None = None
    received_on: BusinessDay | None = None
    allocations: list[AllocationBody] = Field(default=[], max_length=500)
    # Remainders of these invoices that are let go with it.
    tails: list[AllocationBody] = Field(default=[], max_length=50)
    write_off_id: UUID | None = None
    note: LongText | None = None

    def draft(self) -> ReceiptDraft:
        """The document for the verb."""
        parts, tails = (
            tuple((item.invoice_id, item.amount) for item in items)
            for items in (self.allocations, self.tails)
        )
        said = self.model_dump(exclude={"allocations", "tails"})
        return ReceiptDraft(**said, allocations=parts, tails=tails)


class PaymentRulesBody(BaseModel):
    """Up to which amount an invoice's remainder may be let go; nought lets none go."""

    model_config = ConfigDict(extra="forbid")

    rounding_limit: Annotated[
        Decimal,
        BeforeValidator(exact_decimal),
        Field(max_digits=6, decimal_places=2, ge=0, le=1000, allow_inf_nan=False),
        WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
    ]


class WriteOffBody(BaseModel):
    """What is given up of a customer's invoices, and why."""

    model_config = ConfigDict(extra="forbid")

    party_id: UUID
    reason: LossReason
    occurred_on: BusinessDay | None = None
    allocations: list[AllocationBody] = Field(min_length=1, max_length=500)
    note: LongText | None = None

    def draft(self) -> WriteOffDraft:
        """The document for the verb."""
        parts = tuple((item.invoice_id, item.amount) for item in self.allocations)
        return WriteOffDraft(**self.model_dump(exclude={"allocations"}), parts=parts)


class AllowanceBody(BaseModel):
    """At which month's end something is set aside."""

    model_config = ConfigDict(extra="forbid")

    period: CleanText


class AllowanceRatesBody(BaseModel):
    """What part is set aside of what is owed since less than a year, one year, and so on to five."""

    model_config = ConfigDict(extra="forbid")

    rates: list[Part] = Field(min_length=6, max_length=6)


class PaymentBody(BaseModel):
    """Money paid to a supplier, or come back from him."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["payment", "refund"] = "payment"
    party_id: UUID
    amount: Amount
    account_code: CleanText | None = None
    money_account_id: UUID | None = None
    paid_on: BusinessDay | None = None
    allocations: list[AllocationBody] = Field(default=[], max_length=500)
    note: LongText | None = None

    def draft(self) -> PaymentDraft:
        """The payment for the verb."""
        allocations = tuple((item.invoice_id, item.amount) for item in self.allocations)
        return PaymentDraft(**self.model_dump(exclude={"allocations"}), allocations=allocations)


class OldDebtBody(BaseModel):
    """A debt or an advance from before, as it stood on paper."""

    model_config = ConfigDict(extra="forbid")

    side: DebtSide
    party_id: UUID
    number: Annotated[CleanText, Field(min_length=1, max_length=40)]
    invoiced_on: BusinessDay
    amount: Signed
    note: LongText | None = None


class OldDebtsBody(BaseModel):
    """Debts and advances from before, entered together or not at all."""

    model_config = ConfigDict(extra="forbid")

    rows: list[OldDebtBody] = Field(min_length=1, max_length=5_000)

    def drafts(self) -> list[DebtRow]:
        """The rows for the verb."""
        return [DebtRow(**row.model_dump()) for row in self.rows]


class ApplyBody(BaseModel):
    """Which invoices a prepayment or an advance settles."""

    model_config = ConfigDict(extra="forbid")

    allocations: list[AllocationBody] = Field(min_length=1, max_length=500)
    applied_on: BusinessDay | None = None


_Name = Annotated[CleanText, Field(min_length=1, max_length=60)]
_Code = Annotated[CleanText, Field(min_length=1, max_length=20)]
_Number = Annotated[CleanText, Field(max_length=40)]
_Bank = Annotated[CleanText, Field(max_length=100)]


class MoneyAccountBody(BaseModel):
    """A money account: an account of the books where its money stands, or one to be put below another."""

    model_config = ConfigDict(extra="forbid")

    name: _Name
    kind: MoneyKind
    account: _Code | None = None
    below: _Code | None = None
    currency: Annotated[CleanText, Field(min_length=3, max_length=3)] | None = None
    number: _Number | None = None
    bank_name: _Bank | None = None
    note: LongText | None = None

    def draft(self) -> MoneyAccountDraft:
        """The money account for the verb."""
        return MoneyAccountDraft(**self.model_dump())


class MoneyAccountChange(BaseModel):
    """What may be changed of a money account; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: _Name = "-"
    kind: MoneyKind = MoneyKind.BANK
    account: _Code = "1002"
    number: _Number | None = None
    bank_name: _Bank | None = None
    active: bool = True
    note: LongText | None = None
