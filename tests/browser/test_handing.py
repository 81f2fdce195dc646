"""Handed over in the browser: a customer with what belongs to him, and everything of somebody who leaves."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.crm import opportunity
from tests.builders.sea import Shore

TOMORROW = "2027-01-01T09:00:00+08:00"


def test_a_customer_is_transferred_with_his_deals_and_not_with_his_tasks(visit: Visit, shore: Shore) -> None:
    company = shore.company
    company.colleague("sales")
    customer = company.customer()
    deal = opportunity(company, customer, amount="12000")["id"]
    task = company.post("/tasks", {"title": "回访", "due_at": TOMORROW, "party_id": customer})["id"]

    tab = visit(company)
    tab.open(f"/parties/{customer}")
    tab.title("北京华信科技有限公司")
    tab.press("转移")
    asked = tab.page.get_by_role("dialog")
    expect(asked.get_by_role("checkbox", name="商机 1 条（12,000.00）")).to_be_checked()
    asked.get_by_role("checkbox", name="任务 1 条").uncheck()
    tab.pick("新负责人", "", "李四")
    asked.get_by_role("button", name="转移").click()
    tab.told("已转移 1 条，一起转移 1 条")
    tab.rest()
    whose = [
        company.get(f"/{path}")["owner_id"]["title"] for path in (f"opportunities/{deal}", f"tasks/{task}")
    ]
    assert (shore.owner(customer) is not None, whose) == (True, ["李四", "张三"])


def test_what_stays_is_told_in_the_list(visit: Visit, shore: Shore) -> None:
    company = shore.company
    li = company.colleague("sales")
    company.post("/capacity-rules", {"name": "至多一个", "at_most": 1, "users": [str(li.user_id)]})
    for name in ("甲公司", "乙公司"):
        company.customer(name)
    tab = visit(company)
    tab.open("/parties")
    expect(tab.page.get_by_role("checkbox")).to_have_count(3)
    tab.page.get_by_role("checkbox").first.check()
    tab.page.get_by_role("toolbar").get_by_role("button", name="转移").click()
    tab.pick("新负责人", "", "李四")
    tab.page.get_by_role("dialog").get_by_role("button", name="转移").click()
    report = tab.page.get_by_role("dialog").last
    expect(report).to_contain_text("已转移 1 条，一起转移 0 条，留下 1 条。")
    expect(report).to_contain_text("至多一个")
    report.get_by_role("button", name="关闭").last.click()
    tab.rest()


def test_everything_of_a_leaver_is_split_handed_over_and_given_back(visit: Visit, shore: Shore) -> None:
    company = shore.company
    zhou = company.colleague("sales", "老周")
    for name in ("李四", "王五"):
        company.colleague("sales", name)
    mine = {"owner_id": str(zhou.user_id)}
    customers = [company.customer(f"客户{number}", **mine) for number in range(3)]
    opportunity(company, customers[0], amount="12000", **mine)

    tab = visit(company)
    tab.open(f"/users/{zhou.user_id}")
    tab.press("交接")
    tab.title("“老周”的交接")
    expect(tab.row("名下有什么", "商机")).to_contain_text("12,000.00")
    tab.page.get_by_role("combobox", name="分配方式").click()
    tab.page.get_by_title("平均分给几个人").click()
    for name in ("李四", "王五"):
        tab.pick("接收人（至少两个，轮流分配）", "", name)
    expect(tab.rows("预览：谁得到多少")).to_have_count(2)
    tab.press("开始交接")
    tab.page.get_by_role("tooltip").get_by_role("button", name="开始交接").press("Enter")
    tab.shows("发起，交给")
    shore.run_jobs()
    expect(tab.row("结果", "客户")).to_contain_text("3")
    expect(tab.rows("已交接的")).to_have_count(4)
    tab.rest()

    tab.press("撤回交接")
    tab.page.get_by_role("tooltip").get_by_role("button", name="撤回交接").press("Enter")
    tab.shows("撤回中")
    shore.run_jobs()
    tab.shows("已归还")
    expect(tab.row("结果", "客户")).to_contain_text("3")
    assert {shore.owner(one) for one in customers} == {str(zhou.user_id)}
    tab.rest()

    phone = visit(company, size=PHONE)
    phone.open("/hand-overs")
    phone.title("离职交接")
    phone.fits()
    phone.follow("老周")
    phone.title("“老周”的交接")
    phone.fits()
    phone.open(f"/users/{zhou.user_id}/hand-over")
    phone.shows("怎样分配")
    phone.fits()
    phone.rest()


def test_who_puts_a_customer_back_is_told_with_whom_his_deals_stay(visit: Visit, shore: Shore) -> None:
    company = shore.company
    shore.sea("公海", company)
    customer = company.customer()
    opportunity(company, customer)
    tab = visit(company)
    tab.open(f"/parties/{customer}")
    tab.page.get_by_role("region", name="归属状态").get_by_role("button", name="退回公海").click()
    expect(tab.page.get_by_role("dialog").get_by_role("note")).to_have_text("1 条在办的商机仍归“张三”。")
    tab.rest()
