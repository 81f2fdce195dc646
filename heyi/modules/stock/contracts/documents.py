"""What miscellaneous receipts and issues say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.stock.contracts.goods import LotPart
from heyi.modules.stock.contracts.lots import LineLot

# 待处理流动资产损溢: what counts found or missed, until its cause is said.
PENDING = "goods_pending"


@dataclass(frozen=True, kw_only=True)
class ReceiptLineDraft:
    """A line of a miscellaneous receipt to post; without a cost the goods come in at what such goods cost now."""

    product_id: UUID
    quantity: Decimal
    unit_cost: Decimal | None
    lots: tuple[LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IssueLineDraft:
    """A line of a miscellaneous issue to post; one of a transfer's loss names the transfer's line.

    `product` is what a count or a transfer calls its product. What is given away says what one would have been sold
    for, without tax.
    """

    product_id: UUID
    quantity: Decimal
    transfer_line_id: UUID | None = None
    product: str = ""
    lots: tuple[LotPart, ...] = ()
    market_price: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What became of goods that a count or a transfer missed: who makes it good, and input VAT to be paid back."""

    compensation: Decimal = Decimal(0)
    vat_out: Decimal = Decimal(0)


@dataclass(frozen=True)
class Paper:
    """Another document of stock, by its number."""

    id: UUID
    number: str | None


@dataclass(frozen=True)
class ReceiptLine:
    """A line of a miscellaneous receipt."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    unit_cost: Decimal
    value: Decimal
    lots: list[LineLot]


@dataclass(frozen=True)
class StockReceipt:
    """A miscellaneous receipt (其他入库单): goods that came in, worth so much or `entrusted` to us."""

    id: UUID
    version: int
    number: str
    reason: str
    state: str
    warehouse_id: UUID
    warehouse: str
    received_on: date
    total: Decimal
    note: str | None
    entrusted: bool
    goods_owner: str | None
    count: Paper | None
    reverses: Paper | None
    reversed_by: Paper | None
    allowed_actions: list[str]
    lines: list[ReceiptLine]


@dataclass(frozen=True)
class IssueLine:
    """A line of a miscellaneous issue; of what was given away, what it would have been sold for, and the VAT of it."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    value: Decimal
    market_value: Decimal | None
    tax: Decimal
    lots: list[LineLot]


@dataclass(frozen=True)
class StockIssue:
    """A miscellaneous issue (其他出库单): goods that left, worth so much or `entrusted` to us."""

    id: UUID
    version: int
    number: str
    reason: str
    state: str
    warehouse_id: UUID
    warehouse: str
    issued_on: date
    total: Decimal
    note: str | None
    entrusted: bool
    goods_owner: str | None
    count: Paper | None
    transfer: Paper | None
    reverses: Paper | None
    reversed_by: Paper | None
    allowed_actions: list[str]
    lines: list[IssueLine]
