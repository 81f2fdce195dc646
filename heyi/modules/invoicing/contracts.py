"""What invoicing takes and gives."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


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
    quantity: Decimal
    unit_price: Decimal
    tax_code: str
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An invoice or credit note with its lines and what is still open."""

    id: UUID
    version: int
    number: str | None
    kind: str
    party: Named
    order: Named
    invoiced_on: date
    state: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    settled: Decimal
    open: Decimal
    allowed_actions: list[str]
    lines: list[InvoiceLine]


@dataclass(frozen=True, kw_only=True)
class OpenInvoice:
    """A posted invoice or credit note that is not settled yet."""

    id: UUID
    number: str
    kind: str
    invoiced_on: date
    gross: Decimal
    open: Decimal


@dataclass(frozen=True, kw_only=True)
class Settling:
    """How much of one invoice is settled."""

    invoice_id: UUID
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class SupplierLineDraft:
    """A line of a supplier's invoice as it is entered; without a price or tax code those of the order stand."""

    order_line_id: UUID
    quantity: Decimal
    unit_price: Decimal | None = None
    tax_code: str | None = None


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
    quantity: Decimal
    unit_price: Decimal
    tax_code: str
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    estimate: Decimal
    ordered_net: Decimal
    ordered_gross: Decimal
    ordered_tax_rate: Decimal


@dataclass(frozen=True, kw_only=True)
class SupplierInvoice:
    """A supplier's invoice or credit note with its lines, how it matches, and what is still open."""

    id: UUID
    version: int
    number: str | None
    supplier_number: str
    kind: str
    party: Named
    order: Named
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
    allowed_actions: list[str]
    lines: list[SupplierInvoiceLine]
