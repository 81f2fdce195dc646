"""What happens to invoices."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class InvoicePosted(Event):
    """An invoice (or, negative, a credit note) is in the books: the customer owes its gross."""

    party_id: UUID
    gross: Decimal
