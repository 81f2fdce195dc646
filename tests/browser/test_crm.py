"""Leads and deals at the screen: a lead is converted, a card drawn, a deal won, a form filled in on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.crm import lead, lines, opportunity


def draw(tab: Tab, card: str, column: str) -> None:
    """Take a card by the mouse and let it go over a column."""
    source = tab.page.get_by_role("article", name=card)
    source.drag_to(tab.page.get_by_role("region", name=column))


def test_a_lead_is_converted_with_its_opportunity(visit: Visit, company: Company) -> None:
    made = lead(company, "杭州云栖贸易有限公司", contact_name="王经理", level="a")
    tab = visit(company)
    tab.open(f"/leads/{made['id']}")
    tab.title("杭州云栖贸易有限公司")
    tab.press("转化为客户")
    dialog = tab.page.get_by_role("dialog", name="转化为客户")
    expect(dialog.get_by_role("radio", name="新客户“杭州云栖贸易有限公司”")).to_be_checked()
    expect(dialog.get_by_label("商机名称")).to_have_value("杭州云栖贸易有限公司")
    dialog.get_by_label("金额").fill("50000")
    dialog.get_by_role("button", name="转化为客户").click()
    tab.title("杭州云栖贸易有限公司")
    tab.rest()
    (customer,) = company.get("/parties")["items"]
    assert tab.page.url.endswith(f"/parties/{customer['id']}")
    (deal,) = company.get("/opportunities")["items"]
    assert (deal["amount"], deal["party_id"]["id"]) == ("50000", customer["id"])
    tab.open(f"/leads/{made['id']}")
    expect(tab.page.get_by_role("note")).to_contain_text("已转化")
    expect(tab.button("转化为客户")).to_have_count(0)


def test_a_customer_who_is_there_is_offered_first(visit: Visit, company: Company) -> None:
    customer = company.customer("杭州云栖贸易有限公司", phone="13800138000")
    made = lead(company, "云栖贸易")
    tab = visit(company)
    tab.open(f"/leads/{made['id']}")
    tab.press("转化为客户")
    dialog = tab.page.get_by_role("dialog", name="转化为客户")
    expect(dialog.get_by_role("radio", name="并入已有客户“杭州云栖贸易有限公司”")).to_be_checked()
    dialog.get_by_role("checkbox", name="同时新建商机").uncheck()
    dialog.get_by_role("button", name="转化为客户").click()
    tab.title("杭州云栖贸易有限公司")
    assert company.get(f"/leads/{made['id']}")["party_id"]["id"] == customer


def test_a_card_is_drawn_on_and_back_with_a_reason(visit: Visit, company: Company) -> None:
    deal = opportunity(company, company.customer(), "打印机一批", amount="1200")
    tab = visit(company)
    tab.open("/pipeline")
    draw(tab, "打印机一批", "方案/演示")
    tab.rest()
    assert company.get(f"/opportunities/{deal['id']}")["stage_id"]["title"] == "方案/演示"
    draw(tab, "打印机一批", "需求确认")
    dialog = tab.page.get_by_role("dialog", name="退回到“需求确认”")
    dialog.get_by_label("原因").fill("客户换了需求")
    dialog.get_by_role("button", name="退回").click()
    tab.rest()
    way = company.get(f"/opportunities/{deal['id']}/way")["steps"]
    assert [(step["to_stage"], step["reason"]) for step in way] == [
        ("初步接洽", None),
        ("方案/演示", None),
        ("需求确认", "客户换了需求"),
    ]


def test_a_deal_is_won_and_another_lost_with_its_reason(visit: Visit, company: Company) -> None:
    customer = company.customer()
    good, bad = opportunity(company, customer, "大单", amount="9000"), opportunity(company, customer, "小单")
    lines(company, good, {"product_id": company.product("90", stock="5"), "quantity": "100"})
    tab = visit(company)
    tab.open(f"/opportunities/{good['id']}")
    tab.title("大单")
    tab.press("赢单")
    tab.press("确认赢单")
    expect(tab.button("重新打开")).to_be_visible()
    shown = company.get(f"/opportunities/{good['id']}")
    assert (shown["state"], shown["amount"]) == ("won", "9000")
    tab.press("新建销售订单")
    tab.title("新建销售订单")
    expect(tab.page.locator("[data-cell=quantity]").first).to_have_value("100")
    expect(tab.page.locator("[data-cell=unit_price]").first).to_have_value("90")
    tab.open(f"/opportunities/{bad['id']}")
    tab.press("输单")
    dialog = tab.page.get_by_role("dialog", name="输单")
    dialog.get_by_role("combobox", name="输单原因").click()
    tab.page.locator(".ant-select-item-option", has_text="价格过高").click()
    dialog.get_by_label("补充说明").fill("贵了两成")
    dialog.get_by_role("button", name="输单").click()
    expect(tab.button("重新打开")).to_be_visible()
    lost = company.get(f"/opportunities/{bad['id']}")
    assert (lost["state"], lost["loss_reason"], lost["end_note"]) == ("lost", "price", "贵了两成")


def test_a_form_is_filled_in_on_a_phone(visit: Visit, company: Company) -> None:
    made = company.post(
        "/web-forms",
        {
            "name": "展会",
            "title": "留下您的联系方式",
            "consent": "我同意贵司与我联系",
            "thanks": "谢谢，稍后联系您",
            "source": "exhibition",
            "fields": [{"name": "contact_name", "required": True}, {"name": "phone", "required": True}],
        },
    )
    tab = visit(size=PHONE)
    tab.open(f"/f/{made['link'].rpartition('/')[2]}")
    tab.title("留下您的联系方式")
    tab.fill("联系人", "王女士")
    tab.fill("电话", "13800138000")
    tab.page.get_by_role("checkbox", name="我同意贵司与我联系").check()
    tab.press("提交")
    expect(tab.page.get_by_text("谢谢，稍后联系您")).to_be_visible()
    (found,) = company.get("/leads")["items"]
    assert (found["name"], found["phone"]) == ("王女士", "+8613800138000")


def test_figures_open_their_rows(visit: Visit, company: Company) -> None:
    opportunity(company, company.customer(), "大单", amount="9000")
    tab = visit(company)
    tab.open("/funnel")
    tab.title("销售漏斗")
    tab.page.get_by_role("table").first.get_by_role("link", name="1", exact=True).click()
    tab.title("商机")
    expect(tab.page.locator("tbody tr[data-id]")).to_have_count(1)
