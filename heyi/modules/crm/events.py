"""What happens to leads and opportunities."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class LeadBecameCustomer(Event):
    """A lead was converted: into a new customer or one that was there, perhaps with an opportunity."""

    party_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class OpportunityMoved(Event):
    """An opportunity stands in another stage."""

    party_id: UUID
    stage_id: UUID


@dataclass(frozen=True, kw_only=True)
class OpportunityWon(Event):
    """An opportunity was won with this amount."""

    party_id: UUID
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class OpportunityLost(Event):
    """An opportunity was lost."""

    party_id: UUID
