"""A company that buys, through the doors of the product; the words are the user's."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.stock import issue_body

# A line of an order: product, quantity, unit price and, where it is not the product's own, the tax code.
Line = tuple[str, str, str] | tuple[str, str, str, str]


def purchase_body(supplier: str, *lines: Line, **fields: object) -> Json:
    """What the browser sends for a purchase order; prices are without tax unless told otherwise."""
    names = ("product_id", "quantity", "unit_price", "tax_code")
    rows = [dict(zip(names, line, strict=False)) for line in lines]
    return {"party_id": supplier, "lines": rows, "prices_include_tax": False, **fields}


class Buying:
    """The buyer's side of a company."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def supplier(self, name: str = "上海供应商") -> str:
        """A supplier; gives back his id."""
        return self.company.customer(name, is_customer=False, is_supplier=True)

    def order(self, supplier: str, *lines: Line, **fields: object) -> Json:
        """A draft order."""
        return self.company.post("/purchase-orders", purchase_body(supplier, *lines, **fields))

    def confirmed(self, supplier: str, *lines: Line, **fields: object) -> Json:
        """An order entered and placed."""
        order = self.order(supplier, *lines, **fields)
        return self.company.post(f"/purchase-orders/{order['id']}/confirm")

    def the_order(self, order: Json) -> Json:
        """The order as it stands now."""
        return self.company.get(f"/purchase-orders/{order['id']}")

    def receive(self, order: Json, *quantities: str, **fields: object) -> Json:
        """Receive the rest of an order, or these quantities of its lines ("0" leaves a line out)."""
        body: dict[str, object] = dict(fields)
        if quantities:
            body["lines"] = self._quantities(f"/purchase-orders/{order['id']}", quantities)
        return self.company.post(f"/purchase-orders/{order['id']}/receive", body)

    def send_back(self, receipt: Json, *quantities: str, **fields: object) -> Json:
        """Send these quantities of a receipt's lines back ("0" leaves a line out)."""
        lines = self._quantities(f"/purchase-receipts/{receipt['id']}", quantities)
        return self.company.post(f"/purchase-receipts/{receipt['id']}/send-back", {"lines": lines, **fields})

    def entered(
        self, order: Json, number: str, prices: Sequence[str] = (), *quantities: str, **fields: object
    ) -> Json:
        """A supplier's invoice, entered: at the order's prices for all that waits, or at these for these quantities."""
        body: dict[str, object] = {"order_id": order["id"], "supplier_number": number, **fields}
        if prices:
            lines = self.the_order(order)["lines"]
            asked = quantities or [
                f"{Decimal(line['received']) - Decimal(line['returned']) - Decimal(line['invoiced'])}"
                for line in lines
            ]
            body["lines"] = [
                {"order_line_id": line["id"], "quantity": quantity, "unit_price": price}
                for line, quantity, price in zip(lines, asked, prices, strict=True)
            ]
        return self.company.post("/supplier-invoices", body)

    def posted(self, invoice: Json, reason: str | None = None) -> Json:
        """Put a supplier's invoice into the books."""
        body = {} if reason is None else {"reason": reason}
        return self.company.post(f"/supplier-invoices/{invoice['id']}/post", body)

    def invoiced(self, order: Json, number: str, **fields: object) -> Json:
        """A supplier's invoice at the order's prices, entered and posted."""
        body = {"order_id": order["id"], "supplier_number": number, **fields}
        return self.posted(self.company.post("/supplier-invoices", body))

    def the_invoice(self, invoice: Json) -> Json:
        """The supplier's invoice as it stands now."""
        return self.company.get(f"/supplier-invoices/{invoice['id']}")

    def landed(self, *receipts: Json, **fields: object) -> Json:
        """A cost on the way of all goods of these receipts, spread by what they are worth unless told otherwise."""
        body = landed_body([line["id"] for receipt in receipts for line in self.lines_of(receipt)], **fields)
        return self.company.post("/landed-costs", body)

    def lines_of(self, receipt: Json) -> list[Json]:
        """The lines of a receipt."""
        lines: list[Json] = self.company.get(f"/purchase-receipts/{receipt['id']}")["lines"]
        return lines

    def the_landed(self, landed: Json) -> Json:
        """The landed cost as it stands now."""
        return self.company.get(f"/landed-costs/{landed['id']}")

    def pay(
        self, supplier: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
    ) -> Json:
        """Money goes to a supplier; `settles` says how much of it is for which invoice."""
        return self.company.post("/payments", payment_body(supplier, amount, settles, **fields))

    def balance(self, supplier: str) -> tuple[str, str]:
        """What is owed to a supplier, and paid ahead."""
        found = self.company.get(f"/parties/{supplier}/supplier-balance")
        return found["payable"], found["prepaid"]

    def _quantities(self, path: str, quantities: tuple[str, ...]) -> list[Json]:
        lines = self.company.get(path)["lines"]
        assert len(lines) == len(quantities), "one quantity for each line"
        return [
            {"line_id": line["id"], "quantity": quantity}
            for line, quantity in zip(lines, quantities, strict=True)
            if Decimal(quantity)
        ]


def landed_body(lines: Sequence[str], **fields: object) -> Json:
    """What the browser sends for a cost that is spread over lines of receipts."""
    return {"lines": [{"receipt_line_id": line} for line in lines], **fields}


def cost_bodies(id_of: Callable[[str], UUID], supplier: str) -> dict[str, Json]:
    """What goods cost, and money that was paid ahead: requests that would be granted with these ids."""
    landed = landed_body([str(id_of("purchase_receipt_line"))], net="1")
    landed |= {"party_id": supplier, "supplier_number": "x"}
    said = {"lines": [{"product_id": str(id_of("product")), "standard": "1"}]}
    return {
        **{f"POST /landed-costs{door}": landed for door in ("", "/preview", "/shares")},
        **{f"POST /standard-changes{door}": said for door in ("", "/preview")},
        **{
            f"POST /{path}/apply": {"allocations": [{"invoice_id": str(id_of(invoice)), "amount": "1"}]}
            for path, invoice in (
                ("payments/{payment_id}", "supplier_invoice"),
                ("receipts/{receipt_id}", "sales_invoice"),
            )
        },
        "POST /stock/costing": {"category_id": str(id_of("product_category"))},
    }


def payment_body(
    supplier: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
) -> Json:
    """What the browser sends for money that goes to a supplier."""
    allocations = [{"invoice_id": invoice, "amount": part} for invoice, part in (settles or {}).items()]
    return {"party_id": supplier, "amount": amount, "allocations": allocations, **fields}


def buy_of_everything(company: Company, product: str, words: str) -> None:
    """Purchases: an order that came in in part and is invoiced in part, one that is a draft, money ahead."""
    buying = Buying(company)
    supplier = buying.supplier(f"供应商 {words}")
    order = buying.confirmed(supplier, (product, "10", "50"), note=words)
    receipt = buying.receive(order, "6")
    buying.send_back(receipt, "1", reason=words)
    invoice = buying.posted(buying.entered(order, words, ["50"], "3"))
    buying.order(supplier, (product, "1", "1"))
    buying.pay(supplier, "50", {invoice["id"]: "40"}, note=words)
    costs_of_everything(company, supplier, words)


def costs_of_everything(company: Company, supplier: str, words: str) -> None:
    """Freight on goods that came in, and goods at a standard cost, bought beside it, and restated."""
    buying = Buying(company)
    metal = str(company.post("/product-categories", {"name": f"金属 {words}"})["id"])
    company.post("/stock/costing", {"method": "standard", "category_id": metal})
    steel = company.product(name=f"钢板 {words}", category_id=metal)
    body = {"note": words, "lines": [{"product_id": steel, "standard": "10"}]}
    company.post("/standard-changes", body)
    receipt = buying.receive(buying.confirmed(supplier, (steel, "10", "12")))
    freight = {"party_id": supplier, "supplier_number": f"运费 {words}", "note": words}
    buying.landed(receipt, net="10", tax_code="9", **freight)
    company.post("/standard-changes", {**body, "lines": [{"product_id": steel, "standard": "11"}]})
    company.post("/stock-issues", issue_body((steel, "2"), reason="use"))
    company.post("/stock/variance-sharing", {"period": "2026-11"})
