"""A supplier's invoice as he printed it: his roundings, his rate."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying


def test_an_invoice_is_entered_as_it_was_printed(company: Company) -> None:
    """The supplier rounds in another place, or has another rate than was thought: his paper says what the VAT is."""
    buying = Buying(company)
    supplier, bolt = buying.supplier(), company.product()
    order = buying.confirmed(supplier, (bolt, "10", "46.15"))
    buying.receive(order)
    (line,) = buying.the_order(order)["lines"]

    def body(number: str, quantity: str, **said: str) -> Json:
        lines = [{"order_line_id": line["id"], "quantity": quantity, **said}]
        return {"order_id": order["id"], "supplier_number": number, "lines": lines}

    for tax in ("59.93", "60.07"):
        problem = company.refused(
            422, "invoicing.tax_beyond", "POST", "/supplier-invoices", body("A", "10", tax=tax)
        )
        assert problem["params"] == {"line": 1, "tax": tax, "reckoned": "60", "tolerance": "0.06"}
    free = body("A", "10", tax="0.01", tax_code="0")
    company.refused(422, "invoicing.tax_beyond", "POST", "/supplier-invoices", free)
    printed = company.post("/supplier-invoices", body("A", "10", tax="59.99"))
    assert (printed["net"], printed["tax"], printed["gross"], printed["match_state"]) == (
        "461.5",
        "59.99",
        "521.49",
        "matched",
    )
    buying.posted(printed)
    assert {code: company.accounts()[code] for code in ("1405", "22210101", "220201")} == {
        "1405": "461.5",
        "22210101": "59.99",
        "220201": "-521.49",
    }


def test_with_tax_in_the_price_the_net_follows_the_printed_tax(company: Company) -> None:
    buying = Buying(company)
    bolt = company.product()
    order = buying.confirmed(buying.supplier(), (bolt, "10", "52.15"), prices_include_tax=True)
    buying.receive(order)
    (line,) = buying.the_order(order)["lines"]
    asked = {"order_line_id": line["id"], "quantity": "10", "tax": "59.99"}
    body = {"order_id": order["id"], "supplier_number": "A", "lines": [asked]}
    buying.posted(company.post("/supplier-invoices", body))
    # The cent stands on the goods, which still lie there.
    assert {code: company.accounts()[code] for code in ("1405", "22210101", "220201")} == {
        "1405": "461.51",
        "22210101": "59.99",
        "220201": "-521.5",
    }


def test_another_rate_than_ordered_is_told_and_its_vat_is_what_was_printed(company: Company) -> None:
    buying = Buying(company)
    bolt = company.product()
    order = buying.confirmed(buying.supplier(), (bolt, "10", "100"), (bolt, "10", "100"))
    buying.receive(order)
    levy, exempt = buying.the_order(order)["lines"]
    lines = [
        {"order_line_id": levy["id"], "quantity": "10", "tax_code": "3", "tax": "30.03"},
        {"order_line_id": exempt["id"], "quantity": "10", "tax_code": "exempt"},
    ]
    body = {"order_id": order["id"], "supplier_number": "A", "lines": lines}
    invoice = company.post("/supplier-invoices", body)
    assert (invoice["tax"], invoice["gross"], invoice["match_state"]) == ("30.03", "2030.03", "deviates")
    told = buying.the_invoice(invoice)["deviations"]
    assert [(one["line_no"], one["rule"], one["ordered"], one["asked"]) for one in told] == [
        (1, "amount", "1130", "1030.03"),
        (1, "tax_rate", "0.13", "0.03"),
        (2, "amount", "1130", "1000"),
        (2, "tax_rate", "0.13", "0"),
    ]
    company.refused(409, "invoicing.match_fails", "POST", f"/supplier-invoices/{invoice['id']}/post", {})
    buying.posted(invoice, "小规模供应商")
    assert {code: company.accounts()[code] for code in ("1405", "22210101", "220201")} == {
        "1405": "2000",
        "22210101": "30.03",
        "220201": "-2030.03",
    }


def test_differences_of_rounding_add_up_to_one_at_most(company: Company) -> None:
    buying = Buying(company)
    bolt = company.product()
    order = buying.confirmed(buying.supplier(), *[(bolt, "1", "100")] * 17)
    buying.receive(order)
    ids = [line["id"] for line in buying.the_order(order)["lines"]]
    lines = [{"order_line_id": one, "quantity": "1", "tax": "13.06"} for one in ids]
    body = {"order_id": order["id"], "supplier_number": "A", "lines": lines}
    problem = company.refused(422, "invoicing.tax_beyond_together", "POST", "/supplier-invoices", body)
    assert problem["params"] == {"off": "1.02", "tolerance": "1"}
    lines[0]["tax"] = "13.04"
    assert company.post("/supplier-invoices", body)["tax"] == "222"
