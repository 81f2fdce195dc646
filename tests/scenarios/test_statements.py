"""How many statements a verb takes: few, and the same for any number of lines."""

from decimal import Decimal

import pytest

from tests.builders.company import Company, order_body, receipt_body
from tests.builders.http import Json, statements_of
from tests.builders.purchases import Buying, payment_body, purchase_body
from tests.builders.sheets import applied, lines

# 2 to recognise the caller and enter the company, 1 to claim the key, 1 to send what was gathered, 1 to keep the
# answer: the rest is the verb's own.
# An order asks the lists of today beside its lines, however many: nine of its statements.
BUDGET = {
    "order": 17,
    "confirm": 10,
    "deliver": 13,
    "invoice": 8,
    "post": 11,
    "receipt": 10,
}
BUYING_BUDGET = {
    "order": 8,
    "confirm": 8,
    "receive the rest": 12,
    "enter invoice": 10,
    "post": 11,
    "pay": 10,
}
TAILS_BUDGET = 18


class Counted:
    """Requests of a company, with what each took."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self.taken: dict[str, int] = {}

    def post(self, name: str, path: str, body: object = None) -> Json:
        """Send a request; what it took is kept under the name."""
        answer = self._company.send("POST", path, {} if body is None else body)
        assert answer.is_success, answer.text
        self.taken[name] = statements_of(answer)
        return answer.json()

    def get(self, name: str, path: str) -> Json:
        """Read; what it took is kept under the name."""
        answer = self._company.send("GET", path)
        assert answer.is_success, answer.text
        self.taken[name] = statements_of(answer)
        return answer.json()


def products(company: Company, count: int) -> list[str]:
    """So many products, as they come in from a file."""
    rows = ((f"商品{number:04}", "kg") for number in range(count))
    applied(company, "products", lines(("名称", "计量单位"), *rows))
    query = "SELECT id FROM product WHERE tenant_id = %s ORDER BY name"
    return [str(row["id"]) for row in company.books.rows(query, [company.tenant_id])]


def every_verb(company: Company, goods: list[str]) -> dict[str, int]:
    """What each verb of the line takes for an order of one line for each of these products."""
    counted, customer = Counted(company), company.customer()
    came = [{"product_id": product, "quantity": "10", "unit_cost": "60"} for product in goods]
    counted.post("goods come in", "/stock-receipts", {"lines": came})
    body = order_body(customer, *[(product, "2", "113") for product in goods])
    counted.post("preview", "/sales-orders/preview", {"lines": body["lines"]})
    order = counted.post("order", "/sales-orders", body)
    answer = company.send("PATCH", f"/sales-orders/{order['id']}", body, version=1)
    counted.taken["edit"] = statements_of(answer)
    path = f"/sales-orders/{order['id']}"
    counted.get("read order", path)
    counted.post("confirm", f"{path}/confirm")
    half = [{"line_id": line["id"], "quantity": "1"} for line in company.the_order(order)["lines"]]
    delivery = counted.post("deliver in part", f"{path}/deliver", {"lines": half})
    delivered = counted.get("read delivery", f"/deliveries/{delivery['id']}")
    back = [{"line_id": line["id"], "quantity": "0.5"} for line in delivered["lines"]]
    counted.post("return before invoice", f"/deliveries/{delivery['id']}/return", {"lines": back})
    counted.post("deliver the rest", f"{path}/deliver")
    draft = counted.post("invoice", "/sales-invoices", {"order_id": order["id"]})
    counted.post("withdraw", f"/sales-invoices/{draft['id']}/cancel")
    draft = company.invoice(order)
    invoice = counted.post("post", f"/sales-invoices/{draft['id']}/post")
    counted.get("read invoice", f"/sales-invoices/{invoice['id']}")
    returned = counted.post("return", f"/deliveries/{delivery['id']}/return", {"lines": back})
    credit = counted.post("credit note", "/sales-invoices", {"return_id": returned["id"]})
    counted.post("post credit note", f"/sales-invoices/{credit['id']}/post")
    rest = company.the_invoice(invoice)["open"]
    receipt = counted.post("receipt", "/receipts", receipt_body(customer, rest, {invoice["id"]: rest}))
    counted.post("reverse", f"/receipts/{receipt['id']}/reverse")
    counted.get("chain", f"/documents/sales_order/{order['id']}/chain")
    counted.get("entries", f"/documents/delivery/{delivery['id']}/entries")
    counted.post("close", f"{path}/close")
    called_off = company.confirmed(customer, *[(product, "1", "113") for product in goods])
    counted.post("cancel", f"/sales-orders/{called_off['id']}/cancel")
    return counted.taken


def test_the_whole_cycle_of_five_lines_stays_within_its_budget(company: Company) -> None:
    goods = products(company, 5)
    taken = every_verb(company, goods)
    customer = company.customer()
    counted = Counted(company)
    order = counted.post(
        "order", "/sales-orders", order_body(customer, *[(good, "2", "113") for good in goods])
    )
    counted.post("confirm", f"/sales-orders/{order['id']}/confirm")
    counted.post("deliver", f"/sales-orders/{order['id']}/deliver")
    invoice = counted.post("invoice", "/sales-invoices", {"order_id": order["id"]})
    invoice = counted.post("post", f"/sales-invoices/{invoice['id']}/post")
    gross = invoice["gross"]
    counted.post("receipt", "/receipts", receipt_body(customer, gross, {invoice["id"]: gross}))

    assert counted.taken == BUDGET
    assert sum(counted.taken.values()) <= 69
    assert taken["confirm"] <= 12


def test_no_verb_takes_more_statements_for_more_lines(company: Company) -> None:
    goods = products(company, 500)
    every_verb(company, goods[:1])  # what seldom changes is read once

    counts = {count: every_verb(company, goods[:count]) for count in (5, 50, 500)}

    assert counts[50] == counts[5]
    assert counts[500] == counts[5]


def every_purchase(company: Company, goods: list[str]) -> dict[str, int]:
    """What each verb of buying takes for an order of one line for each of these products."""
    counted, buying = Counted(company), Buying(company)
    supplier = buying.supplier()
    body = purchase_body(supplier, *[(product, "2", "50") for product in goods])
    counted.post("preview", "/purchase-orders/preview", {"lines": body["lines"]})
    order = counted.post("order", "/purchase-orders", body)
    path = f"/purchase-orders/{order['id']}"
    counted.taken["edit"] = statements_of(company.send("PATCH", path, body, version=1))
    counted.post("confirm", f"{path}/confirm")
    half = [{"line_id": line["id"], "quantity": "1"} for line in buying.the_order(order)["lines"]]
    receipt = counted.post("receive in part", f"{path}/receive", {"lines": half})
    counted.post("receive the rest", f"{path}/receive")
    counted.get("read order", path)
    came = counted.get("read receipt", f"/purchase-receipts/{receipt['id']}")
    back = [{"line_id": line["id"], "quantity": "0.5"} for line in came["lines"]]
    counted.post("send back", f"/purchase-receipts/{receipt['id']}/send-back", {"lines": back})
    prices = [{"order_line_id": line["line_id"], "quantity": "1", "unit_price": "50.1"} for line in half]
    number = f"{order['number']}-"
    asked = {"order_id": order["id"], "supplier_number": number + "1", "lines": prices}
    draft = counted.post("enter invoice", "/supplier-invoices", asked)
    counted.post("withdraw", f"/supplier-invoices/{draft['id']}/cancel")
    draft = company.post("/supplier-invoices", asked)
    invoice = counted.post("post", f"/supplier-invoices/{draft['id']}/post")
    counted.get("read invoice", f"/supplier-invoices/{invoice['id']}")
    ahead = company.post("/payments", payment_body(supplier, "1"))
    used = {"allocations": [{"invoice_id": invoice["id"], "amount": "1"}]}
    counted.post("use", f"/payments/{ahead['id']}/apply", used)
    rest = buying.the_invoice(invoice)["open"]
    payment = counted.post("pay", "/payments", payment_body(supplier, rest, {invoice["id"]: rest}))
    counted.post("reverse", f"/payments/{payment['id']}/reverse")
    return counted.taken


def test_no_verb_of_buying_takes_more_statements_for_more_lines(company: Company) -> None:
    goods = products(company, 100)
    every_purchase(company, goods[:1])  # what seldom changes is read once

    few, many = (every_purchase(company, goods[:count]) for count in (5, 100))

    assert many == few
    cycle = ("order", "confirm", "receive the rest", "enter invoice", "post", "pay")
    assert {name: few[name] for name in cycle} == BUYING_BUDGET


@pytest.mark.parametrize(
    ("path", "most"),
    [(path, 5) for path in ("/parties", "/products", "/sales-orders", "/sales-invoices", "/receipts")],
)
def test_a_list_takes_the_same_statements_for_any_number_of_rows(
    company: Company, path: str, most: int
) -> None:
    customer, screws = company.customer(), company.product(stock="1000")

    def statements() -> int:
        # Of a page that is larger than usual it is counted how much is read: the fifth.
        return statements_of(company.send("GET", path, query={"limit": 200}))

    company.receipt(customer, company.sold(customer, (screws, "1", "1"))[2]["gross"])
    one = statements()
    for _ in range(3):
        company.customer()
        company.product()
        company.receipt(customer, "1")
        company.sold(customer, (screws, "1", "1"))
    assert statements() == one <= most


def test_the_books_take_the_same_statements_for_any_number_of_entries(company: Company) -> None:
    customer = company.customer()
    company.get("/trial-balance")  # the chart is read once
    counted = Counted(company)
    for _ in range(2):
        receipt = company.receipt(customer, "1")
        for _ in range(3):
            company.receipt(customer, "1")
        found = Counted(company)
        found.get("trial balance", "/trial-balance")
        found.get("account", "/accounts/1002/lines")
        found.get("entries", f"/documents/receipt/{receipt['id']}/entries")
        found.get("timeline", f"/parties/{customer}/timeline")
        found.get("balance", f"/parties/{customer}/balance")
        assert counted.taken in ({}, found.taken)
        counted = found
    assert Decimal(company.accounts()["1002"]) == 8


def test_a_receipt_that_lets_remainders_go_takes_the_same_for_any_number(company: Company) -> None:
    company.post("/payment-rules", {"rounding_limit": "1"})
    customer, goods = company.customer(), company.product(stock="20")
    taken: dict[int, int] = {}
    for count in (1, 2, 10, 1):
        owed = [company.sold(customer, (goods, "1", "100.5"))[2]["id"] for _ in range(count)]
        body = receipt_body(customer, str(100 * count), dict.fromkeys(owed, "100"))
        tails = [{"invoice_id": invoice, "amount": "0.5"} for invoice in owed]
        answer = company.send("POST", "/receipts", body | {"tails": tails})
        assert answer.is_success, answer.text
        taken[count] = statements_of(answer)
    # Settings are read the first time, which the last of one does not.
    assert set(taken.values()) == {TAILS_BUDGET}
