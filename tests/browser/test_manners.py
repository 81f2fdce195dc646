"""What an office expects without asking: nothing twice, nothing lost, back is back, the keyboard does it all."""

import json
import re
from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.conftest import SecondTab, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.http import PASSWORD

DRAFTS = {"field": "state", "op": "eq", "value": "draft"}


def filtered(path: str, condition: object) -> str:
    return f"{path}?filter={quote(json.dumps(condition))}"


def test_a_double_click_confirms_once(visit: Visit, company: Company) -> None:
    product = company.product(stock="100")
    order = company.order(company.customer(), (product, "5", "113"))
    tab = visit(company)

    tab.open(f"/sales-orders/{order['id']}")
    tab.button("确认订单").dblclick()
    tab.told("订单已确认，库存已锁定")
    expect(tab.button("全部出库")).to_be_enabled()

    assert tab.watch.count("200 POST /api/sales-orders/.*/confirm") == 1
    assert company.on_hand(product)["held"] == "5"


def test_a_double_click_on_save_makes_one_customer(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/parties/new")
    tab.fill("名称", "深圳前海贸易有限公司")
    tab.button("保存").dblclick()
    tab.told("已新建")
    tab.title("深圳前海贸易有限公司")
    assert company.get("/parties")["count"]["value"] == 1


def test_back_finds_the_list_as_it_was_left(visit: Visit, company: Company) -> None:
    for number in range(120):
        company.customer(f"第 {number:03} 号客户")
    tab = visit(company)

    tab.open("/parties?sort=name")
    tab.page.get_by_role("textbox", name="搜索").fill("号客户")
    tab.at(re.compile("q="))
    table = tab.table("客户与供应商")
    expect(tab.row("客户与供应商", "第 000 号客户")).to_be_visible()
    table.hover()
    tab.page.mouse.wheel(0, 1500)
    expect(tab.row("客户与供应商", "第 040 号客户")).to_be_visible()
    place = table.locator("xpath=..")
    left_at = place.evaluate("box => box.scrollTop")
    assert left_at > 0
    tab.row("客户与供应商", "第 045 号客户").click()
    tab.title("第 045 号客户")
    tab.page.go_back()

    expect(tab.page.get_by_role("textbox", name="搜索")).to_have_value("号客户")
    expect(tab.row("客户与供应商", "第 045 号客户")).to_be_in_viewport()
    assert place.evaluate("box => box.scrollTop") == left_at


def test_the_address_is_the_view_and_survives_a_reload(visit: Visit, company: Company) -> None:
    product = company.product(stock="100")
    customer = company.customer()
    company.confirmed(customer, (product, "5", "113"))
    draft = company.order(customer, (product, "1", "113"))
    tab = visit(company)

    tab.open("/sales-orders")
    tab.shows("共 2 条")
    tab.follow("草稿")
    tab.shows("共 1 条")
    address = tab.page.url
    tab.page.reload()
    assert tab.page.url == address
    tab.shows("共 1 条")
    expect(tab.page.get_by_role("group", name="筛选条件")).to_contain_text("状态 是 草稿")
    expect(tab.page.get_by_role("navigation", name="销售").locator("[aria-current=page]")).to_have_text(
        "草稿"
    )
    expect(tab.row("销售订单", draft["number"])).to_be_visible()

    tab.press("移除此条件")
    tab.shows("共 2 条")
    tab.at("/sales-orders")


def test_two_tabs_on_one_customer_are_asked_which_change_stays(
    visit: Visit, second_tab: SecondTab, company: Company
) -> None:
    customer = company.customer("北京华信科技有限公司")
    first = visit(company)
    first.watch.expect(f"412 PATCH /api/parties/{customer}")
    second = second_tab(first)
    for tab in (first, second):
        tab.open(f"/parties/{customer}/edit")
        tab.title("编辑 北京华信科技有限公司")
    first.fill("名称", "北京华信集团")
    first.fill("地址", "海淀区中关村大街 1 号")
    first.press("保存")
    first.told("已保存")

    second.fill("名称", "华信科技")
    second.fill("备注", "老客户")
    second.press("保存")
    conflict = second.page.get_by_role("dialog", name="有人同时修改了这条记录")
    expect(conflict.get_by_role("row").filter(has_text="名称")).to_contain_text("北京华信集团")
    expect(conflict.get_by_role("row").filter(has_text="名称")).to_contain_text("华信科技")
    expect(conflict.get_by_role("row")).to_have_count(2)
    stays = conflict.get_by_role("radio", name="北京华信集团")
    stays.press(" ")
    expect(stays).to_be_checked()
    conflict.get_by_role("button", name="按选择保存").click()
    second.told("已保存")

    kept = company.get(f"/parties/{customer}")
    assert (kept["name"], kept["address"], kept["note"]) == (
        "北京华信集团",
        "海淀区中关村大街 1 号",
        "老客户",
    )


def test_a_session_ended_elsewhere_asks_to_sign_in_and_returns_to_the_same_view(
    visit: Visit, company: Company
) -> None:
    product = company.product(stock="100")
    customer = company.customer()
    company.confirmed(customer, (product, "5", "113"))
    company.order(customer, (product, "1", "113"))
    tab = visit(company)
    tab.watch.expect("401 .*")
    tab.open(filtered("/sales-orders", DRAFTS))
    tab.shows("共 1 条")
    (session,) = company.get("/auth/sessions")
    company.delete(f"/auth/sessions/{session['id']}", version=session["version"])

    tab.page.get_by_role("button", name="单号").click()
    tab.sign_in(company.login)

    tab.title("销售订单")
    tab.shows("共 1 条")
    expect(tab.page.get_by_role("group", name="筛选条件")).to_contain_text("状态 是 草稿")
    assert tab.watch.count("401 .*") < 10, "the app asked again and again"
    again(company)


def test_logging_out_leaves_nothing_behind(visit: Visit, company: Company) -> None:
    company.customer("北京华信科技有限公司")
    tab = visit(company)
    tab.watch.expect("401 .*", "(?s)console: Problem: 您尚未登录或登录已失效.*")
    tab.open("/parties")
    tab.shows("北京华信科技有限公司")
    tab.press(re.compile("^张三"))
    tab.page.get_by_role("menuitem", name="退出登录").click()

    tab.title("登录")
    tab.page.go_back()
    tab.title("登录")
    expect(tab.page.get_by_text("北京华信科技有限公司")).to_have_count(0)
    again(company)


def again(company: Company) -> None:
    """The story ended the session that the last look into the books needs."""
    company.post("/auth/log-in", {"login": company.login, "password": PASSWORD})


def test_what_was_typed_into_an_order_outlives_a_closed_tab(
    visit: Visit, second_tab: SecondTab, company: Company
) -> None:
    company.customer("北京华信科技有限公司")
    tab = visit(company)
    tab.open("/sales-orders/new")
    tab.pick("客户", "华信", "北京华信科技有限公司")
    tab.fill("备注", "周五前送到")
    tab.page.wait_for_function("() => JSON.stringify(localStorage).includes('周五前送到')")
    tab.page.close()

    again = second_tab(tab)
    again.open("/sales-orders/new")
    again.shows("已恢复未保存的内容")
    again.shows("北京华信科技有限公司")
    expect(again.field("备注")).to_have_value("周五前送到")


def palette(tab: Tab) -> None:
    tab.keys("Control+k")
    expect(tab.page.get_by_role("combobox", name="搜索")).to_be_focused()


def test_the_palette_finds_a_customer_by_the_initials_of_his_name(visit: Visit, company: Company) -> None:
    company.customer("北京华信科技有限公司")
    company.customer("上海明珠商行")
    tab = visit(company)

    tab.open("/")
    tab.title("张三，您好")
    palette(tab)
    tab.search_all("bjhx")
    found = tab.page.get_by_role("dialog", name="搜索").get_by_role("option")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("北京华信科技有限公司")
    tab.keys("Enter")
    tab.title("北京华信科技有限公司")

    palette(tab)
    tab.page.keyboard.type("科目余额")
    expect(tab.page.get_by_role("option", name=re.compile("科目余额表"))).to_be_visible()
    tab.keys("Enter")
    tab.at(re.compile("/trial-balance"))


def test_a_question_mark_opens_the_shortcuts_and_escape_closes_them(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/parties")
    tab.shows("还没有客户与供应商")
    tab.keys("?")
    sheet = tab.page.get_by_role("dialog", name="快捷键")
    expect(sheet).to_contain_text("Ctrl K")
    tab.keys("Escape")
    expect(sheet).to_have_count(0)

    tab.keys("/")
    expect(tab.page.get_by_role("textbox", name="搜索")).to_be_focused()
    tab.page.keyboard.type("?")
    expect(sheet).to_have_count(0)
    expect(tab.page.get_by_role("textbox", name="搜索")).to_have_value("?")


def test_rows_are_walked_and_opened_with_the_keyboard(visit: Visit, company: Company) -> None:
    for name in ("甲公司", "乙公司", "丙公司"):
        company.customer(name)
    tab = visit(company)
    tab.open("/parties?sort=code")
    first = tab.rows("客户与供应商").first
    expect(first).to_contain_text("甲公司")
    first.focus()
    tab.keys("ArrowDown", "ArrowDown")
    expect(tab.rows("客户与供应商").nth(2)).to_be_focused()
    tab.keys("Enter")
    tab.title("丙公司")


def test_what_is_deleted_is_not_asked_for_again(visit: Visit, company: Company) -> None:
    party = company.customer("旧客户")
    tab = visit(company)
    tab.open(f"/parties/{party}")
    tab.title("旧客户")
    tab.rest()
    tab.press("删除")
    tab.page.locator(".ant-popconfirm").get_by_role("button", name="删除").press("Enter")
    tab.told("已删除“旧客户”")
    tab.at(re.compile("/parties"))
    tab.rest()
    assert tab.watch.count(f"404 .*{party}.*") == 0
    expect(tab.page.get_by_role("navigation", name="最近打开")).to_have_count(0)
