"""Orders as they are entered and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.money import TaxedAmount
from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts.credit import BeyondCredit


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
class WholeDiscount:
    """A discount on a whole document (整单折扣) as it is typed: a share of all its lines, or an amount off them in the
    kind of prices that it has; with neither there is none."""

    share: Decimal | None = None
    amount: Decimal | None = None


NO_DISCOUNT = WholeDiscount()


@dataclass(frozen=True, kw_only=True)
class OrderDraft:
    """An order as it is entered; what is kept for its customer by `hold_id` serves it when it is confirmed."""

    party_id: UUID
    lines: tuple[OrderLineDraft, ...]
    warehouse_id: UUID | None = None
    ordered_on: date | None = None
    deliver_on: date | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    note: str | None = None
    hold_id: UUID | None = None
    discount: WholeDiscount = NO_DISCOUNT


@dataclass(frozen=True)
class PricedLines:
    """Lines of a sale as its documents keep them, measured, discounted and taxed; what they come to together, and what
    was taken off them all."""

    rows: Sequence[Mapping[str, Any]]
    total: TaxedAmount
    whole_discount: Decimal
    whole_discount_share: Decimal | None

    def head(self) -> dict[str, Any]:
        """What the document's head keeps of it."""
        return {
            **{name: getattr(self.total, name) for name in ("net", "tax", "gross")},
            "whole_discount": self.whole_discount,
            "whole_discount_share": self.whole_discount_share,
        }


@dataclass(frozen=True)
class LineDay:
    """By when one line of an order is wanted; without a day, by the order's."""

    line_id: UUID
    deliver_on: date | None


@dataclass(frozen=True, kw_only=True)
class NewDays:
    """By when a promised order is wanted instead: the lines that are named, and the order itself if `of_order`."""

    of_order: bool
    deliver_on: date | None
    lines: tuple[LineDay, ...]


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
    """A line of an order and how far it is delivered: quantities are of the product's own unit, prices are of the unit
    as typed.

    `discount` is how far `unit_price` lies below `list_price`, in percent; `head_discount` is the line's part of what
    is taken off the whole order, which its amounts no longer hold.
    """

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
    delivered: Unpriced
    returned: Unpriced
    settled: Unpriced


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order with its lines and what may be done next.

    It is wanted by `deliver_on`, each line by its own day where it has one; `next_delivery_on` is the earliest of these
    days for which anything is still to be delivered. `passes_over` is what the reader would pass over of the customer's
    credit by confirming it.
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
    whole_discount_share: Decimal | None
    whole_discount: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    note: str | None
    passes_over: BeyondCredit | None
    hold: Named | None
    allowed_actions: list[str]
    lines: list[OrderLine]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What an order as entered would come to, line by line, and what is available of each product."""

    lines: list[dict[str, Any]]
    whole_discount: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
