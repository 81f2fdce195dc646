"""Goods are picked for one order or many, and what was found leaves by the same verb as ever. Today is 2026-11-02."""

import pytest

from tests.builders.bins import BinKeeper, in_bins
from tests.builders.company import Company
from tests.builders.lots import LotKeeper
from tests.builders.picks import Picker, told


@pytest.fixture
def picker(company: Company) -> Picker:
    return Picker(company, company.colleague("warehouse"))


def test_a_wave_is_walked_from_bin_to_bin_and_becomes_a_delivery_for_each_order(
    company: Company, picker: Picker
) -> None:
    """Two orders share what expires first; a line that was found short says why, and the rest stays promised."""
    milk = LotKeeper(company, name="牛奶")
    screws = company.product(name="螺丝")
    keeper = BinKeeper(company)
    line = {"product_id": milk.product, "quantity": "12", "unit_cost": "5"}
    lots = [
        {"number": "L2", "quantity": "8", "expires_on": "2027-03-01", "bin": "A-01-01"},
        {"number": "L1", "quantity": "4", "expires_on": "2026-12-01", "bin": "A-02-02"},
    ]
    company.post("/stock-receipts", {"lines": [{**line, "lots": lots}]})
    keeper.receive(screws, "20", ("A-01-02", "20"))
    one = company.confirmed(company.customer("甲公司"), (milk.product, "3", "11.3"), (screws, "5", "113"))
    other = company.confirmed(company.customer("乙公司"), (milk.product, "3", "11.3"))

    pick = picker.make(one, other, note="早班")
    assert [pick[name] for name in ("number", "state", "order_count", "line_count")] == [
        "JH202611020001",
        "open",
        2,
        4,
    ]
    assert pick["allowed_actions"] == ["finish", "give_up"]
    assert told(pick, "bin", "product", "lot", "quantity", "order", "party") == [
        ["A-01-01", "牛奶", "L2", "2", other["number"], "乙公司"],
        ["A-01-02", "螺丝", "", "5", one["number"], "甲公司"],
        ["A-02-02", "牛奶", "L1", "3", one["number"], "甲公司"],
        ["A-02-02", "牛奶", "L1", "1", other["number"], "乙公司"],
    ]
    assert company.on_hand(screws)["held"] == "5"
    picker.who.refused(409, "sales.picked_already", "POST", "/pick-lists", {"order_ids": [other["id"]]})
    path = f"/pick-lists/{pick['id']}/finish"
    picker.who.refused(422, "sales.short_unexplained", "POST", path, picker.body(pick, "2", "4", "3", "1"))
    picker.who.refused(422, "sales.picked_too_much", "POST", path, picker.body(pick, "2", "6", "3", "1"))

    done = picker.finish(pick, "0", "4", "3", "1", reason="破损")
    assert [done["state"], done["short_count"], done["allowed_actions"]] == ["done", 2, []]
    assert told(done, "picked", "reason") == [["0", "破损"], ["4", "破损"], ["3", None], ["1", None]]
    first, second = (done["lines"][place]["delivery"] for place in (1, 3))
    assert [done["lines"][place]["delivery"] for place in (0, 2)] == [None, first]
    delivery = company.get(f"/deliveries/{first['id']}")
    assert [(row["product"], row["quantity"], row["lots"][0]["bin"]) for row in delivery["lines"]] == [
        ("牛奶", "3", "A-02-02"),
        ("螺丝", "4", "A-01-02"),
    ]
    assert company.get(f"/deliveries/{second['id']}")["lines"][0]["lots"][0]["number"] == "L1"
    assert keeper.standing() == {"A-01-01": "8", "A-01-02": "16"}
    assert company.on_hand(screws)["held"] == "1"
    picker.who.refused(409, "platform.wrong_state", "POST", path, picker.body(pick))
    assert company.chain("pick_list", pick) == ["pick_list", "delivery", "delivery"]

    # What was not found is on the next list.
    rest = picker.make(one, other)
    assert told(rest, "bin", "product", "quantity") == [["A-01-01", "牛奶", "2"], ["A-01-02", "螺丝", "1"]]
    changed = picker.body(rest)
    changed["lines"][1]["lots"] = in_bins(("A-01-02", "1"))
    picker.who.post(f"/pick-lists/{rest['id']}/finish", changed)
    assert company.the_order(one)["delivery_state"] == "full"
    picker.who.refused(
        409, "sales.nothing_to_pick", "POST", "/pick-lists", {"order_ids": [one["id"], other["id"]]}
    )


def test_goods_without_bins_and_lots_are_picked_by_name(company: Company, picker: Picker) -> None:
    screws, nuts = (company.product(stock="20", cost="2", name=name) for name in ("b 螺丝", "a 螺母"))
    order = company.confirmed(company.customer(), (screws, "5", "113"), (nuts, "2", "113"))
    draft = company.order(company.customer("丙"), (screws, "1", "113"))
    picker.who.refused(409, "platform.wrong_state", "POST", "/pick-lists", {"order_ids": [draft["id"]]})
    pick = picker.make(order)
    assert told(pick, "bin", "product", "lot", "quantity") == [
        ["", "a 螺母", "", "2"],
        ["", "b 螺丝", "", "5"],
    ]
    given_up = picker.who.post(f"/pick-lists/{pick['id']}/give-up")
    assert (given_up["state"], given_up["lines"][0]["picked"]) == ("given_up", None)
    again = picker.make(order)
    # Somebody delivered a part of it otherwise: the list asks for it no more, and the rest can be finished.
    company.deliver(order, "0", "2")
    path = f"/pick-lists/{again['id']}/finish"
    problem = picker.who.refused(409, "sales.not_open_any_more", "POST", path, picker.body(again))
    assert problem["detail"] == f"Line 1, “a 螺母”: 2 picked, order {order['number']} waits for 0"
    seen = picker.who.get(f"/pick-lists/{again['id']}")
    assert told(seen, "product", "quantity", "open") == [["a 螺母", "2", "0"], ["b 螺丝", "5", "5"]]
    done = picker.finish(again, "0", "5")
    assert (done["state"], done["short_count"]) == ("done", 0)
    assert company.the_order(order)["delivery_state"] == "full"

    # One order of two was delivered wholly, and one of three was called off: the list finishes what is left.
    orders = [company.confirmed(company.customer(name), (screws, "3", "113")) for name in ("丁", "戊", "己")]
    wave = picker.make(*orders)
    company.deliver(orders[0], "3")
    company.close_order(orders[1])
    seen = picker.who.get(f"/pick-lists/{wave['id']}")
    assert told(seen, "order", "open") == [
        [one["number"], waits] for one, waits in zip(orders, ("0", "0", "3"), strict=True)
    ]
    ticks = {"lines": [{"line_id": line["id"], "quantity": "3"} for line in seen["lines"]]}
    seen = picker.who.post(f"/pick-lists/{wave['id']}/tick", ticks)
    assert told(seen, "found") == [["0"], ["0"], ["3"]]
    done = picker.finish(wave, "0", "0", "3")
    why = "订单已另行出库或已结束"
    assert (done["short_count"], told(done, "picked", "reason")) == (0, [["0", why], ["0", why], ["3", None]])
    salesman = company.colleague("sales", "王五")
    salesman.refused(403, "platform.not_allowed", "GET", f"/pick-lists/{pick['id']}")


def test_papers_go_with_the_goods(company: Company, picker: Picker) -> None:
    """A paper is a PDF in the language that is asked for; an address that the reader may not see is not on it."""
    screws = company.product(stock="20", cost="2")
    customer = company.customer("甲公司", address="上海市浦东新区1号", phone="13800138000")
    order = company.confirmed(customer, (screws, "5", "113"))
    pick = picker.make(order)
    done = picker.finish(pick)
    delivery = done["lines"][0]["delivery"]["id"]
    papers: list[tuple[str, dict[str, object]]] = [
        (f"/pick-lists/{pick['id']}/paper", {}),
        (f"/deliveries/{delivery}/paper", {}),
        (f"/deliveries/{delivery}/paper", {"kind": "packing", "language": "en", "cartons": 3}),
    ]
    for path, asked in papers:
        answer = picker.who.send("GET", path, query=asked)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
    for query in ({"kind": "x"}, {"language": "fr"}, {"cartons": 0}):
        refused = picker.who.send("GET", f"/deliveries/{delivery}/paper", query=query)
        assert refused.status_code == 422


def test_what_is_ticked_off_is_seen_by_whoever_else_walks_the_list(company: Company, picker: Picker) -> None:
    screws = company.product(stock="20", cost="2")
    order = company.confirmed(company.customer(), (screws, "5", "113"))
    pick = picker.make(order)
    (line,) = pick["lines"]
    assert (line["found"], company.get("/picked-orders")) == (
        "0",
        [{"order_id": order["id"], "pick": {"id": pick["id"], "title": pick["number"]}}],
    )
    path = f"/pick-lists/{pick['id']}/tick"
    for more, quantity, found in ((True, "2", "2"), (True, "2", "4"), (True, "9", "5"), (False, "3", "3")):
        tick = {"line_id": line["id"], "quantity": quantity, "more": more}
        seen = picker.who.post(path, {"lines": [tick]})
        assert seen["lines"][0]["found"] == found
    strange = {"lines": [{"line_id": order["id"], "quantity": "1"}]}
    picker.who.refused(422, "sales.line_unknown", "POST", path, strange)
    other = company.confirmed(company.customer("乙公司"), (screws, "1", "113"))
    assert company.get("/picked-orders", order_id=other["id"]) == []
    second = picker.make(other)
    assert [row["pick"]["id"] for row in company.get("/picked-orders")] == [pick["id"], second["id"]]
    assert [row["pick"]["id"] for row in company.get("/picked-orders", limit=1)] == [pick["id"]]
    company.refused(422, "platform.invalid_input", "GET", "/picked-orders", query={"limit": 1001})
    picker.finish(second)
    picker.finish(pick)
    assert company.get("/picked-orders") == []
    again = {"lines": [{"line_id": line["id"], "quantity": "1"}]}
    picker.who.refused(409, "platform.wrong_state", "POST", path, again)
