"""What the catalogue takes and gives."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True)
class ProductFacts:
    """What a document line needs to know of a product."""

    id: UUID
    code: str
    name: str
    unit_id: UUID
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


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A quantity as somebody typed it: of which product, in which unit (None: the product's own).

    `parts` are what of it is of which lot, in the product's own unit.
    """

    product_id: UUID
    quantity: Decimal
    unit_id: UUID | None = None
    parts: tuple[Decimal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A typed quantity with what it is exactly in the product's own unit, in which the goods ledger counts."""

    unit_id: UUID
    typed: Decimal
    factor: Fraction
    quantity: Decimal

    def columns(self) -> dict[str, object]:
        """The columns in which a document's line keeps it."""
        return {
            "quantity": self.quantity,
            "unit_id": self.unit_id,
            "typed_quantity": self.typed,
            "unit_numerator": self.factor.numerator,
            "unit_denominator": self.factor.denominator,
        }


@dataclass(frozen=True, kw_only=True)
class Barcode:
    """A barcode of a product in one of its units."""

    id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class UnitOfProduct:
    """A unit in which a product is counted: one of it is numerator / denominator of the product's own."""

    unit_id: UUID
    unit: str
    numerator: int
    denominator: int
    is_own: bool
    decimals: int
    sale_price: Decimal | None
    barcodes: list[Barcode] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class UnitsOfProduct:
    """The units of one product, its own first."""

    product_id: UUID
    units: list[UnitOfProduct]


@dataclass(frozen=True, kw_only=True)
class CategoryNode:
    """A category in the tree: how deep, what it is called with all above it, and the ids of all below and itself."""

    id: UUID
    name: str
    parent_id: UUID | None
    depth: int
    path: str
    subtree: list[UUID]


@dataclass(frozen=True, kw_only=True)
class AskedPrice:
    """A line that wants a price."""

    product_id: UUID
    quantity: Decimal
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PricedLine:
    """The price of a line's unit, and where it comes from: a price list, the product itself, or nowhere.

    `floor` is empty for whom floors are hidden.
    """

    product_id: UUID
    unit_id: UUID
    unit: str
    price: Decimal | None
    source: str
    price_list_id: UUID | None
    price_list: str | None
    min_quantity: Decimal | None
    floor: Decimal | None


@dataclass(frozen=True, kw_only=True)
class SupplyPrice:
    """What a supplier calls a product and asks for it in the line's unit."""

    product_id: UUID
    price: Decimal | None
    code: str | None
    name: str | None
    min_quantity: Decimal | None
    lead_days: int | None


@dataclass(frozen=True, kw_only=True)
class CodedProduct:
    """A product that a code stands for, in the unit in which it does."""

    product_id: UUID
    code: str
    name: str
    specification: str | None
    kind: str
    is_kit: bool
    unit_id: UUID
    unit: str
    own_unit: str
    numerator: int
    denominator: int
    sale_price: Decimal | None
    tax_code: str | None


@dataclass(frozen=True, kw_only=True)
class ByCode:
    """What a scanned text stands for, and what it says beside the article: lot, when it was made and expires, serial
    number, count."""

    code: str
    lot: str | None
    made_on: date | None
    expires_on: date | None
    serial: str | None
    count: int | None
    matches: list[CodedProduct]


@dataclass(frozen=True, kw_only=True)
class KitPartDraft:
    """What goes into a kit as it is said: how many of its own unit."""

    product_id: UUID
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class KitPart:
    """What goes into one unit of a kit; its price is empty for whom sale prices are hidden."""

    product_id: UUID
    code: str
    name: str
    unit: str
    quantity: Decimal
    sale_price: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Kit:
    """A product with what it is put together from; without parts it is no kit."""

    kit_id: UUID
    name: str
    is_kit: bool
    parts: list[KitPart]


@dataclass(frozen=True, kw_only=True)
class KitLine:
    """A line that a kit becomes on a document, at the price that it carries of the kit's."""

    product_id: UUID
    code: str
    name: str
    kind: str
    specification: str | None
    unit_id: UUID
    unit: str
    tax_code: str | None
    quantity: Decimal
    unit_price: Decimal | None


@dataclass(frozen=True, kw_only=True)
class ChosenAttribute:
    """An attribute of a family of variants with the values that are offered in it."""

    id: UUID
    name: str
    values: list["ChosenValue"]


@dataclass(frozen=True, kw_only=True)
class ChosenValue:
    """A value of an attribute."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A variant of a product: the values it has, in the order of the family's attributes."""

    id: UUID
    code: str
    name: str
    unit_id: UUID
    unit: str
    sale_price: Decimal | None
    barcode: str | None
    tax_code: str | None
    kind: str
    active: bool
    values: list[UUID]


@dataclass(frozen=True, kw_only=True)
class Family:
    """A product that stands for its variants, with all of them."""

    template_id: UUID
    name: str
    attributes: list[ChosenAttribute]
    variants: list[Variant]
