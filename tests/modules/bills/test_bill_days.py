"""What is left of a bill on each day, where uses were taken back later."""

from datetime import date
from decimal import Decimal

import pytest

from heyi.modules.bills.rules import least_left


def day(number: int) -> date:
    """A day of October."""
    return date(2026, 10, number)


@pytest.mark.parametrize(
    ("on", "left", "first"),
    [(1, "400", 5), (5, "400", 5), (9, "400", 9), (10, "900", 20), (20, "900", 20), (31, "900", 31)],
)
def test_the_least_that_is_left_from_a_day_on(on: int, left: str, first: int) -> None:
    """600 were used on the 5th and taken back on the 10th; 100 were used on the 20th."""
    moves = {day(5): Decimal(600), day(10): Decimal(-600), day(20): Decimal(100)}
    assert least_left(Decimal(1000), moves, day(on)) == (Decimal(left), day(first))
