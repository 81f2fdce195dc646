"""What a month's end and an opening balance bring to the books (documents.json, `close_month`)."""

from decimal import Decimal

import pytest

from heyi.modules.ledger.contracts import LineDraft
from heyi.modules.ledger.errors import CodeMisplaced
from heyi.modules.ledger.rules.accounts import check_place
from heyi.modules.ledger.rules.closing import profit_closing, without_kept

INCOME = {"500101", "530105"}


def shown(lines: tuple[LineDraft, ...]) -> list[tuple[str, str, str]]:
    return [(line.account, str(line.debit), str(line.credit)) for line in lines]


def test_profit_and_loss_of_the_worked_month_is_closed_by_two_vouchers() -> None:
    held = {
        "500101": "-300000",
        "540101": "153000",
        "540302": "782.60",
        "540303": "335.40",
        "540304": "223.60",
        "560101": "10000",
        "560201": "15000",
        "560209": "3000",
        "560302": "-120",
        "560304": "120",
    }
    income, costs = profit_closing(
        {code: Decimal(amount) for code, amount in held.items()}, INCOME, year_profit="3103"
    )
    assert shown(income) == [("500101", "300000", "0"), ("3103", "0", "300000")]
    assert shown(costs) == [
        ("3103", "182341.60", "0"),
        ("540101", "0", "153000"),
        ("540302", "0", "782.60"),
        ("540303", "0", "335.40"),
        ("540304", "0", "223.60"),
        ("560101", "0", "10000"),
        ("560201", "0", "15000"),
        ("560209", "0", "3000"),
        ("560302", "0", "-120"),
        ("560304", "0", "120"),
    ]


def test_what_holds_nothing_is_not_closed() -> None:
    assert profit_closing({"500101": Decimal(0), "5801": Decimal(0)}, INCOME, year_profit="3103") == []


def test_what_documents_keep_stands_on_undistributed_profit_until_they_bring_it_in() -> None:
    entered = (
        LineDraft(account="1002", debit=Decimal(100)),
        LineDraft(account="1405", debit=Decimal(60)),
        LineDraft(account="1122", debit=Decimal(40)),
        LineDraft(account="3001", credit=Decimal(200)),
    )
    assert shown(without_kept(entered, {"1405", "1122"}, contra="310401")) == [
        ("1002", "100", "0"),
        ("3001", "0", "200"),
        ("310401", "100", "0"),
    ]


@pytest.mark.parametrize(
    ("code", "parent", "is_right"),
    [
        ("100201", "1002", True),
        ("10020001", "1002", True),
        ("1002", "1002", False),
        ("10021", "1002", False),
        ("100301", "1002", False),
        ("1002000001", "1002", False),
        ("1002AB", "1002", False),
    ],
)
def test_a_code_lies_below_its_parent(code: str, parent: str, *, is_right: bool) -> None:
    if is_right:
        check_place(code, parent)
        return
    with pytest.raises(CodeMisplaced):
        check_place(code, parent)
