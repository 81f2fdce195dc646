"""Which part of the variances beside standard costs belongs to what left in a month: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from heyi.kit.money import AMOUNT_PLACES, round_fraction

ZERO = Decimal(0)
# No account bears it: it goes from one product of a category to another.
WITHIN = ""


@dataclass(frozen=True, kw_only=True)
class Good:
    """A product of a category: its variance that is not shared yet, and what of its standard cost is `left` and `used`.

    What became cost in the month is told by the account that bore it; `gone_to` is the account of what left earlier.
    Below zero, `left` is what left and has not come yet; `late` had left so before the month, and came since.
    """

    product_id: UUID
    variance: Decimal
    left: Decimal
    used: Mapping[str, Decimal]
    gone_to: str
    late: Decimal = ZERO

    @property
    def lying(self) -> Decimal:
        """What is there of it."""
        return max(self.left, ZERO)

    @property
    def gone(self) -> Decimal:
        """What left of what was there and came: what has not come yet bears nothing yet."""
        return _sum(self.used.values()) + self.late + min(self.left, ZERO)

    def borne(self) -> list[tuple[str, Fraction]]:
        """What left, by the account that bears it; what has not come is taken off all alike."""
        rows = [*([(self.gone_to, self.late)] if self.late else []), *self.used.items()]
        whole = _sum(amount for _, amount in rows)
        if not whole:
            return [(account, Fraction(amount)) for account, amount in rows]
        return [
            (account, Fraction(amount) * Fraction(self.gone) / Fraction(whole)) for account, amount in rows
        ]


def part_of_what_left(variance: Decimal, *, left: Decimal, used: Decimal) -> Decimal:
    """The variance of what left: variance / (left + used), which is opening + month, times what left; to the cent.

    Where nothing is left, all of it; what came back brings its part along.
    """
    if left <= ZERO:
        return variance
    whole = left + used
    return _times(variance, used, whole) if whole > ZERO else ZERO


def shares(goods: Sequence[Good]) -> dict[tuple[UUID, str], Decimal]:
    """By product and account that bears it, what the goods of one category pass on; together the part of what left."""
    used = [(good.product_id, account, amount) for good in goods for account, amount in good.borne()]
    variance, of_all = _sum(good.variance for good in goods), _sum(good.gone for good in goods)
    part = part_of_what_left(variance, left=_sum(good.lying for good in goods), used=of_all)
    if not of_all:
        # Nothing left in the month: where nothing lies there either, it is for what left earlier.
        return (
            {(good.product_id, good.gone_to): good.variance for good in goods if good.variance}
            if part
            else {}
        )
    found: dict[tuple[UUID, str], Decimal] = {}
    reached, given = Fraction(0), ZERO
    for product_id, account, amount in used:
        reached += amount
        until = _times(part, reached, of_all)
        if until != given:
            found[product_id, account] = found.get((product_id, account), ZERO) + until - given
        given = until
    return found


def moved_within(goods: Sequence[Good], passed_on: Mapping[tuple[UUID, str], Decimal]) -> dict[UUID, Decimal]:
    """What each product gives, below zero takes, so that what is kept back lies with what is left; nothing together.

    Else what one product passed on of another's variance would go along as a gain when its category changes.
    """
    lying = _sum(good.lying for good in goods)
    if not passed_on or not lying:
        return {}
    borne: dict[UUID, Decimal] = {}
    for (product_id, _), amount in passed_on.items():
        borne[product_id] = borne.get(product_id, ZERO) + amount
    back = _sum(good.variance for good in goods) - _sum(borne.values())
    found: dict[UUID, Decimal] = {}
    reached = given = ZERO
    for good in goods:
        reached += good.lying
        until = _times(back, reached, lying)
        moved = good.variance - borne.get(good.product_id, ZERO) - (until - given)
        if moved:
            found[good.product_id] = moved
        given = until
    return found


def _times(amount: Decimal, part: Decimal | Fraction, whole: Decimal) -> Decimal:
    return round_fraction(Fraction(amount) * Fraction(part) / Fraction(whole), AMOUNT_PLACES)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
