"""Names that are written to break a page stay names, wherever they are shown."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company

PICTURE = '"><img src=x onerror="window.__xss=1">'
TEMPLATE = "{{7*7}} ${7*7} {line} <b>粗</b>"


def unharmed(tab: Tab, *names: str) -> None:
    for name in names:
        expect(tab.page.get_by_text(name, exact=False).filter(visible=True).first).to_be_visible()
    tab.rest()
    assert tab.page.evaluate("window.__xss") is None
    assert tab.page.locator("img[src=x]").count() == 0
    assert tab.page.locator("main b", has_text=re.compile("^粗$")).count() == 0


def test_a_hostile_name_is_only_a_name_on_every_page(visit: Visit, company: Company) -> None:
    customer = company.customer(PICTURE, note=TEMPLATE, address=PICTURE)
    product = company.product("113", stock="100", name=TEMPLATE, specification=PICTURE)
    order, delivery, invoice = company.sold(customer, (product, "2", "113"), note=PICTURE)
    receipt = company.receipt(customer, "226", {invoice["id"]: "226"}, note=TEMPLATE)
    company.order(customer, (product, "1", "113"))
    tab = visit(company)

    tab.open("/")
    unharmed(tab, PICTURE)
    tab.go("/parties")
    unharmed(tab, PICTURE)
    tab.go(f"/parties/{customer}")
    unharmed(tab, PICTURE, TEMPLATE)
    assert tab.page.title().startswith(PICTURE)
    tab.go(f"/parties/{customer}/edit")
    expect(tab.field("名称")).to_have_value(PICTURE)
    tab.go("/products")
    unharmed(tab, TEMPLATE)
    tab.go(f"/sales-orders/{order['id']}")
    unharmed(tab, PICTURE, TEMPLATE)
    tab.go(f"/deliveries/{delivery['id']}")
    unharmed(tab, PICTURE, TEMPLATE)
    tab.go(f"/sales-invoices/{invoice['id']}")
    unharmed(tab, PICTURE, TEMPLATE)
    tab.go(f"/receipts/{receipt['id']}")
    unharmed(tab, PICTURE)
    tab.go("/account-lines/1122")
    unharmed(tab, PICTURE)
    tab.go("/stock")
    unharmed(tab, TEMPLATE)


def test_a_hostile_name_is_harmless_in_refusals_questions_and_searches(
    visit: Visit, company: Company
) -> None:
    customer = company.customer(PICTURE)
    product = company.product("113", stock="1", name=TEMPLATE)
    order = company.order(customer, (product, "2", "113"))
    tab = visit(company)
    tab.watch.expect("409 POST /api/sales-orders/.*/confirm")

    tab.open(f"/sales-orders/{order['id']}")
    tab.press("确认订单")
    expect(tab.rows("库存不足的明细")).to_contain_text(TEMPLATE)
    unharmed(tab, TEMPLATE)

    tab.open(f"/parties/{customer}")
    tab.press("删除")
    unharmed(tab, f"删除“{PICTURE}”？")

    tab.open("/sales-orders/new")
    tab.pick("客户", "img", PICTURE)
    unharmed(tab, PICTURE)
    tab.cell(1, "商品").focus()
    tab.search("7*7", "products")
    expect(tab.page.get_by_role("option").filter(has_text=TEMPLATE)).to_be_visible()
    tab.keys("Enter")
    expect(tab.cell(1, "商品")).to_have_value(TEMPLATE)
    unharmed(tab, PICTURE)

    tab.keys("Control+k")
    tab.page.get_by_role("combobox", name="搜索").fill(PICTURE)
    expect(tab.page.get_by_role("dialog", name="搜索").get_by_role("option").first).to_contain_text(PICTURE)
    unharmed(tab, PICTURE)


def test_an_address_from_a_stranger_leads_nowhere_else(visit: Visit, company: Company) -> None:
    for next in ("https://evil.example/", "/\\evil.example/", "javascript:window.__xss=1"):
        tab = visit()
        tab.watch.expect("401 .*")
        tab.page.goto(f"{tab.origin}/log-in?next={next}")
        tab.sign_in(company.login)
        tab.title("张三，您好")
        assert tab.page.url.startswith(tab.origin)
        assert tab.page.evaluate("window.__xss") is None
