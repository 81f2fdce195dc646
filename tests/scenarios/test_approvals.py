"""What a company wants approved is approved by the right people, exactly as they saw it, and then done at once."""

import pytest

from heyi.platform.approvals.jobs import look_for_timeouts
from tests.builders.approving import actions_on, flow, over, reports_to, say, step, submit, waiting
from tests.builders.colleague import Colleague
from tests.builders.company import Company, order_body
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.notices import Crier


@pytest.fixture
def seller(company: Company) -> Colleague:
    """Who asks."""
    return company.colleague("sales", "小销")


@pytest.fixture
def boss(company: Company) -> Colleague:
    """Who approves."""
    return company.colleague("viewer", "老板")


@pytest.fixture
def finance(company: Company) -> Colleague:
    """Who approves too."""
    return company.colleague("accountant", "财务")


def draft(company: Company, seller: Colleague, quantity: str = "1", price: str = "100") -> Json:
    """A draft of the seller's."""
    customer = seller.post("/parties", {"name": f"客户{quantity}x{price}"})["id"]
    product = company.product(price, stock="1000", name=f"货{quantity}x{price}")
    return seller.post("/sales-orders", order_body(customer, (product, quantity, price)))


def test_an_order_above_the_amount_is_confirmed_by_its_last_approval(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    flow(
        company,
        step("a", finance),
        step("b", boss, condition=over("50000")),
        condition=over("10000"),
    )
    small, middle, large = (draft(company, seller, quantity) for quantity in ("10", "200", "600"))
    assert seller.post(f"/sales-orders/{small['id']}/confirm")["state"] == "confirmed"

    refused = seller.refused(
        409, "approvals.needs_approval", "POST", f"/sales-orders/{middle['id']}/confirm", {}
    )
    assert refused["params"]["who"] == ["财务"]
    assert "submit_confirm" in seller.get(f"/sales-orders/{middle['id']}")["allowed_actions"]
    ladder = seller.post(
        "/approvals/preview", {"record": "sales_order", "verb": "confirm", "record_id": large["id"]}
    )
    assert [(one["outcome"], [who["name"] for who in one["people"]]) for one in ladder["steps"]] == [
        ("asked", ["财务"]),
        ("asked", ["老板"]),
    ]

    asked = submit(seller, middle["id"], comment="老客户")
    assert (asked["state"], asked["title"]) == ("running", middle["number"])
    assert seller.get(f"/sales-orders/{middle['id']}")["allowed_actions"] == ["under_approval"]
    done = say(finance, "approve", comment="同意", hash=asked["seen"]["hash"])
    assert (done["state"], done["outcome"]) == ("approved", "done")
    assert company.get(f"/sales-orders/{middle['id']}")["state"] == "confirmed"

    submit(seller, large["id"])
    half = say(finance, "approve")
    assert (half["state"], half["step_no"]) == ("running", 1)
    assert company.get(f"/sales-orders/{large['id']}")["state"] == "draft"
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(f"/sales-orders/{large['id']}")["state"] == "confirmed"
    history = company.get(f"/history/sales_order/{large['id']}")["events"]
    assert [(one["action"], one["actor"]) for one in history] == [
        ("confirmed", "小销"),
        ("approval_approved", "老板"),
        ("approval_submitted", "小销"),
        ("created", "小销"),
    ]


def test_what_is_under_approval_is_pinned_until_it_is_withdrawn(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss))
    order = draft(company, seller)
    asked = submit(seller, order["id"])
    whole = seller.get(f"/sales-orders/{order['id']}")
    changed = order_body(whole["party"]["id"], (whole["lines"][0]["product_id"], "2", "100"))
    place = f"/sales-orders/{order['id']}"
    told = seller.refused(409, "approvals.under_approval", "PATCH", place, changed, version=order["version"])
    assert (told["params"]["number"], told["params"]["person"]) == (asked["number"], "小销")
    seller.refused(409, "approvals.under_approval", "POST", f"{place}/confirm", {})
    seller.refused(409, "approvals.under_approval", "POST", f"{place}/cancel", {})
    seller.refused(409, "approvals.under_approval", "POST", "/approvals",
                   {"record": "sales_order", "verb": "confirm", "record_id": order["id"]})  # fmt: skip
    (task,) = waiting(boss)
    assert seller.post(f"/approvals/{asked['id']}/withdraw")["state"] == "withdrawn"
    boss.refused(409, "approvals.not_asked", "POST", f"/approval-tasks/{task['task_id']}/approve", {})
    assert seller.patch(place, changed, version=order["version"])["gross"] == "200"
    assert submit(seller, order["id"])["round"] == 1
    assert say(boss, "approve")["outcome"] == "done"


@pytest.mark.parametrize(("mode", "words"), [("any", 1), ("all", 2), ("in_turn", 2)])
def test_whose_word_decides_a_step_of_several(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague, mode: str, words: int
) -> None:
    flow(company, step("a", finance, boss, mode=mode))
    order = draft(company, seller)
    submit(seller, order["id"])
    assert [len(waiting(one)) for one in (finance, boss)] == [1, 0 if mode == "in_turn" else 1]
    views = [say(one, "approve") for one in (finance, boss)[:words]]
    assert [one["state"] for one in views] == ["running", "approved"][-words:]
    assert [len(waiting(one)) for one in (finance, boss)] == [0, 0]


def test_it_is_sent_back_to_a_step_and_to_the_applicant(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    flow(company, step("a", finance), step("b", boss), resubmit="from_step")
    order = draft(company, seller)
    submit(seller, order["id"])
    view = say(finance, "approve")
    assert [one["no"] for one in boss.get(f"/approvals/{view['id']}")["returns_to"]] == [-1, 0]
    back = say(boss, "send-back", step_no=0, comment="价格再看")
    assert (back["state"], back["step_no"], back["round"]) == ("running", 0, 2)
    assert say(finance, "approve")["step_no"] == 1
    again = say(boss, "send-back", step_no=-1, comment="数量不对")
    assert again["state"] == "returned"
    whole = seller.get(f"/sales-orders/{order['id']}")
    changed = order_body(whole["party"]["id"], (whole["lines"][0]["product_id"], "2", "100"))
    seller.patch(f"/sales-orders/{order['id']}", changed, version=order["version"])
    anew = seller.post(f"/approvals/{view['id']}/resubmit", {"comment": "改为2件"})
    # What was changed is not what finance approved.
    assert (anew["state"], anew["step_no"]) == ("running", 0)
    say(finance, "approve")
    say(boss, "send-back", step_no=-1, comment="请说明")
    # Nothing changed since: it goes on where it was sent back.
    assert seller.post(f"/approvals/{view['id']}/resubmit", {"comment": "客户急用"})["step_no"] == 1
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(f"/sales-orders/{order['id']}")["gross"] == "200"
    assert actions_on(company.get(f"/approvals/{view['id']}")) == [
        "submitted", "approved", "sent_back", "approved", "sent_back", "resubmitted",
        "approved", "sent_back", "resubmitted", "approved",
    ]  # fmt: skip


def test_others_are_added_before_after_and_beside(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    expert, legal = company.colleague("viewer", "专家"), company.colleague("viewer", "法务")
    flow(company, step("a", boss))
    submit(seller, draft(company, seller)["id"])
    say(boss, "add-signers", people=[str(expert.user_id)], place="before")
    assert waiting(boss) == []
    say(expert, "approve")
    say(boss, "add-signers", people=[str(legal.user_id)], place="after")
    say(boss, "add-signers", people=[str(finance.user_id)], place="beside")
    assert say(boss, "approve")["state"] == "running"
    assert say(legal, "approve")["outcome"] == "done"


def test_a_refusal_ends_it_and_the_order_may_be_changed(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss))
    order = draft(company, seller)
    submit(seller, order["id"])
    assert say(boss, "refuse", comment="太贵")["state"] == "refused"
    seller.refused(409, "approvals.needs_approval", "POST", f"/sales-orders/{order['id']}/confirm", {})
    assert seller.post(f"/sales-orders/{order['id']}/cancel")["state"] == "cancelled"


def test_a_price_below_the_floor_is_allowed_by_an_approval_that_lifts_it(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    below = {"field": "below_floor", "op": "eq", "value": True}
    customer = seller.post("/parties", {"name": "客户"})["id"]
    product = company.product("100", stock="10", name="货", floor_price="90")
    order = seller.post("/sales-orders", order_body(customer, (product, "1", "80")))
    seller.refused(409, "sales.below_floor", "POST", f"/sales-orders/{order['id']}/confirm", {})
    flow(company, step("a", boss), condition=below, lifts=["below_floor"])
    seller.refused(409, "approvals.needs_approval", "POST", f"/sales-orders/{order['id']}/confirm", {})
    asked = submit(seller, order["id"])
    assert asked["seen"]["lines"][0]["below_floor"] is True
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(f"/sales-orders/{order['id']}")["state"] == "confirmed"


def test_short_goods_do_not_undo_the_approval_which_is_used_later_once(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss))
    customer = seller.post("/parties", {"name": "客户"})["id"]
    product = company.product("100", stock="1", name="货")
    order = seller.post("/sales-orders", order_body(customer, (product, "5", "100")))
    submit(seller, order["id"])
    view = say(boss, "approve")
    assert (view["state"], view["outcome"], view["failure"]["code"]) == (
        "approved", "failed", "stock.insufficient",
    )  # fmt: skip
    assert "confirm" in seller.get(f"/sales-orders/{order['id']}")["allowed_actions"]
    company.receive_goods((product, "10", "60"))
    assert seller.post(f"/sales-orders/{order['id']}/confirm")["state"] == "confirmed"
    assert seller.get(f"/approvals/{view['id']}")["outcome"] == "done"


def test_a_customers_credit_is_changed_when_approved(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(
        company,
        step("a", boss),
        record="party",
        verb="update",
        condition={"field": "changed", "op": "has", "value": "level"},
    )
    customer = seller.post("/parties", {"name": "客户"})
    place = f"/parties/{customer['id']}"
    same = seller.patch(place, {"region": "北京"}, version=1)
    refused = seller.refused(
        409, "approvals.needs_approval", "PATCH", place, {"level": "a"}, version=same["version"]
    )
    assert refused["params"]["who"] == ["老板"]
    asked = submit(seller, customer["id"], record="party", verb="update", payload={"level": "a"})
    assert [(one["name"], one["was"], one["value"]) for one in asked["seen"]["fields"] if one["changes"]] == [
        ("level", None, "a")
    ]
    assert seller.get(place)["allowed_actions"][0] == "under_approval"
    # What it is not about may change meanwhile.
    now = seller.patch(place, {"region": "上海"}, version=same["version"])
    seller.refused(409, "approvals.under_approval", "PATCH", place, {"level": "b"}, version=now["version"])
    assert say(boss, "approve")["outcome"] == "done"
    assert (company.get(place)["level"], company.get(place)["region"]) == ("a", "上海")


def test_a_payment_is_made_when_approved_and_only_once(
    company: Company, boss: Colleague, finance: Colleague
) -> None:
    supplier = company.customer("供应商", is_supplier=True)
    flow(company, step("a", boss), record="payment", verb="post", condition=over("500", "amount"))
    body = {"party_id": supplier, "amount": "1000"}
    refused = finance.refused(409, "approvals.needs_approval", "POST", "/payments", body)
    assert refused["params"]["who"] == ["老板"]
    asked = submit(finance, None, record="payment", verb="post", payload=body)
    view = say(boss, "approve")
    assert (view["outcome"], view["record_id"]) == ("done", None)
    payment = company.get(f"/payments/{view['made_id']}")
    assert payment["amount"] == "1000"
    finance.refused(409, "approvals.needs_approval", "POST", "/payments", body)
    assert asked["seen"]["fields"][0]["name"] == "kind"


def test_superiors_heads_and_roles_are_found_and_nobody_is_ruled(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    lead = company.colleague("viewer", "组长")
    reports_to(company, seller, lead, boss)
    flow(
        company,
        step("s", who="superiors", level=2, mode="in_turn"),
        step("h", who="head", nobody="pass"),
        step("r", who="superior", level=9, nobody="person", nobody_user_id=str(finance.user_id)),
    )
    order = draft(company, seller)
    view = submit(seller, order["id"])
    assert [[one["name"] for one in each["people"]] for each in view["way"]] == [
        ["组长", "老板"],
        [],
        ["财务"],
    ]
    for person in (lead, boss):
        say(person, "approve")
    assert say(finance, "approve")["outcome"] == "done"


def test_who_finds_nobody_is_told_where_nothing_may_be_submitted(company: Company, seller: Colleague) -> None:
    flow(company, step("s", who="superior", nobody="refuse"))
    order = draft(company, seller)
    body = {"record": "sales_order", "verb": "confirm", "record_id": order["id"]}
    told = seller.refused(409, "approvals.nobody_found", "POST", "/approvals", body)
    assert told["params"]["steps"] == ["步骤s"]


def test_the_applicant_chooses_and_must_choose(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    flow(company, {**step("c", boss, finance), "who": "chosen"})
    order = draft(company, seller)
    body = {"record": "sales_order", "verb": "confirm", "record_id": order["id"]}
    told = seller.refused(422, "approvals.choose_approvers", "POST", "/approvals", body)
    assert [one["field"] for one in told["errors"]] == ["chosen.c"]
    view = submit(seller, order["id"], chosen=[{"step": "c", "user_ids": [str(finance.user_id)]}])
    assert [one["name"] for one in view["way"][0]["people"]] == ["财务"]


def test_somebody_stands_in_and_both_are_named(
    company: Company, seller: Colleague, boss: Colleague, finance: Colleague
) -> None:
    flow(company, step("a", boss))
    submit(seller, draft(company, seller)["id"])
    assert waiting(finance) == []
    body = {"stand_in_id": str(finance.user_id), "from_on": "2026-11-01", "to_on": "2026-11-30"}
    boss.post("/approval-stand-ins", body)
    (item,) = waiting(finance)
    assert item["for_person"]["name"] == "老板"
    assert finance.get("/approvals/counts")["waiting"] == 1
    view = say(finance, "approve", comment="代审")
    assert (view["outcome"], view["log"][-1]["actor"], view["log"][-1]["for_person"]) == (
        "done",
        "财务",
        "老板",
    )
    task = view["way"][0]["tasks"][0]
    assert (task["person"]["name"], task["decided_by"]["name"]) == ("老板", "财务")


@pytest.mark.parametrize(
    ("at_timeout", "state", "action"),
    [
        ("remind", "running", "reminded"),
        ("hand_on", "running", "handed_on_timeout"),
        ("pass", "approved", "passed_timeout"),
        ("refuse", "refused", "refused_timeout"),
    ],
)
def test_what_nobody_answers_in_time(
    company: Company,
    seller: Colleague,
    boss: Colleague,
    crier: Crier,
    later: Later,
    at_timeout: str,
    state: str,
    action: str,
) -> None:
    flow(company, step("a", boss, timeout_hours=4, at_timeout=at_timeout))
    view = submit(seller, draft(company, seller)["id"])
    with later(minutes=4 * 60 + 1):
        crier.system(look_for_timeouts)
        seen = seller.get(f"/approvals/{view['id']}")
    assert (seen["state"], action in actions_on(seen)) == (state, True)
