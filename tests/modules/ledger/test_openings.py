"""What books that begin inside a year bring from before."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from heyi.modules.ledger.contracts import ChartAccount, LineDraft, OpeningLine
from heyi.modules.ledger.errors import YearForeignDiffers, YearMovedUneven, YearOpeningOfProfit
from heyi.modules.ledger.rules.openings import CarriedTo, YearSoFar, handed_over, year_so_far

HUAXIN = UUID(int=1)


def account(code: str, nature: str, class_: str = "asset", currency: str | None = None) -> ChartAccount:
    return ChartAccount(
        code=code,
        name=code,
        name_en=code,
        account_class=class_,
        normal_balance=nature,
        parent_code=None,
        level=1,
        is_detail=True,
        currency=currency,
    )


CHART = {
    one.code: one
    for one in (
        account("1002", "debit"),
        account("100202", "debit", currency="USD"),
        account("3103", "credit", "equity"),
        account("410401", "credit", "equity"),
        account("5001", "credit", "profit_loss"),
        account("5602", "debit", "profit_loss"),
        account("6901", "debit", "profit_loss"),
    )
}
TO = CarriedTo(year_profit="3103", undistributed="410401", prior_years=("6901",))


def line(code: str, balance: str, debit: str, credit: str, **more: Any) -> OpeningLine:
    """An account's balance (debits positive) with both sides of what moved."""
    held = Decimal(balance)
    more = {name: Decimal(value) for name, value in more.items()}
    return OpeningLine(
        account=code,
        debit=max(held, Decimal(0)),
        credit=max(-held, Decimal(0)),
        year_debit=Decimal(debit),
        year_credit=Decimal(credit),
        **more,
    )


def shown(lines: tuple[LineDraft, ...]) -> list[tuple[str, str, str]]:
    return [(one.account, str(one.debit), str(one.credit)) for one in lines]


def told(*lines: OpeningLine) -> YearSoFar:
    return year_so_far(lines, CHART, TO)


def test_what_was_earned_and_spent_is_apart_from_what_carried_it() -> None:
    year = told(
        line("1002", "130", "100", "60"),
        line("3103", "-40", "60", "100"),
        line("5001", "0", "105", "105", year_actual="100"),
        line("5602", "0", "60", "60"),
    )
    assert shown(year.opening) == [("1002", "90", "0")]
    assert shown(year.moved) == [
        ("1002", "100", "0"),
        ("1002", "0", "60"),
        ("5001", "5", "0"),
        ("5001", "0", "105"),
        ("5602", "60", "0"),
    ]
    assert shown(year.carried) == [
        ("5001", "100", "0"),
        ("5602", "0", "60"),
        ("3103", "0", "100"),
        ("3103", "60", "0"),
    ]


def test_nothing_was_carried_where_profit_and_loss_still_stand() -> None:
    year = told(line("1002", "15", "25", "10"), line("5001", "-25", "5", "30"), line("5602", "10", "10", "0"))
    assert year.carried == ()
    assert shown(year.moved)[2:] == [("5001", "5", "0"), ("5001", "0", "30"), ("5602", "10", "0")]


def test_what_corrects_earlier_years_goes_past_the_profit_of_this_one() -> None:
    year = told(line("1002", "-8", "0", "8"), line("6901", "0", "8", "8"), line("410401", "8", "8", "0"))
    assert shown(year.moved) == [("1002", "0", "8"), ("6901", "8", "0")]
    assert shown(year.carried) == [("6901", "0", "8"), ("410401", "8", "0")]


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([line("1002", "1", "1", "0")], YearMovedUneven),
        ([line("5602", "3", "2", "2")], YearOpeningOfProfit),
        ([line("100202", "71", "0", "0", foreign_amount="-10")], YearForeignDiffers),
        (
            [line("100202", "71", "71", "0", foreign_amount="10"), line("1002", "-71", "0", "71")],
            YearForeignDiffers,
        ),
    ],
)
def test_what_cannot_have_been_is_refused(lines: list[OpeningLine], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        told(*lines)


def test_a_foreign_account_tells_its_currency_at_the_years_beginning_too() -> None:
    more = {"foreign_amount": "30", "year_foreign_debit": "40", "year_foreign_credit": "20"}
    year = told(line("100202", "210", "280", "142", **more), line("1002", "0", "142", "280"))
    assert [(one.account, one.debit, one.foreign_amount) for one in year.opening] == [
        ("100202", Decimal(72), Decimal(10)),
        ("1002", Decimal(138), None),
    ]
    assert [one.foreign_amount for one in year.moved] == [Decimal(40), Decimal(20), None, None]


def test_what_documents_bring_in_is_taken_off_in_red_on_their_sides() -> None:
    lines = (
        LineDraft(account="1122", debit=Decimal(200), party_id=HUAXIN),
        LineDraft(account="1405", debit=Decimal(50)),
        LineDraft(account="220201", credit=Decimal(70)),
        LineDraft(account="1002", debit=Decimal(9)),
    )
    taken = handed_over(lines, {"1122", "1405", "220201"}, contra="3104")
    assert shown(taken) == [
        ("1122", "-200", "0"),
        ("1405", "-50", "0"),
        ("220201", "0", "-70"),
        ("3104", "-70", "0"),
        ("3104", "0", "-250"),
    ]
    assert taken[0].party_id == HUAXIN
