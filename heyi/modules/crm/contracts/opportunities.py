"""What opportunities take and give: stages, lines, steps and figures."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from heyi.modules.crm.contracts.leads import Named


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    """A stage of a group."""

    id: UUID
    name: str
    position: int
    win_rate: Decimal
    most_days: int | None
    done_when: str | None
    active: bool


@dataclass(frozen=True, kw_only=True)
class StageGroupFacts:
    """A group of stages, the departments that work by it (all, if none is named), and its stages in order."""

    id: UUID
    version: int
    name: str
    active: bool
    departments: list[UUID]
    stages: list[StageFacts]


@dataclass(frozen=True, kw_only=True)
class StageDraft:
    """A stage as it is set; without an id it is a new one."""

    id: UUID | None = None
    name: str
    win_rate: Decimal
    most_days: int | None = None
    done_when: str | None = None


@dataclass(frozen=True, kw_only=True)
class StageGroupDraft:
    """A group as it is set; stages that are left out are used no more."""

    name: str
    active: bool = True
    departments: tuple[UUID, ...] = ()
    stages: tuple[StageDraft, ...]


@dataclass(frozen=True, kw_only=True)
class OpportunityStatus:
    """Where an opportunity stands after a verb."""

    id: UUID
    version: int
    state: str
    stage_id: UUID
    amount: Decimal | None
    win_rate: Decimal | None
    stale_on: date | None
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """A line as it is entered; without a price the one that the customer's lists say is taken, or the product's own."""

    product_id: UUID
    quantity: Decimal
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class OpportunityLine:
    """A line: what was offered, beside the price and the stock of now; `share` is its part of the whole discount.

    Prices and amounts are empty for whom the amount of opportunities is hidden or masked.
    """

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    is_goods: bool
    quantity: Decimal
    unit_price: Decimal | None
    discount: Decimal | None
    share: Decimal | None
    amount: Decimal | None
    price_now: Decimal | None
    available: Decimal | None


@dataclass(frozen=True, kw_only=True)
class OpportunityLines:
    """The lines of an opportunity, the discount on the whole, and what they come to, for who sees amounts.

    `may_change`: lines make the amount, so they are for who may change that.
    """

    id: UUID
    version: int
    discount: Decimal | None
    before: Decimal | None
    taken: Decimal | None
    amount: Decimal | None
    may_change: bool
    lines: list[OpportunityLine]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step on the way of an opportunity, and how long it stood there until the next, or until now."""

    number: int
    verb: str
    from_stage: str | None
    to_stage: str
    from_state: str | None
    to_state: str
    reason: str | None
    actor: str | None
    occurred_at: datetime
    seconds: int


@dataclass(frozen=True, kw_only=True)
class OpportunityWay:
    """Where an opportunity stands, the stages it may go to, and the way it came."""

    id: UUID
    version: int
    state: str
    stage_id: UUID
    stale: bool
    allowed_actions: list[str]
    group: Named
    stages: list[StageFacts]
    steps: list[Step]


@dataclass(frozen=True, kw_only=True)
class ForecastCell:
    """Opportunities of one month and one degree of certainty."""

    month: date | None
    category: str
    count: int
    amount: Decimal
    weighted: Decimal


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What open opportunities will bring, by the month in which they are expected; with what was won in those months.

    `stages` says which stages make up a category, so that each figure can be opened as a list.
    """

    cells: list[ForecastCell]
    won: list[ForecastCell]
    stages: dict[str, list[UUID]]
    amount: Decimal
    weighted: Decimal


@dataclass(frozen=True, kw_only=True)
class FunnelStage:
    """A stage: what stands in it now, and how many of the cohort came at least so far."""

    id: UUID
    name: str
    win_rate: Decimal
    open: int
    amount: Decimal
    weighted: Decimal
    stale: int
    reached: int
    conversion: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """A group's funnel: what is open now by stage, and what became of those that were made in a span of days."""

    group: Named
    stages: list[FunnelStage]
    made: int
    won: int
    lost: int
    invalid: int
    won_amount: Decimal
    lost_amount: Decimal
    win_rate: Decimal | None
    win_rate_by_amount: Decimal | None
    cycle_days: Decimal | None
    stale_share: Decimal | None
    groups: list[Named] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OrderLineProposal:
    """A line of an opportunity as an order takes it: the price holds every discount, for who sees amounts."""

    product_id: UUID
    product: str
    product_code: str
    unit: str
    is_goods: bool
    tax_code: str
    quantity: Decimal
    unit_price: Decimal | None


@dataclass(frozen=True, kw_only=True)
class OrderProposal:
    """What an order begins with that comes out of an opportunity."""

    opportunity: Named
    party: Named
    state: str
    lines: list[OrderLineProposal]
