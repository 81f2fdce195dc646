"""A promised order of which half has left becomes what its customer wants now: compared on screen, then in effect."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company


def test_after_half_a_delivery_the_rest_gets_cheaper(visit: Visit, company: Company) -> None:
    screws = company.product("113", stock="100", name="不锈钢螺丝")
    order = company.confirmed(company.customer(), (screws, "10", "113"))
    company.deliver(order, "4")
    tab = visit(company)
    tab.open(f"/sales-orders/{order['id']}")
    tab.press("变更")
    tab.title(re.compile("编写变更单 XSDD"))
    expect(tab.cell(1, "数量")).to_have_value("10")
    tab.cell(1, "数量").fill("12")
    tab.cell(1, "含税单价").fill("100")
    tab.press("保存变更单")
    tab.shows("请填写变更原因")
    tab.fill("变更原因", "客户加量，谈下优惠")
    tab.press("保存变更单")
    tab.title(re.compile("变更单 XSBG|XSBG"))
    table = tab.table("变更对比")
    expect(table).to_contain_text("1,252.00")
    tab.shows(re.compile("再占用 2"))

    phone = visit(company, size=PHONE)
    phone.open(f"/sales-order-changes/{company.get('/sales-order-changes')['items'][0]['id']}")
    phone.shows("变更对比")
    phone.fits()

    tab.press("生效")
    tab.told("变更已生效")
    tab.follow(re.compile("XSDD"))
    tab.row("变更记录", "客户加量，谈下优惠")
    expect(tab.table("明细")).to_contain_text("1,252.00")
    assert [line["quantity"] for line in company.the_order(order)["lines"]] == ["4", "8"]
