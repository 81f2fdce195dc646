"""Orders that are paid by instalments, and what is to be collected. Today is 2026-11-02."""

from collections.abc import Callable, Sequence

import httpx

from tests.builders.collecting import collected, planned
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with
from tests.builders.sea import person_id

Together = Callable[[Sequence[Callable[[], httpx.Response]]], list[httpx.Response]]


def ordered(company: Company, customer: str, quantity: str = "10", **fields: object) -> Json:
    """A confirmed order at 113 each, goods on hand."""
    product = company.product(stock="100")
    return company.confirmed(customer, (product, quantity, "113"), ordered_on="2026-10-01", **fields)


def told(plan: Json) -> list[str]:
    """Each instalment: day, asked, collected, state, days late."""
    names = ("due_on", "asked", "collected", "state", "days_late")
    return [" ".join(str(line[name]) for name in names) for line in plan["lines"]]


def plan_of(who: Person, order: Json) -> Json:
    return who.get(f"/sales-orders/{order['id']}/receipt-plan")


def test_an_order_is_paid_by_instalments_from_its_deposit_to_its_end(company: Company) -> None:
    customer = company.customer("甲公司")
    order = ordered(company, customer)
    nothing = plan_of(company, order)
    assert (nothing["version"], nothing["lines"], nothing["open"]) == (0, [], "1130")
    plan = planned(company, order, ("2026-12-31", "791"), ("2026-10-20", "339"))
    assert told(plan) == ["2026-10-20 339 0 overdue 13", "2026-12-31 791 0 waiting None"]
    assert (plan["version"], plan["allowed_actions"]) == (1, ["plan", "collect"])

    # The deposit lies with the customer, and is counted for this order.
    deposit = company.post(
        f"/sales-orders/{order['id']}/collect", {"amount": "400", "received_on": "2026-10-25"}
    )
    assert (deposit["allocated"], deposit["ahead"]) == ("0", "400")
    assert company.balance(customer) == ("0", "400")
    assert company.entries("receipt", deposit["receipt"]) == [{"1002": "400", "2203": "-400"}]
    plan = plan_of(company, order)
    assert told(plan) == ["2026-10-20 339 339 paid 5", "2026-12-31 791 61 part None"]
    assert (plan["collected"], plan["ahead"], plan["open"]) == ("400", "400", "730")
    assert "receipt" in company.chain("sales_order", order)

    # It is used for the invoice; what comes next settles that first.
    company.deliver(order)
    invoice = company.invoiced(order)
    company.post(
        f"/receipts/{deposit['receipt']['id']}/apply",
        {"allocations": [{"invoice_id": invoice["id"], "amount": "400"}]},
    )
    rest = company.post(f"/sales-orders/{order['id']}/collect", {"amount": "730"})
    assert (rest["allocated"], rest["ahead"]) == ("730", "0")
    plan = plan_of(company, order)
    # Used on an invoice, the deposit came on the day on which it came.
    assert told(plan) == ["2026-10-20 339 339 paid 5", "2026-12-31 791 791 paid -59"]
    assert (plan["collected"], plan["ahead"], plan["open"], plan["allowed_actions"]) == (
        "1130",
        "0",
        "0",
        ["plan"],
    )
    assert company.the_invoice(invoice)["open"] == "0"

    # Taken back, what it had paid is open again.
    company.reverse(rest["receipt"])
    assert plan_of(company, order)["open"] == "730"


def test_what_comes_back_is_taken_off_the_last_instalment(company: Company) -> None:
    customer = company.customer()
    order = ordered(company, customer)
    planned(company, order, ("2026-11-10", "565"), ("2026-12-10", "565"))
    delivery = company.deliver(order)
    company.invoiced(order)
    company.credited(company.take_back(delivery, "2"))
    plan = plan_of(company, order)
    assert (plan["asked"], plan["open"]) == ("904", "904")
    assert told(plan) == ["2026-11-10 565 0 waiting None", "2026-12-10 339 0 waiting None"]


def test_what_came_back_before_its_invoice_is_asked_for_no_more(company: Company) -> None:
    customer = company.customer()
    order = ordered(company, customer)
    planned(company, order, ("2026-10-20", "1130"))
    delivery = company.deliver(order)
    company.take_back(delivery, "2")
    invoice = company.invoiced(order)
    assert company.the_invoice(invoice)["gross"] == "904"
    assert plan_of(company, order)["open"] == "904"
    assert [row["open"] for row in company.get("/collection")["rows"]] == ["904"]


def test_what_is_called_off_need_not_come(company: Company) -> None:
    order = ordered(company, company.customer())
    planned(company, order, ("2026-11-10", "565"), ("2026-12-10", "565"))
    company.deliver(order, "4")
    company.close_order(order)
    plan = plan_of(company, order)
    assert (plan["gross"], plan["asked"]) == ("1130", "452")
    assert told(plan) == ["2026-11-10 452 0 waiting None", "2026-12-10 0 0 void None"]


def test_a_plan_is_its_order_to_the_cent(company: Company) -> None:
    order = ordered(company, company.customer())
    body = {"lines": [{"due_on": "2026-11-10", "amount": "1130.01"}]}
    path = f"/sales-orders/{order['id']}/receipt-plan"
    refused = company.refused(422, "collecting.plan_is_not_order", "PATCH", path, body, version=0)
    assert refused["params"] == {"total": "1130.01", "order": "1130", "over": "0.01"}
    early = {"lines": [{"due_on": "2026-09-30", "amount": "1130"}]}
    company.refused(422, "platform.invalid_input", "PATCH", path, early, version=0)
    planned(company, order, ("2026-11-10", "1130"))
    # Somebody agreed on something else meanwhile.
    company.refused(412, "platform.version_changed", "PATCH", path, body, version=0)
    history = company.get(f"/history/sales_order/{order['id']}")["events"][0]
    assert history["changes"]["receipt_plan"] == [None, "2026-11-10 1130"]
    assert planned(company, order, version=1)["version"] == 0


def test_a_draft_is_paid_by_nobody(company: Company) -> None:
    product = company.product(stock="10")
    order = company.order(company.customer(), (product, "1", "113"))
    path = f"/sales-orders/{order['id']}"
    lines = {"lines": [{"due_on": "2026-12-10", "amount": "113"}]}
    company.refused(409, "collecting.not_promised", "PATCH", f"{path}/receipt-plan", lines, version=0)
    company.refused(409, "collecting.not_promised", "POST", f"{path}/collect", {"amount": "113"})
    assert plan_of(company, order)["allowed_actions"] == []


def test_the_board_tells_each_debt_once(company: Company) -> None:
    first, second = company.customer("甲公司"), company.customer("乙公司")
    with_plan = ordered(company, first)
    planned(company, with_plan, ("2026-10-20", "339"), ("2026-11-05", "391"), ("2027-03-01", "400"))
    company.deliver(with_plan)
    company.invoiced(with_plan)
    company.post("/customer-credits", {"party_id": second, "payment_days": 20})
    _, _, invoice = company.sold(second, (company.product(stock="5"), "1", "113"))
    company.receipt(second, "13", {invoice["id"]: "13"}, received_on="2026-11-02")
    board = company.get("/collection")
    rows = [
        f"{row['party']['title']} {row['position']}/{row['of']} {row['due_on']} {row['open']} {row['urgency']}"
        for row in board["rows"]
    ]
    assert rows == [
        "甲公司 1/3 2026-10-20 339 overdue",
        "甲公司 2/3 2026-11-05 391 week",
        "乙公司 None/None 2026-11-22 100 month",
        "甲公司 3/3 2027-03-01 400 later",
    ]
    assert board["totals"] == {"overdue": "339", "week": "391", "month": "100", "later": "400"}
    # Who paid a part twenty days before it fell due pays early; who paid nothing yet has no mean.
    standing = {one["party_id"]: (one["ahead"], one["days_late"]) for one in board["customers"]}
    assert standing == {first: ("0", None), second: ("0", "-20")}
    assert [row["number"] for row in company.get("/collection", party_id=second)["rows"]] == [
        invoice["number"]
    ]


def test_a_seller_sees_what_is_his_to_collect(company: Company) -> None:
    mine, other = company.colleague("sales", "李四"), company.colleague("sales", "王五")
    order = ordered(company, company.customer("甲公司", owner_id=person_id(mine)), owner_id=person_id(mine))
    planned(mine, order, ("2026-12-10", "1130"))
    assert [row["number"] for row in mine.get("/collection")["rows"]] == [order["number"]]
    assert other.get("/collection")["rows"] == []
    other.refused(404, "platform.not_found", "GET", f"/sales-orders/{order['id']}/receipt-plan")
    assert company.get("/collection", mine="true")["rows"] == []
    # Who does not see what orders come to is told nothing of what is to be collected.
    permissions, hidden = ["collecting.plan.view", "sales.order.view"], {"sales_order": {"gross": "hidden"}}
    blind = colleague_with(company, permissions, fields=hidden)
    blind.refused(403, "platform.not_allowed", "GET", "/collection")
    blind.refused(403, "platform.not_allowed", "GET", f"/sales-orders/{order['id']}/receipt-plan")
    hidden = {"receipt": {"advance": "hidden"}}
    permissions = [*permissions, "payments.receipt.view"]
    no_money = colleague_with(company, permissions, fields=hidden, name="小赵")
    no_money.refused(403, "platform.not_allowed", "GET", f"/sales-orders/{order['id']}/receipt-plan")


def test_an_order_that_is_called_off_asks_for_nothing(company: Company) -> None:
    order = ordered(company, company.customer())
    planned(company, order, ("2026-10-20", "1130"))
    company.cancel(order)
    assert told(plan_of(company, order)) == ["2026-10-20 0 0 void None"]


def test_a_letter_asks_for_what_is_overdue(company: Company) -> None:
    customer = company.customer("甲公司")
    order = ordered(company, customer)
    path = f"/parties/{customer}/dunning-letter/paper"
    company.refused(409, "collecting.nothing_overdue", "GET", path)
    planned(company, order, ("2026-10-20", "339"), ("2026-12-31", "791"))
    letter = company.send("GET", path)
    assert (letter.status_code, letter.headers["content-type"], letter.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    # A deposit has filled its instalment, and is not taken off what is left of it once more.
    collected(company, order, "300")
    assert company.send("GET", path).status_code == 200
    assert company.get("/collection", party_id=customer)["customers"][0]["ahead"] == "0"
    # Who paid the rest ahead, for no order in particular, is asked for nothing.
    company.receipt(customer, "39")
    company.refused(409, "collecting.nothing_overdue", "GET", path)


def test_a_letter_is_written_to_ones_own_customers_only(company: Company) -> None:
    mine, other = company.colleague("sales", "李四"), company.colleague("sales", "王五")
    customer = company.customer("甲公司", owner_id=person_id(mine))
    order = ordered(company, customer, owner_id=person_id(mine))
    planned(mine, order, ("2026-10-20", "1130"))
    path = f"/parties/{customer}/dunning-letter/paper"
    assert mine.send("GET", path).status_code == 200
    # Not even that there is such a customer.
    other.refused(404, "platform.not_found", "GET", path)
    # Who sees all customers may still write to his own only.
    permissions = [
        "parties.party.view",
        "sales.order.view",
        "collecting.plan.view",
        "collecting.letter.print",
    ]
    reader = colleague_with(company, permissions, {"collecting.letter.print": "own"})
    reader.refused(403, "platform.not_allowed", "GET", path)


def test_the_board_takes_the_same_statements_for_any_number(company: Company) -> None:
    counts = []
    for number in range(1, 4):
        order = ordered(company, company.customer(f"客户{number}"))
        planned(company, order, ("2026-11-10", "565"), ("2026-12-10", "565"))
        company.sold(company.customer(f"散客{number}"), (company.product(stock="5"), "1", "113"))
        counts.append(company.statements("GET", "/collection"))
    assert counts == [counts[0]] * 3
