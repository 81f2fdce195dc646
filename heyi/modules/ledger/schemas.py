"""Request bodies of the books."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.modules.ledger.contracts import Dimension, LineDraft, OpeningLine, PaperLayout, VoucherDraft
from heyi.modules.ledger.queries.statements import Name as StatementName
from heyi.modules.ledger.rules.statements import flow_rows
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.values import BusinessDay, CleanText, exact_decimal

MOST_LINES = 1000
AccountCode = Annotated[CleanText, Field(min_length=1, max_length=20)]
# Also below zero: a red-letter line.
Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$"}),
]
ZERO = Decimal(0)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class VoucherLineBody(_Strict):
    """A line as written: an account, an amount on one side, and what it is kept apart by."""

    account: AccountCode
    summary: CleanText = ""
    debit: Amount = ZERO
    credit: Amount = ZERO
    party_id: UUID | None = None
    department_id: UUID | None = None
    person_id: UUID | None = None
    product_id: UUID | None = None
    project_id: UUID | None = None
    cash_flow: Annotated[int, Field(ge=1, le=18)] | None = None

    def draft(self) -> LineDraft:
        """The line for the verbs."""
        return LineDraft(**self.model_dump())


class VoucherBody(_Strict):
    """A voucher as written."""

    occurred_on: BusinessDay
    lines: list[VoucherLineBody] = Field(min_length=2, max_length=MOST_LINES)
    attachments: Annotated[int, Field(ge=0, le=9999)] = 0
    reverses_on: BusinessDay | None = None

    def draft(self) -> VoucherDraft:
        """The voucher for the verbs."""
        lines = tuple(line.draft() for line in self.lines)
        return VoucherDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class ReverseBody(_Strict):
    """On which day a voucher is taken back; today when left out."""

    occurred_on: BusinessDay | None = None


class ReviewBody(_Strict):
    """Which version of the voucher was looked at; what was changed since is not reviewed by it."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class ReopenBody(_Strict):
    """Why a closed month is opened again."""

    reason: Annotated[CleanText, Field(min_length=1, max_length=200)]


class AccountBody(_Strict):
    """An account below another."""

    parent: AccountCode
    code: AccountCode
    name: Annotated[CleanText, Field(min_length=1, max_length=100)]
    name_en: Annotated[CleanText, Field(max_length=100)] | None = None
    dimensions: list[Dimension] = Field(default=[], max_length=7)


class AccountChange(_Strict):
    """What may be changed of an account; what is left out stays."""

    name: Annotated[CleanText, Field(min_length=1, max_length=100)] = "-"
    name_en: Annotated[CleanText, Field(max_length=100)] | None = None
    dimensions: list[Dimension] = Field(default=[], max_length=7)
    active: bool = True


class BookRulesBody(_Strict):
    """How the company keeps its books."""

    review_required: bool | None = None
    by_money: bool | None = None


class PostingRuleBody(_Strict):
    """Which account lines of a role go to: for all goods, or for a category, a warehouse, a tax."""

    role: Annotated[CleanText, Field(min_length=1, max_length=40)]
    account: AccountCode
    category_id: UUID | None = None
    warehouse_id: UUID | None = None
    tax_code: Annotated[CleanText, Field(min_length=1, max_length=20)] | None = None


class PrintBody(_Strict):
    """How vouchers lie on the page."""

    layout: PaperLayout = PaperLayout.TWO


class OpeningLineBody(_Strict):
    """What an account held."""

    account: AccountCode
    debit: Amount = ZERO
    credit: Amount = ZERO
    party_id: UUID | None = None


class OpeningBody(_Strict):
    """What all accounts held on the day before Heyi began to keep the books."""

    started_on: BusinessDay
    lines: list[OpeningLineBody] = Field(min_length=1, max_length=20_000)

    def opening(self) -> tuple[OpeningLine, ...]:
        """The lines for the verb."""
        return tuple(OpeningLine(**line.model_dump()) for line in self.lines)


def statement_name(text: str) -> StatementName:
    """The statement a path names.

    Raises:
        NotFound: there is none of that name.
    """
    try:
        return StatementName(text)
    except ValueError:
        raise NotFound(what="word.statement") from None


def cash_row(text: str) -> int:
    """The row of 现金流量表 a path names.

    Raises:
        NotFound: money stands on no such row.
    """
    if text not in map(str, flow_rows()):
        raise NotFound(what="word.statement")
    return int(text)


def paper_layout(text: str) -> PaperLayout:
    """How vouchers lie on the page.

    Raises:
        InvalidInput: there is no such way.
    """
    try:
        return PaperLayout(text)
    except ValueError:
        raise InvalidInput(problems=[FieldProblem("layout", "paper_layout", {"value": text})]) from None
