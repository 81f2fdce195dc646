"""Which lots a line takes: those named, else those that expire first and came in first; and when a lot expires."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.rules import ZERO
from heyi.platform.errors import FieldProblem

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


def days_of_new(
    *, made_on: date | None, told: date | None, received_on: date, shelf_life_days: int | None
) -> dict[str, Any]:
    """The days of a lot that comes in first: its last day as told, else so many days after it was made or, where nobody
    says that, came in. `shelf_life_days` stays with the lot only where its last day was reckoned by it."""
    days = None if told else shelf_life_days
    reckoned = None if days is None else (made_on or received_on) + timedelta(days=days)
    return {"made_on": made_on, "expires_on": told or reckoned, "shelf_life_days": days}


def days_that_follow(
    old: Mapping[str, Any], changed: Mapping[str, Any], shelf_life_days: int | None
) -> dict[str, Any]:
    """What else changes with the days of a lot: a last day that is told by hand is reckoned no more, and one that was
    reckoned, or is missing where goods like these last `shelf_life_days`, follows the day it was made."""
    if "expires_on" in changed:
        return {"shelf_life_days": None}
    if "made_on" not in changed:
        return {}
    known = old["shelf_life_days"]
    days = shelf_life_days if known is None and old["expires_on"] is None else known
    if days is None:
        return {}
    begins = changed["made_on"] or old["received_on"]
    return {"expires_on": begins + timedelta(days=days), "shelf_life_days": days}


def wrong_days(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A lot does not expire before it was made."""
    made, last = values.get("made_on"), values.get("expires_on")
    return [FieldProblem("expires_on", "before_made_on")] if made and last and last < made else []
