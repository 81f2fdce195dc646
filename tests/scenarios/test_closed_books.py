"""Closed months take no entries, and a refusal takes no number."""

from tests.builders.company import Company, receipt_body
from tests.builders.ledger import voucher_body

RENT = (("560203", "80", "0"), ("1002", "0", "80"))


def close_october(company: Company) -> None:
    company.books.execute(
        "UPDATE ledger_period SET state = 'closed' WHERE tenant_id = %s AND code = '2026-10'",
        [company.tenant_id],
    )


def test_a_closed_month_takes_no_entry_by_any_door(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    company.receive_goods((screws, "100", "60"), received_on="2026-10-05")
    order = company.confirmed(customer, (screws, "10", "113"))
    delivery = company.deliver(order, "5")
    invoice = company.invoice(order, invoiced_on="2026-10-31")
    template = company.post(
        "/voucher-templates", {"name": "计提", "lines": voucher_body("2026-10-31", *RENT)["lines"]}
    )
    draft = company.post("/vouchers", voucher_body("2026-11-02", *RENT))
    close_october(company)

    lines = [{"product_id": screws, "quantity": "1", "unit_cost": "1"}]
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    attempts = [
        ("/stock-receipts", {"lines": lines, "received_on": "2026-10-31"}),
        (f"/sales-orders/{order['id']}/deliver", {"delivered_on": "2026-10-31"}),
        (
            f"/deliveries/{delivery['id']}/return",
            {"lines": [{"line_id": line, "quantity": "1"}], "returned_on": "2026-10-31"},
        ),
        (f"/sales-invoices/{invoice['id']}/post", {}),
        ("/receipts", receipt_body(customer, "1", received_on="2026-10-31")),
        # It would be in no books yet, and is refused all the same: a closed month gains no drafts.
        ("/vouchers", voucher_body("2026-10-31", *RENT)),
        (f"/voucher-templates/{template['id']}/use", {"occurred_on": "2026-10-31"}),
    ]
    for path, body in attempts:
        problem = company.refused(409, "ledger.period_closed", "POST", path, body)
        assert problem["params"] == {"period": "2026-10"}
    moved = voucher_body("2026-10-31", *RENT)
    path = f"/vouchers/{draft['id']}"
    company.refused(409, "ledger.period_closed", "PATCH", path, moved, version=draft["version"])
    assert [one["occurred_on"] for one in company.get("/vouchers")["items"]] == ["2026-11-02"]


def test_a_closed_month_takes_no_goods_or_services_even_when_they_post_no_entry(company: Company) -> None:
    customer, gift, service = company.customer(), company.product(), company.service()
    company.receive_goods((gift, "100", "0"), received_on="2026-10-05")
    company.receipt(customer, "1", received_on="2026-10-05")
    order = company.confirmed(customer, (gift, "10", "0"), (service, "1", "0"))
    delivery = company.deliver(order, "5", "1")
    invoice = company.invoice(order, invoiced_on="2026-10-31")
    close_october(company)

    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    attempts = [
        (
            "/stock-receipts",
            {
                "lines": [{"product_id": gift, "quantity": "1", "unit_cost": "0"}],
                "received_on": "2026-10-31",
            },
        ),
        (f"/sales-orders/{order['id']}/deliver", {"delivered_on": "2026-10-31"}),
        (
            f"/deliveries/{delivery['id']}/return",
            {"lines": [{"line_id": line, "quantity": "1"}], "returned_on": "2026-10-31"},
        ),
        (f"/sales-invoices/{invoice['id']}/post", {}),
    ]
    for path, body in attempts:
        company.refused(409, "ledger.period_closed", "POST", path, body)


def test_a_month_before_a_closed_one_takes_no_goods_though_nobody_posted_into_it(company: Company) -> None:
    customer, gift = company.customer(), company.product()
    company.receive_goods((gift, "100", "0"), received_on="2026-10-05")
    company.receipt(customer, "1", received_on="2026-10-05")
    close_october(company)
    lines = [{"product_id": gift, "quantity": "1", "unit_cost": "0"}]
    body = {"lines": lines, "received_on": "2026-09-15"}
    company.refused(409, "ledger.period_closed", "POST", "/stock-receipts", body)


def test_a_receipt_of_a_closed_month_is_taken_back_in_the_open_one(company: Company) -> None:
    customer = company.customer()
    receipt = company.receipt(customer, "50", received_on="2026-10-31")
    close_october(company)

    company.reverse(receipt)

    entries = company.get(f"/documents/receipt/{receipt['id']}/entries")
    assert [(entry["period"], entry["number"]) for entry in entries] == [
        ("2026-10", "记-0001"),
        ("2026-11", "记-0001"),
    ]


def test_what_posts_nothing_is_dated_freely(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    company.receive_goods((screws, "1", "1"), received_on="2026-10-05")
    close_october(company)
    assert (
        company.order(customer, (screws, "1", "1"), ordered_on="2026-10-31")["number"] == "XSDD202610310001"
    )


def test_two_invoices_of_one_day_follow_each_other_over_a_refusal(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="100")
    orders = [company.confirmed(customer, (screws, "1", "113")) for _ in range(3)]
    for order in orders:
        company.deliver(order)
    first = company.invoiced(orders[0])
    second = company.invoice(orders[1])
    company.books.execute(
        "UPDATE ledger_period SET state = 'closed' WHERE tenant_id = %s", [company.tenant_id]
    )
    company.refused(409, "ledger.period_closed", "POST", f"/sales-invoices/{second['id']}/post")
    company.books.execute("UPDATE ledger_period SET state = 'open' WHERE tenant_id = %s", [company.tenant_id])
    third = company.invoiced(orders[2])
    second = company.post_invoice(second)

    assert [invoice["number"] for invoice in (first, third, second)] == [
        "XSFP202611020001",
        "XSFP202611020002",
        "XSFP202611020003",
    ]


def test_numbers_run_for_each_day_of_their_document(company: Company) -> None:
    customer = company.customer()
    days = ("2026-11-01", "2026-10-31", "2026-11-01", "2026-12-01")
    numbers = [company.receipt(customer, "1", received_on=day)["number"] for day in days]
    assert numbers == ["SK202611010001", "SK202610310001", "SK202611010002", "SK202612010001"]
