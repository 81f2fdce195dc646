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
    assert {one["name"]: one["value"] for one in facts} == {
        "below_floor": False,
        "over_discount": False,
        "most_discount": "0",
        "over_credit": False,
    }
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


def test_what_one_flow_approved_does_not_count_for_another(company: Company) -> None:
    seller, boss = company.colleague("sales", "小销"), company.colleague("viewer", "老板")
    cfo = company.colleague("viewer", "财务总监")
    first = flow(company, step("a", boss), name="老板审批")
    customer = seller.post("/parties", {"name": "客户"})["id"]
    pumps = company.product(name="水泵")
    order = seller.post("/sales-orders", order_body(customer, (pumps, "1", "113")))
    submit(seller, order["id"])
    assert say(boss, "approve")["outcome"] == "failed"  # none of them lies there
    company.receive_goods((pumps, "5", "60"))
    path = f"/sales-orders/{order['id']}"
    assert "confirm" in seller.get(path)["allowed_actions"]

    off = company.patch(f"/approval-flows/{first['id']}/active", {"active": False}, version=first["version"])
    second = flow(company, step("a", cfo), name="财务审批")
    assert "submit_confirm" in seller.get(path)["allowed_actions"]
    refusal = seller.refused(409, "approvals.needs_approval", "POST", f"{path}/confirm", {})
    assert (refusal["params"]["flow"], refusal["params"]["who"]) == ("财务审批", ["财务总监"])

    # The first flow once more: what it approved stands, and was not used up.
    company.patch(f"/approval-flows/{second['id']}/active", {"active": False}, version=second["version"])
    company.patch(f"/approval-flows/{first['id']}/active", {"active": True}, version=off["version"])
    assert seller.post(f"{path}/confirm")["state"] == "confirmed"


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


def test_what_has_grown_beyond_its_flow_is_submitted_anew(company: Company) -> None:
    seller = company.colleague("sales", "小销")
    lead, cfo = company.colleague("viewer", "组长"), company.colleague("viewer", "财务总监")
    flow(company, step("a", cfo), condition=over("100000"), name="大额")
    flow(company, step("a", lead), condition=over("1000"), name="小额")
    customer = seller.post("/parties", {"name": "客户"})["id"]
    product = company.product("100", stock="100000", name="货")
    order = seller.post("/sales-orders", order_body(customer, (product, "20", "100")))
    path = f"/sales-orders/{order['id']}"
    asked = submit(seller, order["id"])
    say(lead, "send-back", step_no=-1, comment="改")
    seller.patch(path, order_body(customer, (product, "50000", "100")), version=order["version"])
    refused = seller.refused(409, "approvals.another_flow", "POST", f"/approvals/{asked['id']}/resubmit", {})
    assert refused["params"]["flow"] == "大额"
    seller.post(f"/approvals/{asked['id']}/withdraw", {})
    submit(seller, order["id"])
    assert say(cfo, "approve")["outcome"] == "done"
    assert (company.get(path)["state"], company.get(path)["gross"]) == ("confirmed", "5000000")


def test_a_payment_that_has_grown_is_not_paid_by_the_smaller_flow(company: Company) -> None:
    payer = company.colleague("accountant", "出纳")
    lead, cfo = company.colleague("viewer", "组长"), company.colleague("viewer", "财务总监")
    flow(
        company,
        step("a", cfo),
        record="payment",
        verb="post",
        condition=over("100000", "amount"),
        name="大额",
    )
    flow(company, step("a", lead), record="payment", verb="post", name="小额")
    supplier = company.post("/parties", {"name": "供货商", "is_supplier": True})["id"]
    body = {"kind": "payment", "party_id": supplier, "amount": "500", "allocations": []}
    asked = submit(payer, None, record="payment", verb="post", payload=body)
    say(lead, "send-back", step_no=-1, comment="改")
    anew = {"payload": {**body, "amount": "9000000"}}
    payer.refused(409, "approvals.another_flow", "POST", f"/approvals/{asked['id']}/resubmit", anew)


def test_a_lead_is_no_way_around_the_approval_of_new_customers(company: Company) -> None:
    boss = company.colleague("viewer", "老板")
    flow(company, step("a", boss), record="party", verb="create")
    company.refused(409, "approvals.needs_approval", "POST", "/parties", {"name": "直接"})
    lead = company.post("/leads", {"name": "绕过公司", "phone": "13800138000"})
    company.refused(409, "approvals.needs_approval", "POST", f"/leads/{lead['id']}/convert", {})
