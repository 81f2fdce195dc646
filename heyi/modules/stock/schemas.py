"""Request bodies of the goods ledger."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.stock.contracts import TransferDraft, TransferLineDraft, TransferQuantity
from heyi.platform.values import AnyQuantity, BusinessDay, LongText, Money, Price, Quantity, ShortText

MOST_LINES = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReceiptLineBody(_Strict):
    """Goods that come in, and what one unit costs without VAT."""

    product_id: UUID
    quantity: Quantity
    unit_cost: Price


class ReceiptBody(_Strict):
    """A miscellaneous receipt to post."""

    reason: Literal["opening", "donation", "other"] = "other"
    warehouse_id: UUID | None = None
    received_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[ReceiptLineBody] = Field(min_length=1, max_length=MOST_LINES)


class IssueLineBody(_Strict):
    """Goods that leave."""

    product_id: UUID
    quantity: Quantity


class IssueBody(_Strict):
    """A miscellaneous issue to post."""

    reason: Literal["use", "sample", "scrap", "other"] = "use"
    warehouse_id: UUID | None = None
    issued_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[IssueLineBody] = Field(min_length=1, max_length=MOST_LINES)


_NotNegative = Annotated[Money, Field(ge=0)]


class SettleGainBody(_Strict):
    """When what a count found was approved."""

    settled_on: BusinessDay | None = None


class SettleLossBody(SettleGainBody):
    """When what is missing was approved, who makes how much of it good, and input VAT to be paid back."""

    compensation: _NotNegative = Decimal(0)
    vat_out: _NotNegative = Decimal(0)


class TransferBody(_Strict):
    """A transfer as entered."""

    from_warehouse_id: UUID
    to_warehouse_id: UUID
    sent_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[IssueLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> TransferDraft:
        """The transfer for the verbs."""
        lines = tuple(TransferLineDraft(**line.model_dump()) for line in self.lines)
        return TransferDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class SendTransferBody(_Strict):
    """When goods leave, and whether they are in the other warehouse at once."""

    directly: bool = False
    sent_on: BusinessDay | None = None


class TransferQuantityBody(_Strict):
    """How much of one line of a transfer is meant."""

    line_id: UUID
    quantity: Quantity


class ArriveBody(_Strict):
    """What arrives or comes back: the given lines, or everything still under way."""

    lines: list[TransferQuantityBody] | None = Field(default=None, min_length=1, max_length=MOST_LINES)
    arrived_on: BusinessDay | None = None

    def quantities(self) -> list[TransferQuantity] | None:
        """The lines for the verbs."""
        return None if self.lines is None else [TransferQuantity(**line.model_dump()) for line in self.lines]


class WriteOffBody(_Strict):
    """What is missing: the given lines, or everything still under way, and why."""

    lines: list[TransferQuantityBody] | None = Field(default=None, min_length=1, max_length=MOST_LINES)
    lost_on: BusinessDay | None = None
    reason: ShortText

    def quantities(self) -> list[TransferQuantity] | None:
        """The lines for the verbs."""
        return None if self.lines is None else [TransferQuantity(**line.model_dump()) for line in self.lines]


class CountBody(_Strict):
    """A count to begin: of all that lies in a warehouse, of some products, or of a part of it by turns."""

    warehouse_id: UUID | None = None
    scope: Literal["all", "products", "longest_ago", "most_moved"] = "all"
    product_ids: list[UUID] = Field(default_factory=list, max_length=2000)
    most: int = Field(default=20, ge=1, le=2000)
    blind: bool = True
    frozen: bool = False
    note: LongText | None = None


_Counted = Annotated[AnyQuantity, Field(ge=0)]


class CountedBody(_Strict):
    """How many of a product lie there."""

    product_id: UUID
    quantity: _Counted


class CountedLinesBody(_Strict):
    """What somebody counted."""

    lines: list[CountedBody] = Field(min_length=1, max_length=MOST_LINES)


class RecountBody(_Strict):
    """Lines to be counted once more."""

    line_ids: list[UUID] = Field(min_length=1, max_length=2000)


class PostCountBody(_Strict):
    """Whether lines that nobody counted are left as they are."""

    leave_uncounted: bool = False


class CostingBody(_Strict):
    """How goods are to be valued from today on."""

    method: Literal["moving_average", "fifo", "month_average"]


class CostRunBody(_Strict):
    """The month whose average is to be reckoned."""

    period: str = Field(max_length=7)
