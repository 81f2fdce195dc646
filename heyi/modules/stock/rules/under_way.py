"""What goods that left and are no cost yet bear of what their product turns out to cost: pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from heyi.kit.money import proportional_part
from heyi.modules.stock.contracts.under_way import WaitingLine
from heyi.modules.stock.rules import ZERO


class Bearing(NamedTuple):
    """What goods under way bear, and on which account they stand."""

    account: str
    amount: Decimal


class Back(NamedTuple):
    """What of the corrections of goods under way goes along with those that came back.

    `by_moves` is in what they are worth already; `shares` is put on them.
    """

    by_moves: Decimal
    shares: Decimal


def part_that_waits(amount: Decimal, line: WaitingLine) -> Decimal:
    """What of a line's correction belongs to goods that were not brought back."""
    return proportional_part(amount, line.kept, line.quantity)


def back_of(line: WaitingLine, quantity: Decimal) -> Back:
    """What goes along with `quantity` that came back just now; the last of a line takes the exact rest."""
    whole = line.kept + quantity
    corrected = proportional_part(line.corrected, quantity, whole)
    shares = proportional_part(line.shares, quantity, whole)
    return Back(corrected - shares, shares)


def left_last(
    issues: Iterable[tuple[UUID, Decimal]], *, younger: Decimal, quantity: Decimal
) -> list[tuple[UUID, Decimal]]:
    """By which lines `quantity` of a product left, of issues that are told from the latest on.

    The oldest are taken to have left first, so `younger` goods left after these.
    """
    found, skipped, wanted = list[tuple[UUID, Decimal]](), younger, quantity
    for line_id, gone in issues:
        free = max(gone - skipped, ZERO)
        skipped -= gone - free
        part = min(free, wanted)
        wanted -= part
        if part:
            found.append((line_id, part))
        if not wanted:
            break
    return found


def shares_under_way(
    amount: Decimal,
    quantity: Decimal,
    parts: Sequence[tuple[UUID, Decimal]],
    lines: Mapping[UUID, WaitingLine],
) -> dict[UUID, Decimal]:
    """By line, what goods that wait still bear of a difference for `quantity` that left by these parts of lines."""
    found: dict[UUID, Decimal] = {}
    open_amount, open_quantity = amount, quantity
    for line_id, part in parts:
        share = proportional_part(open_amount, part, open_quantity)
        open_amount, open_quantity = open_amount - share, open_quantity - part
        line = lines.get(line_id)
        waits = part_that_waits(share, line) if line is not None else ZERO
        if waits:
            found[line_id] = found.get(line_id, ZERO) + waits
    return found
