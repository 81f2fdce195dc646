"""Goods kept for a customer up to a day (预留)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts.orders import Named
from heyi.platform.notify.kinds import notice_kind


@dataclass(frozen=True, kw_only=True)
class HoldLineDraft:
    """Goods to be kept: the quantity is of the unit, without one of the product's own."""

    product_id: UUID
    quantity: Decimal
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HoldDraft:
    """What is to be kept for whom, why, and up to which day; without one, for as many days as is usual."""

    party_id: UUID
    lines: tuple[HoldLineDraft, ...]
    reason: str
    opportunity_id: UUID | None = None
    warehouse_id: UUID | None = None
    expires_on: date | None = None
    owner_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HoldLine:
    """Goods that are kept; `quantity` and `used` are of the product's own unit."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    quantity: Unpriced
    typed_quantity: Unpriced
    typed_unit: str
    used: Unpriced


@dataclass(frozen=True, kw_only=True)
class GoodsHold:
    """Goods kept for a customer, and for one deal with him where it names it, up to and including `expires_on`.

    What is kept longer than that is kept for nobody, also before the night writes down that it ran out. `latest` is the
    last day up to which it could be kept from today.
    """

    id: UUID
    version: int
    number: str
    state: str
    party: Named
    opportunity: Named | None
    warehouse: Named
    owner: Named | None
    made_on: date
    expires_on: date | None
    ended_on: date | None
    latest: date
    reason: str
    release_reason: str | None
    allowed_actions: list[str]
    lines: list[HoldLine]


@dataclass(frozen=True)
class HoldDays:
    """For how many days goods are kept if nobody says, and for how many at most: from today, until when each is."""

    usual_days: int
    most_days: int
    usual_until: date
    latest: date


@dataclass(frozen=True)
class HeldUntil:
    """So many of a product, in its own unit, are kept by a hold up to a day."""

    hold: Named
    party: Named
    quantity: Unpriced
    expires_on: date


HOLD_ENDS = notice_kind("hold_ends", group="deals")
