"""A promised order becomes another one by a change: only the difference moves. Today is 2026-11-02."""

from tests.builders.approving import flow, over, say, step, submit, waiting
from tests.builders.changes import begun, changed, differing, lines_of, take_effect, the_change, wish_of
from tests.builders.collecting import planned
from tests.builders.company import Company, order_body
from tests.builders.http import Json
from tests.builders.scoped import colleague_with


def held(company: Company, product: str) -> tuple[str, str]:
    """How many of a product are held, and how many are free."""
    found = company.on_hand(product)
    return found["held"], found["available"]


def achieved(company: Company) -> list[tuple[str, str]]:
    """What orders brought, and on which day, the oldest first."""
    rows = sorted(company.get("/achievements")["items"], key=lambda item: str(item["id"]))
    return [(row["amount"], row["occurred_on"]) for row in rows if row["kind"] == "contract"]


def deliver_and_grow(company: Company, order: Json) -> None:
    """The rest of the changed order leaves and is paid; then a delivered line of it grows."""
    # What was delivered keeps its money; the rest leaves at the new price, and all of it is invoiced.
    company.deliver(order)
    invoice = company.invoiced(order)
    assert (company.the_invoice(invoice)["gross"], company.the_order(order)["invoice_state"]) == (
        "1843",
        "full",
    )

    # The next version adds to a delivered line; what is more is a new instalment once the last one is paid.
    company.post(f"/sales-orders/{order['id']}/collect", {"amount": "1843"})
    again = changed(company, order, {"quantity": "6"})
    assert (again["version_no"], company.the_order(order)["delivery_state"]) == (2, "partial")
    plan = company.get(f"/sales-orders/{order['id']}/receipt-plan")
    assert [(line["due_on"], line["amount"]) for line in plan["lines"]] == [
        ("2026-11-10", "1000"),
        ("2026-12-31", "843"),
        ("2026-12-31", "226"),
    ]
    assert achieved(company)[2:] == [("226", "2026-11-02")]


def test_after_half_a_delivery_the_rest_becomes_what_the_customer_wants_now(company: Company) -> None:
    customer = company.customer()
    screws, bolts, nuts = (company.product(name=name, stock="50") for name in ("螺丝", "螺栓", "螺母"))
    order = company.confirmed(
        customer,
        (screws, "10", "113"),
        (bolts, "10", "113"),
        (nuts, "5", "113"),
        ordered_on="2026-10-30",
        deliver_on="2026-11-20",
    )
    company.deliver(order, "4", "4", "0")
    plan = planned(company, order, ("2026-11-10", "1000"), ("2026-12-31", "1825"))
    assert [line["amount"] for line in plan["lines"]] == ["1000", "1825"]

    # Screws down to what was delivered, the rest of the bolts cheaper, no nuts, but a washer; two weeks later.
    washers = company.product(name="垫圈", stock="20")
    change = begun(
        company,
        order,
        {"quantity": "4"},
        {"unit_price": "100"},
        None,
        {"product_id": washers, "quantity": "3", "unit_price": "113", "tax_code": "13"},
        deliver_on="2026-12-04",
    )
    found = the_change(company, change)
    assert (found["version_no"], found["state"], found["stale"]) == (1, "draft", False)
    assert (found["old_gross"], found["gross"], found["gross_change"]) == ("2825", "1843", "-982")
    assert differing(found) == [
        ("changed", "10 x 113", "4 x 113", "-678"),
        ("changed", "10 x 113", "4 x 113", "-678"),
        ("added", None, "6 x 100", "600"),
        ("added", None, "3 x 113", "339"),
        ("removed", "5 x 113", None, "-565"),
    ]
    effects = company.get(f"/sales-order-changes/{change['id']}/effects")["goods"]
    assert [(one["product"], one["more"]) for one in effects] == [
        ("螺丝", "-6"),
        ("垫圈", "3"),
        ("螺母", "-5"),
    ]
    moved = company.get(f"/sales-order-changes/{change['id']}/receipt-plan")
    assert [(one["old"], one["new"]) for one in moved] == [("1000", "1000"), ("1825", "843")]
    assert lines_of(company.the_order(order))[0] == ("10", "113", "4", "1130"), "nothing has happened yet"

    assert take_effect(company, change)["state"] == "applied"
    now = company.the_order(order)
    assert lines_of(now) == [
        ("4", "113", "4", "452"),
        ("4", "113", "4", "452"),
        ("6", "100", "0", "600"),
        ("3", "113", "0", "339"),
    ]
    assert (now["gross"], now["delivery_state"], now["change_no"]) == ("1843", "partial", 1)
    assert (now["deliver_on"], now["next_delivery_on"]) == ("2026-12-04", "2026-12-04")
    assert (held(company, screws), held(company, bolts), held(company, nuts), held(company, washers)) == (
        ("0", "46"),
        ("6", "40"),
        ("0", "50"),
        ("3", "17"),
    )
    plan = company.get(f"/sales-orders/{order['id']}/receipt-plan")
    assert [line["amount"] for line in plan["lines"]] == ["1000", "843"]
    assert achieved(company) == [("2825", "2026-10-30"), ("-982", "2026-11-02")]
    assert differing(the_change(company, change)) == differing(found)
    history = company.get(f"/history/sales_order/{order['id']}")["events"]
    (event,) = [one for one in history if one["action"] == "change_applied"]
    assert event["changes"]["gross"] == ["2825", "1843"]
    deliver_and_grow(company, order)


def test_what_cannot_be_is_refused_and_nothing_half_done(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="12")
    bolts = company.product(name="螺栓", stock="5")
    order = company.confirmed(customer, (screws, "10", "113"), (bolts, "5", "113"))
    company.deliver(order, "6", "0")
    path = f"/sales-orders/{order['id']}/changes"

    def wish(*changes: Json, **fields: object) -> Json:
        return wish_of(company.the_order(order), *changes, **fields)

    problem = company.refused(409, "sales.change_refused", "POST", path, wish({"quantity": "5"}))
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [
        ("lines.0.quantity", "below_delivered")
    ]
    gone = company.refused(409, "sales.change_refused", "POST", path, wish(None))
    assert gone["errors"][0]["detail"] == ("Line 1, 螺丝: 6 were delivered, so it cannot be 0")
    company.refused(409, "sales.change_refused", "POST", path, wish({"quantity": "6", "unit_price": "100"}))
    company.refused(409, "sales.changes_nothing", "POST", path, wish())
    company.refused(422, "platform.invalid_input", "POST", path, wish(deliver_on="2026-10-01"))
    twice = wish()
    twice["lines"].append(twice["lines"][0])
    company.refused(422, "platform.invalid_input", "POST", path, twice)

    # What comes back stays delivered and returned: the line is not below it, and more is asked for as more.
    delivery = company.get("/deliveries", limit=1)["items"][0]
    company.take_back(delivery, "2")
    company.refused(409, "sales.change_refused", "POST", path, wish({"quantity": "5"}))

    # Four of the screws are free again by the return and the stock: of nine more two are missing.
    change = begun(company, order, {"quantity": "19"}, None)
    short = company.refused(
        409, "stock.insufficient", "POST", f"/sales-order-changes/{change['id']}/take-effect"
    )
    assert [(one["wanted"], one["available"]) for one in short["params"]["lines"]] == [("9", "4")]
    company.refused(409, "sales.change_drafted", "POST", path, wish({"quantity": "12"}))
    found = the_change(company, change)
    company.patch(
        f"/sales-order-changes/{change['id']}", wish({"quantity": "14"}, None), version=found["version"]
    )
    company.refused(
        412,
        "platform.version_changed",
        "PATCH",
        f"/sales-order-changes/{change['id']}",
        wish({"quantity": "13"}),
        version=found["version"],
    )
    take_effect(company, change)
    assert lines_of(company.the_order(order)) == [("14", "113", "6", "1582")]
    assert (held(company, screws), held(company, bolts)) == (("8", "0"), ("0", "5"))
    company.refused(409, "platform.wrong_state", "POST", f"/sales-order-changes/{change['id']}/take-effect")


def test_a_change_that_began_from_another_order_is_compared_again(company: Company) -> None:
    customer = company.customer()
    screws, bolts = company.product(stock="50"), company.product(name="螺栓", stock="50")
    order = company.confirmed(customer, (screws, "10", "113"), (bolts, "10", "113"))
    change = begun(company, order, {"quantity": "7", "unit_price": "100"}, note="请勿分批")
    path = f"/sales-order-changes/{change['id']}"

    # Some leave at the old price: the sum that was seen is not what would come of it.
    company.deliver(order, "2", "0")
    company.refused(409, "sales.change_stale", "POST", f"{path}/take-effect")
    assert company.post(f"{path}/compare")["gross"] == "1856"
    assert differing(the_change(company, change))[:2] == [
        ("changed", "10 x 113", "2 x 113", "-904"),
        ("added", None, "5 x 100", "500"),
    ]

    # Another day is agreed on: it is taken over, and what the change wants stays wanted.
    head = company.the_order(order)
    company.post(
        f"/sales-orders/{order['id']}/reschedule", {"deliver_on": "2026-11-30"}, version=head["version"]
    )
    assert the_change(company, change)["stale"]
    company.refused(409, "sales.change_stale", "PATCH", path, wish_of(head, {"quantity": "8"}), version=2)
    company.post(f"{path}/compare")
    found = the_change(company, change)
    assert (found["stale"], found["deliver_on"], found["note"]) == (False, "2026-11-30", "请勿分批")

    # More leaves than is wanted: the wish is raised to it.
    company.deliver(order, "8", "0")
    refused = company.refused(409, "sales.change_refused", "POST", f"{path}/take-effect")
    assert refused["errors"][0]["detail"] == "Line 1, 螺丝: 10 were delivered, so it cannot be 7"
    company.post(f"{path}/compare")
    assert the_change(company, change)["stale"], "all of it left at the old price"
    company.post(f"{path}/cancel")
    again = changed(company, order, {}, {"quantity": "4"})
    assert (again["version_no"], company.the_order(order)["change_no"]) == (2, 2)
    company.close_order(order)
    company.refused(
        409, "platform.wrong_state", "POST", f"/sales-orders/{order['id']}/changes", wish_of(head)
    )


def test_only_what_is_more_is_asked_of_credit_and_only_new_prices_of_their_floors(company: Company) -> None:
    seller = company.colleague("sales")
    customer = company.customer(owner_id=str(seller.user_id))
    company.post("/customer-credits", {"party_id": customer, "credit_limit": "2000", "payment_days": 30})
    screws = company.product(stock="50", floor_price="100")
    order = company.confirmed(
        customer, (screws, "10", "90"), (screws, "5", "113"), owner_id=str(seller.user_id)
    )

    # 1465 of 2000 are promised: 535 are left, and the old price is nobody's question any more.
    change = begun(seller, order, {}, {"quantity": "10"})
    refusal = seller.refused(
        409, "sales.credit_exceeded", "POST", f"/sales-order-changes/{change['id']}/take-effect"
    )
    assert (refusal["params"]["order"], refusal["params"]["over"]) == ("565", "30")
    seller.post(f"/sales-order-changes/{change['id']}/cancel")
    changed(seller, order, {}, {"quantity": "9"})
    cheap = begun(seller, order, {}, {"unit_price": "99"})
    refusal = seller.refused(
        409, "sales.below_floor", "POST", f"/sales-order-changes/{cheap['id']}/take-effect"
    )
    assert [one["line"] for one in refusal["params"]["lines"]] == [2]
    assert company.the_order(order)["gross"] == "1917"


def test_only_the_difference_is_approved_as_it_was_seen(company: Company) -> None:
    seller, boss = company.colleague("sales", "小销"), company.colleague("viewer", "老板")
    flow(
        company,
        step("a", boss),
        record="sales_order_change",
        verb="take_effect",
        condition={"or": [over("500", "gross_change"), over("5", "most_cut")]},
        lifts=["below_floor"],
    )
    customer = seller.post("/parties", {"name": "客户"})["id"]
    screws, bolts = company.product(stock="50", floor_price="100"), company.product(name="螺栓", stock="50")
    body = order_body(customer, (screws, "10", "113"), (bolts, "10", "113"))
    order = company.confirm(seller.post("/sales-orders", body))
    # A large order that grows by little is nobody's question.
    assert changed(seller, order, {"quantity": "11"})["state"] == "applied"

    change = begun(seller, order, {"unit_price": "90"}, {"quantity": "9"})
    path = f"/sales-order-changes/{change['id']}"
    refused = seller.refused(409, "approvals.needs_approval", "POST", f"{path}/take-effect", {})
    assert refused["params"]["who"] == ["老板"]
    asked = submit(seller, change["id"], record="sales_order_change", verb="take_effect")
    assert [
        (one["product"], one["old_price"], one["unit_price"], one["below_floor"])
        for one in asked["seen"]["lines"]
    ] == [
        ("螺丝", "113", "90", True),
        ("螺栓", "113", "113", False),
    ]
    seller.refused(409, "approvals.under_approval", "POST", f"{path}/cancel")
    # Goods leave meanwhile at the old price: what was seen is not what would come of it.
    company.deliver(order, "1", "0")
    boss.refused(
        409,
        "approvals.changed_meanwhile",
        "POST",
        f"/approval-tasks/{waiting(boss)[0]['task_id']}/approve",
        {},
    )
    seller.post(f"/approvals/{asked['id']}/withdraw", {})
    seller.post(f"{path}/compare")
    submit(seller, change["id"], record="sales_order_change", verb="take_effect")
    assert say(boss, "approve")["outcome"] == "done"
    assert lines_of(company.the_order(order)) == [
        ("1", "113", "1", "113"),
        ("10", "90", "0", "900"),
        ("9", "113", "0", "1017"),
    ]


def test_a_tax_that_changes_while_goods_leave_is_compared_again(company: Company) -> None:
    pumps = company.product(stock="50")
    order = company.confirmed(company.customer(), (pumps, "10", "113", "13"))
    change = begun(company, order, {"tax_code": "9"})
    company.deliver(order, "2")
    path = f"/sales-order-changes/{change['id']}"
    assert the_change(company, change)["stale"] is True
    company.refused(409, "sales.change_stale", "POST", f"{path}/take-effect")
    company.post(f"{path}/compare")
    take_effect(company, change)
    names = ("net", "tax", "gross")
    after, now = the_change(company, change), company.the_order(order)
    assert [after[name] for name in names] == [now[name] for name in names] == ["1029.36", "100.64", "1130"]


def test_what_is_hidden_of_an_order_is_hidden_of_its_changes(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="20"), "10", "113"), note="急")
    change = begun(company, order, {"quantity": "9"})
    hidden = {"sales_order": dict.fromkeys(("gross", "note"), "hidden")}
    reader = colleague_with(company, ["parties.party.view", "sales.order.view"], fields=hidden)
    found = the_change(reader, change)
    assert [one["id"] for one in reader.get("/sales-order-changes", search=change["number"])["items"]] == [
        change["id"]
    ]
    told = ("gross", "gross_change", "old_gross", "net", "note", "old_note")
    assert [found[name] for name in told] == [None] * 6
    assert found["differences"][0]["new"]["unit_price"] is None
    (row,) = reader.get("/sales-order-changes")["items"]
    assert not {"gross", "gross_change", "note"} & row.keys()
    # What would follow is for who may change it: it tells what lies in the warehouses.
    reader.refused(403, "platform.not_allowed", "GET", f"/sales-order-changes/{change['id']}/effects")
