"""What is given away: off a line, off the whole, and by whom at most. Today is 2026-11-02; the currency is CNY."""

from collections.abc import Callable
from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader

from tests.builders.approving import flow, say, step, submit
from tests.builders.changes import begun, changed
from tests.builders.colleague import Colleague
from tests.builders.company import Company, order_body
from tests.builders.http import Json, Person
from tests.builders.quoting import Customer, accepted, new_version, quotation, quotation_body, send, sent
from tests.builders.scoped import colleague_with, give_role, take_roles

SELLS = [
    "parties.party.view",
    "catalog.product.view",
    "catalog.price_list.view",
    "sales.order.view",
    "sales.order.create",
    "sales.order.update",
    "sales.order.confirm",
    "quoting.quotation.view",
    "quoting.quotation.create",
    "quoting.quotation.update",
    "quoting.quotation.send",
    "quoting.quotation.answer",
    "quoting.quotation.order",
]
BEYOND = {"field": "over_discount", "op": "eq", "value": True}


def limits(company: Company) -> dict[str, str | None]:
    return {one["role"]: one["most"] for one in company.get("/discount-limits")}


def limit(company: Company, **most: str | None) -> None:
    """Limits by the names of roles."""
    ids = {one["role"]: one["role_id"] for one in company.get("/discount-limits")}
    said = [{"role_id": ids[role], "most": share} for role, share in most.items()]
    company.post("/discount-limits", {"limits": said})


def seller_with(company: Company, most: str | None, name: str = "小王") -> Colleague:
    """Somebody who sells, and may go so far below the lists."""
    person = colleague_with(company, SELLS, name=name)
    limit(company, **{f"角色 {name}": most})
    return person


def lines_of(who: Person, path: str, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(line[name] for name in names) for line in who.get(path)["lines"]]


def too_deep(who: Person, path: str) -> list[tuple[str, str, str]]:
    """What is refused, line by line."""
    refusal = who.refused(409, "sales.discount_too_deep", "POST", path, {})
    return [(one["field"], one["code"], one["detail"]) for one in refusal["errors"]]


def test_an_order_is_discounted_by_line_and_as_a_whole_and_its_parts_are_the_whole(company: Company) -> None:
    pumps, valves = company.product("100", stock="9"), company.product("50", stock="9", name="阀门")
    customer, fitting = company.customer(), company.service("30")
    order = company.order(
        customer,
        (pumps, "3", "95"),
        (valves, "3", "50", "9"),
        (fitting, "1", "33.33"),
        whole_discount="10",
    )
    assert (order["net"], order["tax"], order["gross"]) == ("410.37", "47.96", "458.33")
    path = f"/sales-orders/{order['id']}"
    whole = company.get(path)
    assert (whole["whole_discount"], whole["whole_discount_share"]) == ("10", None)
    assert lines_of(company, path, "list_price", "discount", "unit_price", "head_discount", "gross") == [
        ("100", "5", "95", "6.09", "278.91"),
        ("50", "0", "50", "3.2", "146.8"),
        ("30", None, "33.33", "0.71", "32.62"),
    ]
    company.confirm(order)
    first = company.deliver(order, "1", "1", "0")
    second = company.deliver(order)
    invoice = company.invoiced(order)
    assert invoice["gross"] == "458.33"
    prices = lines_of(company, f"/sales-invoices/{invoice['id']}", "quantity", "unit_price", "gross")
    assert prices == [
        ("1", "92.97", "92.97"),
        ("1", "48.93", "48.93"),
        ("2", "92.97", "185.94"),
        ("2", "48.935", "97.87"),
        ("1", "32.62", "32.62"),
    ]
    returned = company.take_back(second, "1", "0", "0")
    credit = company.credited(returned)
    assert lines_of(company, f"/sales-invoices/{credit['id']}", "unit_price", "gross") == [("92.97", "92.97")]
    assert company.get(f"/deliveries/{first['id']}")["gross"] == "141.9"


def test_a_share_of_the_whole_holds_for_prices_without_tax_and_follows_the_lines(company: Company) -> None:
    pumps, valves = company.product("100", stock="9"), company.product("50", name="阀门", stock="9")
    customer = company.customer()
    said = {"prices_include_tax": False, "whole_discount_share": "0.1"}
    order = company.order(customer, (pumps, "1", "33.33"), (valves, "1", "33.33", "6"), **said)
    assert (order["net"], order["tax"], order["gross"]) == ("59.99", "5.7", "65.69")
    path = f"/sales-orders/{order['id']}"
    assert lines_of(company, path, "head_discount", "net") == [("3.34", "29.99"), ("3.33", "30")]
    told = company.get(path)
    assert (told["whole_discount_share"], told["whole_discount"]) == ("0.1", "6.67")
    body = {
        "party_id": customer,
        **said,
        "lines": [{"product_id": pumps, "quantity": "2", "unit_price": "50"}],
    }
    company.patch(path, body, version=order["version"])
    assert (company.get(path)["whole_discount"], company.get(path)["net"]) == ("10", "90")
    preview = company.post("/sales-orders/preview", {**said, "lines": body["lines"]})
    assert (preview["whole_discount"], preview["net"], preview["gross"]) == ("10", "90", "101.7")
    for wrong, code in (
        ({"whole_discount": "100.01"}, "more_than_the_lines"),
        ({"whole_discount": "1", "whole_discount_share": "0.1"}, "share_or_amount"),
    ):
        refusal = company.refused(
            422,
            "platform.invalid_input",
            "POST",
            "/sales-orders",
            {**body, "whole_discount_share": None, **wrong},
        )
        assert [(one["field"], one["code"]) for one in refusal["errors"]] == [("whole_discount", code)]
    for outside in ({"whole_discount": "1.001"}, {"whole_discount": "-1"}, {"whole_discount_share": "1.01"}):
        company.refused(422, "platform.invalid_input", "POST", "/sales-orders", {**body, **outside})


def test_floors_and_margins_are_asked_after_both_discounts(company: Company) -> None:
    pumps = company.product("100", stock="9", floor_price="90")
    seller = company.colleague("sales", "李四")
    customer = str(seller.post("/parties", {"name": "甲公司"})["id"])
    low = seller.post("/sales-orders", {
        "party_id": customer,
        "whole_discount": "11",
        "lines": [{"product_id": pumps, "quantity": "1", "unit_price": "100"}],
    })  # fmt: skip
    refusal = seller.refused(409, "sales.below_floor", "POST", f"/sales-orders/{low['id']}/confirm", {})
    assert [one["detail"] for one in refusal["errors"]] == ["Line 1, 螺丝: price 89 is below the floor 90"]
    asking = {"party_id": customer, "lines": [{"product_id": pumps, "quantity": "1", "unit_price": "113"}]}
    assert company.post("/sales-orders/promise", asking)["margin"] == "40"
    assert company.post("/sales-orders/promise", {**asking, "whole_discount": "28.25"})["margin"] == "20"
    assert company.post("/sales-orders/promise", asking)["lines"][0]["lowest"] is None
    # What is typed before the lines are is more than they come to yet.
    (line,) = company.post("/sales-orders/promise", {**asking, "whole_discount": "200"})["lines"]
    assert (line["net"], line["margin"]) == ("0", None)


def test_who_may_give_how_much_holds_at_every_door(company: Company) -> None:
    pumps, customer = company.product("100", stock="50"), company.customer()
    assert set(limits(company).values()) == {None}
    seller = seller_with(company, "0.05")
    assert limits(company)["角色 小王"] == "0.05"
    seller.refused(403, "platform.not_allowed", "GET", "/discount-limits")
    # Five percent, by line, as a whole, or both together: but no more.
    body = {"party_id": customer, "lines": [{"product_id": pumps, "quantity": "1", "unit_price": "95"}]}
    fair = seller.post("/sales-orders", body)
    seller.post(f"/sales-orders/{fair['id']}/confirm")
    low = seller.post("/sales-orders", {**body, "whole_discount_share": "0.01"})
    assert too_deep(seller, f"/sales-orders/{low['id']}/confirm") == [
        (
            "lines.0.unit_price",
            "beyond_limit",
            (
                "Line 1, 螺丝: 94.05 after discounts is 6% below the list price 100, more than your 5%; "
                "the lowest you may sell at is 95"
            ),
        )
    ]
    assert company.get(f"/sales-orders/{low['id']}")["state"] == "draft"
    promised = seller.post("/sales-orders/promise", {"lines": body["lines"]})
    assert [(line["price"], line["lowest"]) for line in promised["lines"]] == [("100", "95")]
    # A quotation is refused as it is sent, and an order out of one that somebody else sent as it is confirmed.
    offer = quotation(seller, customer, (pumps, "1", "90"))
    assert [code for _, code, _ in too_deep(seller, f"/quotations/{offer['id']}/send")] == ["beyond_limit"]
    send(company, offer)
    accepted(company, offer)
    made = seller.post(f"/quotations/{offer['id']}/order")
    assert lines_of(company, f"/sales-orders/{made['id']}", "list_price", "discount") == [("100", "10")]
    assert len(too_deep(seller, f"/sales-orders/{made['id']}/confirm")) == 1
    # A role that goes takes its limit along.
    gone = give_role(company, "临时", SELLS)
    limit(company, 临时="0.5")
    version = company.get(f"/roles/{gone['id']}")["version"]
    company.send("DELETE", f"/roles/{gone['id']}", version=version).raise_for_status()
    assert "临时" not in limits(company)
    # Of several roles the greatest counts, and who has none with a limit may give anything.
    more = give_role(company, "大区", SELLS)
    limit(company, 大区="0.1")
    role = next(one for one in company.get("/discount-limits") if one["role"] == "角色 小王")
    take_roles(company, seller, more, {"id": role["role_id"]})
    seller.post(f"/sales-orders/{made['id']}/confirm")
    company.confirm(low)


def test_the_lists_of_today_are_the_measure_and_are_told_only_to_who_may_see_them(company: Company) -> None:
    pumps, customer = company.product("100", stock="50"), company.customer()
    blind = colleague_with(company, [one for one in SELLS if "price_list" not in one], name="小张")
    limit(company, **{"角色 小张": "0.05"})
    draft = blind.post("/sales-orders", {
        "party_id": customer,
        "ordered_on": "2020-01-01",
        "lines": [{"product_id": pumps, "quantity": "1", "unit_price": "95"}],
    })  # fmt: skip
    path = f"/sales-orders/{draft['id']}"
    assert lines_of(blind, path, "list_price", "discount") == [(None, None)]
    dearer = company.post("/price-lists", {"name": "涨价", "valid_from": "2026-11-01"})["id"]
    company.post("/price-list-lines", {"price_list_id": dearer, "product_id": pumps, "price": "120"})
    assert too_deep(blind, f"{path}/confirm") == [
        (
            "lines.0.unit_price",
            "beyond_limit_of_hidden_list",
            "Line 1, 螺丝: 95 after discounts is beyond the 5% that you may give",
        )
    ]


def test_an_approval_lifts_the_limit_once_and_tells_how_far(company: Company) -> None:
    pumps, customer = company.product("100", stock="50"), company.customer()
    seller, boss = seller_with(company, "0.05"), company.colleague("sales_head", "赵总")
    flow(company, step("a", boss), condition=BEYOND, lifts=["over_discount"])
    flow(company, step("a", boss), record="quotation", verb="send", condition=BEYOND, lifts=["over_discount"])
    order = seller.post("/sales-orders", {
        "party_id": customer,
        "whole_discount_share": "0.2",
        "lines": [{"product_id": pumps, "quantity": "2", "unit_price": "90"}],
    })  # fmt: skip
    path = f"/sales-orders/{order['id']}"
    seller.refused(409, "approvals.needs_approval", "POST", f"{path}/confirm", {})
    asked = submit(seller, order["id"])
    assert [line["discount"] for line in asked["seen"]["lines"]] == ["28"]
    assert say(boss, "approve")["outcome"] == "done"
    assert company.get(path)["state"] == "confirmed"
    offer = quotation(seller, customer, (pumps, "1", "80"))
    seller.refused(409, "approvals.needs_approval", "POST", f"/quotations/{offer['id']}/send", {})
    submit(seller, offer["id"], record="quotation", verb="send")
    say(boss, "approve")
    assert company.get(f"/quotations/{offer['id']}")["state"] == "sent"
    # What keeps within the limit asks nobody.
    send(seller, quotation(seller, customer, (pumps, "1", "95")))


def test_a_quotation_shows_what_is_given_and_becomes_the_same_order(company: Company) -> None:
    pumps, customer = company.product("100", stock="9"), company.customer()
    said = {"whole_discount_share": "0.05", "language": "zh-CN"}
    first = sent(company, customer, (pumps, "2", "90"), (pumps, "1", "100"), **said)
    shown = Customer(company, first).look()
    assert (shown["before"], shown["off"], shown["gross"]) == ("280", "14", "266")
    assert [(one["list_price"], one["discount"], one["before"], one["gross"]) for one in shown["lines"]] == [
        ("100", "10", "180", "171"),
        (None, None, "100", "95"),
    ]
    answer = company.client.get(f"/quotations/{first['id']}/paper")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    for words in ("折前合计", "280.00", "整单折扣", "-14.00", "266.00", "10%", "180.00"):
        assert words in text
    second = new_version(company, first)
    was = company.get(f"/quotations/{second['id']}")
    assert (was["whole_discount_share"], was["whole_discount"]) == ("0.05", "14")
    body = quotation_body(customer, (pumps, "2", "90"), (pumps, "1", "100"), whole_discount="20")
    changed = company.patch(f"/quotations/{second['id']}", body, version=second["version"])
    (newest, _) = company.get(f"/quotations/{second['id']}/versions")
    heads = [
        (one["field"], one["old_amount"], one["new_amount"])
        for one in newest["changes"]
        if one["kind"] == "head"
    ]
    assert ("whole_discount", "14", "20") in heads
    assert ("gross", "266", "260") in heads
    send(company, changed)
    accepted(company, second)
    made = company.post(f"/quotations/{second['id']}/order")
    order = company.get(f"/sales-orders/{made['id']}")
    assert (order["whole_discount"], order["whole_discount_share"], order["gross"]) == ("20", None, "260")


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ([("x", "0.1")], "limits.0.role_id", "role_unknown"),
        ([("own", "0.1"), ("own", "0.2")], "limits.1.role_id", "role_twice"),
    ],
)
def test_limits_are_of_roles_that_there_are_each_once(
    company: Company, said: list[tuple[str, str]], field: str, code: str
) -> None:
    own = company.get("/discount-limits")[0]["role_id"]
    ids = {"own": own, "x": "0190a000-0000-7000-8000-000000000000"}
    body: Json = {"limits": [{"role_id": ids[name], "most": most} for name, most in said]}
    refusal = company.refused(422, "platform.invalid_input", "POST", "/discount-limits", body)
    assert [(one["field"], one["code"]) for one in refusal["errors"]] == [(field, code)]
    company.refused(
        422,
        "platform.invalid_input",
        "POST",
        "/discount-limits",
        {"limits": [{"role_id": own, "most": "1.1"}]},
    )
    assert set(limits(company).values()) == {None}


def test_limits_that_are_said_at_once_are_one_of_them(
    company: Company, run_together: Callable[..., list[httpx.Response]]
) -> None:
    role = company.get("/discount-limits")[0]["role_id"]
    bodies = [{"limits": [{"role_id": role, "most": most}]} for most in ("0.1", "0.2", None)]
    answers = run_together(
        [lambda body=body: company.send("POST", "/discount-limits", body) for body in bodies]
    )
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert company.get("/discount-limits")[0]["most"] in {"0.1", "0.2", None}


def test_a_discount_on_the_whole_goes_along_when_a_promised_order_changes(company: Company) -> None:
    customer = company.customer()
    pumps, valves = company.product("113", stock="20"), company.product("50", stock="20", name="阀门")
    order = company.confirmed(customer, (pumps, "10", "113"), whole_discount_share="0.05")
    path, names = f"/sales-orders/{order['id']}", ("quantity", "unit_price", "head_discount", "gross")
    assert lines_of(company, path, *names) == [("10", "113", "56.5", "1073.5")]
    company.deliver(order, "4")

    # Fewer of it, and something new: each keeps the twentieth off.
    changed(company, order, {"quantity": "8"}, {"product_id": valves, "quantity": "2", "unit_price": "50"})
    assert lines_of(company, path, *names) == [("8", "113", "45.2", "858.8"), ("2", "50", "5", "95")]
    found = company.get(path)
    assert (found["whole_discount"], found["whole_discount_share"], found["gross"]) == (
        "50.2",
        "0.05",
        "953.8",
    )

    # What was delivered keeps its part; the rest has the new price and its own part.
    changed(company, order, {"unit_price": "100"}, {})
    assert lines_of(company, path, *names) == [
        ("4", "113", "22.6", "429.4"),
        ("4", "100", "20", "380"),
        ("2", "50", "5", "95"),
    ]
    # How far somebody may go counts for what is priced anew, both discounts together.
    seller = seller_with(company, "0.1")
    permissions = [*SELLS, "sales.order.change"]
    take_roles(company, seller, give_role(company, "变更", permissions))
    limit(company, 变更="0.1")
    more = begun(company, order, {}, {}, {}, {"product_id": pumps, "quantity": "1", "unit_price": "106"})
    ((field, code, told),) = too_deep(seller, f"/sales-order-changes/{more['id']}/take-effect")
    assert (field, code) == ("lines.3.unit_price", "beyond_limit")
    assert told.startswith("Line 4, 螺丝: 100.7 after discounts is 10.9% below the list price 113")


def test_an_amount_off_the_whole_stays_that_amount_when_the_order_changes(company: Company) -> None:
    pumps, valves = company.product("100", stock="20"), company.product("50", stock="20", name="阀门")
    order = company.confirmed(company.customer(), (pumps, "10", "100"), whole_discount="50")
    new = {"product_id": valves, "quantity": "2", "unit_price": "50"}
    changed(company, order, {"quantity": "6"}, new)
    found = company.get(f"/sales-orders/{order['id']}")
    assert (found["whole_discount"], found["whole_discount_share"], found["gross"]) == ("50", None, "650")
    # Of what is less than its part no more than all is taken off.
    changed(company, order, {"quantity": "6", "unit_price": "5"}, {})
    found = company.get(f"/sales-orders/{order['id']}")
    assert (found["whole_discount"], found["gross"]) == ("30", "100")


def test_a_price_for_many_is_no_price_for_one(company: Company) -> None:
    pumps = company.product("100", stock="200")
    made = company.post("/price-lists", {"name": "批量价"})["id"]
    step_price = {"price_list_id": made, "product_id": pumps, "price": "80", "min_quantity": "100"}
    company.post("/price-list-lines", step_price)
    seller = colleague_with(company, [*SELLS, "sales.order.change"], name="小王")
    limit(company, **{"角色 小王": "0"})
    order = company.confirm(
        seller.post("/sales-orders", order_body(company.customer(), (pumps, "100", "80")))
    )
    fewer = begun(seller, order, {"quantity": "1"})
    ((field, code, _),) = too_deep(seller, f"/sales-order-changes/{fewer['id']}/take-effect")
    assert (field, code) == ("lines.0.unit_price", "beyond_limit")
