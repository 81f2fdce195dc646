"""Approvals in the browser: submitted on the desk, approved on the phone, and done with the last word."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.approving import flow, over, step
from tests.builders.company import Company, order_body


def test_an_order_is_submitted_on_the_desk_and_confirmed_by_a_word_on_the_phone(
    visit: Visit, company: Company
) -> None:
    seller, boss = company.colleague("sales", "小销"), company.colleague("viewer", "老板")
    flow(company, step("a", boss, name="老板审批"), condition=over("50000"))
    below = {"field": "below_floor", "op": "eq", "value": True}
    flow(company, step("b", boss, name="底价放行"), condition=below, name="底价", lifts=["below_floor"])
    customer = seller.post("/parties", {"name": "杭州云栖贸易有限公司"})["id"]
    product = company.product("100", stock="1000", name="轴承", floor_price="90")
    large, cheap = (
        seller.post("/sales-orders", order_body(customer, (product, quantity, price)))
        for quantity, price in (("600", "100"), ("1", "80"))
    )

    desk = visit(seller)
    for order, by in ((large, "大额审批"), (cheap, "底价")):
        desk.open(f"/sales-orders/{order['id']}")
        desk.press("提交审批")
        asked = desk.page.get_by_role("dialog")
        expect(asked).to_contain_text(by)
        expect(asked).to_contain_text("老板")
        asked.get_by_label("审批意见").fill("老客户，请批准")
        asked.get_by_role("button", name="提交审批").press("Enter")
        desk.shows("等待 老板 审批")

    phone = visit(boss, size=PHONE)
    phone.open("/")
    phone.page.get_by_role("navigation", name="功能区").get_by_role("link", name="审批").click()
    phone.title("审批")
    for order in (cheap, large):
        phone.follow(f"销售订单 {order['number']}")
        expect(phone.page.get_by_role("main")).to_contain_text("老客户，请批准")
        phone.press("同意")
        asked = phone.page.get_by_role("dialog")
        asked.get_by_role("button", name="同意").press("Enter")
        phone.told("审批通过，“确认订单”已执行")
        phone.open("/approvals")
    phone.shows("没有待您审批的内容")

    for order in (large, cheap):
        assert company.get(f"/sales-orders/{order['id']}")["state"] == "confirmed"
    desk.open("/approvals?box=started")
    expect(desk.rows("我发起的")).to_have_count(2)
    expect(desk.row("我发起的", large["number"])).to_contain_text("已通过")
    desk.rest()
    phone.rest()
