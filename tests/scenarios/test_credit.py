"""How far customers are trusted: limits, terms and what is overdue. Today is 2026-11-02."""

from collections.abc import Callable

import httpx

from tests.builders.approving import flow, say, step, submit
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with
from tests.builders.sea import person_id


def sold_by(company: Company) -> tuple[str, Person, str]:
    """Goods on hand, somebody who sells them, and a customer of his."""
    seller = company.colleague("sales", "张三")
    pumps = company.product()
    company.receive_goods((pumps, "100", "60"), received_on="2026-10-01")
    return pumps, seller, company.customer("甲公司", owner_id=person_id(seller))


def terms(company: Company, customer: str, **fields: object) -> Json:
    return company.post("/customer-credits", {"party_id": customer, **fields})


def entered(seller: Person, customer: str, product: str, quantity: str) -> str:
    """An order of his at 113 each."""
    line = {"product_id": product, "quantity": quantity, "unit_price": "113"}
    return f"/sales-orders/{seller.post('/sales-orders', {'party_id': customer, 'lines': [line]})['id']}"


def invoiced(company: Company, order: str, on: str = "2026-11-02") -> Json:
    """The order delivered and on a posted invoice."""
    company.post(f"{order}/deliver", {"delivered_on": on})
    drafted = company.post("/sales-invoices", {"order_id": order.rsplit("/", 1)[1], "invoiced_on": on})
    company.post(f"/sales-invoices/{drafted['id']}/post", {})
    return company.get(f"/sales-invoices/{drafted['id']}")


def credit(who: Person, customer: str) -> Json:
    return who.get(f"/parties/{customer}/balance")["credit"]


def test_an_order_beyond_the_limit_is_refused_and_names_the_figures(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    terms(company, customer, credit_limit="1000", payment_days=30)
    first = entered(seller, customer, pumps, "5")
    seller.post(f"{first}/confirm")
    second = entered(seller, customer, pumps, "4")
    refused = seller.refused(409, "sales.credit_exceeded", "POST", f"{second}/confirm", {})
    figures = ("limit", "owed", "ordered", "order", "over")
    assert [refused["params"][name] for name in figures] == ["1000", "0", "565", "452", "17"]
    assert company.get(second)["state"] == "draft"

    # What is invoiced is owed instead of ordered; what he pays frees it, a payment ahead counts too.
    invoice = invoiced(company, first)
    assert (invoice["invoiced_on"], invoice["due_on"]) == ("2026-11-02", "2026-12-02")
    told = credit(company, customer)
    assert (told["owed"], told["ordered"], told["left"], told["stopped"]) == ("565", "0", "435", False)
    seller.refused(409, "sales.credit_exceeded", "POST", f"{second}/confirm", {})
    company.post("/receipts", {"party_id": customer, "amount": "17", "allocations": []})
    seller.post(f"{second}/confirm")
    assert credit(company, customer)["left"] == "0"
    # An order that is closed waits for nothing but what left of it.
    company.post(f"{second}/deliver", {"lines": [line_of(company, second, "1")]})
    company.post(f"{second}/close")
    assert credit(company, customer)["ordered"] == "113"
    assert company.get("/verify")["green"] is True


def line_of(company: Company, order: str, quantity: str) -> Json:
    return {"line_id": company.get(order)["lines"][0]["id"], "quantity": quantity}


def test_who_passes_over_the_limit_is_told_so_and_it_is_kept(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    terms(company, customer, credit_limit="400", payment_days=30)
    order = entered(seller, customer, pumps, "5")
    assert company.get(order)["passes_over"] == {"over": "165", "overdue": None}
    assert seller.get(order)["passes_over"] is None
    within = entered(seller, customer, pumps, "3")
    assert company.get(within)["passes_over"] is None
    company.post(f"{within}/confirm")
    assert company.get(order)["passes_over"] == {"over": "504", "overdue": None}
    company.post(f"{order}/confirm")
    assert company.get(order)["passes_over"] is None

    def told(path: str) -> list[str]:
        events = company.get(f"/history/sales_order/{path.rsplit('/', 1)[1]}")["events"]
        return [one["action"] for one in events]

    assert "credit_passed_over" not in told(within)
    assert told(order).count("credit_passed_over") == 1
    (event,) = company.books.rows(
        "SELECT changes, actor_id FROM audit_event WHERE tenant_id = %s AND action = 'credit_passed_over'",
        [company.tenant_id],
    )
    assert (event["changes"], str(event["actor_id"])) == ({}, person_id(company))


def test_who_is_overdue_beyond_grace_gets_nothing_more_on_credit(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    mine = terms(company, customer, payment_days=10, grace_days=5)
    old = company.confirmed(customer, (pumps, "1", "113"), ordered_on="2026-10-01")
    invoice = invoiced(company, f"/sales-orders/{old['id']}", on="2026-10-17")
    assert invoice["due_on"] == "2026-10-27"
    # Six days late today, five are given.
    told = credit(company, customer)
    assert (told["overdue"], told["oldest_due"], told["stopped"]) == ("113", "2026-10-27", True)
    order = entered(seller, customer, pumps, "1")
    refused = seller.refused(409, "sales.customer_overdue", "POST", f"{order}/confirm", {})
    assert (refused["params"]["amount"], refused["params"]["day"]) == ("113", "2026-10-27")
    company.patch(f"/customer-credits/{mine['id']}", {"grace_days": 6}, version=mine["version"])
    seller.post(f"{order}/confirm")

    # The owner may sell over credit.
    again = company.get(f"/customer-credits/{mine['id']}")
    company.patch(f"/customer-credits/{mine['id']}", {"grace_days": 0}, version=again["version"])
    other = entered(seller, customer, pumps, "1")
    seller.refused(409, "sales.customer_overdue", "POST", f"{other}/confirm", {})
    company.post(f"{other}/confirm")


def test_a_seller_sees_the_credit_while_typing_and_may_not_change_it(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    mine = terms(company, customer, credit_limit="1000")
    asked = {"party_id": customer, "lines": [{"product_id": pumps, "quantity": "1"}]}
    assert seller.post("/sales-orders/promise", asked)["credit"] == {
        "payment_days": 0,
        "limit": "1000",
        "owed": "0",
        "ordered": "0",
        "left": "1000",
        "overdue": "0",
        "oldest_due": None,
        "stopped": False,
    }
    change = {"credit_limit": "9000"}
    path = f"/customer-credits/{mine['id']}"
    seller.refused(403, "platform.not_allowed", "PATCH", path, change, version=1)
    again = company.refused(
        409, "platform.already_exists", "POST", "/customer-credits", {"party_id": customer}
    )
    assert "Customer" in again["detail"]
    company.refused(
        422, "platform.invalid_input", "POST", "/customer-credits", {"party_id": customer, "payment_days": -1}
    )


def test_an_approval_may_lift_the_limit_once(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    boss = company.colleague("accountant", "李总")
    terms(company, customer, credit_limit="500")
    order = entered(seller, customer, pumps, "5")
    flow(
        company,
        step("a", boss),
        condition={"field": "over_credit", "op": "eq", "value": True},
        lifts=["over_credit"],
    )
    seller.refused(409, "approvals.needs_approval", "POST", f"{order}/confirm", {})
    submit(seller, order.rsplit("/", 1)[1])
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(order)["state"] == "confirmed"
    # What keeps within the limit asks nobody.
    company.post("/receipts", {"party_id": customer, "amount": "200", "allocations": []})
    seller.post(f"{entered(seller, customer, pumps, '1')}/confirm")


def test_of_two_orders_at_a_time_one_keeps_within_the_limit(
    company: Company, run_together: Callable[..., list[httpx.Response]]
) -> None:
    pumps, seller, customer = sold_by(company)
    terms(company, customer, credit_limit="1000")
    orders = [entered(seller, customer, pumps, "6") for _ in range(3)]
    answers = run_together(
        [lambda order=order: seller.send("POST", f"{order}/confirm", {}) for order in orders]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert credit(company, customer)["left"] == "322"


def test_who_paid_ahead_is_not_overdue(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    terms(company, customer, payment_days=10, grace_days=5)
    old = company.confirmed(customer, (pumps, "1", "113"), ordered_on="2026-10-01")
    invoiced(company, f"/sales-orders/{old['id']}", on="2026-10-10")
    assert credit(company, customer)["overdue"] == "113"
    company.post("/receipts", {"party_id": customer, "amount": "113", "allocations": []})
    told = credit(company, customer)
    assert (told["owed"], told["overdue"], told["oldest_due"], told["stopped"]) == ("0", "0", None, False)
    seller.post(f"{entered(seller, customer, pumps, '1')}/confirm")
    # What he paid ahead is for what he owes longest, not for what is not due yet.
    new = company.confirmed(customer, (pumps, "5", "113"))
    invoiced(company, f"/sales-orders/{new['id']}")
    told = credit(company, customer)
    assert (told["owed"], told["overdue"], told["stopped"]) == ("565", "0", False)


def test_hidden_terms_are_told_by_no_door(company: Company) -> None:
    pumps, _, customer = sold_by(company)
    terms(company, customer, credit_limit="100")
    selling = ["parties.party.view", "sales.order.view", "sales.order.create", "sales.order.confirm"]
    asked = {"party_id": customer, "lines": [{"product_id": pumps, "quantity": "1"}]}

    blind = colleague_with(company, selling, name="盲")
    refused = blind.refused(
        409, "sales.credit_refused", "POST", f"{entered(blind, customer, pumps, '2')}/confirm", {}
    )
    assert refused["params"] == {"customer": "甲公司"}
    seeing = [*selling, "sales.credit.view"]
    hidden = {"customer_credit": {"credit_limit": "hidden"}}
    assert (
        colleague_with(company, seeing, None, hidden, name="盲2").post("/sales-orders/promise", asked)[
            "credit"
        ]
        is None
    )
    far = colleague_with(company, seeing, {"parties.party.view": "own"}, name="远")
    far.refused(404, "platform.not_found", "POST", "/sales-orders/promise", asked)


def test_hidden_amounts_are_told_by_no_ageing(company: Company) -> None:
    allowed = ["parties.party.view", "payments.receipt.view", "invoicing.invoice.view"]
    hidden = {"sales_invoice": {"open": "hidden"}}
    reader = colleague_with(company, allowed, None, hidden, name="盲")
    reader.refused(403, "platform.not_allowed", "GET", "/receivables/ageing")


def test_two_customers_with_terms_become_one_once_it_is_said_which_stay(company: Company) -> None:
    stays, goes = company.customer("甲公司"), company.customer("乙公司")
    terms(company, stays, payment_days=30)
    other = terms(company, goes, payment_days=60)
    merge = {"winner_id": stays, "loser_id": goes}
    refused = company.refused(409, "sales.terms_of_both", "POST", "/parties/merge", merge)
    assert refused["params"] == {"stays": "甲公司", "goes": "乙公司"}
    company.delete(f"/customer-credits/{other['id']}", version=1)
    company.post("/parties/merge", merge)
    assert credit(company, stays)["payment_days"] == 30
