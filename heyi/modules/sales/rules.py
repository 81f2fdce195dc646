"""Amounts and progress of sales documents: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from heyi.kit.money import proportional_part, round_amount, round_fraction, share_out
from heyi.kit.quantity import convert, summed
from heyi.modules.sales.contracts import WholeDiscount
from heyi.modules.sales.states import Progress
from heyi.platform.errors import FieldProblem, InvalidInput

ZERO = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """What a line or a part of it comes to."""

    net: Decimal
    tax: Decimal
    gross: Decimal
    cost: Decimal = ZERO


def own_price(line: Mapping[Any, Any], *, agreed: Decimal, quantity: Decimal) -> Decimal:
    """What one of the product's own unit costs on an order's line, to six decimals, when `quantity` of it come to what
    was agreed, with tax or without it as the order's prices: the price of the unit as typed.

    Where the line gives part of a discount on the whole order it is what each came to, for an invoice says a discount
    in its prices, or in a line of its own (折扣行), and here it is in the prices.
    """
    if line["head_discount"]:
        return round_fraction(Fraction(agreed) / Fraction(quantity))
    factor = Fraction(line["unit_numerator"], line["unit_denominator"])
    return round_fraction(Fraction(line["unit_price"]) / factor)


def in_own_unit(line: Mapping[Any, Any], quantity: Decimal) -> Decimal:
    """A quantity of the unit in which an order's line was typed, in the product's own, exactly.

    Raises:
        QuantityError: it does not fit six decimals.
    """
    return convert(quantity, Fraction(line["unit_numerator"], line["unit_denominator"]), Fraction(1))


def taken_off(before: Sequence[Decimal], discount: WholeDiscount) -> list[Decimal]:
    """What a discount on the whole takes off each of these amounts, by largest remainders of cents: the parts are the
    whole to the cent, and none is more than its line.

    Raises:
        InvalidInput: it is said as a share and as an amount, or is more than all lines together.
    """
    whole = sum(before, ZERO)
    if discount.amount is None:
        return share_out(round_amount(whole * (discount.share or ZERO)), before)
    if discount.share is not None:
        raise InvalidInput(problems=[FieldProblem("whole_discount", "share_or_amount")])
    if discount.amount > whole:
        said: dict[str, object] = {"amount": str(discount.amount), "whole": str(whole)}
        raise InvalidInput(problems=[FieldProblem("whole_discount", "more_than_the_lines", said)])
    return share_out(round_amount(discount.amount), before)


def at_most(discount: WholeDiscount, whole: Decimal) -> WholeDiscount:
    """A discount that is typed before the lines are: of their amount no more than there is yet."""
    if discount.amount is None or discount.amount <= whole:
        return discount
    return replace(discount, amount=whole)


def kept_share(head: Mapping[Any, Any]) -> Fraction:
    """What a discount on the whole document leaves of each price: one where none is given.

    An amount is measured against all lines together, before it was taken off; the cents by which the lines share it
    change no price.
    """
    if head["whole_discount_share"] is not None:
        return 1 - Fraction(head["whole_discount_share"])
    taken = Fraction(head["whole_discount"])
    if not taken:
        return Fraction(1)
    left = Fraction(head["gross"] if head["prices_include_tax"] else head["net"])
    return left / (left + taken)


def price_after(line: Mapping[Any, Any], kept: Fraction) -> Fraction:
    """What one of a line's unit is sold at after both discounts, its own and that on the whole document."""
    return Fraction(line["unit_price"]) * kept


def below_floor(line: Mapping[Any, Any], kept: Fraction) -> Decimal | None:
    """The floor of the unit in which a line is priced, if it is sold below it after all discounts; compared exactly."""
    if line["floor_price"] is None:
        return None
    floor = Fraction(line["floor_price"]) * line["unit_numerator"] / line["unit_denominator"]
    return round_fraction(floor) if price_after(line, kept) < floor else None


def discount_of(list_price: Decimal | None, price: Decimal | Fraction) -> Decimal | None:
    """How much a price lies below that of the lists, in percent to one decimal; nothing where it lies above, or no
    list says anything."""
    if not list_price or price > list_price:
        return None
    listed = Fraction(list_price)
    return round_fraction((listed - Fraction(price)) * 100 / listed, 1)


def lowest_price(list_price: Decimal, most: Decimal) -> Decimal:
    """The lowest price that a discount of at most this share leaves; to six decimals, as prices are kept."""
    return round_fraction(Fraction(list_price) * (1 - Fraction(most)))


def most_given(lines: Iterable[Mapping[Any, Any]], kept: Fraction) -> Decimal:
    """How far at most one of the lines lies below the lists after all discounts, in percent; zero where none does."""
    given = [discount_of(line["list_price"], price_after(line, kept)) for line in lines]
    return max((one for one in given if one is not None), default=ZERO)


def goes_beyond(line: Mapping[Any, Any], kept: Fraction, most: Decimal) -> bool:
    """Whether a line lies further below the lists than a share, after all discounts; what no list prices does not."""
    if not line["list_price"]:
        return False
    return round_fraction(price_after(line, kept)) < lowest_price(line["list_price"], most)


def margin(net: Decimal, cost: Decimal) -> Decimal | None:
    """What is left of a net amount beyond the cost, in percent of it to one decimal; of nothing nothing can be left."""
    return round_amount((net - cost) * 100 / net, 1) if net > 0 else None


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """How far (quantity, done) pairs are: none, part, or all of it."""
    listed = list(pairs)
    if all(done >= quantity for quantity, done in listed):
        return Progress.FULL
    return Progress.PARTIAL if any(done > 0 for _, done in listed) else Progress.NONE


def next_delivery(head: date | None, lines: Iterable[Mapping[Any, Any]]) -> date | None:
    """The earliest day for which anything of these lines is still to be delivered: each by its own day, or by the
    order's; None where nothing is open, or no day was said."""
    days = [line["deliver_on"] or head for line in lines if line["delivered"] < line["quantity"]]
    return min((day for day in days if day), default=None)


@dataclass(frozen=True)
class Recognised:
    """What a line of goods is revenue of as they leave, and on which account."""

    net: Decimal
    tax: Decimal
    revenue: str


def recognised_sides(
    lines: Iterable[Recognised], *, receivable: str, deferred: str, sign: int
) -> list[tuple[str, Decimal, Decimal]]:
    """Receivable against revenue, and VAT that waits for its invoice: (account, debit, credit); in red by `sign` -1."""
    listed = list(lines)
    credited = summed((line.revenue, sign * line.net) for line in listed)
    credited[deferred] = credited.get(deferred, ZERO) + sum((sign * line.tax for line in listed), ZERO)
    sides = [(receivable, sum(credited.values(), ZERO), ZERO)]
    sides += [(account, ZERO, amount) for account, amount in credited.items()]
    return [side for side in sides if side[1] or side[2]]


def part_of(whole: Amounts, *, quantity: Decimal, of: Decimal, before: Decimal, taken: Amounts) -> Amounts:
    """The amounts of `quantity` out of `of`, when `before` with the amounts `taken` went earlier.

    The last part takes the exact rest, so all parts together are the whole to the cent; net + tax = gross in each.
    """

    def share(total: Decimal, already: Decimal) -> Decimal:
        return proportional_part(total, quantity, of - before, already=already)

    gross, tax = share(whole.gross, taken.gross), share(whole.tax, taken.tax)
    return Amounts(gross - tax, tax, gross, share(whole.cost, taken.cost))
