"""Bills that nobody pays, in our hands or where they went (退票, 追索): who owes what again, to the cent."""

from tests.builders.bills import act, endorsed, issued, paper, sent_back, taken, the_bill, undo
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import amounts
from tests.builders.opening_debts import began
from tests.builders.purchases import Buying
from tests.builders.scoped import colleague_with
from tests.scenarios.test_bills import LATER, green, owed, owing


def test_a_bill_that_was_sold_is_sent_back_by_the_bank(company: Company) -> None:
    """贴现1000（息80），到期被追索：银行扣回票面金额，贴现息不退，客户恢复欠款."""
    customer, invoice = owed(company, "100")
    bill = taken(company, customer, "1000", {invoice["id"]: "1000"}, on=paper(**LATER))
    act(company, bill, "discount", interest="80")
    sold = f"/bills/{bill['id']}/uses/{the_bill(company, bill)['uses'][0]['id']}"
    early = {"occurred_on": "2026-11-01"}
    company.refused(422, "bills.sent_back_too_early", "POST", f"{sold}/recourse", early)

    came = sent_back(company, bill)
    assert (came["remaining"], came["state"]) == ("0", "used")
    assert (company.balance(customer), company.the_invoice(invoice)["open"]) == (("1000", "0"), "1000")
    assert company.entries("bill", bill) == [{"1002": "920", "560306": "80", "1121": "-1000"}]
    assert company.entries("receipt", bill["paper"]) == [
        {"1121": "1000", "1122": "-1000"},
        {"1122": "1000", "1002": "-1000"},
    ]
    accounts = company.accounts()
    assert ("1121" in accounts, accounts["1002"], accounts["560306"]) == (False, "-80", "80")
    # What it brought of sales is gone again: 920 less 1000.
    assert amounts(company, "cash_flow", "2026-11")[1] == "-80"
    (first, second) = the_bill(company, bill)["uses"]
    assert (first["came_back"], first["may_undo"], first["may_send_back"]) == (True, False, False)
    assert (second["kind"], second["amount"], second["money_account"]) == ("recourse", "1000", "银行存款")
    company.refused(409, "bills.use_came_back", "POST", f"{sold}/recourse", {})
    company.refused(409, "bills.use_came_back", "POST", f"{sold}/undo", {})
    again = f"/bills/{bill['id']}/uses/{second['id']}/recourse"
    company.refused(409, "bills.not_sent_back", "POST", again, {})
    company.refused(409, "bills.used_already", "POST", f"/receipts/{bill['paper']['id']}/reverse")
    assert green(company)

    # The bank gives it back after all; then it was never sold, nor taken.
    undo(company, bill)
    assert (company.balance(customer), company.accounts()["1002"]) == (("0", "0"), "920")
    undo(company, bill, 0)
    assert (the_bill(company, bill)["remaining"], company.balance(customer)) == ("1000", ("0", "0"))
    company.post(f"/receipts/{bill['paper']['id']}/reverse")
    assert (company.balance(customer), the_bill(company, bill)["state"]) == (("1000", "0"), "reversed")
    assert green(company)


def test_a_bill_that_was_passed_on_is_owed_to_the_supplier_again(company: Company) -> None:
    """背书600（核销400、预付200）被退回：重新欠供应商，客户重新欠我们；另400贴现的不受影响."""
    customer, invoice = owed(company, "100")
    supplier, theirs = owing(company)
    buying = Buying(company)
    bill = taken(company, customer, "1000", {invoice["id"]: "1000"}, on=paper(**LATER))
    passed = endorsed(company, bill, supplier, "600", {theirs["id"]: "400"})
    act(company, bill, "discount", interest="10")
    assert buying.balance(supplier) == ("10900", "200")

    sent_back(company, bill)
    assert (buying.balance(supplier), company.balance(customer)) == (("11300", "0"), ("600", "0"))
    assert company.entries("payment", passed["paper"])[1] == {"1121": "600", "220201": "-400", "1123": "-200"}
    assert company.entries("receipt", bill["paper"])[1] == {"1122": "600", "1121": "-600"}
    shown = company.get(f"/payments/{passed['paper']['id']}")
    assert (shown["allocated"], shown["prepaid"], shown["dishonoured"], shown["allocations"]) == (
        "0",
        "0",
        "600",
        [],
    )
    # Who holds it again is nobody: it is neither reversed nor passed on once more.
    company.refused(409, "bills.use_came_back", "POST", f"/payments/{passed['paper']['id']}/reverse")
    assert the_bill(company, bill)["allowed_actions"] == []
    assert green(company)
    paid = buying.pay(supplier, "600", {theirs["id"]: "600"})
    assert buying.balance(supplier) == ("10700", "0")
    company.post(f"/payments/{paid['id']}/reverse")

    undo(company, bill)
    assert (buying.balance(supplier), company.balance(customer)) == (("10900", "200"), ("0", "0"))
    company.post(f"/payments/{passed['paper']['id']}/reverse")
    assert (the_bill(company, bill)["remaining"], buying.balance(supplier)) == ("600", ("11300", "0"))
    assert green(company)


def test_bills_from_before_that_nobody_pays(company: Company) -> None:
    """期初应收票据3000：1000贴现后被追索，其余2000退票；期初应付票据1000到期未付."""
    customer, supplier = company.customer(), Buying(company).supplier()
    lines = [
        {"account": "1121", "debit": "3000", "party_id": customer},
        {"account": "2201", "credit": "1000", "party_id": supplier},
        {"account": "3001", "credit": "2000"},
    ]
    began(company, lines, "2026-10-01")
    held = {"side": "received", "paper": paper("1"), "party_id": customer, "amount": "3000"}
    ours = {"side": "issued", "paper": paper("2", kind="trade"), "party_id": supplier, "amount": "1000"}
    bill, own = company.post("/opening-bills", held), company.post("/opening-bills", ours)
    company.post("/periods/2026-09/close")
    act(company, bill, "discount", amount="1000", interest="5")

    act(company, bill, "dishonour")
    assert company.balance(customer) == ("2000", "0")
    sent_back(company, bill, 0)
    act(company, own, "dishonour")
    assert (company.balance(customer), Buying(company).balance(supplier)) == (("3000", "0"), ("1000", "0"))
    accounts = company.accounts()
    assert [accounts.get(code) for code in ("1121", "2201", "1122", "220201", "1002", "560306")] == [
        None,
        None,
        "3000",
        "-1000",
        "-5",
        "5",
    ]
    debts = [use["debt"] for use in the_bill(company, bill)["uses"][1:]]
    (first, second) = [company.get(f"/sales-invoices/{debt['id']}") for debt in debts]
    assert [
        (one["kind"], one["paper_number"], one["invoiced_on"], one["open"]) for one in (first, second)
    ] == [
        ("bill", "1", "2026-05-02", "2000"),
        ("bill", "1", "2026-05-02", "1000"),
    ]
    assert company.entries("sales_invoice", first) == [{"1122": "2000", "1121": "-2000"}]
    assert company.entries("sales_invoice", second) == [{"1122": "1000", "1002": "-1000"}]
    assert first["allowed_actions"] == ["receive", "write_off"]
    company.refused(409, "invoicing.only_opening", "POST", f"/sales-invoices/{first['id']}/reverse")
    # They are no debts from before: nothing more is brought in of the opening balances.
    assert company.get("/opening-debts")["rows"] == []
    assert green(company)

    money = company.receipt(customer, "500", {first["id"]: "500"})
    company.post(
        "/write-offs",
        {
            "party_id": customer,
            "reason": "bankrupt",
            "allocations": [{"invoice_id": second["id"], "amount": "1000"}],
        },
    )
    place = f"/bills/{bill['id']}/uses/{the_bill(company, bill)['uses'][1]['id']}/undo"
    company.refused(409, "invoicing.opening_settled", "POST", place, {})
    company.reverse(money)
    company.post(place, {})
    assert (the_bill(company, bill)["remaining"], company.balance(customer)) == ("2000", ("0", "0"))
    act(company, bill, "dishonour")
    undo(company, own)
    act(company, own, "honour", amount="400")
    act(company, own, "dishonour")
    debt = the_bill(company, own)["uses"][-1]["debt"]
    assert (debt["record"], Buying(company).balance(supplier)) == ("supplier_invoice", ("600", "0"))
    Buying(company).pay(supplier, "600", {debt["id"]: "600"})
    assert Buying(company).balance(supplier) == ("0", "0")
    assert green(company)


def test_our_own_bill_is_paid_in_part(company: Company) -> None:
    """商业承兑汇票付了一部分，其余转回应付账款；银行承兑汇票由银行垫付，转短期借款."""
    supplier, theirs = owing(company)
    buying = Buying(company)
    bill = issued(company, supplier, "12000", {theirs["id"]: "11300"}, on=paper("1", kind="trade"))
    act(company, bill, "honour", amount="5000")
    assert the_bill(company, bill)["allowed_actions"] == ["honour", "dishonour"]
    act(company, bill, "dishonour")
    # Of 7000 the 700 ahead go first.
    assert buying.balance(supplier) == ("6300", "0")
    assert company.entries("payment", bill["paper"])[1] == {"2201": "7000", "220201": "-6300", "1123": "-700"}
    # A new bill of our own takes the place of the rest.
    longer = issued(company, supplier, "6300", {theirs["id"]: "6300"}, on=paper("2", **LATER))
    assert (buying.balance(supplier), company.accounts()["2201"]) == (("0", "0"), "-6300")
    company.refused(422, "bills.not_due", "POST", f"/bills/{longer['id']}/dishonour", {})
    assert "dishonour" not in the_bill(company, longer)["allowed_actions"]
    assert green(company)

    # A bank that accepted it pays, and is owed.
    act(company, longer, "dishonour", occurred_on="2027-01-20")
    assert company.entries("bill", longer) == [{"2201": "6300", "2001": "-6300"}]
    (entry,) = company.get(f"/documents/bill/{longer['id']}/entries")
    assert {line["account_code"]: line["party"] for line in entry["lines"]} == {
        "2201": "上海供应商",
        "2001": None,
    }
    assert (buying.balance(supplier), the_bill(company, longer)["state"]) == (("0", "0"), "used")
    # Which day is nobody's to say, and with it there is nothing to send.
    use = the_bill(company, longer)["uses"][-1]["id"]
    answer = company.client.post(
        f"/bills/{longer['id']}/uses/{use}/undo", headers={"Idempotency-Key": "undo"}
    )
    assert answer.status_code == 200, answer.text
    assert company.entries("bill", longer)[1] == {"2201": "-6300", "2001": "6300"}
    company.post(f"/payments/{longer['paper']['id']}/reverse")
    undo(company, bill)
    assert (buying.balance(supplier), the_bill(company, bill)["remaining"]) == (("0", "700"), "7000")
    assert green(company)


def test_an_unpaid_bill_beside_a_credit_note_of_its_goods(company: Company) -> None:
    """退货开红字发票（400待退款）后票据退票：红字发票先抵欠款，客户只欠600；重新兑付后仍待退款400."""
    customer = company.customer()
    goods = company.product(stock="10", cost="60")
    _, delivery, invoice = company.sold(customer, (goods, "10", "100"))
    bill = taken(company, customer, "1000", {invoice["id"]: "1000"}, on=paper(**LATER))
    note = company.credited(company.take_back(delivery, "4"))
    assert (company.balance(customer), company.the_invoice(note)["open"]) == (("-400", "0"), "400")

    act(company, bill, "dishonour")
    stands = [company.the_invoice(one)["open"] for one in (invoice, note)]
    assert (company.balance(customer), stands) == (("600", "0"), ["600", "0"])
    assert green(company)
    undo(company, bill)
    stands = [company.the_invoice(one)["open"] for one in (invoice, note)]
    assert (company.balance(customer), stands) == (("-400", "0"), ["0", "400"])
    company.refund(customer, "400", {note["id"]: "400"})
    # What was given back is owed again with the rest.
    act(company, bill, "dishonour")
    assert company.balance(customer) == ("1000", "0")
    undo(company, bill)
    assert green(company)

    # Not paid first, then the goods come back: the credit note makes room for the bill again.
    act(company, bill, "dishonour")
    other = company.credited(company.take_back(delivery, "6"))
    assert (company.balance(customer), company.the_invoice(other)["open"]) == (("400", "0"), "0")
    undo(company, bill)
    stands = [company.the_invoice(one)["open"] for one in (invoice, other)]
    assert (company.balance(customer), stands) == (("-600", "0"), ["0", "600"])
    assert green(company)


def test_a_credit_note_gives_nothing_before_its_own_day(company: Company) -> None:
    """退票记在10月25日，红字发票是11月2日开的：冲抵发生在11月2日，不早于红字发票."""
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10", cost="60"), "10", "100"))
    delivery = company.deliver(order)
    invoice = company.invoiced(order, invoiced_on="2026-10-20")
    settles = {invoice["id"]: "1000"}
    bill = taken(company, customer, "1000", settles, on=paper(**LATER), entered_on="2026-10-22")
    note = company.credited(company.take_back(delivery, "4"))

    act(company, bill, "dishonour", occurred_on="2026-10-25")

    query = (
        "SELECT invoice_id, amount, occurred_on::text AS day FROM settlement "
        "WHERE tenant_id = %s AND source_type = 'sales_invoice' ORDER BY id"
    )
    rows = company.books.rows(query, [company.tenant_id])
    assert {(str(row["invoice_id"]), row["amount"], row["day"]) for row in rows} == {
        (invoice["id"], 400, "2026-11-02"),
        (note["id"], 400, "2026-11-02"),
    }
    assert company.balance(customer) == ("600", "0")
    assert green(company)


def uses_of(shown: Json) -> list[tuple[str, str, bool]]:
    """What became of a bill, on which day, and whether it was taken back."""
    return [(use["kind"], use["occurred_on"], use["undone"]) for use in shown["uses"]]


def test_what_is_used_is_there_on_its_day_and_after(company: Company) -> None:
    customer, supplier = company.customer(), Buying(company).supplier()
    bill = taken(company, customer, "1000", on=paper(**LATER), entered_on="2026-10-22")
    act(company, bill, "discount", amount="600", interest="5", occurred_on="2026-10-25")
    undo(company, bill)
    # From the 25th until today 600 of it were at the bank.
    place = f"/bills/{bill['id']}"
    for day in ("2026-10-22", "2026-10-25", "2026-11-01"):
        body = {"amount": "500", "interest": "1", "occurred_on": day}
        said = company.refused(409, "bills.used_then", "POST", f"{place}/discount", body)
        assert "400" in said["title"]
        company.refused(409, "bills.used_then", "POST", f"{place}/dishonour", {"occurred_on": day})
    act(company, bill, "discount", amount="400", interest="1", occurred_on="2026-10-26")
    part = {"bill_id": bill["id"], "party_id": supplier, "amount": "600", "allocations": []}
    early = {**part, "occurred_on": "2026-11-01"}
    company.refused(409, "bills.used_then", "POST", "/endorsed-bills", early)
    company.post("/endorsed-bills", part)
    assert uses_of(the_bill(company, bill)) == [
        ("discounted", "2026-10-25", True),
        ("discounted", "2026-10-26", False),
        ("endorsed", "2026-11-02", False),
    ]
    # The account never held less than nothing.
    days = ("2026-10-22", "2026-10-25", "2026-10-26", "2026-11-02")
    held = [company.get("/trial-balance", **{"from": day, "to": day})["rows"] for day in days]
    closing = [next((row["closing_debit"] for row in rows if row["code"] == "1121"), "0") for rows in held]
    assert closing == ["1000", "400", "0", "0"]
    assert green(company)


def test_only_whose_bill_it_is_says_that_it_came_back(company: Company) -> None:
    bill = taken(company, company.customer(), "50")
    act(company, bill, "discount", interest="1")
    use = the_bill(company, bill)["uses"][0]["id"]
    names = ["bills.bill.view", "bills.bill.use", "parties.party.view"]
    person = colleague_with(company, names, {"bills.bill.use": "own"})
    place = f"/bills/{bill['id']}/uses/{use}/recourse"
    person.refused(403, "platform.not_allowed", "POST", place, {})
