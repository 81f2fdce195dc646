"""An approval holds for what was seen, and lifts what was seen broken. Today is 2026-11-02."""

from tests.builders.approving import flow, over, say, step, submit, waiting
from tests.builders.company import Company, order_body
from tests.scenarios.test_credit import credit, entered, sold_by, terms


def test_a_limit_that_nobody_saw_passed_is_not_lifted(company: Company) -> None:
    pumps, seller, customer = sold_by(company)
    boss = company.colleague("accountant", "李总")
    terms(company, customer, credit_limit="1000")
    flow(company, step("a", boss), condition=over("500"), lifts=["over_credit"])
    big = entered(seller, customer, pumps, "8")
    facts = submit(seller, big.rsplit("/", 1)[1])["seen"]["facts"]
    assert {one["name"]: one["value"] for one in facts} == {"below_floor": False, "over_credit": False}
    for _ in range(2):
        seller.post(f"{entered(seller, customer, pumps, '4')}/confirm")
    view = say(boss, "approve")
    assert (view["state"], view["outcome"], view["failure"]["code"]) == (
        "approved",
        "failed",
        "sales.credit_exceeded",
    )
    assert company.get(big)["state"] == "draft"
    assert credit(company, customer)["left"] == "96"


def test_goods_of_the_same_name_are_not_those_that_were_approved(company: Company) -> None:
    seller, boss = company.colleague("sales", "小销"), company.colleague("viewer", "老板")
    flow(company, step("a", boss), lifts=["below_floor"])
    customer = seller.post("/parties", {"name": "客户"})["id"]
    cheap = company.product("100", name="货", floor_price="100")
    dear = company.product("9000", stock="10", name="货", floor_price="9000")
    order = seller.post("/sales-orders", order_body(customer, (cheap, "1", "90")))
    submit(seller, order["id"])
    assert say(boss, "approve")["outcome"] == "failed"  # none of them lies there
    path = f"/sales-orders/{order['id']}"
    seller.patch(path, order_body(customer, (dear, "1", "90")), version=order["version"])
    seller.refused(409, "approvals.needs_approval", "POST", f"{path}/confirm", {})


def test_who_asks_does_not_choose_who_answers(company: Company) -> None:
    boss, friend = company.colleague("viewer", "老板"), company.colleague("viewer", "朋友")
    flow(company, step("a", boss))
    customer = company.customer("客户")
    order = company.order(customer, (company.product(stock="5"), "1", "113"))
    submit(company, order["id"])
    (task,) = waiting(boss)
    handed = {"user_id": str(friend.user_id)}
    path = f"/approval-tasks/{task['task_id']}/hand-on"
    company.refused(409, "approvals.own_request", "POST", path, handed)
