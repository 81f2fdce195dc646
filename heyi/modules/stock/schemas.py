"""Request bodies of the goods ledger."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.stock.contracts import (
    BinCode,
    BinMoveDraft,
    BinMoveLineDraft,
    CountDraft,
    IssueLineDraft,
    Lots,
    LotsOfLine,
    ReceiptLineDraft,
    TransferDraft,
    TransferLineDraft,
    TransferQuantity,
    VerdictDraft,
    VerdictLineDraft,
)
from heyi.modules.stock.rules.houses import KINDS
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.values import AnyQuantity, BusinessDay, LongText, Money, Price, Quantity, ShortText

MOST_LINES = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


_LotNumber = Annotated[ShortText, Field(min_length=1, max_length=60)]


class ReceiptLineBody(_Strict):
    """Goods that come in, what one unit costs without VAT, and their lots where they are told apart."""

    product_id: UUID
    quantity: Quantity
    unit_cost: Price
    lots: Lots = Field(default_factory=list)

    def draft(self) -> ReceiptLineDraft:
        """The line for the verbs."""
        own = self.model_dump(exclude={"lots"})
        return ReceiptLineDraft(**own, lots=tuple(self.lots))


class ReceiptBody(_Strict):
    """A miscellaneous receipt to post."""

    reason: Literal["opening", "donation", "other"] = "other"
    warehouse_id: UUID | None = None
    received_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[ReceiptLineBody] = Field(min_length=1, max_length=MOST_LINES)


class GoodsBody(_Strict):
    """How many of a product are meant."""

    product_id: UUID
    quantity: Quantity


class IssueLineBody(GoodsBody):
    """Goods that leave; of lots that are not named, what expires first goes first."""

    lots: Lots = Field(default_factory=list)
    market_price: Price | None = None

    def draft(self) -> IssueLineDraft:
        """The line for the verbs."""
        return IssueLineDraft(
            product_id=self.product_id,
            quantity=self.quantity,
            lots=tuple(self.lots),
            market_price=self.market_price,
        )


class IssueBody(_Strict):
    """A miscellaneous issue to post."""

    reason: Literal["use", "sample", "gift", "scrap", "other"] = "use"
    warehouse_id: UUID | None = None
    issued_on: BusinessDay | None = None
    note: LongText | None = None
    expired_reason: ShortText | None = None
    lines: list[IssueLineBody] = Field(min_length=1, max_length=MOST_LINES)


class EntrustedLineBody(GoodsBody):
    """Another's goods that come or go back, and their lots where they are told apart."""

    lots: Lots = Field(default_factory=list)


class TakeInBody(_Strict):
    """Another's goods that come into our keeping."""

    warehouse_id: UUID
    received_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[EntrustedLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def drafts(self) -> list[ReceiptLineDraft]:
        """The lines for the verbs; what they cost is no business of ours."""
        return [
            ReceiptLineDraft(
                product_id=line.product_id, quantity=line.quantity, unit_cost=None, lots=tuple(line.lots)
            )
            for line in self.lines
        ]


class GiveBackBody(_Strict):
    """Another's goods that go back to their owner, or are used up in work for him: what has expired, for a reason."""

    reason: Literal["given_back", "used_up"] = "given_back"
    warehouse_id: UUID
    issued_on: BusinessDay | None = None
    note: LongText | None = None
    expired_reason: ShortText | None = None
    lines: list[EntrustedLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def drafts(self) -> list[IssueLineDraft]:
        """The lines for the verbs."""
        return [
            IssueLineDraft(product_id=line.product_id, quantity=line.quantity, lots=tuple(line.lots))
            for line in self.lines
        ]


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
    lines: list[GoodsBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> TransferDraft:
        """The transfer for the verbs."""
        lines = tuple(TransferLineDraft(**line.model_dump()) for line in self.lines)
        return TransferDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class LotsOfLineBody(_Strict):
    """Which lots are meant of one line of a document."""

    line_id: UUID
    lots: Lots = Field(min_length=1)

    def contract(self) -> LotsOfLine:
        """The lots for the verbs."""
        return LotsOfLine(line_id=self.line_id, lots=tuple(self.lots))


class SendTransferBody(_Strict):
    """When goods leave, of which lots, and whether they are in the other warehouse at once."""

    directly: bool = False
    sent_on: BusinessDay | None = None
    lots: list[LotsOfLineBody] = Field(default_factory=list, max_length=MOST_LINES)

    def parts(self) -> list[LotsOfLine]:
        """The lots of each line for the verbs."""
        return [line.contract() for line in self.lots]


class TransferQuantityBody(_Strict):
    """How much of one line of a transfer is meant."""

    line_id: UUID
    quantity: Quantity
    lots: Lots = Field(default_factory=list)

    def contract(self) -> TransferQuantity:
        """The quantity for the verbs."""
        return TransferQuantity(line_id=self.line_id, quantity=self.quantity, lots=tuple(self.lots))


class ArriveBody(_Strict):
    """What arrives or comes back: the given lines, or everything still under way."""

    lines: list[TransferQuantityBody] | None = Field(default=None, min_length=1, max_length=MOST_LINES)
    arrived_on: BusinessDay | None = None

    def quantities(self) -> list[TransferQuantity] | None:
        """The lines for the verbs."""
        return None if self.lines is None else [line.contract() for line in self.lines]


class WriteOffBody(_Strict):
    """What is missing: the given lines, or everything still under way, and why."""

    lines: list[TransferQuantityBody] | None = Field(default=None, min_length=1, max_length=MOST_LINES)
    lost_on: BusinessDay | None = None
    reason: ShortText

    def quantities(self) -> list[TransferQuantity] | None:
        """The lines for the verbs."""
        return None if self.lines is None else [line.contract() for line in self.lines]


class CountBody(_Strict):
    """A count to begin: of all that lies in a warehouse, of some products, or of a part of it by turns."""

    warehouse_id: UUID | None = None
    scope: Literal["all", "products", "longest_ago", "most_moved"] = "all"
    product_ids: list[UUID] = Field(default_factory=list, max_length=2000)
    most: int = Field(default=20, ge=1, le=2000)
    blind: bool = True
    frozen: bool = False
    note: LongText | None = None
    bins: list[BinCode] = Field(default_factory=list, max_length=200)

    def draft(self) -> CountDraft:
        """The count for the verbs."""
        own = self.model_dump(exclude={"product_ids", "bins"})
        return CountDraft(**own, product_ids=tuple(self.product_ids), bins=tuple(self.bins))


_Counted = Annotated[AnyQuantity, Field(ge=0)]


class CountedBody(_Strict):
    """How many of a product lie there, in which bin where the warehouse has any, of which lot or serial number."""

    product_id: UUID
    quantity: _Counted
    bin: BinCode | None = None
    lot: _LotNumber | None = None


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
    """How goods are to be valued from today on: all, or a category's; without a method as those above it."""

    method: Literal["moving_average", "fifo", "month_average", "standard"] | None = None
    category_id: UUID | None = None


class StandardLineBody(_Strict):
    """What one of a product costs by the standard."""

    product_id: UUID
    standard: Price


class StandardsBody(_Strict):
    """What products cost by the standard, and from which day on."""

    holds_from: BusinessDay | None = None
    note: LongText | None = None
    lines: list[StandardLineBody] = Field(min_length=1, max_length=1000)


class CostRunBody(_Strict):
    """The month whose average is to be reckoned, or whose variances are to be passed on."""

    period: str = Field(max_length=7)


class VerdictLineBody(_Strict):
    """So many of a product, of a lot where it has any, in the quality they have now."""

    product_id: UUID
    lot: _LotNumber | None = None
    before: Literal["free", "quarantine", "blocked"]
    quantity: Quantity


class VerdictBody(_Strict):
    """How good goods in a warehouse are from now on, and why."""

    verdict: Literal["release", "block", "quarantine"]
    warehouse_id: UUID | None = None
    decided_on: BusinessDay | None = None
    reason: Annotated[ShortText, Field(min_length=1)]
    lines: list[VerdictLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> VerdictDraft:
        """The verdict for the verbs."""
        lines = tuple(VerdictLineDraft(**line.model_dump()) for line in self.lines)
        return VerdictDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class BinsBody(_Strict):
    """A bin to make, or a series of them from the first code to the last."""

    warehouse_id: UUID
    first: BinCode
    last: BinCode | None = None


class BinsOnBody(_Strict):
    """The bin that goods come into if nobody says which."""

    receiving: BinCode


class BinMoveLineBody(_Strict):
    """So many of a product from one bin into another; without a quantity all of it that stands there."""

    product_id: UUID
    from_bin: BinCode
    to_bin: BinCode
    quantity: Quantity | None = None
    lot: _LotNumber | None = None
    quality: Literal["free", "quarantine", "blocked"] | None = None


class BinMoveBody(_Strict):
    """Goods to move between the bins of a warehouse."""

    warehouse_id: UUID
    note: ShortText | None = None
    lines: list[BinMoveLineBody] = Field(min_length=1, max_length=MOST_LINES)

    def draft(self) -> BinMoveDraft:
        """The move for the verbs."""
        lines = tuple(BinMoveLineDraft(**line.model_dump()) for line in self.lines)
        return BinMoveDraft(warehouse_id=self.warehouse_id, note=self.note, lines=lines)


def warehouse_kind(text: str) -> str | None:
    """Which kind of warehouses is asked for; None: any.

    Raises:
        InvalidInput: there is no such kind.
    """
    if text and text not in KINDS:
        known = ", ".join(KINDS)
        raise InvalidInput(problems=[FieldProblem("kind", "warehouse_kind", {"value": text, "known": known})])
    return text or None
