"""How a cost is spread over the lines of receipts: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heyi.kit.money import AMOUNT_PLACES, round_fraction, share_out
from heyi.modules.invoicing.errors import LandedNotShared, LandedUnweighed, LandedWithoutBase
from heyi.modules.invoicing.rules import ZERO
from heyi.platform.http.answers import number_text


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """A line that bears a part: what was kept of it and what that is worth, its weight, or its amount by hand."""

    product: str
    net: Decimal
    quantity: Decimal
    weight: Decimal | None = None
    amount: Decimal | None = None


def worth_by_invoice(net: Decimal, *, kept: Decimal, estimate: Decimal, beside: Decimal) -> Decimal:
    """What a line of a receipt is worth after the invoices of its order's line, which cost `beside` the estimate.

    Where more is kept than invoiced, the rest stands as estimated, and both kinds bear alike.
    """
    whole = max(estimate, kept)
    if not whole:
        return net
    return net + round_fraction(Fraction(beside) * Fraction(net) / Fraction(whole), AMOUNT_PLACES)


def shares(cost: Decimal, basis: str, bearers: Sequence[Bearer]) -> list[tuple[Decimal, Decimal]]:
    """What each line is measured by, and its part of the cost; largest remainders first, so that they add up to it.

    Raises:
        LandedUnweighed: by weight, a line weighs nothing.
        LandedNotShared: by hand, the amounts are not the cost.
        LandedWithoutBase: the lines are measured by nothing at all.
    """
    bases = [_base(basis, bearer) for bearer in bearers]
    total = sum(bases, ZERO)
    if basis == "manual":
        if total != cost:
            raise LandedNotShared(sum=number_text(total), cost=number_text(cost))
        return [(base, base) for base in bases]
    if not total:
        raise LandedWithoutBase(basis=f"choice.landed_cost.basis.{basis}")
    return list(zip(bases, share_out(cost, bases), strict=True))


def _base(basis: str, bearer: Bearer) -> Decimal:
    if basis == "amount":
        return bearer.net
    if basis == "quantity":
        return bearer.quantity
    if basis == "manual":
        return bearer.amount or ZERO
    if not bearer.weight:
        raise LandedUnweighed(product=bearer.product)
    return bearer.weight
