"""When goods that are asked for can leave."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from heyi.modules.stock.contracts.promises import Expected, Wish
from heyi.modules.stock.rules.promises import promises

TODAY = date(2026, 11, 2)
ONE, OTHER, HOUSE = UUID(int=1), UUID(int=2), UUID(int=9)


def comes(days: int | None, quantity: int, product: UUID = ONE) -> Expected:
    day = None if days is None else TODAY + timedelta(days=days)
    return Expected(product, HOUSE, day, Decimal(quantity))


def told(free: int, coming: list[Expected], *wanted: int) -> list[tuple[list[tuple[int, int]], int]]:
    """For each wish: (days from today, how many) and how many nobody knows of."""
    wishes = [Wish(ONE, Decimal(quantity)) for quantity in wanted]
    found = promises(wishes, {ONE: Decimal(free)}, coming, TODAY)
    return [
        ([((part.day - TODAY).days, int(part.quantity)) for part in one.parts], int(one.rest))
        for one in found
    ]


def test_what_is_free_leaves_today() -> None:
    assert told(100, [], 60) == [([(0, 60)], 0)]


def test_the_rest_leaves_as_it_comes() -> None:
    assert told(60, [comes(18, 100), comes(10, 30)], 100) == [([(0, 60), (10, 30), (18, 10)], 0)]


def test_nobody_knows_when_what_is_not_ordered_leaves() -> None:
    assert told(5, [comes(3, 2)], 10) == [([(0, 5), (3, 2)], 3)]


def test_two_lines_of_one_product_are_not_promised_the_same_goods() -> None:
    assert told(60, [comes(4, 50)], 40, 40, 40) == [
        ([(0, 40)], 0),
        ([(0, 20), (4, 20)], 0),
        ([(4, 30)], 10),
    ]


def test_what_is_late_or_has_no_day_is_promised_to_nobody() -> None:
    assert told(0, [comes(-1, 50), comes(None, 50), comes(0, 3)], 10) == [([(0, 3)], 7)]


def test_what_left_before_it_came_is_made_good_first() -> None:
    assert told(-8, [comes(1, 5), comes(2, 5)], 4) == [([(2, 2)], 2)]


def test_orders_of_one_day_come_together() -> None:
    assert told(5, [comes(0, 3)], 7) == [([(0, 7)], 0)]
    assert told(0, [comes(2, 3), comes(2, 4)], 7) == [([(2, 7)], 0)]


def test_products_do_not_mix() -> None:
    wishes = [Wish(ONE, Decimal(2)), Wish(OTHER, Decimal(2))]
    found = promises(wishes, {OTHER: Decimal(1)}, [comes(1, 9, OTHER)], TODAY)
    assert [(one.available, one.rest) for one in found] == [
        (Decimal(0), Decimal(2)),
        (Decimal(1), Decimal(0)),
    ]


supplies = some.lists(some.tuples(some.none() | some.integers(-3, 9), some.integers(1, 50)), max_size=12).map(
    lambda rows: [comes(*row) for row in rows]
)


@given(some.integers(-30, 60), supplies, some.lists(some.integers(1, 40), min_size=1, max_size=6))
def test_nothing_is_promised_twice_and_nothing_is_lost(
    free: int, coming: list[Expected], wanted: list[int]
) -> None:
    found = told(free, coming, *wanted)
    for (parts, rest), quantity in zip(found, wanted, strict=True):
        assert sum(part for _, part in parts) + rest == quantity
        assert all(part > 0 for _, part in parts)
        assert rest >= 0
        assert [day for day, _ in parts] == sorted({day for day, _ in parts})
    known = [
        ((one.day - TODAY).days, int(one.quantity))
        for one in coming
        if one.day is not None and one.day >= TODAY
    ]
    for last in range(10):
        promised = sum(part for parts, _ in found for day, part in parts if day <= last)
        assert promised <= max(free + sum(quantity for day, quantity in known if day <= last), 0)
    # Whoever is told that nobody knows has been given all there is.
    if any(rest for _, rest in found):
        everything = max(free + sum(quantity for _, quantity in known), 0)
        assert sum(part for parts, _ in found for _, part in parts) == everything
