"""A storekeeper's week with goods that are told apart: lots by their last day, serial numbers, and what waits to be
looked at. Today is 2026-11-02."""

import pytest

from tests.builders.company import Company
from tests.builders.lots import LotKeeper, moved
from tests.builders.purchases import Buying
from tests.builders.stock import Store


@pytest.fixture
def yoghurt(company: Company) -> LotKeeper:
    return LotKeeper(company)


def test_what_expires_first_leaves_first(yoghurt: LotKeeper) -> None:
    late = yoghurt.receive(("L2", "10", "2027-03-01"))
    yoghurt.receive(("L1", "6", "2026-12-01"))
    yoghurt.receive(("L0", "4"))
    assert moved(late) == [("L2", "10")]
    assert yoghurt.lying() == [("L1", "free", "6"), ("L2", "free", "10"), ("L0", "free", "4")]

    assert moved(yoghurt.issue("8")) == [("L1", "6"), ("L2", "2")]
    assert moved(yoghurt.issue("3", ("L0", "1"), ("L2", "2"))) == [("L2", "2"), ("L0", "1")]
    assert yoghurt.lying() == [("L2", "free", "6"), ("L0", "free", "3")]
    assert yoghurt.on_hand() == ("9", "0", "9")


def test_a_lot_is_said_on_the_way_in_and_lies_there_on_the_way_out(
    company: Company, yoghurt: LotKeeper
) -> None:
    line = {"product_id": yoghurt.product, "quantity": "5", "unit_cost": "1"}
    problem = company.refused(422, "stock.lots_missing", "POST", "/stock-receipts", {"lines": [line]})
    assert [(one["field"], one["detail"]) for one in problem["errors"]] == [
        ("lines.0.lots", "Line 1, 酸奶: say which lots or serial numbers")
    ]
    wrong = {**line, "lots": [{"number": "L1", "quantity": "4"}]}
    company.refused(422, "stock.lots_differ", "POST", "/stock-receipts", {"lines": [wrong]})
    screws = company.product()
    other = {**line, "product_id": screws, "lots": [{"number": "L1", "quantity": "5"}]}
    company.refused(422, "stock.lots_not_kept", "POST", "/stock-receipts", {"lines": [other]})

    yoghurt.receive(("L1", "5", "2026-12-01"))
    again = {**line, "lots": [{"number": "L1", "quantity": "5", "expires_on": "2026-12-02"}]}
    company.refused(409, "stock.lot_dates_differ", "POST", "/stock-receipts", {"lines": [again]})
    for code, asked in (("lot_unknown", ("L9", "1")), ("lot_short", ("L1", "6"))):
        body = {"lines": [yoghurt.line(asked[1], asked)]}
        if code == "lot_short":
            yoghurt.receive(("L2", "5", "2027-12-01"))
        company.refused(409, f"stock.{code}", "POST", "/stock-issues", body)
    assert yoghurt.lying() == [("L1", "free", "5"), ("L2", "free", "5")]


def test_the_last_day_follows_from_the_day_it_was_made(company: Company) -> None:
    milk = LotKeeper(company, shelf_life_days=21)
    line = {"product_id": milk.product, "quantity": "5", "unit_cost": "1"}
    lot = {"number": "M1", "quantity": "5", "made_on": "2026-11-01"}
    company.post("/stock-receipts", {"lines": [{**line, "lots": [lot]}]})
    (found,) = company.get("/stock-lots")["items"]
    assert (found["number"], found["made_on"], found["expires_on"]) == ("M1", "2026-11-01", "2026-11-22")


def test_what_has_expired_stays_unless_who_may_says_why(company: Company, yoghurt: LotKeeper) -> None:
    """The last day itself is good. A storekeeper scraps what is over; only the accountant lets it leave otherwise."""
    yoghurt.receive(("OLD", "4", "2026-11-01"), ("LAST", "2", "2026-11-02"))
    assert moved(yoghurt.issue("2")) == [("LAST", "2")]
    problem = company.refused(
        409, "stock.rest_expired", "POST", "/stock-issues", {"lines": [yoghurt.line("1")]}
    )
    assert problem["detail"] == "“酸奶”: 1 would leave, only 0 of what lies there have not expired"
    named = {"lines": [yoghurt.line("1", ("OLD", "1"))]}
    company.refused(409, "stock.lot_expired", "POST", "/stock-issues", named)

    keeper = company.colleague("warehouse")
    keeper.refused(
        403, "platform.not_allowed", "POST", "/stock-issues", {**named, "expired_reason": "客户同意"}
    )
    accountant = company.colleague("accountant", "王五")
    issue = accountant.post("/stock-issues", {**named, "expired_reason": "客户同意"})
    assert moved(issue) == [("OLD", "1")]
    scrap = keeper.post("/stock-issues", {"reason": "scrap", "lines": [yoghurt.line("3")]})
    assert moved(scrap) == [("OLD", "3")]
    assert yoghurt.lying() == []


def test_an_order_is_delivered_by_lots_and_comes_back_as_them(company: Company, yoghurt: LotKeeper) -> None:
    yoghurt.receive(("L1", "6", "2026-12-01"), ("L2", "10", "2027-03-01"))
    customer = company.customer()
    order = company.confirmed(customer, (yoghurt.product, "9", "11.3"))
    delivery = company.get(f"/deliveries/{company.deliver(order, '8')['id']}")
    assert moved(delivery) == [("L1", "6"), ("L2", "2")]

    back = company.take_back(delivery, "7")
    assert moved(company.get(f"/sales-returns/{back['id']}")) == [("L1", "6"), ("L2", "1")]
    line = {
        "line_id": delivery["lines"][0]["id"],
        "quantity": "1",
        "lots": [{"number": "L1", "quantity": "1"}],
    }
    company.refused(409, "stock.lot_short", "POST", f"/deliveries/{delivery['id']}/return", {"lines": [line]})

    chosen = {"line_id": company.the_order(order)["lines"][0]["id"], "quantity": "1"}
    body = {"lines": [{**chosen, "lots": [{"number": "L2", "quantity": "1"}]}]}
    last = company.post(f"/sales-orders/{order['id']}/deliver", body)
    assert moved(company.get(f"/deliveries/{last['id']}")) == [("L2", "1")]
    assert yoghurt.lying() == [("L1", "free", "6"), ("L2", "free", "8")]


def test_what_is_taken_back_takes_back_its_lots(company: Company, yoghurt: LotKeeper) -> None:
    yoghurt.receive(("L1", "6", "2026-12-01"))
    later = yoghurt.receive(("L2", "4", "2027-03-01"))
    red = company.post(f"/stock-receipts/{later['id']}/reverse")
    assert moved(red) == [("L2", "4")]
    issue = yoghurt.issue("2")
    assert moved(company.post(f"/stock-issues/{issue['id']}/reverse")) == [("L1", "2")]
    assert yoghurt.lying() == [("L1", "free", "6")]


def test_goods_on_their_way_keep_their_lots(company: Company, yoghurt: LotKeeper) -> None:
    """Two transfers under way at once: each arrives with its own lots, though what expires first is the other's."""
    yoghurt.receive(("L1", "6", "2026-12-01"), ("L2", "10", "2027-03-01"))
    store = Store(company)
    first = store.transfer((yoghurt.product, "4"))
    lots = [{"line_id": first["lines"][0]["id"], "lots": [{"number": "L2", "quantity": "4"}]}]
    first = store.do(first, "send", lots=lots)
    second = store.sent((yoghurt.product, "5"))
    assert (moved(first), moved(second)) == ([("L2", "4")], [("L1", "5")])

    assert moved(store.do(first, "arrive", "3")) == [("L2", "3")]
    assert moved(store.the_transfer(first)) == [("L2", "1")]
    lost = store.do(second, "write-off", "1", reason="破损")
    assert moved(lost) == [("L1", "1")]
    assert moved(store.do(second, "come-back")) == [("L1", "4")]
    store.do(first, "arrive")
    assert yoghurt.lying(warehouse_id=store.branch) == [("L2", "free", "4")]
    assert yoghurt.lying(warehouse_id=store.main) == [("L1", "free", "5"), ("L2", "free", "6")]


def test_how_goods_are_told_apart_stays_while_any_lie_there(company: Company) -> None:
    screws = company.product(stock="5")
    before = company.get(f"/products/{screws}")
    company.refused(
        409,
        "catalog.tracking_kept",
        "PATCH",
        f"/products/{screws}",
        {"tracking": "lot"},
        version=before["version"],
    )
    Store(company).issue((screws, "5"))
    company.patch(f"/products/{screws}", {"tracking": "lot"}, version=before["version"])
    line = {"product_id": screws, "quantity": "1", "unit_cost": "1"}
    company.refused(422, "stock.lots_missing", "POST", "/stock-receipts", {"lines": [line]})


def test_a_serial_number_is_in_one_place(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    pump.receive(("S1", "1"), ("S2", "1"), ("S3", "1"))
    line = {"product_id": pump.product, "quantity": "1", "unit_cost": "5"}
    taken = {**line, "lots": [{"number": "S2", "quantity": "1"}]}
    problem = company.refused(409, "stock.serial_taken", "POST", "/stock-receipts", {"lines": [taken]})
    assert problem["detail"] == "Serial numbers lie in a warehouse already, or are named twice: S2"
    twice = {**line, "quantity": "2", "lots": [{"number": "S4", "quantity": "1"}] * 2}
    company.refused(409, "stock.serial_taken", "POST", "/stock-receipts", {"lines": [twice]})
    two = {**line, "quantity": "2", "lots": [{"number": "S4", "quantity": "2"}]}
    company.refused(422, "stock.serial_is_one", "POST", "/stock-receipts", {"lines": [two]})

    company.refused(422, "stock.lots_missing", "POST", "/stock-issues", {"lines": [pump.line("1")]})
    customer = company.customer()
    order = company.confirmed(customer, (pump.product, "2", "113"))
    line_id = company.the_order(order)["lines"][0]["id"]
    asked = {"line_id": line_id, "quantity": "1", "lots": [{"number": "S2", "quantity": "1"}]}
    delivery = company.post(f"/sales-orders/{order['id']}/deliver", {"lines": [asked]})
    assert pump.lying() == [("S1", "free", "1"), ("S3", "free", "1")]
    company.take_back(company.get(f"/deliveries/{delivery['id']}"), "1")
    company.close_order(order)
    # Whoever takes all there are need not say which.
    assert moved(pump.issue("3")) == [("S1", "1"), ("S2", "1"), ("S3", "1")]
    # What was sold may be bought again.
    assert moved(pump.receive(("S2", "1"))) == [("S2", "1")]


def test_a_lot_is_traced_both_ways(company: Company, yoghurt: LotKeeper) -> None:
    buying = Buying(company)
    supplier = buying.supplier("光明乳业")
    order = buying.confirmed(supplier, (yoghurt.product, "10", "4"))
    line = buying.the_order(order)["lines"][0]["id"]
    lot = {"number": "G1", "quantity": "10", "made_on": "2026-10-20", "expires_on": "2026-12-01"}
    receipt = buying.company.post(
        f"/purchase-orders/{order['id']}/receive",
        {"lines": [{"line_id": line, "quantity": "10", "lots": [lot]}]},
    )
    customer = company.customer("学校食堂")
    sold = company.confirmed(customer, (yoghurt.product, "6", "11.3"))
    delivery = company.deliver(sold)
    company.take_back(company.get(f"/deliveries/{delivery['id']}"), "1")
    buying.send_back(company.get(f"/purchase-receipts/{receipt['id']}"), "2")

    trace = company.get(f"/stock-lots/{yoghurt.lot_id('G1')}/trace")
    assert (trace["supplier"], trace["expires_on"], trace["days_left"]) == ("光明乳业", "2026-12-01", 29)
    assert (trace["came"], trace["went"], trace["lies"]) == ("11", "8", "3")
    assert [(move["source_type"], move["quantity"], move["party"]) for move in trace["moves"]] == [
        ("purchase_return", "-2", "光明乳业"),
        ("sales_return", "1", "学校食堂"),
        ("delivery", "-6", "学校食堂"),
        ("purchase_receipt", "10", "光明乳业"),
    ]
    assert moved(company.get(f"/purchase-receipts/{receipt['id']}")) == [("G1", "10")]


def test_what_expires_is_listed_before_it_does(company: Company, yoghurt: LotKeeper) -> None:
    yoghurt.receive(("OLD", "1", "2026-10-31"), ("SOON", "2", "2026-11-12"), ("LATE", "3", "2027-11-12"))
    yoghurt.receive(("NEVER", "4"))
    found = company.get("/stock/expiring", days=30)["items"]
    assert [(row["number"], row["quantity"], row["days_left"]) for row in found] == [
        ("OLD", "1", -2),
        ("SOON", "2", 10),
    ]
    page = company.get("/stock/expiring", days=3000, limit=2)
    rest = company.get("/stock/expiring", days=3000, limit=2, cursor=page["next_cursor"])
    assert [row["number"] for row in (*page["items"], *rest["items"])] == ["OLD", "SOON", "LATE"]
    assert company.get("/stock/expiring", days=30, search="没有")["items"] == []


def test_what_waits_to_be_looked_at_is_sold_to_nobody(company: Company) -> None:
    milk = LotKeeper(company, inspected=True)
    milk.receive(("L1", "10", "2026-12-01"))
    assert (milk.lying(), milk.on_hand()) == ([("L1", "quarantine", "10")], ("10", "10", "0"))
    company.refused(409, "stock.insufficient", "POST", "/stock-issues", {"lines": [milk.line("1")]})
    order = company.order(company.customer(), (milk.product, "7", "11.3"))
    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{order['id']}/confirm")

    keeper = company.colleague("warehouse")
    verdict = milk.judge("release", "L1", "8", "quarantine")
    assert (verdict["number"], verdict["verdict"], verdict["reason"]) == (
        "ZJ202611020001",
        "release",
        "外观完好",
    )
    milk.who = keeper
    waiting = company.get("/stock/unfree")["items"]
    assert [(row["number"], row["quality"], row["quantity"]) for row in waiting] == [
        ("L1", "quarantine", "2")
    ]
    milk.judge("block", "L1", "2", "quarantine", reason="胀包")
    assert milk.lying() == [("L1", "blocked", "2"), ("L1", "free", "8")]
    assert milk.on_hand() == ("10", "2", "8")
    company.confirm(order)
    # Seven are promised, so only one may still be blocked.
    line = {"product_id": milk.product, "lot": "L1", "before": "free", "quantity": "2"}
    body = {"verdict": "block", "reason": "x", "lines": [line]}
    company.refused(409, "stock.verdict_short", "POST", "/stock-verdicts", body)
    company.refused(
        409, "stock.lot_unknown", "POST", "/stock-verdicts", {**body, "lines": [{**line, "lot": "L7"}]}
    )
    company.deliver(order)
    scrap = milk.issue("2", reason="scrap")
    assert moved(scrap) == [("L1", "2")]
    assert (milk.lying(), milk.on_hand()) == ([("L1", "free", "1")], ("1", "0", "1"))


def test_what_comes_back_broken_waits_until_it_is_looked_at(company: Company) -> None:
    motors = LotKeeper(company, name="电机")
    motors.receive(("L1", "10", "2026-12-01"))
    screws = company.product(name="螺丝", stock="5")
    order = company.confirmed(company.customer(), (motors.product, "4", "113"), (screws, "1", "1"))
    delivery = company.deliver(order)
    line, plain = company.get(f"/deliveries/{delivery['id']}")["lines"]
    path = f"/deliveries/{delivery['id']}/return"
    both = [{"line_id": one["id"], "quantity": "1"} for one in (line, plain)]
    company.post(path, {"lines": both[:1], "to_inspect": True})
    assert motors.lying() == [("L1", "free", "6"), ("L1", "quarantine", "1")]
    assert motors.on_hand() == ("7", "1", "6")
    company.post(path, {"lines": both})
    assert motors.lying() == [("L1", "free", "7"), ("L1", "quarantine", "1")]


def test_goods_without_lots_may_wait_too(company: Company) -> None:
    bricks = company.product(name="砖", inspected=True)
    keeper = LotKeeper(company, name="瓦", tracking="none", inspected=True)
    keeper.product = bricks
    company.receive_goods((bricks, "10", "1"))
    assert keeper.lying() == [("", "quarantine", "10")]
    keeper.judge("release", None, "10", "quarantine")
    assert (keeper.lying(), keeper.on_hand()) == ([("", "free", "10")], ("10", "0", "10"))


def test_goods_that_are_not_told_apart_leave_no_trace_of_it(company: Company) -> None:
    screws = company.product(stock="100")
    company.deliver(company.confirmed(company.customer(), (screws, "10", "113")))
    for table in ("stock_detail", "stock_move_detail", "stock_lot"):
        assert (
            company.books.one(f"SELECT count(*) FROM {table} WHERE tenant_id = %s", [company.tenant_id]) == 0
        )


def test_whatever_comes_back_may_wait_until_it_is_looked_at(company: Company) -> None:
    """Desks have no lots and are not inspected as they come in; one that comes back broken waits, the others do not."""
    desks = LotKeeper(company, name="升降桌", tracking="none")
    company.receive_goods((desks.product, "10", "1"))
    order = company.confirmed(company.customer(), (desks.product, "4", "113"))
    delivery = company.get(f"/deliveries/{company.deliver(order)['id']}")
    back = company.take_back(delivery, "2", to_inspect=True)
    assert company.get(f"/sales-returns/{back['id']}")["to_inspect"] is True
    assert desks.lying() == [("", "free", "6"), ("", "quarantine", "2")]
    assert desks.on_hand() == ("8", "2", "6")

    desks.judge("release", None, "1", "quarantine")
    desks.judge("block", None, "1", "quarantine")
    assert desks.on_hand() == ("8", "1", "7")
    desks.issue("1", reason="scrap")
    company.receive_goods((desks.product, "5", "1"))
    back = company.take_back(delivery, "1")
    assert company.get(f"/sales-returns/{back['id']}")["to_inspect"] is False
    assert desks.lying() == [("", "free", "13")]
    assert desks.on_hand() == ("13", "0", "13")


def test_inspection_begins_with_what_comes_in_from_now_on(company: Company) -> None:
    screens = LotKeeper(company, name="显示器", tracking="none")
    company.receive_goods((screens.product, "3", "1"))
    product = company.get(f"/products/{screens.product}")
    company.patch(f"/products/{screens.product}", {"inspected": True}, version=product["version"])
    assert screens.on_hand() == ("3", "0", "3")
    screens.issue("1")
    company.receive_goods((screens.product, "4", "1"))
    assert screens.lying() == [("", "free", "2"), ("", "quarantine", "4")]
    assert screens.on_hand() == ("6", "4", "2")

    product = company.get(f"/products/{screens.product}")
    company.patch(f"/products/{screens.product}", {"inspected": False}, version=product["version"])
    company.receive_goods((screens.product, "1", "1"))
    assert screens.lying() == [("", "free", "3"), ("", "quarantine", "4")]


def test_what_goes_back_to_a_supplier_is_said_and_may_be_chosen(company: Company) -> None:
    """Of ten that came five are sold, two wait and one is blocked: five may go back, of the quality one names."""
    buying = Buying(company)
    feelers = LotKeeper(company, name="传感器", inspected=True)
    order = buying.confirmed(buying.supplier(), (feelers.product, "10", "100"))
    line = buying.the_order(order)["lines"][0]["id"]
    lots = [{"number": "LA", "quantity": "10"}]
    body = {"lines": [{"line_id": line, "quantity": "10", "lots": lots}]}
    receipt = company.post(f"/purchase-orders/{order['id']}/receive", body)
    feelers.judge("release", "LA", "7", "quarantine")
    feelers.judge("block", "LA", "1", "quarantine")
    company.deliver(company.confirmed(company.customer(), (feelers.product, "5", "113")))

    path = f"/purchase-receipts/{receipt['id']}"
    (told,) = company.get(path)["lines"]
    assert told["returnable"] == "5"
    assert [(one["number"], one["quality"], one["quantity"]) for one in told["lying"]] == [
        ("LA", "blocked", "1"),
        ("LA", "quarantine", "2"),
        ("LA", "free", "2"),
    ]
    chosen = {"line_id": told["id"], "quantity": "3", "quality": "free"}
    problem = company.refused(409, "stock.quality_short", "POST", f"{path}/send-back", {"lines": [chosen]})
    assert problem["title"] == "Of “传感器” only 2 lie there as Free; 3 are wanted"
    free = company.post(f"{path}/send-back", {"lines": [{**chosen, "quantity": "1"}]})
    worst = buying.send_back(receipt, "2")
    assert [
        [
            (one["quality"], one["quantity"])
            for one in company.get(f"/purchase-returns/{back['id']}")["lines"][0]["qualities"]
        ]
        for back in (free, worst)
    ] == [[("free", "1")], [("blocked", "1"), ("quarantine", "1")]]
    assert company.get(path)["lines"][0]["returnable"] == "2"
