"""Which price a customer pays, as a table."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from heyi.modules.catalog.rules.prices import (
    Found,
    Offer,
    Target,
    Wish,
    is_below,
    price_of,
    usual_price,
    wrong_line,
)

PIECE, BOX = UUID(int=1), UUID(int=2)
OWN, LEVEL, ALL = Target.CUSTOMER, Target.LEVEL, Target.EVERYONE


def offer(number: int, **said: Any) -> Offer:
    """An offer named by its number, for everyone and the product itself unless told otherwise."""
    wanted = {"target": ALL, "nearness": 0, "price": None if "discount" in said else Decimal(number)} | said
    return Offer(line_id=UUID(int=number), list_id=UUID(int=number), list_name=str(number), **wanted)


def asked(quantity: str = "1", *, boxes: bool = False, usual: str | None = "100") -> Wish:
    price = None if usual is None else Decimal(usual)
    unit, factor = (BOX, Fraction(24)) if boxes else (PIECE, Fraction(1))
    return Wish(quantity=Decimal(quantity), unit=unit, factor=factor, usual=price)


ranked = [
    ("the usual price where no list holds", asked(), [], "100", None),
    ("nothing where there is no price at all", asked(usual=None), [], None, None),
    ("a list for everyone", asked(), [offer(90)], "90", 90),
    ("a level before everyone", asked(), [offer(80), offer(90, target=LEVEL)], "90", 90),
    ("the customer before his level", asked(), [offer(80, target=LEVEL), offer(95, target=OWN)], "95", 95),
    (
        "priority before the break",
        asked("9"),
        [offer(80, min_quantity=Decimal(5)), offer(91, priority=1)],
        "91",
        91,
    ),
    (
        "the product before its category",
        asked(),
        [offer(1, nearness=1, discount=Decimal("0.5")), offer(92)],
        "92",
        92,
    ),
    (
        "the nearer category",
        asked(),
        [offer(1, nearness=2, discount=Decimal("0.5")), offer(2, nearness=1, discount=Decimal("0.1"))],
        "90",
        2,
    ),
    (
        "the largest break reached",
        asked("10"),
        [offer(90), offer(85, min_quantity=Decimal(10)), offer(70, min_quantity=Decimal(11))],
        "85",
        85,
    ),
    (
        "the newest of two that say the same",
        asked(),
        [offer(90, valid_from=date(2026, 1, 1)), offer(94, valid_from=date(2026, 6, 1)), offer(80)],
        "94",
        94,
    ),
    ("a price by the piece, reckoned to the box", asked(boxes=True), [offer(3)], "72", 3),
    (
        "the box's own price before it",
        asked(boxes=True),
        [offer(3), offer(70, unit=BOX, factor=Fraction(24))],
        "70",
        70,
    ),
    ("no box price for loose pieces", asked(), [offer(70, unit=BOX, factor=Fraction(24))], "100", None),
    (
        "a break in pieces reached by boxes",
        asked("2", boxes=True),
        [offer(3, min_quantity=Decimal(48))],
        "72",
        3,
    ),
    (
        "a break in pieces not reached",
        asked("1", boxes=True),
        [offer(3, min_quantity=Decimal(25))],
        "100",
        None,
    ),
    ("no discount on nothing", asked(usual=None), [offer(1, discount=Decimal("0.5"))], None, None),
    (
        "a discount rounds half-up at six decimals",
        asked(usual="0.0003"),
        [offer(1, discount=Decimal("0.005"))],
        "0.000299",
        1,
    ),
]


@pytest.mark.parametrize(("why", "wish", "offers", "price", "by"), ranked, ids=[row[0] for row in ranked])
def test_one_rule_finds_the_price(
    why: str, wish: Wish, offers: list[Offer], price: str | None, by: int | None
) -> None:
    expected = None if price is None else Decimal(price)
    for order in (offers, offers[::-1]):
        found = price_of(wish, order)
        assert (found.price, found.offer.line_id.int if found.offer else None) == (expected, by), why


def test_a_unit_costs_its_own_price_or_its_share() -> None:
    assert usual_price(Decimal("2.5"), None, Fraction(24)) == 60
    assert usual_price(Decimal("2.5"), Decimal(55), Fraction(24)) == 55
    assert usual_price(None, None, Fraction(24)) is None
    assert price_of(asked(usual=None), []) == Found(None)


@pytest.mark.parametrize(
    ("price", "factor", "floor", "below"),
    [
        ("10", "1", "10", False),
        ("9.999999", "1", "10", True),
        ("239.99", "24", "10", True),
        ("240", "24", "10", False),
        ("3.333333", "1/3", "10", True),
        ("3.333334", "1/3", "10", False),
    ],
)
def test_the_floor_is_compared_exactly(price: str, factor: str, floor: str, below: bool) -> None:
    assert is_below(Decimal(price), Fraction(factor), Decimal(floor)) is below


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ({"product_id": 1, "price": 1}, []),
        ({"category_id": 1, "discount": 1}, []),
        ({"product_id": 1, "category_id": 1, "price": 1}, [("product_id", "product_or_category")]),
        ({"price": 1}, [("product_id", "product_or_category")]),
        ({"product_id": 1}, [("price", "price_or_discount")]),
        ({"product_id": 1, "price": 1, "discount": 1}, [("price", "price_or_discount")]),
        ({"category_id": 1, "price": 1}, [("price", "price_of_category")]),
        ({"category_id": 1, "discount": 1, "unit_id": 1}, [("unit_id", "unit_of_category")]),
    ],
)
def test_a_line_of_a_list_says_one_thing(line: dict[str, Any], wrong: list[tuple[str, str]]) -> None:
    assert [(problem.field, problem.code) for problem in wrong_line(line)] == wrong
