"""Foreign currencies: rates, accounts that keep one, what they hold in both, and a month's end that revalues it."""

from tests.builders import bank
from tests.builders.bank_files import MT940
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.ledger import (
    amounts,
    fold_books,
    foreign_account,
    in_foreign,
    posted,
    rate,
    voucher_body,
    written,
)
from tests.builders.server import Served


def test_currencies_and_their_rates(company: Company) -> None:
    company.refused(422, "ledger.currency_unknown", "POST", "/currencies", {"currency": "CNY"})
    company.refused(422, "ledger.currency_unknown", "POST", "/currencies", {"currency": "QQQ"})
    table = [
        {"currency": "USD", "day": day, "rate": said}
        for day, said in (("2026-10-01", "7.1"), ("2026-10-20", "7.12345678"), ("2026-11-02", "7.05"))
    ]
    company.refused(422, "ledger.currency_unknown", "POST", "/exchange-rates", {"rates": table})
    company.post("/currencies", {"currency": "USD"})
    known = company.post("/exchange-rates", {"rates": [*table, {**table[0], "rate": "7.2"}]})
    assert known["active"] == [
        {"code": "USD", "active": True, "accounts": 0, "rate": "7.05", "rate_day": "2026-11-02"}
    ]
    assert (known["own"], known["daily_rates"], "USD" in known["others"]) == ("CNY", True, False)
    company.post("/exchange-rates", {"rates": [{"currency": "USD", "day": "2026-11-02"}]})
    rates = company.get("/exchange-rates", currency="USD")
    assert [(one["day"], one["rate"], one["set_by"]) for one in rates] == [
        ("2026-10-20", "7.12345678", "张三"),
        ("2026-10-01", "7.2", "张三"),
    ]
    day = {"day": "2026-10-25"}
    assert company.get("/exchange-rates/of-day", **day) == [
        {"currency": "USD", "rate": "7.12345678", "day": "2026-10-20"}
    ]
    company.post("/book-rules", {"daily_rates": False})
    assert company.get("/exchange-rates/of-day", **day)[0]["rate"] == "7.2"
    assert company.get("/exchange-rates/of-day", day="2026-09-30") == [
        {"currency": "USD", "rate": None, "day": None}
    ]


def test_a_line_says_what_it_is_in_the_currency_of_its_account(company: Company) -> None:
    money = {"name": "中行美元户", "kind": "bank", "below": "1002", "currency": "USD"}
    company.refused(422, "ledger.currency_unknown", "POST", "/money-accounts", money)
    foreign_account(company, "1221", "122198", "应收美元")
    company.post("/money-accounts", money)
    other = ("3001", "0", "7100")
    for line, code in (
        (("100202", "7100", "0"), "ledger.foreign_amount_missing"),
        (("100202", "7100", "0", in_foreign("1000", "7.2")), "ledger.rate_differs"),
        (("100202", "7100", "0", in_foreign("-1000", "7.1")), "ledger.rate_differs"),
        (("100201", "7100", "0", in_foreign("1000", "7.1")), "ledger.no_foreign_amount"),
    ):
        company.refused(422, code, "POST", "/vouchers", voucher_body("2026-11-02", line, other))
    draft = written(company, "2026-11-02", ("100202", "7100", "0", in_foreign("1000")), other)
    line = company.get(f"/vouchers/{draft['id']}")["lines"][0]
    assert (line["currency"], line["foreign_amount"], line["rate"]) == ("USD", "1000", None)
    done = company.post(f"/vouchers/{draft['id']}/post")
    entry = company.get(f"/journal-entries/{done['entry_id']}")["lines"]
    assert [(one["currency"], one["foreign_amount"], one["rate"]) for one in entry] == [
        ("USD", "1000", "7.1"),
        (None, None, None),
    ]
    account = next(one for one in company.get("/accounts", limit=200)["items"] if one["code"] == "100202")
    place, kept = f"/accounts/{account['id']}/currency", {"currency": None}
    company.refused(409, "ledger.account_holds", "PATCH", place, kept, version=account["version"])
    company.refused(
        409, "ledger.currency_in_use", "POST", "/currencies", {"currency": "USD", "active": False}
    )
    receipt = {"party_id": company.customer(), "amount": "1", "allocations": [], "account_code": "100202"}
    company.refused(422, "ledger.foreign_amount_missing", "POST", "/receipts", receipt)
    held = company.get("/money-balances")["accounts"]
    assert [(one["name"], one["currency"], one["foreign_balance"], one["balance"]) for one in held][-1] == (
        "中行美元户",
        "USD",
        "1000",
        "7100",
    )


def test_a_foreign_account_is_reconciled_in_its_currency(company: Company) -> None:
    company.post("/currencies", {"currency": "USD"})
    money = company.post(
        "/money-accounts", {"name": "中行美元户", "kind": "bank", "below": "1002", "currency": "USD"}
    )["id"]
    rate(company, "2026-11-01", "7.1")
    rate(company, "2026-11-03", "7.05")
    capital = ("100202", "7100", "0", in_foreign("1000", "7.1"))
    posted(company, "2026-10-30", capital, ("3001", "0", "7100"))
    posted(company, "2026-11-02", ("100202", "3550", "0", in_foreign("500", "7.1")), ("3001", "0", "3550"))
    in_dollars = MT940.replace(b"CNY", b"USD")
    assert bank.checked(company, money, in_dollars)["new"] == 3
    bank.taken_in(company, money, in_dollars)
    open_ = bank.unmatched(company, money)
    assert [entry["amount"] for entry in open_["entries"]] == ["500"]
    assert open_["makings"] == ["voucher"]
    assert bank.pairs(open_) == [("day", "2026-11-02", ["500"], ["500"])]
    bank.accepted(company, money, open_)
    fee = next(line for line in open_["lines"] if line["amount"] == "-12.5")
    path = f"/bank-lines/{fee['id']}/post"
    payment = {"making": "payment", "party_id": company.customer()}
    company.refused(422, "banking.foreign_needs_voucher", "POST", path, payment)
    assert open_["currency"] == "USD"
    (seen,) = company.post(f"{path}/preview", {"making": "voucher", "account": "560304"})
    assert [(one["currency"], one["foreign_amount"], one["rate"], one["credit"]) for one in seen["lines"]][
        1
    ] == (
        "USD",
        "12.5",
        "7.05",
        "88.13",
    )
    made = company.post(path, {"making": "voucher", "account": "560304"})
    # By the day's rate: 12.50 * 7.05 = 88.125, and a cent's half goes up.
    lines = company.get(f"/vouchers/{made['document_id']}")["lines"]
    assert [
        (one["account_code"], one["debit"], one["credit"], one["foreign_amount"], one["rate"])
        for one in lines
    ] == [("560304", "88.13", "0", None, None), ("100202", "0", "88.13", "12.5", "7.05")]
    # What a rate makes of it is no movement of the bank's.
    company.post("/periods/2026-11/revaluation")
    table = bank.reconciliation(company, money, "2026-11")
    assert (table["summary"]["currency"], bank.figures(table)) == (
        "USD",
        ["1487.5", "1487.5", "0", "0", "0", True],
    )
    assert bank.reconciliation(company, money, "2027-01")["summary"]["bank_only"] == "-7"
    company.post(f"/money-accounts/{money}/reconciliations/2026-11/confirm")
    company.post("/book-rules", {"daily_rates": False})
    taken_back = next(line for line in open_["lines"] if line["amount"] == "-7")
    second = company.post(f"/bank-lines/{taken_back['id']}/post", {"making": "voucher", "account": "560304"})
    # The month's first day has the rate of November the third.
    (_, of_bank) = company.get(f"/vouchers/{second['document_id']}")["lines"]
    assert (of_bank["credit"], of_bank["foreign_amount"], of_bank["rate"]) == ("49.35", "7", "7.05")


def _tells_balances(company: Company) -> None:
    """What October did to each account, in both currencies."""
    balances = company.get("/foreign-balances", **{"from": "2026-10-01", "to": "2026-10-31"})
    told = ("account_code", "party", "debit", "credit", "closing", "foreign_debit", "foreign_closing")
    assert [tuple(one[name] for name in told) for one in balances["accounts"]] == [
        ("101298", None, "830", "0", "830", "100", "100"),
        ("122198", None, "14200", "3625", "10575", "2000", "1500"),
        ("224198", None, "5", "710", "-705", "0", "-100"),
    ]
    assert [(one["party"], one["foreign_closing"], one["closing"]) for one in balances["parties"]] == [
        ("乙", "1000", "7050"),
        ("甲", "500", "3525"),
    ]
    lines = company.get("/accounts/122198/lines", **{"from": "2026-10-11", "to": "2026-10-31"})
    assert (lines["currency"], lines["foreign_opening"], lines["foreign_closing"]) == ("USD", "2000", "1500")
    first_line = lines["lines"][0]
    assert tuple(first_line[name] for name in ("foreign_amount", "rate", "foreign_balance")) == (
        "500",
        "7.1",
        "1500",
    )


def test_what_is_held_in_currencies_is_revalued_at_a_months_end(company: Company, served: Served) -> None:
    foreign_account(company, "1221", "122198", "应收美元")
    foreign_account(company, "1012", "101298", "欧元户", "EUR")
    foreign_account(company, "2241", "224198", "应付美元")
    first, second = company.customer("甲"), company.customer("乙")
    sale = ("500101", "0", "7100")
    for party in (first, second):
        posted(
            company,
            "2026-10-10",
            ("122198", "7100", "0", in_foreign("1000", "7.1", party_id=party)),
            sale,
        )
    posted(company, "2026-10-12", ("101298", "800", "0", in_foreign("100", "8")), ("3001", "0", "800"))
    posted(company, "2026-10-15", ("560209", "710", "0"), ("224198", "0", "710", in_foreign("100", "7.1")))
    fold_books(served, company)
    posted(
        company,
        "2026-10-20",
        ("1002", "3560", "0"),
        ("122198", "0", "3550", in_foreign("500", "7.1", party_id=first)),
        ("530105", "0", "10"),
    )
    rate(company, "2026-10-31", "7.05")
    place = "/periods/2026-10/revaluation"
    assert company.get(place)["missing"] == ["EUR"]
    company.refused(409, "ledger.rate_missing", "POST", place, {})
    rate(company, "2026-10-30", "8.3", "EUR")
    proposal = company.get(place)
    assert proposal["gain"] == "-40"
    assert [
        (
            one["account_code"],
            one["party"],
            one["foreign_balance"],
            one["balance"],
            one["worth"],
            one["difference"],
        )
        for one in proposal["rows"]
    ] == [
        ("101298", None, "100", "800", "830", "30"),
        ("122198", "乙", "1000", "7100", "7050", "-50"),
        ("122198", "甲", "500", "3550", "3525", "-25"),
        ("224198", None, "-100", "-710", "-705", "5"),
    ]
    checks = {one["name"]: one["count"] for one in company.get("/periods/2026-10")["checks"]}
    assert checks["not_revalued"] == 4
    company.post(place)
    company.refused(409, "ledger.nothing_to_revalue", "POST", place, {})
    (voucher,) = company.get(place)["vouchers"]
    assert company.entries("voucher", voucher) == [
        {"101298": "30", "122198": "-25", "224198": "5", "560303": "40"}
    ]
    assert amounts(company, "cash_flow", "2026-10")[2] == "3590"

    _tells_balances(company)
    company.post(f"/vouchers/{voucher['id']}/reverse", {"occurred_on": "2026-10-31"})
    assert company.get(place)["gain"] == "-40"
    rate(company, "2026-10-31", "7.2")
    assert company.post(place)["total"] == "180"
    fold_books(served, company)
    assert company.get("/foreign-balances", to="2026-10-31")["accounts"][1]["closing"] == "10800"


def test_a_gain_on_the_enterprise_chart_is_less_of_financial_expenses(found: Found) -> None:
    company = found(chart="enterprise")
    foreign_account(company, "1012", "101298", "美元户")
    posted(company, "2026-10-12", ("101298", "710", "0", in_foreign("100", "7.1")), ("4001", "0", "710"))
    rate(company, "2026-10-31", "7.2")
    company.post("/periods/2026-10/revaluation")
    assert company.accounts() == {"101298": "720", "4001": "-710", "660303": "-10"}
    assert amounts(company, "cash_flow", "2026-10") == {
        23: "710",
        26: "710",
        31: "710",
        32: "10",
        33: "720",
        35: "720",
    }
