"""Goods that are told apart, as a storekeeper handles them: lots in and out, a label scanned, a verdict, a trace."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company
from tests.builders.lots import LotKeeper
from tests.builders.purchases import Buying


def test_lots_are_typed_on_the_way_in_and_the_first_to_expire_leaves(visit: Visit, company: Company) -> None:
    yoghurt = LotKeeper(company)
    yoghurt.receive(("L9", "3", "2098-12-01"))
    tab = visit(company)
    tab.open("/stock-receipts/new")
    tab.title("新建其他入库单")
    tab.cell(1, "商品").focus()
    tab.search("sn", "products")
    expect(tab.page.get_by_role("option", name=re.compile("酸奶"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("10")
    tab.keys("Enter")
    tab.page.keyboard.type("5")
    expect(tab.cell(1, "批次/序列号")).to_be_visible()
    tab.keys("Enter")
    expect(tab.cell(1, "批次/序列号")).to_be_focused()
    tab.page.keyboard.type("L1")
    tab.keys("Enter")
    tab.page.keyboard.type("990301")
    tab.keys("Control+s")
    tab.told(re.compile(r"入库单 QTRK\d+ 已入账"))
    tab.shows("L1")

    tab.open("/stock-issues/new")
    tab.cell(1, "商品").focus()
    tab.search("sn", "products")
    expect(tab.page.get_by_role("option", name=re.compile("酸奶"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("4")
    expect(tab.cell(1, "批次/序列号")).to_have_attribute("placeholder", "先出：L9*3 L1*10")
    tab.keys("Control+s")
    tab.told(re.compile(r"出库单 QTCK\d+ 已入账"))
    tab.follow("L1")
    tab.title("批次 L1")
    tab.shows("来龙去脉")
    assert yoghurt.lying() == [("L1", "free", "9")]
    assert company.books.broken_laws(company.tenant_id) == []


def test_goods_are_bought_in_lots_released_and_delivered(visit: Visit, company: Company) -> None:
    milk = LotKeeper(company, inspected=True, shelf_life_days=30)
    buying = Buying(company)
    bought = buying.confirmed(buying.supplier("光明乳业"), (milk.product, "10", "4"))
    tab = visit(company)
    tab.open(f"/purchase-orders/{bought['id']}")
    tab.press("部分入库")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("批次/序列号 酸奶").fill("G1*6 G2*4")
    last = dialog.get_by_label("有效期至 酸奶")
    expect(last).to_have_attribute("placeholder", "入库日 + 30 天")
    dialog.get_by_label("生产日期 酸奶").fill("2098-11-01")
    expect(last).to_have_value("2098-12-01")
    dialog.get_by_role("button", name=re.compile("入库")).press("Enter")
    tab.told("已入库")

    tab.open("/stock-quality")
    tab.title("质检")
    for left in (1, 0):
        tab.page.get_by_role("button", name="质检", exact=True).first.press("Enter")
        dialog = tab.page.get_by_role("dialog")
        dialog.get_by_label("原因").fill("抽检合格")
        dialog.get_by_role("button", name="放行").press("Enter")
        expect(tab.page.get_by_role("button", name="质检", exact=True)).to_have_count(left)
    assert milk.lying() == [("G1", "free", "6"), ("G2", "free", "4")]

    order = company.confirmed(company.customer("学校食堂"), (milk.product, "5", "11.3"))
    tab.open(f"/sales-orders/{order['id']}")
    tab.press("部分出库")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="G2 × 4")).to_be_visible()
    dialog.get_by_label("批次/序列号 酸奶").fill("G2*4 G1*1")
    dialog.get_by_role("button", name=re.compile("出库")).last.press("Enter")
    tab.told("出库完成")
    assert milk.lying() == [("G1", "free", "5")]

    tab.open(f"/stock-lots/{milk.lot_id('G2')}")
    tab.title("批次 G2")
    tab.shows("光明乳业")
    tab.shows("学校食堂")
    tab.shows("按保质期 30 天推算")
    assert company.books.broken_laws(company.tenant_id) == []


def test_a_label_says_its_lot_to_whoever_scans_it(visit: Visit, company: Company) -> None:
    yoghurt = LotKeeper(company, barcode="6901234567892")
    buying = Buying(company)
    bought = buying.confirmed(buying.supplier(), (yoghurt.product, "2", "4"))
    tab = visit(company)
    tab.open(f"/stock-work/receive/{bought['id']}")
    for _ in range(2):
        tab.page.get_by_role("textbox").first.fill("(01)06901234567892(17)270301(10)G7")
        tab.keys("Enter")
    tab.shows("酸奶：2 / 2")
    # More than was ordered is never cut to what was: it is told, and nothing comes in until it is decided.
    tab.page.get_by_label("数量 酸奶", exact=True).fill("5")
    told = tab.page.get_by_role("listitem").get_by_role("alert")
    expect(told).to_contain_text("“酸奶”录入 5，单据上待办只有 2")
    tab.press("入库")
    assert yoghurt.lying() == []
    tab.press("按 2 记录")
    expect(told).to_have_count(0)
    tab.press("入库")
    tab.told("已入库")
    assert yoghurt.lying() == [("G7", "free", "2")]
    (lot,) = company.get("/stock-lots")["items"]
    assert lot["expires_on"] == "2027-03-01"


def test_lots_are_asked_for_where_all_comes_in(visit: Visit, company: Company) -> None:
    milk, buying = LotKeeper(company), Buying(company)
    tab = visit(company)
    tab.watch.expect("422 POST /api/purchase-orders/.*/receive")
    first = buying.confirmed(buying.supplier("光明乳业"), (milk.product, "20", "4"))
    tab.open(f"/purchase-orders/{first['id']}")
    tab.press("全部入库")
    dialog = tab.page.get_by_role("dialog")
    # Nobody typed anything wrong yet: what is still to be said is no alarm.
    expect(dialog.get_by_role("status")).to_have_text("酸奶：请填写批号")
    said = dialog.get_by_role("alert")
    expect(said).to_have_count(0)
    dialog.get_by_label("批次/序列号 酸奶").fill("LA*12 LB*7")
    expect(said).to_have_text("酸奶：已填合计 19，须等于本行数量 20")
    dialog.get_by_label("批次/序列号 酸奶").fill("LA*12 LA*8")
    expect(said).to_have_text("酸奶：LA 填写了两次")
    dialog.get_by_label("批次/序列号 酸奶").fill("LA*12@2098-03-01 LB*8@2098-04-01")
    dialog.get_by_role("button", name=re.compile("入库")).press("Enter")
    tab.told("已入库")

    (receipt,) = company.get("/purchase-receipts")["items"]
    tab.open(f"/purchase-receipts/{receipt['id']}")
    tab.shows("有效期至 2098-03-01")

    second = buying.confirmed(buying.supplier("三元乳业"), (milk.product, "2", "4"))
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.open(f"/stock-work/receive/{second['id']}")
    more = tab.button("酸奶 加一")
    more.click()
    more.click()
    tab.fill("批次/序列号 酸奶", "LC")
    tab.fill("有效期至 酸奶", "2098-05-01")
    tab.fits()
    tab.press("入库")
    tab.told("已入库")
    lots = company.get("/stock-lots", sort="number")["items"]
    assert [(lot["number"], lot["expires_on"]) for lot in lots] == [
        ("LA", "2098-03-01"),
        ("LB", "2098-04-01"),
        ("LC", "2098-05-01"),
    ]
    assert milk.lying() == [("LA", "free", "12"), ("LB", "free", "8"), ("LC", "free", "2")]


def test_lots_and_serial_numbers_are_counted_by_their_labels(visit: Visit, company: Company) -> None:
    """Nobody who posts the count is asked what was found: the sheet says it by name."""
    milk, pump = (
        LotKeeper(company, name="牛奶"),
        LotKeeper(company, name="水泵", code="SB-1", tracking="serial"),
    )
    milk.receive(("MA", "6"), ("MB", "4"))
    pump.receive(("SN1", "1"), ("SN2", "1"), ("SN3", "1"))
    count = company.post("/stock-counts", {"blind": True})
    tab = visit(company.colleague("warehouse"), size=PHONE)
    tab.watch.expect("404 GET /api/products/by-code")
    tab.open(f"/stock-work/count/{count['id']}")
    tab.shows("水泵")
    expect(tab.page.get_by_text("SN1")).to_have_count(0)
    scan = tab.page.get_by_role("textbox", name="扫描条码，或输入编码后回车")
    for code, answer in (
        ("MA", "牛奶 MA：1"),
        ("SN9", "没有找到：SN9"),
        ("SB-1", "“水泵”按序列号管理：请扫描序列号，或点选"),
        ("SN9", "“水泵”没有 SN9 这个批次或序列号；确实在这里，请再扫一次"),
        ("SN9", "水泵 SN9：1"),
        ("SN2", "水泵 SN2：1"),
        ("SN2", "序列号 SN2 已经扫过"),
        ("SN1", "水泵 SN1：1"),
        ("MB", "牛奶 MB：1"),
    ):
        scan.fill(code)
        tab.keys("Enter")
        expect(tab.page.get_by_text(answer, exact=True)).to_be_visible()
    tab.fill("实盘数量", "4")
    tab.keys("Enter")
    tab.shows("牛奶 MB：4")
    tab.fits()

    desk = visit(company)
    desk.open(f"/stock-counts/{count['id']}")
    desk.press("过账差异")
    asked = desk.page.get_by_role("tooltip")
    expect(asked).to_contain_text("没有扫到、将记盘亏的序列号：SN3")
    asked.get_by_role("button", name="过账差异").press("Enter")
    desk.told("已过账 6 行：盘盈 1 行 ¥5.00，盘亏 2 行 ¥30.00")
    lines = company.get(f"/stock-counts/{count['id']}")["lines"]
    assert [(line["lot"], line["difference"]) for line in lines if line["difference"] != "0"] == [
        ("MA", "-5"),
        ("SN3", "-1"),
        ("SN9", "1"),
    ]
    assert sorted(row[0] for row in pump.lying()) == ["SN1", "SN2", "SN9"]
    assert milk.lying() == [("MA", "free", "1"), ("MB", "free", "4")]
    assert company.books.broken_laws(company.tenant_id) == []
