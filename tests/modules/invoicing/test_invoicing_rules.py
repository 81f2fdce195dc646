"""The entries of invoices and credit notes: balanced, on the right accounts; a credit note is the invoice in red."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.invoicing.rules import InvoicedAmount, Side, cost_sides, revenue_sides, vat_account

AMOUNTS = st.decimals(min_value=0, max_value="99999999.99", places=2)
LINES = st.lists(
    st.builds(
        InvoicedAmount, net=AMOUNTS, tax=AMOUNTS, cost=AMOUNTS, is_goods=st.booleans(), is_levy=st.booleans()
    ),
    min_size=1,
    max_size=8,
)
TAXPAYERS = st.sampled_from(["general", "small"])
SHIPPED = "1406"


def line(
    net: str, tax: str, cost: str = "0", *, is_goods: bool = True, is_levy: bool = False
) -> InvoicedAmount:
    return InvoicedAmount(Decimal(net), Decimal(tax), Decimal(cost), is_goods, is_levy)


def shown(sides: list[Side]) -> dict[str, str]:
    """Account and amount: debit positive, credit negative."""
    return {side.account: f"{side.debit - side.credit:f}" for side in sides}


@pytest.mark.parametrize(
    ("taxpayer", "is_levy", "expected"),
    [
        ("general", False, "22210107"),
        ("general", True, "222108"),
        ("small", True, "222111"),
        ("small", False, "222111"),
    ],
)
def test_vat_goes_by_taxpayer_and_kind_of_rate(taxpayer: str, is_levy: bool, expected: str) -> None:
    assert vat_account(taxpayer=taxpayer, is_levy=is_levy) == expected


@pytest.mark.parametrize(
    ("lines", "taxpayer", "expected"),
    [
        ([line("10000", "1300")], "general", {"1122": "11300", "500101": "-10000", "22210107": "-1300"}),
        ([line("100", "3", is_levy=True)], "general", {"1122": "103", "500101": "-100", "222108": "-3"}),
        ([line("100", "1", is_levy=True)], "small", {"1122": "101", "500101": "-100", "222111": "-1"}),
        ([line("100", "6", is_goods=False)], "general", {"1122": "106", "500102": "-100", "22210107": "-6"}),
        (
            [line("100", "13"), line("100", "6", is_goods=False), line("1", "0.03", is_levy=True)],
            "general",
            {"1122": "220.03", "500101": "-101", "22210107": "-19", "500102": "-100", "222108": "-0.03"},
        ),
        ([line("10", "0")], "general", {"1122": "10", "500101": "-10"}),
        ([line("0", "0", "7")], "general", {}),
    ],
    ids=["goods", "levy", "small taxpayer", "services", "mixed", "without tax", "a gift"],
)
def test_revenue_and_tax_are_owed_by_the_customer(
    lines: list[InvoicedAmount], taxpayer: str, expected: dict[str, str]
) -> None:
    assert shown(revenue_sides(lines, taxpayer=taxpayer, sign=1)) == expected


def test_what_was_shipped_becomes_cost() -> None:
    lines = [line("1", "0", "60.01"), line("1", "0", "0"), line("1", "0", "0.99")]
    assert shown(cost_sides(lines, shipped_account=SHIPPED, sign=1)) == {"540101": "61.00", "1406": "-61.00"}
    assert cost_sides([line("1", "0")], shipped_account=SHIPPED, sign=1) == []


@given(lines=LINES, taxpayer=TAXPAYERS, sign=st.sampled_from([1, -1]))
def test_both_entries_balance_and_have_no_idle_line(
    lines: list[InvoicedAmount], taxpayer: str, sign: int
) -> None:
    for sides in (
        revenue_sides(lines, taxpayer=taxpayer, sign=sign),
        cost_sides(lines, shipped_account=SHIPPED, sign=sign),
    ):
        assert sum(side.debit for side in sides) == sum(side.credit for side in sides)
        assert all((side.debit == 0) != (side.credit == 0) for side in sides)
        assert len({side.account for side in sides}) == len(sides)


@given(lines=LINES, taxpayer=TAXPAYERS)
def test_a_credit_note_is_the_invoice_in_red_letters(lines: list[InvoicedAmount], taxpayer: str) -> None:
    blue = revenue_sides(lines, taxpayer=taxpayer, sign=1) + cost_sides(
        lines, shipped_account=SHIPPED, sign=1
    )
    red = revenue_sides(lines, taxpayer=taxpayer, sign=-1) + cost_sides(
        lines, shipped_account=SHIPPED, sign=-1
    )
    assert [(side.account, -side.debit, -side.credit) for side in blue] == [
        (side.account, side.debit, side.credit) for side in red
    ]
