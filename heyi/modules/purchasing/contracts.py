"""What purchasing takes and gives."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.stock import contracts as stock


@dataclass(frozen=True, kw_only=True)
class OrderLineDraft:
    """A line as it is entered; without a tax code the product's own is used, without a day the order's."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal
    tax_code: str | None = None
    expected_on: date | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OrderDraft:
    """An order as it is entered."""

    party_id: UUID
    lines: tuple[OrderLineDraft, ...]
    warehouse_id: UUID | None = None
    ordered_on: date | None = None
    expected_on: date | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class LineQuantity:
    """How much of one line of the document before is meant: of the product's own unit, or `as_ordered` the line's.

    Lots are counted in the product's own unit.
    """

    line_id: UUID
    quantity: Decimal
    as_ordered: bool = False
    lots: tuple[stock.LotPart, ...] = ()
    quality: str | None = None


@dataclass(frozen=True, kw_only=True)
class PurchaseStatus:
    """Where an order stands after a verb."""

    id: UUID
    version: int
    number: str
    state: str
    receipt_state: str
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
class PurchaseLine:
    """A line of an order and how far it is received, sent back and invoiced: quantities are of the product's own unit,
    the price is of the unit as typed."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
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
    expected_on: date | None
    received: Unpriced
    returned: Unpriced
    invoiced: Unpriced


@dataclass(frozen=True, kw_only=True)
class PurchaseOrder:
    """An order with its lines and what may be done next."""

    id: UUID
    version: int
    number: str
    party: Named
    warehouse: Named
    owner: Named | None
    ordered_on: date
    expected_on: date | None
    state: str
    receipt_state: str
    invoice_state: str
    prices_include_tax: bool
    net: Decimal
    tax: Decimal
    gross: Decimal
    note: str | None
    wants_credit: bool
    allowed_actions: list[str]
    lines: list[PurchaseLine]


@dataclass(frozen=True, kw_only=True)
class PurchaseTotals:
    """What an order as entered would come to, line by line."""

    lines: list[dict[str, Any]]
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class PurchasedLine:
    """A line of a receipt or of goods sent back; `net` is what it is worth by the order's price, without tax.

    Of a receipt it says how many of it may go back, and what of it lies there; of goods sent back, how good they were.
    """

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    net: Decimal
    returned: Unpriced = Decimal(0)
    typed_quantity: Unpriced | None = None
    typed_unit: str | None = None
    cost: Decimal | None = None
    tracking: str = "none"
    lots: list[stock.LineLot] = field(default_factory=list)
    returnable: Unpriced | None = None
    lying: list[stock.LyingPart] = field(default_factory=list)
    qualities: list[stock.QualityPart] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PurchaseReceipt:
    """A purchase receipt: goods that came from a supplier."""

    id: UUID
    version: int
    number: str
    order: Named
    party: Named
    warehouse: Named
    received_on: date
    net: Decimal
    allowed_actions: list[str]
    lines: list[PurchasedLine]


@dataclass(frozen=True, kw_only=True)
class ReceivedLine:
    """A line of a receipt, locked: how many of it were kept, worth what by the order's price, and what one weighs.

    Of its order's line `kept` is worth so much altogether, by all receipts.
    """

    line_id: UUID
    order_line_id: UUID
    receipt_id: UUID
    receipt: str
    received_on: date
    warehouse_id: UUID
    product_id: UUID
    product: str
    weight: Decimal | None
    quantity: Decimal
    net: Decimal
    kept: Decimal


class KeptLine(NamedTuple):
    """A line of a receipt: when its goods came, and how many of them were kept."""

    line_id: UUID
    received_on: date
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class PurchaseReturn:
    """Goods that went back to a supplier, of which order, and whether he owes a credit note for them."""

    id: UUID
    version: int
    number: str
    receipt: Named
    order: Named
    party: Named
    warehouse: Named
    returned_on: date
    net: Decimal
    cost: Decimal
    credit_state: str
    reason: str | None
    allowed_actions: list[str]
    lines: list[PurchasedLine]


@dataclass(frozen=True, kw_only=True)
class PurchasePosted:
    """A document that a verb made."""

    id: UUID
    number: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Billed:
    """How much of an order's line a supplier's invoice takes, and what that was estimated at when it came in.

    Quantity and price are of the product's own unit, of which the unit as ordered is so many.
    """

    order_line_id: UUID
    line_no: int
    product_id: UUID
    product: str
    quantity: Decimal
    unit_price: Decimal
    unit: Fraction
    tax_code: str
    tax_rate: Decimal
    estimate: Decimal
    ordered_net: Decimal
    ordered_gross: Decimal


@dataclass(frozen=True, kw_only=True)
class BilledOrder:
    """What of an order a supplier's invoice or credit note takes, locked for the one who writes it."""

    order_id: UUID
    party_id: UUID
    warehouse_id: UUID
    number: str
    prices_include_tax: bool
    lines: list[Billed]
    receipts: list[UUID]
    returns: list[UUID]


@dataclass(frozen=True, kw_only=True)
class Unbilled:
    """What a withdrawn invoice gives back of one order line."""

    order_line_id: UUID
    quantity: Decimal
    estimate: Decimal


@dataclass(frozen=True)
class AwaitingInvoice:
    """An order with what of it waits for an invoice, and for a credit note, by its prices without tax."""

    id: UUID
    number: str
    ordered_on: date
    party_id: UUID
    party: str
    wants_invoice: bool
    wants_credit: bool
    to_invoice: Decimal
    to_credit: Decimal


@dataclass(frozen=True)
class AwaitingInvoicePage:
    """Orders that wait for an invoice, with where the next page begins."""

    items: list[AwaitingInvoice]
    next_cursor: str | None
