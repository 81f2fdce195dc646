"""Request bodies of quotations."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from heyi.modules.quoting.contracts import AcceptedHow, Answering, QuotationDraft
from heyi.modules.quoting.models import MOST_OF_TERMS
from heyi.modules.sales.contracts import OrderLineDraft, WholeDiscount
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.messages import Language
from heyi.platform.values import BusinessDay, Cents, CleanText, LongText, Price, Quantity, Share, ShortText

MOST_LINES = 1000
Terms = Annotated[LongText, Field(max_length=MOST_OF_TERMS)]
Seal = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Token = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuotationLineBody(_Strict):
    """A line as entered: quantity and price are of its unit; without unit or tax code the product's own."""

    product_id: UUID
    quantity: Quantity
    unit_price: Price
    tax_code: CleanText | None = None
    unit_id: UUID | None = None

    def draft(self) -> OrderLineDraft:
        """The line for the verbs."""
        return OrderLineDraft(**self.model_dump())


class QuotationBody(_Strict):
    """A quotation as entered; without a language, that of the customer's last one."""

    party_id: UUID
    valid_until: BusinessDay
    quoted_on: BusinessDay | None = None
    warehouse_id: UUID | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    contact_id: UUID | None = None
    opportunity_id: UUID | None = None
    language: Language | None = None
    payment_terms: Terms | None = None
    delivery_terms: Terms | None = None
    note: Terms | None = None
    shows_discount: bool = True
    whole_discount_share: Share | None = None
    whole_discount: Cents | None = None
    lines: list[QuotationLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> QuotationDraft:
        """The quotation for the verbs."""
        lines = tuple(line.draft() for line in self.lines)
        said = self.model_dump(exclude={"lines", "whole_discount_share", "whole_discount"})
        discount = WholeDiscount(share=self.whole_discount_share, amount=self.whole_discount)
        return QuotationDraft(**said, lines=lines, discount=discount)


class AnsweredBody(_Strict):
    """What a customer told us: who of his people, by which way, on which day, and what else is to be known of it."""

    how: Literal["phone", "paper", "message"]
    name: ShortText
    answered_on: BusinessDay | None = None
    note: Terms | None = None

    def said(self) -> Answering:
        """The answer for the verbs."""
        return Answering(**self.model_dump(exclude={"how"}), how=AcceptedHow(self.how))


class AcceptBody(_Strict):
    """A customer accepts what his page shows him: his name, that he agrees, and the seal of what is shown."""

    name: ShortText
    agreed: bool
    sha256: Seal

    def require_agreed(self) -> None:
        """Go on only where he said that he agrees.

        Raises:
            InvalidInput: he did not.
        """
        if not self.agreed:
            raise InvalidInput(problems=[FieldProblem("agreed", "missing")])


class DeclineBody(_Strict):
    """A customer declines, and why."""

    name: ShortText
    reason: Annotated[ShortText, Field(max_length=MOST_OF_TERMS)]
    sha256: Seal


class LinkBody(_Strict):
    """The address there is, or `anew` another one in its place."""

    anew: bool = False
