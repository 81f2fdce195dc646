"""What other modules get to know of parties."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PartyFacts:
    """What documents need to know of a party."""

    id: UUID
    name: str
    is_customer: bool
    is_supplier: bool
    owner_id: UUID | None
    owner_department_id: UUID | None
    level: str | None = None
