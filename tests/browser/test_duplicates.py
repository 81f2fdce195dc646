"""A customer who is there twice: told while typing, found in groups, merged into one, and two again."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company


def test_a_customer_who_is_there_twice_becomes_one_and_two_again(visit: Visit, company: Company) -> None:
    one = company.customer("北京华信科技有限公司", region="北京")
    two = company.customer("北京华信科技", note="展会认识")
    company.post("/contacts", {"party_id": two, "name": "王小明"})
    tab = visit(company)
    tab.open("/parties/new")
    tab.fill("名称", "北京华信科技")
    hints = tab.page.get_by_role("main").get_by_role("status").filter(has_text="可能已有")
    expect(hints.get_by_role("link")).to_have_text(["北京华信科技", "北京华信科技有限公司"])
    expect(hints).to_contain_text("负责人 张三")

    tab.open("/duplicates/parties")
    tab.title("查重：客户与供应商")
    tab.press("对比两条记录")
    tab.title("对比两条记录")
    tab.page.locator("tbody tr", has_text="备注").get_by_role("radio").last.check()
    tab.page.get_by_role("banner").or_(tab.page.get_by_role("main")).get_by_role(
        "button", name="合并", exact=True
    ).first.click()
    sure = tab.page.get_by_role("dialog")
    expect(sure).to_contain_text("联系人：1")
    sure.get_by_role("button", name="合并").click()
    tab.told("已将“北京华信科技”并入“北京华信科技有限公司”")
    tab.at(f"/parties/{one}")
    assert company.get(f"/parties/{one}")["note"] == "展会认识"
    tab.press("撤销合并")
    tab.told("已撤销")
    assert company.get(f"/parties/{two}")["note"] == "展会认识"
    assert company.get(f"/parties/{one}")["note"] is None
    tab.rest()


def test_one_box_finds_everything_and_a_fact_is_changed_where_it_stands(
    visit: Visit, company: Company
) -> None:
    customer = company.customer("北京华信科技有限公司", region="北京")
    company.post("/contacts", {"party_id": customer, "name": "华信王经理"})
    tab = visit(company)
    tab.open("/parties")
    tab.title("客户与供应商")
    tab.keys("Control+k")
    box = tab.page.get_by_role("combobox", name="搜索")
    expect(box).to_be_focused()
    box.fill("华信")
    offered = tab.page.get_by_role("dialog", name="搜索").get_by_role("option")
    expect(offered).to_have_count(2)
    expect(offered.first.locator("mark").first).to_have_text("华信")
    tab.keys("Enter")
    tab.title("北京华信科技有限公司")
    value = tab.page.locator("[data-field=region]")
    value.dblclick()
    editor = tab.page.locator("[data-editor] input")
    expect(editor).to_be_focused()
    editor.fill("天津")
    tab.keys("Enter")
    expect(value).to_have_text("天津")
    assert company.get(f"/parties/{customer}")["region"] == "天津"
    tab.page.get_by_role("tab", name="联系人 1").click()
    tab.page.get_by_role("tabpanel").get_by_role("button").first.click()
    tab.at(f"/contacts/new?set=%7B%22party_id%22%3A%22{customer}%22%7D")
    tab.rest()


def test_comparing_fits_a_phone(visit: Visit, company: Company) -> None:
    one, two = company.customer("甲"), company.customer("乙", region="北京")
    tab = visit(company, size=PHONE)
    tab.open(f'/compare/parties?a="{one}"&b="{two}"')
    tab.title("对比两条记录")
    assert tab.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.open("/duplicate-rules/party")
    tab.title("查重规则：客户与供应商")
    assert tab.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_phone_leads_from_the_list_to_what_is_there_twice(visit: Visit, company: Company) -> None:
    one = company.customer("北京华信科技有限公司")
    two = company.customer("北京华信科技")
    tab = visit(company, size=PHONE)
    tab.open("/parties")
    tab.follow("查重")
    tab.title("查重：客户与供应商")
    tab.press("对比两条记录")
    tab.title("对比两条记录")
    pair = {one, two}
    assert {part for part in pair if part in tab.page.url} == pair
    tab.fits()


def test_the_shape_of_a_record_leads_to_its_duplicate_rules(visit: Visit, office: Company) -> None:
    tab = visit(office)
    tab.open("/customisation/contact")
    tab.follow("查重规则")
    tab.at("/duplicate-rules/contact")
    tab.title("查重规则：联系人")
