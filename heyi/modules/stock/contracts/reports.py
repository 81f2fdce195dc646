"""What reports of goods say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class LyingThen:
    """How many of a product lay in a warehouse at the end of a day, and what they were worth, for who sees values."""

    product_id: UUID
    product: str
    product_code: str
    unit: str
    warehouse_id: UUID
    warehouse: str
    kind: str
    quantity: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class LyingThenPage:
    """What lay where, by product, with where the next page begins."""

    items: list[LyingThen]
    next_cursor: str | None


@dataclass(frozen=True)
class Age:
    """How old the goods of a product are, by the day they came in, the oldest having left first.

    `value` is for who sees the values of moves; `parts` are how many came in within each span of days of the page;
    `last_left_on` is when any left, by whatever document, and `left_lately` how many did in the last ninety days.
    """

    product_id: UUID
    product: str
    product_code: str
    unit: str
    on_hand: Decimal
    value: Decimal | None
    parts: list[Decimal]
    last_left_on: date | None
    left_lately: Decimal


@dataclass(frozen=True)
class AgePage:
    """Goods by age, with the last day of each span but the open one, and where the next page begins."""

    spans: list[int]
    items: list[Age]
    next_cursor: str | None
