"""On the way between two visits: who is near, how far, and a follow-up written on the spot."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company

HERE = {"latitude": 31.240018, "longitude": 121.490317}


def test_the_customers_around_me_are_a_plan_and_a_list(visit: Visit, office: Company) -> None:
    for name, lat, lng in (("静安文具", "31.228833", "121.459"), ("南京东路商行", "31.238068", "121.48129")):
        place = {"latitude": lat, "longitude": lng, "phone": "+8613800138000"}
        office.post("/parties", {"name": name, **place})
    tab = visit(office, size=PHONE)
    tab.page.context.grant_permissions(["geolocation"])
    tab.page.context.set_geolocation(HERE)  # type: ignore[arg-type]  # a plain pair of degrees
    tab.open("/nearby")
    tab.press("定位")
    rows = tab.page.get_by_role("list", name="附近客户").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("南京东路商行")
    expect(rows.nth(0)).to_contain_text("885 米")
    expect(rows.nth(1)).to_contain_text("3.2 公里")
    expect(rows.nth(0).get_by_role("link", name="+8613800138000")).to_have_attribute(
        "href", "tel:+8613800138000"
    )
    tab.fits()
    tab.page.get_by_text("1 公里", exact=True).first.click()
    expect(rows).to_have_count(1)
    rows.nth(0).get_by_role("button", name="写跟进").click()
    tab.fill("跟进内容", "路过拜访")
    tab.press("保存跟进")
    tab.told("跟进已保存")
    (made,) = office.get("/follow-ups")["items"]
    assert made["party_id"]["title"] == "南京东路商行"


def test_who_refuses_his_place_is_told_what_to_do(visit: Visit, office: Company) -> None:
    tab = visit(office, size=PHONE)
    tab.page.context.clear_permissions()
    tab.open("/nearby")
    tab.press("定位")
    expect(tab.page.get_by_text("没有拿到您的位置")).to_be_visible()
    expect(tab.page.get_by_role("button", name="重新定位")).to_be_visible()
