"""Amounts, dates and choices of crm: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.money import round_amount, round_price, share_out
from heyi.platform.errors import FieldProblem

ZERO = Decimal(0)
# 承诺, 最好情况, 管道: by what share of such opportunities is won.
COMMITTED, BEST = Decimal("0.8"), Decimal("0.5")
REACH = ("phone", "email", "wechat")


def lead_problems(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A lead must be reachable by something: phone, e-mail or WeChat."""
    if any(values.get(name) for name in REACH):
        return ()
    return (FieldProblem("phone", "no_way_to_reach"),)


@dataclass(frozen=True)
class LineAmounts:
    """A line before the whole discount, its share of that, and what is left."""

    before: Decimal
    share: Decimal
    amount: Decimal


def line_amounts(
    lines: Sequence[tuple[Decimal, Decimal, Decimal]], discount: Decimal
) -> tuple[list[LineAmounts], Decimal]:
    """What lines of (quantity, price, discount) come to after a discount on the whole, and their total.

    Each line is rounded once; the discount on the whole is one amount, spread over the lines by largest remainders, so
    that the lines add up to the total to the cent.
    """
    before = [round_amount(quantity * price * (1 - off)) for quantity, price, off in lines]
    whole = sum(before, ZERO)
    taken = round_amount(whole * discount)
    shares = share_out(taken, before)
    parts = [LineAmounts(one, share, one - share) for one, share in zip(before, shares, strict=True)]
    return parts, round_amount(whole - taken)


def unit_price_of(amount: Decimal, quantity: Decimal) -> Decimal:
    """The price at which so many come to that amount."""
    return round_price(amount / quantity)


def category(win_rate: Decimal) -> str:
    """How sure a forecast is of such an opportunity."""
    if win_rate >= COMMITTED:
        return "committed"
    return "best" if win_rate >= BEST else "pipeline"


def stale_on(since: date, most_days: int | None) -> date | None:
    """The first day on which an opportunity stands too long in its stage."""
    return None if most_days is None else since + timedelta(days=most_days + 1)


def next_in_turn(people: Sequence[UUID], last: UUID | None, count: int) -> list[UUID]:
    """The next `count` people behind the last one who had a turn; who joined or left does not upset the order."""
    ordered = sorted(people)
    start = next((at for at, one in enumerate(ordered) if last is not None and one > last), 0)
    return [ordered[(start + number) % len(ordered)] for number in range(count)]


def least_loaded(loads: Mapping[UUID, int], count: int) -> list[UUID]:
    """Who gets each of `count` leads so that always the one with the fewest is next."""
    now = dict(loads)
    chosen = []
    for _ in range(count):
        person = min(now, key=lambda one: (now[one], one))
        now[person] += 1
        chosen.append(person)
    return chosen


def mapped(pairs: Sequence[tuple[str, str]], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a lead under the names that they have there; what is empty is left out."""
    return {to: values[of] for of, to in pairs if values.get(of) not in (None, "", [])}


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """A part of a whole as a rate with four decimals; None of nothing."""
    return round_amount(Decimal(part) / Decimal(whole), 4) if whole else None
