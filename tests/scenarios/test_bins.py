"""A storekeeper's week with bins (库位): goods come into them, leave them, move among them and are counted by them."""

from tests.builders.bins import BinKeeper, bins_of, in_bins
from tests.builders.company import Company
from tests.builders.lots import LotKeeper, moved
from tests.builders.stock import Store


def test_bins_are_switched_on_over_goods_and_off_again(company: Company) -> None:
    """All that lies there comes into the receiving bin, lots by lots; nothing is worth more or less for it."""
    screws = company.product(stock="40", cost="3")
    milk = LotKeeper(company, name="牛奶", inspected=True)
    milk.receive(("L1", "6", "2026-12-01"), ("L2", "4", "2027-01-01"), reason="opening")
    company.post("/stock-receipts", {"lines": [milk.line("5", ("L3", "5")) | {"unit_cost": "1"}]})
    keeper = BinKeeper(company, on=False)
    assert keeper.make("a-02-01", "A-03-02") == {"made": 2, "known": 2}
    company.refused(
        422,
        "stock.bin_series_wrong",
        "POST",
        "/warehouse-bins",
        {"warehouse_id": keeper.main, "first": "A-01", "last": "A-01-05"},
    )
    assert keeper.standing() == {}
    body = {"lines": [{"product_id": screws, "quantity": "1", "lots": in_bins(("A-01-01", "1"))}]}
    company.refused(422, "stock.bin_unknown", "POST", "/stock-issues", body)

    paper = keeper.switch("on", receiving="rec")
    assert (paper["number"], paper["kind"]) == ("YK202611020001", "on")
    told = [
        (line["product"], line["lot"], line["quality"], line["to_bin"], line["quantity"])
        for line in paper["lines"]
    ]
    assert sorted(told, key=str) == [
        ("牛奶", "L1", "free", "REC", "6"),
        ("牛奶", "L2", "free", "REC", "4"),
        ("牛奶", "L3", "quarantine", "REC", "5"),
        ("螺丝", None, "free", "REC", "40"),
    ]
    assert keeper.standing() == {"REC": "55"}
    company.refused(
        409, "stock.bins_already", "POST", f"/warehouses/{keeper.main}/bins-on", {"receiving": "REC"}
    )
    company.refused(
        409,
        "stock.receiving_bin_kept",
        "PATCH",
        f"/warehouse-bins/{keeper.bin_id('REC')}",
        {"active": False},
        version=2,
    )
    keeper.move(screws, "REC", "A-01-01", "15")
    assert keeper.standing(screws) == {"A-01-01": "15", "REC": "25"}
    off = keeper.switch("off")
    assert len(off["lines"]) == 5
    assert keeper.standing() == {}
    assert milk.on_hand() == ("15", "5", "10")
    assert moved(milk.issue("7")) == [("L1", "6"), ("L2", "1")]
    keeper.switch("on", receiving="REC")
    assert keeper.standing() == {"REC": "48"}


def test_goods_go_where_such_goods_went_and_leave_by_the_way_one_walks(company: Company) -> None:
    screws = company.product()
    keeper = BinKeeper(company)
    first = keeper.receive(screws, "10")
    assert bins_of(first) == [("REC", "10")]
    keeper.receive(screws, "8", ("A-02-01", "5"), ("A-01-02", "3"))
    # The bin that was named last is where the next ones go.
    assert bins_of(keeper.receive(screws, "4")) == [("A-01-02", "4")]
    assert keeper.standing() == {"A-01-02": "7", "A-02-01": "5", "REC": "10"}

    assert bins_of(keeper.take(screws, "9")) == [("A-01-02", "7"), ("A-02-01", "2")]
    named = keeper.take(screws, "4", ("REC", "4"))
    assert bins_of(named) == [("REC", "4")]
    body = {"lines": [{"product_id": screws, "quantity": "4", "lots": in_bins(("A-02-01", "4"))}]}
    problem = company.refused(409, "stock.bin_short", "POST", "/stock-issues", body)
    assert problem["detail"] == "Bin A-02-01 holds 3 of 螺丝 that may be taken, 4 are wanted"
    company.refused(
        422,
        "stock.lots_differ",
        "POST",
        "/stock-issues",
        {"lines": [{"product_id": screws, "quantity": "4", "lots": in_bins(("REC", "3"))}]},
    )
    back = company.post(f"/stock-issues/{named['id']}/reverse")
    assert bins_of(back) == [("A-01-02", "4")]
    company.post(f"/stock-receipts/{first['id']}/reverse")
    assert keeper.standing() == {"REC": "3"}
    (known,) = company.get("/stock/tracked", product_id=screws, warehouse_id=keeper.main)
    assert (known["binned"], known["comes_into"]) == (True, "A-01-02")
    # A bin that is not used any more gives out what stands in it, and takes nothing.
    company.patch(f"/warehouse-bins/{keeper.bin_id('A-01-02')}", {"active": False}, version=1)
    assert bins_of(keeper.receive(screws, "1")) == [("REC", "1")]
    (known,) = company.get("/stock/tracked", product_id=screws, warehouse_id=keeper.main)
    assert known["comes_into"] == "REC"
    (known,) = company.get("/stock/tracked", product_id=screws)
    assert (known["binned"], known["comes_into"]) == (False, None)
    body = {
        "lines": [
            {"product_id": screws, "quantity": "1", "unit_cost": "1", "lots": in_bins(("A-01-02", "1"))}
        ]
    }
    company.refused(422, "stock.bin_unknown", "POST", "/stock-receipts", body)


def test_an_order_leaves_its_bins_by_lots_and_comes_back_into_one(company: Company) -> None:
    """What expires first leaves first, wherever it stands; of one lot what one walks past first."""
    milk = LotKeeper(company)
    keeper = BinKeeper(company)
    line = {"product_id": milk.product, "quantity": "12", "unit_cost": "5"}
    lots = [
        {"number": "L2", "quantity": "4", "expires_on": "2027-03-01", "bin": "A-01-01"},
        {"number": "L1", "quantity": "3", "expires_on": "2026-12-01", "bin": "A-02-02"},
        {"number": "L1", "quantity": "5", "expires_on": "2026-12-01", "bin": "A-01-02"},
    ]
    company.post("/stock-receipts", {"lines": [{**line, "lots": lots}]})
    order = company.confirmed(company.customer(), (milk.product, "11", "11.3"))
    delivery = company.get(f"/deliveries/{company.deliver(order, '9')['id']}")
    (row,) = delivery["lines"]
    assert [(lot["number"], lot["bin"], lot["quantity"]) for lot in row["lots"]] == [
        ("L1", "A-01-02", "5"),
        ("L1", "A-02-02", "3"),
        ("L2", "A-01-01", "1"),
    ]
    part = {"line_id": row["id"], "quantity": "2", "lots": in_bins(("A-02-02", "2"))}
    back = company.post(f"/deliveries/{delivery['id']}/return", {"lines": [part]})
    (came,) = company.get(f"/sales-returns/{back['id']}")["lines"]
    assert [(lot["number"], lot["bin"], lot["quantity"]) for lot in came["lots"]] == [("L1", "A-02-02", "2")]

    chosen = {"line_id": company.the_order(order)["lines"][0]["id"], "quantity": "2"}
    body = {"lines": [{**chosen, "lots": [{"number": "L2", "bin": "A-01-01", "quantity": "2"}]}]}
    company.post(f"/sales-orders/{order['id']}/deliver", body)
    assert keeper.standing() == {"A-01-01": "1", "A-02-02": "2"}
    assert [(row["number"], row["bin"]) for row in company.get("/stock/in-bins")["items"]] == [
        ("L2", "A-01-01"),
        ("L1", "A-02-02"),
    ]
    # A verdict is on goods where they stand.
    milk.judge("block", "L1", "1", "free")
    assert milk.lying() == [("L1", "blocked", "1"), ("L1", "free", "1"), ("L2", "free", "1")]
    (paper,) = company.get("/bin-moves")["items"]
    assert paper["number"] == "YK202611020001"


def test_goods_are_moved_between_bins_whoever_they_are_promised_to(company: Company) -> None:
    screws = company.product()
    keeper = BinKeeper(company, company.colleague("warehouse"))
    keeper.receive(screws, "10", ("A-01-01", "10"))
    company.confirmed(company.customer(), (screws, "10", "113"))
    paper = keeper.move(screws, "a-01-01", "A-02-02", "4")
    (line,) = paper["lines"]
    assert [paper["kind"], line["from_bin"], line["to_bin"], line["quantity"]] == [
        "move",
        "A-01-01",
        "A-02-02",
        "4",
    ]
    assert company.get(f"/bin-moves/{paper['id']}") == paper
    keeper.move(screws, "A-01-01", "A-02-02")
    assert keeper.standing() == {"A-02-02": "10"}
    assert company.on_hand(screws)["held"] == "10"
    for code, status, move in (
        ("stock.bin_unknown", 422, ("B-1", "A-01-01", "1")),
        ("stock.bin_unknown", 422, ("A-02-02", "B-1", "1")),
        ("stock.same_bin", 422, ("A-02-02", "A-02-02", "1")),
        ("stock.bin_short", 409, ("A-02-02", "A-01-01", "11")),
        ("stock.bin_short", 409, ("A-01-01", "A-01-02", None)),
    ):
        company.refused(status, code, "POST", "/bin-moves", keeper.move_body(screws, *move))
    milk = LotKeeper(company, name="牛奶", inspected=True)
    for lot, quality in (("L1", "quarantine"), ("L2", "free")):
        part = {"number": lot, "quantity": "3", "bin": "A-01-01"}
        row = {"product_id": milk.product, "quantity": "3", "unit_cost": "5", "lots": [part]}
        company.post(
            "/stock-receipts", {"lines": [row], "reason": "opening" if quality == "free" else "other"}
        )
    line = {"product_id": milk.product, "from_bin": "A-01-01", "to_bin": "A-01-02", "quantity": "2"}
    body = {"warehouse_id": keeper.main, "lines": [{**line, "lot": "L1", "quality": "free"}]}
    company.refused(409, "stock.bin_short", "POST", "/bin-moves", body)
    body["lines"] = [{**line, "lot": "L1", "quality": "quarantine"}]
    (moved_line,) = company.post("/bin-moves", body)["lines"]
    assert [moved_line[name] for name in ("lot", "quality", "to_bin")] == ["L1", "quarantine", "A-01-02"]
    # Two legs, so that the ledger tells of each bin.
    told = company.get("/stock-moves", sort="id")["items"]
    legs = [
        (row["kind"], row["quantity"], row["value"])
        for row in told
        if row["source_number"] == paper["number"]
    ]
    assert sorted(legs) == [("transfer", "-4", "0"), ("transfer", "4", "0")]


def test_goods_that_change_their_warehouse_name_the_bins_of_the_one_that_has_any(company: Company) -> None:
    screws = company.product()
    keeper = BinKeeper(company)
    keeper.receive(screws, "10", ("A-01-01", "6"), ("A-02-01", "4"))
    sent = keeper.transfer((screws, "7"))
    named = [{"line_id": sent["lines"][0]["id"], "lots": in_bins(("A-02-01", "4"), ("A-01-01", "3"))}]
    keeper.do(sent, "send", lots=named)
    assert keeper.standing() == {"A-01-01": "3"}
    (line,) = keeper.the_transfer(sent)["lines"]
    part = {"line_id": line["id"], "quantity": "2", "lots": in_bins(("A-02-02", "2"))}
    keeper.who.post(f"/stock-transfers/{sent['id']}/come-back", {"lines": [part]})
    keeper.do(sent, "arrive", "5")
    assert keeper.standing() == {"A-01-01": "3", "A-02-02": "2"}
    assert keeper.lying(screws) == {"main": "5", "城东仓": "5"}
    home = company.post(
        "/stock-transfers",
        {
            "from_warehouse_id": keeper.branch,
            "to_warehouse_id": keeper.main,
            "lines": [{"product_id": screws, "quantity": "5"}],
        },
    )
    keeper.do(home, "send", directly=True)
    assert keeper.standing() == {"A-01-01": "3", "A-02-02": "7"}


def test_a_count_goes_from_bin_to_bin(company: Company) -> None:
    """A gain in one bin and a loss in another of the same goods are two lines, each posted where it was found."""
    screws = company.product(name="b 螺丝")
    milk = LotKeeper(company, name="a 牛奶")
    keeper = BinKeeper(company)
    keeper.receive(screws, "10", ("A-01-01", "6"), ("A-02-01", "4"))
    lot = {"number": "L1", "quantity": "5", "bin": "A-01-01"}
    row = {"product_id": milk.product, "quantity": "5", "unit_cost": "5", "lots": [lot]}
    company.post("/stock-receipts", {"lines": [row]})

    count = keeper.count(blind=False, frozen=True)
    assert [(line["bin"], line["product"], line["expected"]) for line in count["lines"]] == [
        ("A-01-01", "a 牛奶", "5"),
        ("A-01-01", "b 螺丝", "6"),
        ("A-02-01", "b 螺丝", "4"),
    ]
    path = f"/stock-counts/{count['id']}/count"
    company.refused(
        422, "stock.bin_needed", "POST", path, {"lines": [{"product_id": screws, "quantity": "1"}]}
    )
    company.refused(
        409, "stock.place_frozen", "POST", "/bin-moves", keeper.move_body(screws, "A-01-01", "A-02-01", "1")
    )
    company.refused(409, "stock.count_goes_on", "POST", f"/warehouses/{keeper.main}/bins-off", {})
    found = [
        {"product_id": screws, "bin": "a-01-01", "quantity": "8"},
        {"product_id": screws, "bin": "A-02-01", "quantity": "1"},
        {"product_id": screws, "bin": "A-02-02", "quantity": "2"},
        {"product_id": milk.product, "quantity": "4"},
    ]
    counted = company.post(path, {"lines": found})
    assert [(line["bin"], line["counted"], line["difference"]) for line in counted["lines"]] == [
        ("A-01-01", "4", "-1"),
        ("A-01-01", "8", "2"),
        ("A-02-01", "1", "-3"),
        ("A-02-02", "2", "2"),
    ]
    posted = keeper.posted(count)
    assert (posted["gain"], posted["loss"]) == ("8", "11")
    assert keeper.standing(screws) == {"A-01-01": "8", "A-02-01": "1", "A-02-02": "2"}
    assert keeper.standing(milk.product) == {"A-01-01": "4"}
    part = keeper.count(bins=["A-02-01", "A-02-02"])
    assert [(line["bin"], line["product"]) for line in part["lines"]] == [
        ("A-02-01", "b 螺丝"),
        ("A-02-02", "b 螺丝"),
    ]


def test_a_warehouse_without_bins_has_nothing_to_do_with_them(company: Company) -> None:
    screws = company.product(stock="10", cost="2")
    store = Store(company)
    company.refused(
        422, "stock.bin_unknown", "POST", "/stock-counts", {"warehouse_id": store.main, "bins": ["A-1"]}
    )
    store.issue((screws, "1"))
    one = company.books.one
    for table in ("stock_detail", "stock_move_detail", "warehouse_bin"):
        assert one(f"SELECT count(*) FROM {table} WHERE tenant_id = %s", [company.tenant_id]) == 0
    (main, branch) = company.get("/stock/bin-houses")
    assert (main["binned"], main["bins"], branch["receiving"]) == (False, 0, None)


def test_one_walks_by_the_codes_on_the_shelves_unless_a_bin_says_otherwise(company: Company) -> None:
    """The bins of the second aisle were made first; nobody walks in the order of the shopping."""
    screws = company.product()
    keeper = BinKeeper(company)
    for first in ("D-01", "C-01"):
        company.post("/warehouse-bins", {"warehouse_id": keeper.main, "first": first})
        keeper.receive(screws, "5", (first, "5"))
    assert [row["bin"] for row in company.get("/stock/in-bins", limit=1)["items"]] == ["C-01"]
    page = company.get("/stock/in-bins", limit=1)
    rest = company.get("/stock/in-bins", cursor=page["next_cursor"])["items"]
    assert [row["bin"] for row in rest] == ["D-01"]
    Store(company).issue((screws, "5"))
    assert keeper.standing() == {"D-01": "5"}
    last = company.get(f"/warehouse-bins/{keeper.bin_id('C-01')}")
    company.patch(f"/warehouse-bins/{last['id']}", {"position": 9}, version=last["version"])
    keeper.receive(screws, "5", ("C-01", "5"))
    Store(company).issue((screws, "5"))
    assert keeper.standing() == {"C-01": "5"}
