"""What happens to sales documents."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderConfirmed(Event):
    """The customer's order is a promise now: its goods are held."""

    party_id: UUID
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class OrderChanged(Event):
    """A promised order became another one by a change: `gross` is what it comes to now, `more` by how much that is
    above what it came to before."""

    party_id: UUID
    change_id: UUID
    gross: Decimal
    more: Decimal


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """The order is off; what was held for it is free again."""

    party_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrderClosed(Event):
    """No more of the order is delivered; what was still held for it is free again, what was delivered stands."""

    party_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(Event):
    """Goods of an order have left."""

    party_id: UUID
    delivery_id: UUID
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class GoodsReturned(Event):
    """Delivered goods have come back."""

    party_id: UUID
    delivery_id: UUID
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class GoodsHeld(Event):
    """Goods are kept for a customer before he orders."""

    party_id: UUID


@dataclass(frozen=True, kw_only=True)
class HoldEnded(Event):
    """Nothing is kept by a hold any more: it was used up, let go, or ran out."""

    party_id: UUID
