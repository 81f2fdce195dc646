"""Which lots a line takes: those named, else those that expire first and came in first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.rules import ZERO

# What goes first where a paper takes also what is not free: goods found bad, then those that wait.
_WORST_FIRST = {"blocked": 0, "quarantine": 1, "free": 2}


@dataclass
class Lying:
    """What of a lot is in one place, and bin, in one quality; `left` of it nobody has taken yet."""

    id: UUID
    warehouse_id: UUID
    product_id: UUID
    lot_id: UUID | None
    number: str
    quality: str
    serial: bool
    expires_on: date | None
    received_on: date | None
    left: Decimal
    bin_id: UUID | None = None
    bin: str | None = None
    position: int | None = None

    def has_expired(self, day: date) -> bool:
        """Whether its last day is before this one."""
        return self.expires_on is not None and self.expires_on < day

    @property
    def in_order(self) -> tuple[date, date, str, int, str]:
        """What expires first, then what came in first; of one lot in the order in which one walks past the bins."""
        lot = (self.expires_on or date.max, self.received_on or date.min, self.number)
        return (*lot, self.position or 0, self.bin or "")


@dataclass(frozen=True)
class Piece:
    """So many of a lot in one quality and bin, as one line moves them; `detail_id` is the row they are taken from."""

    lot_id: UUID | None
    quality: str
    serial: bool
    quantity: Decimal
    detail_id: UUID | None = None
    bin_id: UUID | None = None


def take(rows: Iterable[Lying], wanted: Decimal) -> list[Piece]:
    """So many of these rows in their order, or as many as there are; what is taken is gone from `left`."""
    pieces = []
    for row in rows:
        taken = min(row.left, wanted)
        if taken <= ZERO:
            continue
        row.left -= taken
        wanted -= taken
        pieces.append(Piece(row.lot_id, row.quality, row.serial, taken, row.id, row.bin_id))
    return pieces


def first_to_go(rows: Iterable[Lying], *, day: date, expired: bool, unfree: bool) -> list[Lying]:
    """The rows that may be taken, in the order in which they go."""
    open_to = [
        row
        for row in rows
        if (unfree or row.quality == "free") and (expired or not row.has_expired(day)) and row.left > ZERO
    ]
    if not unfree:
        return sorted(open_to, key=lambda row: row.in_order)
    return sorted(open_to, key=lambda row: (_WORST_FIRST[row.quality], row.in_order))


def total(pieces: Sequence[Piece]) -> Decimal:
    """How many these are together."""
    return sum((piece.quantity for piece in pieces), ZERO)


def unfree(pieces: Sequence[Piece]) -> Decimal:
    """How many of these are not free."""
    return sum((piece.quantity for piece in pieces if piece.quality != "free"), ZERO)
