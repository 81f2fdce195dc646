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


class Issue(NamedTuple):
    """What left for a line and did not come back by a day; whether it went back to a supplier."""

    line_id: UUID
    gone: Decimal
    sent_back: bool


class Back(NamedTuple):
    """What of the corrections of goods under way goes along with those that came back.

    `by_moves` is in what they are worth already; `shares` is put on them.
    """

    by_moves: Decimal
    shares: Decimal


def part_that_waits(amount: Decimal, line: WaitingLine) -> Decimal:
    """What of a correction of a line's move belongs to goods that were not brought back."""
    return proportional_part(amount, line.kept, line.quantity)


def back_of(line: WaitingLine, quantity: Decimal) -> Back:
    """What goes along with `quantity` that came back just now; the last of a line takes the exact rest."""
    whole = line.kept + quantity
    corrected = proportional_part(line.corrected, quantity, whole)
    shares = proportional_part(line.shares, quantity, whole)
    return Back(corrected - shares, shares)


def left_last(issues: Iterable[Issue], *, younger: Decimal, quantity: Decimal) -> list[tuple[Issue, Decimal]]:
    """By which issues `quantity` of a product left, of issues that are told from the latest on.

    The oldest are taken to have left first, so `younger` goods left after these. What went back to a supplier is none
    of them.
    """
    found, skipped, wanted = list[tuple[Issue, Decimal]](), younger, quantity
    for issue in issues:
        free = max(issue.gone - skipped, ZERO)
        skipped -= issue.gone - free
        part = ZERO if issue.sent_back else min(free, wanted)
        wanted -= part
        if part:
            found.append((issue, part))
        if not wanted:
            break
    return found


def shares_under_way(
    amount: Decimal,
    quantity: Decimal,
    parts: Sequence[tuple[Issue, Decimal]],
    lines: Mapping[UUID, WaitingLine],
) -> dict[UUID, Decimal]:
    """By line, what goods that wait still bear of a difference for `quantity` that left by these parts of issues.

    What came back after the day of the difference waits no more.
    """
    found: dict[UUID, Decimal] = {}
    open_amount, open_quantity = amount, quantity
    for issue, part in parts:
        share = proportional_part(open_amount, part, open_quantity)
        open_amount, open_quantity = open_amount - share, open_quantity - part
        line = lines.get(issue.line_id)
        waits = proportional_part(share, min(line.kept, issue.gone), issue.gone) if line is not None else ZERO
        if waits:
            found[issue.line_id] = found.get(issue.line_id, ZERO) + waits
    return found
