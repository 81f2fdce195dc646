"""The catalogue as people use it: units of a product, a scan into an order, the price of a list, variants."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.catalogue import add_unit, unit
from tests.builders.company import Company

# A scanner types faster than any hand, and faster than a test can press keys one by one.
SCAN = """(code) => {
  for (const key of [...code, 'Enter'])
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
}"""


def scan(tab: Tab, code: str) -> None:
    tab.page.evaluate(SCAN, code)


def test_a_product_gets_a_box_and_its_barcode(visit: Visit, company: Company) -> None:
    pens = company.product("2.50", name="中性笔", unit_id=unit(company, "个"))
    unit(company, "箱")
    tab = visit(company)
    tab.watch.expect("422 POST /api/products/.*/barcodes")
    tab.open(f"/products/{pens}")
    tab.press(re.compile("添加单位"))
    dialog = tab.page.get_by_role("dialog")
    tab.pick("单位", "箱", "箱")
    dialog.get_by_label("右边的数量", exact=True).fill("24")
    dialog.get_by_role("button", name="保存").click()

    tab.told("已添加单位：箱")
    expect(tab.row("单位与条码", "箱")).to_contain_text("1 箱 = 24 个")
    tab.press(re.compile("添加条码"))
    dialog.get_by_label("条码", exact=True).fill("6901234567893")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("条码“6901234567893”不正确")
    dialog.get_by_label("条码", exact=True).fill("6901234567892")
    dialog.get_by_role("button", name="保存").click()
    expect(tab.row("单位与条码", "基本单位")).to_contain_text("6901234567892")


def test_a_scan_adds_a_line_and_the_list_says_its_price(visit: Visit, company: Company) -> None:
    box, piece = unit(company, "箱"), unit(company, "个")
    customer = company.customer("甲公司", level="a")
    pens = company.product("2.50", name="中性笔", unit_id=piece, barcode="6901234567892")
    add_unit(company, pens, box, 24)
    company.post(f"/products/{pens}/barcodes", {"code": "16901234567899", "unit_id": box})
    made = company.post("/price-lists", {"name": "A 级价", "level": "a"})["id"]
    company.post("/price-list-lines", {"price_list_id": made, "product_id": pens, "price": "2"})
    tab = visit(company)
    tab.open(f"/sales-orders/new?party={customer}")
    expect(tab.cell(1, "商品")).to_be_visible()

    scan(tab, "6901234567892")
    tab.told("中性笔：加 1 个")
    expect(tab.cell(1, "含税单价")).to_have_value("2")
    tab.shows("A 级价")
    scan(tab, "6901234567892")
    expect(tab.cell(1, "数量")).to_have_value("2")
    scan(tab, "16901234567899")
    expect(tab.cell(2, "含税单价")).to_have_value("48")
    tab.cell(2, "含税单价").fill("50")
    tab.keys("Control+s")
    tab.told("已保存")

    expect(tab.rows("明细").nth(1)).to_contain_text("1 箱")
    expect(tab.rows("明细").nth(1)).to_contain_text("24 个")
    scanned = company.get("/sales-orders", limit=1)["items"][0]
    assert scanned["gross"] == "54"


def test_variants_are_chosen_by_a_matrix(visit: Visit, company: Company) -> None:
    customer, shirt = company.customer("甲公司"), company.product("99", name="工作服", code="GZF")
    choices = []
    for place, (name, values) in enumerate((("尺码", ("S", "M")), ("颜色", ("红", "蓝")))):
        attribute = company.post("/attributes", {"name": name, "position": place})["id"]
        ids = [
            company.post("/attribute-values", {"attribute_id": attribute, "name": value, "position": at})[
                "id"
            ]
            for at, value in enumerate(values)
        ]
        choices.append({"attribute_id": attribute, "value_ids": ids})
    company.post(f"/products/{shirt}/variants", {"choices": choices})
    tab = visit(company)
    tab.open(f"/sales-orders/new?party={customer}")
    tab.cell(1, "商品").click()
    tab.search("工作服", "products")
    tab.page.get_by_role("option").filter(has_text="多规格").click()

    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("数量 工作服 S 红", exact=True).fill("3")
    dialog.get_by_label("数量 工作服 M 蓝", exact=True).fill("2")
    dialog.get_by_role("button", name="加入 2 行").click()

    lines = {(tab.cell(at, "商品").input_value(), tab.cell(at, "数量").input_value()) for at in (1, 2)}
    assert lines == {("工作服 S 红", "3"), ("工作服 M 蓝", "2")}


def test_a_kit_is_put_together_and_unfolds_on_an_order(visit: Visit, company: Company) -> None:
    customer = company.customer("甲公司")
    set_unit = unit(company, "套")
    company.product("800", name="办公桌", stock="5")
    company.product("299.99", name="办公椅", stock="20")
    kit = company.product("1000", name="办公套装", unit_id=set_unit)
    tab = visit(company)
    tab.open(f"/products/{kit}")
    tab.press(re.compile("设为套件"))
    dialog = tab.page.get_by_role("dialog")
    tab.pick("组成商品 1", "办公桌", re.compile("办公桌"))
    dialog.get_by_role("button", name=re.compile("添加商品")).press("Enter")
    tab.pick("组成商品 2", "办公椅", re.compile("办公椅"))
    dialog.get_by_label("组成商品 2 的数量", exact=True).fill("2")
    dialog.get_by_role("button", name="保存").press("Enter")
    tab.told("已保存")
    expect(tab.row("套件组成", "办公椅")).to_contain_text("2")

    tab.open(f"/sales-orders/new?party={customer}")
    tab.cell(1, "商品").focus()
    tab.search("bgtz", "products")
    expect(tab.page.get_by_role("option", name=re.compile("办公套装"))).to_be_visible()
    tab.keys("Enter")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("套数", exact=True).fill("3")
    expect(dialog.get_by_role("row", name=re.compile("办公椅"))).to_contain_text("6")
    dialog.get_by_role("button", name="加入单据").press("Enter")
    expect(tab.cell(1, "商品")).to_have_value("办公桌")
    expect(tab.cell(2, "数量")).to_have_value("6")
    tab.rest()
    expect(tab.cell(1, "含税单价")).to_have_value("571.436667")
    tab.keys("Control+s")
    tab.title(re.compile("^销售订单 XSDD"))
    assert company.get("/sales-orders", limit=1)["items"][0]["gross"] == "3000"
