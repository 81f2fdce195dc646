"""A storekeeper's day with bins: switched on, filled by scanning, and picked from for two orders at once."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.bins import BinKeeper
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.lots import LotKeeper, moved
from tests.builders.purchases import Buying


def test_a_warehouse_gets_bins_and_goods_are_put_into_them(visit: Visit, company: Company) -> None:
    screws = company.product(name="螺丝", code="LS-1", stock="20", cost="2")
    tab = visit(company)
    tab.open("/bin-stock")
    tab.title("库位库存")
    tab.shows("尚未启用库位管理")
    tab.press("新建库位")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("库位编码（起）").fill("a-01-01")
    dialog.get_by_label("库位编码（止，可不填）").fill("A-02-02")
    dialog.get_by_role("button", name="新建库位").press("Enter")
    tab.told("已新建 4 个库位")
    tab.press("启用库位管理")
    tab.page.get_by_role("dialog").get_by_role("button", name="启用库位管理").press("Enter")
    tab.told(re.compile("已启用库位管理"))
    tab.shows("SH-01")

    tab.open("/stock-work/bin-move")
    tab.title("扫码移库")
    scan = tab.page.get_by_role("textbox", name="扫描库位或商品")
    for code, answer in (
        ("SH-01", "库位 SH-01，请扫描商品"),
        ("LS-1", "螺丝：请扫描移到的库位"),
        ("A-01-02", "螺丝 × 20 已移到 A-01-02"),
    ):
        scan.fill(code)
        tab.keys("Enter")
        expect(tab.page.get_by_role("status").filter(has_text=answer)).to_be_visible()

    tab.open("/stock-issues/new")
    tab.cell(1, "商品").focus()
    tab.search("ls", "products")
    expect(tab.page.get_by_role("option", name=re.compile("螺丝"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("5")
    expect(tab.cell(1, "库位")).to_have_attribute("placeholder", "先出：A-01-02*20")
    tab.keys("Control+s")
    tab.told(re.compile(r"出库单 QTCK\d+ 已入账"))
    tab.shows("A-01-02")
    assert [row["bin"] for row in company.get("/stock/in-bins", product_id=screws)["items"]] == ["A-01-02"]
    assert company.books.broken_laws(company.tenant_id) == []


def test_a_hand_scans_faster_than_the_server_answers(visit: Visit, company: Company) -> None:
    screws = company.product(name="螺丝", code="LS-1")
    BinKeeper(company).receive(screws, "20", ("A-01-01", "20"))
    tab = visit(company)
    tab.open("/stock-work/bin-move")
    scan = tab.page.get_by_role("textbox", name="扫描库位或商品")
    with tab.held_back("**/api/stock/in-bins*"):
        for code in ("A-01-01", "LS-1", "A-01-02"):
            scan.fill(code)
            tab.keys("Enter")
        tab.shows("库位 A-01-01，请扫描商品")
    tab.shows("螺丝 × 20 已移到 A-01-02")
    assert [row["bin"] for row in company.get("/stock/in-bins", product_id=screws)["items"]] == ["A-01-02"]


def test_orders_are_picked_together_and_what_is_short_says_why(visit: Visit, company: Company) -> None:
    screws = company.product(name="螺丝", code="LS-1")
    nuts = company.product(name="螺母", code="LM-1")
    keeper = BinKeeper(company)
    keeper.receive(screws, "20", ("A-02-01", "20"))
    keeper.receive(nuts, "20", ("A-01-01", "20"))
    one = company.confirmed(company.customer("甲公司"), (screws, "2", "113"), (nuts, "3", "113"))
    other = company.confirmed(company.customer("乙公司"), (screws, "1", "113"))
    tab = visit(company)
    tab.open("/pick-lists/new")
    tab.title("新建拣货单")
    for order in (one, other):
        tab.page.get_by_role("checkbox", name=order["number"]).press(" ")
    tab.press("生成拣货单（2 个订单）")
    tab.told(re.compile(r"拣货单 JH\d+ 已生成"))
    scan = tab.page.get_by_role("textbox", name="扫描库位或商品")
    for code, answer in (
        ("A-02-01", "库位 A-02-01，请扫描商品"),
        ("LS-1", "螺丝：1 / 2"),
        ("LM-1", "螺母 不用再拣，或不在这个库位"),
    ):
        scan.fill(code)
        tab.keys("Enter")
        expect(tab.page.get_by_text(answer)).to_be_visible()
    tab.page.get_by_role("checkbox", name="螺母 A-01-01").press(" ")
    tab.page.get_by_role("checkbox", name="螺丝 A-02-01").last.press(" ")
    tab.shows("完成 2 / 3 行")
    tab.rest()
    # A phone that slept goes on where it was, and so does whoever else opens the list.
    tab.page.reload()
    tab.shows("完成 2 / 3 行")
    second = visit(company, size=PHONE)
    second.open("/stock-work")
    second.follow(re.compile(r"JH\d+"))
    second.shows("完成 2 / 3 行")
    expect(second.button("确认拣货并出库")).to_be_in_viewport()
    second.open(f"/sales-orders/{one['id']}")
    expect(second.page.get_by_role("link", name=re.compile(r"拣货中 JH\d+"))).to_be_visible()
    second.open("/pick-lists/new")
    expect(second.page.get_by_role("checkbox", name=one["number"])).to_be_disabled()
    tab.press("确认拣货并出库")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_text("螺丝 1 / 2")).to_be_visible()
    dialog.get_by_role("textbox", name="原因").fill("破损")
    dialog.get_by_role("button", name="确认拣货并出库").press("Enter")
    tab.told("已按拣货结果出库")
    tab.shows("破损")
    assert company.the_order(one)["delivery_state"] == "partial"
    assert company.the_order(other)["delivery_state"] == "full"
    assert keeper.standing() == {"A-01-01": "17", "A-02-01": "18"}

    tab.open(f"/deliveries/{company.get('/deliveries', limit=1)['items'][0]['id']}")
    tab.press(re.compile("打印$"))
    expect(tab.page.get_by_role("link", name="装箱单", exact=True)).to_have_attribute(
        "href", re.compile("kind=packing&language=zh-CN")
    )
    assert company.books.broken_laws(company.tenant_id) == []


def shelves_with_lots(company: Company) -> tuple[BinKeeper, LotKeeper, LotKeeper]:
    """Bins with two lots of milk and three pumps in them."""
    milk = LotKeeper(company, name="牛奶", code="NN-1")
    pump = LotKeeper(company, name="水泵", code="SB-1", tracking="serial")
    keeper = BinKeeper(company)
    milk_lots: list[Json] = [
        {"number": "MA", "quantity": "40", "bin": "A-01-01", "expires_on": "2098-03-01"},
        {"number": "MB", "quantity": "20", "bin": "A-01-01", "expires_on": "2098-01-15"},
    ]
    pumps: list[Json] = [
        {"number": number, "quantity": "1", "bin": "A-01-02"} for number in ("SN1", "SN2", "SN3")
    ]
    for product, quantity, lots in ((milk.product, "60", milk_lots), (pump.product, "3", pumps)):
        line = {"product_id": product, "quantity": quantity, "unit_cost": "5", "lots": lots}
        company.post("/stock-receipts", {"lines": [line]})
    return keeper, milk, pump


GOODS = "扫描条码，或输入编码后回车"


def scan(tab: Tab, asked: str, code: str, answer: str) -> None:
    """A code is scanned, and what the screen answers."""
    tab.page.get_by_role("textbox", name=asked).fill(code)
    tab.keys("Enter")
    expect(tab.page.get_by_text(answer, exact=True)).to_be_visible()


def receive_pumps(tab: Tab, company: Company, pump: LotKeeper) -> None:
    """Two pumps come in: each is named by the serial number scanned behind it, and the bin is told before."""
    buying = Buying(company)
    bought = buying.confirmed(buying.supplier(), (pump.product, "2", "4"))
    tab.open(f"/stock-work/receive/{bought['id']}")
    tab.shows("放入库位 A-01-02")
    for code, answer in (
        ("SB-1", "水泵：1 / 2"),
        ("SN7", "水泵：SN7"),
        ("A-02-02", "库位 A-02-02，请扫描商品"),
        ("SB-1", "水泵：2 / 2"),
    ):
        scan(tab, GOODS, code, answer)
    tab.press("入库")
    tab.shows("“水泵”有 2 件，只指明了 1 个序列号：请扫描其余的")
    scan(tab, GOODS, "SN8", "水泵：SN8")
    tab.press("改放 A-02-02")
    tab.press("入库")
    tab.told("已入库")


def test_what_was_scanned_is_what_moves_and_leaves(visit: Visit, company: Company) -> None:
    """A storekeeper's phone knows bins, lots and serial numbers: none is taken for another."""
    keeper, milk, pump = shelves_with_lots(company)
    order = company.confirmed(
        company.customer("学校食堂"), (milk.product, "30", "11"), (pump.product, "2", "9")
    )
    tab = visit(company.colleague("warehouse"), size=PHONE)
    tab.watch.expect("404 GET /api/products/by-code")
    tab.open("/")
    bar = tab.page.get_by_role("navigation", name="功能区")
    for word in ("今日", "库存", "扫码", "新建", "更多"):
        expect(bar.get_by_text(word, exact=True)).to_be_in_viewport()
    bar.get_by_text("扫码", exact=True).tap()
    tab.title("扫码作业")

    tab.open("/stock-work/bin-move")
    for code, answer in (
        ("A-01-01", "库位 A-01-01，请扫描商品"),
        ("NN-1", "牛奶 MB：请扫描移到的库位 （先到期先出：MB，可改）"),
        ("Z-99", "没有这个库位：Z-99"),
    ):
        scan(tab, "扫描库位或商品", code, answer)
    tab.button("放回 牛奶 MB").press("Enter")
    scan(tab, "扫描库位或商品", "MA", "牛奶 MA：请扫描移到的库位")
    scan(tab, "扫描库位或商品", "A-02-01", "牛奶 MA × 40 已移到 A-02-01")
    tab.fits()

    tab.open(f"/stock-work/pick/{order['id']}")
    for name in ("取 MB@A-01-01：牛奶", "取 MA@A-02-01：牛奶"):
        expect(tab.button(name)).to_be_visible()
    expect(tab.button("取 MA@A-02-01：牛奶")).to_have_text("MA@A-02-01 × 10")
    scan(tab, GOODS, "MA", "牛奶：1 / 30")
    tab.fill("数量 牛奶", "12")
    tab.keys("Tab")
    tab.shows("MA@A-02-01 × 12")
    scan(tab, GOODS, "SB-1", "“水泵”按序列号管理：请扫描序列号，或点选")
    scan(tab, GOODS, "SN2", "水泵：1 / 2")
    scan(tab, GOODS, "SN2", "序列号 SN2 已经扫过")
    scan(tab, GOODS, "SN9", "没有找到：SN9")
    tab.button("取 SN3@A-01-02：水泵").press("Enter")
    tab.shows("水泵：2 / 2")
    tab.fits()
    tab.press("确认出库")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 行中只有 1 行完成")
    expect(dialog).to_contain_text("牛奶 12 / 30")
    dialog.get_by_role("button", name="确认出库").press("Enter")
    tab.told("出库完成")
    delivery = company.get(f"/deliveries/{company.get('/deliveries', limit=1)['items'][0]['id']}")
    assert sorted(moved(delivery)) == [("MA", "12"), ("SN2", "1"), ("SN3", "1")]
    assert keeper.standing(milk.product) == {"A-01-01": "20", "A-02-01": "28"}

    receive_pumps(tab, company, pump)
    assert keeper.standing(pump.product) == {"A-01-02": "1", "A-02-02": "2"}
    tab.open(f"/stock-lots/{milk.lot_id('MA')}")
    moves = tab.table("来龙去脉")
    for code in ("A-01-01", "A-02-01"):
        expect(moves.get_by_text(code).first).to_be_visible()
    assert company.books.broken_laws(company.tenant_id) == []
