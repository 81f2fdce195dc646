"""Parts of an order line are the whole to the cent, and progress is told from quantities alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.money import line_amount
from heyi.modules.sales.rules import ZERO, Amounts, part_of, progress
from heyi.modules.sales.states import Progress

QUANTITIES = st.decimals(min_value="0.000001", max_value="99999", places=6)
PRICES = st.decimals(min_value=0, max_value="99999", places=6)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.01", "0.03", "0.06", "0.09", "0.13")])


def amounts(net: str, tax: str, gross: str, cost: str = "0") -> Amounts:
    return Amounts(Decimal(net), Decimal(tax), Decimal(gross), Decimal(cost))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("10", "0")], Progress.NONE),
        ([("10", "0.000001")], Progress.PARTIAL),
        ([("10", "9.999999")], Progress.PARTIAL),
        ([("10", "10")], Progress.FULL),
        ([("10", "10"), ("5", "0")], Progress.PARTIAL),
        ([("10", "10"), ("5", "5")], Progress.FULL),
        ([("10", "0"), ("5", "0")], Progress.NONE),
    ],
)
def test_progress_is_none_part_or_all(pairs: list[tuple[str, str]], expected: Progress) -> None:
    assert progress((Decimal(quantity), Decimal(done)) for quantity, done in pairs) is expected


def test_thirds_of_a_hundred() -> None:
    whole, taken, parts = amounts("88.5", "11.5", "100", "10"), amounts("0", "0", "0"), []
    for before in range(3):
        part = part_of(whole, quantity=Decimal(1), of=Decimal(3), before=Decimal(before), taken=taken)
        taken = Amounts(
            *(getattr(taken, name) + getattr(part, name) for name in ("net", "tax", "gross", "cost"))
        )
        parts.append(part)

    assert parts == [
        amounts("29.5", "3.83", "33.33", "3.33"),
        amounts("29.5", "3.84", "33.34", "3.34"),
        amounts("29.5", "3.83", "33.33", "3.33"),
    ]
    assert taken == whole


@given(
    pieces=st.lists(QUANTITIES, min_size=1, max_size=12),
    price=PRICES,
    rate=RATES,
    cost=PRICES,
    inclusive=st.booleans(),
)
def test_pieces_are_the_whole_however_it_is_cut(
    pieces: list[Decimal], price: Decimal, rate: Decimal, cost: Decimal, inclusive: bool
) -> None:
    quantity = sum(pieces, ZERO)
    line = line_amount(quantity, price, rate, price_includes_tax=inclusive)
    whole = Amounts(line.net, line.tax, line.gross, cost.quantize(Decimal("0.01")))
    taken, before = Amounts(ZERO, ZERO, ZERO), ZERO
    for piece in pieces:
        part = part_of(whole, quantity=piece, of=quantity, before=before, taken=taken)
        assert part.net + part.tax == part.gross
        assert min(part.net, part.tax, part.gross, part.cost) >= 0
        taken = Amounts(
            taken.net + part.net, taken.tax + part.tax, taken.gross + part.gross, taken.cost + part.cost
        )
        before += piece
    assert taken == whole


@pytest.mark.parametrize(("quantity", "before"), [("3.000001", "0"), ("2", "1.5"), ("-1", "0"), ("1", "3")])
def test_no_part_is_beyond_the_whole(quantity: str, before: str) -> None:
    with pytest.raises(ValueError, match="cannot be taken"):
        part_of(
            amounts("88.5", "11.5", "100"),
            quantity=Decimal(quantity),
            of=Decimal(3),
            before=Decimal(before),
            taken=amounts("0", "0", "0"),
        )
