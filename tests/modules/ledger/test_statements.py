"""The three statements over the worked month of the facts (statements.json), and how money is put on its rows."""

from collections import defaultdict
from decimal import Decimal

import pytest

from heyi.modules.ledger.contracts import LineDraft, Standard
from heyi.modules.ledger.rules.charts import load_chart
from heyi.modules.ledger.rules.statements import (
    Holdings,
    Sides,
    accounts_of,
    cash_flows,
    cash_rules,
    filled,
    form,
    prior_years,
)

# One month of a general taxpayer; a line is an account, who stands behind it, and its amount (credit below zero).
MONTH: list[list[tuple[str, str, str]]] = [
    [("1002", "", "1000000"), ("3001", "owner", "-1000000")],
    [("1403", "", "200000"), ("220202", "S1", "-200000")],
    [("220202", "S1", "200000"), ("22210101", "", "26000"), ("220201", "S1", "-226000")],
    [("220201", "S1", "226000"), ("1002", "", "-226000")],
    [("1123", "S2", "50000"), ("1002", "", "-50000")],
    [("160105", "", "12000"), ("22210101", "", "1560"), ("1002", "", "-13560")],
    [("40010101", "", "120000"), ("1403", "", "-120000")],
    [
        ("40010102", "", "40000"),
        ("410101", "", "8000"),
        ("560101", "", "10000"),
        ("560201", "", "12000"),
        ("221101", "", "-56000"),
        ("22110401", "", "-8960"),
        ("221105", "", "-5040"),
    ],
    [
        ("221101", "", "56000"),
        ("222113", "", "-840"),
        ("224101", "", "-5880"),
        ("224102", "", "-5040"),
        ("1002", "", "-44240"),
    ],
    [("22110401", "", "8960"), ("224101", "", "5880"), ("1002", "", "-14840")],
    [("221105", "", "5040"), ("224102", "", "5040"), ("1002", "", "-10080")],
    [("410103", "", "2000"), ("22210101", "", "260"), ("1002", "", "-2260")],
    [("40010103", "", "10000"), ("410101", "", "-8000"), ("410103", "", "-2000")],
    [
        ("1405", "", "170000"),
        ("40010101", "", "-120000"),
        ("40010102", "", "-40000"),
        ("40010103", "", "-10000"),
    ],
    [("1122", "C1", "339000"), ("500101", "C1", "-300000"), ("22210107", "", "-39000")],
    [("540101", "", "153000"), ("1405", "", "-153000")],
    [("1002", "", "200000"), ("1122", "C1", "-200000")],
    [("1002", "", "56500"), ("2203", "C2", "-56500")],
    [("22210104", "", "11180"), ("222102", "", "-11180")],
    [
        ("540302", "", "782.60"),
        ("540303", "", "335.40"),
        ("540304", "", "223.60"),
        ("222114", "", "-782.60"),
        ("222115", "", "-335.40"),
        ("222116", "", "-223.60"),
    ],
    [("560304", "", "50"), ("1002", "", "-50")],
    [("1002", "", "120"), ("560302", "", "-120")],
    [("560209", "", "3000"), ("1001", "", "-3000")],
    [("1001", "", "5000"), ("1002", "", "-5000")],
    [("5801", "", "6036.42"), ("222112", "", "-6036.42")],
]
ZERO = Decimal(0)


def drafts(voucher: list[tuple[str, str, str]]) -> list[LineDraft]:
    return [
        LineDraft(
            account=account,
            debit=max(Decimal(amount), ZERO),
            credit=max(-Decimal(amount), ZERO),
        )
        for account, _, amount in voucher
    ]


def held_by(lines: list[tuple[str, str, Decimal]]) -> Holdings:
    accounts: dict[str, Decimal] = defaultdict(Decimal)
    parties: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    alone: dict[str, Decimal] = defaultdict(Decimal)
    for account, party, amount in lines:
        accounts[account] += amount
        if party:
            parties[account[:4], party] += amount
        else:
            alone[account] += amount
    sides = {code: Sides(ZERO, ZERO) for code, _ in parties}
    for (code, _), net in parties.items():
        before = sides[code]
        sides[code] = Sides(before.debit + max(net, ZERO), before.credit + max(-net, ZERO))
    return Holdings(accounts, sides, alone)


def holdings() -> Holdings:
    return held_by(
        [(account, party, Decimal(amount)) for voucher in MONTH for account, party, amount in voucher]
    )


def standing(values: dict[int, Decimal]) -> dict[int, str]:
    return {row: f"{amount:.2f}" for row, amount in values.items() if amount}


def test_the_balance_sheet_of_the_worked_month() -> None:
    assert standing(filled(form("balance_sheet"), holdings(), {}, ZERO)) == {
        1: "892590.00",
        4: "139000.00",
        5: "50000.00",
        9: "97000.00",
        10: "80000.00",
        12: "17000.00",
        15: "1178590.00",
        18: "12000.00",
        20: "12000.00",
        29: "12000.00",
        30: "1190590.00",
        34: "56500.00",
        36: "19398.02",
        41: "75898.02",
        47: "75898.02",
        48: "1000000.00",
        51: "114691.98",
        52: "1114691.98",
        53: "1190590.00",
    }


def test_the_income_statement_of_the_worked_month() -> None:
    assert standing(filled(form("income_statement"), holdings(), {}, ZERO)) == {
        1: "300000.00",
        2: "153000.00",
        3: "1341.60",
        6: "782.60",
        10: "559.00",
        11: "10000.00",
        14: "15000.00",
        16: "3000.00",
        18: "-70.00",
        19: "-120.00",
        21: "120728.40",
        30: "120728.40",
        31: "6036.42",
        32: "114691.98",
    }


def test_the_cash_flow_statement_of_the_worked_month() -> None:
    flows: dict[int, Decimal] = defaultdict(Decimal)
    for voucher in MONTH:
        for row, amount in cash_flows(drafts(voucher), cash_rules()).items():
            flows[row] += amount
    assert standing(filled(form("cash_flow"), Holdings({}), flows, ZERO)) == {
        1: "256500.00",
        2: "120.00",
        3: "278260.00",
        4: "69160.00",
        6: "3050.00",
        7: "-93850.00",
        12: "13560.00",
        13: "-13560.00",
        15: "1000000.00",
        19: "1000000.00",
        20: "892590.00",
        22: "892590.00",
    }


@pytest.mark.parametrize(
    ("voucher", "rows"),
    [
        ([("1001", "", "5000"), ("1002", "", "-5000")], {}),
        ([("1002", "", "2260"), ("220201", "S", "-2260")], {3: "-2260"}),
        ([("560201", "", "10"), ("560209", "", "20.01"), ("1002", "", "-30.01")], {4: "10.00", 6: "20.01"}),
        ([("1002", "", "113"), ("500101", "", "-100"), ("22210107", "", "-13")], {1: "113"}),
        ([("222102", "", "11180"), ("222114", "", "782.60"), ("1002", "", "-11962.60")], {5: "11962.60"}),
    ],
)
def test_where_money_stands(voucher: list[tuple[str, str, str]], rows: dict[int, str]) -> None:
    assert cash_flows(drafts(voucher), cash_rules()) == {row: Decimal(amount) for row, amount in rows.items()}


def test_a_line_that_names_its_row_stands_there() -> None:
    lines = [
        LineDraft(account="5602", debit=Decimal(80), cash_flow=3),
        LineDraft(account="5601", debit=Decimal(20)),
        LineDraft(account="1002", credit=Decimal(100)),
    ]
    assert cash_flows(lines, cash_rules()) == {3: Decimal(80), 6: Decimal(20)}


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("party", ["", "P"])
@pytest.mark.parametrize("chart", Standard)
def test_any_account_alone_leaves_both_sides_of_the_balance_sheet_equal(
    side: int, party: str, chart: Standard
) -> None:
    sheet = form("balance_sheet", chart)
    assets, claims = sheet.agrees
    for account in (one.code for one in load_chart(chart) if one.is_detail):
        other = "1001" if account == "1002" else "1002"
        lines = [(account, party, Decimal(100 * side)), (other, "", Decimal(-100 * side))]
        values = filled(sheet, held_by(lines), {}, ZERO)
        assert values[assets] == values[claims], account


@pytest.mark.parametrize("chart", Standard)
def test_each_account_of_profit_and_loss_stands_in_the_income_statement_once(chart: Standard) -> None:
    income = form("income_statement", chart)
    for account in load_chart(chart):
        if account.account_class == "profit_loss" and account.is_detail:
            values = filled(income, Holdings({account.code: Decimal(-100)}), {}, ZERO)
            expected = 0 if account.code.startswith(prior_years(chart)) else 100
            assert values[income.agrees[0]] == expected, account.code


@pytest.mark.parametrize("chart", Standard)
def test_money_of_any_account_stands_on_a_row_that_adds_up(chart: Standard) -> None:
    flow = form("cash_flow", chart)
    for account in load_chart(chart):
        if account.is_detail and not account.code.startswith(cash_rules(chart).cash):
            for amount in (Decimal(100), Decimal(-100)):
                lines = drafts([("1002", "", str(amount)), (account.code, "", str(-amount))])
                values = filled(flow, Holdings({}), cash_flows(lines, cash_rules(chart)), ZERO)
                assert values[flow.agrees[0]] == amount, account.code


def test_the_accounts_behind_a_row() -> None:
    assert accounts_of(form("income_statement"), 1) == ["5001", "5051"]
    assert accounts_of(form("balance_sheet"), 20) == ["1601", "1602"]
