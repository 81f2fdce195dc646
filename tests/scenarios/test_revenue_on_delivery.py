"""Goods that are revenue as they leave (docs/adr/0029): what is owed before any invoice, and what the invoice adds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.bad_debts import written_off
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json


def choose(company: Company, point: str) -> None:
    company.post("/billing-rules", {"revenue_point": point})


def green(company: Company) -> bool:
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


def unbilled(company: Company, delivery: Json) -> tuple[bool, str]:
    found = company.get(f"/deliveries/{delivery['id']}")
    return found["recognised"], found["unbilled"]


def test_a_sale_is_revenue_when_its_goods_leave(company: Company) -> None:
    """The worked example `sales_on_delivery`; then a part comes back, and money comes for the rest."""
    assert company.get("/billing-rules") == {"estimates": "adjust", "revenue_point": "invoice"}
    choose(company, "delivery")
    assert company.get("/billing-rules") == {"estimates": "adjust", "revenue_point": "delivery"}
    goods, customer = company.product(stock="10", cost="600"), company.customer()
    order = company.confirmed(customer, (goods, "10", "1130"))

    told = company.post(f"/sales-orders/{order['id']}/deliver/preview", {})
    assert [(entry["kind"], entry["total"]) for entry in told] == [("goods", "6000"), ("revenue", "11300")]
    delivery = company.deliver(order)

    assert company.entries("delivery", delivery) == [
        {"540101": "6000", "1405": "-6000"},
        {"1122": "11300", "500101": "-10000", "222106": "-1300"},
    ]
    assert unbilled(company, delivery) == (True, "11300")
    owed = company.get(f"/parties/{customer}/balance")
    assert (owed["receivable"], owed["unbilled"], owed["open_invoices"]) == ("0", "11300", [])
    assert green(company)

    draft = company.invoice(order)
    (due,) = company.post(f"/sales-invoices/{draft['id']}/post/preview")
    assert (due["kind"], due["total"]) == ("vat", "1300")
    invoice = company.post_invoice(draft)
    assert company.entries("sales_invoice", invoice) == [{"222106": "1300", "22210107": "-1300"}]
    summary = company.get(f"/documents/sales_invoice/{invoice['id']}/entries")[0]["summary"]
    assert summary == f"开票结转销项税额 {invoice['number']}"
    assert unbilled(company, delivery) == (True, "0")
    assert company.balance(customer) == ("11300", "0")
    assert green(company)

    back = company.take_back(delivery, "2")
    assert company.entries("sales_return", back) == [
        {"1405": "1200", "540101": "-1200"},
        {"1122": "-2260", "500101": "2000", "222106": "260"},
    ]
    assert unbilled(company, delivery) == (True, "-2260")
    assert green(company)
    credit = company.credited(back)
    assert company.entries("sales_invoice", credit) == [{"222106": "-260", "22210107": "260"}]
    company.receipt(customer, "9040", {invoice["id"]: "9040"})
    assert company.accounts() == {
        "1002": "9040",
        "1405": "1200",
        "22210107": "-1040",
        "224199": "-6000",
        "500101": "-8000",
        "540101": "4800",
    }
    assert unbilled(company, delivery) == (True, "0")
    assert green(company)


def test_what_left_goes_the_way_it_left(company: Company) -> None:
    """The choice changes between two deliveries of one order, with a service: one invoice is for all of it."""
    goods, customer = company.product(stock="10", cost="60"), company.customer()
    lines = [(goods, "10", "113"), (company.service(), "2", "106")]
    order = company.confirmed(customer, *lines)
    before = company.deliver(order, "4", "1")
    choose(company, "delivery")
    after = company.deliver(order, "6", "1")

    assert company.entries("delivery", before) == [{"1406": "240", "1405": "-240"}]
    assert company.entries("delivery", after) == [
        {"540101": "360", "1405": "-360"},
        {"1122": "678", "500101": "-600", "222106": "-78"},
    ]
    assert (unbilled(company, before), unbilled(company, after)) == ((False, "0"), (True, "678"))
    choose(company, "invoice")
    early = [company.take_back(delivery, "1", "0") for delivery in (before, after)]
    assert company.entries("sales_return", early[0]) == [{"1405": "60", "1406": "-60"}]
    assert company.entries("sales_return", early[1]) == [
        {"1405": "60", "540101": "-60"},
        {"1122": "-113", "500101": "100", "222106": "13"},
    ]
    assert green(company)

    draft = company.invoice(order)
    late = company.take_back(after, "2", "0")
    invoice = company.post_invoice(draft)
    # Goods of the first delivery and both services are revenue now; of the second, only the VAT was waiting.
    assert company.entries("sales_invoice", invoice) == [
        {"1122": "551", "222106": "65", "500101": "-300", "22210107": "-128.39", "500102": "-187.61"},
        {"540101": "180", "1406": "-180"},
    ]
    assert (invoice["gross"], unbilled(company, after)) == ("1116", (True, "-226"))
    assert green(company)
    credit = company.credited(late)
    assert company.the_invoice(invoice)["open"] == "890"
    assert company.entries("sales_invoice", credit) == [{"222106": "-26", "22210107": "26"}]
    assert company.balance(customer) == ("890", "0")
    assert company.accounts()["1122"] == "890"
    assert green(company)


def test_a_withdrawn_draft_leaves_what_is_owed(company: Company) -> None:
    choose(company, "delivery")
    goods, customer = company.product(stock="10", cost="60"), company.customer()
    order = company.confirmed(
        customer, (goods, "5", "113"), (company.product(name="赠品", stock="1"), "1", "0")
    )
    delivery = company.deliver(order)
    # A gift on the order is a cost and no revenue.
    assert company.entries("delivery", delivery)[0] == {"540101": "360", "1405": "-360"}
    draft = company.invoice(order)
    company.take_back(delivery, "1", "0")
    company.post(f"/sales-invoices/{draft['id']}/cancel")
    assert unbilled(company, delivery) == (True, "452")
    invoice = company.invoiced(order)
    assert (invoice["gross"], unbilled(company, delivery)) == ("452", (True, "0"))
    assert green(company)


def test_a_debt_is_as_old_as_what_left(found: Found) -> None:
    """Aged by the other standard: what came back is no debt of its day, and the invoice makes it no younger."""
    company = found(chart="enterprise")
    choose(company, "delivery")
    goods, customer = company.product(), company.customer()
    company.receive_goods((goods, "20", "60"), received_on="2024-10-01")
    orders = [company.confirmed(customer, (goods, "5", "113")) for _ in range(2)]
    company.deliver(orders[0], delivered_on="2024-10-10")
    young = company.deliver(orders[1], delivered_on="2026-10-10")
    company.take_back(young, "5", returned_on="2026-10-20")
    invoice = company.invoiced(orders[0])
    aged = company.get("/bad-debt-allowance", period="2026-11")
    assert [row["owed"] for row in aged["rows"]] == ["0", "0", "565", "0", "0", "0"]
    lost = written_off(company, customer, {invoice["id"]: "565"})
    assert company.entries("write_off", lost) == [{"123101": "565", "1122": "-565"}]
    assert green(company)


def test_a_debt_is_as_old_as_the_delivery_that_stands(found: Found) -> None:
    """Of two deliveries of one order the young one came back: the old one is owed, and as old as it is."""
    company = found(chart="enterprise")
    choose(company, "delivery")
    goods, customer = company.product(), company.customer()
    company.receive_goods((goods, "20", "60"), received_on="2024-10-01")
    order = company.confirmed(customer, (goods, "10", "113"))
    company.deliver(order, "5", delivered_on="2024-10-10")
    young = company.deliver(order, "5", delivered_on="2026-10-10")
    company.take_back(young, "5", returned_on="2026-10-20")
    aged = company.get("/bad-debt-allowance", period="2026-11")
    assert [row["owed"] for row in aged["rows"]] == ["0", "0", "565", "0", "0", "0"]


def test_no_paper_is_dated_before_what_it_takes_up(company: Company) -> None:
    """Revenue is none below nothing and no VAT is due before it waits; without a day, it is the earliest or today."""
    choose(company, "delivery")
    goods, customer = company.product(), company.customer()
    company.receive_goods((goods, "20", "60"), received_on="2026-10-01")
    order = company.confirmed(customer, (goods, "6", "113"))
    delivery = company.deliver(order, "4", delivered_on="2026-10-20")
    company.deliver(order, "2", delivered_on="2026-10-28")
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    back = {"lines": [{"line_id": line, "quantity": "1"}], "returned_on": "2026-10-19"}
    path = f"/deliveries/{delivery['id']}/return"
    early = company.refused(422, "sales.returned_too_early", "POST", path, back)
    assert "2026-10-20" in early["detail"]
    early = company.refused(
        422,
        "invoicing.invoiced_too_early",
        "POST",
        "/sales-invoices",
        {"order_id": order["id"], "invoiced_on": "2026-10-27"},
    )
    assert "2026-10-28" in early["detail"]
    company.invoiced(order, invoiced_on="2026-10-28")
    returned = company.post(path, {**back, "returned_on": "2026-10-30"})
    note = {"return_id": returned["id"], "invoiced_on": "2026-10-29"}
    early = company.refused(422, "invoicing.invoiced_too_early", "POST", "/sales-invoices", note)
    assert "2026-10-30" in early["detail"]
    draft = company.post("/sales-invoices", {**note, "invoiced_on": "2026-10-30"})
    assert company.post_invoice(draft)["gross"] == "113"
    assert green(company)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("deliver", "deliver", "return", "draft", "post", "cancel", "credit", "choose")),
        st.integers(0, 5),
        st.integers(1, 4),
    ),
    min_size=4,
    max_size=14,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_in_any_order_the_books_are_the_documents(
    company: Company, steps: list[tuple[str, int, int]]
) -> None:
    """Deliveries by both ways, returns, drafts, credit notes: each happens or is refused, and every law holds."""
    goods, customer = company.product(stock="100", cost="7.77"), company.customer()
    order = company.confirmed(customer, (goods, "12", "9.99"), (company.service(), "12", "3.33"))
    deliveries: list[Json] = []
    returns: list[Json] = []
    drafts: list[Json] = []
    for verb, place, quantity in steps:
        asked: list[tuple[str, Json]] = []
        kept: list[Json] = []
        if verb == "choose":
            choose(company, ("delivery", "invoice")[place % 2])
        elif verb == "deliver":
            lines = [
                {"line_id": line["id"], "quantity": str(quantity)}
                for line in company.the_order(order)["lines"]
            ]
            asked, kept = [(f"/sales-orders/{order['id']}/deliver", {"lines": lines})], deliveries
        elif verb == "return" and deliveries:
            delivery = deliveries[place % len(deliveries)]
            lines = company.get(f"/deliveries/{delivery['id']}")["lines"]
            body = {"lines": [{"line_id": lines[0]["id"], "quantity": str(quantity)}]}
            asked, kept = [(f"/deliveries/{delivery['id']}/return", body)], returns
        elif verb == "draft":
            asked, kept = [("/sales-invoices", {"order_id": order["id"]})], drafts
        elif verb == "credit" and returns:
            asked, kept = [("/sales-invoices", {"return_id": returns[place % len(returns)]["id"]})], drafts
        elif verb in ("post", "cancel") and drafts:
            asked, kept = [(f"/sales-invoices/{drafts[place % len(drafts)]['id']}/{verb}", {})], []
        for path, body in asked:
            answer = company.send("POST", path, body)
            assert answer.status_code in (200, 201, 409), answer.text
            if answer.is_success:
                kept.append(answer.json())
    assert company.get("/verify")["green"]
    assert company.books.broken_laws(company.tenant_id) == []
