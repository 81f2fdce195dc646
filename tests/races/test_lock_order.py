"""Locks are taken in one order (document, what it hangs on, counters), so that nobody waits in a circle."""

from functools import partial

import httpx
import psycopg

from tests.builders.company import Company
from tests.builders.locks import holding


def test_a_credit_note_that_waits_for_an_invoice_keeps_nobody_from_the_counters(
    company: Company, admin_database_url: str
) -> None:
    order, delivery, invoice = company.sold(company.customer(), (company.product(stock="10"), "10", "11.3"))
    credit = company.credit_note(company.take_back(delivery, "4"))
    other = company.customer("上海远大贸易有限公司")
    browser = company.browser()

    with holding(admin_database_url, "sales_invoice", invoice["id"]) as queue:
        queue.join(lambda: browser.post(f"/sales-invoices/{credit['id']}/post"))
        # A receipt takes the period's voucher counter; it would wait for the credit note, which waits for the invoice.
        assert company.receipt(other, "50")["state"] == "posted"
        queue.release()

    assert company.the_invoice(invoice)["open"] == "67.8"
    assert company.the_order(order)["invoice_state"] == "full"


def test_who_credits_a_return_waits_at_its_order_and_leaves_the_return_free(
    company: Company, admin_database_url: str
) -> None:
    order, delivery, _ = company.sold(company.customer(), (company.product(stock="10"), "10", "11.3"))
    returned = company.take_back(delivery, "4")
    browser = company.browser()

    with holding(admin_database_url, "sales_order", order["id"]) as queue:
        queue.join(lambda: browser.post("/sales-invoices", {"return_id": returned["id"]}))
        with psycopg.connect(admin_database_url) as free:
            free.execute("SELECT FROM sales_return WHERE id = %s FOR UPDATE NOWAIT", [returned["id"]])
        queue.release()

    assert company.get(f"/sales-returns/{returned['id']}")["credit_state"] == "done"


def test_plans_wait_for_their_order_and_find_what_became_of_it(
    company: Company, admin_database_url: str
) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="10"), "10", "113"))
    path = f"/sales-orders/{order['id']}"
    body = {"lines": [{"due_on": "2026-12-10", "amount": "1130"}]}
    asked = [
        partial(company.browser().send, "PATCH", f"{path}/receipt-plan", body, version=0),
        partial(company.browser().send, "PATCH", f"{path}/receipt-plan", body, version=0),
        partial(company.browser().send, "POST", f"{path}/cancel", {}),
        partial(company.browser().send, "PATCH", f"{path}/receipt-plan", body, version=1),
    ]
    with holding(admin_database_url, "sales_order", order["id"]) as queue:
        for question in asked:
            queue.join(question)
        answers = [answer for answer in queue.release() if isinstance(answer, httpx.Response)]
    codes = [(answer.status_code, answer.json().get("code")) for answer in answers]
    assert codes == [
        (200, None),
        (412, "platform.version_changed"),
        (200, None),
        (409, "collecting.not_promised"),
    ]
