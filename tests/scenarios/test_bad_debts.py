"""What a customer will not pay any more is written off, and sometimes comes after all."""

from decimal import Decimal

from tests.builders.bad_debts import recovered, write_off_body, written_off
from tests.builders.bills import act, taken
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.ledger import fold_books
from tests.builders.server import Served


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def sold_twice(company: Company, customer: str, price: str = "113") -> tuple[Json, Json]:
    """Two invoices of ten pieces each."""
    goods = company.product(stock="20", cost="60")
    first, second = (company.sold(customer, (goods, "10", price))[2] for _ in range(2))
    return first, second


def test_a_loss_is_written_off_invoice_by_invoice_and_taken_back(company: Company) -> None:
    customer, other = company.customer(), company.customer("另一家")
    first, second = sold_twice(company, customer)
    assert first["allowed_actions"] == ["receive", "write_off"]
    body = write_off_body(customer, {first["id"]: "1130", second["id"]: "130"}, note="清算终结")

    (told,) = company.post("/write-offs/preview", body)
    assert (told["total"], company.get("/write-offs")["items"]) == ("1260", [])
    lost = company.post("/write-offs", body)

    assert company.entries("write_off", lost) == [{"571103": "1260", "1122": "-1260"}]
    assert company.balance(customer) == ("1000", "0")
    assert [company.the_invoice(one)["open"] for one in (first, second)] == ["0", "1000"]
    shown = company.get(f"/write-offs/{lost['id']}")
    assert (shown["amount"], shown["recovered"], shown["reason"], shown["made_by"], shown["note"]) == (
        "1260",
        "0",
        "bankrupt",
        "张三",
        "清算终结",
    )
    assert [(line["invoice"], line["amount"]) for line in shown["lines"]] == [
        (first["number"], "1130"),
        (second["number"], "130"),
    ]
    assert shown["allowed_actions"] == ["recover", "reverse"]
    assert "write_off" in company.chain("sales_invoice", first)
    more = write_off_body(customer, {second["id"]: "1000.01"})
    company.refused(409, "invoicing.settles_too_much", "POST", "/write-offs", more)
    theirs = write_off_body(other, {second["id"]: "1"})
    company.refused(409, "invoicing.settles_too_much", "POST", "/write-offs", theirs)

    company.post(f"/write-offs/{lost['id']}/reverse")
    assert company.balance(customer) == ("2260", "0")
    assert company.get(f"/write-offs/{lost['id']}")["allowed_actions"] == []
    company.refused(409, "platform.wrong_state", "POST", f"/write-offs/{lost['id']}/reverse")
    assert company.accounts()["1122"] == "2260"
    assert green(company)


def test_nothing_is_written_off_before_it_was_asked(company: Company) -> None:
    customer = company.customer()
    goods = company.product(stock="20", cost="60")
    older, younger = (
        company.invoiced(order, invoiced_on=day)
        for day in ("2026-10-30", "2026-11-01")
        for order in [company.confirmed(customer, (goods, "10", "113"))]
        if company.deliver(order)
    )
    both = write_off_body(customer, {older["id"]: "1130", younger["id"]: "130"}, occurred_on="2026-10-31")

    for door in ("/write-offs", "/write-offs/preview"):
        early = company.refused(422, "payments.written_off_too_early", "POST", door, both)
        assert younger["number"] in early["title"]
        assert "2026-11-01" in early["title"]
    assert company.balance(customer) == ("2260", "0")

    written_off(company, customer, {older["id"]: "1130"}, occurred_on="2026-10-30")
    company.post("/write-offs", {**both, "allocations": both["allocations"][1:], "occurred_on": "2026-11-01"})
    assert company.balance(customer) == ("1000", "0")
    assert green(company)


def test_what_was_written_off_comes_after_all(company: Company) -> None:
    customer, other = company.customer(), company.customer("另一家")
    first, _ = sold_twice(company, customer, "500")
    lost = written_off(company, customer, {first["id"]: "5000"})
    body = {"party_id": customer, "amount": "2000", "kind": "recovery", "write_off_id": lost["id"]}

    came = company.post("/receipts", body)

    assert company.entries("write_off", lost) == [{"571103": "5000", "1122": "-5000"}]
    assert company.entries("receipt", came) == [{"1002": "2000", "530109": "-2000"}]
    assert company.balance(customer) == ("5000", "0")
    paper = company.get(f"/receipts/{came['id']}")
    assert (paper["advance"], paper["write_off"]["title"]) == ("0", lost["number"])
    assert company.get("/home/ranking", by="receipts")["places"][0]["amount"] == "2000"
    more = {**body, "amount": "3000.01"}
    too_much = company.refused(409, "payments.recovers_too_much", "POST", "/receipts", more)
    assert "3000" in too_much["title"]
    unclear = [
        {**body, "write_off_id": None},
        {**body, "kind": "receipt"},
        {**body, "allocations": [{"invoice_id": first["id"], "amount": "1"}]},
    ]
    for wrong in unclear:
        company.refused(422, "payments.recovery_unclear", "POST", "/receipts", wrong)
    company.refused(404, "platform.not_found", "POST", "/receipts", {**body, "party_id": other})
    company.refused(409, "payments.recovered_already", "POST", f"/write-offs/{lost['id']}/reverse")

    company.reverse(came)
    shown = company.get(f"/write-offs/{lost['id']}")
    assert (shown["recovered"], shown["recoveries"][0]["state"]) == ("0", "reversed")
    company.post(f"/write-offs/{lost['id']}/reverse")
    company.refused(409, "platform.wrong_state", "POST", "/receipts", body)
    assert company.balance(customer) == ("10000", "0")
    assert green(company)


def test_by_the_other_standard_a_loss_is_taken_from_what_was_set_aside(found: Found) -> None:
    company = found(chart="enterprise")
    customer = company.customer()
    first, _ = sold_twice(company, customer)
    lost = written_off(company, customer, {first["id"]: "1130"})
    came = recovered(company, customer, lost, "200", account_code="1002")

    assert company.entries("write_off", lost) == [{"123101": "1130", "1122": "-1130"}]
    (entry,) = company.get(f"/documents/receipt/{came['id']}/entries")
    assert [
        (line["account_code"], f"{Decimal(line['debit']) - Decimal(line['credit']):f}")
        for line in entry["lines"]
    ] == [("1122", "200"), ("123101", "-200"), ("1002", "200"), ("1122", "-200")]
    assert company.balance(customer) == ("1130", "0")
    assert green(company)


def test_what_may_not_be_paid_is_set_aside_by_age(served: Served, found: Found) -> None:
    company = found(chart="enterprise")
    customer, other = company.customer(), company.customer("另一家")
    goods = company.product(stock="50", cost="60")
    old, new, theirs = (
        company.invoiced(order, invoiced_on=day)
        for who, price, day in (
            (customer, "100", "2024-10-31"),
            (customer, "50", "2026-10-01"),
            (other, "20", "2025-11-01"),
        )
        for order in [company.confirmed(who, (goods, "10", price))]
        if company.deliver(order)
    )
    company.receipt(customer, "300", {new["id"]: "300"})
    company.receipt(other, "10", {theirs["id"]: "10"}, received_on="2026-12-01")

    told = company.get("/bad-debt-allowance", period="2026-11")
    # His 300 were for the young one: 200 are left of it, and all of the old one.
    assert [(row["owed"], row["rate"], row["needed"]) for row in told["rows"]] == [
        ("200", "0.05", "10"),
        ("200", "0.1", "20"),
        ("1000", "0.3", "300"),
        ("0", "0.5", "0"),
        ("0", "0.8", "0"),
        ("0", "1", "0"),
    ]
    assert (told["needed"], told["held"], told["difference"]) == ("330", "0", "330")
    made = company.post("/bad-debt-allowance", {"period": "2026-11"})
    assert company.entries("voucher", made) == [{"6702": "330", "123101": "-330"}]
    again = company.refused(
        409, "payments.nothing_to_set_aside", "POST", "/bad-debt-allowance", {"period": "2026-11"}
    )
    assert "2026-11" in again["title"]

    written_off(company, customer, {old["id"]: "700"})
    rates = ["0.01", "0.1", "0.3", "0.5", "0.8", "1"]
    after = company.post("/bad-debt-allowance/rates", {"rates": rates})
    # With 700 of 2024 written off, 300 of it are left: 2, 20 and 90 are needed, and 370 more were used than set aside.
    assert (after["needed"], after["held"], after["difference"]) == ("112", "-370", "482")
    company.post("/bad-debt-allowance", {"period": "2026-11"})
    company.receipt(customer, "500", {new["id"]: "200", old["id"]: "300"})
    less = company.post("/bad-debt-allowance", {"period": "2026-11"})
    assert company.entries("voucher", less) == [{"6702": "-92", "123101": "92"}]
    company.post(f"/vouchers/{less['id']}/reverse", {})
    unfolded = company.get("/bad-debt-allowance", period="2026-11")
    assert (unfolded["held"], unfolded["difference"]) == ("112", "-92")
    fold_books(served, company)
    assert company.get("/bad-debt-allowance", period="2026-11") == unfolded
    assert green(company)


def test_only_what_was_asked_makes_a_debt_young(found: Found) -> None:
    """Money of another matter that comes in, is taken back or goes out makes no old debt younger."""
    company = found(chart="enterprise")
    customer, other = company.customer(), company.customer("另一家")
    goods = company.product(stock="50", cost="60")

    def billed(who: str, day: str) -> tuple[Json, Json]:
        order = company.confirmed(who, (goods, "10", "100"))
        return company.deliver(order), company.invoiced(order, invoiced_on=day)

    def told() -> tuple[list[str], str]:
        found = company.get("/bad-debt-allowance", period="2026-11")
        return [row["owed"] for row in found["rows"]], found["needed"]

    _, lost = billed(customer, "2023-10-31")
    billed(customer, "2024-10-31")
    old = ["0", "0", "1000", "0", "0", "0"], "300"
    paper = written_off(company, customer, {lost["id"]: "1000"}, occurred_on="2024-01-31")
    assert told() == old
    came = recovered(company, customer, paper, "1000", account_code="1002", received_on="2026-11-02")
    assert told() == old
    company.reverse(came)
    assert told() == old
    company.post(f"/write-offs/{paper['id']}/reverse")
    older = ["0", "0", "1000", "1000", "0", "0"], "800"
    assert told() == older

    billed(other, "2023-10-31")
    delivery, paid = billed(other, "2026-11-01")
    company.receipt(other, "1000", {paid["id"]: "1000"}, received_on="2026-11-01")
    credit = company.credited(company.take_back(delivery, "10"))
    company.refund(other, "1000", {credit["id"]: "1000"})
    assert told() == (["0", "0", "1000", "2000", "0", "0"], "1300")
    assert green(company)


def test_a_debt_is_as_old_as_what_is_left_of_it(found: Found) -> None:
    """By what was settled with what: money, credit notes, unpaid bills; only what is for nothing is for the oldest."""
    company = found(chart="enterprise")
    customer = company.customer()
    goods = company.product(stock="50", cost="60")

    def billed(day: str) -> tuple[Json, Json]:
        order = company.confirmed(customer, (goods, "10", "100"))
        return company.deliver(order), company.invoiced(order, invoiced_on=day)

    def told() -> list[str]:
        rows = company.get("/bad-debt-allowance", period="2026-11")["rows"]
        return [row["owed"] for row in rows][:4]

    (_, old), (delivery, middle), (_, new) = (
        billed(day) for day in ("2023-10-31", "2024-10-31", "2026-10-01")
    )
    assert told() == ["1000", "0", "1000", "1000"]
    # The credit note settles what is open of its own order.
    company.credited(company.take_back(delivery, "4"))
    assert told() == ["1000", "0", "600", "1000"]
    # Beside an invoice that is paid it settles nothing: what it gives back is for the oldest.
    paid = company.receipt(customer, "600", {middle["id"]: "600"})
    company.credited(company.take_back(delivery, "1"))
    assert told() == ["1000", "0", "0", "900"]
    company.reverse(paid)
    assert told() == ["1000", "0", "600", "900"]
    # A bill pays the young one, and is not paid: it is as young as it was.
    bill = taken(company, customer, "1000", {new["id"]: "1000"}, entered_on="2026-10-05")
    assert told() == ["0", "0", "600", "900"]
    act(company, bill, "dishonour")
    assert told() == ["1000", "0", "600", "900"]
    company.receipt(customer, "800", {old["id"]: "800"})
    # 100 of the credit note are for the oldest that is left.
    assert told() == ["1000", "0", "600", "100"]
    assert green(company)


def test_a_small_enterprise_sets_nothing_aside(company: Company) -> None:
    assert company.get("/bad-debt-allowance", period="2026-11")["applies"] is False
    body = {"period": "2026-11"}
    company.refused(409, "payments.no_allowance", "POST", "/bad-debt-allowance", body)
