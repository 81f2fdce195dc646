"""A salesperson writes down what was said, checks in at a customer, and does his tasks; also on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.builders.company import Company


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_follow_up_is_written_where_the_customer_is_seen(
    visit: Visit, office: Company, size: tuple[int, int]
) -> None:
    customer = office.customer("华信科技")
    office.post("/phrases", {"words": "已发报价单"})
    tab = visit(office, size=size)
    tab.open(f"/parties/{customer}")
    if size == PHONE:
        tab.press("写跟进")
    tab.fill("跟进内容", "谈了价格")
    tab.page.get_by_role("combobox", name="常用语").click()
    tab.page.locator(".ant-select-item-option", has_text="已发报价单").click()
    expect(tab.field("跟进内容")).to_have_value("谈了价格\n已发报价单")
    tab.press("保存跟进")
    tab.told("跟进已保存")
    expect(tab.page.get_by_role("listitem").filter(has_text="谈了价格")).to_contain_text("已发报价单")
    if size == PHONE:
        expect(tab.field("跟进内容")).to_have_count(0)
    else:
        expect(tab.field("跟进内容")).to_have_value("")
    tab.fits()
    (made,) = office.get("/follow-ups")["items"]
    assert (made["content"], made["way"]) == ("谈了价格\n已发报价单", "call")


def test_a_visit_keeps_its_place(visit: Visit, office: Company) -> None:
    customer = office.customer("华信科技")
    tab = visit(office, size=PHONE)
    tab.page.context.grant_permissions(["geolocation"])
    tab.page.context.set_geolocation({"latitude": 31.230416, "longitude": 121.473701})
    tab.open(f"/parties/{customer}")
    tab.press("写跟进")
    tab.press("签到")
    tab.fill("签到地点", "华信科技前台")
    expect(tab.page.get_by_role("checkbox", name="同时设为该客户的位置")).to_be_checked()
    tab.fill("跟进内容", "见到王经理")
    tab.press("保存跟进")
    tab.told("跟进已保存")
    rows = office.books.rows(
        "SELECT way, place, latitude::text, longitude::text FROM follow_up WHERE tenant_id = %s",
        [office.tenant_id],
    )
    assert rows == [
        {"way": "visit", "place": "华信科技前台", "latitude": "31.230416", "longitude": "121.473701"}
    ]
    found = office.get(f"/parties/{customer}")
    assert (found["latitude"], found["longitude"]) == ("31.230416", "121.473701")


def test_on_a_phone_what_was_typed_is_there_again_and_the_next_contact_is_a_tap(
    visit: Visit, office: Company
) -> None:
    customer = office.customer("华信科技")
    tab = visit(office, size=PHONE)
    tab.open(f"/parties/{customer}")
    tab.press("写跟进")
    tab.fill("跟进内容", "还没写完")
    tab.press("3 天后")
    tab.page.reload()
    tab.press("写跟进")
    expect(tab.field("跟进内容")).to_have_value("还没写完")
    expect(tab.page.get_by_role("button", name="3 天后")).to_have_attribute("aria-pressed", "true")
    tab.press("保存跟进")
    tab.told("跟进已保存")
    (made,) = office.get("/follow-ups")["items"]
    assert (made["content"], made["next_contact_at"][11:]) == ("还没写完", "01:00:00Z")
    tab.press("写跟进")
    expect(tab.field("跟进内容")).to_have_value("")


def test_a_task_is_done_and_opened_again(visit: Visit, office: Company) -> None:
    task = office.post("/tasks", {"title": "寄样品", "due_at": "2026-12-01T10:00:00+08:00"})["id"]
    tab = visit(office)
    tab.open(f"/tasks/{task}")
    tab.title("寄样品")
    tab.press("完成任务")
    tab.told("任务已完成")
    tab.press("重新打开")
    tab.told("任务已重新打开")
    assert office.get(f"/tasks/{task}")["state"] == "open"
