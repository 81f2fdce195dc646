"""Request bodies of the books."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from heyi.modules.ledger.contracts import (
    Dimension,
    FlowSoFar,
    LineDraft,
    OpeningLine,
    PaperLayout,
    RateDraft,
    Standard,
    TemplateDraft,
    TemplateLineDraft,
    VoucherDraft,
)
from heyi.modules.ledger.queries.statements import Name as StatementName
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.values import BusinessDay, CleanText, exact_decimal

MOST_LINES = 1000
_ROW_DIGITS = 2
AccountCode = Annotated[CleanText, Field(min_length=1, max_length=20)]
# Also below zero: a red-letter line.
Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$"}),
]
Rate = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(gt=0, max_digits=18, decimal_places=8, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,10}(\.\d{1,8})?$"}),
]
CurrencyCode = Annotated[CleanText, Field(min_length=3, max_length=3)]
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
    cash_flow: Annotated[int, Field(ge=1, le=99)] | None = None
    foreign_amount: Amount | None = None
    rate: Rate | None = None

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
    """An account below another; what that one holds goes to an account below it, called `first_name`."""

    parent: AccountCode
    code: AccountCode
    name: Annotated[CleanText, Field(min_length=1, max_length=100)]
    name_en: Annotated[CleanText, Field(max_length=100)] | None = None
    dimensions: list[Dimension] = Field(default=[], max_length=7)
    currency: CurrencyCode | None = None
    revalued: bool = True
    first_name: Annotated[CleanText, Field(min_length=1, max_length=100)] | None = None
    first_code: AccountCode | None = None


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
    daily_rates: bool | None = None


class StandardBody(_Strict):
    """By which standard the books are kept."""

    standard: Standard


class CurrencyBody(_Strict):
    """A currency the company has, or has no more."""

    currency: CurrencyCode
    active: bool = True


class RateBody(_Strict):
    """What one unit of a currency was worth on a day; without a rate, that day has none any more."""

    currency: CurrencyCode
    day: BusinessDay
    rate: Rate | None = None


class RatesBody(_Strict):
    """A table of rates."""

    rates: list[RateBody] = Field(min_length=1, max_length=MOST_LINES)

    def drafts(self) -> list[RateDraft]:
        """The rates for the verb."""
        return [RateDraft(**rate.model_dump()) for rate in self.rates]


class KeepCurrencyBody(_Strict):
    """Which currency an account keeps, and whether a month's end revalues what it holds."""

    currency: CurrencyCode | None = None
    revalued: bool = True


class PostingRuleBody(_Strict):
    """Which account lines of a role go to: for all goods, or for a category, a warehouse, a tax."""

    role: Annotated[CleanText, Field(min_length=1, max_length=40)]
    account: AccountCode
    category_id: UUID | None = None
    warehouse_id: UUID | None = None
    tax_code: Annotated[CleanText, Field(min_length=1, max_length=20)] | None = None


class TemplateLineBody(VoucherLineBody):
    """A line of a template; with a share, its side takes that much, in per cent, of what an account holds."""

    share_of: AccountCode | None = None
    share: Annotated[Amount, Field(gt=0, le=100)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> "TemplateLineBody":
        if (self.share_of is None) != (self.share is None):
            raise ValueError("share_of and share belong together")
        return self


class TemplateBody(_Strict):
    """A template as written: its lines, and when it is written again by itself."""

    name: Annotated[CleanText, Field(min_length=1, max_length=60)]
    lines: list[TemplateLineBody] = Field(min_length=2, max_length=200)
    monthly_on: Annotated[int, Field(ge=1, le=31)] | None = None
    until: BusinessDay | None = None
    reverses: bool = False
    active: bool = True

    def draft(self) -> TemplateDraft:
        """The template for the verbs."""
        lines = tuple(
            TemplateLineDraft(
                line=LineDraft(**line.model_dump(exclude={"share_of", "share"})),
                share_of=line.share_of,
                share=line.share,
            )
            for line in self.lines
        )
        return TemplateDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class UseBody(_Strict):
    """On which day a voucher of a template is dated; today when left out."""

    occurred_on: BusinessDay | None = None


class PrintBody(_Strict):
    """How vouchers lie on the page."""

    layout: PaperLayout = PaperLayout.TWO


class BookBody(_Strict):
    """Which ledger to print: of an account and all below it, or of all, in a span of days."""

    account: AccountCode | None = None
    first_day: BusinessDay
    last_day: BusinessDay


class OpeningLineBody(_Strict):
    """What an account held."""

    account: AccountCode
    debit: Amount = ZERO
    credit: Amount = ZERO
    party_id: UUID | None = None
    department_id: UUID | None = None
    person_id: UUID | None = None
    product_id: UUID | None = None
    project_id: UUID | None = None
    foreign_amount: Amount | None = None
    year_debit: Amount | None = None
    year_credit: Amount | None = None
    year_actual: Amount | None = None
    year_foreign_debit: Amount | None = None
    year_foreign_credit: Amount | None = None


class FlowSoFarBody(_Strict):
    """What stood on a row of 现金流量表 in the year so far."""

    row: Annotated[int, Field(ge=1, le=99)]
    amount: Amount


class OpeningBody(_Strict):
    """What all accounts held on the day before Heyi began to keep the books, and what moved in the year until then."""

    started_on: BusinessDay
    lines: list[OpeningLineBody] = Field(min_length=1, max_length=20_000)
    flows: list[FlowSoFarBody] = Field(default_factory=list, max_length=100)

    def opening(self) -> tuple[OpeningLine, ...]:
        """The lines for the verb."""
        return tuple(OpeningLine(**line.model_dump()) for line in self.lines)

    def flowed(self) -> tuple[FlowSoFar, ...]:
        """The flows for the verb."""
        return tuple(FlowSoFar(**row.model_dump()) for row in self.flows)


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
        NotFound: it is no number of a row.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= _ROW_DIGITS):
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
