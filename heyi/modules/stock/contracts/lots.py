"""What is said of lots and serial numbers, and of how good goods are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced


@dataclass(frozen=True)
class LineLot:
    """How many of a document's line are of a lot; of a warehouse with bins, in which: then it may be of no lot."""

    lot_id: UUID | None
    number: str
    serial: bool
    expires_on: date | None
    quantity: Unpriced
    bin: str | None = None
    made_on: date | None = None


@dataclass(frozen=True)
class TakenFrom:
    """Where a part of a line is to be taken from: of which lot, in which bin; both are empty where nothing is kept."""

    lot: str
    expires_on: date | None
    bin: str
    position: int
    quantity: Decimal


@dataclass(frozen=True)
class LyingLot:
    """What of a lot lies in a warehouse, and bin, in one quality; `days_left` is below zero after its last day."""

    lot_id: UUID | None
    number: str
    warehouse_id: UUID
    warehouse: str
    quality: str
    quantity: Decimal
    expires_on: date | None
    days_left: int | None
    bin: str | None


@dataclass(frozen=True)
class LyingPart:
    """What of a lot, in a bin and a quality, lies where the goods of a line came in."""

    number: str
    quality: str
    quantity: Unpriced
    expires_on: date | None
    bin: str | None


@dataclass(frozen=True)
class MayGoBack:
    """What of a line's goods lies where they came in, and the most of them that may go back, if there is one."""

    most: Decimal | None
    parts: list[LyingPart]


@dataclass(frozen=True)
class QualityPart:
    """How many of a line's goods were in a quality."""

    quality: str
    quantity: Unpriced


@dataclass(frozen=True)
class Tracked:
    """How a product is told apart, and what of it lies in the warehouses asked for, first what goes first.

    It is `binned` where the one warehouse that was asked for has bins; `comes_into` is the bin that it is put into
    there if nobody names another.
    """

    product_id: UUID
    tracking: str
    inspected: bool
    shelf_life_days: int | None
    binned: bool
    comes_into: str | None
    lots: list[LyingLot]


@dataclass(frozen=True)
class LotPlace:
    """What of a lot lies in a warehouse in one quality, with its product; goods without lots have no number.

    The kind of the warehouse says whose it is: ours, or that of a `goods_owner`.
    """

    id: UUID
    lot_id: UUID | None
    number: str
    product_id: UUID
    product: str
    product_code: str
    unit: str
    warehouse_id: UUID
    warehouse: str
    kind: str
    goods_owner_id: UUID | None
    goods_owner: str | None
    quality: str
    quantity: Decimal
    made_on: date | None
    expires_on: date | None
    days_left: int | None
    bin_id: UUID | None
    bin: str | None


@dataclass(frozen=True)
class LotPlacePage:
    """What lies where, with where the next page begins."""

    items: list[LotPlace]
    next_cursor: str | None


@dataclass(frozen=True)
class LotMove:
    """One movement of a lot: which document moved how many where, and whose goods they were or became."""

    move_id: UUID
    occurred_on: date
    kind: str
    source_type: str
    source_id: UUID
    source_number: str
    warehouse: str
    quality: str
    bin: str | None
    quantity: Decimal
    party_id: UUID | None
    party: str | None


@dataclass(frozen=True)
class LotTrace:
    """A lot both ways: what it is, where it came from, where it went, and where it lies.

    Its last day was reckoned by `shelf_life_days`, where it has any.
    """

    id: UUID
    version: int
    number: str
    serial: bool
    product_id: UUID
    product: str
    product_code: str
    unit: str
    made_on: date | None
    expires_on: date | None
    shelf_life_days: int | None
    days_left: int | None
    received_on: date
    supplier_id: UUID | None
    supplier: str | None
    note: str | None
    came: Decimal
    went: Decimal
    lies: Decimal
    lying: list[LyingLot]
    moves: list[LotMove]


@dataclass(frozen=True, kw_only=True)
class VerdictLineDraft:
    """So many of a product, of a lot where it has any, in the quality they have now."""

    product_id: UUID
    lot: str | None
    before: str
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class VerdictDraft:
    """A verdict on goods: released, blocked, or to be looked at once more; and why."""

    verdict: str
    warehouse_id: UUID | None
    decided_on: date | None
    reason: str
    lines: tuple[VerdictLineDraft, ...]


@dataclass(frozen=True)
class VerdictLine:
    """A line of a verdict."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    lot_id: UUID | None
    lot: str | None
    before: str
    after: str
    quantity: Decimal


@dataclass(frozen=True)
class StockVerdict:
    """A verdict (质检单) with its lines: who decided what, and why."""

    id: UUID
    number: str
    verdict: str
    warehouse_id: UUID
    warehouse: str
    decided_on: date
    decided_by: str
    reason: str
    lines: list[VerdictLine]
