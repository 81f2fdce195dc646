"""Goods that are told apart are counted by their lots and serial numbers, in the bins where they stand."""

import pytest

from tests.builders.bins import BinKeeper
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.lots import LotKeeper, moved
from tests.builders.stock import Store

# Lines of which nothing was off; of which as many were there; which stood where they should.
RIGHT = ("right_lines", "right_quantities", "right_places")


def misplaced(count: Json) -> list[tuple[str, str, str | None, list[str]]]:
    """Of each line: how many of its difference stand elsewhere (below zero) or come from there, and where."""
    return [(line["bin"], line["lot"], line["moved"], line["elsewhere"]) for line in count["lines"]]


@pytest.fixture
def yoghurt(company: Company) -> LotKeeper:
    return LotKeeper(company)


def of_quality(count: Json) -> list[list[tuple[str, str]]]:
    return [[(one["quality"], one["quantity"]) for one in line["qualities"]] for line in count["lines"]]


def test_a_sheet_says_what_of_a_line_is_held_back(company: Company, yoghurt: LotKeeper) -> None:
    """Whoever counts sees free goods and those to be inspected together; a blind sheet tells of neither."""
    yoghurt.receive(("L1", "6", "2026-12-01"), ("L2", "10", "2027-03-01"))
    yoghurt.judge("block", "L1", "2", "free", reason="胀包")
    desks = company.product(stock="8", name="a 升降桌")
    order = company.confirmed(company.customer(), (desks, "4", "113"))
    delivery = company.get(f"/deliveries/{company.deliver(order)['id']}")
    company.take_back(delivery, "3", to_inspect=True)
    store = Store(company)
    count = store.count(scope="products", product_ids=[desks, yoghurt.product])
    expected = [[("free", "4"), ("quarantine", "3")], [("free", "4"), ("blocked", "2")], []]
    assert of_quality(count) == expected
    count = store.noted(count, (desks, "7"))
    assert [line["expected"] for line in count["lines"]] == ["7", None, None]
    keeper = company.colleague("warehouse")
    blind = Store(company, keeper).count(scope="products", product_ids=[desks], blind=True)
    assert of_quality(blind) == [[]]


def test_a_count_finds_each_lot_as_it_lies(company: Company, yoghurt: LotKeeper) -> None:
    """Too many of one lot and too few of another are two differences, though there are as many as expected."""
    store = Store(company)
    yoghurt.receive(("L1", "6", "2026-12-01"), ("L2", "10", "2027-03-01"))
    count = store.count(scope="products", product_ids=[yoghurt.product])
    assert [(line["lot"], line["expires_on"], line["counted"]) for line in count["lines"]] == [
        ("L1", "2026-12-01", None),
        ("L2", "2027-03-01", None),
    ]
    path = f"/stock-counts/{count['id']}/count"
    found = {"product_id": yoghurt.product, "quantity": "16"}
    company.refused(422, "stock.lots_missing", "POST", path, {"lines": [found]})
    screws = company.product(stock="1", name="螺丝")
    strange = {"product_id": screws, "quantity": "1", "lot": "L1"}
    company.refused(422, "stock.lots_not_kept", "POST", path, {"lines": [strange]})
    assert company.get(f"/stock-counts/{count['id']}")["counted_lines"] == 0
    counted = company.post(
        path,
        {
            "lines": [
                {**found, "lot": lot, "quantity": many}
                for lot, many in (("L1", "11"), ("L2", "4"), ("L3", "1"))
            ]
        },
    )
    assert [(line["lot"], line["difference"]) for line in counted["lines"]] == [
        ("L1", "5"),
        ("L2", "-6"),
        ("L3", "1"),
    ]
    posted = store.posted(count)
    assert [posted[name] for name in ("right_lines", "gain", "loss")] == [0, "30", "30"]
    assert sorted(yoghurt.lying()) == [("L1", "free", "11"), ("L2", "free", "4"), ("L3", "free", "1")]
    # Where one lot lies there, it need not be said; none of it means none of any.
    for lot in ("L1", "L3"):
        yoghurt.issue("11" if lot == "L1" else "1", (lot, "11" if lot == "L1" else "1"))
    again = store.count(scope="products", product_ids=[yoghurt.product])
    store.noted(again, (yoghurt.product, "3"))
    store.posted(again)
    last = store.count(scope="products", product_ids=[yoghurt.product])
    store.noted(last, (yoghurt.product, "0"))
    store.posted(last)
    assert yoghurt.lying() == []
    empty = store.count(scope="products", product_ids=[yoghurt.product])
    assert [(line["lot"], line["counted"]) for line in empty["lines"]] == [(None, None)]
    body = {"lines": [{**found, "lot": "L2", "quantity": "2"}]}
    filled = company.post(f"/stock-counts/{empty['id']}/count", body)
    assert [(line["lot"], line["counted"]) for line in filled["lines"]] == [(None, "0"), ("L2", "2")]
    store.posted(empty)
    assert yoghurt.lying() == [("L2", "free", "2")]


def test_serial_numbers_are_counted_by_name(company: Company) -> None:
    """What was expected and not found is missing, what was found and not expected is over: nobody names it later."""
    pump = LotKeeper(company, name="水泵", tracking="serial")
    pump.receive(("S1", "1"), ("S2", "1"), ("S3", "1"))
    keeper, accountant = company.colleague("warehouse"), company.colleague("accountant", "王五")
    count = Store(company, keeper).count(scope="products", product_ids=[pump.product], blind=True)
    path = f"/stock-counts/{count['id']}"
    # A serial number on a blind sheet would say that one is expected.
    assert [(line["lot"], line["expected"]) for line in count["lines"]] == [(None, None)]

    # Nor does the list tell how many there are, or the numbers of its lines where one is missing.
    def told(who: Person) -> list[int]:
        return [row["line_count"] for row in who.get("/stock-counts")["items"]]

    assert (count["line_count"], told(keeper), told(accountant)) == (1, [1], [1])
    assert accountant.get(path)["line_count"] == 3

    def found(*numbers: str, quantity: str = "1") -> Json:
        lines = [{"product_id": pump.product, "lot": number, "quantity": quantity} for number in numbers]
        return keeper.post(f"{path}/count", {"lines": lines})

    body = {"lines": [{"product_id": pump.product, "lot": "S1", "quantity": "2"}]}
    keeper.refused(422, "stock.serial_is_one", "POST", f"{path}/count", body)
    body = {"lines": [{"product_id": pump.product, "quantity": "1"}]}
    keeper.refused(422, "stock.lots_missing", "POST", f"{path}/count", body)
    found("S1", "S7")
    seen = found("S3")
    assert [(line["lot"], line["counted"]) for line in seen["lines"]] == [
        ("S1", "1"),
        ("S3", "1"),
        ("S7", "1"),
    ]
    assert [line["line_no"] for line in seen["lines"]] == [1, 2, 3]
    assert (seen["line_count"], told(keeper)) == (3, [1])
    assert [(line["lot"], line["difference"]) for line in accountant.get(path)["lines"]] == [
        ("S1", "0"),
        ("S2", None),
        ("S3", "0"),
        ("S7", "1"),
    ]
    posted = accountant.post(f"{path}/post")
    assert [(line["lot"], line["difference"]) for line in posted["lines"]] == [
        ("S1", "0"),
        ("S2", "-1"),
        ("S3", "0"),
        ("S7", "1"),
    ]
    assert [posted[name] for name in ("line_count", "right_lines", "gain", "loss")] == [4, 2, "5", "5"]
    assert told(keeper) == [4]
    assert [row[0] for row in pump.lying()] == ["S1", "S3", "S7"]
    loss = company.get(f"/stock-issues/{posted['loss_paper']['id']}")
    assert moved(loss) == [("S2", "1")]


def test_a_blind_sheet_counts_its_lots_and_what_was_found_beside_them(company: Company) -> None:
    """Lots are on the sheet by name, and stay told; a given-up sheet tells all of its lines."""
    pump, milk = LotKeeper(company, name="水泵", tracking="serial"), LotKeeper(company)
    pump.receive(("S1", "1"), ("S2", "1"))
    milk.receive(("L1", "6", "2026-12-01"), ("L2", "10", "2027-03-01"))
    keeper = company.colleague("warehouse")
    count = Store(company, keeper).count(blind=True)
    path = f"/stock-counts/{count['id']}"

    def listed() -> int:
        return int(keeper.get("/stock-counts")["items"][0]["line_count"])

    assert (count["line_count"], listed()) == (3, 3)
    lines = [
        {"product_id": pump.product, "lot": "S9", "quantity": "1"},
        {"product_id": milk.product, "lot": "L3", "quantity": "2"},
    ]
    seen = keeper.post(f"{path}/count", {"lines": lines})
    assert (seen["line_count"], [line["line_no"] for line in seen["lines"]], listed()) == (4, [1, 2, 3, 4], 4)
    company.post(f"{path}/give-up", {})
    assert (keeper.get(path)["line_count"], listed()) == (6, 6)


def test_a_serial_number_that_left_while_it_was_counted_is_not_missed(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    store = Store(company)
    pump.receive(("S1", "1"), ("S2", "1"))
    count = store.count(scope="products", product_ids=[pump.product])
    body = {"lines": [{"product_id": pump.product, "lot": "S1", "quantity": "1"}]}
    company.post(f"/stock-counts/{count['id']}/count", body)
    pump.issue("2", ("S1", "1"), ("S2", "1"))
    posted = store.posted(count)
    assert (posted["right_lines"], posted["loss_paper"]) == (2, None)


def test_a_serial_number_is_one_also_where_it_is_not_named(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    pump.receive(("S1", "1"))
    count = Store(company).count(scope="products", product_ids=[pump.product])
    body = {"lines": [{"product_id": pump.product, "quantity": "5"}]}
    company.refused(422, "stock.serial_is_one", "POST", f"/stock-counts/{count['id']}/count", body)


def test_a_serial_number_of_which_nothing_is_known_stays_open(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    screws = company.product(stock="1", name="螺丝")
    store = Store(company)
    pump.receive(("S1", "1"), ("S2", "1"))
    count = store.count()
    store.noted(count, (screws, "1"))
    path = f"/stock-counts/{count['id']}/post"
    problem = company.refused(409, "stock.count_incomplete", "POST", path, {})
    assert problem["params"] == {"open": 2}
    store.noted(count, (pump.product, "0"))
    posted = store.posted(count)
    assert (posted["line_count"], posted["right_lines"], posted["loss"]) == (3, 1, "10")


def test_a_serial_number_found_in_another_bin_is_moved_there(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    keeper = BinKeeper(company)
    lots = [{"number": number, "quantity": "1", "bin": "A-01-01"} for number in ("S1", "S2", "S3")]
    row = {"product_id": pump.product, "quantity": "3", "unit_cost": "5", "lots": lots}
    company.post("/stock-receipts", {"lines": [row]})
    count = keeper.count(bins=["A-01-01"])
    found = [
        {"product_id": pump.product, "lot": lot, "quantity": "1", "bin": code}
        for lot, code in (("S1", "A-01-01"), ("S2", "A-02-02"))
    ]
    counted = company.post(f"/stock-counts/{count['id']}/count", {"lines": found})
    assert [(line["bin"], line["lot"], line["counted"]) for line in counted["lines"]] == [
        ("A-01-01", "S1", "1"),
        ("A-01-01", "S2", "0"),
        ("A-01-01", "S3", None),
        ("A-02-02", "S2", "1"),
    ]
    posted = keeper.posted(count)
    # It is neither over nor missing, but it stood where nobody would have looked for it: that is no right line.
    assert [posted[name] for name in (*RIGHT, "line_count", "gain", "loss")] == [1, 3, 2, 4, "0", "5"]
    assert misplaced(posted) == [
        ("A-01-01", "S1", "0", []),
        ("A-01-01", "S2", "-1", ["A-02-02"]),
        ("A-01-01", "S3", "0", []),
        ("A-02-02", "S2", "1", ["A-01-01"]),
    ]
    (month,) = company.get("/stock/count-accuracy")
    assert [month[name] for name in (*RIGHT, "lines")] == [1, 3, 2, 4]
    assert keeper.standing() == {"A-01-01": "1", "A-02-02": "1"}
    assert company.chain("stock_count", posted) == ["stock_count", "bin_move", "stock_issue"]
    # One that left after it was found elsewhere is moved nowhere.
    count = keeper.count(bins=["A-01-01"])
    found = [{"product_id": pump.product, "lot": "S1", "quantity": "1", "bin": "A-02-01"}]
    company.post(f"/stock-counts/{count['id']}/count", {"lines": found})
    pump.issue("1", ("S1", "1"))
    posted = keeper.posted(count)
    assert [posted[name] for name in (*RIGHT, "gain_paper", "loss_paper")] == [0, 2, 0, None, None]
    assert "bin_move" not in company.chain("stock_count", posted)
    assert keeper.standing() == {"A-02-02": "1"}


def test_a_lot_found_in_other_bins_is_moved_there_and_only_the_rest_is_off(company: Company) -> None:
    """Six of L1 stood in one bin: three are found there, two in another, and one is missing. Of L2 one is over."""
    milk, keeper = LotKeeper(company), BinKeeper(company)
    lots = [
        {"number": "L1", "quantity": "6", "bin": "A-01-01"},
        {"number": "L2", "quantity": "4", "bin": "A-01-02"},
    ]
    company.post(
        "/stock-receipts",
        {"lines": [{"product_id": milk.product, "quantity": "10", "unit_cost": "5", "lots": lots}]},
    )
    count = keeper.count()
    found = [
        {"product_id": milk.product, "lot": lot, "quantity": quantity, "bin": code}
        for lot, quantity, code in (
            ("L1", "3", "A-01-01"),
            ("L1", "2", "A-02-01"),
            ("L2", "3", "A-01-02"),
            ("L2", "2", "A-02-01"),
        )
    ]
    path = f"/stock-counts/{count['id']}"
    counted = company.post(f"{path}/count", {"lines": found})
    # Who may see what was expected sees already while it is counted where the goods are.
    told = [
        ("A-01-01", "L1", "-2", ["A-02-01"]),
        ("A-01-02", "L2", "-1", ["A-02-01"]),
        ("A-02-01", "L1", "2", ["A-01-01"]),
        ("A-02-01", "L2", "1", ["A-01-02"]),
    ]
    assert misplaced(counted) == told
    posted = keeper.posted(count)
    assert misplaced(posted) == told
    assert [line["difference"] for line in posted["lines"]] == ["-3", "-1", "2", "2"]
    assert [line["value"] for line in posted["lines"]] == ["-5", "0", "0", "5"]
    assert [posted[name] for name in (*RIGHT, "line_count", "gain", "loss")] == [0, 2, 0, 4, "5", "5"]
    assert keeper.standing() == {"A-01-01": "3", "A-01-02": "3", "A-02-01": "4"}
    assert company.chain("stock_count", posted) == [
        "stock_count",
        "bin_move",
        "stock_receipt",
        "stock_issue",
    ]


def test_who_counts_blindly_is_not_told_where_else_goods_are(company: Company) -> None:
    pump = LotKeeper(company, name="水泵", tracking="serial")
    BinKeeper(company)
    lots = [{"number": number, "quantity": "1", "bin": "A-01-01"} for number in ("S1", "S2")]
    row = {"product_id": pump.product, "quantity": "2", "unit_cost": "5", "lots": lots}
    company.post("/stock-receipts", {"lines": [row]})
    storekeeper = company.colleague("warehouse")
    count = Store(company, storekeeper).count(blind=True)
    found = {"product_id": pump.product, "lot": "S2", "quantity": "1", "bin": "A-02-02"}
    seen = storekeeper.post(f"/stock-counts/{count['id']}/count", {"lines": [found]})
    assert {(line["moved"], tuple(line["elsewhere"])) for line in seen["lines"]} == {(None, ())}
