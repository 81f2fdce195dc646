"""What happened in the daily work."""

from dataclasses import dataclass
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class FollowedUp(Event):
    """Somebody was spoken to; `record` and `record_id` say about what, `party_id` with whom."""

    record: str
    record_id: UUID
    party_id: UUID | None
