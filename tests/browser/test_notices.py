"""The bell tells what came to me and leads there; each person chooses how he is told; days are moved by hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company

_ZONE = ZoneInfo("Asia/Shanghai")


def day(days: int = 0) -> str:
    """A day seen from the one on which the machine's clock stands, where the company is."""
    return (datetime.now(tz=_ZONE) + timedelta(days=days)).date().isoformat()


def give(office: Company, person: object, *names: str) -> list[str]:
    """Hand new customers over to a colleague."""
    ids = [office.customer(name) for name in names]
    body = {"ids": ids, "action": "transfer", "values": {"owner_id": str(person)}}
    office.post("/parties/bulk", body)
    return ids


def choose(tab: Tab, label: str, option: str) -> None:
    """Take one of the few that a field offers."""
    tab.page.get_by_role("combobox", name=label, exact=True).click()
    tab.page.locator(".ant-select-item-option").get_by_text(option, exact=True).click()


def test_the_bell_counts_and_leads_to_what_it_tells(visit: Visit, office: Company) -> None:
    seller = office.colleague("sales")
    give(office, seller.user_id, "华信")
    give(office, seller.user_id, "长城", "远大")
    tab = visit(seller, size=DESK)
    tab.open("/")
    tab.press("通知，2 条未读")
    panel = tab.page.get_by_role("dialog", name="通知")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    panel.get_by_role("link", name="张三 把客户与供应商“华信”转交给您").click()
    tab.title("华信")
    tab.press("通知，1 条未读")
    panel.get_by_role("link", name="全部通知").click()
    tab.title("通知")
    tab.page.get_by_text("未读", exact=True).first.click()
    rows = tab.page.get_by_role("list", name="通知").get_by_role("listitem")
    expect(rows).to_have_count(1)
    tab.press("全部标为已读")
    tab.shows("没有通知")
    expect(tab.page.get_by_role("button", name="通知", exact=True)).to_be_visible()
    tab.fits()


def test_the_link_of_a_mail_leads_to_the_record_on_a_phone(visit: Visit, office: Company) -> None:
    seller = office.colleague("sales")
    give(office, seller.user_id, "华信")
    (notice,) = seller.get("/notices")["items"]
    tab = visit(seller, size=PHONE)
    tab.open(f"/notices/{notice['id']}")
    tab.title("华信")
    assert seller.get("/notices/unread")["count"] == 0
    tab.open("/notices")
    tab.title("通知")
    tab.fits()


def test_how_one_is_told_is_chosen_and_kept(visit: Visit, office: Company) -> None:
    tab = visit(office, size=DESK)
    tab.open("/notices/choices")
    tab.title("通知设置")
    choose(tab, "记录转交给我的通知方式", "不通知")
    tab.told("已保存")
    chosen = {one["key"]: one["channel"] for one in office.get("/notices/choices")["kinds"]}
    assert (chosen["handed_over"], chosen["assigned"]) == ("off", "product")
    tab.load("/notice-defaults")
    choose(tab, "记录分配给我的通知方式", "汇总邮件")
    tab.told("已保存")
    told = {one["key"]: one["default"] for one in office.get("/notices/choices")["kinds"]}
    assert told["assigned"] == "digest"
    tab.fits()


def test_a_task_is_dragged_to_another_day_and_a_contact_moved_by_keys(visit: Visit, office: Company) -> None:
    task = office.post("/tasks", {"title": "寄样品", "due_at": f"{day()}T16:00:00+08:00", "remind": "hour_1"})
    customer = office.customer("华信", next_contact_at=f"{day()}T10:00:00+08:00")
    tab = visit(office, size=DESK)
    tab.open("/calendar?span=week")
    tab.title("日程")
    shown = tab.page.get_by_role("button", name="寄样品")
    days = tab.page.locator("section[aria-label]")
    monday = datetime.now(tz=_ZONE).weekday()
    other = (monday + 2) % 7
    shown.drag_to(days.nth(other))
    tab.told(f"已改到 {day(other - monday)}")
    moved = office.get(f"/tasks/{task['id']}")
    assert moved["due_at"] == f"{day(other - monday)}T08:00:00Z"
    assert moved["remind_at"] == f"{day(other - monday)}T07:00:00Z"
    tab.page.get_by_role("button", name="10:00 华信", exact=True).focus()
    step = "Alt+ArrowLeft" if monday else "Alt+ArrowRight"
    tab.keys(step)
    there = day(-1 if monday else 1)
    tab.told(f"已改到 {there}")
    assert office.get(f"/parties/{customer}")["next_contact_at"] == f"{there}T02:00:00Z"
    tab.fits()


def test_on_a_phone_the_days_are_a_list(visit: Visit, office: Company) -> None:
    office.post("/tasks", {"title": "寄样品", "due_at": f"{day()}T16:00:00+08:00"})
    tab = visit(office, size=PHONE)
    tab.open("/calendar")
    tab.title("日程")
    expect(tab.page.get_by_role("button", name="16:00 任务 寄样品")).to_be_visible()
    tab.fits()
