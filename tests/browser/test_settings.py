"""An administrator shapes his company: who is told, how numbers look, what things are called, what is in sight."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from heyi.platform.jobs.runner import Runner
from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.http import PASSWORD
from tests.builders.receiver import Receiver, receiving
from tests.builders.server import Served


@pytest.fixture
def receiver(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(served.services, "allow_private_webhooks", True)
    with receiving() as receiver:
        yield receiver


def test_a_webhook_is_registered_tried_and_seen(
    visit: Visit, office: Company, served: Served, receiver: Receiver
) -> None:
    office.books.execute("DELETE FROM job")
    tab = visit(office)
    tab.watch.expect("422 POST /api/webhooks")
    tab.open("/webhooks")
    tab.shows("还没有 Webhook")
    tab.page.get_by_role("main").get_by_role("button", name="新建 Webhook").first.click()
    tab.fill("名称", "仓库系统")
    tab.fill("地址", "https://user:word@hooks.example.com/")
    tab.page.get_by_role("combobox", name="事件").click()
    tab.page.keyboard.type("全部事件")
    tab.page.locator(".ant-select-item-option", has_text="全部事件").first.click()
    tab.keys("Escape")
    tab.press("保存")
    expect(tab.page.get_by_role("alert")).to_contain_text("地址中不能包含用户名或密码")
    tab.fill("地址", receiver.url)
    tab.press("保存")
    expect(tab.page.get_by_text(re.compile("whsec_"))).to_be_visible()
    # By key: a click on a dialog that still unfolds may miss its button.
    tab.button("我已保存").press("Enter")

    tab.follow("仓库系统")
    tab.title("仓库系统")
    tab.press("发送测试事件")
    tab.told("测试事件已发出，结果见下方")
    Runner(served.services).run_due()
    expect(tab.row("投递记录", "webhook.test")).to_contain_text("HTTP 204")
    tab.press("查看")
    expect(tab.page.get_by_role("dialog")).to_contain_text('"type": "webhook.test"')
    # By key: a click on a dialog that still unfolds may miss its button.
    tab.button("重新投递").press("Enter")
    tab.told("已重新投递，编号不变")
    Runner(served.services).run_due()
    assert len({told.headers["webhook-id"] for told in receiver.told}) == 1
    assert len(receiver.told) == 2


def test_the_api_explains_itself(visit: Visit, office: Company) -> None:
    tab = visit(office)
    tab.open("/api-docs")
    tab.title("API 文档")
    tab.shows("身份：API 密钥")
    tab.shows(re.compile("def is_ours"))
    tab.page.get_by_role("main").get_by_role("searchbox").fill("/api/parties/import")
    route = tab.page.locator("summary").filter(has_text="/api/parties/import")
    expect(route.first).to_be_visible()
    expect(tab.page.locator("summary").filter(has_text="/api/receipts")).to_have_count(0)
    tab.page.get_by_role("main").get_by_role("searchbox").fill("barcode")
    tab.page.locator("summary").filter(has_text="POST").filter(has_text="/api/products").first.click()
    expect(tab.page.get_by_text(re.compile(r"curl -X POST '.*/api/products'")).first).to_be_visible()
    tab.fits()


def test_numbers_look_as_the_company_wants(visit: Visit, office: Company) -> None:
    tab = visit(office)
    tab.watch.expect("422 GET /api/settings/numbers/sales_order/preview")
    tab.open("/company")
    tab.press("编号规则：销售订单")
    tab.fill("前缀", "SO-")
    expect(tab.page.get_by_role("dialog")).to_contain_text(re.compile(r"SO-\d{8}0001 · SO-\d{8}0002"))
    tab.fill("前缀", "SK")
    expect(tab.page.get_by_role("alert")).to_contain_text("收款单已使用该前缀")
    expect(tab.button("保存")).to_be_disabled()
    tab.fill("前缀", "订")
    expect(tab.button("保存")).to_be_enabled()
    tab.press("保存")
    tab.told("已保存")
    expect(tab.row("单据编号", "销售订单")).to_contain_text(re.compile(r"订\d{8}0001"))


def word_row(tab: Tab, key: str) -> Locator:
    """The row of one word; where it is said stands there in words, its key as a hint."""
    rows = tab.page.get_by_role("table", name="用语").get_by_role("row")
    return rows.filter(has=tab.page.get_by_title(key, exact=True))


def test_things_are_called_as_the_company_calls_them(visit: Visit, office: Company) -> None:
    hostile = "<img src=x onerror=alert(1)>单"
    tab = visit(office)
    tab.open("/words?q=销售订单")
    tab.page.get_by_label("“销售订单”在本公司叫").first.wait_for()
    row = word_row(tab, "web.nav.sales_orders")
    row.get_by_role("textbox").fill(hostile)
    row.get_by_role("button", name="保存").click()
    tab.told("已保存")
    tab.open("/sales-orders")
    expect(tab.page.get_by_role("navigation", name="销售").get_by_text(hostile)).to_be_visible()
    tab.open("/words?own=true")
    word_row(tab, "web.nav.sales_orders").get_by_role("button", name="恢复").click()
    tab.told("已保存")
    tab.open("/sales-orders")
    expect(tab.page.get_by_role("navigation", name="销售").get_by_text("销售订单")).to_be_visible()


def test_menus_show_what_the_company_uses(visit: Visit, office: Company) -> None:
    tab = visit(office)
    areas = tab.page.get_by_role("navigation", name="功能区").first
    tab.open("/menus")
    tab.title("菜单与模块")
    expect(areas.get_by_text("财务")).to_be_visible()
    tab.page.get_by_role("switch", name="财务").click()
    tab.page.get_by_role("checkbox", name="销售退货").uncheck()
    tab.press("上移 销售")
    tab.press("保存")
    tab.told("已保存")
    expect(areas.get_by_text("财务")).to_have_count(0)
    tab.follow("销售")
    expect(tab.page.get_by_role("navigation", name="销售").get_by_text("销售退货")).to_have_count(0)
    tab.open("/menus")
    tab.page.get_by_role("switch", name="库存").click()
    tab.shows("还需要：库存")
    tab.page.get_by_role("switch", name="库存").click()
    tab.press("恢复默认")
    tab.page.get_by_role("tooltip").get_by_role("button", name="恢复默认").press("Enter")
    expect(areas.get_by_text("财务")).to_be_visible()


def test_a_company_is_filled_with_demo_data_and_starts_over(
    visit: Visit, office: Company, served: Served
) -> None:
    office.books.execute("DELETE FROM job")
    assert office.get("/settings/demo-data") == {"may_fill": True, "may_start_over": False}
    tab = visit(office)
    tab.open("/demo-data")
    tab.press("填入演示数据")
    tab.told("正在填入，进度见后台任务")
    again = office.post("/settings/demo-data/fill")["job_id"]
    Runner(served.services).run_due()
    assert office.get(f"/jobs/{again}")["state"] == "quarantined"
    assert office.get("/sales-orders")["count"]["value"] == 81
    assert office.get("/settings/demo-data") == {"may_fill": False, "may_start_over": True}
    office.refused(409, "demo.has_documents", "POST", "/settings/demo-data/fill")
    assert office.get("/verify")["green"]
    tab.page.reload()
    tab.press("重新开始")
    tab.fill("请输入公司名称“华信商贸”", "华信商贸")
    tab.fill("你的密码", PASSWORD)
    tab.page.get_by_role("dialog").get_by_role("button", name="重新开始").click()
    tab.at("/")
    tab.open("/sales-orders")
    tab.rest()
    assert office.get("/sales-orders")["count"]["value"] == 0
    expect(tab.page.get_by_text("XSDD")).to_have_count(0)
