"""What a change makes of a promised order, in tables: amounts, what was delivered, and what is wanted after the order
moved."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest

from heyi.modules.collecting.rules import Filled, moved
from heyi.modules.sales.rules.changes import Terms, differences, merged, most_cut, outcome_of

PRODUCT, UNIT, LINE = uuid4(), uuid4(), uuid4()
PLAIN, TENTH_OFF = Terms(includes_tax=True, kept=Fraction(1)), Terms(includes_tax=True, kept=Fraction(9, 10))


def row(quantity: str, price: str, terms: Terms = PLAIN, **said: Any) -> dict[str, Any]:
    """A line without tax."""
    line = {
        "order_line_id": LINE,
        "line_no": 1,
        "product_id": PRODUCT,
        "product_name": "螺丝",
        "unit_id": UNIT,
        "unit_numerator": 1,
        "unit_denominator": 1,
        "quantity": Decimal(quantity),
        "typed_quantity": Decimal(quantity),
        "unit_price": Decimal(price),
        "tax_code": "0",
        "tax_rate": Decimal(0),
        "deliver_on": None,
        **said,
    }
    return {**line, **terms.amounts(line["typed_quantity"], line, Decimal(0))}


def kept(quantity: str, price: str, delivered: str, taken: str, terms: Terms = PLAIN) -> dict[str, Any]:
    """The order's line, of which some was delivered for so much."""
    money = {"net": Decimal(taken), "tax": Decimal(0), "gross": Decimal(taken)}
    done = {"delivered": Decimal(delivered), "returned": Decimal(0), "settled": Decimal(0)}
    return {**row(quantity, price, terms), **done, "id": LINE, "taken": money}


def told(lines: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Quantity, price, what was taken off by the whole, total, and whether it is the order's own line."""
    return [
        (
            f"{line['quantity']:f}",
            f"{line['unit_price']:f}",
            f"{line['head_discount']:.2f}",
            f"{line['gross']:.2f}",
            "own" if line["id"] else "new",
        )
        for line in lines
    ]


@pytest.mark.parametrize(
    ("was", "wish", "terms", "expected"),
    [
        (kept("10", "100", "0", "0"), ("12", "90"), PLAIN, [("12", "90", "0.00", "1080.00", "own")]),
        (kept("10", "100", "4", "400"), ("12", "100"), PLAIN, [("12", "100", "0.00", "1200.00", "own")]),
        # Cents of parts: what left for 3.34 of 3 for 10.00 stays so.
        (
            kept("3", "3.333333", "1", "3.34"),
            ("1", "3.333333"),
            PLAIN,
            [("1", "3.333333", "0.00", "3.34", "own")],
        ),
        (
            kept("10", "100", "4", "400"),
            ("10", "90"),
            PLAIN,
            [("4", "100", "0.00", "400.00", "own"), ("6", "90", "0.00", "540.00", "new")],
        ),
        # A tenth is taken off the whole: it is taken off what is wanted now, too.
        (
            kept("10", "100", "0", "0", TENTH_OFF),
            ("12", "100"),
            TENTH_OFF,
            [("12", "100", "120.00", "1080.00", "own")],
        ),
        (
            kept("10", "100", "4", "360", TENTH_OFF),
            ("10", "50"),
            TENTH_OFF,
            [("4", "100", "40.00", "360.00", "own"), ("6", "50", "30.00", "270.00", "new")],
        ),
    ],
)
def test_a_line_becomes(
    was: dict[str, Any], wish: tuple[str, str], terms: Terms, expected: list[tuple[str, ...]]
) -> None:
    outcome = outcome_of([was], [row(*wish, terms)], terms)
    assert told(outcome.lines) == expected
    assert (outcome.problems, outcome.removed) == ([], [])


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (row("3", "100"), "below_delivered"),
        (row("4", "90"), "delivered_at_price"),
        ({**row("10", "90"), "unit_numerator": 12, "quantity": Decimal(120)}, "split_inexact"),
        (row("9", "100", order_line_id=None), "below_delivered"),
    ],
)
def test_a_line_cannot_become(wish: dict[str, Any], code: str) -> None:
    outcome = outcome_of([kept("10", "100", "4", "400")], [wish], PLAIN)
    assert [one.code for one in outcome.problems] == [code]


@pytest.mark.parametrize(
    ("wished", "delivered", "now", "expected"),
    [
        # Left alone, it follows the order; changed, it stays wished, but not below what left meanwhile.
        ("10", "0", "8", "8"),
        ("7", "0", "8", "7"),
        ("7", "9", "10", "9"),
    ],
)
def test_what_is_wanted_after_the_order_moved(wished: str, delivered: str, now: str, expected: str) -> None:
    (line,) = merged(
        [row("10", "100")], [row(wished, "100")], [kept(now, "100", delivered, delivered)], PLAIN
    )
    assert line["quantity"] == Decimal(expected)


def test_lines_that_came_and_went_meanwhile() -> None:
    other = UUID(int=7)
    came = {**kept("1", "5", "0", "0"), "order_line_id": other, "id": other}
    assert [line["order_line_id"] for line in merged([row("10", "1")], [row("10", "1")], [came], PLAIN)] == [
        other
    ]
    (wish, new) = merged([row("10", "1")], [row("9", "1")], [came], PLAIN)
    assert (wish["order_line_id"], wish["quantity"], new["order_line_id"]) == (None, Decimal(9), other)


def test_how_far_a_price_is_cut() -> None:
    assert most_cut([row("1", "80")], [row("1", "100")]) == 0
    assert most_cut([row("1", "90")], [row("1", "60")]) == Decimal("33.3")
    (one,) = differences([row("2", "10")], [row("3", "10")])
    assert (one.kind, one.more) == ("changed", Decimal(10))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("50", ["100", "250"]),
        ("-50", ["100", "150"]),
        # Of the last 40 came, so the first one bears what is left; what came is given up last, from the last one.
        ("-180", ["80", "40"]),
        ("-290", ["10"]),
    ],
)
def test_instalments_follow_their_order(more: str, expected: list[str]) -> None:
    lines = [
        (date(2026, 11, 1), Decimal(100), Filled(Decimal(100), Decimal(0), None)),
        (date(2026, 12, 1), Decimal(200), Filled(Decimal(200), Decimal(40), None)),
    ]
    assert [f"{one.amount:f}" for one in moved(lines, Decimal(more), date(2026, 11, 2))] == expected


def test_what_is_more_than_was_paid_is_a_new_instalment_that_is_not_late() -> None:
    # Of a hundred twenty need not come any more, because goods came back: what is left was paid.
    paid = [(date(2026, 10, 1), Decimal(100), Filled(Decimal(80), Decimal(80), date(2026, 10, 5)))]
    _, new = moved(paid, Decimal(30), date(2026, 11, 2))
    assert (new.place, new.due_on, new.amount) == (None, date(2026, 11, 2), Decimal(30))
