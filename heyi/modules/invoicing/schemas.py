"""Request bodies of invoices."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from heyi.platform.values import BusinessDay


class InvoiceBody(BaseModel):
    """What to invoice: an order's delivered goods, or to credit: a return."""

    model_config = ConfigDict(extra="forbid")

    order_id: UUID | None = None
    return_id: UUID | None = None
    invoiced_on: BusinessDay | None = None
