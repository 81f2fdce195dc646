"""Locks are taken in one order (document, what it hangs on, counters), so that nobody waits in a circle."""

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
