"""What happens to quotations."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class QuotationSent(Event):
    """A version of a quotation is what the customer may accept now."""

    party_id: UUID
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class QuotationAccepted(Event):
    """The customer accepted a quotation."""

    party_id: UUID
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class QuotationDeclined(Event):
    """The customer declined a quotation."""

    party_id: UUID
