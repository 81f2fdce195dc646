"""Legal numbers under many hands: no gap and no double, whatever is refused in between."""

from functools import partial

from tests.builders.company import Company, order_body, receipt_body
from tests.builders.http import Person
from tests.builders.together import together


def a_day_at_the_desk(person: Person, customer: str, product: str, rounds: int) -> int:
    """Receipts, invoices and orders, every second step refused after its number was taken; how many were refused."""
    refused = 0
    for _ in range(rounds):
        order = person.post("/sales-orders", order_body(customer, (product, "1", "113")))
        person.post(f"/sales-orders/{order['id']}/confirm")
        person.post(f"/sales-orders/{order['id']}/deliver")
        invoice = person.post("/sales-invoices", {"order_id": order["id"]})
        person.post(f"/sales-invoices/{invoice['id']}/post")
        person.post("/receipts", receipt_body(customer, "1"))
        attempts = (
            ("/receipts", receipt_body(customer, "1", received_on="2026-09-30")),
            ("/receipts", receipt_body(customer, "1", account_code="10029")),
            (
                "/stock-receipts",
                {
                    "lines": [{"product_id": product, "quantity": "1", "unit_cost": "1"}],
                    "received_on": "2026-09-30",
                },
            ),
        )
        refused += sum(not person.send("POST", path, body).is_success for path, body in attempts)
    return refused


def test_eight_people_number_without_gap_while_others_are_refused(
    two_servers: list[str], company: Company
) -> None:
    customer, product = company.customer(), company.product(stock="1000")
    company.receive_goods((product, "1", "60"), received_on="2026-09-01")
    company.books.execute(
        "UPDATE ledger_period SET state = 'closed' WHERE tenant_id = %s AND code = '2026-09'",
        [company.tenant_id],
    )

    refused = together(
        [partial(a_day_at_the_desk, company.browser(), customer, product, 4) for _ in range(8)]
    )

    assert refused == [12] * 8
    for path, prefix in (
        ("sales-orders", "XSDD"),
        ("deliveries", "XSCK"),
        ("sales-invoices", "XSFP"),
        ("receipts", "SK"),
    ):
        numbers = [item["number"] for item in company.get(f"/{path}", limit=200)["items"]]
        assert sorted(numbers) == [f"{prefix}20261102{number:04}" for number in range(1, 33)]
    # One stock receipt, 32 deliveries, 64 entries of invoices, 32 of receipts.
    entries = company.get("/journal-entries", limit=200, fields="number,period")["items"]
    november = sorted(entry["number"] for entry in entries if entry["period"] == "2026-11")
    assert november == [f"记-{number:04}" for number in range(1, 1 + 1 + 32 + 64 + 32)]


def test_customers_and_products_entered_at_once_are_numbered_without_gap(company: Company) -> None:
    def enter(person: Person) -> list[str]:
        return [person.post("/parties", {"name": f"客户{number}"})["code"] for number in range(5)]

    codes = together([partial(enter, company.browser()) for _ in range(8)])

    assert sorted(code for part in codes for code in part) == [f"KH{number:06}" for number in range(1, 41)]
