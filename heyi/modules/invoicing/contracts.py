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
