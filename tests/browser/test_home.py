"""The home page: what waits, the plan of the day with tasks that end by one click, the month and the ranking."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.builders.company import Company

_ZONE = ZoneInfo("Asia/Shanghai")


def today(hour: int, *, days: int = 0) -> str:
    """A moment of the day on which the machine's clock stands, where the company is."""
    now = datetime.now(tz=_ZONE) + timedelta(days=days)
    return now.replace(hour=hour, minute=0, second=0, microsecond=0).isoformat()


def busy(office: Company) -> str:
    """A company with something of everything; gives back the customer to contact today."""
    customer = office.customer("华信科技", phone="13800138000", next_contact_at=today(10))
    office.post("/tasks", {"title": "寄样品", "due_at": today(16), "party_id": customer})
    office.post("/tasks", {"title": "催款", "due_at": today(9, days=-2)})
    screws = office.product(stock="100")
    office.confirmed(customer, (screws, "2", "113"))
    office.order(customer, (screws, "1", "113"))
    office.receipt(customer, "50")
    told = {"record": "party", "record_id": customer, "content": "谈了价格", "way": "call"}
    said = {"happened_at": today(12, days=-1), "next_contact_at": today(23)}
    office.post("/follow-ups", told | said)
    return customer


def test_every_figure_opens_its_rows(visit: Visit, office: Company) -> None:
    busy(office)
    tab = visit(office, size=DESK)
    tab.open("/")
    tab.shows("今天等我处理")
    expect(tab.page.get_by_role("link", name="过期的任务 1")).to_be_visible()
    rows = tab.page.get_by_role("list", name="今日计划").get_by_role("listitem")
    expect(rows).to_have_count(3)
    for row, words in enumerate(("催款", "寄样品", "华信科技")):
        expect(rows.nth(row)).to_contain_text(words)
    expect(tab.row("排行榜", "张三")).to_contain_text("226.00")
    tab.page.get_by_role("link", name="今天要联系 1").click()
    tab.title("客户与供应商")
    expect(tab.rows("客户与供应商")).to_have_count(1)
    tab.shows("华信科技")
    tab.open("/")
    tab.page.get_by_role("link", name="待出库订单 1").click()
    expect(tab.rows("销售订单")).to_have_count(1)


def test_the_day_is_done_in_one_hand(visit: Visit, office: Company) -> None:
    busy(office)
    tab = visit(office, size=PHONE)
    tab.open("/")
    tab.press("完成 催款")
    tab.told("任务已完成")
    rows = tab.page.get_by_role("list", name="今日计划").get_by_role("listitem")
    expect(rows).to_have_count(2)
    call = tab.page.get_by_role("link", name="打电话给 华信科技")
    expect(call).to_have_attribute("href", "tel:+8613800138000")
    tab.fits()
    (done,) = [item for item in office.get("/tasks")["items"] if item["state"] == "done"]
    assert done["title"] == "催款"


def test_with_nothing_to_do_it_says_so(visit: Visit, office: Company) -> None:
    tab = visit(office, size=DESK)
    tab.open("/")
    tab.shows("今天没有等待处理的")
    tab.shows("今天没有要联系的客户和任务")
    tab.shows("这段时间还没有数据")
    tab.fits()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_target_is_entered_and_shown_with_its_progress(
    visit: Visit, office: Company, size: tuple[int, int]
) -> None:
    busy(office)
    month = datetime.now(tz=_ZONE).month
    tab = visit(office, size=size)
    tab.open("/targets")
    tab.fill(f"全公司 {month} 月目标", "1000")
    tab.press("保存 全公司 的目标")
    tab.told("目标已保存")
    tab.shows("完成 226 · 22.6%")
    tab.fits()
    tab.open("/")
    tab.shows("目标 1,000.00，完成 22.6%")
    tab.fits()
