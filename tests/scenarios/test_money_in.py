"""Money that comes in, in part, ahead or by mistake, and goes back."""

import pytest

from tests.builders.company import Company, receipt_body


@pytest.fixture
def customer(company: Company) -> str:
    return company.customer()


@pytest.fixture
def invoice(company: Company, customer: str) -> dict[str, str]:
    """An open invoice over 1130."""
    _, _, invoice = company.sold(customer, (company.product(stock="10"), "10", "113"))
    assert invoice["open"] == "1130"
    return invoice  # type: ignore[no-any-return]  # JSON of the API


def test_what_is_not_for_an_invoice_is_an_advance(
    company: Company, customer: str, invoice: dict[str, str]
) -> None:
    receipt = company.receipt(customer, "1500.5", {invoice["id"]: "1000"})

    assert (receipt["allocated"], receipt["advance"]) == ("1000", "500.5")
    assert company.entries("receipt", receipt) == [{"1002": "1500.5", "1122": "-1000", "2203": "-500.5"}]
    assert company.balance(customer) == ("130", "500.5")


def test_money_before_any_invoice_is_an_advance_whole(company: Company, customer: str) -> None:
    receipt = company.receipt(customer, "0.01", account_code="1001")

    assert company.entries("receipt", receipt) == [{"1001": "0.01", "2203": "-0.01"}]
    assert company.balance(customer) == ("0", "0.01")


def test_one_receipt_settles_several_invoices(
    company: Company, customer: str, invoice: dict[str, str]
) -> None:
    _, _, second = company.sold(customer, (company.product(stock="10"), "1", "0.01"))

    receipt = company.receipt(customer, "630", {invoice["id"]: "629.99", second["id"]: "0.01"})

    found = company.get(f"/receipts/{receipt['id']}")
    told = {(item["invoice"], item["amount"]) for item in found["allocations"]}
    assert told == {(invoice["number"], "629.99"), (second["number"], "0.01")}
    assert [company.the_invoice(item)["open"] for item in (invoice, second)] == ["500.01", "0"]


def test_an_invoice_named_twice_in_one_receipt_is_settled_for_the_sum(
    company: Company, customer: str, invoice: dict[str, str]
) -> None:
    parts = [{"invoice_id": invoice["id"], "amount": amount} for amount in ("600", "530")]
    company.post("/receipts", receipt_body(customer, "1130") | {"allocations": parts})

    assert company.the_invoice(invoice)["open"] == "0"
    assert company.balance(customer) == ("0", "0")


def test_a_reversed_receipt_leaves_its_invoices_open_and_the_books_as_they_were(
    company: Company, customer: str, invoice: dict[str, str]
) -> None:
    before = company.accounts()
    receipt = company.receipt(customer, "1500", {invoice["id"]: "1130"})

    reversed_ = company.reverse(receipt)

    assert reversed_["state"] == "reversed"
    assert company.accounts() == before
    assert company.balance(customer) == ("1130", "0")
    first, second = company.get(f"/documents/receipt/{receipt['id']}/entries")
    assert (second["reverses_id"], second["number"]) == (first["id"], "记-0006")
    assert [line["debit"] for line in second["lines"]] == ["-1500", "0", "0"]
    assert company.get(f"/receipts/{receipt['id']}")["allowed_actions"] == []
    company.receipt(customer, "1130", {invoice["id"]: "1130"})
    assert company.balance(customer) == ("0", "0")


def test_a_receipt_is_taken_back_once(company: Company, customer: str, invoice: dict[str, str]) -> None:
    receipt = company.receipt(customer, "1130", {invoice["id"]: "1130"})
    company.reverse(receipt)

    problem = company.refused(409, "payments.already_reversed", "POST", f"/receipts/{receipt['id']}/reverse")

    assert problem["params"] == {"number": receipt["number"]}


def test_a_refund_taken_back_leaves_the_credit_note_open(company: Company, customer: str) -> None:
    _, delivery, invoice = company.sold(customer, (company.product(stock="10"), "10", "113"))
    company.receipt(customer, "1130", {invoice["id"]: "1130"})
    credit = company.credited(company.take_back(delivery, "1"))
    refund = company.refund(customer, "113", {credit["id"]: "113"})
    assert company.the_invoice(credit)["open"] == "0"

    company.reverse(refund)

    assert company.the_invoice(credit)["open"] == "113"
    assert company.balance(customer) == ("-113", "0")


def test_more_than_is_open_is_not_settled(company: Company, customer: str, invoice: dict[str, str]) -> None:
    company.receipt(customer, "1000", {invoice["id"]: "1000"})

    problem = company.refused(
        409,
        "invoicing.settles_too_much",
        "POST",
        "/receipts",
        receipt_body(customer, "200", {invoice["id"]: "130.01"}),
    )

    assert problem["params"] == {"number": invoice["number"], "wanted": "130.01", "available": "130"}
    assert problem["title"] == f"{invoice['number']}: 130.01 to settle, only 130 open"


def test_a_refund_beyond_the_credit_note_is_refused(company: Company, customer: str) -> None:
    _, delivery, invoice = company.sold(customer, (company.product(stock="10"), "10", "113"))
    company.receipt(customer, "1130", {invoice["id"]: "1130"})
    credit = company.credited(company.take_back(delivery, "1"))

    company.refused(
        409,
        "invoicing.settles_too_much",
        "POST",
        "/receipts",
        receipt_body(customer, "113.01", {credit["id"]: "113.01"}, kind="refund"),
    )


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_a_posted_invoice_is_settled(company: Company, customer: str, state: str) -> None:
    order = company.confirmed(customer, (company.product(stock="10"), "10", "113"))
    company.deliver(order)
    invoice = company.invoice(order)
    if state == "cancelled":
        company.post(f"/sales-invoices/{invoice['id']}/cancel")

    company.refused(
        409,
        "invoicing.settles_too_much",
        "POST",
        "/receipts",
        receipt_body(customer, "1", {invoice["id"]: "1"}),
    )


def test_money_of_one_customer_does_not_settle_the_invoice_of_another(
    company: Company, invoice: dict[str, str]
) -> None:
    other = company.customer("别的客户")
    company.refused(
        409,
        "invoicing.settles_too_much",
        "POST",
        "/receipts",
        receipt_body(other, "1130", {invoice["id"]: "1130"}),
    )


def test_a_receipt_is_not_for_a_credit_note_and_a_refund_not_for_an_invoice(
    company: Company, customer: str, invoice: dict[str, str]
) -> None:
    _, delivery, paid = company.sold(customer, (company.product(stock="10"), "10", "113"))
    company.receipt(customer, "1130", {paid["id"]: "1130"})
    credit = company.credited(company.take_back(delivery, "1"))
    assert credit["open"] == "113"
    for kind, document in (("receipt", credit), ("refund", invoice)):
        company.refused(
            409,
            "invoicing.settles_too_much",
            "POST",
            "/receipts",
            receipt_body(customer, "1", {document["id"]: "1"}, kind=kind),
        )


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("payments.allocates_too_much", {"amount": "1129.99"}),
        ("payments.refund_unallocated", {"kind": "refund", "amount": "1130.01"}),
        ("payments.account_not_money", {"account_code": "1122"}),
        ("payments.account_not_money", {"account_code": ""}),
        ("ledger.account_unusable", {"account_code": "10029"}),
        ("ledger.account_unusable", {"account_code": "1002' OR 'a'='a"}),
    ],
    ids=["more allocated than came", "refund with a rest", "no money lies there", "none", "no such", "sql"],
)
def test_a_receipt_that_makes_no_sense_is_refused(
    company: Company, customer: str, invoice: dict[str, str], code: str, changed: dict[str, str]
) -> None:
    body = receipt_body(customer, "1130", {invoice["id"]: "1130"}) | changed
    company.refused(422, code, "POST", "/receipts", body)


@pytest.mark.parametrize(
    "amount", ["0", "-1", "0.001", "1e30", "NaN", "Infinity", "", "一百", 100.5, True, None]
)
def test_an_amount_is_a_positive_decimal_of_two_places_written_as_text(
    company: Company, customer: str, amount: object
) -> None:
    problem = company.refused(
        422, "platform.invalid_input", "POST", "/receipts", {"party_id": customer, "amount": amount}
    )
    assert [item["field"] for item in problem["errors"]] == ["amount"]
