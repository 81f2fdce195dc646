"""Which price a customer pays: pure, from the price lists that may hold for him."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from heyi.kit.money import round_fraction
from heyi.modules.catalog.rules.units import OWN, price_in
from heyi.platform.errors import FieldProblem

_EARLIEST = date.min


class Target(IntEnum):
    """For whom a list is; the nearest first."""

    CUSTOMER = 0
    LEVEL = 1
    EVERYONE = 2


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A line of a price list that holds on the day for this customer: a price of a unit, or a discount.

    `nearness`: 0 is for the product itself, 1 for its category, 2 for the one above, and so on. Without a `unit` the
    price is of the product's own and so of every other by its factor; else it holds for lines in that unit only.
    """

    line_id: UUID
    list_id: UUID
    list_name: str
    target: Target
    nearness: int
    min_quantity: Decimal = Decimal(0)
    unit: UUID | None = None
    factor: Fraction = OWN
    price: Decimal | None = None
    discount: Decimal | None = None
    priority: int = 0
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A line that wants a price: how many of which unit, and what one of it costs without any list."""

    quantity: Decimal
    unit: UUID
    factor: Fraction = OWN
    usual: Decimal | None = None


@dataclass(frozen=True)
class Found:
    """The price of one of the unit, and the list that gave it (None: the product's own price)."""

    price: Decimal | None
    offer: Offer | None = None


def price_of(wish: Wish, offers: Iterable[Offer]) -> Found:
    """The price for a line.

    A list for the customer comes before one for his level, and that before one for everyone; then the higher priority;
    a line for the product before one for its category; one for the unit as typed before one that is reckoned into it;
    the largest quantity reached; the list that holds since the latest day. With none it is the usual price.
    """
    reached = [offer for offer in offers if _holds(offer, wish)]
    if not reached:
        return Found(wish.usual)
    best = min(reached, key=_rank)
    return Found(_price(best, wish), best)


def usual_price(sale_price: Decimal | None, unit_price: Decimal | None, factor: Fraction) -> Decimal | None:
    """What a unit of a product costs without a list: its own price, or its share of the product's."""
    if unit_price is not None or sale_price is None:
        return unit_price
    return round_fraction(price_in(sale_price, of=OWN, to=factor))


def is_below(price: Decimal, factor: Fraction, floor: Decimal) -> bool:
    """Whether a unit that holds `factor` is sold below the floor of the product's own unit; compared exactly."""
    return Fraction(price) < Fraction(floor) * factor


def _holds(offer: Offer, wish: Wish) -> bool:
    if offer.unit is not None and offer.unit != wish.unit:
        return False
    if offer.discount is not None and wish.usual is None:
        return False
    return Fraction(wish.quantity) * wish.factor >= Fraction(offer.min_quantity) * offer.factor


def _rank(offer: Offer) -> tuple[Any, ...]:
    return (
        offer.target,
        -offer.priority,
        offer.nearness,
        offer.unit is None,
        -Fraction(offer.min_quantity) * offer.factor,
        -(offer.valid_from or _EARLIEST).toordinal(),
        offer.line_id,
    )


def _price(offer: Offer, wish: Wish) -> Decimal:
    if offer.price is not None:
        return round_fraction(price_in(offer.price, of=offer.factor, to=wish.factor))
    usual, discount = wish.usual or Decimal(0), offer.discount or Decimal(0)
    return round_fraction(Fraction(usual) * (1 - Fraction(discount)))


def wrong_list(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A list is for one customer, or for a level, or for everyone; and it begins before it ends."""
    problems = []
    if values.get("customer_id") is not None and values.get("level"):
        problems.append(FieldProblem("level", "customer_or_level"))
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if begins is not None and ends is not None and str(ends) < str(begins):
        problems.append(FieldProblem("valid_to", "ends_before_it_begins"))
    return problems


def wrong_line(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A line is about a product or a category, and gives a price or a discount; only a product has a price."""
    product, category = values.get("product_id") is not None, values.get("category_id") is not None
    price, discount = values.get("price") is not None, values.get("discount") is not None
    if product == category:
        return (FieldProblem("product_id", "product_or_category"),)
    if price == discount:
        return (FieldProblem("price", "price_or_discount"),)
    if price and category:
        return (FieldProblem("price", "price_of_category"),)
    if category and values.get("unit_id") is not None:
        return (FieldProblem("unit_id", "unit_of_category"),)
    return ()
