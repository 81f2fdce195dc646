"""Request bodies of the goods ledger."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.platform.values import BusinessDay, LongText, Price, Quantity


class ReceiptLineBody(BaseModel):
    """Goods that come in, and what one unit costs without VAT."""

    model_config = ConfigDict(extra="forbid")

    product_id: UUID
    quantity: Quantity
    unit_cost: Price


class ReceiptBody(BaseModel):
    """A miscellaneous receipt to post."""

    model_config = ConfigDict(extra="forbid")

    reason: Literal["opening", "donation", "other"] = "other"
    warehouse_id: UUID | None = None
    received_on: BusinessDay | None = None
    note: LongText | None = None
    lines: list[ReceiptLineBody] = Field(min_length=1, max_length=1000)


class CostingBody(BaseModel):
    """How goods are to be valued from today on."""

    model_config = ConfigDict(extra="forbid")

    method: Literal["moving_average", "fifo", "month_average"]


class CostRunBody(BaseModel):
    """The month whose average is to be reckoned."""

    model_config = ConfigDict(extra="forbid")

    period: str = Field(max_length=7)
