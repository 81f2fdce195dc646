"""What counts say."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.contracts.documents import Paper


@dataclass(frozen=True, kw_only=True)
class CountDraft:
    """A count to be begun: where, of what, and how.

    `scope` is all that lies there, some products, or a part of it by turns: what was not counted for longest, or what
    moved most, `most` products of it. Of a warehouse with bins each bin is counted by itself, or only those of `bins`.
    """

    warehouse_id: UUID | None
    scope: str
    product_ids: tuple[UUID, ...]
    most: int
    blind: bool
    frozen: bool
    note: str | None
    bins: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many of a product somebody found, in which bin where the warehouse has any, and of which lot or serial number
    where goods are told apart. None of it without saying a lot means none of any."""

    product_id: UUID
    quantity: Decimal
    bin: str | None = None
    lot: str | None = None


@dataclass(frozen=True)
class OfQuality:
    """So much of what lies there is as good as that."""

    quality: str
    quantity: Decimal


@dataclass(frozen=True)
class CountLine:
    """A line of a count, of goods of any quality; what is expected and the difference are None while the reader counts
    blindly.

    Of the difference, `moved` are an error of place: below zero they were found `elsewhere`, in these bins, above it
    they should stand there. Only the rest is over or missing. `qualities` says, while counting goes on, what of it lies
    there as free goods and what is held back; nothing where all of it is free.
    """

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    barcode: str | None
    unit: str
    expected: Decimal | None
    counted: Decimal | None
    difference: Decimal | None
    moved: Decimal | None
    elsewhere: list[str]
    value: Decimal | None
    counted_at: datetime | None
    counted_by: str | None
    recounts: int
    tracking: str
    bin: str | None
    lot: str | None
    expires_on: date | None
    qualities: list[OfQuality]


@dataclass(frozen=True)
class StockCount:
    """A count (盘点单) with its lines and what may be done next.

    Once it is posted, `right_lines` are those of which nothing was off; of `right_quantities` as many were there as
    expected, be it in another bin; `right_places` are those of which nothing stood elsewhere.
    """

    id: UUID
    version: int
    number: str
    state: str
    scope: str
    warehouse_id: UUID
    warehouse: str
    counted_on: date
    blind: bool
    frozen: bool
    hidden: bool
    line_count: int
    counted_lines: int
    right_lines: int | None
    right_quantities: int | None
    right_places: int | None
    gain: Decimal | None
    loss: Decimal | None
    note: str | None
    gain_paper: Paper | None
    loss_paper: Paper | None
    allowed_actions: list[str]
    lines: list[CountLine]


@dataclass(frozen=True)
class Accuracy:
    """How right the ledger was in one month of counts: lines counted, lines right in all, by quantity and by place, and
    what was over or missing was worth."""

    month: str
    warehouse_id: UUID
    warehouse: str
    counts: int
    lines: int
    right_lines: int
    right_quantities: int
    right_places: int
    gain: Decimal
    loss: Decimal
