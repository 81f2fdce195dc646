from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.quantity import QuantityError, convert, round_quantity

D = Decimal

factors = st.sampled_from(
    [Fraction(1), Fraction(12), Fraction(1, 1000), Fraction(1, 3), Fraction(45359237, 10**8)]
)


def test_rounds_half_up_to_six_decimals() -> None:
    assert str(round_quantity(D("1.0000005"))) == "1.000001"
    assert str(round_quantity(D("-1.0000005"))) == "-1.000001"
    assert str(round_quantity(D("2.5"), 0)) == "3"


@pytest.mark.parametrize(
    ("quantity", "factor_from", "factor_to", "expected"),
    [
        ("2.5", Fraction(12), Fraction(1), "30.000000"),
        ("30", Fraction(1), Fraction(12), "2.500000"),
        ("1500", Fraction(1, 1000), Fraction(1), "1.500000"),
        ("3", Fraction(1, 3), Fraction(1), "1.000000"),
        ("-6", Fraction(1), Fraction(12), "-0.500000"),
        ("99999999999999.999999", Fraction(1), Fraction(1), "99999999999999.999999"),
    ],
    ids=[
        "boxes to pieces",
        "pieces to boxes",
        "grams to kilograms",
        "thirds",
        "returned",
        "as long as can be",
    ],
)
def test_converts_exactly(quantity: str, factor_from: Fraction, factor_to: Fraction, expected: str) -> None:
    assert str(convert(D(quantity), factor_from, factor_to)) == expected


def test_refuses_what_does_not_fit_six_decimals() -> None:
    with pytest.raises(QuantityError) as refusal:
        convert(D(1), Fraction(1), Fraction(12))
    assert (refusal.value.quantity, refusal.value.exact) == (D(1), Fraction(1, 12))


def test_rounds_when_told() -> None:
    assert str(convert(D(1), Fraction(1), Fraction(12), rounded=True)) == "0.083333"
    assert str(convert(D(2), Fraction(1), Fraction(3), rounded=True)) == "0.666667"


@pytest.mark.parametrize(
    ("factor_from", "factor_to"), [(Fraction(0), Fraction(1)), (Fraction(1), Fraction(-1))]
)
def test_refuses_a_factor_that_is_not_above_zero(factor_from: Fraction, factor_to: Fraction) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        convert(D(1), factor_from, factor_to)


def test_refuses_what_is_no_quantity() -> None:
    with pytest.raises(ValueError, match="is not a quantity"):
        convert(D("NaN"), Fraction(1), Fraction(1))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), factors, factors)
def test_an_accepted_conversion_comes_back(quantity: D, factor_from: Fraction, factor_to: Fraction) -> None:
    exact = Fraction(quantity) * factor_from / factor_to
    if exact * 10**6 % 1:
        with pytest.raises(QuantityError):
            convert(quantity, factor_from, factor_to)
    else:
        there = convert(quantity, factor_from, factor_to)
        assert Fraction(there) == exact
        assert convert(there, factor_to, factor_from) == quantity
