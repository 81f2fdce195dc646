from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.ledger.contracts import AccountSums, ChartAccount, LineDraft, Standard, TrialBalanceRow
from heyi.modules.ledger.errors import EntryUnbalanced, LineNotOneSided
from heyi.modules.ledger.rules.charts import load_chart, usual_account
from heyi.modules.ledger.rules.journal import (
    VoucherWord,
    check_balanced,
    reversal_lines,
    trial_balance_rows,
    trial_balance_totals,
    voucher_number,
    voucher_word,
)

D = Decimal

DETAIL_CODES = [account.code for account in load_chart() if account.is_detail]
cents = st.integers(-(10**9), 10**9).map(lambda number: D(number) / 100)


def debit(account: str, amount: str) -> LineDraft:
    return LineDraft(account=account, debit=D(amount), summary=f"of {account}")


def credit(account: str, amount: str) -> LineDraft:
    return LineDraft(account=account, credit=D(amount), summary=f"of {account}")


def columns(row: TrialBalanceRow) -> tuple[str, ...]:
    amounts = (
        row.opening_debit,
        row.opening_credit,
        row.debit,
        row.credit,
        row.closing_debit,
        row.closing_credit,
    )
    return (row.code, *(str(amount.quantize(D("0.01"))) for amount in amounts))


@st.composite
def entries(draw: st.DrawFn) -> list[LineDraft]:
    """A balanced entry of two to seven lines, with red-letter amounts among them."""
    amounts = draw(st.lists(cents.filter(bool), min_size=1, max_size=6))
    codes = draw(st.lists(st.sampled_from(DETAIL_CODES), min_size=7, max_size=7))
    lines = [
        LineDraft(account=code, debit=amount)
        if draw(st.booleans())
        else LineDraft(account=code, credit=amount)
        for code, amount in zip(codes, amounts, strict=False)
    ]
    missing = sum((line.credit - line.debit for line in lines), D(0))
    balancing = LineDraft(account=codes[-1], debit=missing) if missing else None
    return [*lines, balancing] if balancing else [*lines, *reversal_lines(lines)]


class TestChart:
    def test_is_the_chart_of_the_small_enterprise_standard(self) -> None:
        chart = load_chart()
        assert len(chart) == 257
        assert Counter(account.level for account in chart) == {1: 67, 2: 172, 3: 18}
        assert Counter(account.account_class for account in chart) == {
            "asset": 55,
            "liability": 67,
            "equity": 14,
            "cost": 22,
            "profit_loss": 99,
        }
        assert sum(account.is_detail for account in chart) == 228

    def test_the_chart_of_the_enterprise_standard_has_what_later_standards_brought(self) -> None:
        chart = load_chart(Standard.ENTERPRISE)
        assert len(chart) == 268
        assert Counter(account.level for account in chart) == {1: 120, 2: 126, 3: 22}
        assert Counter(account.account_class for account in chart) == {
            "asset": 81,
            "liability": 76,
            "common": 3,
            "equity": 20,
            "cost": 15,
            "profit_loss": 73,
        }
        assert sum(account.is_detail for account in chart) == 243

    def test_every_account_of_the_small_standard_has_its_place_in_the_other(self) -> None:
        classes = {account.code: account.account_class for account in load_chart(Standard.ENTERPRISE)}
        for account in load_chart():
            if account.is_detail:
                place = usual_account(account.code, Standard.ENTERPRISE)
                assert classes[place] == account.account_class, account.code
        asked = ("500101", "540101", "540302", "571103", "560303", "2203", "3103", "310401", "22210107")
        assert [usual_account(code, Standard.ENTERPRISE) for code in asked] == [
            "6001",
            "6401",
            "6403",
            "6702",
            "660303",
            "2205",
            "4103",
            "410401",
            "22210107",
        ]
        assert usual_account("500101", Standard.SMALL_ENTERPRISE) == "500101"

    @pytest.mark.parametrize("chart", Standard)
    def test_every_account_has_its_parent_before_it_and_a_code_within_it(self, chart: Standard) -> None:
        seen: dict[str, ChartAccount] = {}
        for account in load_chart(chart):
            assert account.code not in seen
            if account.parent_code is None:
                assert (account.level, len(account.code)) == (1, 4)
            else:
                parent = seen[account.parent_code]
                assert account.code.startswith(parent.code)
                assert (account.level, len(account.code)) == (parent.level + 1, len(parent.code) + 2)
                assert account.account_class == parent.account_class
                assert not parent.is_detail
            seen[account.code] = account

    @pytest.mark.parametrize("chart", Standard)
    def test_detail_accounts_are_those_without_children(self, chart: Standard) -> None:
        parents = {account.parent_code for account in load_chart(chart)}
        assert all(account.is_detail == (account.code not in parents) for account in load_chart(chart))

    def test_names_balances_and_dimensions_are_there(self) -> None:
        by_code = {account.code: account for account in load_chart()}
        assert by_code["22210107"] == ChartAccount(
            code="22210107",
            name="销项税额",
            name_en="Output VAT",
            account_class="liability",
            normal_balance="credit",
            parent_code="222101",
            level=3,
            is_detail=True,
        )
        assert (by_code["220201"].dimensions, by_code["1405"].dimensions) == (("supplier",), ())
        assert by_code["1122"].dimensions == ("customer",)
        assert {account.normal_balance for account in load_chart()} == {"debit", "credit"}
        assert all(account.name and account.name_en for account in load_chart())

    @pytest.mark.parametrize("chart", Standard)
    def test_siblings_have_different_names(self, chart: Standard) -> None:
        names = Counter((account.parent_code, account.name) for account in load_chart(chart))
        assert set(names.values()) == {1}

    def test_an_unknown_chart_is_an_error(self) -> None:
        with pytest.raises(FileNotFoundError):
            load_chart("large_enterprise")


class TestBalanced:
    def test_answers_the_total(self) -> None:
        lines = [debit("1122", "113.00"), credit("500101", "100.00"), credit("22210107", "13.00")]
        assert check_balanced(lines) == D("113.00")

    @pytest.mark.parametrize(
        ("lines", "sides"),
        [
            ([debit("1122", "113.00"), credit("500101", "112.99")], ("113.00", "112.99")),
            ([debit("1122", "-1.00"), credit("500101", "1.00")], ("-1.00", "1.00")),
            ([], ("0", "0")),
        ],
        ids=["a cent", "one side red", "no lines"],
    )
    def test_refuses_what_differs(self, lines: list[LineDraft], sides: tuple[str, str]) -> None:
        with pytest.raises(EntryUnbalanced) as caught:
            check_balanced(lines, summary="x")
        assert caught.value.params == {"summary": "x", "debit": D(sides[0]), "credit": D(sides[1])}

    @pytest.mark.parametrize(("debit_amount", "credit_amount"), [("0", "0"), ("1", "1"), ("-1", "1")])
    def test_refuses_a_line_on_both_sides_or_none(self, debit_amount: str, credit_amount: str) -> None:
        bad = LineDraft(account="1001", debit=D(debit_amount), credit=D(credit_amount))
        with pytest.raises(LineNotOneSided) as caught:
            check_balanced([debit("1002", "1"), bad])
        assert (caught.value.params["line"], caught.value.params["account"]) == (2, "1001")

    @given(entries())
    def test_accepts_every_balanced_entry_and_its_reversals(self, lines: list[LineDraft]) -> None:
        total = check_balanced(lines)
        assert check_balanced(reversal_lines(lines)) == -total
        assert check_balanced(reversal_lines(lines, red_letter=False)) == total

    @given(entries(), st.integers(1, 10**6))
    def test_refuses_every_entry_a_cent_off(self, lines: list[LineDraft], off: int) -> None:
        first = lines[0]
        side = "debit" if first.debit else "credit"
        changed = replace(first, **{side: getattr(first, side) + D(off) / 100})
        with pytest.raises((EntryUnbalanced, LineNotOneSided)):
            check_balanced([changed, *lines[1:]])


class TestReversal:
    def test_red_letter_keeps_the_sides(self) -> None:
        lines = reversal_lines([debit("1122", "113.00"), credit("500101", "113.00")])
        assert lines == (debit("1122", "-113.00"), credit("500101", "-113.00"))
        assert "-0" not in {str(line.debit) for line in lines} | {str(line.credit) for line in lines}

    def test_mirrored_changes_the_sides(self) -> None:
        lines = reversal_lines([debit("1122", "113.00"), credit("500101", "113.00")], red_letter=False)
        assert lines == (credit("1122", "113.00"), debit("500101", "113.00"))

    @given(entries(), st.booleans())
    def test_twice_is_the_entry_again(self, lines: list[LineDraft], red_letter: bool) -> None:
        once = reversal_lines(lines, red_letter=red_letter)
        assert list(reversal_lines(once, red_letter=red_letter)) == lines

    @given(entries(), st.booleans())
    def test_entry_and_reversal_leave_every_balance_as_it_was(
        self, lines: list[LineDraft], red_letter: bool
    ) -> None:
        balances: dict[str, Decimal] = {}
        for line in [*lines, *reversal_lines(lines, red_letter=red_letter)]:
            balances[line.account] = balances.get(line.account, D(0)) + line.debit - line.credit
        assert set(balances.values()) == {D(0)}


class TestVoucherWord:
    @pytest.mark.parametrize(
        ("lines", "word"),
        [
            ([debit("1002", "5"), credit("1122", "5")], VoucherWord.RECEIPT),
            ([debit("1001", "5"), credit("2203", "5")], VoucherWord.RECEIPT),
            ([debit("220201", "5"), credit("1002", "5")], VoucherWord.PAYMENT),
            ([debit("1001", "5"), credit("1002", "5")], VoucherWord.PAYMENT),
            ([debit("1122", "5"), credit("500101", "5")], VoucherWord.TRANSFER),
            ([debit("101201", "5"), credit("1122", "5")], VoucherWord.TRANSFER),
            ([debit("1002", "-5"), credit("1122", "-5")], VoucherWord.RECEIPT),
            (
                [replace(credit("100202", "5"), foreign_amount=D(0)), debit("560303", "5")],
                VoucherWord.TRANSFER,
            ),
        ],
        ids=[
            "bank in",
            "cash in",
            "bank out",
            "bank to cash",
            "no money",
            "other funds",
            "receipt taken back",
            "foreign money worth less",
        ],
    )
    def test_follows_the_money(self, lines: list[LineDraft], word: VoucherWord) -> None:
        assert voucher_word(lines) is word

    def test_is_written_before_the_number(self) -> None:
        assert voucher_number(1) == "记-0001"
        assert voucher_number(12345, VoucherWord.PAYMENT) == "付-12345"


class TestTrialBalance:
    def test_a_parent_holds_what_remains_of_its_children(self) -> None:
        sums = {
            "1002": AccountSums(opening=D("1000"), debit=D("500"), credit=D("200")),
            "22210101": AccountSums(opening=D("26"), debit=D("13")),
            "22210107": AccountSums(opening=D("-39"), credit=D("52")),
            "222102": AccountSums(opening=D("-987"), debit=D("987")),
            "500101": AccountSums(credit=D("1248")),
        }
        rows = trial_balance_rows(load_chart(), sums)
        assert [columns(row) for row in rows] == [
            ("1002", "1000.00", "0.00", "500.00", "200.00", "1300.00", "0.00"),
            ("2221", "0.00", "1000.00", "1000.00", "52.00", "0.00", "52.00"),
            ("222101", "0.00", "13.00", "13.00", "52.00", "0.00", "52.00"),
            ("22210101", "26.00", "0.00", "13.00", "0.00", "39.00", "0.00"),
            ("22210107", "0.00", "39.00", "0.00", "52.00", "0.00", "91.00"),
            ("222102", "0.00", "987.00", "987.00", "0.00", "0.00", "0.00"),
            ("5001", "0.00", "0.00", "0.00", "1248.00", "0.00", "1248.00"),
            ("500101", "0.00", "0.00", "0.00", "1248.00", "0.00", "1248.00"),
        ]
        assert columns(trial_balance_totals(rows)) == (
            "",
            "1000.00",
            "1000.00",
            "1500.00",
            "1500.00",
            "1300.00",
            "1300.00",
        )

    def test_an_account_that_changes_sides_stands_where_it_lies(self) -> None:
        (row,) = trial_balance_rows(load_chart(), {"1122": AccountSums(opening=D("10"), credit=D("15"))})
        assert columns(row) == ("1122", "10.00", "0.00", "0.00", "15.00", "0.00", "5.00")
        assert (row.name, row.name_en, row.level, row.is_detail) == (
            "应收账款",
            "Accounts receivable",
            1,
            True,
        )

    def test_red_letter_amounts_lessen_their_side(self) -> None:
        (row,) = trial_balance_rows(load_chart(), {"1122": AccountSums(debit=D("-113"))})
        assert columns(row) == ("1122", "0.00", "0.00", "-113.00", "0.00", "0.00", "113.00")

    def test_accounts_without_anything_are_left_out_unless_wanted(self) -> None:
        sums = {"1002": AccountSums(opening=D(5), debit=D(0)), "1001": AccountSums()}
        assert [row.code for row in trial_balance_rows(load_chart(), sums)] == ["1002"]
        everything = trial_balance_rows(reversed(load_chart()), sums, with_empty=True)
        assert [row.code for row in everything] == sorted(account.code for account in load_chart())

    def test_a_parent_whose_children_cancel_out_stands_above_them(self) -> None:
        sums = {"22210101": AccountSums(opening=D(5)), "222102": AccountSums(opening=D(-5))}
        rows = trial_balance_rows(load_chart(), sums)
        assert [(row.code, row.closing_debit, row.closing_credit) for row in rows] == [
            ("2221", D(0), D(0)),
            ("222101", D(5), D(0)),
            ("22210101", D(5), D(0)),
            ("222102", D(0), D(5)),
        ]

    def test_lines_left_on_an_account_that_got_children_still_count(self) -> None:
        sums = {"2221": AccountSums(opening=D(-7)), "222102": AccountSums(opening=D(-3))}
        rows = trial_balance_rows(load_chart(), sums)
        assert [(row.code, row.closing_credit) for row in rows] == [("2221", D(10)), ("222102", D(3))]

    def test_sums_of_an_unknown_account_are_an_error(self) -> None:
        with pytest.raises(ValueError, match="no account 9999"):
            trial_balance_rows(load_chart(), {"9999": AccountSums(debit=D(1))})

    def test_nothing_posted_makes_empty_totals(self) -> None:
        assert trial_balance_rows(load_chart(), {}) == []
        assert columns(trial_balance_totals([]))[1:] == ("0.00",) * 6

    @given(st.lists(entries(), max_size=6), st.lists(entries(), max_size=6))
    def test_balances_on_every_level_and_carries_over(
        self, before: list[list[LineDraft]], within: list[list[LineDraft]]
    ) -> None:
        sums: dict[str, AccountSums] = {}
        for line in [line for entry in before for line in entry]:
            old = sums.get(line.account, AccountSums())
            sums[line.account] = replace(old, opening=old.opening + line.debit - line.credit)
        for line in [line for entry in within for line in entry]:
            old = sums.get(line.account, AccountSums())
            sums[line.account] = replace(old, debit=old.debit + line.debit, credit=old.credit + line.credit)

        rows = trial_balance_rows(load_chart(), sums, with_empty=True)
        totals = trial_balance_totals(rows)

        assert totals.opening_debit == totals.opening_credit
        assert totals.debit == totals.credit
        assert totals.closing_debit == totals.closing_credit
        details = trial_balance_totals([replace(row, level=1) for row in rows if row.is_detail])
        assert (details.debit, details.credit) == (totals.debit, totals.credit)
        assert details.closing_debit == details.closing_credit
        following = {
            code: AccountSums(opening=own.opening + own.debit - own.credit) for code, own in sums.items()
        }
        carried = trial_balance_rows(load_chart(), following, with_empty=True)
        assert [(row.opening_debit, row.opening_credit) for row in carried] == [
            (row.closing_debit, row.closing_credit) for row in rows
        ]
