"""Goods that come back: before they were invoiced, after, and while the invoice is being written."""

import pytest

from tests.builders.bad_debts import written_off
from tests.builders.company import Company


def test_what_comes_back_before_its_invoice_is_never_invoiced(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="10", cost="6")
    order = company.confirmed(customer, (screws, "10", "11.3"))
    delivery = company.deliver(order)

    returned = company.take_back(delivery, "4", reason="wrong size")

    assert returned["number"] == "XSTH202611020001"
    found = company.get(f"/sales-returns/{returned['id']}")
    assert (found["gross"], found["cost"], found["credit_state"]) == ("45.2", "24", "none")
    assert (found["reason"], found["allowed_actions"]) == ("wrong size", [])
    assert company.entries("sales_return", returned) == [{"1405": "24", "1406": "-24"}]
    assert company.on_hand(screws)["value"] == "24"
    invoice = company.invoiced(order)
    assert (invoice["net"], invoice["tax"], invoice["gross"]) == ("60", "7.8", "67.8")
    now = company.the_order(order)
    assert (now["invoice_state"], now["lines"][0]["returned"], now["lines"][0]["settled"]) == (
        "full",
        "4",
        "10",
    )
    assert "1406" not in company.accounts()
    company.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"return_id": returned["id"]})


def test_an_order_that_came_back_whole_waits_for_no_invoice(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "11.3"))
    company.take_back(company.deliver(order), "10")

    now = company.the_order(order)

    assert (now["delivery_state"], now["invoice_state"], now["allowed_actions"]) == (
        "full",
        "full",
        [],
    )
    company.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"order_id": order["id"]})


def test_a_credit_note_lessens_the_open_invoice_of_its_order(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="10", cost="6")
    _, delivery, invoice = company.sold(customer, (screws, "10", "11.3"))
    returned = company.take_back(delivery, "4")
    assert company.get(f"/sales-returns/{returned['id']}")["allowed_actions"] == ["credit"]
    assert company.accounts()["1406"] == "-24"

    draft = company.credit_note(returned)
    assert (draft["kind"], draft["state"], draft["gross"]) == ("credit_note", "draft", "45.2")
    company.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"return_id": returned["id"]})
    credit = company.post_invoice(draft)
    corrects = company.get(f"/sales-invoices/{credit['id']}")["corrects"]
    assert [(one["id"], one["title"]) for one in corrects] == [(invoice["id"], invoice["number"])]
    for kind, document in (("sales_return", returned), ("sales_invoice", credit), ("sales_invoice", invoice)):
        chain = company.get(f"/documents/{kind}/{document['id']}/chain")["documents"]
        assert {invoice["id"], credit["id"]} <= {one["id"] for one in chain}

    assert (credit["number"], credit["open"], credit["allowed_actions"]) == ("XSFP202611020002", "0", [])
    assert company.entries("sales_invoice", credit) == [
        {"1122": "-45.2", "500101": "40", "22210107": "5.2"},
        {"540101": "-24", "1406": "24"},
    ]
    now = company.the_invoice(invoice)
    assert (now["settled"], now["open"]) == ("45.2", "67.8")
    assert company.balance(customer) == ("67.8", "0")
    assert company.get(f"/sales-returns/{returned['id']}")["credit_state"] == "done"
    assert company.accounts() == {
        "1122": "67.8",
        "1405": "24",
        "224199": "-60",
        "22210107": "-7.8",
        "500101": "-60",
        "540101": "36",
    }


def test_what_was_written_off_is_not_paid_out_for_goods_that_come_back(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="20", cost="60")
    _, delivery, invoice = company.sold(customer, (screws, "10", "113"))
    lost = written_off(company, customer, {invoice["id"]: "1130"})
    draft = company.credit_note(company.take_back(delivery, "10"))

    door = f"/sales-invoices/{draft['id']}/post"
    told = company.refused(409, "invoicing.written_off", "POST", door)
    assert invoice["number"] in told["title"]
    assert "1130" in told["title"]
    company.refused(409, "invoicing.written_off", "POST", f"{door}/preview")
    assert company.the_invoice(draft)["state"] == "draft"

    company.post(f"/write-offs/{lost['id']}/reverse")
    credit = company.post_invoice(draft)
    assert (credit["open"], credit["allowed_actions"]) == ("0", [])
    assert (company.the_invoice(invoice)["open"], company.balance(customer)) == ("0", ("0", "0"))
    assert "1122" not in company.accounts()


def owed_back(company: Company, customer: str) -> tuple[str, int]:
    """What a customer is to be given back, and how many credit notes the home page counts."""
    counters = company.get("/home")["counters"]
    (waiting,) = [one["count"] for one in counters if one["name"] == "refunds_to_pay"]
    return company.get(f"/parties/{customer}/balance")["refundable"], waiting


def test_a_credit_note_of_a_paid_invoice_is_paid_out(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="10", cost="6")
    _, delivery, invoice = company.sold(customer, (screws, "10", "11.3"))
    company.receipt(customer, "113", {invoice["id"]: "113"})
    credit = company.credited(company.take_back(delivery, "10"))
    assert (credit["open"], credit["allowed_actions"]) == ("113", ["refund"])
    assert company.balance(customer) == ("-113", "0")
    assert owed_back(company, customer) == ("113", 1)

    first = company.refund(customer, "13", {credit["id"]: "13"})
    assert owed_back(company, customer) == ("100", 1)
    company.refund(customer, "100", {credit["id"]: "100"}, account_code="1001")
    assert owed_back(company, customer) == ("0", 0)

    assert company.entries("receipt", first) == [{"1122": "13", "1002": "-13"}]
    assert company.balance(customer) == ("0", "0")
    assert company.the_invoice(credit)["open"] == "0"
    assert company.accounts() == {"1001": "-100", "1002": "100", "1405": "60", "224199": "-60"}


def test_a_credit_note_settles_the_oldest_open_invoice_first_and_keeps_the_rest(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10"), "10", "11.3"))
    company.deliver(order, "2")
    first = company.invoiced(order)
    big = company.deliver(order, "8")
    second = company.invoiced(order)
    company.receipt(customer, "90", {second["id"]: "90"})

    credit = company.credited(company.take_back(big, "8"))

    assert (credit["gross"], credit["open"]) == ("90.4", "67.4")
    assert (company.the_invoice(first)["open"], company.the_invoice(second)["open"]) == ("0", "0")
    assert company.balance(customer) == ("-67.4", "0")


def test_goods_come_back_at_the_cost_at_which_they_left_in_pieces_to_the_cent(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="3", cost="3.333333")  # worth 10.00
    order = company.confirmed(customer, (screws, "3", "33.333333"))
    delivery = company.deliver(order)
    company.receive_goods((screws, "100", "50"))

    pieces = []
    for _ in range(3):
        returned = company.get(f"/sales-returns/{company.take_back(delivery, '1')['id']}")
        pieces.append(tuple(returned["lines"][0][name] for name in ("net", "tax", "gross", "cost")))

    assert pieces == [
        ("29.5", "3.83", "33.33", "3.33"),
        ("29.5", "3.84", "33.34", "3.34"),
        ("29.5", "3.83", "33.33", "3.33"),
    ]
    assert company.on_hand(screws)["value"] == "5010"


def test_more_than_is_with_the_customer_does_not_come_back(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "11.3"))
    delivery = company.deliver(order)
    company.take_back(delivery, "7")
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]

    for wanted in ([("3.001",)], [("2",), ("2",)]):
        lines = [{"line_id": line, "quantity": quantity} for (quantity,) in wanted]
        problem = company.refused(
            409,
            "sales.returns_too_much",
            "POST",
            f"/deliveries/{delivery['id']}/return",
            {"lines": lines},
        )
        assert problem["params"]["available"] == "3"


def test_a_return_between_draft_and_posting_waits_for_a_credit_note(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10", cost="6"), "10", "11.3"))
    delivery = company.deliver(order)
    draft = company.invoice(order)
    returned = company.take_back(delivery, "4")

    invoice = company.post_invoice(draft)
    credit = company.credited(returned)

    assert (invoice["gross"], credit["gross"], credit["open"]) == ("113", "45.2", "0")
    assert company.balance(customer) == ("67.8", "0")
    assert "1406" not in company.accounts()


def test_a_credit_note_does_not_come_before_the_invoice_it_corrects(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10", cost="6"), "10", "11.3"))
    first = company.deliver(order, "5")
    company.invoiced(order)
    second = company.deliver(order, "5")
    draft = company.invoice(order)
    early = company.credit_note(company.take_back(second, "4"))

    company.refused(409, "invoicing.invoice_not_posted", "POST", f"/sales-invoices/{early['id']}/post")
    assert company.credited(company.take_back(first, "1"))["open"] == "0"

    company.post_invoice(draft)
    assert company.post_invoice(early)["open"] == "0"
    assert company.balance(customer) == ("56.5", "0")


def test_what_came_back_while_its_invoice_was_a_draft_is_not_credited_when_the_draft_is_withdrawn(
    company: Company,
) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10", cost="6"), "10", "11.3"))
    delivery = company.deliver(order)
    draft = company.invoice(order)
    returned = company.take_back(delivery, "4")

    company.post(f"/sales-invoices/{draft['id']}/cancel")

    assert company.get(f"/sales-returns/{returned['id']}")["credit_state"] == "none"
    company.refused(409, "sales.nothing_to_invoice", "POST", "/sales-invoices", {"return_id": returned["id"]})
    invoice = company.invoiced(order)
    assert invoice["gross"] == "67.8"
    assert company.the_order(order)["invoice_state"] == "full"
    assert company.balance(customer) == ("67.8", "0")


def test_a_draft_whose_goods_are_credited_already_is_not_withdrawn(company: Company) -> None:
    customer = company.customer()
    order = company.confirmed(customer, (company.product(stock="10", cost="6"), "10", "11.3"))
    delivery = company.deliver(order)
    draft = company.invoice(order)
    credit = company.credit_note(company.take_back(delivery, "4"))

    company.refused(409, "sales.credited_already", "POST", f"/sales-invoices/{draft['id']}/cancel")
    company.post(f"/sales-invoices/{credit['id']}/cancel")
    company.post(f"/sales-invoices/{draft['id']}/cancel")

    assert company.invoiced(order)["gross"] == "67.8"


@pytest.mark.parametrize("path", ["/sales-invoices"])
@pytest.mark.parametrize("both", [True, False])
def test_an_invoice_says_whether_it_is_of_an_order_or_a_return(
    company: Company, path: str, both: bool
) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "11.3"))
    returned = company.take_back(company.deliver(order), "1")
    body = {"order_id": order["id"], "return_id": returned["id"]} if both else {}
    company.refused(422, "invoicing.source_unclear", "POST", path, body)
