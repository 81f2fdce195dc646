"""Moving weighted average: what leaves takes its share of the value, and nothing is lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.stock.rules import issue_value, unit_cost

QUANTITIES = st.decimals(min_value="0.000001", max_value="99999999", places=6)
VALUES = st.decimals(min_value=0, max_value="9999999999.99", places=2)
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("on_hand", "value", "quantity", "expected"),
    [
        ("100", "1000.00", "60", "600.00"),
        ("90", "1005.00", "70", "781.67"),
        ("50", "563.33", "50", "563.33"),
        ("3", "10.00", "1", "3.33"),
        ("2", "6.67", "1", "3.34"),
        ("1", "3.33", "1", "3.33"),
        ("7", "0.01", "3", "0.00"),
        ("7", "0.01", "4", "0.01"),
        ("1000000", "0.00", "999999", "0.00"),
        ("0.000002", "1.00", "0.000001", "0.50"),
    ],
)
def test_what_leaves_is_worth_its_share(on_hand: str, value: str, quantity: str, expected: str) -> None:
    found = issue_value(on_hand=Decimal(on_hand), value=Decimal(value), quantity=Decimal(quantity))
    assert (found, found.as_tuple().exponent) == (Decimal(expected), -2)


@pytest.mark.parametrize(("on_hand", "quantity"), [("0", "1"), ("1", "1.000001"), ("5", "-1"), ("-1", "1")])
def test_more_than_is_there_has_no_value(on_hand: str, quantity: str) -> None:
    with pytest.raises(ValueError, match="cannot be taken"):
        issue_value(on_hand=Decimal(on_hand), value=Decimal(10), quantity=Decimal(quantity))


@given(value=VALUES, parts=st.lists(QUANTITIES, min_size=1, max_size=20))
def test_however_goods_leave_their_value_leaves_to_the_cent(value: Decimal, parts: list[Decimal]) -> None:
    on_hand, rest = sum(parts, Decimal(0)), value
    for part in parts:
        taken = issue_value(on_hand=on_hand, value=rest, quantity=part)
        assert 0 <= taken <= rest
        on_hand, rest = on_hand - part, rest - taken
    assert (on_hand, rest) == (Decimal(0), Decimal(0))


@given(on_hand=QUANTITIES, value=VALUES, share=st.integers(min_value=0, max_value=100))
def test_no_piece_is_a_cent_off_its_exact_share(on_hand: Decimal, value: Decimal, share: int) -> None:
    quantity = (on_hand * share / 100).quantize(Decimal("0.000001"))
    taken = issue_value(on_hand=on_hand, value=value, quantity=min(quantity, on_hand))
    assert abs(taken - value * min(quantity, on_hand) / on_hand) <= CENT / 2


@pytest.mark.parametrize(
    ("on_hand", "value", "expected"),
    [("90", "1005.00", "11.166667"), ("20", "223.33", "11.166500"), ("0", "0", None), ("3", "0", "0.000000")],
)
def test_the_cost_of_one_has_six_places(on_hand: str, value: str, expected: str | None) -> None:
    found = unit_cost(on_hand=Decimal(on_hand), value=Decimal(value))
    assert found == (None if expected is None else Decimal(expected))
