import pytest
from heyi.platform.jobs.runner import Runner
from tests.builders.receiver import receiving
def test_shots(visit, office, served, monkeypatch):
    office.books.execute("DELETE FROM job")
    monkeypatch.setattr(served.services, "allow_private_webhooks", True)
    with receiving() as receiver:
        made = office.post("/webhooks", {"name": "Warehouse", "url": receiver.url, "events": ["*"]})
        for status in (204, 500):
            receiver.status = status; receiver.answer = b"" if status == 204 else b"no room"
            office.post(f"/webhooks/{made['id']}/test")
            Runner(served.services).run_due()
        tab = visit(office, language="en")
        tab.open("/webhooks"); tab.rest(); tab.page.screenshot(path="/tmp/s1.png")
        tab.open(f"/webhooks/{made['id']}"); tab.rest(); tab.page.screenshot(path="/tmp/s2.png")
        tab.press("Look") if False else tab.page.get_by_role("button", name="Look").first.click()
        tab.page.wait_for_timeout(500); tab.page.screenshot(path="/tmp/s3.png")
        tab.open("/api-docs"); tab.rest(); tab.page.screenshot(path="/tmp/s4.png", full_page=True)
        tab.page.get_by_role("main").get_by_role("searchbox").fill("sales-orders"); tab.page.wait_for_timeout(600)
        tab.page.locator("summary").nth(2).click(); tab.page.locator("summary").nth(2).scroll_into_view_if_needed(); tab.page.wait_for_timeout(300); tab.page.screenshot(path="/tmp/s5.png")
        tab.open("/menus"); tab.rest(); tab.page.screenshot(path="/tmp/s6.png")
        tab.open("/words?q=order"); tab.rest(); tab.page.screenshot(path="/tmp/s7.png")
        tab.open("/demo-data"); tab.rest(); tab.page.screenshot(path="/tmp/s8.png")
        tab.open("/company"); tab.rest(); tab.page.get_by_role("button", name="How to number: Customers and suppliers").first.click() if False else None
        tab.page.get_by_role("button", name="How to number").first.click(); tab.page.wait_for_timeout(600); tab.page.screenshot(path="/tmp/s9.png")
