"""Request bodies of the catalogue's verbs."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.catalog.contracts import AskedPrice, KitPartDraft
from heyi.modules.catalog.rules.units import LARGEST
from heyi.modules.catalog.rules.variants import CODE_PATTERN, NAME_PATTERN
from heyi.platform.values import BusinessDay, Money, Quantity, ShortText

MOST_LINES = 1000
_Part = Annotated[int, Field(ge=1, le=LARGEST)]
_Price = Annotated[Money, Field(ge=Decimal(0))]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class UnitBody(_Strict):
    """One of this unit is numerator / denominator of the product's own: a box of 24 is 24/1, a third of one 1/3."""

    unit_id: UUID
    numerator: _Part = 1
    denominator: _Part = 1
    sale_price: _Price | None = None


class BarcodeBody(_Strict):
    """One more barcode of a product; without a unit of its own unit."""

    code: Annotated[ShortText, Field(max_length=14)]
    unit_id: UUID | None = None


class PriceLineBody(_Strict):
    """How many of which unit want a price."""

    product_id: UUID
    quantity: Quantity
    unit_id: UUID | None = None

    def contract(self) -> AskedPrice:
        """The line for the verb."""
        return AskedPrice(product_id=self.product_id, quantity=self.quantity, unit_id=self.unit_id)


class PricesBody(_Strict):
    """Lines that want prices: for this customer (or nobody in particular), on this day (or today)."""

    party_id: UUID | None = None
    on: BusinessDay | None = None
    currency: Annotated[ShortText, Field(max_length=3)] | None = None
    lines: list[PriceLineBody] = Field(min_length=1, max_length=MOST_LINES)


class SupplyPricesBody(_Strict):
    """Lines that want a supplier's names and prices."""

    party_id: UUID
    lines: list[PriceLineBody] = Field(min_length=1, max_length=MOST_LINES)


class KitPartBody(_Strict):
    """How many of which product, in its own unit."""

    product_id: UUID
    quantity: Quantity

    def contract(self) -> KitPartDraft:
        """The part for the verb."""
        return KitPartDraft(product_id=self.product_id, quantity=self.quantity)


class KitBody(_Strict):
    """What a product is put together from; nothing makes it a product of its own again."""

    parts: list[KitPartBody] = Field(max_length=100)


class KitLinesBody(_Strict):
    """So many of a kit, for this customer (or nobody in particular), on this day (or today)."""

    kit_id: UUID
    quantity: Quantity
    party_id: UUID | None = None
    on: BusinessDay | None = None
    currency: Annotated[ShortText, Field(max_length=3)] | None = None


class ChoiceBody(_Strict):
    """The values of one attribute."""

    attribute_id: UUID
    value_ids: list[UUID] = Field(min_length=1, max_length=100)


class VariantsBody(_Strict):
    """Which variants a family has; {name} {code} {values} {codes} are put into the patterns."""

    choices: list[ChoiceBody] = Field(min_length=1, max_length=5)
    name_pattern: ShortText = NAME_PATTERN
    code_pattern: ShortText = CODE_PATTERN
