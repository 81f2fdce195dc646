"""How far below the lists each role may sell."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import Unpriced


@dataclass(frozen=True, kw_only=True)
class DiscountLimit:
    """A role and the greatest discount that it may give without an approval, as a share; or that it says nothing."""

    role_id: UUID
    role: str
    most: Unpriced | None


@dataclass(frozen=True)
class LimitSaid:
    """The greatest discount that a role may give; without one the role is to say nothing of it."""

    role_id: UUID
    most: Decimal | None
