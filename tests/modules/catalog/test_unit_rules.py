"""Units as exact fractions: a third of a box three times is a box."""

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.quantity import QuantityError
from heyi.modules.catalog.rules.units import OWN, counted_in, in_own_unit, is_exact, of_own_unit

BOX, PIECE, PALLET, PAIR, THIRD, SEVENTH = (UUID(int=number) for number in range(1, 7))
counts = st.integers(min_value=1, max_value=10_000)
parts = st.integers(min_value=2, max_value=1_000)


@pytest.mark.parametrize(
    ("factor", "exact"),
    [
        ("1", True),
        ("24", True),
        ("1/2", True),
        ("1/8", True),
        ("1/1000000", True),
        ("1/3", False),
        ("24/7", False),
        ("1/10000000", False),
    ],
)
def test_a_unit_fits_six_decimals_or_does_not(factor: str, exact: bool) -> None:
    assert is_exact(Fraction(factor)) is exact


def test_a_third_of_a_box_makes_the_piece_the_unit_that_is_counted() -> None:
    anew = counted_in({BOX: OWN, PALLET: Fraction(40), PIECE: Fraction(1, 3)}, PIECE)
    assert anew == {BOX: Fraction(3), PALLET: Fraction(120), PIECE: OWN}


def test_units_that_do_not_divide_each_other_are_not_counted_in_one_of_them() -> None:
    assert counted_in({BOX: OWN, THIRD: Fraction(1, 3), SEVENTH: Fraction(1, 7)}, SEVENTH) is None


def test_a_quantity_that_does_not_fit_is_refused() -> None:
    with pytest.raises(QuantityError):
        in_own_unit(Decimal("0.000001"), Fraction(1, 2))
    assert of_own_unit(Decimal(7), Fraction(24)) is None
    assert of_own_unit(Decimal(48), Fraction(24)) == 2


@given(pieces=parts, boxes=counts)
def test_parts_of_a_box_are_the_box_however_it_was_taken_apart(pieces: int, boxes: int) -> None:
    """A unit of 1/n box, taken n times, is one box to the last decimal: for every n."""
    share = Fraction(1, pieces)
    if is_exact(share):
        whole, part = OWN, share
    else:
        anew = counted_in({BOX: OWN, PIECE: share}, PIECE)
        assert anew is not None
        whole, part = anew[BOX], anew[PIECE]
    taken = sum((in_own_unit(Decimal(1), part) for _ in range(pieces)), Decimal(0))
    assert taken == in_own_unit(Decimal(1), whole)
    assert in_own_unit(Decimal(pieces * boxes), part) == in_own_unit(Decimal(boxes), whole)
    assert of_own_unit(in_own_unit(Decimal(boxes), whole), whole) == boxes


@given(
    first=counts,
    second=counts,
    factor=st.fractions(min_value=Fraction(1, 64), max_value=1000, max_denominator=64),
)
def test_what_is_typed_in_parts_is_what_is_typed_at_once(first: int, second: int, factor: Fraction) -> None:
    def own(quantity: int) -> Decimal | None:
        try:
            return in_own_unit(Decimal(quantity), factor)
        except QuantityError:
            return None

    parted, at_once = (own(first), own(second)), own(first + second)
    if None not in parted:
        assert at_once == sum((one for one in parted if one is not None), Decimal(0))
