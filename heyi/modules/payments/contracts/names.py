"""How other records are named."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str
