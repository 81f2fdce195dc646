"""What sales takes and gives."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from heyi.kit.quantity import Unpriced
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
class OrderLineDraft:
    """A line as it is entered: quantity and price are of its unit; without unit or tax code the product's own, without
    a day the order's."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal
    tax_code: str | None = None
    unit_id: UUID | None = None
    deliver_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OrderDraft:
    """An order as it is entered."""

    party_id: UUID
    lines: tuple[OrderLineDraft, ...]
    warehouse_id: UUID | None = None
    ordered_on: date | None = None
    deliver_on: date | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True)
class LineDay:
    """By when one line of an order is wanted; without a day, by the order's."""

    line_id: UUID
    deliver_on: date | None


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
class PromiseLineDraft:
    """A line that is being typed: without a price, that of the customer's lists is meant."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal | None = None
    tax_code: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseDraft:
    """An order that is being typed; the customer may not be known yet."""

    lines: tuple[PromiseLineDraft, ...]
    party_id: UUID | None = None
    warehouse_id: UUID | None = None
    ordered_on: date | None = None
    prices_include_tax: bool = True


@dataclass(frozen=True, kw_only=True)
class PromisedLine:
    """What a line may promise.

    Price and `floor` are of the line's unit, and empty for whom they are hidden; `source` says whether a price list,
    the product itself or nobody says the price. `available`, `parts` and `rest` are of the product's own `unit`, and
    tell of goods only: what is free now, what can leave on which day, and how many nobody knows of. `margin` is what is
    left of the net amount beyond what the goods cost now, in percent of it; empty without the right, or without a cost.
    """

    product_id: UUID
    unit: str
    price: Decimal | None
    source: str
    price_list: str | None
    floor: Decimal | None
    available: Unpriced | None
    parts: list[stock.PromisePart]
    rest: Unpriced
    net: Decimal | None
    cost: Decimal | None
    margin: Decimal | None


@dataclass(frozen=True)
class OrderPromise:
    """What an order that is being typed may promise, line by line as asked.

    `leaves_on` is the day on which the last of its goods can leave; empty where nobody knows of some. The margin is of
    all lines whose cost is known.
    """

    lines: list[PromisedLine]
    leaves_on: date | None
    margin: Decimal | None


@dataclass(frozen=True, kw_only=True)
class OrderStatus:
    """Where an order stands after a verb."""

    id: UUID
    version: int
    number: str
    state: str
    delivery_state: str
    invoice_state: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    allowed_actions: list[str]


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """A line of an order and how far it is delivered: quantities are of the product's own unit, the price is of the
    unit as typed."""

    id: UUID
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
    unit_price: Decimal
    tax_code: str
    tax_rate: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal
    deliver_on: date | None
    delivered: Unpriced
    returned: Unpriced
    settled: Unpriced


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order with its lines and what may be done next.

    It is wanted by `deliver_on`, each line by its own day where it has one; `next_delivery_on` is the earliest of these
    days for which anything is still to be delivered.
    """

    id: UUID
    version: int
    number: str
    party: Named
    warehouse: Named
    owner: Named | None
    ordered_on: date
    deliver_on: date | None
    next_delivery_on: date | None
    state: str
    delivery_state: str
    invoice_state: str
    prices_include_tax: bool
    net: Decimal
    tax: Decimal
    gross: Decimal
    note: str | None
    allowed_actions: list[str]
    lines: list[OrderLine]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What an order as entered would come to, line by line, and what is available of each product."""

    lines: list[dict[str, Any]]
    net: Decimal
    tax: Decimal
    gross: Decimal


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
    """A return: delivered goods that came back at their cost, which is `cost_now` by what was found since."""

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
    allowed_actions: list[str]
    lines: list[GoodsLine]


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
    """A line of a pick list: what to take where for which order, and what was found."""

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
