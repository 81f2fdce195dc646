"""Goods kept for a customer before he orders (预留): until when, for whom, what becomes of them. It is 2026-11-02."""

from heyi.modules.sales.jobs import expire_holds
from tests.builders.company import Company, order_body
from tests.builders.fixtures import Later
from tests.builders.holds import held_for, hold_body, state_of, the_hold
from tests.builders.http import Json, Person
from tests.builders.notices import Crier, told


def free(company: Company, product: str) -> tuple[str, str]:
    """How many are held of a product, and how many are available."""
    found = company.on_hand(product)
    return found["held"], found["available"]


def confirm_refused(who: Person, order: Json) -> Json:
    return who.refused(409, "stock.insufficient", "POST", f"/sales-orders/{order['id']}/confirm")


def promised(who: Person, customer: str, product: str, quantity: str, **head: object) -> Json:
    lines = [{"product_id": product, "quantity": quantity}]
    return who.post("/sales-orders/promise", {"party_id": customer, "lines": lines, **head})["lines"][0]


def test_kept_goods_are_his_who_they_are_kept_for_and_nobody_elses(company: Company) -> None:
    pumps = company.product(stock="10")
    customer, other = company.customer(), company.customer("上海远东贸易有限公司")
    hold = held_for(company, customer, (pumps, "8"))
    assert (hold["state"], hold["made_on"], hold["expires_on"], hold["latest"]) == (
        "held",
        "2026-11-02",
        "2026-11-09",
        "2026-12-02",
    )
    assert (hold["number"], hold["reason"], hold["allowed_actions"]) == (
        "YL202611020001",
        "客户在走内部审批",
        ["extend", "release"],
    )
    assert free(company, pumps) == ("8", "2")

    # What can be promised: all ten to him, two to anybody else, who is told until when the others are kept.
    his = promised(company, customer, pumps, "10", hold_id=hold["id"])
    assert (his["available"], his["rest"]) == ("10", "0")
    theirs = promised(company, other, pumps, "10", hold_id=hold["id"])
    assert (theirs["available"], theirs["rest"]) == ("2", "8")
    (kept,) = theirs["held"]
    assert (kept["hold"]["title"], kept["party"]["title"], kept["quantity"], kept["expires_on"]) == (
        "YL202611020001",
        "北京华信科技有限公司",
        "8",
        "2026-11-09",
    )
    refusal = confirm_refused(company, company.order(other, (pumps, "3", "113")))
    assert refusal["params"]["lines"][0]["available"] == "2"

    # His order takes them over; what it wants beyond comes from what is free, and a rest stays kept.
    order = company.order(customer, (pumps, "6", "113"), hold_id=hold["id"])
    assert company.the_order(order)["hold"] == {"id": hold["id"], "title": "YL202611020001"}
    company.confirm(order)
    assert free(company, pumps) == ("8", "2")
    assert state_of(company, hold) == ("held", ["6"])
    company.confirmed(customer, (pumps, "4", "113"), hold_id=hold["id"])
    assert free(company, pumps) == ("10", "0")
    assert state_of(company, hold) == ("used", ["8"])
    ended = the_hold(company, hold)
    assert (ended["expires_on"], ended["ended_on"], ended["allowed_actions"]) == (None, "2026-11-02", [])
    company.deliver(order)
    assert company.on_hand(pumps)["on_hand"] == "4"


def test_an_order_without_the_hold_gets_only_what_is_free(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    hold = held_for(company, customer, (pumps, "8"))
    order = company.order(customer, (pumps, "3", "113"))
    confirm_refused(company, order)
    assert state_of(company, hold) == ("held", ["0"])
    body = order_body(customer, (pumps, "3", "113"), hold_id=hold["id"])
    company.send("PATCH", f"/sales-orders/{order['id']}", body, version=1).raise_for_status()
    company.confirm(order)
    assert state_of(company, hold) == ("held", ["3"])


def test_several_lines_of_the_same_goods_are_taken_over_once(company: Company) -> None:
    pumps, valves = company.product(stock="10"), company.product(name="阀门", stock="4")
    customer = company.customer()
    hold = held_for(company, customer, (pumps, "3"), (valves, "4"), (pumps, "2"))
    order = company.order(
        customer, (pumps, "4", "113"), (pumps, "5", "113"), (valves, "1", "10"), hold_id=hold["id"]
    )
    company.confirm(order)
    assert free(company, pumps) == ("9", "1")
    assert free(company, valves) == ("4", "0")
    assert sorted(state_of(company, hold)[1]) == ["1", "2", "3"]
    assert state_of(company, hold)[0] == "held"
    # Called off, they are free for everybody, and not kept for him once more.
    company.cancel(order)
    assert free(company, pumps) == ("0", "10")
    assert free(company, valves) == ("3", "1")


def test_kept_longer_or_no_longer(company: Company, later: Later) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    hold = held_for(company, customer, (pumps, "8"), expires_on="2026-11-05")
    path = f"/goods-holds/{hold['id']}"
    assert company.post(f"{path}/extend", {"expires_on": "2026-12-02"})["expires_on"] == "2026-12-02"
    problem = company.refused(
        422, "platform.invalid_input", "POST", f"{path}/extend", {"expires_on": "2026-12-03"}
    )
    assert [one["detail"] for one in problem["errors"]] == [
        "Goods can be kept until a day from 2026-11-02 to 2026-12-02, not until 2026-12-03"
    ]
    company.refused(422, "platform.invalid_input", "POST", f"{path}/extend", {"expires_on": "2026-11-01"})
    company.refused(422, "platform.invalid_input", "POST", f"{path}/release", {"reason": " "})
    released = company.post(f"{path}/release", {"reason": "客户改买别家"})
    assert (released["state"], released["release_reason"], released["ended_on"]) == (
        "released",
        "客户改买别家",
        "2026-11-02",
    )
    assert free(company, pumps) == ("0", "10")
    company.refused(409, "platform.wrong_state", "POST", f"{path}/extend", {"expires_on": "2026-11-20"})
    company.refused(409, "platform.wrong_state", "POST", f"{path}/release", {"reason": "再放一次"})


def test_a_hold_that_ran_out_is_in_nobodys_way_before_the_night_came(company: Company, later: Later) -> None:
    pumps = company.product(stock="10")
    customer, other = company.customer(), company.customer("上海远东贸易有限公司")
    hold = held_for(company, customer, (pumps, "8"), expires_on="2026-11-05")
    order = company.order(customer, (pumps, "8", "113"), hold_id=hold["id"])
    with later(days=3):
        assert free(company, pumps) == ("8", "2")
        assert state_of(company, hold) == ("held", ["0"])
    with later(days=4):
        assert free(company, pumps) == ("0", "10")
        assert promised(company, other, pumps, "10")["parts"] == [{"day": "2026-11-06", "quantity": "10"}]
        by_date = company.get("/stock/by-date", product_id=pumps)
        assert (by_date["held"], by_date["available"]) == ("0", "10")
        assert the_hold(company, hold)["state"] == "expired"
        path = f"/goods-holds/{hold['id']}"
        company.refused(409, "sales.hold_ran_out", "POST", f"{path}/extend", {"expires_on": "2026-11-20"})
        company.refused(409, "sales.hold_ran_out", "POST", f"{path}/release", {"reason": "不要了"})
        # Somebody else has them; who they were kept for comes too late.
        company.confirmed(other, (pumps, "9", "113"))
        assert free(company, pumps) == ("9", "1")
        confirm_refused(company, order)


def test_goods_leave_and_move_and_are_blocked_though_a_hold_ran_out(company: Company, later: Later) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    held_for(company, customer, (pumps, "9"), expires_on="2026-11-03")
    body = {"reason": "use", "lines": [{"product_id": pumps, "quantity": "5"}]}
    company.refused(409, "stock.insufficient", "POST", "/stock-issues", body)
    with later(days=2):
        company.post("/stock-issues", body)
        assert free(company, pumps) == ("0", "5")


def test_the_night_ends_what_ran_out_and_tells_before(company: Company, later: Later, crier: Crier) -> None:
    pumps, seller = company.product(stock="500"), company.colleague("sales", "李四")
    customer = str(seller.post("/parties", {"name": "北京华信科技有限公司"})["id"])
    soon = [held_for(seller, customer, (pumps, "1"), expires_on="2026-11-03") for _ in range(3)]
    late = held_for(seller, customer, (pumps, "1"), expires_on="2026-11-04")
    crier.morning()
    crier.morning()
    said = "预留单“{}”只保留到 {}"
    assert sorted(told(seller)) == [said.format(hold["number"], "2026-11-03") for hold in soon]
    with later(days=1):
        crier.morning()
        assert len(told(seller)) == 3 + 4
    with later(days=2):
        crier._run(expire_holds)
        assert [the_hold(company, hold)["state"] for hold in [*soon, late]] == ["expired"] * 3 + ["held"]
        assert the_hold(company, soon[0])["ended_on"] == "2026-11-03"
        assert free(company, pumps) == ("1", "499")
        changes = company.get("/audit-events", record="goods_hold", record_id=soon[0]["id"])["items"]
        assert next(item["action"] for item in changes) == "expired"


def test_what_cannot_be_kept_is_named(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    service = company.service()
    ask = ("POST", "/goods-holds")
    problem = company.refused(
        409, "stock.insufficient", *ask, hold_body(customer, (pumps, "6"), (pumps, "5"))
    )
    assert problem["params"]["lines"] == [
        {
            "line": 2,
            "product": "螺丝",
            "wanted": "5",
            "available": "4",
        }
    ]
    company.refused(422, "stock.not_goods", *ask, hold_body(customer, (service, "1")))
    company.refused(422, "platform.invalid_input", *ask, hold_body(customer))
    company.refused(
        422, "platform.invalid_input", *ask, hold_body(customer, (pumps, "1"), expires_on="2026-11-01")
    )
    supplier = company.customer("供应商", is_supplier=True, is_customer=False)
    company.refused(422, "sales.not_customer", *ask, hold_body(supplier, (pumps, "1")))
    # A deal with somebody else, and a hold of somebody else.
    other = company.customer("上海远东贸易有限公司")
    deal = company.post("/opportunities", {"name": "泵房改造", "party_id": other})["id"]
    company.refused(
        422, "platform.invalid_input", *ask, hold_body(customer, (pumps, "1"), opportunity_id=deal)
    )
    hold = held_for(company, other, (pumps, "1"), opportunity_id=deal)
    assert hold["opportunity"] == {"id": deal, "title": "泵房改造"}
    body = order_body(customer, (pumps, "1", "113"), hold_id=hold["id"])
    company.refused(422, "sales.hold_of_others", "POST", "/sales-orders", body)


def test_a_company_says_for_how_long_goods_are_kept(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    assert company.get("/hold-days") == {
        "usual_days": 7,
        "most_days": 30,
        "usual_until": "2026-11-09",
        "latest": "2026-12-02",
    }
    assert company.post("/hold-days", {"usual_days": 3, "most_days": 5})["latest"] == "2026-11-07"
    assert held_for(company, customer, (pumps, "1"))["expires_on"] == "2026-11-05"
    company.refused(
        422,
        "platform.invalid_input",
        "POST",
        "/goods-holds",
        hold_body(customer, (pumps, "1"), expires_on="2026-11-08"),
    )
    company.refused(422, "platform.invalid_input", "POST", "/hold-days", {"usual_days": 6, "most_days": 5})


def test_statements_do_not_grow_with_the_lines_of_a_hold(company: Company) -> None:
    products = [company.product(name=f"商品{at}", stock="9") for at in range(12)]
    customer = company.customer()

    def taken(count: int) -> tuple[int, int]:
        goods = products[:count]
        body = hold_body(customer, *[(one, "1") for one in goods])
        answer = company.send("POST", "/goods-holds", body)
        hold = answer.json()
        order = company.order(customer, *[(one, "2", "113") for one in goods], hold_id=hold["id"])
        confirming = company.statements("POST", f"/sales-orders/{order['id']}/confirm")
        return int(answer.headers["server-timing"].partition('desc="')[2].split()[0]), confirming

    taken(1)
    assert taken(12) == taken(1)


def test_a_hold_goes_with_its_customer_who_changes_hands_or_is_merged(company: Company) -> None:
    pumps = company.product(stock="10")
    wang, li = company.colleague("sales", "王五"), company.colleague("sales", "李四")
    customer = str(wang.post("/parties", {"name": "甲公司"})["id"])
    kept, gone = (held_for(wang, customer, (pumps, "2")) for _ in range(2))
    wang.post(f"/goods-holds/{gone['id']}/release", {"reason": "不要了"})
    li.refused(404, "platform.not_found", "GET", f"/goods-holds/{kept['id']}")
    body = {"ids": [customer], "owner_id": str(li.user_id), "along": ["goods_hold"]}
    (along,) = company.post("/parties/transfer", body)["along"]
    assert (along["record"], along["done"]) == ("goods_hold", 1)
    assert the_hold(li, kept)["owner"]["title"] == "李四"
    assert the_hold(company, gone)["owner"]["title"] == "王五"

    stays = company.customer("甲公司（总部）")
    company.post("/parties/merge", {"winner_id": stays, "loser_id": customer})
    assert the_hold(company, kept)["party"]["title"] == "甲公司（总部）"
    company.confirmed(stays, (pumps, "2", "113"), hold_id=kept["id"])
    assert state_of(company, kept) == ("used", ["2"])


def test_what_is_kept_for_a_deal_is_free_once_the_deal_is_lost(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    deal = company.post("/opportunities", {"name": "泵房改造", "party_id": customer})["id"]
    hold = held_for(company, customer, (pumps, "4"), opportunity_id=deal)
    other = held_for(company, customer, (pumps, "1"))
    company.post(f"/opportunities/{deal}/lose", {"reason": "price"})
    assert (state_of(company, hold)[0], state_of(company, other)[0]) == ("released", "held")
    assert free(company, pumps) == ("1", "9")


def test_a_sellers_hold_is_not_his_colleagues(company: Company) -> None:
    pumps = company.product(stock="10")
    wang, li = company.colleague("sales", "王五"), company.colleague("sales", "李四")
    mine, his = (str(who.post("/parties", {"name": "甲公司"})["id"]) for who in (li, wang))
    hold = held_for(wang, his, (pumps, "8"))
    assert promised(li, mine, pumps, "5")["held"] == []
    path = f"/goods-holds/{hold['id']}"
    li.refused(404, "platform.not_found", "POST", f"{path}/release", {"reason": "我要"})
    body = order_body(mine, (pumps, "1", "113"), hold_id=hold["id"])
    li.refused(404, "platform.not_found", "POST", "/sales-orders", body)
    assert company.colleague("warehouse", "仓管").get(path)["allowed_actions"] == []


def test_who_only_sees_a_hold_cannot_use_it_up(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    hold = held_for(company, customer, (pumps, "8"))
    names = ("sales.order.create", "sales.order.update", "sales.order.view", "sales.hold.view")
    role = company.post("/roles", {"name": "销售内勤", "permissions": [*names, "parties.party.view"]})
    li = company.colleague("viewer")
    company.patch(f"/users/{li.user_id}", {"role_ids": [role["id"]]}, version=1)
    assert the_hold(li, hold)["allowed_actions"] == []
    body = order_body(customer, (pumps, "1", "113"), hold_id=hold["id"])
    li.refused(403, "platform.not_allowed", "POST", "/sales-orders", body)
    # Nor in an order that named none before; what it names already stays, whoever writes it on.
    bare = company.order(customer, (pumps, "1", "113"))
    path = f"/sales-orders/{bare['id']}"
    refused = li.send("PATCH", path, body, version=1)
    assert (refused.status_code, refused.json()["code"]) == (403, "platform.not_allowed")
    company.send("PATCH", path, body, version=1).raise_for_status()
    li.send("PATCH", path, body | {"note": "下午送"}, version=2).raise_for_status()
    assert company.the_order(bare)["hold"]["id"] == hold["id"]
    assert state_of(company, hold) == ("held", ["0"])


def test_nothing_is_kept_for_a_deal_that_has_ended(company: Company) -> None:
    pumps, customer = company.product(stock="10"), company.customer()
    deal = company.post("/opportunities", {"name": "泵房改造", "party_id": customer})["id"]
    hold = held_for(company, customer, (pumps, "4"), opportunity_id=deal)
    company.post(f"/opportunities/{deal}/win")
    longer = ("POST", f"/goods-holds/{hold['id']}/extend", {"expires_on": "2026-11-20"})
    company.refused(409, "sales.deal_ended", *longer)
    company.post(f"/opportunities/{deal}/reopen", {"reason": "还没签"})
    assert company.post(*longer[1:])["expires_on"] == "2026-11-20"
    company.post(f"/opportunities/{deal}/lose", {"reason": "price"})
    body = hold_body(customer, (pumps, "1"), opportunity_id=deal)
    problem = company.refused(409, "sales.deal_ended", "POST", "/goods-holds", body)
    assert problem["title"] == "The opportunity has ended (Lost); goods are not kept for it"
    assert free(company, pumps) == ("0", "10")
