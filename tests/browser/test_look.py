"""The same pages in English, in the dark, and in one hand."""

import json
import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.fixtures import Found

# What a person reads or hears on the page, and no more: no scripts, no styles, nothing that is not shown.
_WORDS = """() => {
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const said = ['aria-label', 'title', 'placeholder', 'alt'];
  const words = [document.body.innerText];
  for (const element of document.body.querySelectorAll('*'))
    if (shown(element)) for (const name of said) words.push(element.getAttribute(name) ?? '');
  return words.join('\\n');
}"""
# Text that is less than 4.5 times as bright (or dark) as what lies behind it is hard to read for many.
_FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = rgb => {
    const [r, g, b] = rgb.map(part => part / 255).map(p => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] / 255 + below[i] * (1 - top[3] / 255));
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const faint = [];
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('');
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('[disabled], [aria-disabled=true]')) continue;
    const back = behind(element);
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), back)), light(back)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${words.slice(0, 30)} (${contrast.toFixed(2)})`);
  }
  return faint;
}"""
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# The person's own name, and the sign of the product.
_OWN = {"张三", "合一"}


def trade(company: Company) -> list[str]:
    """Let everything happen once in a company; the addresses at which it is seen."""
    customer = company.customer("Huaxin Ltd", phone="13800138000")
    product = company.product("113", stock="100", name="Steel screw")
    order, delivery, invoice = company.sold(customer, (product, "10", "113"))
    receipt = company.receipt(customer, "565", {invoice["id"]: "565"})
    returned = company.take_back(delivery, "1")
    credit = company.credited(returned)
    draft = company.order(customer, (product, "1", "113"))
    return [
        "/",
        "/parties",
        f"/parties/{customer}",
        f"/parties/{customer}/edit",
        "/parties/import",
        "/products",
        f"/products/{product}",
        "/sales-orders",
        "/sales-orders/new",
        f"/sales-orders/{order['id']}",
        f"/sales-orders/{draft['id']}/edit",
        f"/deliveries/{delivery['id']}",
        f"/sales-returns/{returned['id']}",
        f"/sales-invoices/{invoice['id']}",
        f"/sales-invoices/{credit['id']}",
        f"/receipts/{receipt['id']}",
        f"/receipts/new?party={customer}",
        "/purchase-orders",
        "/purchase-orders/new",
        "/purchase-receipts",
        "/purchase-returns",
        "/supplier-invoices",
        "/payments",
        "/payments/new",
        "/stock",
        "/stock-moves",
        "/stock-receipts/new",
        "/trial-balance",
        "/account-lines/1122",
        "/journal-entries",
        "/verify",
        "/users",
        "/account",
        "/roles",
        "/api-keys",
        "/jobs",
        "/audit-events",
    ]


def chinese_on(tab: Tab) -> set[str]:
    return set(_CHINESE.findall(tab.page.evaluate(_WORDS))) - _OWN


def chinese_in_the_books(company: Company) -> set[str]:
    """The law wants vouchers in Chinese, and units are called what they are called in Chinese invoices."""
    rows = [company.get(path)["items"] for path in ("/journal-entries", "/units")]
    return set(_CHINESE.findall(json.dumps(rows, ensure_ascii=False)))


def faint_on(tab: Tab) -> list[str]:
    return list(tab.page.evaluate(_FAINT))


def test_in_english_and_in_the_dark_no_chinese_is_left_and_all_can_be_read(
    visit: Visit, found: Found
) -> None:
    company = found(name="Huaxin Trading", language="en")
    tab = visit(company, dark=True)
    tab.open("/")
    tab.title("Hello 张三")

    left: dict[str, object] = {}
    pages = trade(company)
    books = chinese_in_the_books(company)
    for path in pages:
        tab.go(path)
        if any(seen := (chinese_on(tab) - books, faint_on(tab))):
            left[path] = seen
    assert left == {}


def test_the_language_is_switched_where_one_stands_and_stays(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/trial-balance?level=2")
    tab.title("科目余额表")
    tab.press(re.compile("^张三"))
    tab.page.get_by_role("menuitemradio", name="English").click()
    tab.title("Trial balance")
    tab.at("/trial-balance?level=2")
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    tab.page.reload()
    tab.title("Trial balance")
    tab.press(re.compile("^张三"))
    tab.page.get_by_role("menuitemradio", name="简体中文").click()
    tab.title("科目余额表")


def test_the_door_speaks_the_language_of_the_browser(visit: Visit) -> None:
    tab = visit(language="en-GB")
    tab.watch.expect("401 .*")
    for path in ("/log-in", "/sign-up", "/reset", "/nothing-here"):
        tab.open(path)
        tab.rest()
        assert chinese_on(tab) <= {"简体中文"}, path
    tab.press("简体中文")
    tab.title("登录")


def test_the_look_is_chosen_and_stays(visit: Visit, company: Company) -> None:
    tab = visit(company, dark=True)
    tab.open("/parties")
    expect(tab.page.locator("html")).to_have_attribute("data-mode", "dark")
    tab.press(re.compile("^张三"))
    tab.page.get_by_role("menuitemradio", name="浅色").click()
    expect(tab.page.locator("html")).to_have_attribute("data-mode", "light")
    tab.page.reload()
    tab.rest()
    expect(tab.page.locator("html")).to_have_attribute("data-mode", "light")


def test_on_a_phone_no_page_can_be_pushed_sideways_and_all_can_be_read(
    visit: Visit, company: Company
) -> None:
    tab = visit(company, size=PHONE)
    tab.open("/")
    faint: dict[str, list[str]] = {}
    for path in trade(company):
        tab.go(path)
        tab.fits()
        if seen := faint_on(tab):
            faint[path] = seen
    assert faint == {}


def test_an_order_is_entered_in_one_hand(visit: Visit, company: Company) -> None:
    company.customer("北京华信科技有限公司", phone="13800138000")
    company.product("113", stock="100", name="不锈钢螺丝")
    tab = visit(company, size=PHONE)

    tab.open("/")
    bar = tab.page.get_by_role("navigation", name="功能区")
    for word in ("今日", "客户", "销售", "更多"):
        expect(bar.get_by_text(word, exact=True)).to_be_in_viewport()
    bar.get_by_text("客户", exact=True).tap()
    card = tab.page.get_by_role("listitem").filter(has_text="北京华信科技有限公司")
    expect(card).to_contain_text("138 0013 8000")

    bar.get_by_text("新建", exact=True).tap()
    tab.page.get_by_role("link", name="新建销售订单").tap()
    tab.title("新建销售订单")
    tab.pick("客户", "hx", "北京华信科技有限公司")
    tab.cell(1, "商品").tap()
    tab.search("luosi", "products")
    tab.page.get_by_role("option").filter(has_text="不锈钢螺丝").tap()
    tab.cell(1, "数量").fill("3")
    save = at_the_thumb(tab, "保存订单")
    save.tap()

    tab.told("已保存")
    tab.shows("339.00")
    tab.fits()
    at_the_thumb(tab, "确认订单").tap()
    tab.told("订单已确认，库存已锁定")
    at_the_thumb(tab, "全部出库").tap()
    tab.told("出库完成")


def at_the_thumb(tab: Tab, name: str) -> Locator:
    button = tab.button(name)
    expect(button).to_be_in_viewport()
    place = button.bounding_box()
    assert place is not None
    assert place["y"] > PHONE[1] / 2, f"{name} is out of reach"
    assert place["height"] >= 32
    return button
