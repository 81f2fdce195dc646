"""Goods that leave and come back, and what of them is to be invoiced."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts.orders import Named
from heyi.modules.stock import contracts as stock

# Roles of lines that a sale posts, at its delivery or at its invoice (heyi/modules/ledger: posting rules).
RECEIVABLE, REVENUE_GOODS, COST_OF_GOODS = "receivable", "revenue_goods", "cost_of_goods"
# Delivered goods wait as 发出商品 until their invoice makes them revenue and cost; where their delivery does, it is
# their VAT that waits for the invoice, as 待转销项税额.
SHIPPED, DEFERRED_VAT = "goods_shipped", "deferred_vat"


class RevenuePoint(StrEnum):
    """What makes goods that are sold revenue and cost: their invoice (开票), or that they leave (出库)."""

    INVOICE = "invoice"
    DELIVERY = "delivery"


@dataclass(frozen=True, kw_only=True)
class LineQuantity:
    """How much of one line of the document before is meant: of the product's own unit, or `as_ordered` the line's.

    Lots are counted in the product's own unit; where none are named, what expires first is meant.
    """

    line_id: UUID
    quantity: Decimal
    as_ordered: bool = False
    lots: tuple[stock.LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoodsLine:
    """A line of a delivery or return, in the product's own unit; beside it in the order's, where that is exact."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal
    returned: Unpriced = field(default=Decimal(0))
    # What they cost by now, as corrected since; for who sees what goods are worth.
    cost_now: Decimal | None = None
    typed_quantity: Unpriced | None = None
    typed_unit: str | None = None
    tracking: str = "none"
    lots: list[stock.LineLot] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A delivery: goods that left for a customer.

    Its cost is as it was posted; by what was found since, it is `cost_now`, for who sees what goods are worth.
    Where its goods became revenue as they left (`recognised`), `unbilled` of it is owed and on no invoice yet.
    """

    id: UUID
    version: int
    number: str
    order: Named
    party: Named
    warehouse: Named
    delivered_on: date
    gross: Decimal
    cost: Decimal
    cost_now: Decimal | None
    recognised: bool
    unbilled: Decimal
    allowed_actions: list[str]
    lines: list[GoodsLine]


@dataclass(frozen=True, kw_only=True)
class Return:
    """A return: delivered goods that came back at their cost, which is `cost_now` by what was found since.

    What was `to_inspect` came back to wait until somebody finds it good.
    """

    id: UUID
    version: int
    number: str
    delivery: Named
    party: Named
    warehouse: Named
    returned_on: date
    gross: Decimal
    cost: Decimal
    cost_now: Decimal | None
    credit_state: str
    reason: str | None
    to_inspect: bool
    allowed_actions: list[str]
    lines: list[GoodsLine]


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A document that a verb made."""

    id: UUID
    number: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Billable:
    """A delivered or returned line that waits for its invoice or credit note.

    Of one that is `recognised`, revenue and cost are booked already.
    """

    line_id: UUID
    document_type: str
    document_id: UUID
    order_line_id: UUID
    product_id: UUID
    product: str
    is_goods: bool
    recognised: bool
    quantity: Decimal
    unit_price: Decimal
    tax_code: str
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal


@dataclass(frozen=True, kw_only=True)
class BillableOrder:
    """What of an order or return waits for an invoice or credit note, locked for the one who writes it."""

    order_id: UUID
    party_id: UUID
    number: str
    lines: list[Billable]
    # The day of the last paper of lines that are recognised: before it none of their VAT waits.
    recognised_on: date | None
    # How long the customer has to pay.
    payment_days: int = 0
