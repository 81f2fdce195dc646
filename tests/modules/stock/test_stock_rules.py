"""What leaves is worth what its method says, and nothing is lost on the way."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.stock.rules import share_on_hand, unit_cost
from heyi.modules.stock.rules.pools import CostUnknown, Layers, Pool, PoolShort, Standard, month_values
from heyi.modules.stock.rules.postings import Posting
from heyi.modules.stock.rules.replay import replay, undone

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
    assert month_values(start, came, map(D, leaving)) == ([D(value) for value in expected], len(leaving))


def test_what_a_month_has_not_leaves_at_its_average_and_waits() -> None:
    values, covered = month_values(Pool(D(1), D("10.00")), Pool(), [D(1), D(2)])
    assert (values, covered) == ([D("10.00"), D("20.00")], 1)
    assert month_values(Pool(last=(D("7.00"), D(2))), Pool(), [D(3)]) == ([D("10.50")], 0)
    with pytest.raises(CostUnknown):
        month_values(Pool(), Pool(), [D(1)])


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


def worth(pool: Pool, *steps: tuple[str, str | None]) -> list[str]:
    """What each of the steps is worth when all have been put in; (+quantity, value) or (-quantity, None)."""
    postings = [posting(number, *step) for number, step in enumerate(steps, start=1)]
    return [str(value) for value in replay(pool, postings)]


@pytest.mark.parametrize(
    ("kind", "steps", "expected", "left"),
    [
        # 5 lie there at 10.00 and 8 leave: the 3 that are missing leave at 10.00 too.
        (Pool, [("5", "50.00"), ("-8", None)], ["50.00", "-80.00"], ("-3", "-30.00")),
        # The receipt at 12.00 was there in truth: 15 at 11.33 each.
        (
            Pool,
            [("5", "50.00"), ("-8", None), ("10", "120.00")],
            ["50.00", "-90.67", "120.00"],
            ("7", "79.33"),
        ),
        (
            Layers,
            [("5", "50.00"), ("-8", None), ("10", "120.00")],
            ["50.00", "-86.00", "120.00"],
            ("7", "84.00"),
        ),
        # A part of what is missing comes: all that is there has left, and the last one still owes its goods.
        (
            Pool,
            [("5", "50.00"), ("-8", None), ("2", "24.00")],
            ["50.00", "-84.57", "24.00"],
            ("-1", "-10.57"),
        ),
        # What leaves after it waits behind it, and takes its turn in the same order.
        (
            Pool,
            [("2", "20.00"), ("-4", None), ("-1", None), ("2", "40.00"), ("5", "50.00")],
            ["20.00", "-60.00", "-10.00", "40.00", "50.00"],
            ("4", "40.00"),
        ),
        # What is found while something waits comes in at the last known cost.
        (
            Pool,
            [("4", "20.00"), ("-4", None), ("-3", None), ("3", None)],
            ["20.00", "-20.00", "-15.00", "15.00"],
            ("0", "0.00"),
        ),
    ],
)
def test_goods_that_leave_before_they_came_cost_what_the_order_of_truth_says(
    kind: type[Pool], steps: list[tuple[str, str | None]], expected: list[str], left: tuple[str, str]
) -> None:
    pool = kind()
    assert worth(pool, *steps) == expected
    assert (pool.on_hand, pool.value) == (D(left[0]), D(left[1]))


def test_goods_at_a_standard_are_worth_it_below_zero_too() -> None:
    pool = Standard(price=D("2.5"))
    assert worth(pool, ("-3", None), ("1", "9.00"), ("4", "9.00")) == ["-7.50", "2.50", "10.00"]
    assert (pool.on_hand, pool.value) == (D(2), D("5.00"))


def test_nobody_guesses_what_never_came_in_costs() -> None:
    with pytest.raises(CostUnknown):
        worth(Pool(), ("-1", None))
    assert worth(Pool(last=(D(2), D(3))), ("-1", None)) == ["-0.67"]


def test_what_came_back_before_its_goods_came_in_is_those_goods() -> None:
    # 8 left and 2 came back; the other 6 turn out to cost 12.00 each, and so do all 8 and the 2.
    pool = Pool(last=(D(10), D(1)))
    gone = posting(1, "-8", recorded=D("-80.00"))
    back = posting(2, "2", "20.00", origin_line_id=gone.line_id, recorded=D("20.00"))
    steps = [gone, back, posting(3, "10", "120.00")]
    assert replay(pool, steps) == [D("-96.00"), D("24.00"), D("120.00")]
    assert (pool.on_hand, pool.value) == (D(4), D("48.00"))
    rest = posting(4, "6", "60.00", origin_line_id=gone.line_id)
    pool = Pool(last=(D(11), D(1)))
    assert replay(pool, [gone, back, rest]) == [D("-80.00"), D("20.00"), D("60.00")]
    assert (pool.on_hand, pool.value) == (D(0), D(0))


def test_a_receipt_that_is_taken_back_below_zero_takes_what_it_brought() -> None:
    pool = Pool()
    back = posting(3, "-4", "20.00", origin_line_id=UUID(int=1001))
    assert replay(pool, [posting(1, "4", "20.00"), posting(2, "-3"), back]) == [
        D(20),
        D("-15.00"),
        D("-20.00"),
    ]
    assert (pool.on_hand, pool.value) == (D(-3), D("-15.00"))


def test_a_new_paper_makes_no_day_short_unless_it_may() -> None:
    known = [posting(1, "5", "50.00", recorded=D(50)), posting(3, "-4", recorded=D(-40))]
    steps = [known[0], posting(2, "-2"), known[1]]
    with pytest.raises(PoolShort) as refused:
        replay(Pool(), steps, guarded=True)
    assert (refused.value.available, refused.value.posting) == (D(3), known[1])
    steps[1] = posting(2, "-2", may_run_short=True)
    assert replay(Pool(), steps, guarded=True) == [D(50), D("-20.00"), D("-40.00")]
    # What was short anyway is not made so by it.
    short = posting(4, "-7", recorded=D(-70))
    assert replay(Pool(last=(D(10), D(1))), [short, posting(2, "-2")], guarded=True) == [D(-70), D(-20)]


@pytest.mark.parametrize(("may_run_short", "left"), [(True, ("1", "12.00")), (False, None)])
def test_a_pair_that_is_undone_values_nothing_and_leaves_no_moment_short(
    may_run_short: bool, left: tuple[str, str] | None
) -> None:
    """4 at 5.00 came by mistake and 5 left; without them 1 of the 5 came before, and 5 at 12.00 after."""
    mistaken = posting(2, "4", "20.00", recorded=D(20), may_run_short=may_run_short)
    known = [
        posting(1, "1", "10.00", recorded=D(10)),
        mistaken,
        posting(3, "-5", recorded=D(-30), may_run_short=may_run_short),
        posting(4, "5", "60.00", recorded=D(60)),
    ]
    back = posting(5, "-4", undone=True, origin_line_id=mistaken.line_id, may_run_short=may_run_short)
    marked, new = undone(known, [back])
    pool = Layers()
    if left is None:
        with pytest.raises(PoolShort) as refused:
            replay(pool, [*marked[:2], *new, *marked[2:]], guarded=True)
        assert (refused.value.available, refused.value.posting) == (D(1), known[2])
        return
    values = replay(pool, [*marked[:2], *new, *marked[2:]], guarded=True)
    assert values == [D(10), D(20), D(-20), D("-58.00"), D(60)]
    assert (pool.on_hand, pool.value) == (D(left[0]), D(left[1]))


@given(
    walk=st.lists(st.tuples(st.booleans(), st.integers(1, 9), st.integers(0, 999)), max_size=25),
    kind=st.sampled_from([Pool, Layers]),
)
def test_papers_that_come_late_change_nothing_in_the_end(
    walk: list[tuple[bool, int, int]], kind: type[Pool]
) -> None:
    """The same papers, those of goods before those that take them: all cost the same, whoever typed first."""
    papers = [
        posting(number, str(quantity), str(D(cents) / 100)) if comes else posting(number, str(-quantity))
        for number, (comes, quantity, cents) in enumerate(walk, start=1)
    ]
    papers.insert(0, posting(0, "1", "3.00"))
    papers.append(posting(99, "300", "777.00"))
    late, in_truth = kind(), kind()
    values = dict(zip((one.move_id for one in papers), replay(late, papers), strict=True))
    ordered: list[Posting] = []
    there, queue = D(0), list[Posting]()
    for paper in papers:
        if paper.quantity > 0:
            ordered.append(paper)
            there += paper.quantity
        else:
            queue.append(paper)
        while queue and -queue[0].quantity <= there:
            there += queue[0].quantity
            ordered.append(queue.pop(0))
    assert not queue
    for paper in ordered:
        # Each in its turn, as a company does that types everything in time.
        known = (
            in_truth.put(paper, paper.value) if paper.value is not None else -in_truth.take(-paper.quantity)
        )
        assert values[paper.move_id] == known
    assert (late.on_hand, late.value) == (in_truth.on_hand, in_truth.value)


@given(
    walk=st.lists(st.tuples(st.booleans(), st.integers(1, 9), st.integers(0, 999)), min_size=1, max_size=25)
)
def test_at_every_moment_the_values_are_the_pool_and_below_zero_it_owes(
    walk: list[tuple[bool, int, int]],
) -> None:
    papers = [
        posting(number, str(quantity), str(D(cents) / 100)) if comes else posting(number, str(-quantity))
        for number, (comes, quantity, cents) in enumerate(walk, start=1)
    ]
    for upto in range(1, len(papers) + 1):
        for kind in (Pool, Layers):
            pool = kind(last=(D(7), D(3)))
            values = replay(pool, papers[:upto])
            assert (pool.on_hand, pool.value) == (sum(one.quantity for one in papers[:upto]), sum(values))
            sign = (pool.on_hand > 0) - (pool.on_hand < 0)
            assert pool.value * sign >= 0
            assert pool.on_hand or not pool.value
            if isinstance(pool, Layers):
                assert sum(layer.quantity for layer in pool.layers) == max(pool.on_hand, 0)
