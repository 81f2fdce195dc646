"""How money that comes for an order fills its instalments: pure, no session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from heyi.modules.collecting.contracts import InstalmentState, Urgency

ZERO = Decimal(0)
# So many days before an instalment falls due its seller is told.
DAYS_BEFORE = 3
_WEEK, _MONTH = 7, 30


@dataclass(frozen=True)
class Filled:
    """What is still asked by an instalment, what of it came, and on which day the last of it did."""

    asked: Decimal
    collected: Decimal
    paid_on: date | None

    @property
    def open(self) -> Decimal:
        """What is to come."""
        return self.asked - self.collected


def fill(
    amounts: Sequence[Decimal], *, relief: Decimal, came: Sequence[tuple[date, Decimal]]
) -> list[Filled]:
    """What came is for the oldest instalments; what need not be paid any more is taken off the last ones.

    `amounts` in the order in which they fall due; `came` says how much came on which day, below zero what went back.
    An instalment is paid on the day from which on all of it was there and stayed.
    """
    asked = _less(amounts, relief)
    by_day = _running(came)
    there = by_day[-1][1] if by_day else ZERO
    filled = []
    for above, wanted in zip(accumulate(asked, initial=ZERO), asked, strict=False):
        collected = min(max(there - above, ZERO), wanted)
        is_paid = wanted > ZERO and collected == wanted
        filled.append(Filled(wanted, collected, _since(by_day, above + wanted) if is_paid else None))
    return filled


def _less(amounts: Sequence[Decimal], relief: Decimal) -> list[Decimal]:
    """The amounts, the relief taken off from the last one backwards."""
    asked = []
    for amount in reversed(amounts):
        off = min(amount, max(relief, ZERO))
        relief -= off
        asked.append(amount - off)
    return asked[::-1]


def _running(came: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    days: dict[date, Decimal] = {}
    for day, amount in sorted(came):
        days[day] = days.get(day, ZERO) + amount
    return list(zip(days, accumulate(days.values()), strict=True))


def _since(by_day: Sequence[tuple[date, Decimal]], wanted: Decimal) -> date | None:
    """The day from which on so much was there to the end."""
    since = None
    for day, there in reversed(by_day):
        if there < wanted:
            break
        since = day
    return since


@dataclass(frozen=True)
class Moved:
    """An instalment of an order that changed: at which place it stood before, if at any, and what it is now."""

    place: int | None
    due_on: date
    amount: Decimal


def moved(lines: Sequence[tuple[date, Decimal, Filled]], more: Decimal, today: date) -> list[Moved]:
    """The instalments of an order that comes to so much more, or less if below zero: (day, amount, what filled it).

    As with what need not be paid any more, the last ones bear it. What is more goes to the last one or, where that is
    paid, to a new one that is due with it, but not before today. What is less is taken off what has not come yet, from
    the last one backwards, and only then off what came: that lies with the customer. One of nothing goes.
    """
    amounts = [amount for _, amount, _ in lines]
    if more > ZERO:
        day, _, filled = lines[-1]
        if filled.open > ZERO:
            amounts[-1] += more
        else:
            new = Moved(None, max(day, today), more)
            return [*(Moved(at, due, amount) for at, (due, amount, _) in enumerate(lines)), new]
    less = -min(more, ZERO)
    for floors in ([filled.collected for *_, filled in lines], [ZERO] * len(lines)):
        for at in reversed(range(len(lines))):
            off = min(less, max(amounts[at] - floors[at], ZERO))
            amounts[at] -= off
            less -= off
    return [Moved(at, lines[at][0], amount) for at, amount in enumerate(amounts) if amount]


def state_of(filled: Filled, due_on: date, today: date) -> InstalmentState:
    """Where an instalment stands today."""
    if filled.asked == ZERO:
        return InstalmentState.VOID
    if filled.open == ZERO:
        return InstalmentState.PAID
    if due_on < today:
        return InstalmentState.OVERDUE
    return InstalmentState.PART if filled.collected > ZERO else InstalmentState.WAITING


def days_late(filled: Filled, due_on: date, today: date) -> int | None:
    """By how many days the last of the money came after its day, or has not come until today; if any is due."""
    if filled.asked == ZERO:
        return None
    if filled.open > ZERO:
        return (today - due_on).days if today > due_on else None
    return None if filled.paid_on is None else (filled.paid_on - due_on).days


def urgency_of(due_on: date, today: date) -> Urgency:
    """How soon money that falls due on a day is to come: overdue, within a week, within a month, or later."""
    days = (due_on - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days <= _WEEK:
        return Urgency.WEEK
    return Urgency.MONTH if days <= _MONTH else Urgency.LATER
