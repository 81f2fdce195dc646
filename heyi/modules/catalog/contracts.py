"""What other modules get to know of products."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class ProductFacts:
    """What a document line needs to know of a product."""

    id: UUID
    code: str
    name: str
    unit: str
    is_goods: bool
    sale_price: Decimal | None
    tax_code: str | None


@dataclass(frozen=True)
class TaxRate:
    """A VAT rate or levy as documents use it."""

    id: UUID
    code: str
    rate: Decimal
    scope: str
