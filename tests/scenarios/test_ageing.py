"""How old is what customers owe and suppliers are owed, as of any day. Today is 2026-11-02."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying

STEPS = ("not_due", "days_30", "days_60", "days_90", "older", "open")


def told(found: Json) -> list[tuple[str, ...]]:
    return [(row["party"]["title"], *(row[name] for name in STEPS)) for row in found["rows"]]


def invoiced(company: Company, customer: str, product: str, quantity: str, on: str) -> Json:
    order = company.confirmed(customer, (product, quantity, "113"), ordered_on=on)
    company.deliver(order, delivered_on=on)
    return company.invoiced(order, invoiced_on=on)


def test_what_customers_owe_is_as_old_as_it_is_late(company: Company) -> None:
    pumps = company.product()
    company.receive_goods((pumps, "100", "60"), received_on="2026-06-01")
    slow, quick = company.customer("慢公司"), company.customer("快公司")
    company.post("/customer-credits", {"party_id": slow, "payment_days": 30})
    # Due on 07-01, 08-30, 09-30 and 11-15.
    for quantity, day in (("1", "2026-06-01"), ("2", "2026-07-31"), ("3", "2026-08-31"), ("4", "2026-10-16")):
        invoiced(company, slow, pumps, quantity, day)
    invoice = invoiced(company, quick, pumps, "5", "2026-10-30")
    part = {"invoice_id": invoice["id"], "amount": "65"}
    company.post(
        "/receipts",
        {"party_id": quick, "amount": "65", "received_on": "2026-11-01", "allocations": [part]},
    )

    now = company.get("/receivables/ageing")
    assert told(now) == [
        ("慢公司", "452", "0", "339", "226", "113", "1130"),
        ("快公司", "0", "500", "0", "0", "0", "500"),
    ]
    assert [now["total"][name] for name in STEPS] == ["452", "500", "339", "226", "113", "1630"]
    (account,) = [
        row
        for row in company.get("/trial-balance", **{"from": "2026-11-01", "to": "2026-11-02"})["rows"]
        if row["code"] == "1122"
    ]
    assert account["closing_debit"] == now["total"]["open"]

    # As of October's end nobody had paid, and less was late.
    then = company.get("/receivables/ageing", on="2026-10-31")
    assert told(then) == [
        ("慢公司", "452", "0", "339", "226", "113", "1130"),
        ("快公司", "0", "565", "0", "0", "0", "565"),
    ]
    early = company.get("/receivables/ageing", on="2026-08-01")
    assert told(early) == [("慢公司", "226", "0", "113", "0", "0", "339")]
    assert company.get("/receivables/ageing", on="2026-05-31")["rows"] == []


def test_what_came_back_is_taken_off(company: Company) -> None:
    pumps, customer = company.product(stock="100"), company.customer("甲公司")
    order = company.confirmed(customer, (pumps, "5", "113"))
    delivery = company.deliver(order)
    invoice = company.invoiced(order)
    allocation = {"invoice_id": invoice["id"], "amount": "565"}
    company.post("/receipts", {"party_id": customer, "amount": "565", "allocations": [allocation]})
    back = company.take_back(delivery, "2")
    company.credited(back)
    assert told(company.get("/receivables/ageing")) == [("甲公司", "-226", "0", "0", "0", "0", "-226")]


def test_suppliers_are_owed_since_their_paper(company: Company) -> None:
    pumps, buying = company.product(), Buying(company)
    supplier = buying.supplier("供货商")
    order = buying.confirmed(supplier, (pumps, "10", "60"))
    buying.receive(order)
    buying.invoiced(order, "F-1")
    assert told(company.get("/payables/ageing")) == [("供货商", "678", "0", "0", "0", "0", "678")]
    seller = company.colleague("sales", "张三")
    seller.refused(403, "platform.not_allowed", "GET", "/payables/ageing")
    assert seller.get("/receivables/ageing")["rows"] == []
