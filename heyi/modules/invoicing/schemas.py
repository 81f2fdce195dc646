"""Request bodies of invoices."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.kit.money import round_amount
from heyi.modules.invoicing.contracts import (
    Estimates,
    LandedDraft,
    LandedLineDraft,
    SupplierInvoiceDraft,
    SupplierLineDraft,
)
from heyi.modules.sales.contracts import RevenuePoint
from heyi.platform.values import BusinessDay, CleanText, LongText, Price, Quantity, exact_decimal

# Amounts as they stand on an invoice: to the cent, never below nothing.
Amount = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, ge=0, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
]


class InvoiceBody(BaseModel):
    """What to invoice: an order's delivered goods, or to credit: a return."""

    model_config = ConfigDict(extra="forbid")

    order_id: UUID | None = None
    return_id: UUID | None = None
    invoiced_on: BusinessDay | None = None


class SupplierLineBody(BaseModel):
    """A line of a supplier's invoice; without a price or tax code those of the order stand.

    `tax` is the amount that is printed, where it is not what the rate makes.
    Quantity and price are of the product's own unit, or `as_ordered` of the order line's.
    """

    model_config = ConfigDict(extra="forbid")

    order_line_id: UUID
    quantity: Quantity
    as_ordered: bool = False
    unit_price: Price | None = None
    tax_code: CleanText | None = None
    tax: Amount | None = None


class SupplierInvoiceBody(BaseModel):
    """A supplier's invoice or credit note; without lines it is for all that waits of the order."""

    model_config = ConfigDict(extra="forbid")

    order_id: UUID
    supplier_number: Annotated[CleanText, Field(min_length=1, max_length=40)]
    kind: Literal["invoice", "credit_note"] = "invoice"
    invoiced_on: BusinessDay | None = None
    lines: list[SupplierLineBody] | None = Field(default=None, min_length=1, max_length=1000)

    def draft(self) -> SupplierInvoiceDraft:
        """The invoice for the verbs."""
        lines = None
        if self.lines is not None:
            lines = tuple(SupplierLineDraft(**line.model_dump()) for line in self.lines)
        return SupplierInvoiceDraft(**self.model_dump(exclude={"lines"}), lines=lines)


class OverrideBody(BaseModel):
    """Why an invoice is posted although it is beyond the tolerances of the match."""

    model_config = ConfigDict(extra="forbid")

    reason: CleanText | None = None


class BillingRulesBody(BaseModel):
    """How the company books what leaves a choice; what is not said stays."""

    model_config = ConfigDict(extra="forbid")

    estimates: Estimates | None = None
    revenue_point: RevenuePoint | None = None


class LandedLineBody(BaseModel):
    """A line of a receipt that bears a part: what it weighs altogether, or its amount, where that is given by hand."""

    model_config = ConfigDict(extra="forbid")

    receipt_line_id: UUID
    weight: Quantity | None = None
    amount: Amount | None = None


class LandedBody(BaseModel):
    """What goods cost on their way; without a supplier it is taken from where it was booked before."""

    model_config = ConfigDict(extra="forbid")

    party_id: UUID | None = None
    supplier_number: Annotated[CleanText, Field(min_length=1, max_length=40)] | None = None
    occurred_on: BusinessDay | None = None
    basis: Literal["amount", "quantity", "weight", "manual"] = "amount"
    tax_code: CleanText | None = None
    net: Amount
    tax: Amount | None = None
    note: LongText | None = None
    lines: list[LandedLineBody] = Field(min_length=1, max_length=1000)

    def draft(self, rate: Decimal) -> LandedDraft:
        """The document for the verbs; without a tax it is reckoned by the rate."""
        lines = tuple(LandedLineDraft(**line.model_dump()) for line in self.lines)
        supplier = {"supplier_number": self.supplier_number if self.party_id else None}
        tax = round_amount(self.net * rate) if self.tax is None else self.tax
        return LandedDraft(**self.model_dump(exclude={"lines", "tax"}) | supplier, tax=tax, lines=lines)


class ReversalBody(BaseModel):
    """On which day a document is taken back; without one today."""

    model_config = ConfigDict(extra="forbid")

    reversed_on: BusinessDay | None = None
