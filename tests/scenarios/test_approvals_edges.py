"""Approvals where something else happens: people leave, things change past the pin, plain verbs, and who sees what."""

import pytest

from heyi.platform.approvals.jobs import lapse_overnight
from tests.builders.approving import actions_on, flow, over, say, step, submit, waiting
from tests.builders.colleague import Colleague
from tests.builders.company import Company, order_body
from tests.builders.http import Json
from tests.builders.notices import Crier, told
from tests.builders.scoped import colleague_with


@pytest.fixture
def seller(company: Company) -> Colleague:
    """Who asks."""
    return company.colleague("sales", "小销")


@pytest.fixture
def boss(company: Company) -> Colleague:
    """Who approves."""
    return company.colleague("viewer", "老板")


def draft(company: Company, seller: Colleague, price: str = "100") -> Json:
    """A draft of the seller's."""
    customer = seller.post("/parties", {"name": "客户"})["id"]
    product = company.product(price, stock="1000", name="货")
    return seller.post("/sales-orders", order_body(customer, (product, "1", price)))


def test_what_waits_for_a_leaver_is_handed_over(
    company: Company, seller: Colleague, boss: Colleague, crier: Crier
) -> None:
    heir = company.colleague("viewer", "接任")
    flow(company, step("a", boss))
    order = draft(company, seller)
    submit(seller, order["id"])
    kinds = {
        one["record"]: one["open"] for one in company.get(f"/users/{boss.user_id}/belongings")["records"]
    }
    assert kinds["approval_task"] == 1
    plan = {"way": "one", "people": [str(heir.user_id)], "switch_off": True}
    company.post(f"/users/{boss.user_id}/hand-over", plan)
    crier.run_jobs()
    assert say(heir, "approve")["outcome"] == "done"


def test_nothing_goes_to_who_was_switched_off(company: Company, seller: Colleague, boss: Colleague) -> None:
    flow(company, step("a", boss), step("b", boss, nobody="administrator"))
    order = draft(company, seller)
    second = company.colleague("viewer", "先审")
    company.patch("/approval-flows/" + company.get("/approval-flows")[0]["id"], {
        "name": "大额审批", "record": "sales_order", "verb": "confirm", "repeated": "ask",
        "steps": [step("a", second), step("b", boss, nobody="administrator")],
    }, version=1)  # fmt: skip
    view = submit(seller, order["id"])
    assert [one["name"] for one in view["way"][1]["people"]] == ["老板"]
    company.post(f"/users/{boss.user_id}/deactivate")
    now = say(second, "approve")
    assert [one["person"]["name"] for one in now["way"][1]["tasks"]] == ["张三"]
    assert say(company, "approve")["outcome"] == "done"


def test_a_flow_that_changes_leaves_what_is_under_way(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    made = flow(company, step("a", boss))
    view = submit(seller, draft(company, seller)["id"])
    body = {"name": "改后", "record": "sales_order", "verb": "confirm", "steps": [step("z", who="superior")]}
    saved = company.patch(f"/approval-flows/{made['id']}", body, version=made["version"])
    assert (saved["number"], saved["running"]) == (2, 1)
    off = company.patch(f"/approval-flows/{made['id']}/active", {"active": False}, version=saved["version"])
    assert off["active"] is False
    versions = company.get(f"/approval-flows/{made['id']}/versions")
    assert [(one["number"], one["approvals"], one["flow"]["name"]) for one in versions] == [
        (2, 0, "改后"),
        (1, 1, "大额审批"),
    ]
    done = say(boss, "approve")
    assert (done["flow"], done["flow_number"], done["outcome"]) == ("大额审批", 1, "done")
    assert seller.get(f"/approvals/{view['id']}")["outcome"] == "done"


def test_the_first_flow_that_applies_counts(company: Company, seller: Colleague, boss: Colleague) -> None:
    every = flow(company, step("a", boss), name="一切")
    large = flow(company, step("a", boss), name="大额", condition=over("50"))
    order = draft(company, seller)
    asked = {"record": "sales_order", "verb": "confirm", "record_id": order["id"]}
    assert seller.post("/approvals/preview", asked)["flow"] == "一切"
    company.post("/approval-flows/order", {"flow_ids": [large["id"], every["id"]]})
    assert seller.post("/approvals/preview", asked)["flow"] == "大额"


def test_a_flow_is_tried_before_it_is_saved_and_refused_where_it_is_wrong(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    order = draft(company, seller)
    body = {"name": "试", "record": "sales_order", "verb": "confirm", "steps": [step("a", boss)],
            "condition": over("1000")}  # fmt: skip
    ask = {"record": "sales_order", "verb": "confirm", "record_id": order["id"]}
    trial = company.post(
        "/approval-flows/dry-run", {**ask, "flow": body, "applicant_id": str(seller.user_id)}
    )
    assert (trial["needed"], trial["steps"][0]["people"][0]["name"]) == (False, "老板")
    wrong = {**body, "condition": {"field": "nothing", "op": "eq", "value": "1"}, "lifts": ["gravity"],
             "steps": [step("a", boss), step("a", who="role")]}  # fmt: skip
    refused = company.refused(422, "approvals.flow_invalid", "POST", "/approval-flows", wrong)
    assert [(one["field"], one["code"]) for one in refused["errors"]] == [
        ("condition", "condition_unknown_field"),
        ("lifts.0", "approval_lifts_unknown"),
        ("steps.1.key", "approval_key_twice"),
        ("steps.1.role_id", "missing"),
    ]
    company.refused(422, "approvals.verb_unknown", "POST", "/approval-flows", {**body, "verb": "deliver"})


def test_what_changed_past_the_pin_cannot_be_approved_and_lapses(
    company: Company, seller: Colleague, boss: Colleague, crier: Crier
) -> None:
    flow(company, step("a", boss))
    order = draft(company, seller)
    view = submit(seller, order["id"])
    company.books.execute("UPDATE sales_order SET note = '改' WHERE id = %s", [order["id"]])
    (task,) = waiting(boss)
    boss.refused(409, "approvals.changed_meanwhile", "POST", f"/approval-tasks/{task['task_id']}/approve", {})
    seen = boss.get(f"/approvals/{view['id']}")
    assert [(one["name"], one["seen"], one["now"]) for one in seen["differences"]] == [("note", None, "改")]
    crier.queue(lapse_overnight)
    crier.run_jobs()
    assert boss.get(f"/approvals/{view['id']}")["state"] == "lapsed"
    assert told(seller) == [f"销售订单“确认订单”的审批 {view['number']}：已失效"]


def test_what_was_approved_and_could_not_be_done_lapses_when_it_is_changed(
    company: Company, seller: Colleague, boss: Colleague, crier: Crier
) -> None:
    flow(company, step("a", boss))
    customer = seller.post("/parties", {"name": "客户"})["id"]
    product = company.product("100", name="货")
    order = seller.post("/sales-orders", order_body(customer, (product, "1", "100")))
    view = submit(seller, order["id"])
    assert say(boss, "approve")["outcome"] == "failed"
    assert seller.get("/approvals/counts")["failed"] == 1
    changed = order_body(customer, (product, "2", "100"))
    seller.patch(f"/sales-orders/{order['id']}", changed, version=order["version"])
    seller.refused(409, "approvals.needs_approval", "POST", f"/sales-orders/{order['id']}/confirm", {})
    crier.queue(lapse_overnight)
    crier.run_jobs()
    assert seller.get(f"/approvals/{view['id']}")["state"] == "lapsed"
    assert seller.get("/approvals/counts")["failed"] == 0


def test_an_order_under_approval_changes_hands(company: Company, seller: Colleague, boss: Colleague) -> None:
    """To whom it belongs is not what is approved; only whoever asked must still reach it."""
    flow(company, step("a", boss))
    order = draft(company, seller)
    submit(company, order["id"])
    customer = seller.get(f"/sales-orders/{order['id']}")["party"]["id"]
    give = {"ids": [customer], "owner_id": str(boss.user_id), "along": ["sales_order"]}
    assert company.post("/parties/transfer", give)["along"][0]["done"] == 1
    assert say(boss, "approve")["outcome"] == "done"


def test_what_one_did_not_look_at_is_not_approved(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss))
    submit(seller, draft(company, seller)["id"])
    (task,) = waiting(boss)
    path = f"/approval-tasks/{task['task_id']}/approve"
    boss.refused(409, "approvals.changed_meanwhile", "POST", path, {"hash": "0" * 64})


def test_who_is_asked_sees_what_is_pinned_but_not_the_record_nor_what_his_role_hides(
    company: Company, seller: Colleague
) -> None:
    blind = colleague_with(
        company,
        ["parties.party.view", "sales.order.view"],
        {"sales.order.view": "own"},
        {"sales_order": {"gross": "hidden"}},
    )
    flow(company, step("a", blind))
    order = draft(company, seller)
    view = submit(seller, order["id"])
    seen = blind.get(f"/approvals/{view['id']}")
    assert seen["opens"] is None
    names = {one["name"] for one in seen["seen"]["fields"]}
    # With the total that is hidden from him go all amounts, of fields and lines.
    assert names >= {"number", "ordered_on"}
    assert names & {"gross", "net", "tax"} == set()
    assert seen["seen"]["lines"] == [
        {
            "product": "货",
            "quantity": "1",
            "unit": "kg",
            "discount": "0",
            "tax_rate": "0.13",
            "below_floor": False,
        }
    ]
    blind.refused(404, "platform.not_found", "GET", f"/sales-orders/{order['id']}")
    stranger = colleague_with(company, ["parties.party.view"], name="路人")
    stranger.refused(404, "platform.not_found", "GET", f"/approvals/{view['id']}")
    stranger.refused(404, "platform.not_found", "POST", f"/approval-tasks/{seen['my_task_id']}/approve", {})


def test_a_record_is_deleted_made_and_handed_over_with_approval(company: Company, boss: Colleague) -> None:
    for verb in ("delete", "create", "transfer"):
        flow(
            company,
            step("a", boss),
            record="contact" if verb != "transfer" else "party",
            verb=verb,
            name=verb,
        )
    customer = company.customer()
    body = {"party_id": customer, "name": "新联系人"}
    company.refused(409, "approvals.needs_approval", "POST", "/contacts", body)
    submit(company, None, record="contact", verb="create", payload=body)
    made = say(boss, "approve")["made_id"]
    assert company.get(f"/contacts/{made}")["name"] == "新联系人"
    refused = company.send("DELETE", f"/contacts/{made}", version=1)
    assert refused.json()["code"] == "approvals.needs_approval"
    many = company.post("/contacts/bulk", {"ids": [made], "action": "delete"})
    assert (many["done"], many["refused"][0]["code"]) == (0, "approvals.needs_approval")
    submit(company, made, record="contact", verb="delete")
    assert say(boss, "approve")["outcome"] == "done"
    assert company.send("GET", f"/contacts/{made}").status_code == 404
    give = {"owner_id": str(boss.user_id)}
    company.refused(409, "approvals.needs_approval", "POST", "/parties/transfer", {"ids": [customer], **give})
    submit(company, customer, record="party", verb="transfer", payload=give)
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(f"/parties/{customer}")["owner_id"]["title"] == "老板"


def test_what_goes_along_with_a_customer_does_not_go_around_an_approval(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss), record="sales_order", verb="transfer")
    order = company.the_order(draft(company, seller))
    give = {"ids": [order["party"]["id"]], "owner_id": str(boss.user_id), "along": ["sales_order"]}
    (along,) = company.post("/parties/transfer", give)["along"]
    assert (along["done"], along["refused"][0]["code"]) == (0, "approvals.needs_approval")
    assert company.the_order(order)["owner"]["id"] == str(seller.user_id)


def test_a_file_does_not_go_around_an_approval(company: Company, boss: Colleague) -> None:
    flow(company, step("a", boss), record="party", verb="create")
    looked = company.upload("/parties/import", "名称\n新客户\n".encode(), fields={"mode": "check"})
    assert looked.status_code == 200
    refused = company.upload("/parties/import", "名称\n新客户\n".encode(), fields={"mode": "apply"})
    assert (refused.status_code, refused.json()["code"]) == (409, "approvals.import_needs_approval")


def test_a_purchase_order_is_placed_with_approval(company: Company, boss: Colleague) -> None:
    flow(company, step("a", boss), record="purchase_order", condition=over("500"))
    supplier = company.customer("供应商", is_supplier=True)
    product = company.product(name="料")
    line = {"product_id": product, "quantity": "10", "unit_price": "113"}
    order = company.post("/purchase-orders", {"party_id": supplier, "lines": [line]})
    assert "submit_confirm" in order["allowed_actions"]
    company.refused(409, "approvals.needs_approval", "POST", f"/purchase-orders/{order['id']}/confirm", {})
    submit(company, order["id"], record="purchase_order")
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(f"/purchase-orders/{order['id']}")["state"] == "confirmed"


def test_urging_commenting_copying_and_handing_on(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    other, reader = company.colleague("viewer", "副总"), company.colleague("viewer", "知情")
    flow(company, step("c", reader, kind="copy"), step("a", boss))
    view = submit(seller, draft(company, seller)["id"])
    place = f"/approvals/{view['id']}"
    assert [one["approval_id"] for one in reader.get("/approvals/box/copied")["items"]] == [view["id"]]
    seller.post(f"{place}/urge")
    seller.refused(409, "approvals.urged_lately", "POST", f"{place}/urge", {})
    boss.refused(403, "approvals.not_the_applicant", "POST", f"{place}/urge", {})
    reader.post(f"{place}/comment", {"comment": "已知"})
    seller.post(f"{place}/copy", {"people": [str(other.user_id)]})
    say(boss, "hand-on", user_id=str(other.user_id), comment="请您看")
    assert waiting(boss) == []
    (task,) = waiting(other)
    path = f"/approval-tasks/{task['task_id']}/hand-on"
    other.refused(422, "approvals.person_unusable", "POST", path, {"user_id": str(seller.user_id)})
    assert say(other, "approve")["outcome"] == "done"
    assert actions_on(seller.get(place)) == [
        "submitted",
        "urged",
        "commented",
        "copied",
        "handed_on",
        "approved",
    ]
    boxes = {
        name: len(seller.get(f"/approvals/box/{name}")["items"]) for name in ("waiting", "done", "started")
    }
    assert (boxes, len(boss.get("/approvals/box/done")["items"])) == (
        {"waiting": 0, "done": 0, "started": 1},
        1,
    )
    assert told(boss)[0] == f"小销 催办销售订单“确认订单”的审批 {view['number']}"


def test_nobody_approves_his_own_request_in_anothers_place(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    flow(company, step("a", boss))
    submit(seller, draft(company, seller)["id"])
    (task,) = waiting(boss)
    days = {"from_on": "2026-11-02", "to_on": "2026-11-02"}
    boss.post("/approval-stand-ins", {"stand_in_id": str(seller.user_id), **days})
    assert waiting(seller) == []
    seller.refused(409, "approvals.own_request", "POST", f"/approval-tasks/{task['task_id']}/approve", {})


def test_a_verb_without_a_flow_costs_no_statement_more(
    company: Company, seller: Colleague, boss: Colleague
) -> None:
    first, second = draft(company, seller), draft(company, seller)
    place = "/sales-orders/{}/confirm"
    seller.statements("POST", place.format(first["id"]))
    without = seller.statements("POST", place.format(second["id"]))
    flow(company, step("a", boss), record="party", verb="delete")
    third, fourth = draft(company, seller), draft(company, seller)
    seller.statements("POST", place.format(third["id"]))
    assert seller.statements("POST", place.format(fourth["id"])) == without
