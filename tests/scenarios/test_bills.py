"""Acceptance bills (承兑汇票): in place of money they settle what is owed, and money comes of them later."""

from decimal import Decimal

import pytest

from tests.builders.bills import (
    act,
    bill_body,
    endorse_body,
    endorsed,
    issued,
    paper,
    taken,
    the_bill,
    undo,
)
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.ledger import amounts
from tests.builders.opening_debts import began
from tests.builders.purchases import Buying
from tests.builders.scoped import colleague_with

LATER = {"issued_on": "2026-10-20", "due_on": "2027-01-20"}
CASH = ("receipt", "payment")


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def owed(company: Company, price: str = "1000") -> tuple[str, Json]:
    """A customer and his invoice of ten pieces."""
    customer = company.customer()
    goods = company.product(stock="10", cost="60")
    return customer, company.sold(customer, (goods, "10", price))[2]


def owing(company: Company) -> tuple[str, Json]:
    """A supplier and his invoice of 11300."""
    buying = Buying(company)
    supplier = buying.supplier()
    order = buying.confirmed(supplier, (company.product(), "100", "100"))
    buying.receive(order)
    return supplier, buying.invoiced(order, "F1")


@pytest.mark.parametrize(("chart", "interest"), [("small_enterprise", "560306"), ("enterprise", "660306")])
def test_a_bill_is_taken_passed_on_in_part_and_sold(found: Found, chart: str, interest: str) -> None:
    """收承兑汇票10000，背书6000，贴现4000（息80）."""
    company = found(chart=chart)
    customer, invoice = owed(company)
    supplier, theirs = owing(company)
    body = bill_body(customer, "10000", {invoice["id"]: "10000"}, on=paper(**LATER))
    (told,) = company.post("/taken-bills/preview", body)
    assert (told["total"], company.get("/bills")["items"]) == ("10000", [])

    bill = company.post("/taken-bills", body)
    assert (bill["remaining"], bill["state"], bill["paper"]["record"]) == ("10000", "held", "receipt")
    assert company.entries("receipt", bill["paper"]) == [{"1121": "10000", "1122": "-10000"}]
    assert (company.balance(customer), company.the_invoice(invoice)["open"]) == (("0", "0"), "0")
    assert the_bill(company, bill)["allowed_actions"] == ["endorse", "discount", "dishonour"]

    passed = endorsed(company, bill, supplier, "6000", {theirs["id"]: "6000"})
    assert company.entries("payment", passed["paper"]) == [{"220201": "6000", "1121": "-6000"}]
    assert Buying(company).balance(supplier) == ("5300", "0")
    sold = act(company, bill, "discount", interest="80")
    assert (sold["remaining"], sold["state"]) == ("0", "used")
    assert company.entries("bill", bill) == [{"1002": "3920", interest: "80", "1121": "-4000"}]

    shown = the_bill(company, bill)
    assert [(use["kind"], use["amount"], use["interest"]) for use in shown["uses"]] == [
        ("endorsed", "6000", "0"),
        ("discounted", "4000", "80"),
    ]
    assert (shown["receipt"]["title"], shown["uses"][0]["payment"]["title"]) == (
        bill["paper"]["number"],
        passed["paper"]["number"],
    )
    assert shown["allowed_actions"] == []
    (behind,) = company.get(f"/payments/{passed['paper']['id']}/bill")
    assert (behind["id"], behind["side"]) == (bill["id"], "received")
    assert "bill" in company.chain("receipt", bill["paper"])
    # Under whose name it stood: the customer's, also where it went to the supplier.
    books = company.get("/accounts/1121/balances", **{"from": "2026-11-01", "to": "2026-11-30"})
    assert [(row["title"], row["debit"], row["credit"]) for row in books["rows"]] == [
        ("北京华信科技有限公司", "10000", "10000")
    ]
    assert amounts(company, "cash_flow", "2026-11")[1] == "3920"
    assert green(company)


def test_a_bill_waits_for_its_day_and_each_use_is_taken_back(company: Company) -> None:
    customer, invoice = owed(company)
    bill = taken(company, customer, "12000", {invoice["id"]: "10000"}, on=paper(**LATER))
    assert company.balance(customer) == ("0", "2000")
    place = f"/bills/{bill['id']}"
    early = company.refused(422, "bills.not_due", "POST", f"{place}/collect", {})
    assert "2027-01-20" in early["title"]
    company.refused(422, "bills.other_side", "POST", f"{place}/honour", {})
    company.refused(
        409, "bills.too_small", "POST", f"{place}/discount", {"amount": "12000.01", "interest": "1"}
    )
    company.refused(422, "bills.interest_too_high", "POST", f"{place}/discount", {"interest": "12000"})
    late = {"interest": "1", "occurred_on": "2027-01-21"}
    company.refused(422, "bills.past_due", "POST", f"{place}/discount", late)
    company.refused(422, "bills.not_there_yet", "POST", f"{place}/dishonour", {"occurred_on": "2026-11-01"})
    company.refused(409, "bills.used_already", "POST", f"{place}/reverse")

    supplier = Buying(company).supplier()
    passed = endorsed(company, bill, supplier, "5000")
    assert Buying(company).balance(supplier) == ("0", "5000")
    receipt = f"/receipts/{bill['paper']['id']}/reverse"
    used = company.refused(409, "bills.used_already", "POST", receipt)
    assert the_bill(company, bill)["number"] in used["title"]
    act(company, bill, "discount", amount="1000", interest="10")
    collected = act(company, bill, "collect", amount="6000", occurred_on="2027-01-20")
    assert (collected["state"], collected["remaining"]) == ("used", "0")
    company.refused(409, "platform.wrong_state", "POST", f"{place}/dishonour", {})
    assert company.entries("bill", bill) == [
        {"1002": "990", "560306": "10", "1121": "-1000"},
        {"1002": "6000", "1121": "-6000"},
    ]

    company.post(f"/payments/{passed['paper']['id']}/reverse")
    undo(company, bill, 1)
    undo(company, bill, 2)
    first = the_bill(company, bill)["uses"][0]["id"]
    company.refused(409, "bills.use_undone", "POST", f"{place}/uses/{first}/undo", {})
    shown = the_bill(company, bill)
    assert (shown["remaining"], shown["state"], [use["undone"] for use in shown["uses"]]) == (
        "12000",
        "held",
        [True] * 3,
    )
    assert green(company)
    company.post(receipt)
    company.refused(409, "payments.already_reversed", "POST", receipt)
    assert (the_bill(company, bill)["state"], the_bill(company, bill)["remaining"]) == ("reversed", "0")
    assert company.balance(customer) == ("10000", "0")
    rows = company.get("/trial-balance", **{"from": "2026-11-01", "to": "2027-01-31"})["rows"]
    left = {row["code"]: Decimal(row["closing_debit"]) - Decimal(row["closing_credit"]) for row in rows}
    assert [left.get(code, 0) for code in ("1121", "1002", "560306")] == [0, 0, 0]
    assert green(company)


def test_a_bill_that_nobody_pays_is_owed_again(company: Company) -> None:
    customer, first = owed(company, "100")
    second = company.sold(customer, (company.product(stock="10", cost="60"), "10", "50"))[2]
    bill = taken(company, customer, "1800", {first["id"]: "1000", second["id"]: "500"})
    act(company, bill, "collect", amount="200")
    assert the_bill(company, bill)["remaining"] == "1600"

    act(company, bill, "dishonour")
    # Of 1600 the 300 ahead go first, then the invoice that was settled last, then 800 of the first.
    assert company.balance(customer) == ("1300", "0")
    assert [company.the_invoice(one)["open"] for one in (first, second)] == ["800", "500"]
    (came, gone) = company.entries("receipt", bill["paper"])
    assert came == {"1121": "1800", "1122": "-1500", "2203": "-300"}
    assert gone == {"2203": "300", "1122": "1300", "1121": "-1600"}
    shown = company.get(f"/receipts/{bill['paper']['id']}")
    assert (shown["allocated"], shown["advance"], shown["dishonoured"]) == ("200", "0", "1600")
    assert [(one["invoice"], one["amount"]) for one in shown["allocations"]] == [(first["number"], "200")]
    assert green(company)

    money = company.receipt(customer, "800", {first["id"]: "800"})
    use = the_bill(company, bill)["uses"][-1]["id"]
    company.refused(409, "invoicing.settles_too_much", "POST", f"/bills/{bill['id']}/uses/{use}/undo", {})
    company.reverse(money)
    undo(company, bill)
    assert company.balance(customer) == ("0", "300")
    act(company, bill, "dishonour")
    assert company.balance(customer) == ("1300", "0")
    assert green(company)


def test_a_bill_of_our_own_is_paid_when_it_is_due(company: Company) -> None:
    supplier, theirs = owing(company)
    bill = issued(company, supplier, "12000", {theirs["id"]: "11300"})
    assert company.entries("payment", bill["paper"]) == [{"220201": "11300", "1123": "700", "2201": "-12000"}]
    assert Buying(company).balance(supplier) == ("0", "700")
    company.refused(422, "bills.other_side", "POST", f"/bills/{bill['id']}/discount", {"interest": "1"})
    again = bill_body(supplier, "1")
    company.refused(409, "bills.known", "POST", "/issued-bills", again)
    assert the_bill(company, bill)["allowed_actions"] == ["honour", "dishonour"]

    act(company, bill, "honour")
    assert company.entries("bill", bill) == [{"2201": "12000", "1002": "-12000"}]
    company.refused(409, "bills.used_already", "POST", f"/payments/{bill['paper']['id']}/reverse")
    undo(company, bill)
    assert company.accounts()["2201"] == "-12000"
    company.post(f"/payments/{bill['paper']['id']}/reverse")
    assert the_bill(company, bill)["state"] == "reversed"
    assert Buying(company).balance(supplier) == ("11300", "0")
    assert green(company)


def test_bills_from_before_make_up_the_opening_balances(company: Company) -> None:
    customer, supplier = company.customer(), Buying(company).supplier()
    held = {"side": "received", "paper": paper("1"), "party_id": customer, "amount": "3000"}
    owed_by_us = {"side": "issued", "paper": paper("2"), "party_id": supplier, "amount": "1000"}
    company.refused(409, "payments.opening_not_begun", "POST", "/opening-bills", held)
    lines = [
        {"account": "1121", "debit": "3000", "party_id": customer},
        {"account": "2201", "credit": "1000", "party_id": supplier},
        {"account": "1002", "debit": "500"},
        {"account": "3001", "credit": "2500"},
    ]
    company.post("/opening-balances", {"started_on": "2026-10-01", "lines": lines})
    wait = {
        row["account"]: (row["entered"], row["brought_in"])
        for row in company.get("/opening-balances")["kept"]
    }
    assert wait == {"1121": ("3000", "0"), "2201": ("-1000", "0")}
    first = company.post("/opening-bills", held)
    company.post("/opening-bills", owed_by_us)

    (entry,) = company.get(f"/documents/bill/{first['id']}/entries")
    assert (entry["occurred_on"], entry["total"]) == ("2026-09-30", "3000")
    done = {
        row["account"]: (row["entered"], row["brought_in"])
        for row in company.get("/opening-balances")["kept"]
    }
    assert done == {"1121": ("3000", "3000"), "2201": ("-1000", "-1000")}
    assert company.accounts() == {"1121": "3000", "2201": "-1000", "1002": "500", "3001": "-2500"}
    totals = {row["side"]: row for row in company.get("/bill-totals")}
    assert [totals[side]["soon"] for side in ("received", "issued")] == ["3000", "1000"]
    company.post(f"/bills/{first['id']}/reverse")
    assert "1121" not in company.accounts()
    again = company.post("/opening-bills", held)
    act(company, again, "collect")
    assert company.accounts()["1002"] == "3500"
    assert green(company)


def test_what_stands_on_a_bill_makes_sense(company: Company) -> None:
    customer = company.customer()
    for days in ({"issued_on": "2026-11-03"}, {"issued_on": "2026-10-01", "due_on": "2026-09-30"}):
        wrong = bill_body(customer, "10", on=paper(**days))
        company.refused(422, "bills.days_wrong", "POST", "/taken-bills", wrong)
    wrong = bill_body(customer, "10", on=paper("12/3"))
    company.refused(422, "platform.invalid_input", "POST", "/taken-bills", wrong)
    parts = [taken(company, customer, "10", on=paper("12 34", sub_range=part)) for part in ("1-10", "11-20")]
    assert [the_bill(company, one)["number"] for one in parts] == ["1234", "1234"]
    company.refused(
        409,
        "bills.known",
        "POST",
        "/taken-bills",
        bill_body(customer, "1", on=paper("1234", sub_range="1-10")),
    )
    company.refused(
        422,
        "payments.account_not_money",
        "POST",
        "/receipts",
        {"party_id": customer, "amount": "1", "account_code": "1121"},
    )
    by_hand = {
        "occurred_on": "2026-11-02",
        "lines": [
            {"account": "1121", "debit": "1", "party_id": customer},
            {"account": "1002", "credit": "1"},
        ],
    }
    company.refused(422, "ledger.account_kept", "POST", "/vouchers", by_hand)
    other = Decimal(company.accounts()["1121"])
    assert other == 20


def test_a_bill_passed_on_comes_back_and_is_taken_again(company: Company) -> None:
    customer, supplier = company.customer(), Buying(company).supplier()
    bill = taken(company, customer, "10", on=paper(**LATER))
    body = endorse_body(bill, supplier, "10")
    (told,) = company.post("/endorsed-bills/preview", body)
    assert [(line["account_code"], line["party"]) for line in told["lines"]] == [
        ("1123", "上海供应商"),
        ("1121", "北京华信科技有限公司"),
    ]
    passed = endorsed(company, bill, supplier, "10")
    again = taken(company, customer, "10", on=paper(**LATER))
    # One that is held already cannot come back as well.
    company.refused(409, "bills.known", "POST", f"/payments/{passed['paper']['id']}/reverse")
    company.post(f"/receipts/{again['paper']['id']}/reverse")
    company.post(f"/payments/{passed['paper']['id']}/reverse")
    assert the_bill(company, bill)["remaining"] == "10"
    assert green(company)


def test_a_bill_is_found_by_its_number_and_is_no_merit_unpaid(company: Company) -> None:
    customer = company.customer()
    bill = taken(company, customer, "100", on=paper("778899001122", **LATER))
    taken(company, customer, "7", on=paper("5544", **LATER))
    assert [one["id"] for one in company.get("/bills", search="778899001122")["items"]] == [bill["id"]]
    (group,) = company.get("/search", q="778899001122")["groups"]
    assert (group["record"], [one["id"] for one in group["items"]]) == ("bill", [bill["id"]])

    act(company, bill, "dishonour")
    assert [one["amount"] for one in company.get("/home/ranking", by="receipts")["places"]] == ["7"]
    figures = {one["name"]: one["this"] for one in company.get("/home")["figures"]}
    assert figures["receipts"] == "7"
    assert green(company)


def test_nothing_is_undone_before_it_was_done(company: Company) -> None:
    customer, invoice = owed(company, "100")
    bill = taken(company, customer, "1000", on=paper(**LATER), entered_on="2026-10-25")
    place = f"/bills/{bill['id']}"
    part = {"allocations": [{"invoice_id": invoice["id"], "amount": "1000"}]}
    apply = f"/receipts/{bill['paper']['id']}/apply"
    # An advance is used neither before it was paid nor before the invoice asks for it.
    for code, day, since in (
        ("payments.applied_too_early", "2026-10-24", "2026-10-25"),
        ("invoicing.settled_too_early", "2026-11-01", "2026-11-02"),
    ):
        told = company.refused(422, code, "POST", apply, {**part, "applied_on": day})
        assert (since in told["title"], day in told["title"]) == (True, True)
    company.post(apply, {**part, "applied_on": "2026-11-02"})
    early = {"occurred_on": "2026-11-01"}
    refused = company.refused(422, "payments.dishonoured_too_early", "POST", f"{place}/dishonour", early)
    assert (bill["paper"]["number"] in refused["title"], "2026-11-02" in refused["title"]) == (True, True)
    act(company, bill, "dishonour", occurred_on="2026-11-02")
    undo(company, bill, occurred_on="2026-11-03")
    # It settles again since then, and is not open before.
    company.refused(422, "payments.dishonoured_too_early", "POST", f"{place}/dishonour", early)

    act(company, bill, "collect", occurred_on="2027-01-20")
    use = company.get(place)["uses"][-1]["id"]
    early = {"occurred_on": "2027-01-19"}
    refused = company.refused(422, "bills.undone_too_early", "POST", f"{place}/uses/{use}/undo", early)
    assert "2027-01-20" in refused["title"]
    undo(company, bill)
    act(company, bill, "dishonour", occurred_on="2027-01-31")
    undo(company, bill)
    moved = [
        (entry["occurred_on"], entry["total"])
        for record, one in (("bill", bill), ("receipt", bill["paper"]))
        for entry in company.get(f"/documents/{record}/{one['id']}/entries")
    ]
    assert moved == [
        ("2027-01-20", "1000"),
        ("2027-01-20", "-1000"),
        ("2026-10-25", "1000"),
        ("2026-11-02", "1000"),
        ("2026-11-02", "1000"),
        ("2026-11-03", "-1000"),
        ("2027-01-31", "1000"),
        ("2027-01-31", "-1000"),
    ]
    assert green(company)


def test_who_takes_bills_receives_and_pays(company: Company) -> None:
    customer, supplier = company.customer(), Buying(company).supplier()
    began(
        company,
        [{"account": "1121", "debit": "70", "party_id": customer}, {"account": "3001", "credit": "70"}],
    )
    old = {"side": "received", "paper": paper(), "party_id": customer, "amount": "70"}
    bill = company.post("/opening-bills", old)
    names = ["bills.bill.view", "bills.bill.take", "bills.bill.use", "parties.party.view"]
    # Bills alone settle no invoices.
    person = colleague_with(company, names)
    for door in ("", "/preview"):
        taking, giving = bill_body(customer, "5", on=paper("1")), bill_body(supplier, "5", on=paper("2"))
        person.refused(403, "platform.not_allowed", "POST", f"/taken-bills{door}", taking)
        person.refused(403, "platform.not_allowed", "POST", f"/issued-bills{door}", giving)
    assert "endorse" not in person.get(f"/bills/{bill['id']}")["allowed_actions"]
    assert "reverse" in person.get(f"/bills/{bill['id']}")["allowed_actions"]

    cash = ["payments.receipt.post", "payments.payment.post"]
    other = colleague_with(company, [*names, *cash], {"bills.bill.take": "own"}, name="小李")
    shown = other.get(f"/bills/{bill['id']}")["allowed_actions"]
    assert ("endorse" in shown, "reverse" in shown) == (True, False)
    other.refused(403, "platform.not_allowed", "POST", f"/bills/{bill['id']}/reverse")
    person.post(f"/bills/{bill['id']}/reverse")

    third = colleague_with(company, [*names, *cash], dict.fromkeys(cash, "own"), name="小赵")
    third.refused(
        403, "platform.not_allowed", "POST", "/taken-bills", bill_body(customer, "5", on=paper("1"))
    )
    assert [company.get(f"/{path}")["items"] for path in ("receipts", "payments")] == [[], []]
    assert green(company)


def test_an_advance_is_used_only_by_who_may_post_for_its_party(company: Company) -> None:
    customer, invoice = owed(company, "100")
    supplier, theirs = owing(company)
    receipt = company.receipt(customer, "106")
    payment = company.post("/payments", {"party_id": supplier, "amount": "106"})
    names = ["parties.party.view", *(f"payments.{one}.{may}" for one in CASH for may in ("view", "post"))]
    person = colleague_with(company, names, {f"payments.{one}.post": "own" for one in CASH})
    for path, paid, asked in (("receipts", receipt, invoice), ("payments", payment, theirs)):
        body = {"allocations": [{"invoice_id": asked["id"], "amount": "1"}]}
        assert person.get(f"/{path}/{paid['id']}")["allowed_actions"] == []
        person.refused(403, "platform.not_allowed", "POST", f"/{path}/{paid['id']}/apply", body)
        assert company.post(f"/{path}/{paid['id']}/apply", body)["allocated"] == "1"
