"""A quotation as its salesperson writes it and as his customer, with a phone and no login, accepts it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company
from tests.builders.crm import opportunity


def test_written_at_the_deal_sent_accepted_on_a_phone_and_ordered(visit: Visit, company: Company) -> None:
    customer = company.customer(owner_id=company.get("/auth/me")["user_id"])
    company.product("113", stock="100", name="不锈钢螺丝")
    deal = opportunity(company, customer, name="年度采购")
    tab = visit(company)
    tab.open(f"/opportunities/{deal['id']}")
    tab.press("新建报价单")
    tab.title("新建报价单")
    tab.fill("付款条件", "预付30%")
    tab.cell(1, "商品").fill("bxg")
    expect(tab.page.get_by_role("option", name=re.compile("不锈钢螺丝"))).to_be_visible()
    tab.keys("Enter")
    tab.cell(1, "数量").fill("10")
    tab.cell(1, "含税单价").fill("100")
    expect(tab.cell(1, "折扣%")).to_have_value("11.5")
    tab.cell(1, "折扣%").fill("9折")
    expect(tab.cell(1, "含税单价")).to_have_value("101.7")
    tab.cell(1, "含税单价").fill("100")
    tab.fill("整单折扣", "5%")
    tab.shows("-50.00")
    tab.press("保存报价单")
    tab.title(re.compile("报价单 BJ"))
    tab.press("发送报价")
    dialog = tab.page.get_by_role("dialog", name="发给客户的链接")
    address = dialog.locator("pre").inner_text()
    dialog.get_by_role("button", name="关闭").last.press("Enter")

    phone = visit(size=PHONE)
    phone.open("/q/" + address.rpartition("/q/")[2])
    phone.shows("北京华信科技有限公司")
    phone.shows("-50.00")
    phone.fits()
    phone.fill("您的姓名", "李总")
    phone.press("接受报价")
    phone.shows("请勾选同意")
    phone.page.get_by_role("checkbox").check()
    phone.press("接受报价")
    phone.shows(re.compile("李总 已于 .* 接受本报价单"))

    tab.load(f"/quotations/{company.get('/quotations')['items'][0]['id']}")
    tab.shows("接受凭证")
    tab.press("转订单")
    tab.title(re.compile("销售订单 XSDD"))
    chain = tab.page.get_by_role("navigation", name="单据链")
    expect(chain).to_contain_text("BJ")
    tab.shows("950.00")
    tab.open("/discount-limits")
    tab.fill("业务员 最多（%）", "5")
    tab.press("保存")
    expect(tab.page.get_by_text("已保存").first).to_be_visible()
    roles = {one["role"]: one["most"] for one in company.get("/discount-limits")}
    assert {most for most in roles.values() if most} == {"0.05"}
    assert company.get(f"/opportunities/{deal['id']}")["state"] == "won"
