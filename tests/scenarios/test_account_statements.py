"""The statement of account (对账单): what was owed, every document that changed it, and what is owed now."""

import pytest

from heyi.modules.ledger.queries import parties
from tests.builders.bad_debts import written_off
from tests.builders.company import Company
from tests.builders.purchases import Buying
from tests.scenarios.test_ledgers_on_paper import pages, workbook

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def rows(company: Company, party: str, path: str = "statement", **days: str) -> list[tuple[str, ...]]:
    """The rows of a statement, each as document, charged, settled, balance; the opening first, then the closing."""
    told = company.get(f"/parties/{party}/{path}", **(days or NOVEMBER))
    assert told["cut"] is False
    return [
        ("opening", "", "", told["opening"]),
        *((row["source_number"], row["charged"], row["settled"], row["balance"]) for row in told["rows"]),
        ("closing", told["charged"], told["settled"], told["closing"]),
    ]


def test_a_customer_is_told_each_document_once_with_what_he_owes_after_it(company: Company) -> None:
    customer, other = company.customer("华信"), company.customer("乙公司")
    goods = company.product(stock="20")
    ahead = company.receipt(customer, "200", received_on="2026-11-01")
    _, delivery, invoice = company.sold(customer, (goods, "10", "113"))
    company.sold(other, (goods, "1", "113"))
    company.post(
        f"/receipts/{ahead['id']}/apply", {"allocations": [{"invoice_id": invoice["id"], "amount": "200"}]}
    )
    wrong = company.receipt(customer, "300", {invoice["id"]: "300"})
    company.reverse(wrong)
    note = company.credited(company.take_back(delivery, "2"))
    paid = company.receipt(customer, "700", {invoice["id"]: "700"})

    assert rows(company, customer) == [
        ("opening", "", "", "0"),
        (ahead["number"], "0", "200", "-200"),
        (invoice["number"], "1130", "0", "930"),
        (wrong["number"], "0", "300", "630"),
        (wrong["number"], "0", "-300", "930"),
        (note["number"], "-226", "0", "704"),
        (paid["number"], "0", "700", "4"),
        ("closing", "904", "900", "4"),
    ]
    assert rows(company, customer, **{"from": "2026-11-02", "to": "2026-11-02"})[0][3] == "-200"
    assert rows(company, customer, **{"from": "2026-11-03", "to": "2026-11-30"}) == [
        ("opening", "", "", "4"),
        ("closing", "0", "0", "4"),
    ]
    told = company.get(f"/parties/{customer}/statement", **NOVEMBER)["rows"]
    assert [(row["source_number"], row["corrects"]) for row in told if row["credit_note"]] == [
        (note["number"], [invoice["number"]])
    ]
    assert [one["title"] for one in company.get(f"/sales-invoices/{note['id']}")["corrects"]] == [
        invoice["number"]
    ]
    assert company.get(f"/sales-invoices/{invoice['id']}")["corrects"] == []
    paper = "".join(pages(company, f"/parties/{customer}/statement/paper", **NOVEMBER))
    assert "红字发票" in paper
    assert f"冲{invoice['number']}" in paper
    assert "其中" not in paper
    assert "致：华信" in paper
    assert "核销" not in paper
    # The month has not ended: nobody confirms a day to come.
    assert "截至2026-11-02，华信应付我公司货款¥4.00（大写：肆元整）。" in paper
    assert company.get(f"/parties/{customer}/statement", **NOVEMBER)["last_day"] == "2026-11-02"
    for written in (invoice["number"], "1,130.00", "-226.00", "904.00", "900.00"):
        assert written in paper


def test_what_was_paid_ahead_stands_apart_from_open_invoices(company: Company) -> None:
    customer = company.customer("华信")
    company.receipt(customer, "300", received_on="2026-11-01")
    company.sold(customer, (company.product(stock="10"), "5", "113"))

    told = company.get(f"/parties/{customer}/statement", **NOVEMBER)
    assert (told["closing"], told["invoices"], told["ahead"]) == ("265", "565", "300")
    paper = "".join(pages(company, f"/parties/{customer}/statement/paper", **NOVEMBER))
    assert "¥265.00" in paper
    assert "其中：未收发票¥565.00，减预收款¥300.00。" in paper
    rows = workbook(company, f"/parties/{customer}/statement/sheet", **NOVEMBER)
    assert rows[3][:4] == ["Date", "Document", "Document number", "Summary"]
    assert [row[-1] for row in rows[4:8]] == [0.0, -300.0, 265.0, 265.0]
    assert rows[8][0] == "Of this: open invoices 565.00 CNY, less 300.00 CNY paid ahead."
    seller = company.colleague("sales")
    seller.refused(403, "platform.not_allowed", "GET", f"/parties/{customer}/statement/sheet")


def test_what_was_given_up_is_no_money_that_came(company: Company) -> None:
    customer = company.customer("华信")
    _, _, invoice = company.sold(customer, (company.product(stock="10"), "10", "113"))
    company.receipt(customer, "700", {invoice["id"]: "700"})
    lost = written_off(company, customer, {invoice["id"]: "430"})

    told = company.get(f"/parties/{customer}/statement", **NOVEMBER)
    assert [(row["charged"], row["settled"], row["written_off"], row["balance"]) for row in told["rows"]] == [
        ("1130", "0", "0", "1130"),
        ("0", "700", "0", "430"),
        ("0", "0", "430", "0"),
    ]
    names = ("charged", "settled", "written_off", "closing")
    assert [told[name] for name in names] == ["1130", "700", "430", "0"]
    paper = "".join(pages(company, f"/parties/{customer}/statement/paper", **NOVEMBER))
    for said in ("坏账核销", "430.00", lost["number"]):
        assert said in paper


def test_a_supplier_is_told_what_we_owe_him(company: Company) -> None:
    buying = Buying(company)
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "10", "50"))
    buying.receive(order)
    invoice = buying.posted(buying.entered(order, "24312000000012345678", ["50"]))
    payment = buying.pay(supplier, "600", {invoice["id"]: "565"})

    assert rows(company, supplier, "supplier-statement") == [
        ("opening", "", "", "0"),
        (invoice["number"], "565", "0", "565"),
        (payment["number"], "0", "600", "-35"),
        ("closing", "565", "600", "-35"),
    ]
    told = company.get(f"/parties/{supplier}/supplier-statement", **NOVEMBER)
    assert (told["invoices"], told["ahead"]) == ("0", "35")
    assert workbook(company, f"/parties/{supplier}/supplier-statement/sheet", **NOVEMBER)[6][-1] == -35.0
    paper = "".join(pages(company, f"/parties/{supplier}/supplier-statement/paper", **NOVEMBER))
    assert "款项¥35.00（大写：叁拾伍元整）。" in paper


def test_a_statement_is_told_to_whom_the_customer_is_shown(company: Company) -> None:
    customer = company.customer()
    seller = company.colleague("sales")
    seller.refused(404, "platform.not_found", "GET", f"/parties/{customer}/statement")
    theirs = seller.post("/parties", {"name": "她的客户"})["id"]
    assert seller.get(f"/parties/{theirs}/statement")["closing"] == "0"
    seller.refused(403, "platform.not_allowed", "GET", f"/parties/{theirs}/statement/paper")
    seller.refused(403, "platform.not_allowed", "GET", f"/parties/{theirs}/supplier-statement")


def test_a_statement_that_is_not_whole_is_no_paper(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parties, "MOST_ENTRIES", 2)
    customer = company.customer()
    for amount in ("1", "2", "3"):
        company.receipt(customer, amount)
    told = company.get(f"/parties/{customer}/statement", **NOVEMBER)
    assert (told["cut"], [row["settled"] for row in told["rows"]], told["closing"]) == (
        True,
        ["1", "2"],
        "-6",
    )
    printed = f"/parties/{customer}/statement/paper"
    company.refused(422, "payments.statement_too_long", "GET", printed, query=NOVEMBER)
