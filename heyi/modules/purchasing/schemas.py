"""Request bodies of purchase documents."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.purchasing.contracts import LineQuantity, OrderDraft, OrderLineDraft
from heyi.modules.stock import contracts as stock
from heyi.platform.values import BusinessDay, CleanText, LongText, Price, Quantity

MOST_LINES = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PurchaseLineBody(_Strict):
    """A line as entered; without a tax code the product's own is used."""

    product_id: UUID
    quantity: Quantity
    unit_price: Price
    tax_code: CleanText | None = None
    expected_on: BusinessDay | None = None
    unit_id: UUID | None = None

    def draft(self) -> OrderLineDraft:
        """The line for the verbs."""
        return OrderLineDraft(**self.model_dump())


class PurchaseOrderBody(_Strict):
    """An order as entered."""

    party_id: UUID
    warehouse_id: UUID | None = None
    ordered_on: BusinessDay | None = None
    expected_on: BusinessDay | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    note: LongText | None = None
    lines: list[PurchaseLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> OrderDraft:
        """The order for the verbs."""
        lines = tuple(line.draft() for line in self.lines)
        return OrderDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class PurchasePreviewBody(_Strict):
    """The lines of an order that is being entered."""

    prices_include_tax: bool = True
    lines: list[PurchaseLineBody] = Field(min_length=1, max_length=MOST_LINES)


class PurchaseQuantityBody(_Strict):
    """How much of one line is meant; of a `quality`, or of what is worst first."""

    line_id: UUID
    quantity: Quantity
    lots: stock.Lots = Field(default_factory=list)
    quality: Literal["free", "quarantine", "blocked"] | None = None

    def contract(self) -> LineQuantity:
        """The quantity for the verbs."""
        return LineQuantity(**self.model_dump(exclude={"lots"}), lots=tuple(self.lots))


class ReceiveQuantityBody(_Strict):
    """How much of one line is meant, in the product's own unit or, `as_ordered`, in the line's."""

    line_id: UUID
    quantity: Quantity
    as_ordered: bool = False
    lots: stock.Lots = Field(default_factory=list)

    def contract(self) -> LineQuantity:
        """The quantity for the verbs."""
        return LineQuantity(**self.model_dump(exclude={"lots"}), lots=tuple(self.lots))


class ReceiveBody(_Strict):
    """What to receive; without lines everything still open; from afar, or out of what we keep for the supplier."""

    lines: list[ReceiveQuantityBody] | None = Field(default=None, max_length=MOST_LINES)
    received_on: BusinessDay | None = None
    bought_out_of: UUID | None = None


class SendBackBody(_Strict):
    """What goes back."""

    lines: list[PurchaseQuantityBody] = Field(min_length=1, max_length=MOST_LINES)
    returned_on: BusinessDay | None = None
    reason: CleanText | None = None
