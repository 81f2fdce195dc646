"""How a cost is spread: by each basis, to the cent, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.invoicing.errors import LandedNotShared, LandedUnweighed, LandedWithoutBase
from heyi.modules.invoicing.rules.landed import Bearer, shares, worth_by_invoice


def bearer(
    net: str = "0", quantity: str = "1", weight: str | None = None, amount: str | None = None
) -> Bearer:
    return Bearer(
        product="铜",
        net=Decimal(net),
        quantity=Decimal(quantity),
        weight=None if weight is None else Decimal(weight),
        amount=None if amount is None else Decimal(amount),
    )


@pytest.mark.parametrize(
    ("basis", "cost", "bearers", "parts"),
    [
        ("amount", "1000", [bearer("6000"), bearer("4000")], ["600", "400"]),
        ("amount", "0.01", [bearer("1"), bearer("1"), bearer("1")], ["0.01", "0", "0"]),
        ("quantity", "100", [bearer(quantity="1"), bearer(quantity="2")], ["33.33", "66.67"]),
        ("weight", "10", [bearer(weight="2"), bearer(weight="1")], ["6.67", "3.33"]),
        ("manual", "10", [bearer(amount="9.99"), bearer(amount="0.01")], ["9.99", "0.01"]),
        ("manual", "10", [bearer(amount="10"), bearer()], ["10", "0"]),
        ("amount", "-10", [bearer("1"), bearer("2")], ["-3.33", "-6.67"]),
    ],
)
def test_each_basis(basis: str, cost: str, bearers: list[Bearer], parts: list[str]) -> None:
    found = [part for _, part in shares(Decimal(cost), basis, bearers)]
    assert found == [Decimal(part) for part in parts]


def test_what_is_refused() -> None:
    with pytest.raises(LandedUnweighed):
        shares(Decimal(1), "weight", [bearer(weight="1"), bearer()])
    with pytest.raises(LandedNotShared):
        shares(Decimal(1), "manual", [bearer(amount="0.99")])
    with pytest.raises(LandedWithoutBase):
        shares(Decimal(1), "amount", [bearer("0")])


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.integers(1, 10**12))
def test_the_parts_are_the_cost(nets: list[int], cents: int) -> None:
    cost = Decimal(cents).scaleb(-2)
    parts = [part for _, part in shares(cost, "amount", [bearer(str(net)) for net in nets])]
    assert sum(parts) == cost
    assert all(part >= 0 for part in parts)


@pytest.mark.parametrize(
    ("net", "kept", "estimate", "beside", "expected"),
    [
        ("100", "200", "200", "400", "300"),
        # Goods that went back after their invoice leave the rest as dear.
        ("100", "150", "200", "400", "300"),
        # Half of it is invoiced: both halves bear alike.
        ("100", "200", "100", "200", "200"),
        ("100", "300", "300", "-30.01", "90.00"),
        ("0", "0", "0", "0", "0"),
    ],
)
def test_goods_are_worth_what_their_invoice_says(
    net: str, kept: str, estimate: str, beside: str, expected: str
) -> None:
    found = worth_by_invoice(
        Decimal(net), kept=Decimal(kept), estimate=Decimal(estimate), beside=Decimal(beside)
    )
    assert found == Decimal(expected)
