"""What transfers and arrivals say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.contracts.documents import Paper
from heyi.modules.stock.contracts.goods import LotPart
from heyi.modules.stock.contracts.lots import LineLot


@dataclass(frozen=True, kw_only=True)
class TransferLineDraft:
    """Goods to be moved."""

    product_id: UUID
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class TransferDraft:
    """A transfer to be entered: from where, to where, what."""

    from_warehouse_id: UUID
    to_warehouse_id: UUID
    sent_on: date | None
    note: str | None
    lines: tuple[TransferLineDraft, ...]


@dataclass(frozen=True, kw_only=True)
class TransferQuantity:
    """How many of one line of a transfer arrive, come back, or are lost."""

    line_id: UUID
    quantity: Decimal
    lots: tuple[LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LotsOfLine:
    """Which lots are meant of one line of a transfer that leaves."""

    line_id: UUID
    lots: tuple[LotPart, ...]


@dataclass(frozen=True)
class TransferLine:
    """A line of a transfer: of what was sent, how many arrived, came back, were lost, and are still on their way."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    barcode: str | None
    unit: str
    quantity: Decimal
    arrived: Decimal
    returned: Decimal
    lost: Decimal
    under_way: Decimal
    tracking: str
    lots: list[LineLot]


@dataclass(frozen=True)
class StockTransfer:
    """A transfer (调拨单) with its lines and what may be done next."""

    id: UUID
    version: int
    number: str | None
    state: str
    direct: bool
    from_warehouse_id: UUID
    from_warehouse: str
    to_warehouse_id: UUID
    to_warehouse: str
    sent_on: date
    note: str | None
    allowed_actions: list[str]
    lines: list[TransferLine]


@dataclass(frozen=True)
class ArrivalLine:
    """A line of an arrival."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Decimal
    lots: list[LineLot]


@dataclass(frozen=True)
class StockArrival:
    """Goods of a transfer that came to a warehouse (调入单): at its end, or back where they had left."""

    id: UUID
    version: int
    number: str
    kind: str
    transfer: Paper
    warehouse_id: UUID
    warehouse: str
    arrived_on: date
    lines: list[ArrivalLine]
