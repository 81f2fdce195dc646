"""What leaves is worth what its method says, and nothing is lost on the way."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.stock.rules import share_on_hand, unit_cost
from heyi.modules.stock.rules.pools import Layers, Pool, PoolShort, month_values
from heyi.modules.stock.rules.postings import Posting
from heyi.modules.stock.rules.replay import replay

QUANTITIES = st.decimals(min_value="0.000001", max_value="99999999", places=6)
VALUES = st.decimals(min_value=0, max_value="9999999999.99", places=2)
CENT = Decimal("0.01")
DAY = date(2026, 11, 2)
D = Decimal


def posting(number: int, quantity: str, value: str | None = None, **others: object) -> Posting:
    """The posting of that number: goods in (with a value), out (minus), or a change of value (0)."""
    return Posting(
        move_id=UUID(int=number),
        line_id=UUID(int=1000 + number),
        occurred_on=DAY,
        seq=number,
        quantity=D(quantity),
        value=None if value is None else D(value),
        **others,  # type: ignore[arg-type]  # fields by name
    )


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
    pool = Pool(D(on_hand), D(value))
    taken = pool.take(D(quantity))
    assert (taken, taken.as_tuple().exponent) == (D(expected), -2)
    assert (pool.on_hand, pool.value) == (D(on_hand) - D(quantity), D(value) - D(expected))


@pytest.mark.parametrize(("on_hand", "quantity"), [("0", "1"), ("1", "1.000001")])
@pytest.mark.parametrize("kind", [Pool, Layers])
def test_more_than_is_there_does_not_leave(kind: type[Pool], on_hand: str, quantity: str) -> None:
    pool = kind(D(on_hand), D(10))
    with pytest.raises(PoolShort) as refused:
        pool.take(D(quantity))
    assert refused.value.available == D(on_hand)


@given(value=VALUES, parts=st.lists(QUANTITIES, min_size=1, max_size=20))
def test_however_goods_leave_their_value_leaves_to_the_cent(value: Decimal, parts: list[Decimal]) -> None:
    pool = Pool(sum(parts, D(0)), value)
    for part in parts:
        before = pool.value
        assert 0 <= pool.take(part) <= before
    assert (pool.on_hand, pool.value) == (D(0), D(0))


# The worked example of first in, first out: 10 at 5.00, 10 at 6.00, then 15 and 5 leave.
def test_the_oldest_leave_first() -> None:
    pool = Layers()
    steps = [posting(1, "10", "50.00"), posting(2, "10", "60.00"), posting(3, "-15"), posting(4, "-5")]
    assert replay(pool, steps) == [D("50.00"), D("60.00"), D("-80.00"), D("-30.00")]
    assert (pool.on_hand, pool.value, pool.layers) == (D(0), D(0), [])


def test_a_layer_that_leaves_in_thirds_leaves_whole() -> None:
    pool = Layers()
    steps = [posting(1, "3", "10.00"), posting(2, "1", "9.00"), *(posting(n, "-1") for n in (3, 4, 5, 6))]
    assert replay(pool, steps)[2:] == [D("-3.33"), D("-3.34"), D("-3.33"), D("-9.00")]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # Came in at 5.00 and 6.00; the receipt at 6.00 is taken back at its own value.
        ([("10", "50.00"), ("10", "60.00"), ("-10", "60.00")], "50.00"),
        # After an issue at the average of 5.50 the rest is worth less than that receipt: it takes what is there.
        ([("10", "50.00"), ("10", "60.00"), ("-10", None), ("-10", "60.00")], "0.00"),
        # A change of value falls on all that lies there, and never takes it below nothing.
        ([("10", "50.00"), ("0", "-70.00")], "0.00"),
        ([("10", "50.00"), ("0", "7.00"), ("-5", None)], "28.50"),
        # Gains of a count come in at the present cost; where nothing lies there, at none.
        ([("4", "10.00"), ("2", None)], "15.00"),
    ],
)
def test_values_known_beforehand(steps: list[tuple[str, str | None]], expected: str) -> None:
    pool = Pool()
    postings = []
    for number, (quantity, value) in enumerate(steps, start=1):
        back = UUID(int=9) if value is not None and quantity.startswith("-") else None
        postings.append(posting(number, quantity, value, origin_line_id=back))
    replay(pool, postings)
    assert pool.value == D(expected)


def test_what_comes_back_follows_the_issue_whose_cost_was_wrong() -> None:
    # 9 left at 30.00 and 3 came back at 10.00; now they are known to have cost 45.00, so 15.00 come back.
    pool = Pool()
    left = posting(2, "-9", recorded=D("-30.00"))
    back = posting(3, "3", "10.00", origin_line_id=left.line_id, recorded=D("10.00"))
    values = replay(pool, [posting(1, "10", "50.00"), left, back])
    assert values == [D("50.00"), D("-45.00"), D("15.00")]


def test_a_difference_in_cost_is_shared_with_what_had_left() -> None:
    pool = Pool()
    steps = [posting(1, "10", "50.00"), posting(2, "-4"), posting(3, "0", "10.00", share_of=D(10))]
    assert replay(pool, steps) == [D("50.00"), D("-20.00"), D("6.00")]
    assert share_on_hand(D("-100"), lying=D(6), quantity=D(10), value=D("30.00")) == D("-30.00")


@pytest.mark.parametrize(
    ("opening", "received", "leaving", "expected"),
    [
        # 100 at 10.00 and 200 at 13.00 are 12.00 each, whenever they came in.
        (("100", "1000.00"), ("200", "2600.00"), ["50", "150"], ["600.00", "1800.00"]),
        (("3", "10.00"), ("0", "0"), ["1", "1", "1"], ["3.33", "3.34", "3.33"]),
        (("0", "0"), ("0", "0"), [], []),
    ],
)
def test_a_month_leaves_at_its_average(
    opening: tuple[str, str], received: tuple[str, str], leaving: list[str], expected: list[str]
) -> None:
    start, came = Pool(D(opening[0]), D(opening[1])), Pool(D(received[0]), D(received[1]))
    assert month_values(start, came, map(D, leaving)) == [D(value) for value in expected]


def test_a_month_that_is_short_is_refused() -> None:
    with pytest.raises(PoolShort):
        month_values(Pool(D(1), D(1)), Pool(), [D(2)])


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 50), st.integers(0, 10_000), st.booleans()), max_size=40)
)
def test_both_methods_keep_what_a_plain_model_keeps(
    walk: list[tuple[bool, int, int, bool]],
) -> None:
    average, layers = Pool(), Layers()
    on_hand, worth, queue = D(0), D(0), list[tuple[Decimal, Decimal]]()
    for number, (comes, quantity, cents, _) in enumerate(walk, start=1):
        units, value = D(quantity), D(cents) / 100
        if comes:
            step = posting(number, str(units), str(value))
            replay(average, [step])
            replay(layers, [step])
            on_hand, worth = on_hand + units, worth + value
            queue.append((units, value))
        elif units <= on_hand:
            exact = worth if units == on_hand else (worth * units / on_hand).quantize(CENT, ROUND_HALF_UP)
            assert average.take(units) == exact
            on_hand, worth = on_hand - units, worth - exact
            taken, wanted = D(0), units
            while wanted:
                held, held_value = queue.pop(0)
                if held <= wanted:
                    taken, wanted = taken + held_value, wanted - held
                else:
                    part = (held_value * wanted / held).quantize(CENT, ROUND_HALF_UP)
                    queue.insert(0, (held - wanted, held_value - part))
                    taken, wanted = taken + part, D(0)
            assert layers.take(units) == taken
    assert (average.on_hand, average.value) == (on_hand, worth)
    assert (layers.on_hand, layers.value) == (on_hand, sum((value for _, value in queue), D(0)))
    assert [(layer.quantity, layer.value) for layer in layers.layers] == queue


def test_the_cost_of_a_unit_has_six_places() -> None:
    assert unit_cost(on_hand=D(3), value=D(10)) == D("3.333333")
    assert unit_cost(on_hand=D(0), value=D(0)) is None
