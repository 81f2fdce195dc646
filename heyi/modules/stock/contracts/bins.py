"""What is said of bins."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class BinsMade:
    """How many bins of a series are new; the others were there already."""

    made: int
    known: int


@dataclass(frozen=True)
class BinHouse:
    """A warehouse and its bins: whether its goods stand in them, into which they come, and how many there are."""

    warehouse_id: UUID
    warehouse: str
    binned: bool
    receiving: str | None
    bins: int


@dataclass(frozen=True, kw_only=True)
class BinMoveLineDraft:
    """So many of a product from one bin into another, of a lot and in a quality where they are said; or all of it."""

    product_id: UUID
    from_bin: str
    to_bin: str
    quantity: Decimal | None
    lot: str | None = None
    quality: str | None = None


@dataclass(frozen=True, kw_only=True)
class BinMoveDraft:
    """Goods to be moved between the bins of a warehouse."""

    warehouse_id: UUID
    note: str | None
    lines: tuple[BinMoveLineDraft, ...]


@dataclass(frozen=True)
class BinMoveLine:
    """A line of goods moved between bins; of no bin where bins were switched on or off."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    lot_id: UUID | None
    lot: str | None
    quality: str
    from_bin: str | None
    to_bin: str | None
    quantity: Decimal


@dataclass(frozen=True)
class BinMove:
    """Goods moved between bins (移库单) with its lines."""

    id: UUID
    number: str
    kind: str
    warehouse_id: UUID
    warehouse: str
    moved_on: date
    moved_by: str
    note: str | None
    lines: list[BinMoveLine]
