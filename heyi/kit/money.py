"""Money: one rounding function, tax on a line, and sharing an amount without losing a cent.

Amounts are `Decimal`, never float. Every function here works at a precision far above what the database
keeps, so nothing is rounded on the way: only `round_amount` rounds, once, half-up, away from zero
(as the tax office does: 0.005 becomes 0.01 and -0.005 becomes -0.01).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final, Self

AMOUNT_PLACES: Final = 2
PRICE_PLACES: Final = 6

ZERO: Final = Decimal(0)

# numeric(20,6) times numeric(20,6) needs 40 digits; 80 leave room for a division no half cent can hide in.
_EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP)


def round_amount(value: Decimal, places: int = AMOUNT_PLACES) -> Decimal:
    """Round half-up to `places` decimals. The one rounding function for money: never round anywhere else.

    The result always carries exactly `places` decimals, and there is no negative zero.

    Raises:
        ValueError: the value is infinite or not a number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not an amount")
    rounded = _EXACT.quantize(value, Decimal(1).scaleb(-places))
    return _EXACT.abs(rounded) if rounded.is_zero() else rounded


def round_price(value: Decimal, places: int = PRICE_PLACES) -> Decimal:
    """Round a unit price half-up. Prices carry more decimals than amounts: six unless told otherwise.

    Raises:
        ValueError: the value is infinite or not a number.
    """
    return round_amount(value, places)


def round_fraction(value: Fraction, places: int = PRICE_PLACES) -> Decimal:
    """Round an exact fraction half-up: what came out of shares of units and discounts is rounded here, once."""
    return round_amount(_EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)), places)


@dataclass(frozen=True, slots=True)
class TaxedAmount:
    """An amount without tax, its tax, and both together. One that does not add up cannot be made."""

    net: Decimal
    tax: Decimal
    gross: Decimal

    def __post_init__(self) -> None:
        if _EXACT.add(self.net, self.tax) != self.gross:
            raise ValueError(f"net {self.net} + tax {self.tax} is not gross {self.gross}")

    def __add__(self, other: Self) -> "TaxedAmount":
        return TaxedAmount(
            net=_EXACT.add(self.net, other.net),
            tax=_EXACT.add(self.tax, other.tax),
            gross=_EXACT.add(self.gross, other.gross),
        )

    def __neg__(self) -> "TaxedAmount":
        return TaxedAmount(net=ZERO - self.net, tax=ZERO - self.tax, gross=ZERO - self.gross)


def total_of(amounts: Iterable[TaxedAmount], *, places: int = AMOUNT_PLACES) -> TaxedAmount:
    """Add up lines. A document's totals are the sums of its lines, never computed anew from a total."""
    nothing = round_amount(ZERO, places)
    total = TaxedAmount(net=nothing, tax=nothing, gross=nothing)
    for amount in amounts:
        total = total + amount
    return total


def split_gross(gross: Decimal, rate: Decimal, *, places: int = AMOUNT_PLACES) -> TaxedAmount:
    """Take the tax out of an amount that includes it: the agreed gross stays, the tax is what is left.

    Raises:
        ValueError: the rate is negative, or a value is not finite.
    """
    _check_rate(rate)
    rounded_gross = round_amount(gross, places)
    net = round_amount(_EXACT.divide(rounded_gross, _EXACT.add(Decimal(1), rate)), places)
    tax = round_amount(_EXACT.subtract(rounded_gross, net), places)
    return TaxedAmount(net=net, tax=tax, gross=rounded_gross)


def add_tax(net: Decimal, rate: Decimal, *, places: int = AMOUNT_PLACES) -> TaxedAmount:
    """Put the tax on an amount that does not include it: the net is rounded first, then the tax on it.

    Raises:
        ValueError: the rate is negative, or a value is not finite.
    """
    _check_rate(rate)
    rounded_net = round_amount(net, places)
    tax = round_amount(_EXACT.multiply(rounded_net, rate), places)
    return TaxedAmount(net=rounded_net, tax=tax, gross=_EXACT.add(rounded_net, tax))


def line_amount(
    quantity: Decimal,
    unit_price: Decimal,
    rate: Decimal,
    *,
    price_includes_tax: bool,
    places: int = AMOUNT_PLACES,
) -> TaxedAmount:
    """What a line costs: quantity times price, rounded once, and its tax.

    With `price_includes_tax` the gross is what was agreed and is kept; otherwise the net is.

    Raises:
        ValueError: the rate is negative, or a value is not finite.
    """
    amount = times(quantity, unit_price, places=places)
    return taxed(amount, rate, includes_tax=price_includes_tax, places=places)


def times(quantity: Decimal, unit_price: Decimal, *, places: int = AMOUNT_PLACES) -> Decimal:
    """Quantity times price, rounded once: what a line is agreed at before anything else is reckoned with it.

    Raises:
        ValueError: a value is not finite.
    """
    return round_amount(_EXACT.multiply(quantity, unit_price), places)


def taxed(amount: Decimal, rate: Decimal, *, includes_tax: bool, places: int = AMOUNT_PLACES) -> TaxedAmount:
    """An amount that was agreed with its tax or without it, rounded once, and what comes to it or out of it.

    Raises:
        ValueError: the rate is negative, or a value is not finite.
    """
    return (split_gross if includes_tax else add_tax)(amount, rate, places=places)


def share_out(total: Decimal, weights: Sequence[Decimal], places: int = AMOUNT_PLACES) -> list[Decimal]:
    """Spread `total` over lines in proportion to their weights, so that the shares add up to it exactly.

    The cents left over go to the largest remainders, the earlier line first where two are equal. Each share
    is less than one cent from the exact one, has the sign of the total, and a weight of zero gets nothing.

    Raises:
        ValueError: the total has more decimals than `places`, a weight is negative, or there is something to
            share and no weight above zero to carry it.
    """
    unit = Decimal(1).scaleb(-places)
    if round_amount(total, places) != total:
        raise ValueError(f"{total} cannot be shared in steps of {unit}")
    parts = [Fraction(weight) for weight in weights]
    if any(part < 0 for part in parts):
        raise ValueError("a weight is negative")
    whole = sum(parts, start=Fraction(0))
    steps = abs(int(_EXACT.scaleb(total, places)))
    if whole == 0:
        if steps:
            raise ValueError("there is an amount to share, but no weight above zero")
        return [round_amount(ZERO, places) for _ in parts]
    quotas = [steps * part / whole for part in parts]
    shares = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda index: (shares[index] - quotas[index], index))
    for index in by_remainder[: steps - sum(shares)]:
        shares[index] += 1
    sign = -1 if total < 0 else 1
    return [round_amount(_EXACT.multiply(Decimal(sign * share), unit), places) for share in shares]


def proportional_part(
    total: Decimal,
    part: Decimal,
    whole: Decimal,
    already: Decimal = ZERO,
    *,
    places: int = AMOUNT_PLACES,
) -> Decimal:
    """The amount that goes with taking `part` of what is still open.

    `total` is the full amount, `already` what earlier pieces took of it, and `whole` the quantity still open
    before this piece (not the original quantity): the answer is (total - already) * part / whole, rounded.
    The last piece (`part` equals `whole`) takes the exact remainder, so all pieces together are the total to
    the cent, however it was cut. The same rule values goods leaving at moving average: value on hand,
    quantity taken, quantity on hand.

    Raises:
        ValueError: nothing is open, or `part` is negative or more than what is open.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} cannot be taken of {whole}")
    remainder = _EXACT.subtract(total, already)
    if part == whole:
        return remainder
    return round_amount(_EXACT.divide(_EXACT.multiply(remainder, part), whole), places)


def _check_rate(rate: Decimal) -> None:
    if not rate.is_finite() or rate < 0:
        raise ValueError(f"{rate} is not a tax rate")


def on_paper(amount: Decimal | None, *, with_zero: bool = False) -> str:
    """An amount with its thousands and two places; nothing where there is none, or where nought is not to be shown."""
    return f"{amount:,.2f}" if amount is not None and (amount or with_zero) else ""
