"""Which part of the variances belongs to what left in a month (documents.json, costing_methods: standard)."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.stock.rules.variances import Good, moved_within, shares

FIRST, SECOND = UUID(int=1), UUID(int=2)
SOLD, USED, BEFORE = "540101", "560299", "540109"


def good(product: UUID, variance: str, left: str, used: Mapping[str, str], late: str = "0") -> Good:
    amounts = {account: Decimal(amount) for account, amount in used.items()}
    return Good(
        product_id=product,
        variance=Decimal(variance),
        left=Decimal(left),
        used=amounts,
        gone_to=BEFORE,
        late=Decimal(late),
    )


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        ([good(FIRST, "35", "60", {SOLD: "40"})], {(FIRST, SOLD): "14.00"}),
        # One rate for the category: the second was bought at its standard, and bears its part.
        (
            [good(FIRST, "30", "0", {SOLD: "100"}), good(SECOND, "0", "100", {SOLD: "50", USED: "50"})],
            {(FIRST, SOLD): "10.00", (SECOND, SOLD): "5.00", (SECOND, USED): "5.00"},
        ),
        # Parts add up to the cent.
        (
            [good(FIRST, "0.05", "0", {SOLD: "1", USED: "1", BEFORE: "1"})],
            {(FIRST, SOLD): "0.02", (FIRST, USED): "0.01", (FIRST, BEFORE): "0.02"},
        ),
        ([good(FIRST, "-10", "50", {SOLD: "50"})], {(FIRST, SOLD): "-5.00"}),
        ([good(FIRST, "10", "50", {})], {}),
        # All had left before its invoice came.
        ([good(FIRST, "10", "0", {})], {(FIRST, BEFORE): "10"}),
        # More came back than left.
        ([good(FIRST, "10", "100", {SOLD: "-20"})], {(FIRST, SOLD): "-2.50"}),
        ([good(FIRST, "10", "20", {SOLD: "-20"})], {}),
        ([good(FIRST, "0", "20", {SOLD: "20"})], {}),
        # The second was sold before it came: what of the first lies there keeps its variance.
        ([good(FIRST, "20", "100", {}), good(SECOND, "0", "-100", {SOLD: "100"})], {}),
        (
            [good(FIRST, "20", "100", {}), good(SECOND, "0", "-100", {SOLD: "150", USED: "50"})],
            {(SECOND, SOLD): "7.50", (SECOND, USED): "2.50"},
        ),
        # All of it left that came.
        ([good(FIRST, "20", "-50", {SOLD: "150"})], {(FIRST, SOLD): "20"}),
        # What had left before it came bears its part as it comes.
        ([good(FIRST, "30", "200", {}, late="100")], {(FIRST, BEFORE): "10.00"}),
        (
            [good(FIRST, "30", "100", {SOLD: "100"}, late="100")],
            {(FIRST, BEFORE): "10.00", (FIRST, SOLD): "10.00"},
        ),
    ],
)
def test_what_left_bears_its_part(goods: list[Good], expected: dict[tuple[UUID, str], str]) -> None:
    assert shares(goods) == {place: Decimal(amount) for place, amount in expected.items()}


AMOUNT = st.decimals(min_value=0, max_value=10**9, places=2)
GOOD = st.builds(
    Good,
    product_id=st.uuids(),
    variance=st.decimals(min_value=-(10**6), max_value=10**6, places=2),
    left=AMOUNT,
    used=st.dictionaries(st.sampled_from([SOLD, USED]), AMOUNT, max_size=2),
    gone_to=st.just(BEFORE),
)


@given(goods=st.lists(GOOD, min_size=1, max_size=6, unique_by=lambda good: good.product_id))
def test_nothing_is_passed_on_twice_or_beyond_what_there_is(goods: list[Good]) -> None:
    variance = sum((item.variance for item in goods), Decimal(0))
    passed_on = sum(shares(goods).values(), Decimal(0))
    assert abs(passed_on) <= abs(variance)
    if not any(item.left for item in goods):
        assert passed_on == variance


@pytest.mark.parametrize(
    ("goods", "moved"),
    [
        # The second passed on 10.00 of the first's: what is kept back, 10.00, is all of the first.
        ([good(FIRST, "20", "100", {}), good(SECOND, "0", "0", {SOLD: "100"})], {FIRST: "10", SECOND: "-10"}),
        # 15.00 of 20.00 are kept back: by what lies there, a third and two thirds.
        (
            [good(FIRST, "20", "50", {SOLD: "50"}), good(SECOND, "0", "100", {})],
            {FIRST: "10", SECOND: "-10"},
        ),
        ([good(FIRST, "35", "60", {SOLD: "40"})], {}),
        # Nothing is passed on, or nothing lies there: each keeps its own.
        ([good(FIRST, "20", "100", {}), good(SECOND, "0", "100", {})], {}),
        ([good(FIRST, "20", "0", {}), good(SECOND, "5", "0", {})], {}),
    ],
)
def test_what_is_kept_back_lies_with_what_is_left(goods: list[Good], moved: dict[UUID, str]) -> None:
    assert moved_within(goods, shares(goods)) == {
        product: Decimal(amount) for product, amount in moved.items()
    }


@given(goods=st.lists(GOOD, min_size=1, max_size=6, unique_by=lambda good: good.product_id))
def test_what_goes_from_product_to_product_is_nothing_together(goods: list[Good]) -> None:
    assert sum(moved_within(goods, shares(goods)).values(), Decimal(0)) == 0
