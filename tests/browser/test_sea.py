"""The public sea in the browser: claimed from the list, put back with a reason, tried and taken back by night."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.sea import Shore, person_id, salespeople


def test_a_customer_is_claimed_from_the_sea_and_put_back(visit: Visit, shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("华东公海", wang, claim_limit=2)
    customers = [
        shore.customer_in(sea, name, phone="13800001234")
        for name in ("杭州云栖贸易有限公司", "宁波海曙五金经营部", "上海启明办公用品有限公司")
    ]
    tab = visit(wang)
    tab.open("/sea")
    tab.title("公海")
    tab.shows("今天还可领取 2 / 2")
    expect(tab.rows("华东公海")).to_have_count(3)
    expect(tab.row("华东公海", "杭州云栖")).to_contain_text("+86138****1234")

    tab.row("华东公海", "杭州云栖").get_by_role("button", name="杭州云栖贸易有限公司").click()
    peek = tab.page.get_by_role("dialog")
    expect(peek).to_contain_text("+86138****1234")
    expect(peek).not_to_contain_text("13800001234")
    peek.get_by_role("button", name="领取", exact=True).click()
    tab.told("已领取 1 条")
    tab.shows("今天还可领取 1 / 2")
    assert shore.owner(customers[0]) == person_id(wang)

    for name in ("宁波海曙五金经营部", "上海启明办公用品有限公司"):
        tab.page.get_by_role("checkbox", name=name).check()
    tab.page.get_by_role("toolbar").get_by_role("button", name="领取").click()
    report = tab.page.get_by_role("dialog")
    expect(report).to_contain_text("公海“华东公海”每人每天最多领取 2 条，您今天已领取 1 条")
    report.get_by_role("button", name="关闭").last.click()

    tab.open(f"/parties/{customers[0]}")
    tab.rest()
    standing = tab.page.get_by_role("region", name="归属状态")
    standing.get_by_role("button", name="退回公海").click()
    asked = tab.page.get_by_role("dialog")
    asked.get_by_role("textbox", name="退回原因").fill("近期没有采购计划")
    asked.get_by_role("button", name="退回公海").click()
    tab.told("已退回公海")
    assert shore.owner(customers[0]) is None
    tab.rest()


def test_rules_are_tried_before_they_count_and_a_night_is_taken_back(visit: Visit, shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("华东公海", wang)
    customer = str(wang.post("/parties", {"name": "苏州恒泰电子有限公司"})["id"])
    shore.company.books.execute(
        "UPDATE party SET received_at = received_at - interval '9 days' WHERE id = %(id)s", {"id": customer}
    )

    tab = visit(shore.company)
    tab.open(f"/sea/pools/{sea}")
    tab.title("华东公海")
    tab.press("添加规则")
    rule = tab.page.get_by_role("group", name="未跟进")
    rule.get_by_role("spinbutton", name="天", exact=True).fill("7")
    tab.press("预演今晚")
    tab.shows("今晚 1 条落入公海")
    expect(tab.row("今晚落海预演", "苏州恒泰电子")).to_contain_text("7 天未跟进")
    tab.press("保存")
    tab.told("已保存")
    shore.run_jobs()

    shore.night()
    assert shore.owner(customer) is None
    tab.open("/sea/nights")
    tab.title("公海回收")
    nights = tab.rows("公海回收")
    expect(nights).to_have_count(1)
    nights.first.get_by_role("button").first.click()
    expect(tab.page.get_by_role("row").filter(has_text="苏州恒泰电子")).to_contain_text("业务00")
    nights.first.get_by_role("button", name="撤销这一夜").click()
    with tab.page.expect_response(re.compile("/undo$")):
        tab.page.get_by_role("tooltip").get_by_role("button", name="撤销这一夜").press("Enter")
    shore.run_jobs()
    tab.told(re.compile("^已撤销 .* 的回收$"))
    assert shore.owner(customer) == person_id(wang)
    tab.rest()


def test_a_phone_holds_a_sea(visit: Visit, shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("华东公海", wang, claim_limit=5)
    shore.customer_in(sea, "杭州云栖贸易有限公司", phone="13800001234")
    tab = visit(wang, size=PHONE)
    tab.open("/sea")
    tab.title("公海")
    tab.fits()
    tab.row("华东公海", "杭州云栖").get_by_role("button", name="领取").click()
    tab.told("已领取 1 条")
    tab.rest()
