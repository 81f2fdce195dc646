"""One order from its entry to the money in the bank, with every figure on the way."""

from tests.builders.company import Company


def test_an_order_becomes_cash_and_every_figure_is_told_by_its_document(company: Company) -> None:
    """The worked example 出库 → 开票 → 结转成本 → 收款 of the standard, revenue recognised at invoicing."""
    customer = company.customer()
    screws = company.product("113", stock="150", cost="60")

    order = company.order(customer, (screws, "100", "113"))
    assert (order["number"], order["state"]) == ("XSDD202611020001", "draft")
    assert (order["net"], order["tax"], order["gross"]) == ("10000", "1300", "11300")
    assert order["allowed_actions"] == ["confirm", "update", "cancel"]
    assert company.on_hand(screws) == {"on_hand": "150", "held": "0", "available": "150", "value": "9000"}

    order = company.confirm(order)
    assert (order["state"], order["version"]) == ("confirmed", 2)
    assert order["allowed_actions"] == ["deliver", "change", "reschedule", "cancel"]
    assert company.on_hand(screws) == {"on_hand": "150", "held": "100", "available": "50", "value": "9000"}
    assert company.entries("sales_order", order) == []

    delivery = company.deliver(order)
    assert delivery["number"] == "XSCK202611020001"
    assert company.on_hand(screws) == {"on_hand": "50", "held": "0", "available": "50", "value": "3000"}
    assert company.entries("delivery", delivery) == [{"1406": "6000", "1405": "-6000"}]
    now = company.the_order(order)
    assert (now["delivery_state"], now["invoice_state"]) == ("full", "none")
    assert now["allowed_actions"] == ["invoice"]

    invoice = company.invoice(order)
    assert (invoice["state"], invoice["number"], invoice["open"]) == ("draft", None, "0")
    assert company.entries("sales_invoice", invoice) == []
    assert company.balance(customer) == ("0", "0")

    invoice = company.post_invoice(invoice)
    assert (invoice["number"], invoice["open"]) == ("XSFP202611020001", "11300")
    assert company.entries("sales_invoice", invoice) == [
        {"1122": "11300", "500101": "-10000", "22210107": "-1300"},
        {"540101": "6000", "1406": "-6000"},
    ]
    assert company.balance(customer) == ("11300", "0")

    receipt = company.receipt(customer, "11300", {invoice["id"]: "11300"})
    assert receipt["number"] == "SK202611020001"
    assert company.entries("receipt", receipt) == [{"1002": "11300", "1122": "-11300"}]
    assert company.balance(customer) == ("0", "0")
    assert company.the_invoice(invoice)["open"] == "0"
    assert company.the_order(order)["invoice_state"] == "full"
    assert company.the_order(order)["allowed_actions"] == []

    assert company.accounts() == {
        "1002": "11300",
        "1405": "3000",
        "224199": "-9000",
        "22210107": "-1300",
        "500101": "-10000",
        "540101": "6000",
    }


def test_every_document_leads_to_what_it_came_out_of_and_what_came_out_of_it(company: Company) -> None:
    customer = company.customer()
    order, delivery, invoice = company.sold(customer, (company.product(stock="5"), "5", "113"))
    receipt = company.receipt(customer, "565", {invoice["id"]: "565"})
    returned = company.take_back(delivery, "2")
    credit = company.credited(returned)
    refund = company.refund(customer, "226", {credit["id"]: "226"})

    before, after = {order["id"], delivery["id"]}, {credit["id"], refund["id"]}
    expected_links = {
        (order["id"], delivery["id"]),
        (delivery["id"], invoice["id"]),
        (delivery["id"], returned["id"]),
        (invoice["id"], receipt["id"]),
        (returned["id"], credit["id"]),
        (invoice["id"], credit["id"]),
        (credit["id"], refund["id"]),
    }
    everything = {*before, *after, invoice["id"], receipt["id"], returned["id"]}
    for kind, place, expected in (
        ("sales_order", order, everything),
        ("delivery", delivery, everything),
        ("sales_return", returned, everything),
        ("sales_invoice", invoice, {*before, *after, invoice["id"], receipt["id"]}),
        ("receipt", receipt, {*before, invoice["id"], receipt["id"]}),
    ):
        chain = company.get(f"/documents/{kind}/{place['id']}/chain")
        links = {(link["from_id"], link["to_id"]) for link in chain["links"]}
        assert {item["id"] for item in chain["documents"]} == expected
        assert links == {link for link in expected_links if expected.issuperset(link)}
    whole = company.get(f"/documents/sales_order/{order['id']}/chain")
    shown = {item["id"]: item for item in whole["documents"]}
    assert (shown[order["id"]]["total"], shown[order["id"]]["state"]) == ("565", "confirmed")
    assert (shown[credit["id"]]["number"], shown[credit["id"]]["total"]) == ("XSFP202611020002", "226")


def test_two_orders_paid_by_one_receipt_are_not_one_chain(company: Company) -> None:
    customer, product = company.customer(), company.product(stock="5")
    one, _, first = company.sold(customer, (product, "2", "113"))
    two, _, second = company.sold(customer, (product, "3", "113"))
    receipt = company.receipt(customer, "565", {first["id"]: "226", second["id"]: "339"})
    chain = company.get(f"/documents/sales_order/{one['id']}/chain")
    assert two["id"] not in {item["id"] for item in chain["documents"]}
    assert receipt["id"] in {item["id"] for item in chain["documents"]}
    history = company.get(f"/history/sales_order/{one['id']}")["events"]
    assert [(event["record"], event["action"]) for event in history] == [
        ("receipt", "posted"),
        ("sales_invoice", "posted"),
        ("sales_invoice", "created"),
        ("delivery", "delivered"),
        ("sales_order", "confirmed"),
        ("sales_order", "created"),
    ]


def test_the_customers_page_tells_the_whole_story_newest_first(company: Company) -> None:
    customer = company.customer("李宁")
    order, _, invoice = company.sold(customer, (company.product(stock="5"), "5", "113"))
    receipt = company.receipt(customer, "565", {invoice["id"]: "565"})
    company.reverse(receipt)

    events = company.get(f"/parties/{customer}/timeline")["events"]

    assert [(event["record"], event["action"], event["title"]) for event in events] == [
        ("receipt", "reversed", "SK202611020001"),
        ("receipt", "posted", "SK202611020001"),
        ("sales_invoice", "posted", "XSFP202611020001"),
        ("sales_invoice", "created", ""),
        ("delivery", "delivered", "XSCK202611020001"),
        ("sales_order", "confirmed", order["number"]),
        ("sales_order", "created", order["number"]),
        ("party", "created", "李宁"),
    ]
    assert {event["actor"] for event in events} == {"张三"}
    assert {event["door"] for event in events} == {"web"}


def test_a_long_timeline_comes_in_pages_without_loss(company: Company) -> None:
    customer = company.customer()
    version = 1
    for number in range(60):
        company.patch(f"/parties/{customer}", {"note": f"call {number}"}, version=version)
        version += 1

    first = company.get(f"/parties/{customer}/timeline")
    second = company.get(f"/parties/{customer}/timeline", before=first["before"])

    assert (len(first["events"]), len(second["events"]), second["before"]) == (50, 11, None)
    told = [event["changes"]["note"] for event in (first["events"] + second["events"])[:60]]
    assert told == [[f"call {n - 1}" if n else None, f"call {n}"] for n in reversed(range(60))]


def test_the_balance_names_the_invoices_behind_it_oldest_first(company: Company) -> None:
    customer = company.customer()
    other = company.customer("别的客户")
    screws = company.product(stock="100")
    _, _, late = company.sold(customer, (screws, "1", "113"))
    order = company.confirmed(customer, (screws, "2", "113"))
    company.deliver(order)
    early = company.invoiced(order, invoiced_on="2026-10-30")
    company.sold(other, (screws, "4", "113"))
    company.receipt(customer, "100", {late["id"]: "13"})

    found = company.get(f"/parties/{customer}/balance")

    assert (found["receivable"], found["advance"]) == ("326", "87")
    assert [(item["number"], item["invoiced_on"], item["open"]) for item in found["open_invoices"]] == [
        (early["number"], "2026-10-30", "226"),
        (late["number"], "2026-11-02", "100"),
    ]


def test_the_trial_balance_opens_into_lines_and_these_into_documents(company: Company) -> None:
    customer = company.customer("长江贸易")
    _, _, invoice = company.sold(customer, (company.product(stock="5"), "1", "113"))
    company.receipt(customer, "13", {invoice["id"]: "13"})

    found = company.get("/accounts/1122/lines")

    assert [(line["debit"], line["credit"], line["balance"], line["party"]) for line in found["lines"]] == [
        ("113", "0", "113", "长江贸易"),
        ("0", "13", "100", "长江贸易"),
    ]
    assert [(line["source_type"], line["source_number"]) for line in found["lines"]] == [
        ("sales_invoice", "XSFP202611020001"),
        ("receipt", "SK202611020001"),
    ]
    totals = company.get("/trial-balance")["totals"]
    assert totals["closing_debit"] == totals["closing_credit"] == "413"


def test_what_lies_before_the_days_asked_for_is_opening(company: Company) -> None:
    customer = company.customer()
    screws = company.product(stock="0")
    company.receive_goods((screws, "10", "60"), received_on="2026-10-31")
    order = company.confirmed(customer, (screws, "4", "113"))
    company.deliver(order, delivered_on="2026-11-01")

    october = company.get("/trial-balance", **{"from": "2026-10-01", "to": "2026-10-31"})
    november = company.get("/trial-balance", **{"from": "2026-11-01", "to": "2026-11-30"})

    def row(balance: dict[str, list[dict[str, str]]], code: str) -> tuple[str, ...]:
        (found,) = (row for row in balance["rows"] if row["code"] == code)
        return tuple(found[name] for name in ("opening_debit", "debit", "credit", "closing_debit"))

    assert row(october, "1405") == ("0", "600", "0", "600")
    assert row(november, "1405") == ("600", "0", "240", "360")
    assert row(november, "1406") == ("0", "240", "0", "240")
