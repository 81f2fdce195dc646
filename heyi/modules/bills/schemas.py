"""Request bodies of acceptance bills."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from heyi.modules.bills.contracts import (
    BillDraft,
    BillKind,
    BillPaper,
    BillSide,
    BillUse,
    Endorsement,
    OpeningBill,
    SendingBack,
    UseKind,
)
from heyi.platform.values import BusinessDay, CleanText, LongText, ShortText, exact_decimal

_DIGITS = {"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}
BillAmount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, gt=0, allow_inf_nan=False),
    WithJsonSchema(_DIGITS),
]
Interest = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, ge=0, allow_inf_nan=False),
    WithJsonSchema(_DIGITS),
]


def _bill_number(value: str) -> str:
    """Bills have 16 digits, those of the new generation 30; blanks between them are how people read them."""
    digits = "".join(value.split())
    if not digits.isascii() or not digits.isalnum() or len(digits) > _LONGEST:
        raise PydanticCustomError("bill_number", "not a number of a bill")
    return digits


_LONGEST = 30
_Number = Annotated[ShortText, AfterValidator(_bill_number)]
_Name = Annotated[ShortText, Field(max_length=100)]


class BillPart(BaseModel):
    """How much of a bill is for one invoice."""

    model_config = ConfigDict(extra="forbid")

    invoice_id: UUID
    amount: BillAmount


class PaperBody(BaseModel):
    """What stands on a bill."""

    model_config = ConfigDict(extra="forbid")

    number: _Number
    sub_range: Annotated[CleanText, Field(min_length=1, max_length=40)] | None = None
    kind: BillKind = BillKind.BANK
    drawer: _Name | None = None
    acceptor: _Name
    issued_on: BusinessDay
    due_on: BusinessDay

    def paper(self) -> BillPaper:
        """The same for the verb."""
        return BillPaper(**self.model_dump())


class BillBody(BaseModel):
    """A bill that comes in or goes out in place of money, and which invoices it settles."""

    model_config = ConfigDict(extra="forbid")

    paper: PaperBody
    party_id: UUID
    amount: BillAmount
    entered_on: BusinessDay | None = None
    allocations: list[BillPart] = Field(default=[], max_length=500)
    note: LongText | None = None

    def draft(self) -> BillDraft:
        """The bill for the verb."""
        told = self.model_dump(exclude={"allocations", "paper"})
        return BillDraft(**told, paper=self.paper.paper(), allocations=_parts(self.allocations))


class OpeningBillBody(BaseModel):
    """A bill that was held or owed when the books began."""

    model_config = ConfigDict(extra="forbid")

    side: BillSide
    paper: PaperBody
    party_id: UUID
    amount: BillAmount
    note: LongText | None = None

    def draft(self) -> OpeningBill:
        """The bill for the verb."""
        return OpeningBill(**self.model_dump(exclude={"paper"}), paper=self.paper.paper())


class EndorseBody(BaseModel):
    """Which bill is passed on to whom, how much of it, and which of his invoices that settles."""

    model_config = ConfigDict(extra="forbid")

    bill_id: UUID
    party_id: UUID
    amount: BillAmount
    occurred_on: BusinessDay | None = None
    allocations: list[BillPart] = Field(default=[], max_length=500)
    note: LongText | None = None

    def draft(self) -> Endorsement:
        """The same for the verb."""
        return Endorsement(**self.model_dump(exclude={"allocations"}), allocations=_parts(self.allocations))


class DiscountBody(BaseModel):
    """How much of a bill is sold to a bank, what the bank keeps, and where the rest comes in."""

    model_config = ConfigDict(extra="forbid")

    amount: BillAmount | None = None
    interest: Interest
    money_account_id: UUID | None = None
    occurred_on: BusinessDay | None = None

    def use(self) -> BillUse:
        """The same for the verb."""
        return BillUse(kind=UseKind.DISCOUNTED, **self.model_dump())


class PaidBody(BaseModel):
    """Where the money of a bill that is due comes in or goes out; all that is left of it where nobody says how much."""

    model_config = ConfigDict(extra="forbid")

    amount: BillAmount | None = None
    money_account_id: UUID | None = None
    occurred_on: BusinessDay | None = None

    def use(self, kind: UseKind) -> BillUse:
        """The same for the verb."""
        return BillUse(kind=kind, **self.model_dump())


class UndoUseBody(BaseModel):
    """On which day a use of a bill is taken back; today where nobody says."""

    model_config = ConfigDict(extra="forbid")

    occurred_on: BusinessDay | None = None


class DishonourBody(BaseModel):
    """On which day a bill was found not to be paid."""

    model_config = ConfigDict(extra="forbid")

    occurred_on: BusinessDay | None = None


class SendBackBody(BaseModel):
    """On which day a bill that was sold or passed on came back unpaid, and from which account a bank took its money."""

    model_config = ConfigDict(extra="forbid")

    money_account_id: UUID | None = None
    occurred_on: BusinessDay | None = None

    def draft(self) -> SendingBack:
        """The same for the verb."""
        return SendingBack(**self.model_dump())


def _parts(allocations: Sequence[BillPart]) -> tuple[tuple[UUID, Decimal], ...]:
    return tuple((part.invoice_id, part.amount) for part in allocations)
