"""What other modules say to the goods ledger and get from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field

from heyi.platform.values import BusinessDay, CleanText, Quantity, ShortText

# Roles of lines that goods documents post (heyi/modules/ledger: posting rules).
INVENTORY, DIFFERENCE, VARIANCE = "inventory", "goods_difference", "cost_variance"


# Codes of bins are written in capitals, whoever types them.
BinCode = Annotated[ShortText, Field(min_length=1, max_length=40), AfterValidator(str.upper)]


@dataclass(frozen=True, kw_only=True)
class LotPart:
    """How many of a line are of a lot, by its number, and stand in a bin, by its code; of a serial number always one.

    Goods without lots say their bin alone. Where goods leave, it is the bin they leave from; where they come, the one
    they are put into. Days are said as goods come in.
    """

    # It comes as it is in requests of several modules, so its values are checked by their types.
    __pydantic_config__ = ConfigDict(extra="forbid")

    number: Annotated[CleanText, Field(max_length=60)] = ""
    quantity: Quantity
    made_on: BusinessDay | None = None
    expires_on: BusinessDay | None = None
    bin: BinCode | None = None


Lots = Annotated[list[LotPart], Field(max_length=2000)]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A document's line that wants goods: which product, from where, how many.

    One that takes back the receipt of `origin_line_id` names the `value` at which those goods came in. Lots are taken
    as named, or of those that came in by the line `lots_of`, or whatever expires first; where a `quality` is named,
    only what is as good as that. Goods that are held are wanted
    for a `day`; without one, for that of their document.
    """

    line_id: UUID
    line_no: int
    product_id: UUID
    product: str
    warehouse_id: UUID
    quantity: Decimal
    value: Decimal | None = None
    origin_line_id: UUID | None = None
    lots: tuple[LotPart, ...] = ()
    lots_of: UUID | None = None
    quality: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class HeldFor:
    """The document for which goods are held."""

    source_type: str
    source_id: UUID


@dataclass(frozen=True, kw_only=True)
class GoodsDocument:
    """The document that moves goods; its number is taken from `series` when they move, as late as can be.

    Each line's other side goes to the account of `contra_role`, or to the one that `contra_accounts` names for it, as
    for what takes another document back. With `contra_values` it takes just those, by line, and what the goods are
    worth beside them is a difference in the cost of goods sold. The account of `cost_role` takes what is found later to
    be wrong in the value at which goods left: by default that difference too, for what the contra account holds is
    another document's to clear. `returns_from` is the type of document whose lines its goods had left for, or come by.
    One that `takes_back` another of its kind undoes that one's entry in red; on that one's own day it does so
    `as_if_never`: what left since costs what it would have cost without both. What its entry says `besides` its goods,
    by account, as the VAT of what is given away, is nothing together.

    What comes in from a `supplier_id` keeps him with its lots; `inspected` goods wait to be looked at where their
    product says so, and all that can where they are `to_inspect`. Of what leaves, lots that expire first go first. What
    has expired stays, unless `takes_expired` or who may gives an `expired_reason`; what is not free stays too, unless
    the document `takes_unfree`: then it goes first.
    """

    type: str
    id: UUID
    series: str
    occurred_on: date
    contra_role: str
    party_id: UUID | None = None
    contra_values: Mapping[UUID, Decimal] | None = None
    contra_accounts: Mapping[UUID, str] | None = None
    cost_role: str = DIFFERENCE
    returns_from: str | None = None
    takes_back: UUID | None = None
    as_if_never: bool = False
    besides: Mapping[str, Decimal] | None = None
    supplier_id: UUID | None = None
    inspected: bool = False
    to_inspect: bool = False
    takes_expired: bool = False
    takes_unfree: bool = False
    expired_reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """Goods that leave for one line, out of what is held for the order's line."""

    line_id: UUID
    held_line_id: UUID
    product_id: UUID
    warehouse_id: UUID
    quantity: Decimal
    lots: tuple[LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """Goods that come in for one line: how many, and what they are worth altogether; None: at their present cost.

    What comes back names the line at which it left, so that it follows when that line's cost is corrected.
    """

    line_id: UUID
    product_id: UUID
    warehouse_id: UUID
    quantity: Decimal
    value: Decimal | None
    origin_line_id: UUID | None = None
    lots: tuple[LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Goods that change their place for one line; `arrival_id` is the id of the arriving leg."""

    line_id: UUID
    arrival_id: UUID
    line_no: int
    product_id: UUID
    product: str
    from_warehouse_id: UUID
    to_warehouse_id: UUID
    quantity: Decimal
    lots: tuple[LotPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Revaluation:
    """A difference in what `quantity` of a product cost, found after the goods came in into `warehouse_id`.

    Where it is for the goods of one receipt, `origin_line_id` is the line by which they came in.
    """

    line_id: UUID
    product_id: UUID
    warehouse_id: UUID
    quantity: Decimal
    difference: Decimal
    origin_line_id: UUID | None = None


@dataclass(frozen=True)
class Moved:
    """The number the document got, and for each line the value moved and the account on its other side."""

    number: str
    values: dict[UUID, Decimal]
    accounts: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Costing:
    """How a company's goods are valued, where no category says otherwise.

    Of the products that go by the month's average (`monthly`), `waiting` have moves that none reckons in yet.
    """

    method: str
    waiting: int
    monthly: int


@dataclass(frozen=True, kw_only=True)
class CategoryCosting:
    """How a category's goods are valued: by its `own` word, else that of `from_category`, else the company's.

    Some of its `products` may be valued `otherwise` still, having come from another category.
    """

    category_id: UUID
    name: str
    depth: int
    own: str | None
    method: str
    from_category: UUID | None
    products: int
    otherwise: int


@dataclass(frozen=True)
class CostRun:
    """A reckoning of a month's average: how many products and moves it corrected, and what stock is worth more."""

    id: UUID
    number: str
    period: str
    products: int
    corrected: int
    difference: Decimal


@dataclass(frozen=True)
class OnHand:
    """One product in one warehouse: on hand, held for orders, not free, expired, available, and its value; beside it
    what is on its way there from another warehouse, and what is on order from suppliers.

    Of a warehouse that holds its goods back, or keeps those of a `goods_owner`, nothing is available. What goods are
    worth is empty for who does not see the values of moves, and for another's goods.
    """

    warehouse_id: UUID
    warehouse: str
    kind: str
    goods_owner_id: UUID | None
    goods_owner: str | None
    product_id: UUID
    product_code: str
    product: str
    unit: str
    on_hand: Decimal
    held: Decimal
    blocked: Decimal
    expired: Decimal
    available: Decimal
    under_way: Decimal
    on_order: Decimal
    value: Decimal | None
    unit_cost: Decimal | None


@dataclass(frozen=True)
class OnHandWorth:
    """What goods are worth together; empty for who does not see the values of moves."""

    value: Decimal | None


@dataclass(frozen=True)
class OnHandPage:
    """What lies where, by product name, with where the next page begins."""

    items: list[OnHand]
    next_cursor: str | None
