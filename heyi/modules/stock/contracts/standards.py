"""What goods cost by the standard, and what was paid beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced


@dataclass(frozen=True, kw_only=True)
class StandardCost:
    """A product's standard as it holds now; it counts only where the product goes by it (`method`)."""

    product_id: UUID
    product: str
    product_code: str
    unit: str
    method: str
    standard: Decimal | None
    since: date | None
    on_hand: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class StandardPage:
    """Products with their standards, with where the next page begins."""

    items: list[StandardCost]
    next_cursor: str | None


@dataclass(frozen=True, kw_only=True)
class StandardLine:
    """A product's standard before and after, how many lay there, and how much more they became worth."""

    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    before: Decimal | None
    standard: Decimal
    quantity: Unpriced
    difference: Decimal


@dataclass(frozen=True, kw_only=True)
class StandardChange:
    """A paper by which standards were said (标准成本调整单)."""

    id: UUID
    version: int
    number: str
    holds_from: date
    difference: Decimal
    note: str | None
    lines: list[StandardLine]


@dataclass(frozen=True, kw_only=True)
class Variance:
    """What was paid beside a product's standard in a span of days: for goods, for changed standards, and together."""

    product_id: UUID
    product: str
    product_code: str
    unit: str
    bought: Decimal
    restated: Decimal
    amount: Decimal
    documents: int


@dataclass(frozen=True)
class VariancePage:
    """Products with what was paid beside their standards, the sum of all of them, and where the next page begins."""

    items: list[Variance]
    total: Decimal
    next_cursor: str | None


@dataclass(frozen=True, kw_only=True)
class VarianceLine:
    """What one document paid beside a product's standard."""

    occurred_on: date
    source_type: str
    source_id: UUID
    source_number: str
    account: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class CategoryShare:
    """The variances of a category at a month's end: what they are, and what of them belongs to what left.

    `variance` is the opening and the month's, `rate` it is of the standard cost of what lay there and came in.
    """

    category_id: UUID | None
    category: str | None
    account: str
    variance: Decimal
    left: Decimal
    used: Decimal
    rate: Decimal | None
    share: Decimal
    shared: Decimal


@dataclass(frozen=True)
class ShareVoucher:
    """A voucher by which variances were passed on."""

    id: UUID
    number: str | None
    state: str


@dataclass(frozen=True)
class VarianceSharing:
    """What of the variances is to be passed on at the end of a month, category by category, and what is `missing`.

    `earlier` is a month before it whose variances come first.
    """

    period: str
    rows: list[CategoryShare]
    missing: Decimal
    open: bool
    earlier: str | None
    vouchers: list[ShareVoucher]
