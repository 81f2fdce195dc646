"""Buying, each step as a person takes it: from the order at a supplier to his money."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.builders.company import Company
from tests.builders.purchases import Buying


def test_an_order_is_typed_received_in_parts_invoiced_at_another_price_and_paid(
    visit: Visit, company: Company
) -> None:
    buying = Buying(company)
    supplier = buying.supplier("上海钢铁有限公司")
    company.product(name="钢板")
    tab = visit(company)
    tab.open(f"/purchase-orders/new?party={supplier}")
    tab.title("新建采购订单")
    tab.cell(1, "商品").focus()
    tab.search("gb", "products")
    expect(tab.page.get_by_role("option", name=re.compile("钢板"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("10")
    tab.keys("Enter")
    tab.page.keyboard.type("56.5")
    tab.keys("Enter")
    tab.keys("Control+s")
    tab.told("已保存")
    tab.shows("565.00")
    tab.press("确认订货")
    tab.told("订单已确认，等待到货")

    tab.press("部分入库")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("数量 钢板").fill("6")
    dialog.get_by_role("button", name=re.compile("入库")).click()
    tab.told("已入库")
    tab.shows("部分入库")

    tab.press("登记发票")
    tab.title("登记发票")
    tab.fill("供应商发票号", "24312000000012345678")
    tab.field("含税单价 钢板").or_(tab.field("单价 钢板")).first.fill("58")
    tab.keys("Control+s")
    tab.told("发票已登记为草稿")
    tab.shows("含税金额（容差 1.00）")
    tab.press("放行并过账")
    tab.page.get_by_role("dialog").get_by_role("textbox", name="放行原因").fill("供应商调价")
    tab.page.get_by_role("dialog").get_by_role("button", name="放行并过账").click()
    tab.told("已过账")
    tab.shows("已放行：供应商调价")

    tab.press("付款")
    tab.title("登记付款")
    tab.rest()
    tab.press("保存并入账")
    tab.title(re.compile(r"FK\d{8}0001$"))
    assert buying.balance(supplier) == ("0", "0")
    tab.open(f"/parties/{supplier}")
    tab.shows("应付")
    assert company.books.broken_laws(company.tenant_id) == []
