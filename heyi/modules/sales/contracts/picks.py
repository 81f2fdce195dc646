"""Pick lists, and what was found of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.sales.contracts.orders import Named
from heyi.modules.stock import contracts as stock


@dataclass(frozen=True, kw_only=True)
class Picked:
    """What was found of one line of a pick list: how many, why not all, and of which lots if not those it says."""

    line_id: UUID
    quantity: Decimal
    reason: str | None = None
    lots: tuple[stock.LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """How many were found of one line of a pick list so far: `more` than before, or so many altogether."""

    line_id: UUID
    quantity: Decimal
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class PickedOrder:
    """An order that is on a pick list which is worked on, and that list."""

    order_id: UUID
    pick: Named


@dataclass(frozen=True, kw_only=True)
class PickLine:
    """A line of a pick list: what to take where for which order, and what was found.

    Of its quantity so many are `open`: its order waits for them still. Nothing is of a list that has ended.
    """

    id: UUID
    line_no: int
    order: Named
    party: str
    order_line_id: UUID
    warehouse_id: UUID
    warehouse: str
    product_id: UUID
    product: str
    product_code: str
    barcode: str | None
    unit: str
    tracking: str
    bin: str
    lot: str
    expires_on: date | None
    quantity: Decimal
    open: Decimal
    found: Decimal
    picked: Decimal | None
    reason: str | None
    delivery: Named | None


@dataclass(frozen=True, kw_only=True)
class PickList:
    """A pick list (拣货单) with its lines in the order in which one walks, and what may be done next."""

    id: UUID
    version: int
    number: str
    state: str
    made_on: date
    order_count: int
    line_count: int
    short_count: int
    note: str | None
    allowed_actions: list[str]
    lines: list[PickLine]
