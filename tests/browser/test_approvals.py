"""Approvals in the browser: a flow is made, an order submitted on the desk, approved on the phone, and confirmed."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.approving import flow, step
from tests.builders.colleague import Colleague
from tests.builders.company import Company, order_body
from tests.builders.http import Json


def choose(tab: Tab, within: Locator, label: str, words: str) -> None:
    """Take one of a few values."""
    within.get_by_role("combobox", name=label, exact=True).click()
    tab.page.locator(".ant-select-item-option", has_text=words).filter(visible=True).first.click()


def make_flow(visit: Visit, company: Company, order: Json) -> None:
    """An administrator writes that orders above 50,000 are asked for, and tries it on an order."""
    tab = visit(company)
    tab.open("/approval-flows")
    tab.press("新建审批流")
    tab.fill("名称", "大额审批")
    applies = tab.page.get_by_role("group", name="何时需要审批")
    applies.get_by_label("价税合计超过").fill("50000")
    first = tab.page.get_by_role("group", name="部门负责人")
    choose(tab, first, "由谁审批", "指定人员")
    choose(tab, first, "人员", "老板")
    tab.pick("销售订单", order["number"], order["number"])
    tab.press("看看会问谁")
    expect(tab.page.get_by_role("list", name="审批流程")).to_contain_text("老板")
    tab.press("保存")
    tab.told("已保存为第 1 版")
    tab.title("大额审批")
    tab.rest()


def submit_on_the_desk(desk: Tab, order: Json, by: str) -> None:
    """A salesperson sees whom it would ask, and submits it."""
    desk.open(f"/sales-orders/{order['id']}")
    desk.press("提交审批")
    asked = desk.page.get_by_role("dialog")
    expect(asked).to_contain_text(by)
    expect(asked).to_contain_text("老板")
    asked.get_by_label("审批意见").fill("老客户，请批准")
    asked.get_by_role("button", name="提交审批").press("Enter")
    desk.shows("等待 老板 审批")


def approve_on_the_phone(visit: Visit, boss: Colleague, *orders: Json) -> None:
    """One after the other, each with what was said to it."""
    phone = visit(boss, size=PHONE)
    phone.open("/")
    phone.page.get_by_role("navigation", name="功能区").get_by_role("link", name="审批").click()
    phone.title("审批")
    phone.follow(f"销售订单 {orders[0]['number']}")
    for order in orders:
        phone.title(f"确认订单 · 销售订单 {order['number']}")
        expect(phone.page.get_by_role("main")).to_contain_text("老客户，请批准")
        phone.press("同意")
        phone.page.get_by_role("dialog").get_by_role("button", name="同意").press("Enter")
        phone.told("审批通过，“确认订单”已执行")
    phone.open("/approvals")
    phone.shows("没有待您审批的内容")
    phone.rest()


def test_an_order_is_submitted_on_the_desk_and_confirmed_by_a_word_on_the_phone(
    visit: Visit, company: Company
) -> None:
    seller, boss = company.colleague("sales", "小销"), company.colleague("viewer", "老板")
    customer = seller.post("/parties", {"name": "杭州云栖贸易有限公司"})["id"]
    product = company.product("100", stock="1000", name="轴承", floor_price="90")
    large, cheap = (
        seller.post("/sales-orders", order_body(customer, (product, quantity, price)))
        for quantity, price in (("600", "100"), ("1", "80"))
    )
    below = {"field": "below_floor", "op": "eq", "value": True}
    flow(company, step("b", boss), condition=below, name="底价审批", lifts=["below_floor"])
    flow(company, step("c", boss), record="party", verb="update", name="客户变更")
    make_flow(visit, company, large)

    desk = visit(seller)
    submit_on_the_desk(desk, large, "大额审批")
    submit_on_the_desk(desk, cheap, "底价审批")
    approve_on_the_phone(visit, boss, cheap, large)
    for order in (large, cheap):
        assert company.get(f"/sales-orders/{order['id']}")["state"] == "confirmed"
    desk.open("/approvals?box=started")
    expect(desk.rows("我发起的")).to_have_count(2)
    expect(desk.row("我发起的", large["number"])).to_contain_text("已通过")

    desk.open(f"/parties/{customer}/edit")
    desk.fill("名称", "杭州云栖科技有限公司")
    desk.watch.expect(f"409 PATCH /api/parties/{customer}")
    desk.press("保存")
    desk.press("提交审批")
    asked = desk.page.get_by_role("dialog")
    expect(asked).to_contain_text("客户变更")
    asked.get_by_role("button", name="提交审批").press("Enter")
    changes = desk.page.get_by_role("main")
    expect(changes).to_contain_text("杭州云栖贸易有限公司 → 杭州云栖科技有限公司")
    desk.follow("打开单据")
    desk.title("杭州云栖贸易有限公司")
    desk.shows("等待 老板 审批")
    desk.rest()
