"""A small remainder is let go with the money that comes (抹零), and is no bad debt."""

import pytest

from tests.builders.bad_debts import write_off_body, written_off
from tests.builders.company import Company, receipt_body
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.scenarios.test_ledgers_on_paper import pages

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


class Tail:
    """Five pieces for 1,130.50, of which 1,130 come and 0.50 is let go."""

    def __init__(self, company: Company) -> None:
        self.company, self.customer = company, company.customer("华信")
        goods = company.product(stock="20")
        self.order, self.delivery, self.invoice = company.sold(self.customer, (goods, "5", "226.1"))

    def body(self, *, amount: str = "1130", tail: str = "0.5", **fields: object) -> Json:
        tails = [{"invoice_id": self.invoice["id"], "amount": tail}]
        return receipt_body(self.customer, amount, {self.invoice["id"]: amount}) | {"tails": tails} | fields

    def receive(self) -> Json:
        return self.company.post("/receipts", self.body())

    def papers(self) -> list[tuple[str, str, str]]:
        """What was let go or written off."""
        found = self.company.get("/write-offs", sort="number")["items"]
        return [(one["reason"], one["amount"], one["state"]) for one in found]

    def open(self) -> str:
        return str(self.company.the_invoice(self.invoice)["open"])


@pytest.fixture
def tail(company: Company) -> Tail:
    return Tail(company)


def test_a_remainder_is_let_go_as_money_comes(tail: Tail) -> None:
    company = tail.company
    told = company.post("/receipts/preview", tail.body())
    assert [one["total"] for one in told] == ["1130", "0.5"]
    receipt = tail.receive()

    assert (tail.open(), tail.papers()) == ("0", [("rounding", "0.5", "posted")])
    (paper,) = company.get("/write-offs")["items"]
    assert company.entries("write_off", paper) == [{"560305": "0.5", "1122": "-0.5"}]
    assert company.accounts()["560305"] == "0.5"
    assert "571103" not in company.accounts()
    assert company.balance(tail.customer) == ("0", "0")
    assert company.get(f"/write-offs/{paper['id']}")["allowed_actions"] == ["reverse"]
    came = {"kind": "recovery", "write_off_id": paper["id"]}
    recovery = receipt_body(tail.customer, "0.5") | came
    company.refused(422, "payments.recovery_unclear", "POST", "/receipts", recovery)

    # On the statement it is no bad debt.
    row = company.get(f"/parties/{tail.customer}/statement", **NOVEMBER)["rows"][-1]
    assert (row["let_go"], row["written_off"], row["balance"]) == ("0.5", "0", "0")
    printed = "".join(pages(company, f"/parties/{tail.customer}/statement/paper", **NOVEMBER))
    assert "尾差减免" in printed
    assert "坏账" not in printed

    # The receipt tells what was let go with it, and so does its chain.
    let_go = company.get(f"/receipts/{receipt['id']}")["tails"]
    assert let_go == [
        {
            "id": paper["id"],
            "number": paper["number"],
            "state": "posted",
            "amount": "0.5",
            "invoice_id": tail.invoice["id"],
            "invoice": tail.invoice["number"],
        }
    ]
    chain = company.get(f"/documents/receipt/{receipt['id']}/chain")["documents"]
    assert [(one["kind"], one["total"]) for one in chain if one["type"] == "write_off"] == [
        ("rounding", "0.5")
    ]

    # It goes back with the money.
    company.reverse(receipt)
    assert (tail.open(), tail.papers()) == ("1130.5", [("rounding", "0.5", "reversed")])
    assert green(company)


def test_goods_come_back_after_a_remainder_was_let_go(tail: Tail) -> None:
    company = tail.company
    tail.receive()
    note = company.credited(company.take_back(tail.delivery, "1"))

    # 1,130.50 less 226.10 is owed, 1,130 was paid: 225.60 goes back, and nothing is let go any more.
    assert tail.papers() == [("rounding", "0.5", "reversed")]
    assert (tail.open(), company.the_invoice(note)["open"]) == ("0", "225.6")
    assert "560305" not in company.accounts()
    assert company.accounts()["1122"] == "-225.6"
    assert company.get(f"/parties/{tail.customer}/statement", **NOVEMBER)["closing"] == "-225.6"
    refund = receipt_body(tail.customer, "225.6", {note["id"]: "225.6"}) | {"kind": "refund"}
    company.post("/receipts", refund)
    assert company.balance(tail.customer) == ("0", "0")
    assert green(company)


def test_a_bad_debt_still_stops_its_credit_note(tail: Tail) -> None:
    company = tail.company
    company.receipt(tail.customer, "1130", {tail.invoice["id"]: "1130"})
    written_off(company, tail.customer, {tail.invoice["id"]: "0.5"})
    back = company.take_back(tail.delivery, "1")
    note = company.credit_note(back)
    company.refused(409, "invoicing.written_off", "POST", f"/sales-invoices/{note['id']}/post")
    assert tail.papers() == [("bankrupt", "0.5", "posted")]


def test_a_remainder_is_let_go_of_an_invoice_without_money(tail: Tail) -> None:
    company = tail.company
    company.receipt(tail.customer, "1130", {tail.invoice["id"]: "1130"})
    lost = company.post(
        "/write-offs", write_off_body(tail.customer, {tail.invoice["id"]: "0.5"}, reason="rounding")
    )
    assert company.entries("write_off", lost) == [{"560305": "0.5", "1122": "-0.5"}]
    company.post(f"/write-offs/{lost['id']}/reverse")
    assert tail.open() == "0.5"
    assert green(company)


def test_no_more_is_let_go_than_the_company_allows(tail: Tail) -> None:
    company = tail.company
    assert company.get("/payment-rules") == {"rounding_limit": "10"}
    company.post("/payment-rules", {"rounding_limit": "0.4"})
    refused = company.refused(422, "payments.rounding_too_much", "POST", "/receipts", tail.body())
    assert refused["detail"] == "0.5 is more than the 0.4 that may be let go of an invoice"
    company.post("/payment-rules", {"rounding_limit": "0.6"})
    before = company.books.fingerprint(company.tenant_id)
    part = company.refused(422, "payments.rounding_leaves_rest", "POST", "/receipts", tail.body(tail="0.3"))
    assert part["detail"] == (
        f"Of invoice {tail.invoice['number']} 0.2 would stay open: 0.3 is not all that is left of it"
    )
    early = write_off_body(tail.customer, {tail.invoice["id"]: "0.5"}, reason="rounding")
    company.refused(422, "payments.rounding_leaves_rest", "POST", "/write-offs", early)
    unpaid = tail.body() | {"allocations": []}
    company.refused(422, "payments.tail_unpaid", "POST", "/receipts", unpaid)
    refund = tail.body(kind="refund")
    company.refused(422, "payments.tail_unpaid", "POST", "/receipts", refund)
    assert company.books.fingerprint(company.tenant_id) == before

    # What was let go of an invoice before counts.
    first = company.receipt(tail.customer, "1000", {tail.invoice["id"]: "1000"})
    company.post("/receipts", tail.body(amount="130"))
    company.reverse(first)
    again = tail.body(amount="999.8", tail="0.2")
    company.refused(422, "payments.rounding_too_much", "POST", "/receipts", again)
    _, _, other = company.sold(tail.customer, (company.product(stock="9"), "1", "113"))
    both = write_off_body(tail.customer, {tail.invoice["id"]: "0.1", other["id"]: "0.1"}, reason="rounding")
    company.refused(422, "payments.rounding_alone", "POST", "/write-offs", both)
    company.colleague("sales").refused(
        403, "platform.not_allowed", "POST", "/payment-rules", {"rounding_limit": "1"}
    )


def test_by_the_other_standard_it_is_a_cost_of_finance_too(found: Found) -> None:
    tail = Tail(found(chart="enterprise"))
    tail.receive()
    (paper,) = tail.company.get("/write-offs")["items"]
    assert tail.company.entries("write_off", paper) == [{"660305": "0.5", "1122": "-0.5"}]
