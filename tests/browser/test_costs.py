"""What goods cost, on the screen: freight is spread over what came in, seen where it went, and taken back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company
from tests.builders.purchases import Buying


def test_freight_is_spread_over_a_receipt_and_taken_back(visit: Visit, company: Company) -> None:
    buying = Buying(company)
    steel, copper = company.product(name="钢材"), company.product(name="铜材")
    order = buying.confirmed(buying.supplier(), (steel, "10", "60"), (copper, "5", "80"))
    receipt = buying.receive(order)
    carrier = buying.supplier("顺达物流")
    tab = visit(company)
    tab.open(f"/purchase-receipts/{receipt['id']}")
    tab.press("分摊费用")
    tab.title("新建采购费用单")
    tab.press("分摊费用")
    tab.shows("必填")
    tab.pick("费用供应商（不选则从费用科目转出）", "顺达", re.compile("顺达物流"))
    tab.fill("供应商发票号", "YF-1")
    tab.fill("不含税金额", "100")
    expect(tab.row("由哪些入库货物承担", "钢材")).to_contain_text("60.00")
    expect(tab.row("由哪些入库货物承担", "铜材")).to_contain_text("40.00")
    tab.button("预览凭证").press("Enter")
    seen = tab.page.get_by_role("dialog")
    expect(seen).to_contain_text("220201 应付货款")
    expect(seen).to_contain_text("109.00")
    tab.page.keyboard.press("Escape")
    tab.press("分摊费用")
    tab.told(re.compile("已分摊并过账"))
    tab.title(re.compile(r"采购费用单 CGFY\d{8}0001$"))
    expect(tab.row("采购费用分摊", "铜材")).to_contain_text("40.00")
    assert buying.balance(carrier) == ("109", "0")

    tab.open("/supplier-invoices/new")
    expect(tab.row("选择待开票的采购订单", order["number"])).to_contain_text("1,000.00")
    tab.button("登记发票").press("Enter")
    tab.follow(order["number"])
    buying.confirmed(buying.supplier("宝钢"), (steel, "30", "60"), expected_on="2098-01-20")
    tab.open(f"/products/{steel}")
    expect(tab.row("可用量按日期", "2098-01-20")).to_contain_text("40")
    expect(tab.row("采购费用分摊", "顺达物流")).to_contain_text("60.00")
    tab.follow(re.compile(r"^CGFY"))
    tab.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.title(re.compile(r"采购费用单 CGFY"))
    tab.fits()
    tab.button("冲销").press("Enter")
    tab.page.get_by_role("tooltip").get_by_role("button", name="冲销").press("Enter")
    tab.told("已冲销")
    tab.shows(re.compile(r"^冲销 CGFY"))
    assert buying.balance(carrier) == ("0", "0")


def test_a_category_goes_by_the_standard_and_its_variances_open_their_documents(
    visit: Visit, company: Company
) -> None:
    category = company.post("/product-categories", {"name": "金属"})["id"]
    steel = company.product(name="钢板", category_id=category)
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (steel, "10", "12"))
    tab = visit(company)
    tab.open("/costing")
    tab.page.get_by_role("combobox", name="这一分类的方法 金属").press("Enter")
    tab.page.locator(".ant-select-item-option", has_text="标准成本").click()
    asked = tab.page.get_by_role("dialog")
    expect(asked).to_contain_text("新方法从今天起生效")
    asked.get_by_role("button", name="变更计价方法").press("Enter")
    tab.told("已保存")
    tab.open("/product-categories")
    tab.shows("标准成本")

    tab.open("/standard-costs")
    tab.pick("加商品", "钢板", re.compile("钢板"))
    tab.fill("新标准成本 钢板", "10")
    tab.press("保存并过账")
    tab.told(re.compile("已保存并过账"))
    tab.title(re.compile(r"标准成本调整单 BZCB\d{8}0001$"))

    buying.receive(order)
    tab.open("/cost-variances?from=2026-11-01")
    tab.page.get_by_role("button", name="本年").click()
    tab.row("成本差异", "钢板").get_by_role("button").click()
    expect(
        tab.page.get_by_role("dialog").get_by_role("link", name=re.compile("采购入库单 CGRK"))
    ).to_be_visible()
    expect(tab.page.get_by_role("dialog")).to_contain_text("20.00")


def test_an_order_that_will_be_short_says_so_and_what_is_below_zero_is_found(
    visit: Visit, company: Company
) -> None:
    (house,) = [row for row in company.get("/warehouses")["items"] if row["code"] == "CK001"]
    company.patch(f"/warehouses/{house['id']}", {"may_run_short": True}, version=house["version"])
    screws, nuts = company.product(name="螺丝", stock="5", cost="10"), company.product(name="螺母", stock="9")
    order = company.confirmed(company.customer(), (screws, "8", "113"), (nuts, "2", "113"))
    tab = visit(company)
    tab.open(f"/sales-orders/{order['id']}")
    tab.shows("将成负库存")
    tab.shows("螺丝：现存 5，全部出库后为 -3 kg")
    tab.button("全部出库").press("Enter")
    tab.told(re.compile("出库完成"))
    expect(tab.page.get_by_text("将成负库存")).to_have_count(0)

    tab.open("/periods")
    checks = tab.page.get_by_role("list", name="结账前检查")
    waits = checks.get_by_role("listitem").filter(has_text="1 种商品先出库、后补入库")
    waits.get_by_role("link", name="查看").click()
    tab.title("即时库存")
    found = tab.page.get_by_role("row").filter(has_text="kg")
    expect(found).to_have_count(1)
    expect(found.locator(".negative").first).to_have_text("-3")
    tab.open("/stock-issues/new")
    tab.cell(1, "商品").focus()
    tab.search("ls", "products")
    expect(tab.page.get_by_role("option", name=re.compile("螺丝"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("5")
    tab.shows("红色的行超出可用量")


def test_goods_are_given_away_with_the_vat_of_their_market_price(visit: Visit, company: Company) -> None:
    company.product(stock="10", cost="10")
    tab = visit(company)
    tab.open("/stock-issues/new")
    tab.page.get_by_role("combobox", name="出库类型").click()
    tab.page.get_by_title("赠送（视同销售）").click()
    tab.cell(1, "商品").focus()
    tab.search("luosi", "products")
    expect(tab.page.get_by_role("option", name=re.compile("螺丝"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("10")
    tab.keys("Control+s")
    tab.shows("请填写市价")
    tab.cell(1, "市价（不含税）").fill("15")
    tab.keys("Control+s")
    tab.told(re.compile(r"出库单 QTCK\d+ 已入账"))
    tab.title(re.compile("QTCK"))
    expect(tab.table("明细").locator("tfoot")).to_contain_text("19.50")
    tab.shows("119.50")
    tab.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.fits()
