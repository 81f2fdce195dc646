"""The entries of invoices and credit notes: balanced, on the right accounts; a credit note is the invoice in red."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.invoicing.rules import InvoicedAmount, Side, cost_sides, covered, revenue_sides, vat_role
from heyi.modules.invoicing.rules.kept import Paper, went_back
from heyi.modules.invoicing.rules.waited import Change, became_cost

AMOUNTS = st.decimals(min_value=0, max_value="99999999.99", places=2)
LINES = st.lists(
    st.builds(
        InvoicedAmount,
        net=AMOUNTS,
        tax=AMOUNTS,
        cost=AMOUNTS,
        revenue=st.sampled_from(["500101", "500102", "500103"]),
        vat=st.sampled_from(["22210107", "222108"]),
        cost_of=st.sampled_from(["540101", "540102"]),
        recognised=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
RECEIVABLE = "1122"
SHIPPED = "1406"
DEFERRED = "222106"


def line(
    net: str,
    tax: str,
    cost: str = "0",
    *,
    revenue: str = "500101",
    vat: str = "22210107",
    recognised: bool = False,
) -> InvoicedAmount:
    return InvoicedAmount(Decimal(net), Decimal(tax), Decimal(cost), revenue, vat, "540101", recognised)


def shown(sides: list[Side]) -> dict[str, str]:
    """Account and amount: debit positive, credit negative."""
    return {side.account: f"{side.debit - side.credit:f}" for side in sides}


@pytest.mark.parametrize(
    ("taxpayer", "is_levy", "expected"),
    [
        ("general", False, "output_vat"),
        ("general", True, "simplified_vat"),
        ("small", True, "small_taxpayer_vat"),
        ("small", False, "small_taxpayer_vat"),
    ],
)
def test_vat_goes_by_taxpayer_and_kind_of_rate(taxpayer: str, is_levy: bool, expected: str) -> None:
    assert vat_role(taxpayer=taxpayer, is_levy=is_levy) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("10000", "1300")], {"1122": "11300", "500101": "-10000", "22210107": "-1300"}),
        ([line("100", "3", vat="222108")], {"1122": "103", "500101": "-100", "222108": "-3"}),
        ([line("100", "6", revenue="500102")], {"1122": "106", "500102": "-100", "22210107": "-6"}),
        (
            [line("100", "13"), line("100", "6", revenue="500102"), line("1", "0.03", vat="222108")],
            {"1122": "220.03", "500101": "-101", "22210107": "-19", "500102": "-100", "222108": "-0.03"},
        ),
        ([line("10", "0")], {"1122": "10", "500101": "-10"}),
        ([line("0", "0", "7")], {}),
        ([line("10000", "1300", "6000", recognised=True)], {"222106": "1300", "22210107": "-1300"}),
        (
            [line("100", "13"), line("50", "6.5", recognised=True)],
            {"1122": "113.0", "222106": "6.5", "500101": "-100", "22210107": "-19.5"},
        ),
        ([line("10", "0", "6", recognised=True)], {}),
    ],
    ids=[
        "goods",
        "levy",
        "services",
        "mixed",
        "without tax",
        "a gift",
        "left before",
        "partly left before",
        "left before without tax",
    ],
)
def test_revenue_and_tax_are_owed_by_the_customer(
    lines: list[InvoicedAmount], expected: dict[str, str]
) -> None:
    assert shown(revenue_sides(lines, receivable=RECEIVABLE, deferred=DEFERRED, sign=1)) == expected


def test_what_was_shipped_becomes_cost() -> None:
    lines = [line("1", "0", "60.01"), line("1", "0", "0"), line("1", "0", "0.99")]
    lines.append(line("1", "0", "7", recognised=True))
    assert shown(cost_sides(lines, shipped=SHIPPED, sign=1)) == {"540101": "61.00", "1406": "-61.00"}
    assert cost_sides([line("1", "0")], shipped=SHIPPED, sign=1) == []


@given(lines=LINES, sign=st.sampled_from([1, -1]))
def test_both_entries_balance_and_have_no_idle_line(lines: list[InvoicedAmount], sign: int) -> None:
    for sides in (
        revenue_sides(lines, receivable=RECEIVABLE, deferred=DEFERRED, sign=sign),
        cost_sides(lines, shipped=SHIPPED, sign=sign),
    ):
        assert sum(side.debit for side in sides) == sum(side.credit for side in sides)
        assert all((side.debit == 0) != (side.credit == 0) for side in sides)
        assert len({side.account for side in sides}) == len(sides)


@given(lines=LINES)
def test_a_credit_note_is_the_invoice_in_red_letters(lines: list[InvoicedAmount]) -> None:
    blue, red = (
        revenue_sides(lines, receivable=RECEIVABLE, deferred=DEFERRED, sign=sign)
        + cost_sides(lines, shipped=SHIPPED, sign=sign)
        for sign in (1, -1)
    )
    assert [(side.account, -side.debit, -side.credit) for side in blue] == [
        (side.account, side.debit, side.credit) for side in red
    ]


@pytest.mark.parametrize(
    ("before", "quantity", "expected"),
    [
        ("0", "6", [(1, "6")]),
        ("4", "6", [(1, "2"), (2, "4")]),
        ("6", "9", [(2, "5"), (3, "1")]),
        ("12", "1", []),
        ("-1", "7", [(1, "6"), (2, "1")]),
    ],
)
def test_what_came_first_is_invoiced_first(
    before: str, quantity: str, expected: list[tuple[int, str]]
) -> None:
    kept = [(UUID(int=1), Decimal(6)), (UUID(int=2), Decimal(5)), (UUID(int=3), Decimal(1))]
    parts = [(UUID(int=number), Decimal(part)) for number, part in expected]
    assert list(covered(kept, Decimal(before), Decimal(quantity))) == parts


@pytest.mark.parametrize(
    ("papers", "kept", "expected"),
    [
        # An invoice of so many, and below zero a credit note, in the order of entry.
        ((10,), 10, (0,)),
        ((10,), 6, (4,)),
        ((5, 5), 6, (0, 4)),
        ((5, 5), 3, (2, 5)),
        ((5, 5, -4), 6, (0, 4, 0)),
        ((10, -4, 4), 10, (4, 0, 0)),
        ((10, -4, 4), 8, (4, 0, 2)),
        # What is credited went back after the day that is asked for.
        ((10, -4), 10, (0, 0)),
        # More is kept than anybody has invoiced by now.
        ((5,), 10, (0,)),
    ],
)
def test_the_last_invoice_bears_first_what_went_back(
    papers: tuple[int, ...], kept: int, expected: tuple[int, ...]
) -> None:
    told = [Paper(Decimal(abs(paper)), is_note=paper < 0) for paper in papers]
    assert went_back(told, Decimal(kept)) == [Decimal(gone) for gone in expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], {}),
        ([(20, "7", False), (22, "1", False)], {25: "8"}),
        ([(20, "7", False), (28, "1", False), (30, "2", False)], {25: "7", 28: "1", 30: "2"}),
        # Three of seven came back, and took three sevenths of each along.
        ([(20, "7", False), (28, "0.14", False), (30, "-3.06", True)], {25: "4.00", 28: "0.08"}),
        ([(28, "7", False), (30, "-7", True)], {}),
        # What was found of the rest after a part came back is of the rest alone.
        ([(20, "7", False), (22, "-3", True), (28, "4", False)], {25: "4", 28: "4"}),
    ],
)
def test_what_was_found_after_the_invoice_is_cost_on_its_own_day(
    changes: list[tuple[int, str, bool]], expected: dict[int, str]
) -> None:
    found = [Change(date(2026, 10, day), Decimal(amount), back) for day, amount, back in changes]
    cost = {date(2026, 10, day): Decimal(amount) for day, amount in expected.items()}
    assert became_cost(found, date(2026, 10, 25)) == cost
