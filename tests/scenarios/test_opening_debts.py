"""What was owed and paid ahead before the books began is collected, paid, used and written off as anything else."""

import pytest

from tests.builders.bad_debts import written_off
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.ledger import amounts, posted, voucher_body, written
from tests.builders.opening_debts import BEGAN, began, debt_body, old_debts, opening_lines
from tests.builders.purchases import Buying

KEPT = ("1122", "220201", "2203", "1123")


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def left(company: Company) -> dict[str, str]:
    return {one["side"]: one["left"] for one in company.get("/opening-debts")["totals"]}


@pytest.fixture
def parties(company: Company) -> tuple[str, str]:
    return company.customer(), Buying(company).supplier()


def test_old_debts_bring_in_what_the_opening_balances_left(
    company: Company, parties: tuple[str, str]
) -> None:
    customer, supplier = parties
    buying = Buying(company)
    lines = opening_lines(customer, supplier)
    one = ("receivable", customer, "INV-7", "2025-03-01", "1200")
    company.refused(409, "payments.opening_not_begun", "POST", "/opening-debts", debt_body(one))
    began(company, lines)
    assert company.accounts() == {"1002": "5000", "3001": "-6100", "310401": "1100"}
    assert left(company) == {
        "receivable": "2000",
        "payable": "700",
        "advance_received": "500",
        "advance_paid": "300",
    }
    assert [one["brought_in"] for one in company.get("/opening-debts")["totals"]] == ["0"] * 4

    papers = old_debts(
        company,
        one,
        ("receivable", customer, "INV-9", "2025-12-31", "800"),
        ("payable", supplier, "GY-1", "2026-08-15", "700"),
        ("advance_received", customer, "YS-1", "2026-09-01", "500"),
        ("advance_paid", supplier, "YF-1", "2026-09-02", "300"),
    )

    assert set(left(company).values()) == {"0"}
    assert {one["entered"] == one["brought_in"] for one in company.get("/opening-balances")["kept"]} == {True}
    assert company.accounts() == {
        "1002": "5000",
        "1122": "2000",
        "1123": "300",
        "220201": "-700",
        "2203": "-500",
        "3001": "-6100",
    }
    assert company.balance(customer) == ("2000", "500")
    assert buying.balance(supplier) == ("700", "300")
    sheet = amounts(company, "balance_sheet", "2026-09")
    assert {row: sheet[row] for row in (1, 4, 5, 30, 33, 34, 48, 53)} == {
        1: "5000",
        4: "2000",
        5: "300",
        30: "7300",
        33: "700",
        34: "500",
        48: "6100",
        53: "7300",
    }
    october = company.get("/trial-balance", **{"from": "2026-10-01", "to": "2026-10-31"})["totals"]
    assert (october["opening_debit"], october["debit"]) == ("7300", "0")
    each_reader_sees_them(company, customer, papers)
    began(company, lines)
    company.refused(
        409,
        "ledger.opening_debts_stand",
        "POST",
        "/opening-balances",
        {"started_on": "2026-09-01", "lines": lines},
    )
    assert set(left(company).values()) == {"0"}
    assert green(company)


def each_reader_sees_them(company: Company, customer: str, papers: dict[str, Json]) -> None:
    old = company.get(f"/sales-invoices/{papers['INV-7']['id']}")
    assert [old[name] for name in ("number", "paper_number", "invoiced_on", "order", "lines", "tax")] == [
        "XSFP202609300001",
        "INV-7",
        "2025-03-01",
        None,
        [],
        "0",
    ]
    assert old["allowed_actions"] == ["reverse", "receive", "write_off"]
    open_ = company.get(f"/parties/{customer}/balance")["open_invoices"]
    assert [(item["paper_number"], item["invoiced_on"], item["open"]) for item in open_] == [
        ("INV-7", "2025-03-01", "1200"),
        ("INV-9", "2025-12-31", "800"),
    ]
    # Who is asked to pay knows his own paper, not our number of it.
    asked = company.get("/collection", party_id=customer)["rows"]
    assert [(row["record"], row["number"]) for row in asked] == [
        ("sales_invoice", "INV-7"),
        ("sales_invoice", "INV-9"),
    ]
    lists = {"sales-invoices": 2, "supplier-invoices": 1, "receipts": 1, "payments": 1}
    assert {path: len(company.get(f"/{path}")["items"]) for path in lists} == lists
    (hit,) = company.get("/search", q="inv-7")["groups"]
    assert [(hit["path"], item["id"]) for item in hit["items"]] == [("sales-invoices", old["id"])]
    found = company.get("/supplier-invoices", search="GY-1")["items"]
    assert [row["id"] for row in found] == [papers["GY-1"]["id"]]


def test_old_debts_are_settled_and_old_advances_used(company: Company, parties: tuple[str, str]) -> None:
    customer, supplier = parties
    buying = Buying(company)
    began(company, opening_lines(customer, supplier))
    papers = old_debts(
        company,
        ("receivable", customer, "INV-7", "2025-03-01", "1200"),
        ("receivable", customer, "INV-9", "2025-12-31", "800"),
        ("payable", supplier, "GY-1", "2026-08-15", "700"),
        ("advance_received", customer, "YS-1", "2026-09-01", "500"),
        ("advance_paid", supplier, "YF-1", "2026-09-02", "300"),
    )
    first, second, owed = (papers[name]["id"] for name in ("INV-7", "INV-9", "GY-1"))

    came = company.receipt(customer, "1250", {first: "1200", second: "50"})
    assert company.entries("receipt", came) == [{"1002": "1250", "1122": "-1250"}]
    lost = written_off(company, customer, {second: "150"})
    assert company.entries("write_off", lost) == [{"571103": "150", "1122": "-150"}]
    new = company.sold(customer, (company.service(), "1", "106"))[2]
    advance = papers["YS-1"]["id"]
    parts = [{"invoice_id": new["id"], "amount": "106"}, {"invoice_id": second, "amount": "100"}]
    assert company.post(f"/receipts/{advance}/apply", {"allocations": parts})["advance"] == "294"
    buying.pay(supplier, "500", {owed: "500"})
    prepaid = papers["YF-1"]["id"]
    company.post(f"/payments/{prepaid}/apply", {"allocations": [{"invoice_id": owed, "amount": "200"}]})

    assert company.balance(customer) == ("500", "294")
    assert buying.balance(supplier) == ("0", "100")
    held = company.accounts()
    assert {code: held.get(code, "0") for code in KEPT} == {
        "1122": "500",
        "220201": "0",
        "2203": "-294",
        "1123": "100",
    }
    for path, settled in (("sales-invoices", second), ("supplier-invoices", owed)):
        company.refused(409, "invoicing.opening_settled", "POST", f"/{path}/{settled}/reverse")
    company.refused(409, "invoicing.only_opening", "POST", f"/sales-invoices/{new['id']}/reverse")
    assert (
        company.get(f"/receipts/{advance}")["account_code"],
        company.get("/home/ranking", by="receipts")["places"][0]["amount"],
    ) == (None, "1250")

    company.reverse(came)
    company.post(f"/write-offs/{lost['id']}/reverse")
    company.post(f"/receipts/{advance}/reverse")
    company.post(f"/payments/{prepaid}/reverse")
    assert company.get(f"/sales-invoices/{second}")["open"] == "800"
    company.post(f"/sales-invoices/{second}/reverse")
    company.refused(409, "platform.wrong_state", "POST", f"/sales-invoices/{second}/reverse")
    assert company.get(f"/sales-invoices/{second}")["state"] == "cancelled"
    assert left(company) == {
        "receivable": "800",
        "payable": "0",
        "advance_received": "500",
        "advance_paid": "300",
    }
    again = old_debts(company, ("receivable", customer, "INV-9", "2025-12-31", "800"))
    assert again["INV-9"]["number"] == "XSFP202609300003"
    assert green(company)


def test_the_first_day_moves_once_nothing_old_stands(company: Company, parties: tuple[str, str]) -> None:
    lines = opening_lines(*parties)
    began(company, lines)
    old = old_debts(company, ("receivable", parties[0], "INV-7", "2025-03-01", "1200"))["INV-7"]
    company.post(f"/sales-invoices/{old['id']}/reverse")
    began(company, lines, "2026-09-01")
    assert green(company)
    again = old_debts(company, ("receivable", parties[0], "INV-7", "2025-03-01", "1200"))["INV-7"]
    (entry,) = company.get(f"/documents/sales_invoice/{again['id']}/entries")
    assert (entry["occurred_on"], left(company)["receivable"]) == ("2026-08-31", "800")
    assert green(company)


def test_a_wrong_row_refuses_all_of_them_with_its_place(company: Company, parties: tuple[str, str]) -> None:
    customer, supplier = parties
    began(company, opening_lines(customer, supplier))
    old_debts(company, ("receivable", customer, "A", "2025-01-01", "10"))
    nobody = "00000000-0000-7000-8000-000000000000"

    wrong = company.refused(
        422,
        "platform.invalid_input",
        "POST",
        "/opening-debts",
        debt_body(
            ("payable", supplier, "B", "2026-09-30", "5"),
            ("payable", customer, "C", "2026-10-01", "5"),
            ("receivable", nobody, "D", "2025-01-01", "5"),
            ("receivable", customer, "A", "2025-01-01", "5"),
            ("advance_received", customer, "E", "2025-01-01", "-5"),
            ("payable", supplier, "B", "2025-01-01", "5"),
        ),
    )
    assert [(one["field"], one["code"]) for one in wrong["errors"]] == [
        ("rows.1.party_id", "opening_no_supplier"),
        ("rows.1.invoiced_on", "opening_too_late"),
        ("rows.2.party_id", "no_such_record"),
        ("rows.3.number", "opening_number_taken"),
        ("rows.4.amount", "opening_advance_received_turned"),
        ("rows.5.number", "opening_number_taken"),
    ]
    assert left(company)["payable"] == "700"

    company.post("/periods/2026-09/close")
    late = debt_body(("payable", supplier, "B", "2026-09-30", "5"))
    company.refused(409, "ledger.period_closed", "POST", "/opening-debts", late)
    (row,) = company.get("/opening-debts")["rows"]
    company.refused(409, "ledger.period_closed", "POST", f"/sales-invoices/{row['id']}/reverse")
    viewer, seller = company.colleague("viewer"), company.colleague("sales", "王五")
    assert viewer.get("/opening-debts")["totals"][0]["debts"] == "10"
    viewer.refused(403, "platform.not_allowed", "POST", "/opening-debts", late)
    seller.refused(403, "platform.not_allowed", "GET", "/opening-debts")


def test_many_rows_are_entered_by_as_many_statements_as_few(
    company: Company, parties: tuple[str, str]
) -> None:
    customer, supplier = parties
    began(company, opening_lines(customer, supplier))

    whose = {
        "receivable": customer,
        "payable": supplier,
        "advance_received": customer,
        "advance_paid": supplier,
    }

    def statements(first: int, count: int) -> int:
        rows = [
            (side, party, str(at), "2025-01-01", "1")
            for at in range(first, first + count)
            for side, party in whose.items()
        ]
        return company.statements("POST", "/opening-debts", debt_body(*rows))

    statements(0, 1)
    assert statements(100, 40) == statements(200, 2)


def test_old_debts_are_set_aside_for_by_their_day_on_paper(found: Found) -> None:
    company = found(chart="enterprise")
    customer = company.customer()
    lines = [
        {"account": "1122", "debit": "2000", "party_id": customer},
        {"account": "4001", "credit": "2000"},
    ]
    began(company, lines)
    old_debts(
        company,
        ("receivable", customer, "INV-7", "2025-03-01", "1200"),
        ("receivable", customer, "INV-9", "2023-09-30", "800"),
    )
    told = company.get("/bad-debt-allowance", period="2026-10")
    assert {row["years"]: row["owed"] for row in told["rows"] if row["owed"] != "0"} == {1: "1200", 3: "800"}
    assert green(company)


def test_a_hand_writes_nothing_before_the_books_begin(company: Company) -> None:
    """A voucher of September would change what stood open in October; one that was a draft then stays one."""
    lines = (("560209", "1", "0"), ("1001", "0", "1"))
    draft = written(company, "2026-09-15", *lines)
    began(company, [{"account": "1002", "debit": "5"}, {"account": "3001", "credit": "5"}])
    path = f"/vouchers/{draft['id']}/post"
    for problem in (
        company.refused(422, "ledger.before_books", "POST", path),
        company.refused(422, "ledger.before_books", "POST", "/vouchers", voucher_body("2026-09-30", *lines)),
    ):
        assert BEGAN in problem["title"]
    assert company.accounts() == {"1002": "5", "3001": "-5"}
    posted(company, BEGAN, *lines)
    assert green(company)
