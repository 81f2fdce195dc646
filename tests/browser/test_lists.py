"""Lists as instruments: cells changed in place, many rows at once, boards, filters that read as sentences."""

import json
from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company

LIST = "客户与供应商"


def cell(tab: Tab, customer: str, field: str) -> str:
    return f"tr[data-id='{customer}'] [data-field={field}]"


def write_in_place(tab: Tab, customer: str, field: str, text: str) -> None:
    tab.page.locator(cell(tab, customer, field)).dblclick()
    editor = tab.page.locator(f"{cell(tab, customer, field)} input")
    expect(editor).to_be_focused()
    editor.fill(text)
    tab.keys("Enter")


def test_a_cell_is_changed_where_it_stands_and_colleagues_are_not_overwritten(
    visit: Visit, company: Company
) -> None:
    customer = company.customer("北京华信科技有限公司")
    tab = visit(company)
    tab.watch.expect(f"412 PATCH /api/parties/{customer}")
    tab.open("/parties")
    write_in_place(tab, customer, "region", "北京")
    expect(tab.page.locator(cell(tab, customer, "region"))).to_have_text("北京")
    tab.rest()
    assert company.get(f"/parties/{customer}")["region"] == "北京"

    seen = company.get(f"/parties/{customer}")
    company.patch(f"/parties/{customer}", {"note": "老客户"}, version=seen["version"])
    write_in_place(tab, customer, "region", "天津")
    tab.rest()
    changed = company.get(f"/parties/{customer}")
    assert (changed["region"], changed["note"]) == ("天津", "老客户")

    company.patch(f"/parties/{customer}", {"region": "上海"}, version=changed["version"])
    write_in_place(tab, customer, "region", "重庆")
    conflict = tab.page.get_by_role("dialog", name="有人同时修改了这条记录")
    conflict.get_by_role("radio", name="上海").check()
    conflict.get_by_role("button", name="按选择保存").click()
    expect(tab.page.locator(cell(tab, customer, "region"))).to_have_text("上海")
    assert company.get(f"/parties/{customer}")["region"] == "上海"


def test_what_is_refused_in_a_cell_goes_back_to_what_it_was(visit: Visit, company: Company) -> None:
    customer = company.customer("北京华信科技有限公司", phone="13800138000")
    tab = visit(company)
    tab.watch.expect(f"422 PATCH /api/parties/{customer}")
    tab.open("/parties")
    write_in_place(tab, customer, "phone", "abc")
    tab.told("“abc”不是有效的电话号码")
    expect(tab.page.locator(cell(tab, customer, "phone"))).to_have_text("138 0013 8000")


def test_many_rows_are_deleted_and_those_in_use_are_told_and_stay_chosen(
    visit: Visit, company: Company
) -> None:
    product = company.product(stock="100")
    used = company.customer("有订单的客户")
    company.order(used, (product, "1", "113"))
    for number in range(3):
        company.customer(f"第 {number} 号客户")
    tab = visit(company)
    tab.open("/parties")
    tab.page.get_by_label("选择已加载的全部").check()
    bar = tab.page.get_by_role("toolbar", name="批量操作")
    expect(bar).to_contain_text("已选 4 条")
    bar.get_by_role("button", name="删除").click()
    tab.button("删除 4 条").press("Enter")
    report = tab.page.get_by_role("dialog", name="部分记录未处理")
    expect(report).to_contain_text("已处理 3 条，未处理 1 条")
    expect(report.get_by_role("row").filter(has_text="有订单的客户")).to_contain_text("不能删除")
    report.get_by_role("button", name="关闭").last.click()
    expect(bar).to_contain_text("已选 1 条")
    expect(tab.rows(LIST)).to_have_count(1)
    assert company.get("/parties")["count"]["value"] == 1


def test_what_is_told_stands_above_the_bar_of_chosen_rows(visit: Visit, company: Company) -> None:
    customer = company.customer("华信")
    tab = visit(company, size=(1024, 700))
    tab.watch.expect("422 PATCH /api/parties/.*")
    tab.open("/parties")
    write_in_place(tab, customer, "phone", "abc")
    told = tab.page.get_by_role("status").get_by_text("“abc”不是有效的电话号码")
    expect(told).to_be_visible()
    tab.page.get_by_label("选择已加载的全部").check()
    bar = tab.page.get_by_role("toolbar", name="批量操作").bounding_box()
    corner = told.bounding_box()
    assert bar is not None
    assert corner is not None
    assert corner["y"] + corner["height"] <= bar["y"]


def test_a_card_goes_to_another_column_by_the_keyboard(visit: Visit, company: Company) -> None:
    customer = company.customer("北京华信科技有限公司", level="a")
    tab = visit(company)
    tab.open("/parties?view=board&board=level")
    column = tab.page.get_by_role("region", name="B 级")
    expect(column.get_by_role("article")).to_have_count(0)
    card = tab.page.get_by_role("article", name="北京华信科技有限公司")
    card.focus()
    tab.keys("Alt+ArrowRight")
    expect(column.get_by_role("article", name="北京华信科技有限公司")).to_be_focused()
    assert company.get(f"/parties/{customer}")["level"] == "b"


def test_a_nested_filter_reads_as_a_sentence_and_can_be_changed(visit: Visit, company: Company) -> None:
    company.customer("北京华信", level="a")
    company.customer("上海明珠", level="b")
    company.customer("重庆山城", level="c")
    wanted = {
        "or": [
            {"field": "level", "op": "eq", "value": "a"},
            {
                "and": [
                    {"field": "owner_id", "op": "eq", "value": "@me"},
                    {"not": {"field": "name", "op": "contains", "value": "重庆"}},
                ]
            },
        ]
    }
    tab = visit(company)
    tab.open(f"/parties?filter={quote(json.dumps(wanted))}")
    tab.shows("共 2 条")
    sentence = tab.page.get_by_role("group", name="筛选条件")
    expect(sentence).to_contain_text("客户级别 是 A 级")
    expect(sentence).to_contain_text("(负责人 是 我 且 不满足 (名称 包含 重庆))")
    sentence.get_by_role("button", name="移除此条件").last.click()
    tab.shows("共 1 条")
    expect(tab.row(LIST, "北京华信")).to_be_visible()


def test_groups_tell_their_sums_and_open_to_their_rows(visit: Visit, company: Company) -> None:
    product = company.product(stock="100")
    customer = company.customer("北京华信")
    company.confirmed(customer, (product, "2", "113"))
    draft = company.order(customer, (product, "1", "113"))
    tab = visit(company)
    tab.open("/sales-orders?group=state")
    head = tab.row("销售订单", "草稿")
    expect(head).to_contain_text("113.00")
    expect(tab.table("销售订单").locator("tfoot")).to_contain_text("339.00")
    head.get_by_role("button").click()
    expect(tab.row("销售订单", draft["number"])).to_be_visible()
    expect(tab.rows("销售订单")).to_have_count(3)
