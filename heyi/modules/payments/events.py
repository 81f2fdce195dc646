"""What happens to money that comes in and goes back."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class ReceiptPosted(Event):
    """Money came from a customer (or, negative, went back)."""

    party_id: UUID
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class ReceiptReversed(Event):
    """A receipt was taken back."""

    party_id: UUID
    amount: Decimal
