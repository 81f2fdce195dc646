"""Books that begin inside a year: its opening and what moved until then are entered with the balances."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import amounts, fold_books, posted
from tests.builders.opening_debts import old_debts
from tests.builders.purchases import Buying
from tests.builders.server import Served
from tests.scenarios.test_ledgers_on_paper import pages

JULY = "2026-07-01"
# What an account held on 30 June (debits positive), and what moved on it since 1 January: debit and credit.
SAID = {
    "1002": ("1400", "900", "500"),
    "1122": ("200", "565", "465"),
    "1405": ("250", "200", "250"),
    "2001": ("-311", "124", "435"),
    "220201": ("-100", "276", "226"),
    "22210101": ("26", "26", "0"),
    "22210107": ("-65", "0", "65"),
    "capital": ("-1000", "0", "0"),
    "profit": ("-150", "350", "500"),
    "undistributed": ("-250", "0", "0"),
    "revenue": ("0", "500", "500"),
    "cost": ("0", "250", "250"),
    "expense": ("0", "100", "100"),
}


@dataclass(frozen=True)
class Chart:
    """How a chart calls the accounts, and where its statements tell what the story tells."""

    name: str
    accounts: dict[str, str]
    # Balance sheet: money, receivables, stock, other current assets, all; loans, payables, taxes, capital, profit kept.
    sheet: tuple[int, ...]
    # Income statement: revenue, cost, management, net profit.
    income: tuple[int, ...]
    # Cash: from customers, to suppliers, other paid, loans taken, loans paid back; change, at first, at last.
    flows: tuple[int, ...]
    cash: tuple[int, int, int]


SMALL = Chart(
    "small_enterprise",
    {
        "capital": "3001",
        "profit": "3103",
        "undistributed": "310401",
        "revenue": "500101",
        "cost": "540101",
        "expense": "560209",
    },
    (1, 4, 9, 14, 30, 31, 33, 36, 48, 51),
    (1, 2, 14, 32),
    (1, 3, 6, 14, 16),
    (20, 21, 22),
)
ENTERPRISE = Chart(
    "enterprise",
    {
        "capital": "4001",
        "profit": "4103",
        "undistributed": "410401",
        "revenue": "6001",
        "cost": "6401",
        "expense": "660209",
    },
    (1, 5, 9, 13, 34, 35, 39, 43, 61, 70),
    (1, 2, 5, 24),
    (1, 5, 8, 24, 27),
    (33, 34, 35),
)


class Moving:
    """A company that moves to Heyi in the middle of 2026."""

    def __init__(self, company: Company, chart: Chart) -> None:
        self.company, self.chart = company, chart
        self.customer, self.supplier = company.customer(), Buying(company).supplier()

    def account(self, name: str) -> str:
        return self.chart.accounts.get(name, name)

    def lines(self, changed: Json) -> list[Json]:
        """The opening lines as they are sent."""
        found = []
        for name, (balance, debit, credit) in SAID.items():
            party = {"1122": self.customer, "220201": self.supplier}.get(name)
            held = {"credit": balance[1:]} if balance.startswith("-") else {"debit": balance}
            line = {"account": self.account(name), **held, "year_debit": debit, "year_credit": credit}
            found.append({**line, "party_id": party, **changed.get(name, {})})
        return found

    def body(self, *, flows: bool = True, changed: Json | None = None) -> Json:
        told = zip(self.chart.flows, ("465", "276", "100", "435", "124"), strict=True)
        rows = [{"row": row, "amount": amount} for row, amount in told] if flows else []
        return {"started_on": JULY, "lines": self.lines(changed or {}), "flows": rows}

    def enter(self, *, flows: bool = True) -> Json:
        return self.company.post("/opening-balances", self.body(flows=flows))

    def refused(self, code: str, body: Json) -> Json:
        return self.company.refused(422, f"ledger.{code}", "POST", "/opening-balances", body)

    def sheet(self, period: str, column: int) -> tuple[str, ...]:
        """Money, receivables, stock, other current assets, all; loans, payables, taxes, capital, profit kept."""
        found = amounts(self.company, "balance_sheet", period, column)
        return tuple(found.get(row, "0") for row in self.chart.sheet)

    def income(self, period: str, column: int, span: str = "month") -> tuple[str, ...]:
        found = amounts(self.company, "income_statement", period, column, span=span)
        return tuple(found.get(row, "0") for row in self.chart.income)

    def cash(self, period: str, column: int, span: str = "month") -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = amounts(self.company, "cash_flow", period, column, span=span)
        each = (self.chart.flows, self.chart.cash)
        flows, together = (tuple(found.get(row, "0") for row in rows) for rows in each)
        return flows, together

    def tells_from(self, name: str, period: str, span: str) -> list[str | None]:
        """By column, from which day on it is told where that is not its first."""
        return list(self.company.get(f"/statements/{name}", period=period, span=span)["tells_from"])

    def balances(self, first: str, last: str) -> dict[str, tuple[str, str, str, str]]:
        """By account: opening and closing, debit less credit, and both sides between them."""
        rows = self.company.get("/trial-balance", **{"from": first, "to": last})["rows"]
        return {
            row["code"]: (
                signed(row["opening_debit"], row["opening_credit"]),
                row["debit"],
                row["credit"],
                signed(row["closing_debit"], row["closing_credit"]),
            )
            for row in rows
            if row["is_detail"]
        }


def signed(debit: str, credit: str) -> str:
    return debit if credit == "0" else f"-{credit}"


@pytest.fixture(params=[SMALL, ENTERPRISE], ids=lambda chart: chart.name)
def moving(request: pytest.FixtureRequest, found: Callable[..., Company]) -> Moving:
    return Moving(found(chart=request.param.name), request.param)


def test_a_quarter_of_which_the_books_know_a_part_says_so(found: Callable[..., Company]) -> None:
    moving = Moving(found(), SMALL)
    moving.company.post("/opening-balances", {**moving.body(), "started_on": "2026-08-01"})
    # The quarter began a month before the books; the year was entered with them, so it is whole.
    assert moving.tells_from("income_statement", "2026-09", "quarter") == ["2026-08-01", None]
    assert moving.tells_from("cash_flow", "2026-09", "quarter") == [None, "2026-08-01"]
    assert moving.tells_from("income_statement", "2026-08", "month") == [None, None]
    assert moving.tells_from("income_statement", "2026-07", "month") == ["2026-08-01", None]
    assert moving.tells_from("income_statement", "2026-12", "quarter") == [None, None]
    assert moving.tells_from("balance_sheet", "2026-09", "quarter") == [None, None]


BEGAN = ("1000", "100", "300", "0", "1400", "0", "150", "0", "1000", "250")


def test_the_year_is_told_whole(moving: Moving, served: Served) -> None:
    company = moving.company
    moving.enter()
    company.post("/opening-balances", moving.body())
    # What documents keep stands where it waits for them.
    assert company.accounts() == {
        moving.account(name): balance
        for name, (balance, _, _) in {**SAID, "undistributed": ("100", "", "")}.items()
        if balance != "0" and name not in ("1122", "1405", "220201")
    }
    what_was_entered_is_told(moving)

    debts = (("receivable", moving.customer, "A", "2026-05-01", "200"),)
    old_debts(company, *debts, ("payable", moving.supplier, "B", "2026-06-01", "100"))
    company.receive_goods((company.product(), "10", "25"), reason="opening", received_on="2026-06-30")
    posted(company, "2026-07-05", (moving.account("expense"), "50", "0"), ("1002", "0", "50"))
    fold_books(served, company)

    balances_tell_the_year(moving)
    statements_tell_the_year(moving)
    books_are_closed(moving)
    a_year_stands_beside_the_year_before(moving)
    assert company.get("/verify")["green"]


def what_was_entered_is_told(moving: Moving) -> None:
    company = moving.company
    told = company.get("/opening-balances")
    assert (told["year_so_far"], [row["amount"] for row in told["flows"]]) == (
        True,
        ["465", "276", "100", "435", "124"],
    )
    said = {line["account_code"]: line for line in told["lines"]}
    assert {
        name: (
            signed(one["debit"], one["credit"]),
            one["year_debit"],
            one["year_credit"],
        )
        for name in SAID
        if (one := said[moving.account(name)])
    } == SAID
    assert [said[moving.account(name)]["year_actual"] for name in ("revenue", "cost", "1002")] == [
        "500",
        "250",
        None,
    ]
    assert {one["account"]: one["entered"] for one in told["kept"]} == {
        "1122": "200",
        "1405": "250",
        "220201": "-100",
    }


def balances_tell_the_year(moving: Moving) -> None:
    company = moving.company
    year = moving.balances("2026-01-01", "2026-12-31")
    for name, (balance, debit, credit) in SAID.items():
        more = {"1002": (0, 50), "expense": (50, 0)}.get(name, (0, 0))
        opening = int(balance) - int(debit) + int(credit)
        told_of_year = (
            opening,
            int(debit) + more[0],
            int(credit) + more[1],
            int(balance) + more[0] - more[1],
        )
        assert year[moving.account(name)] == tuple(map(str, told_of_year)), name
    assert moving.balances("2026-07-01", "2026-07-31")["1002"] == ("1400", "0", "50", "1350")
    # The months before are no months of the books; a span that has some of them begins with what stood then.
    assert moving.balances("2026-03-01", "2026-07-31")["1002"] == ("1400", "0", "50", "1350")
    assert moving.balances("2025-06-01", "2026-07-31")["1002"] == ("1000", "900", "550", "1350")
    parties = company.get(
        "/accounts/1122/balances", by="party", **{"from": "2026-01-01", "to": "2026-12-31"}
    )["rows"]
    assert [(row["opening"], row["debit"], row["credit"], row["closing"]) for row in parties] == [
        ("100", "565", "465", "200")
    ]


def statements_tell_the_year(moving: Moving) -> None:
    company = moving.company
    assert moving.sheet("2026-07", 1) == BEGAN
    assert moving.sheet("2026-07", 0) == (
        "1350",
        "200",
        "250",
        "0",
        "1800",
        "311",
        "100",
        "39",
        "1000",
        "350",
    )
    assert moving.income("2026-07", 1) == ("500", "250", "150", "100")
    for span in ("month", "quarter"):
        assert moving.income("2026-07", 0, span) == ("0", "0", "50", "-50")
        assert moving.cash("2026-07", 1, span) == (("0", "0", "50", "0", "0"), ("-50", "1400", "1350"))
    assert moving.income("2026-06", 0) == ("0", "0", "0", "0")
    assert moving.cash("2026-07", 0) == (("465", "276", "150", "435", "124"), ("350", "1000", "1350"))

    books = company.get("/general-ledger", **{"from": "2026-01-01", "to": "2026-07-31"})["books"]
    bank = next(book for book in books if book["code"] == "1002")
    july = {"month": "2026-07", "last_day": "2026-07-31", "debit": "0", "credit": "50"}
    assert (bank["opening"], bank["months"]) == (
        "1400",
        [{**july, "year_debit": "900", "year_credit": "550"}],
    )
    lines = company.get("/accounts/1002/lines", **{"from": "2026-01-01", "to": "2026-07-31"})
    assert (lines["opening"], lines["closing"]) == ("1000", "1350")


def books_are_closed(moving: Moving) -> None:
    company = moving.company
    # Months before the first day are none that could be open; closing the first one asks for no other.
    assert [one["code"] for one in company.get("/periods")] == [
        f"2026-{month:02}" for month in range(11, 6, -1)
    ]
    company.post("/periods/2026-07/close-profit")
    company.post("/periods/2026-07/close")
    assert [one["code"] for one in company.get("/periods")][-1] == "2026-07"
    company.refused(409, "ledger.period_closed", "POST", "/opening-balances", moving.body())

    company.post("/periods/2026-12/close-year")
    assert moving.sheet("2026-12", 0)[-1] == "350"
    december = moving.balances("2026-12-01", "2026-12-31")
    assert december[moving.account("profit")] == ("-100", "100", "0", "0")
    assert december[moving.account("undistributed")] == ("-250", "0", "100", "-350")


def a_year_stands_beside_the_year_before(moving: Moving) -> None:
    earned = ("500", "250", "150", "100")
    flowed = (("465", "276", "150", "435", "124"), ("350", "1000", "1350"))
    for name, rows in (("income_statement", moving.chart.income), ("cash_flow", moving.chart.cash)):
        told = moving.company.get(f"/statements/{name}", period="2026-12", span="year")
        assert (told["columns"], told["agrees"]) == (["year_to_date", "last_year"], True)
        # The books tell nothing of the year before: no amount, rather than nought.
        before = {row["row"]: row["amounts"][1] for row in told["rows"] if row["row"]}
        assert {before[row] for row in rows} == set(before.values()) == {None}
    assert moving.income("2027-12", 1, "year") == earned
    assert moving.cash("2027-12", 1, "year") == flowed
    assert moving.cash("2027-12", 0, "year") == (("0",) * 5, ("0", "1350", "1350"))


def test_an_old_debt_keeps_its_age_and_is_opening_on_a_statement(found: Callable[..., Company]) -> None:
    moving = Moving(found(chart="enterprise"), ENTERPRISE)
    company = moving.company
    moving.enter()
    old_debts(company, ("receivable", moving.customer, "A", "2023-05-01", "200"))

    rows = company.get("/bad-debt-allowance", period="2026-07")["rows"]
    assert [row["owed"] for row in rows] == ["0", "0", "0", "200", "0", "0"]
    whole = {"from": "2026-01-01", "to": "2026-12-31"}
    told = company.get(f"/parties/{moving.customer}/statement", **whole)
    assert (told["opening"], told["rows"], told["closing"]) == ("200", [], "200")


def test_what_cannot_have_moved_is_refused(found: Callable[..., Company]) -> None:
    moving = Moving(found(), SMALL)
    company = moving.company
    more = {"1002": {"year_debit": "901"}}
    assert moving.refused("year_moved_uneven", moving.body(flows=False, changed=more))["detail"] == (
        "What moved in the year so far is 3292 on debit sides and 3291 on credit sides, a difference of 1"
    )
    earlier = {"cost": {"year_debit": "251"}, "1405": {"year_credit": "251"}}
    moving.refused("year_opening_of_profit", moving.body(changed=earlier))
    begins = moving.body()
    moving.refused("year_begins_then", {**begins, "started_on": "2026-01-01"})
    begins["flows"][0]["amount"] = "466"
    assert moving.refused("flows_are_not_cash", begins)["detail"] == (
        "The cash flows add up to 401; cash and bank changed by 400, a difference of 1"
    )
    begins["flows"][0]["amount"] = "232.5"
    twice = {**begins, "flows": [begins["flows"][0], *begins["flows"]]}
    company.post("/opening-balances", twice)
    assert company.get("/opening-balances")["flows"][0] == {"row": begins["flows"][0]["row"], "amount": "465"}
    company.post("/opening-balances/take-back")
    begins["flows"][0]["row"] = 7
    problem = company.refused(422, "platform.invalid_input", "POST", "/opening-balances", begins)
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [("flows.0.row", "cash_flow_row")]
    uneven = moving.body(flows=False, changed={"capital": {"credit": "999"}})
    moving.refused("entry_unbalanced", uneven)
    assert company.accounts() == {}


def test_the_year_is_taken_back_and_entered_without(found: Callable[..., Company]) -> None:
    moving = Moving(found(), SMALL)
    company = moving.company
    company.refused(409, "ledger.no_opening", "POST", "/opening-balances/take-back")
    moving.enter(flows=False)
    # Where nobody says how money flowed, the statement of cash begins with the books.
    assert moving.cash("2026-07", 0) == (("0",) * 5, ("0", "1400", "1400"))
    # It says so, for the months before are in no row; the year's income is told whole.
    assert moving.tells_from("cash_flow", "2026-12", "year") == [JULY, None]
    assert moving.tells_from("cash_flow", "2027-12", "year") == [None, JULY]
    assert moving.tells_from("income_statement", "2026-12", "year") == [None, None]
    said = "本年累计金额只包括2026-07-01起的金额"
    query = {"period": "2026-12", "span": "year"}
    assert said in "".join(pages(company, "/statements/cash_flow/paper", **query))
    parts = company.get("/vouchers", sort="number")["items"]
    assert sorted(one["kind"] for one in parts) == [
        "opening_handed",
        "opening_moved",
        "opening_year",
        "profit_closing_before",
    ]
    for part in parts:
        assert company.get(f"/vouchers/{part['id']}")["allowed_actions"] == []
        company.refused(409, "ledger.opening_together", "POST", f"/vouchers/{part['id']}/reverse", {})
    moving.enter()
    assert moving.tells_from("cash_flow", "2026-12", "year") == [None, None]
    nothing = company.post("/opening-balances/take-back")
    assert (nothing["voucher_id"], nothing["lines"], nothing["started_on"]) == (None, [], JULY)
    assert company.accounts() == {}
    assert moving.cash("2026-07", 0) == (("0",) * 5, ("0", "0", "0"))
    plain = [{k: v for k, v in one.items() if not k.startswith("year_")} for one in moving.lines({})]
    company.post("/opening-balances", {"started_on": JULY, "lines": plain})
    assert company.get("/opening-balances")["year_so_far"] is False
    for name in ("income_statement", "cash_flow"):
        assert moving.tells_from(name, "2026-12", "year") == [JULY, None]
    # What stood there when the books began is the year's beginning, as the cash below: the year before is not known.
    assert moving.sheet("2026-07", 1) == moving.sheet("2026-06", 0)
    assert moving.sheet("2026-07", 1)[0] == "1400"
    assert moving.tells_from("balance_sheet", "2026-07", "month") == [None, JULY]
    assert moving.cash("2026-07", 0)[1] == ("0", "1400", "1400")
