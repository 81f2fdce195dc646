"""A discount on the whole is shared to the cent, and no price goes below what it may, after both discounts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.money import taxed, times, total_of
from heyi.modules.sales.contracts import WholeDiscount
from heyi.modules.sales.rules import (
    below_floor,
    discount_of,
    goes_beyond,
    kept_share,
    lowest_price,
    most_given,
    own_price,
    price_after,
    taken_off,
)
from heyi.platform.errors import InvalidInput

ZERO = Decimal(0)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.01", "0.03", "0.06", "0.09", "0.13")])
LINES = st.lists(
    st.tuples(
        st.decimals(min_value="0.000001", max_value="9999", places=6),
        st.decimals(min_value=0, max_value="9999", places=6),
        RATES,
    ),
    min_size=1,
    max_size=40,
)


def head(share: str | None, amount: str, *, left: str = "0", includes_tax: bool = True) -> dict[str, object]:
    return {
        "whole_discount_share": None if share is None else Decimal(share),
        "whole_discount": Decimal(amount),
        "prices_include_tax": includes_tax,
        "gross": Decimal(left) if includes_tax else ZERO,
        "net": ZERO if includes_tax else Decimal(left),
    }


@given(lines=LINES, share=st.decimals(min_value=0, max_value=1, places=6), with_tax=st.booleans())
def test_parts_of_a_share_are_the_whole_to_the_cent(
    lines: list[tuple[Decimal, Decimal, Decimal]], share: Decimal, with_tax: bool
) -> None:
    before = [times(quantity, price) for quantity, price, _ in lines]
    parts = taken_off(before, WholeDiscount(share=share))
    whole = sum(before, ZERO)
    assert abs(sum(parts, ZERO) - whole * share) <= Decimal("0.005")
    assert all(0 <= part <= amount for part, amount in zip(parts, before, strict=True))
    amounts = [
        taxed(amount - part, rate, includes_tax=with_tax)
        for amount, part, (_, _, rate) in zip(before, parts, lines, strict=True)
    ]
    total = total_of(amounts)
    assert (total.gross if with_tax else total.net) == whole - sum(parts, ZERO)
    assert total.net + total.tax == total.gross


@given(lines=LINES, cents=st.integers(min_value=0, max_value=10**12))
def test_parts_of_an_amount_are_the_amount_or_it_is_refused(
    lines: list[tuple[Decimal, Decimal, Decimal]], cents: int
) -> None:
    before = [times(quantity, price) for quantity, price, _ in lines]
    amount = Decimal(cents) / 100
    if amount > sum(before, ZERO):
        with pytest.raises(InvalidInput) as refused:
            taken_off(before, WholeDiscount(amount=amount))
        assert [one.code for one in refused.value.problems] == ["more_than_the_lines"]
    else:
        parts = taken_off(before, WholeDiscount(amount=amount))
        assert sum(parts, ZERO) == amount
        assert all(0 <= part <= one for part, one in zip(parts, before, strict=True))


def test_three_equal_lines_share_ten_with_the_odd_cent_first() -> None:
    parts = taken_off([Decimal("33.33")] * 3, WholeDiscount(amount=Decimal(10)))
    assert parts == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_a_share_and_an_amount_together_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        taken_off([Decimal(9)], WholeDiscount(share=Decimal("0.1"), amount=Decimal(1)))
    assert [one.code for one in refused.value.problems] == ["share_or_amount"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (head(None, "0"), Fraction(1)),
        (head("0.05", "49.95"), Fraction(19, 20)),
        # An amount is measured by all lines, whatever the cents by which they share it.
        (head(None, "10", left="90"), Fraction(9, 10)),
        (head(None, "10", left="10", includes_tax=False), Fraction(1, 2)),
        (head("1", "100"), Fraction(0)),
        (head(None, "100"), Fraction(0)),
    ],
)
def test_what_is_kept_of_each_price(said: dict[str, object], kept: Fraction) -> None:
    assert kept_share(said) == kept


@pytest.mark.parametrize(
    ("listed", "price", "kept", "percent", "beyond_five", "beyond_ten"),
    [
        ("100", "95", "1", "5.0", False, False),
        ("100", "94.999999", "1", "5.0", True, False),
        ("100", "100", "0.95", "5.0", False, False),
        ("100", "95", "0.95", "9.8", True, False),
        ("100", "94", "0.95", "10.7", True, True),
        # A price of more places than money has is still the five percent that were typed.
        ("0.0123", "0.011685", "1", "5.0", False, False),
        ("99.99", "94.9905", "1", "5.0", False, False),
        ("3.333333", "3.166666", "1", "5.0", False, False),
        ("100", "120", "1", None, False, False),
        ("100", "120", "0.75", "10.0", True, False),
        (None, "1", "1", None, False, False),
        ("0", "0", "1", None, False, False),
    ],
)
def test_how_far_a_price_lies_below_the_lists(
    listed: str | None, price: str, kept: str, percent: str | None, beyond_five: bool, beyond_ten: bool
) -> None:
    line = {"list_price": None if listed is None else Decimal(listed), "unit_price": Decimal(price)}
    share = Fraction(kept)
    found = discount_of(line["list_price"], price_after(line, share))
    assert found == (None if percent is None else Decimal(percent))
    assert most_given([line], share) == (found or ZERO)
    assert goes_beyond(line, share, Decimal("0.05")) is beyond_five
    assert goes_beyond(line, share, Decimal("0.1")) is beyond_ten


def test_the_lowest_price_within_a_limit_is_a_price() -> None:
    assert lowest_price(Decimal("3.333333"), Decimal("0.05")) == Decimal("3.166666")


@pytest.mark.parametrize(
    ("price", "kept", "floor"), [("100", "0.9", None), ("100", "0.89", "90"), ("89", "1", "90")]
)
def test_a_floor_holds_after_both_discounts(price: str, kept: str, floor: str | None) -> None:
    """The floor is of one, the price of a box of ten."""
    line = {
        "unit_price": Decimal(price),
        "floor_price": Decimal(9),
        "unit_numerator": 10,
        "unit_denominator": 1,
    }
    assert below_floor(line, Fraction(kept)) == (None if floor is None else Decimal(floor))


def test_an_invoice_says_a_discount_on_the_whole_in_its_price() -> None:
    line = {"unit_price": Decimal(120), "unit_numerator": 12, "unit_denominator": 1, "head_discount": ZERO}
    assert own_price(line, agreed=Decimal(30), quantity=Decimal(3)) == Decimal(10)
    line["head_discount"] = Decimal("0.01")
    assert own_price(line, agreed=Decimal("29.99"), quantity=Decimal(3)) == Decimal("9.996667")
