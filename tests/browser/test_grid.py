"""Lines from Excel, from a scanner and from the keyboard: nothing slips, nothing is lost, nothing is guessed."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.browser.test_catalogue import scan
from tests.builders.catalogue import add_unit, unit
from tests.builders.company import Company

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const at = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', at));
}"""
# A busy page hears the first keys late; what came is in the field already.
LATE_SCAN = """(code) => {
  const field = document.activeElement;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  [...code, 'Enter'].forEach((key, place) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: 100000 + place * 5 + (place > 1 ? 700 : 0) });
    field.dispatchEvent(event);
    if (key === 'Enter') return;
    set.call(field, field.value + key);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}"""
CAN = "6901234567892"


def water(company: Company) -> str:
    """Counted in packets: a can holds 3, a box 72."""
    made = company.product("9", name="矿泉水", code="WATER", unit_id=unit(company, "包"))
    add_unit(company, made, unit(company, "个"), 3)
    add_unit(company, made, unit(company, "箱"), 72)
    company.post(f"/products/{made}/barcodes", {"code": CAN, "unit_id": unit(company, "个")})
    return made


def paste(tab: Tab, line: int, text: str) -> None:
    tab.cell(line, "商品").focus()
    tab.page.evaluate(PASTE, text)
    tab.rest()


def test_lines_of_an_order_come_from_excel_and_from_a_scanner(visit: Visit, company: Company) -> None:
    customer, made = company.customer("甲公司"), water(company)
    tab = visit(company)
    tab.open(f"/sales-orders/new?party={customer}")
    expect(tab.cell(1, "商品")).to_be_visible()

    paste(tab, 1, "商品编码\t单位\t数量\t单价\nWATER\t箱\t2\t144\nWATER\t盒\t1e3\t5\n没有\t箱\t1\t5")
    expect(tab.cell(1, "单位").locator("option:checked")).to_have_text("箱")
    expect(tab.cell(1, "含税单价")).to_have_value("144")
    expect(tab.cell(2, "单位").locator("option:checked")).to_have_text("盒")
    expect(tab.cell(2, "数量")).to_have_value("1e3")
    expect(tab.cell(2, "含税单价")).to_have_value("5")
    tab.keys("Control+s")
    refused = tab.page.get_by_role("alert")
    expect(refused).to_contain_text("第 2 行：这里没有单位“盒”可用于矿泉水")
    expect(refused).to_contain_text("第 2 行：“1e3”不是数字")
    expect(refused).to_contain_text("第 3 行：没有找到商品“没有”")
    tab.button("删除第 3 行").click()

    tab.cell(2, "单位").select_option(label="箱")
    tab.cell(2, "含税单价").fill("144")
    tab.cell(2, "数量").fill("1/3")
    tab.cell(2, "数量").press("Enter")
    expect(tab.cell(2, "数量")).to_have_value("24")
    expect(tab.cell(2, "单位").locator("option:checked")).to_have_text("包")
    expect(tab.cell(2, "含税单价")).to_have_value("2")

    # A barcode of the can, typed, and scanned while the page was busy.
    tab.cell(3, "商品").fill(CAN)
    tab.cell(3, "商品").press("Enter")
    expect(tab.cell(3, "商品")).to_have_value("矿泉水")
    expect(tab.cell(3, "单位").locator("option:checked")).to_have_text("个")
    tab.cell(4, "商品").focus()
    tab.page.evaluate(LATE_SCAN, CAN)
    expect(tab.cell(3, "数量")).to_have_value("2")
    expect(tab.cell(4, "商品")).to_have_value("")
    # Nothing of it lies there or is ordered: each line says so, and so does the whole.
    expect(tab.page.get_by_text("144 无来源")).to_be_visible()
    expect(tab.page.get_by_text("货源不足")).to_be_visible()
    tab.cell(3, "含税单价").fill("6")
    tab.keys("Control+s")
    tab.told("已保存")
    lines = company.get("/sales-orders/" + company.get("/sales-orders", limit=1)["items"][0]["id"])["lines"]
    assert [(line["product_id"], line["quantity"], line["gross"]) for line in lines] == [
        (made, "144", "288"),
        (made, "24", "48"),
        (made, "6", "12"),
    ]

    # What is given up does not come back.
    tab.open("/sales-orders/new")
    paste(tab, 1, "WATER\t箱\t2\t144")
    expect(tab.cell(2, "商品")).to_be_visible()
    tab.button("取消").click()
    tab.page.get_by_role("dialog").get_by_role("button", name="放弃修改").press("Enter")
    tab.title("销售订单")
    tab.go("/sales-orders/new")
    expect(tab.cell(1, "商品")).to_have_value("")
    expect(tab.cell(2, "商品")).to_have_count(0)
    # A discount is pasted as people write it, and the price follows the list.
    paste(tab, 1, "商品编码\t单位\t数量\t折扣率\nWATER\t箱\t2\t95折\nWATER\t包\t1\t10%")
    expect(tab.cell(1, "含税单价")).to_have_value("615.6")
    expect(tab.cell(2, "含税单价")).to_have_value("8.1")


def test_goods_are_taken_in_by_the_box(visit: Visit, company: Company) -> None:
    made = water(company)
    tab = visit(company)
    tab.open("/stock-receipts/new")
    expect(tab.cell(1, "商品")).to_be_visible()
    paste(tab, 1, "WATER\t箱\t1/3\t144\nWATER\t箱\t0.333333\t144")
    expect(tab.cell(1, "数量")).to_have_value("24")
    scan(tab, CAN)
    expect(tab.cell(3, "单位").locator("option:checked")).to_have_text("个")
    tab.cell(3, "单位成本").fill("6")
    tab.keys("Control+s")
    expect(tab.page.get_by_role("alert")).to_contain_text("第 2 行：0.333333 箱等于23.999976 包")
    tab.cell(2, "数量").fill("2/3")
    tab.cell(2, "数量").press("Enter")
    expect(tab.cell(2, "数量")).to_have_value("48")
    tab.keys("Control+s")
    tab.told(re.compile("已入账"))
    assert company.on_hand(made)["on_hand"] == "75"
    found = company.get("/search", q=CAN)["groups"]
    assert [(group["record"], [one["title"] for one in group["items"]]) for group in found] == [
        ("product", ["矿泉水"])
    ]
