"""Request bodies of invoices."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.modules.invoicing.contracts import SupplierInvoiceDraft, SupplierLineDraft
from heyi.platform.values import BusinessDay, CleanText, Price, Quantity


class InvoiceBody(BaseModel):
    """What to invoice: an order's delivered goods, or to credit: a return."""

    model_config = ConfigDict(extra="forbid")

    order_id: UUID | None = None
    return_id: UUID | None = None
    invoiced_on: BusinessDay | None = None


class SupplierLineBody(BaseModel):
    """A line of a supplier's invoice; without a price or tax code those of the order stand."""

    model_config = ConfigDict(extra="forbid")

    order_line_id: UUID
    quantity: Quantity
    unit_price: Price | None = None
    tax_code: CleanText | None = None


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
