"""What invoicing takes and gives."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales import contracts as sales


class Estimates(StrEnum):
    """What a supplier's invoice does with the estimate of what came in (暂估).

    It posts the difference only (单到补差), or takes the estimate back in red and posts what is true (单到回冲).
    """

    ADJUST = "adjust"
    REVERSE = "reverse"


@dataclass(frozen=True)
class BillingRules:
    """How the company books what leaves a choice."""

    estimates: Estimates
    revenue_point: sales.RevenuePoint


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class InvoiceStatus:
    """Where an invoice stands after a verb."""

    id: UUID
    version: int
    number: str | None
    kind: str
    state: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    open: Decimal
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class InvoiceLine:
    """A line of an invoice or credit note."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    quantity: Unpriced
    unit_price: Decimal
    tax_code: str
    tax_rate: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An invoice or credit note with its lines and what is still open.

    What the customer owed before (`opening`) is for no order, has no lines, and says the number it had on paper. A
    credit note says which posted invoices it `corrects` (对应蓝字发票).
    """

    id: UUID
    version: int
    number: str | None
    paper_number: str | None
    kind: str
    party: Named
    order: Named | None
    corrects: list[Named]
    invoiced_on: date
    due_on: date
    state: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    settled: Decimal
    open: Decimal
    note: str | None
    allowed_actions: list[str]
    lines: list[InvoiceLine]


@dataclass(frozen=True, kw_only=True)
class OpenInvoice:
    """A posted invoice or credit note that is not settled yet; the other side's number, or the one it had before."""

    id: UUID
    number: str
    paper_number: str | None
    kind: str
    invoiced_on: date
    gross: Decimal
    open: Decimal


@dataclass(frozen=True, kw_only=True)
class OldDebt:
    """What a party owed, or was owed, before Heyi kept the books, as it stood on paper; due on its own day or later."""

    party_id: UUID
    number: str
    invoiced_on: date
    amount: Decimal
    note: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Settling:
    """How much of one invoice is settled."""

    invoice_id: UUID
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class SupplierLineDraft:
    """A line of a supplier's invoice as it is entered; without a price or tax code those of the order stand.

    `tax` is the amount that is printed, where it is not what the rate makes: other roundings are usual.
    Quantity and price are of the product's own unit, or `as_ordered` of the order line's.
    """

    order_line_id: UUID
    quantity: Decimal
    as_ordered: bool = False
    unit_price: Decimal | None = None
    tax_code: str | None = None
    tax: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class SupplierInvoiceDraft:
    """A supplier's invoice or credit note as it is entered; without lines it is for all that waits."""

    order_id: UUID
    supplier_number: str
    kind: str = "invoice"
    invoiced_on: date | None = None
    lines: tuple[SupplierLineDraft, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """What a line asks for beyond the tolerance of a rule of the match."""

    line_no: int
    product: str
    rule: str
    ordered: Decimal
    asked: Decimal
    tolerance: Decimal


@dataclass(frozen=True, kw_only=True)
class SupplierInvoiceStatus(InvoiceStatus):
    """Where a supplier's invoice stands after a verb."""

    supplier_number: str
    match_state: str


@dataclass(frozen=True, kw_only=True)
class SupplierInvoiceLine:
    """A line of a supplier's invoice, and what the order said of the same quantity."""

    id: UUID
    line_no: int
    order_line_id: UUID
    product_id: UUID
    product: str
    quantity: Unpriced
    unit: str
    unit_price: Decimal
    tax_code: str
    tax_rate: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal
    estimate: Decimal
    ordered_net: Decimal
    ordered_gross: Decimal
    ordered_tax_rate: Unpriced


@dataclass(frozen=True, kw_only=True)
class SupplierInvoice:
    """A supplier's invoice or credit note with its lines, how it matches, and what is still open.

    One for what goods cost on their way is for no order, has no lines, and names that document; one of before Heyi
    kept the books (`opening`) has neither.
    """

    id: UUID
    version: int
    number: str | None
    supplier_number: str
    kind: str
    party: Named
    order: Named | None
    landed_cost: Named | None
    invoiced_on: date
    state: str
    match_state: str
    override_reason: str | None
    deviations: list[Deviation]
    net: Decimal
    tax: Decimal
    gross: Decimal
    settled: Decimal
    open: Decimal
    note: str | None
    allowed_actions: list[str]
    lines: list[SupplierInvoiceLine]


@dataclass(frozen=True, kw_only=True)
class LandedLineDraft:
    """A line of a receipt that bears a part: what it weighs altogether, or its amount, where that is given by hand."""

    receipt_line_id: UUID
    weight: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class LandedDraft:
    """What goods cost on their way, as it is entered: owed to a supplier, or taken from where it was booked before."""

    basis: str
    net: Decimal
    tax: Decimal
    lines: tuple[LandedLineDraft, ...]
    party_id: UUID | None = None
    supplier_number: str | None = None
    tax_code: str | None = None
    occurred_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class LandedLine:
    """What a line of a receipt bears: its amount, how much of it what lies there took, and what had left."""

    id: UUID
    line_no: int
    receipt: Named
    receipt_line_id: UUID
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    base: Decimal
    amount: Decimal
    on_hand: Decimal
    gone: Decimal


@dataclass(frozen=True, kw_only=True)
class LandedCost:
    """What goods cost on their way, spread over lines of receipts; and who is owed it."""

    id: UUID
    version: int
    number: str
    party: Named | None
    supplier_number: str | None
    supplier_invoice: Named | None
    occurred_on: date
    basis: str
    tax_code: str | None
    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal
    state: str
    note: str | None
    reverses: Named | None
    reversed_by: Named | None
    allowed_actions: list[str]
    lines: list[LandedLine]


@dataclass(frozen=True, kw_only=True)
class LandedPosted:
    """The document that spreading a cost made, or taking it back."""

    id: UUID
    number: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class LandedShare:
    """What a document put on one receipt, or on one product."""

    id: UUID
    number: str
    occurred_on: date
    state: str
    party: str | None
    amount: Decimal
    on_hand: Decimal
    gone: Decimal
