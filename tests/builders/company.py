"""A company that is founded, and works, through the doors of the product; the words are the user's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.builders.books import Books
from tests.builders.colleague import Colleague
from tests.builders.http import PASSWORD, Json, Person

# A line of an order: product, quantity, unit price and, where it is not the product's own, the tax code.
Line = tuple[str, str, str] | tuple[str, str, str, str]


class Company(Person):
    """A company and its owner."""

    def __init__(self, url: str, books: Books) -> None:
        super().__init__(url, books)
        self.url = url
        self.others: list[Person] = []

    def found(
        self, *, name: str, taxpayer: str, chart: str = "small_enterprise", language: str = "zh-CN"
    ) -> None:
        """Sign up; the company has what a first day needs."""
        founder = {
            "company": name,
            "name": "张三",
            "login": self.login,
            "password": PASSWORD,
            "taxpayer": taxpayer,
            "chart": chart,
            "language": language,
        }
        self.tenant_id = UUID(self.post("/auth/sign-up", founder)["tenant_id"])
        self.unit = self.get("/units", limit=1)["items"][0]["id"]

    def colleague(self, role: str, name: str = "李四") -> Colleague:
        """Somebody with one of the built-in roles, signed in."""
        colleague = Colleague(self, url=self.url, role=role, name=name)
        self.others.append(colleague)
        return colleague

    def browser(self, url: str = "") -> Person:
        """Another browser of the owner, at the same or another process."""
        browser = Person(url or self.url, self.books)
        browser.shares_session(self)
        self.others.append(browser)
        return browser

    def close(self) -> None:
        """Leave no connection open, of nobody, and no work that other stories' workers and nights would do."""
        for person in self.others:
            person.close()
        self.books.close_tenant(self.tenant_id)
        super().close()

    def customer(self, name: str = "北京华信科技有限公司", **fields: object) -> str:
        """A customer; gives back his id."""
        return str(self.post("/parties", {"name": name, **fields})["id"])

    def product(
        self, price: str = "113", *, stock: str = "0", cost: str = "60", name: str = "螺丝", **fields: object
    ) -> str:
        """A product, with goods of it on hand when `stock` is given; gives back its id."""
        body = {"name": name, "unit_id": self.unit, "sale_price": price, **fields}
        product = str(self.post("/products", body)["id"])
        if Decimal(stock):
            self.receive_goods((product, stock, cost))
        return product

    def service(self, price: str = "106", name: str = "安装") -> str:
        """A service: sold and invoiced, never in a warehouse."""
        return self.product(price, name=name, kind="service")

    def receive_goods(self, *lines: tuple[str, str, str], **fields: object) -> Json:
        """Goods come in: product, quantity and cost of one."""
        rows = [
            {"product_id": product, "quantity": quantity, "unit_cost": cost}
            for product, quantity, cost in lines
        ]
        return self.post("/stock-receipts", {"lines": rows, **fields})

    def order(self, customer: str, *lines: Line, **fields: object) -> Json:
        """A draft order."""
        return self.post("/sales-orders", order_body(customer, *lines, **fields))

    def confirm(self, order: Json) -> Json:
        """Promise an order."""
        return self.post(f"/sales-orders/{order['id']}/confirm")

    def confirmed(self, customer: str, *lines: Line, **fields: object) -> Json:
        """An order entered and promised."""
        return self.confirm(self.order(customer, *lines, **fields))

    def cancel(self, order: Json) -> Json:
        """Call an order off."""
        return self.post(f"/sales-orders/{order['id']}/cancel")

    def close_order(self, order: Json) -> Json:
        """Deliver no more of an order."""
        return self.post(f"/sales-orders/{order['id']}/close")

    def deliver(self, order: Json, *quantities: str, **fields: object) -> Json:
        """Deliver the rest of an order, or these quantities of its lines ("0" leaves a line out)."""
        body: dict[str, object] = dict(fields)
        if quantities:
            body["lines"] = self._quantities(f"/sales-orders/{order['id']}", quantities)
        return self.post(f"/sales-orders/{order['id']}/deliver", body)

    def take_back(self, delivery: Json, *quantities: str, **fields: object) -> Json:
        """Take these quantities of a delivery's lines back ("0" leaves a line out)."""
        lines = self._quantities(f"/deliveries/{delivery['id']}", quantities)
        return self.post(f"/deliveries/{delivery['id']}/return", {"lines": lines, **fields})

    def invoice(self, order: Json, **fields: object) -> Json:
        """Draft the invoice of what is delivered of an order."""
        return self.post("/sales-invoices", {"order_id": order["id"], **fields})

    def credit_note(self, returned: Json, **fields: object) -> Json:
        """Draft the credit note of a return."""
        return self.post("/sales-invoices", {"return_id": returned["id"], **fields})

    def post_invoice(self, invoice: Json) -> Json:
        """Put an invoice or credit note into the books."""
        return self.post(f"/sales-invoices/{invoice['id']}/post")

    def invoiced(self, order: Json, **fields: object) -> Json:
        """An invoice of an order, drafted and posted."""
        return self.post_invoice(self.invoice(order, **fields))

    def credited(self, returned: Json, **fields: object) -> Json:
        """A credit note of a return, drafted and posted."""
        return self.post_invoice(self.credit_note(returned, **fields))

    def receipt(
        self, customer: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
    ) -> Json:
        """Money comes in; `settles` says how much of it is for which invoice."""
        return self.post("/receipts", receipt_body(customer, amount, settles, **fields))

    def refund(self, customer: str, amount: str, settles: Mapping[str, str], **fields: object) -> Json:
        """Money goes back for credit notes."""
        return self.receipt(customer, amount, settles, kind="refund", **fields)

    def reverse(self, receipt: Json) -> Json:
        """Take a receipt back."""
        return self.post(f"/receipts/{receipt['id']}/reverse")

    def sold(self, customer: str, *lines: Line, **fields: object) -> tuple[Json, Json, Json]:
        """An order that is promised, delivered and invoiced: order, delivery, invoice."""
        order = self.confirmed(customer, *lines, **fields)
        delivery = self.deliver(order)
        return order, delivery, self.invoiced(order)

    def the_order(self, order: Json) -> Json:
        """The order as it stands now."""
        return self.get(f"/sales-orders/{order['id']}")

    def the_invoice(self, invoice: Json) -> Json:
        """The invoice as it stands now."""
        return self.get(f"/sales-invoices/{invoice['id']}")

    def on_hand(self, product: str) -> dict[str, str]:
        """What lies in the main warehouse of a product: on_hand, held, available, value."""
        (row,) = self.get("/stock/on-hand", product_id=product)["items"]
        return {name: row[name] for name in ("on_hand", "held", "available", "value")}

    def balance(self, customer: str) -> tuple[str, str]:
        """What a customer owes, and what he paid ahead."""
        found = self.get(f"/parties/{customer}/balance")
        return found["receivable"], found["advance"]

    def accounts(self) -> dict[str, str]:
        """The balance of each detail account that is not zero: debit positive, credit negative."""
        rows = self.get("/trial-balance")["rows"]
        closing = {
            row["code"]: Decimal(row["closing_debit"]) - Decimal(row["closing_credit"])
            for row in rows
            if row["is_detail"]
        }
        return {code: f"{amount:f}" for code, amount in closing.items() if amount}

    def entries(self, document_type: str, document: Json) -> list[dict[str, str]]:
        """The entries a document caused, each as account and amount: debit positive, credit negative."""
        found = self.get(f"/documents/{document_type}/{document['id']}/entries")
        return [
            {
                line["account_code"]: f"{Decimal(line['debit']) - Decimal(line['credit']):f}"
                for line in entry["lines"]
            }
            for entry in found
        ]

    def chain(self, document_type: str, document: Json) -> list[str]:
        """The kinds of document that hang together with one, in order."""
        found = self.get(f"/documents/{document_type}/{document['id']}/chain")
        return [item["type"] for item in found["documents"]]

    def _quantities(self, path: str, quantities: tuple[str, ...]) -> list[dict[str, Any]]:
        lines = self.get(path)["lines"]
        assert len(lines) == len(quantities), "one quantity for each line"
        return [
            {"line_id": line["id"], "quantity": quantity}
            for line, quantity in zip(lines, quantities, strict=True)
            if Decimal(quantity)
        ]


def order_body(customer: str, *lines: Line, **fields: object) -> dict[str, object]:
    """What the browser sends for an order."""
    names = ("product_id", "quantity", "unit_price", "tax_code")
    return {
        "party_id": customer,
        "lines": [dict(zip(names, line, strict=False)) for line in lines],
        **fields,
    }


def receipt_body(
    customer: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
) -> dict[str, object]:
    """What the browser sends for money that came in."""
    allocations = [{"invoice_id": invoice, "amount": part} for invoice, part in (settles or {}).items()]
    return {"party_id": customer, "amount": amount, "allocations": allocations, **fields}
