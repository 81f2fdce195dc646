"""What goes in and out of the daily work."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from heyi.platform.notify.kinds import notice_kind

TASK_ASSIGNED = notice_kind("task_assigned", group="work")
TASK_REMINDER = notice_kind("task_reminder", group="work")
CONTACT_REMINDER = notice_kind("contact_reminder", group="work")


@dataclass(frozen=True)
class FollowUpDraft:
    """A follow-up as it was told: about which record, what was done, and when to speak again."""

    record: str
    record_id: UUID
    content: str
    way: str
    happened_at: datetime | None = None
    next_contact_at: datetime | None = None
    contact_id: UUID | None = None
    place: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    is_the_customers_place: bool = False
