"""From the order placed with a supplier to his money: the worked examples of the facts, to the cent."""

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying, payment_body, purchase_body


@pytest.fixture
def buying(company: Company) -> Buying:
    return Buying(company)


def sell(company: Company, product: str, quantity: str) -> None:
    """Goods leave for a customer, and are invoiced."""
    company.sold(company.customer(), (product, quantity, "113"))


def all_laws_hold(company: Company) -> None:
    found = company.get("/verify")
    assert [item for item in found["findings"] if not item["holds"]] == []
    assert company.books.broken_laws(company.tenant_id) == []


def test_goods_estimated_invoiced_at_another_price_and_paid(company: Company, buying: Buying) -> None:
    """purchase_full: 100 at 50, the invoice at 51 while 60 lie there and 40 left."""
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "100", "50"))
    assert (order["number"], order["gross"], order["allowed_actions"]) == (
        "CGDD202611020001",
        "5650",
        ["take_in", "cancel"],
    )
    receipt = buying.receive(order)
    assert receipt["number"] == "CGRK202611020001"
    assert company.entries("purchase_receipt", receipt) == [{"1405": "5000", "220202": "-5000"}]
    sell(company, steel, "40")

    draft = buying.entered(order, "24312000000012345678", ["51"])
    assert (draft["number"], draft["match_state"], draft["gross"]) == (None, "deviates", "5763")
    by_number = company.get("/supplier-invoices", search="2431200000001234")["items"]
    assert [row["id"] for row in by_number] == [draft["id"]]
    (line,) = buying.the_invoice(draft)["lines"]
    assert (line["quantity"], line["unit"], line["unit_price"]) == ("100", "kg", "51")
    (found,) = buying.the_invoice(draft)["deviations"]
    assert (found["rule"], found["ordered"], found["asked"]) == ("amount", "5650", "5763")
    path = f"/supplier-invoices/{draft['id']}/post"
    problem = company.refused(409, "invoicing.match_fails", "POST", path, {})
    assert [one["code"] for one in problem["errors"]] == ["match_amount"]
    accountant = company.colleague("accountant")
    accountant.refused(409, "invoicing.match_fails", "POST", path, {"reason": "供应商调价"})
    invoice = buying.posted(draft, "供应商调价")

    assert (invoice["number"], invoice["match_state"], invoice["open"]) == (
        "CGFP202611020001",
        "overridden",
        "5763",
    )
    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "5000", "1405": "60", "540101": "40", "22210101": "663", "220201": "-5763"}
    ]
    assert company.on_hand(steel) == {"on_hand": "60", "held": "0", "available": "60", "value": "3060"}
    assert buying.balance(supplier) == ("5763", "0")

    payment = buying.pay(supplier, "5763", {invoice["id"]: "5763"})
    assert payment["number"] == "FK202611020001"
    assert company.entries("payment", payment) == [{"220201": "5763", "1002": "-5763"}]
    assert buying.balance(supplier) == ("0", "0")
    assert buying.the_order(order)["invoice_state"] == "full"
    assert buying.the_order(order)["allowed_actions"] == []
    assert company.chain("purchase_order", order) == [
        "purchase_order",
        "purchase_receipt",
        "supplier_invoice",
        "payment",
    ]
    all_laws_hold(company)


def test_a_lower_price_comes_off_the_goods_that_lie_there(company: Company, buying: Buying) -> None:
    """estimate_on_invoice_adjust: estimated at 50,000, invoiced at 48,000."""
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "1000", "50"))
    receipt = buying.receive(order)
    assert company.entries("purchase_receipt", receipt) == [{"1405": "50000", "220202": "-50000"}]
    draft = buying.entered(order, "1", ["48"])
    assert [one["rule"] for one in buying.the_invoice(draft)["deviations"]] == ["price", "amount"]

    invoice = buying.posted(draft, "合同补充协议")

    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "50000", "1405": "-2000", "22210101": "6240", "220201": "-54240"}
    ]
    moves = company.get("/stock-moves", limit=10)["items"]
    assert [(move["kind"], move["quantity"], move["value"]) for move in moves] == [
        ("adjustment", "0", "-2000"),
        ("receipt", "1000", "50000"),
    ]
    all_laws_hold(company)


def test_what_was_paid_ahead_is_used_for_the_invoice(company: Company, buying: Buying) -> None:
    """prepay_purchase: 20,000 ahead, 56,500 invoiced, the rest paid."""
    supplier, steel = buying.supplier(), company.product()
    ahead = buying.pay(supplier, "20000")
    assert company.entries("payment", ahead) == [{"1123": "20000", "1002": "-20000"}]
    assert buying.balance(supplier) == ("0", "20000")
    order = buying.confirmed(supplier, (steel, "1000", "50"))
    buying.receive(order)
    invoice = buying.invoiced(order, "1")
    assert company.entries("supplier_invoice", invoice) == [
        {"220202": "50000", "22210101": "6500", "220201": "-56500"}
    ]

    path = f"/payments/{ahead['id']}/apply"
    too_much = {"allocations": [{"invoice_id": invoice["id"], "amount": "20000.01"}]}
    company.refused(409, "payments.applies_too_much", "POST", path, too_much)
    part = {"allocations": [{"invoice_id": invoice["id"], "amount": "1"}], "applied_on": "2026-11-01"}
    company.refused(422, "payments.applied_too_early", "POST", path, part)
    left = [
        company.post(path, {"allocations": [{"invoice_id": invoice["id"], "amount": part}]})["prepaid"]
        for part in ("15000", "5000")
    ]
    assert left == ["5000", "0"]
    assert company.entries("payment", ahead) == [
        {"1123": "20000", "1002": "-20000"},
        {"220201": "15000", "1123": "-15000"},
        {"220201": "5000", "1123": "-5000"},
    ]
    rest = buying.pay(supplier, "36500", {invoice["id"]: "36500"})
    assert company.entries("payment", rest) == [{"220201": "36500", "1002": "-36500"}]
    assert buying.balance(supplier) == ("0", "0")
    all_laws_hold(company)

    company.post(f"/payments/{ahead['id']}/reverse")
    company.refused(409, "payments.already_reversed", "POST", f"/payments/{ahead['id']}/reverse", {})
    assert buying.balance(supplier) == ("20000", "0")
    assert company.accounts()["1002"] == "-36500"
    all_laws_hold(company)


def test_invoiced_goods_that_go_back_come_off_what_is_owed(company: Company, buying: Buying) -> None:
    """purchase_return_invoiced: goods of 1,000 and tax of 130 go back on a red invoice."""
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "100", "50"))
    receipt = buying.receive(order)
    invoice = buying.invoiced(order, "1")
    before = company.accounts()

    returned = buying.send_back(receipt, "20", reason="有瑕疵")
    assert returned["number"] == "CGTH202611020001"
    assert company.entries("purchase_return", returned) == [{"220202": "1000", "1405": "-1000"}]
    assert buying.the_order(order)["allowed_actions"] == ["enter_credit"]
    told = company.get(f"/purchase-returns/{returned['id']}")
    assert (told["credit_state"], told["allowed_actions"]) == ("due", ["enter_credit"])
    assert (told["order"]["id"], buying.the_order(order)["wants_credit"]) == (order["id"], True)
    assert chained(company, "purchase_return", returned) == {
        order["id"],
        receipt["id"],
        returned["id"],
        invoice["id"],
    }
    credit = buying.invoiced(order, "2", kind="credit_note")
    told = company.get(f"/purchase-returns/{returned['id']}")
    assert (told["credit_state"], told["allowed_actions"]) == ("done", [])
    assert buying.the_order(order)["wants_credit"] is False
    assert chained(company, "supplier_invoice", credit) == {
        order["id"],
        receipt["id"],
        returned["id"],
        invoice["id"],
        credit["id"],
    }
    assert company.entries("supplier_invoice", credit) == [
        {"220201": "1130", "220202": "-1000", "22210109": "-130"}
    ]

    after = company.accounts()
    changed = {code: float(after.get(code, "0")) - float(before.get(code, "0")) for code in {*before, *after}}
    assert {code: amount for code, amount in changed.items() if amount} == {
        "220201": 1130,
        "1405": -1000,
        "22210109": -130,
    }
    assert (buying.the_invoice(invoice)["open"], buying.the_invoice(credit)["open"]) == ("4520", "0")
    all_laws_hold(company)


def test_goods_come_in_parts_and_are_invoiced_in_parts(company: Company, buying: Buying) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "3", "3.34", "13"), (steel, "7", "1"))
    buying.receive(order, "1", "7")
    problem = {"lines": [{"line_id": buying.the_order(order)["lines"][0]["id"], "quantity": "2.001"}]}
    path = f"/purchase-orders/{order['id']}/receive"
    company.refused(409, "purchasing.receives_too_much", "POST", path, problem)
    now = buying.the_order(order)
    assert (now["receipt_state"], now["invoice_state"]) == ("partial", "none")
    assert now["allowed_actions"] == ["take_in", "enter_invoice", "close"]
    company.refused(409, "purchasing.already_received", "POST", f"/purchase-orders/{order['id']}/cancel", {})
    first = buying.posted(buying.entered(order, "A1", ["3.34", "1"], "1", "5"))
    assert company.entries("supplier_invoice", first) == [
        {"220202": "8.34", "22210101": "1.08", "220201": "-9.42"}
    ]
    body = {"order_id": order["id"], "supplier_number": "A1"}
    company.refused(409, "platform.already_exists", "POST", "/supplier-invoices", body)
    buying.receive(order)
    second = buying.invoiced(order, "A2")
    assert (second["net"], company.accounts().get("220202")) == ("8.68", None)
    company.refused(409, "purchasing.nothing_to_receive", "POST", path, {})
    company.refused(
        409, "purchasing.nothing_to_invoice", "POST", "/supplier-invoices", body | {"supplier_number": "A3"}
    )
    all_laws_hold(company)


def test_goods_sent_back_before_their_invoice_leave_at_their_cost_now(
    company: Company, buying: Buying
) -> None:
    supplier, steel = buying.supplier(), company.product()
    company.receive_goods((steel, "10", "40"), reason="opening")
    order = buying.confirmed(supplier, (steel, "10", "50"))
    receipt = buying.receive(order)
    returned = buying.send_back(receipt, "4")
    assert company.entries("purchase_return", returned) == [
        {"220202": "200", "1405": "-180", "540101": "-20"}
    ]
    problem = {"lines": [{"line_id": company.get(f"/purchase-receipts/{receipt['id']}")["lines"][0]["id"]}]}
    problem["lines"][0]["quantity"] = "7"
    path = f"/purchase-receipts/{receipt['id']}/send-back"
    company.refused(409, "purchasing.sends_back_too_much", "POST", path, problem)
    company.confirmed(company.customer(), (steel, "13", "113"))
    problem["lines"][0]["quantity"] = "4"
    company.refused(409, "stock.insufficient", "POST", path, problem)
    invoice = buying.invoiced(order, "1")
    assert (invoice["net"], buying.the_order(order)["invoice_state"]) == ("300", "full")
    all_laws_hold(company)


def test_a_draft_is_withdrawn_and_what_it_was_for_waits_again(company: Company, buying: Buying) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "10", "50"))
    receipt = buying.receive(order)
    draft = buying.entered(order, "1")
    buying.send_back(receipt, "2")
    credit = buying.entered(order, "2", kind="credit_note")
    company.refused(
        409, "invoicing.invoice_not_posted", "POST", f"/supplier-invoices/{credit['id']}/post", {}
    )
    company.refused(
        409, "purchasing.credited_already", "POST", f"/supplier-invoices/{draft['id']}/cancel", {}
    )
    problem = company.refused(409, "ledger.period_not_ready", "POST", "/periods/2026-11/close")
    assert "2 suppliers' invoices are not posted" in problem["params"]["checks"]
    company.post(f"/supplier-invoices/{credit['id']}/cancel")
    company.post(f"/supplier-invoices/{draft['id']}/cancel")
    assert buying.the_order(order)["lines"][0]["invoiced"] == "0"
    assert buying.invoiced(order, "1")["net"] == "400"


def test_vat_is_to_be_carried_only_where_some_is_owed(company: Company, buying: Buying) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "10", "40"))
    buying.receive(order)
    buying.invoiced(order, "1")

    def carried() -> bool:
        checks = company.get("/periods/2026-11")["checks"]
        return bool(next(one["passed"] for one in checks if one["name"] == "vat_not_carried"))

    company.sold(company.customer(), (steel, "3", "113"))
    # 52 of input VAT against 39 of output: a claim.
    assert carried()
    company.sold(company.customer("乙公司"), (steel, "2", "113"))
    assert not carried()
    all_laws_hold(company)


def owed_back(company: Company, supplier: str) -> tuple[str, int]:
    """What a supplier is to pay back, and how many credit notes the home page counts."""
    counters = company.get("/home")["counters"]
    (waiting,) = [one["count"] for one in counters if one["name"] == "refunds_to_collect"]
    return company.get(f"/parties/{supplier}/supplier-balance")["refundable"], waiting


def test_a_paid_credit_note_is_collected(company: Company, buying: Buying) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "10", "50"))
    receipt = buying.receive(order)
    invoice = buying.invoiced(order, "1")
    buying.pay(supplier, "565", {invoice["id"]: "565"})
    buying.send_back(receipt, "10")
    credit = buying.invoiced(order, "2", kind="credit_note")
    assert (credit["open"], credit["allowed_actions"]) == ("565", ["collect"])
    assert owed_back(company, supplier) == ("565", 1)
    refund = buying.pay(supplier, "565", {credit["id"]: "565"}, kind="refund")
    assert company.entries("payment", refund) == [{"1002": "565", "220201": "-565"}]
    assert buying.balance(supplier) == ("0", "0")
    assert owed_back(company, supplier) == ("0", 0)
    body = payment_body(supplier, "10", kind="refund")
    company.refused(422, "payments.refund_unallocated", "POST", "/payments", body)
    all_laws_hold(company)


def test_who_is_no_supplier_and_what_is_no_goods_is_refused(company: Company, buying: Buying) -> None:
    customer, steel = company.customer(), company.product()
    body = purchase_body(customer, (steel, "1", "1"))
    company.refused(422, "purchasing.not_supplier", "POST", "/purchase-orders", body)
    body = purchase_body(buying.supplier(), (company.service(), "1", "1"))
    company.refused(422, "stock.not_goods", "POST", "/purchase-orders", body)


def test_a_draft_is_edited_and_its_totals_are_those_of_the_preview(company: Company, buying: Buying) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.order(supplier, (steel, "1", "1"))
    body = purchase_body(supplier, (steel, "3", "33.9"), prices_include_tax=True, expected_on="2026-11-20")
    lines = {"lines": body["lines"], "prices_include_tax": True}
    totals = company.post("/purchase-orders/preview", lines)
    changed = company.patch(f"/purchase-orders/{order['id']}", body, version=1)
    assert (changed["net"], changed["gross"]) == (totals["net"], totals["gross"]) == ("90", "101.7")
    assert buying.the_order(order)["expected_on"] == "2026-11-20"
    assert changed["allowed_actions"] == ["confirm", "update", "cancel"]
    assert company.post(f"/purchase-orders/{order['id']}/cancel")["state"] == "cancelled"


def test_nothing_is_expected_before_it_is_ordered(company: Company, buying: Buying) -> None:
    """Neither the order nor a line of it; the day is named, and a draft stays as it is."""
    supplier, steel = buying.supplier(), company.product()
    body = purchase_body(supplier, (steel, "1", "1"), (steel, "2", "1"), expected_on="2026-11-01")
    body["lines"][1]["expected_on"] = "2026-10-31"
    problem = company.refused(422, "platform.invalid_input", "POST", "/purchase-orders", body)
    rule = "is before the order date 2026-11-02: choose that day or a later one, or change the order date"
    assert [(one["field"], one["detail"]) for one in problem["errors"]] == [
        ("expected_on", f"2026-11-01 {rule}"),
        ("lines.1.expected_on", f"Line 2: 2026-10-31 {rule}"),
    ]
    draft = buying.order(supplier, (steel, "1", "1"), expected_on="2026-11-09")
    later = purchase_body(supplier, (steel, "1", "1"), ordered_on="2026-11-10", expected_on="2026-11-09")
    path = f"/purchase-orders/{draft['id']}"
    company.refused(422, "platform.invalid_input", "PATCH", path, later, version=draft["version"])
    assert buying.the_order(draft)["ordered_on"] == "2026-11-02"


def test_a_preview_shows_the_entries_of_what_deviates(company: Company) -> None:
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (company.product(), "10", "50"))
    buying.receive(order)
    draft = buying.entered(order, "F1", ["60"])
    assert draft["match_state"] == "deviates"

    (told,) = company.post(f"/supplier-invoices/{draft['id']}/post/preview", {})

    assert (told["kind"], told["total"]) == ("purchase", "678")
    company.refused(409, "invoicing.match_fails", "POST", f"/supplier-invoices/{draft['id']}/post", {})
    assert company.get(f"/supplier-invoices/{draft['id']}")["state"] == "draft"


def chained(company: Company, kind: str, document: Json) -> set[str]:
    """The documents of a document's chain."""
    return {one["id"] for one in company.get(f"/documents/{kind}/{document['id']}/chain")["documents"]}


def test_a_credit_note_is_due_until_it_is_entered_or_the_goods_came_again(
    company: Company, buying: Buying
) -> None:
    supplier, steel = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (steel, "10", "50"))
    receipt = buying.receive(order)
    early = buying.send_back(receipt, "1")
    invoice = buying.invoiced(order, "1")
    assert "enter_credit" not in company.get(f"/supplier-invoices/{invoice['id']}")["allowed_actions"]
    (line,) = company.get(f"/purchase-receipts/{receipt['id']}")["lines"]
    assert [(part["quality"], part["quantity"]) for part in line["lying"]] == [("free", "9")]
    late = buying.send_back(receipt, "2")
    assert "enter_credit" in company.get(f"/supplier-invoices/{invoice['id']}")["allowed_actions"]

    def states() -> list[str]:
        paths = (f"/purchase-returns/{back['id']}" for back in (early, late))
        return [company.get(path)["credit_state"] for path in paths]

    assert states() == ["none", "due"]
    draft = buying.entered(order, "2", ("50",), "1", kind="credit_note")
    assert states() == ["none", "due"]
    company.post(f"/supplier-invoices/{draft['id']}/cancel")
    whole = buying.entered(order, "3", kind="credit_note")
    assert states() == ["none", "done"]
    assert "enter_credit" not in company.get(f"/supplier-invoices/{invoice['id']}")["allowed_actions"]
    company.post(f"/supplier-invoices/{whole['id']}/cancel")
    assert states() == ["none", "due"]
    all_laws_hold(company)
