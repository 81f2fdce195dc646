from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.money import (
    TaxedAmount,
    add_tax,
    line_amount,
    proportional_part,
    round_amount,
    round_price,
    share_out,
    split_gross,
    total_of,
)

D = Decimal

amounts = st.decimals(min_value=D("-99999999999999.99"), max_value=D("99999999999999.99"), places=2)
rates = st.sampled_from(
    [D(rate) for rate in ("0.17", "0.13", "0.09", "0.06", "0.05", "0.03", "0.015", "0.01", "0")]
)
weights = st.lists(st.decimals(min_value=0, max_value=D("1e12"), places=6), min_size=1, max_size=30).filter(
    any
)


def negated(amount: TaxedAmount) -> TaxedAmount:
    return -amount


class TestRounding:
    @pytest.mark.parametrize(
        ("value", "places", "expected"),
        [
            ("0.005", 2, "0.01"),
            ("-0.005", 2, "-0.01"),
            ("0.004999999999", 2, "0.00"),
            ("-0.004", 2, "0.00"),
            ("2.675", 2, "2.68"),
            ("1234.565", 2, "1234.57"),
            ("1", 2, "1.00"),
            ("1.5", 0, "2"),
            ("-2.5", 0, "-3"),
            ("0.00005", 4, "0.0001"),
            ("9999999999999999.994999", 2, "9999999999999999.99"),
            ("12345678901234567890123456789.125", 2, "12345678901234567890123456789.13"),
        ],
    )
    def test_rounds_half_away_from_zero(self, value: str, places: int, expected: str) -> None:
        assert str(round_amount(D(value), places)) == expected

    @pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
    def test_refuses_what_is_no_number(self, value: str) -> None:
        with pytest.raises(ValueError, match="is not an amount"):
            round_amount(D(value))

    @pytest.mark.parametrize(
        ("value", "expected"), [("1.2345675", "1.234568"), ("3", "3.000000"), ("-0.0000005", "-0.000001")]
    )
    def test_prices_carry_six_decimals(self, value: str, expected: str) -> None:
        assert str(round_price(D(value))) == expected

    @given(st.decimals(min_value=D("-1e15"), max_value=D("1e15"), places=8))
    def test_is_within_half_a_cent_and_settles(self, value: D) -> None:
        rounded = round_amount(value)
        assert abs(rounded - value) <= D("0.005")
        assert round_amount(rounded) == rounded
        assert round_amount(-value) == -rounded


class TestTaxIncluded:
    # The vectors agreed with the tax rules of 2026.
    @pytest.mark.parametrize(
        ("gross", "rate", "net", "tax"),
        [
            ("113.00", "0.13", "100.00", "13.00"),
            ("100.00", "0.13", "88.50", "11.50"),
            ("99.90", "0.13", "88.41", "11.49"),
            ("0.01", "0.13", "0.01", "0.00"),
            ("1000.00", "0.09", "917.43", "82.57"),
            ("333.33", "0.06", "314.46", "18.87"),
            ("114.68", "0.01", "113.54", "1.14"),
            ("32.75", "0.01", "32.43", "0.32"),
            ("10300.00", "0.03", "10000.00", "300.00"),
            ("19.19", "0.03", "18.63", "0.56"),
            ("-56.50", "0.13", "-50.00", "-6.50"),
            ("123456789.12", "0.13", "109253795.68", "14202993.44"),
        ],
    )
    def test_keeps_the_gross(self, gross: str, rate: str, net: str, tax: str) -> None:
        amount = split_gross(D(gross), D(rate))
        assert (str(amount.net), str(amount.tax), str(amount.gross)) == (net, tax, gross)

    @given(amounts, rates)
    def test_adds_up_and_is_a_cent_from_the_tax_on_the_net(self, gross: D, rate: D) -> None:
        amount = split_gross(gross, rate)
        assert amount.net + amount.tax == amount.gross == gross
        assert abs(amount.tax - round_amount(amount.net * rate)) <= D("0.01")

    @given(amounts, rates)
    def test_a_credit_note_mirrors_its_invoice(self, gross: D, rate: D) -> None:
        assert split_gross(-gross, rate) == negated(split_gross(gross, rate))

    def test_without_tax_everything_is_net(self) -> None:
        assert split_gross(D("12.34"), D(0)) == TaxedAmount(D("12.34"), D("0.00"), D("12.34"))

    @pytest.mark.parametrize("rate", ["-0.01", "NaN", "Infinity"])
    def test_refuses_an_impossible_rate(self, rate: str) -> None:
        with pytest.raises(ValueError, match="is not a tax rate"):
            split_gross(D(1), D(rate))


class TestTaxExcluded:
    @pytest.mark.parametrize(
        ("net_input", "rate", "net", "tax", "gross"),
        [
            ("100.00", "0.13", "100.00", "13.00", "113.00"),
            ("88.50", "0.13", "88.50", "11.51", "100.01"),
            ("0.05", "0.13", "0.05", "0.01", "0.06"),
            ("1234.565", "0.06", "1234.57", "74.07", "1308.64"),
            ("917.43", "0.09", "917.43", "82.57", "1000.00"),
            ("99.99", "0.01", "99.99", "1.00", "100.99"),
        ],
    )
    def test_adds_the_tax_to_the_rounded_net(
        self, net_input: str, rate: str, net: str, tax: str, gross: str
    ) -> None:
        amount = add_tax(D(net_input), D(rate))
        assert (str(amount.net), str(amount.tax), str(amount.gross)) == (net, tax, gross)

    @given(amounts, rates)
    def test_adds_up(self, net: D, rate: D) -> None:
        amount = add_tax(net, rate)
        assert amount == TaxedAmount(net, round_amount(net * rate), amount.gross)
        assert add_tax(-net, rate) == negated(amount)


def _nearest(cents: Fraction) -> int:
    """Whole cents, halves away from zero."""
    whole = (2 * abs(cents) + 1) // 2
    return int(whole if cents >= 0 else -whole)


class TestLines:
    def test_an_invoice_with_a_discount_line(self) -> None:
        paper = line_amount(D(10), D("169.50"), D("0.13"), price_includes_tax=True)
        discount = split_gross(D("-169.50"), D("0.13"))
        service = line_amount(D(1), D("1060.00"), D("0.06"), price_includes_tax=True)
        assert paper == TaxedAmount(D("1500.00"), D("195.00"), D("1695.00"))
        assert discount == TaxedAmount(D("-150.00"), D("-19.50"), D("-169.50"))
        assert total_of([paper, discount, service]) == TaxedAmount(D("2350.00"), D("235.50"), D("2585.50"))

    def test_a_net_price_rounds_the_net_first(self) -> None:
        amount = line_amount(D("3.333333"), D("9.999999"), D("0.13"), price_includes_tax=False)
        assert amount == TaxedAmount(D("33.33"), D("4.33"), D("37.66"))

    def test_the_longest_numbers_of_the_database_lose_nothing(self) -> None:
        amount = line_amount(D("99999999999999.999999"), D("0.000001"), D(0), price_includes_tax=False)
        assert amount.net == D("100000000.00")

    def test_a_currency_without_cents_rounds_to_whole_units(self) -> None:
        amount = line_amount(D(3), D("33.5"), D("0.10"), price_includes_tax=True, places=0)
        assert (str(amount.net), str(amount.tax), str(amount.gross)) == ("92", "9", "101")

    def test_what_does_not_add_up_cannot_be_made(self) -> None:
        with pytest.raises(ValueError, match="is not gross"):
            TaxedAmount(D("1.00"), D("0.13"), D("1.14"))

    def test_ten_thousand_documents_add_up_on_every_line_and_below(self) -> None:
        chance = Random(20_261_130)
        for _ in range(10_000):
            inclusive = chance.random() < 0.5
            lines, expected = [], [0, 0, 0]
            for _ in range(chance.randint(1, 6)):
                millionths, cents = chance.randint(-5_000_000, 50_000_000), chance.randint(0, 1_000_000)
                percent = chance.choice((0, 1, 3, 6, 9, 13))
                line = line_amount(
                    D(millionths).scaleb(-6),
                    D(cents).scaleb(-2),
                    D(percent) / 100,
                    price_includes_tax=inclusive,
                )
                agreed = _nearest(Fraction(millionths * cents, 10**6))
                if inclusive:
                    net = _nearest(Fraction(agreed * 100, 100 + percent))
                    told = (net, agreed - net, agreed)
                else:
                    tax = _nearest(Fraction(agreed * percent, 100))
                    told = (agreed, tax, agreed + tax)
                assert (line.net, line.tax, line.gross) == tuple(D(part).scaleb(-2) for part in told)
                lines.append(line)
                expected = [one + other for one, other in zip(expected, told, strict=True)]
            total = total_of(lines)
            assert (total.net, total.tax, total.gross) == tuple(D(part).scaleb(-2) for part in expected)
            assert total.net + total.tax == total.gross

    def test_no_lines_make_nothing(self) -> None:
        assert total_of([]) == TaxedAmount(D("0.00"), D("0.00"), D("0.00"))


class TestSharing:
    @pytest.mark.parametrize(
        ("total", "weight_list", "expected"),
        [
            ("100.00", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
            ("-100.00", ["1", "1", "1"], ["-33.34", "-33.33", "-33.33"]),
            ("0.01", ["0", "5", "5"], ["0.00", "0.01", "0.00"]),
            ("10.00", ["300", "200", "500.50"], ["3.00", "2.00", "5.00"]),
            ("0.05", ["1", "2", "3", "4"], ["0.01", "0.01", "0.01", "0.02"]),
            ("0.00", ["0", "0"], ["0.00", "0.00"]),
            ("0.00", [], []),
            ("7.00", ["0.000001"], ["7.00"]),
        ],
    )
    def test_gives_left_over_cents_to_the_largest_remainders(
        self, total: str, weight_list: list[str], expected: list[str]
    ) -> None:
        shares = share_out(D(total), [D(weight) for weight in weight_list])
        assert [str(share) for share in shares] == expected

    @given(amounts, weights)
    def test_adds_up_and_each_share_is_within_a_cent(self, total: D, weight_list: list[D]) -> None:
        shares = share_out(total, weight_list)
        whole = sum(weight_list)
        assert sum(shares) == total
        for share, weight in zip(shares, weight_list, strict=True):
            assert abs(share * whole - total * weight) < D("0.01") * whole
            assert share == 0 or (share > 0) == (total > 0)
            assert weight != 0 or share == 0

    @pytest.mark.parametrize(
        ("total", "weight_list"),
        [("1.00", ["0", "0"]), ("1.00", []), ("1.00", ["2", "-1"]), ("0.005", ["1"])],
        ids=["no weight", "no lines", "negative weight", "half a cent"],
    )
    def test_refuses_what_cannot_be_shared(self, total: str, weight_list: list[str]) -> None:
        with pytest.raises(ValueError, match=r"weight|steps"):
            share_out(D(total), [D(weight) for weight in weight_list])


class TestParts:
    def test_the_last_piece_takes_the_exact_remainder(self) -> None:
        first = proportional_part(D("100.00"), D(1), D(3))
        second = proportional_part(D("100.00"), D(1), D(2), first)
        third = proportional_part(D("100.00"), D(1), D(1), first + second)
        assert [str(piece) for piece in (first, second, third)] == ["33.33", "33.34", "33.33"]

    def test_nothing_taken_costs_nothing(self) -> None:
        assert proportional_part(D("100.00"), D(0), D(3)) == D("0.00")

    @given(amounts, st.lists(st.decimals(min_value=D("0.000001"), max_value=D("1e6"), places=6), min_size=1))
    def test_the_pieces_are_the_total(self, total: D, pieces: list[D]) -> None:
        still_open, taken = sum(pieces, D(0)), D(0)
        for piece in pieces:
            part = proportional_part(total, piece, still_open, taken)
            assert part == 0 or (part > 0) == (total > 0)
            taken += part
            still_open -= piece
        assert taken == total

    @pytest.mark.parametrize(
        ("part", "whole"), [("4", "3"), ("-1", "3"), ("0", "0"), ("1", "0"), ("1", "-3")]
    )
    def test_refuses_more_than_is_open(self, part: str, whole: str) -> None:
        with pytest.raises(ValueError, match="cannot be taken"):
            proportional_part(D("100.00"), D(part), D(whole))
