"""Changes of orders as they are written and told."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts.credit import BeyondCredit
from heyi.modules.sales.contracts.orders import Named, OrderLineDraft


class Side(StrEnum):
    """Which order the line of a change is of: the one that was, or the one that is wanted."""

    WAS = "was"
    WANTED = "wanted"


class Difference(StrEnum):
    """What a change does to a line of the order."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class ChangeLineDraft(OrderLineDraft):
    """A line that is wanted, and which line of the order it stands for; without one it is new."""

    order_line_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeDraft:
    """The whole order that is wanted in place of the promised one, and why; customer and warehouse stay."""

    reason: str
    lines: tuple[ChangeLineDraft, ...]
    deliver_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeStatus:
    """Where a change stands after a verb."""

    id: UUID
    version: int
    number: str
    version_no: int
    state: str
    gross: Decimal
    gross_change: Decimal
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A line as it is wanted: quantities are of the product's own unit, the price is of the unit as typed."""

    order_line_id: UUID | None
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    is_goods: bool
    quantity: Unpriced
    typed_quantity: Unpriced
    typed_unit_id: UUID
    typed_unit: str
    list_price: Decimal | None
    discount: Decimal | None
    unit_price: Decimal
    head_discount: Decimal
    tax_code: str
    tax_rate: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal
    deliver_on: date | None


@dataclass(frozen=True, kw_only=True)
class LineSide:
    """What a line says on one side of a difference; quantity and price are of the unit as typed."""

    quantity: Unpriced
    unit: str
    unit_price: Decimal
    tax_rate: Unpriced
    gross: Decimal
    deliver_on: date | None


@dataclass(frozen=True, kw_only=True)
class LineDifference:
    """A line of the order before and after; `more` is by how much its money grows."""

    kind: Difference
    product_id: UUID
    product: str
    old: LineSide | None
    new: LineSide | None
    more: Decimal


@dataclass(frozen=True, kw_only=True)
class OrderChange:
    """A change of an order: what is wanted, and how that differs from what the order was.

    `whole_discount` is what is taken off the whole order now; `whole_discount_share` where it was typed as a share.
    `stale`: the order is not any more what the change began from, so that they must be compared again.
    """

    id: UUID
    version: int
    number: str
    version_no: int
    state: str
    stale: bool
    order: Named
    party: Named
    warehouse: Named
    ordered_on: date
    changed_on: date
    applied_at: datetime | None
    reason: str
    prices_include_tax: bool
    whole_discount_share: Decimal | None
    whole_discount: Decimal
    old_deliver_on: date | None
    deliver_on: date | None
    old_note: str | None
    note: str | None
    old_gross: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    gross_change: Decimal
    allowed_actions: list[str]
    lines: list[ChangeLine]
    differences: list[LineDifference]


@dataclass(frozen=True, kw_only=True)
class GoodsEffect:
    """So many `more` of a product would be held for the order, or fewer if below zero; so many are `available`, and
    `short` are missing."""

    product_id: UUID
    product: str
    unit: str
    more: Unpriced
    available: Unpriced
    short: Unpriced


@dataclass(frozen=True, kw_only=True)
class ChangeEffects:
    """What would follow if a change were applied now: for goods, and for the customer's credit as far as the reader
    sees it."""

    goods: list[GoodsEffect]
    beyond_credit: BeyondCredit | None
