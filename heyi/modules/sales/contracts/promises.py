"""What an order may promise while it is typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts.credit import Credit
from heyi.modules.sales.contracts.holds import HeldUntil
from heyi.modules.sales.contracts.orders import NO_DISCOUNT, WholeDiscount
from heyi.modules.stock import contracts as stock


@dataclass(frozen=True, kw_only=True)
class PromiseLineDraft:
    """A line that is being typed: without a price, that of the customer's lists is meant."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal | None = None
    tax_code: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseDraft:
    """An order that is being typed; the customer may not be known yet."""

    lines: tuple[PromiseLineDraft, ...]
    party_id: UUID | None = None
    warehouse_id: UUID | None = None
    ordered_on: date | None = None
    prices_include_tax: bool = True
    hold_id: UUID | None = None
    discount: WholeDiscount = NO_DISCOUNT


@dataclass(frozen=True, kw_only=True)
class PromisedLine:
    """What a line may promise.

    Price and `floor` are of the line's unit, and empty for whom they are hidden; so is `lowest`, the lowest price to
    which the reader may go by his discount limit, where he has one. `source` says whether a price list, the product
    itself or nobody says the price. `available`, `parts` and `rest` are of the product's own `unit`, and tell of
    goods only: what is free now (and with it what the chosen hold keeps for this customer), `held` what is kept
    by which hold that the reader sees, what can leave on which day, and how many nobody knows of. `margin` is what is
    left of the net amount beyond what the goods cost now, in percent of it; empty without the right, or without a cost.
    """

    product_id: UUID
    unit: str
    price: Decimal | None
    source: str
    price_list: str | None
    floor: Decimal | None
    lowest: Decimal | None
    available: Unpriced | None
    parts: list[stock.PromisePart]
    rest: Unpriced
    held: list[HeldUntil]
    net: Decimal | None
    cost: Decimal | None
    margin: Decimal | None


@dataclass(frozen=True)
class OrderPromise:
    """What an order that is being typed may promise, line by line as asked.

    `leaves_on` is the day on which the last of its goods can leave; empty where nobody knows of some. The margin is of
    all lines whose cost is known. `credit` is how its customer stands without it; empty where nobody set him terms, or
    for whom they are hidden.
    """

    lines: list[PromisedLine]
    leaves_on: date | None
    margin: Decimal | None
    credit: Credit | None
