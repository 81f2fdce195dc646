"""Request bodies of sales documents."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.sales.contracts import (
    HoldDraft,
    HoldLineDraft,
    LimitSaid,
    LineDay,
    LineQuantity,
    NewDays,
    OrderDraft,
    OrderLineDraft,
    Picked,
    PromiseDraft,
    PromiseLineDraft,
    Ticked,
    WholeDiscount,
)
from heyi.modules.sales.models import LONGEST_HELD_DAYS
from heyi.modules.stock import contracts as stock
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.messages import LANGUAGES, Language
from heyi.platform.values import (
    AnyQuantity,
    BusinessDay,
    Cents,
    CleanText,
    LongText,
    Price,
    Quantity,
    Share,
)

MOST_LINES = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OrderLineBody(_Strict):
    """A line as entered: quantity and price are of its unit; without unit or tax code the product's own, without a day
    the order's."""

    product_id: UUID
    quantity: Quantity
    unit_price: Price
    tax_code: CleanText | None = None
    unit_id: UUID | None = None
    deliver_on: BusinessDay | None = None

    def draft(self) -> OrderLineDraft:
        """The line for the verbs."""
        return OrderLineDraft(**self.model_dump())


class WithDiscount(_Strict):
    """What a document's lines are given together: a share of them all, or an amount off them."""

    whole_discount_share: Share | None = None
    whole_discount: Cents | None = None

    def discount(self) -> WholeDiscount:
        """The discount on the whole for the verbs."""
        return WholeDiscount(share=self.whole_discount_share, amount=self.whole_discount)


class OrderBody(WithDiscount):
    """An order as entered."""

    party_id: UUID
    warehouse_id: UUID | None = None
    ordered_on: BusinessDay | None = None
    deliver_on: BusinessDay | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    note: LongText | None = None
    hold_id: UUID | None = None
    lines: list[OrderLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> OrderDraft:
        """The order for the verbs."""
        lines = tuple(line.draft() for line in self.lines)
        said = self.model_dump(exclude={"lines", *WithDiscount.model_fields})
        return OrderDraft(**said, lines=lines, discount=self.discount())


class LineDayBody(_Strict):
    """By when one line is wanted; without a day, by the order's."""

    line_id: UUID
    deliver_on: BusinessDay | None = None

    def contract(self) -> LineDay:
        """The day for the verbs."""
        return LineDay(self.line_id, self.deliver_on)


class RescheduleBody(_Strict):
    """By when an order is wanted from now on, and the lines that are named; the others keep their days, and so does the
    order where none is said: `null` takes it away."""

    deliver_on: BusinessDay | None = None
    lines: list[LineDayBody] = Field(default_factory=list, max_length=MOST_LINES)

    def contract(self) -> NewDays:
        """The days for the verb."""
        return NewDays(
            of_order="deliver_on" in self.model_fields_set,
            deliver_on=self.deliver_on,
            lines=tuple(line.contract() for line in self.lines),
        )


class PreviewBody(WithDiscount):
    """The lines of an order that is being entered."""

    prices_include_tax: bool = True
    lines: list[OrderLineBody] = Field(min_length=1, max_length=MOST_LINES)


class PromiseLineBody(_Strict):
    """A line that is being typed; without a price, that of the customer's lists is meant."""

    product_id: UUID
    quantity: Quantity
    unit_price: Price | None = None
    tax_code: CleanText | None = None
    unit_id: UUID | None = None

    def draft(self) -> PromiseLineDraft:
        """The line for the query."""
        return PromiseLineDraft(**self.model_dump())


class PromiseBody(WithDiscount):
    """An order that is being typed."""

    party_id: UUID | None = None
    warehouse_id: UUID | None = None
    ordered_on: BusinessDay | None = None
    prices_include_tax: bool = True
    hold_id: UUID | None = None
    lines: list[PromiseLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> PromiseDraft:
        """The order for the query."""
        lines = tuple(line.draft() for line in self.lines)
        said = self.model_dump(exclude={"lines", *WithDiscount.model_fields})
        return PromiseDraft(**said, lines=lines, discount=self.discount())


class QuantityBody(_Strict):
    """How much of one line is meant."""

    line_id: UUID
    quantity: Quantity
    lots: stock.Lots = Field(default_factory=list)

    def contract(self) -> LineQuantity:
        """The quantity for the verbs."""
        return LineQuantity(line_id=self.line_id, quantity=self.quantity, lots=tuple(self.lots))


class DeliverQuantityBody(_Strict):
    """How much of one line is meant, in the product's own unit or, `as_ordered`, in the line's."""

    line_id: UUID
    quantity: Quantity
    as_ordered: bool = False
    lots: stock.Lots = Field(default_factory=list)

    def contract(self) -> LineQuantity:
        """The quantity for the verbs."""
        return LineQuantity(**self.model_dump(exclude={"lots"}), lots=tuple(self.lots))


class DeliverBody(_Strict):
    """What to deliver; without lines everything still open."""

    lines: list[DeliverQuantityBody] | None = Field(default=None, max_length=MOST_LINES)
    delivered_on: BusinessDay | None = None
    expired_reason: CleanText | None = None


class ReturnBody(_Strict):
    """What comes back, and whether it is to be looked at before anybody may have it."""

    lines: list[QuantityBody] = Field(min_length=1, max_length=MOST_LINES)
    returned_on: BusinessDay | None = None
    reason: CleanText | None = None
    to_inspect: bool = False


class PickListBody(_Strict):
    """The orders whose goods are to be taken from the shelves together."""

    order_ids: list[UUID] = Field(min_length=1, max_length=50)
    note: CleanText | None = None


class PickedBody(_Strict):
    """What was found of one line of a pick list, and why not all of it."""

    line_id: UUID
    quantity: Annotated[AnyQuantity, Field(ge=0)]
    reason: CleanText | None = None
    lots: stock.Lots = Field(default_factory=list)

    def contract(self) -> Picked:
        """What was found, for the verbs."""
        return Picked(**self.model_dump(exclude={"lots"}), lots=tuple(self.lots))


class TickBody(_Strict):
    """How many were found of one line so far: `more` than before, or so many altogether."""

    line_id: UUID
    quantity: Annotated[AnyQuantity, Field(ge=0)]
    more: bool = False

    def contract(self) -> Ticked:
        """The tick for the verbs."""
        return Ticked(**self.model_dump())


class TicksBody(_Strict):
    """What was ticked off."""

    lines: list[TickBody] = Field(min_length=1, max_length=2000)


class FinishPickBody(_Strict):
    """What was found of the lines of a pick list."""

    lines: list[PickedBody] = Field(min_length=1, max_length=2000)
    expired_reason: CleanText | None = None


class HoldLineBody(_Strict):
    """Goods to be kept: the quantity is of the unit, without one of the product's own."""

    product_id: UUID
    quantity: Quantity
    unit_id: UUID | None = None


class HoldBody(_Strict):
    """What is to be kept for whom, why, and up to which day; without one, for as many days as is usual."""

    party_id: UUID
    opportunity_id: UUID | None = None
    warehouse_id: UUID | None = None
    expires_on: BusinessDay | None = None
    reason: Annotated[CleanText, Field(min_length=1, max_length=200)]
    owner_id: UUID | None = None
    lines: list[HoldLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> HoldDraft:
        """The hold for the verbs."""
        lines = tuple(HoldLineDraft(**line.model_dump()) for line in self.lines)
        return HoldDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class ExtendHoldBody(_Strict):
    """Up to which day goods are kept from now on."""

    expires_on: BusinessDay


class ReleaseHoldBody(_Strict):
    """Why goods are kept no longer."""

    reason: Annotated[CleanText, Field(min_length=1, max_length=200)]


class DiscountLimitBody(_Strict):
    """The greatest discount that a role may give, as a share, or null for none."""

    role_id: UUID
    most: Share | None

    def said(self) -> LimitSaid:
        """The limit for the verb."""
        return LimitSaid(**self.model_dump())


class DiscountLimitsBody(_Strict):
    """How far below the lists roles may sell."""

    limits: list[DiscountLimitBody] = Field(min_length=1, max_length=MOST_LINES)


class HoldDaysBody(_Strict):
    """For how many days goods are kept if nobody says, and for how many at most."""

    usual_days: Annotated[int, Field(ge=1, le=LONGEST_HELD_DAYS)]
    most_days: Annotated[int, Field(ge=1, le=LONGEST_HELD_DAYS)]


PAPERS = ("note", "packing")


def paper_kind(text: str) -> str:
    """Which paper of a delivery is meant.

    Raises:
        InvalidInput: there is no such paper.
    """
    if text not in PAPERS:
        raise InvalidInput(problems=[FieldProblem("kind", "paper_kind", {"value": text})])
    return text


def paper_language(text: str) -> Language | None:
    """In which language a paper is asked for; None: in the reader's.

    Raises:
        InvalidInput: there is no such language.
    """
    for known in LANGUAGES:
        if text == known:
            return known
    if text:
        raise InvalidInput(problems=[FieldProblem("language", "paper_language", {"value": text})])
    return None
