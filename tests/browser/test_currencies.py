"""Foreign currencies in the browser: a currency and its rates, a voucher in dollars, and the month's end."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.ledger import foreign_account, in_foreign, posted, rate


def type_account(tab: Tab, code: str) -> None:
    """Type a code into the account cell and take what is offered."""
    tab.page.keyboard.type(code)
    expect(tab.page.get_by_role("option").filter(has_text=code).first).to_be_visible()
    tab.keys("Enter")


def test_a_currency_its_rates_and_a_voucher_in_it(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/currencies")
    tab.shows("还没有启用外币")
    tab.page.get_by_role("combobox", name="启用币种").fill("USD")
    tab.page.get_by_role("option", name="USD 美元").wait_for(state="attached")
    tab.keys("Enter")
    tab.told("已保存")
    tab.press("粘贴汇率表")
    tab.page.get_by_role("textbox", name="粘贴汇率表").fill(
        "日期\t汇率\n2026-10-01\t7.0988\n2026-10-31\t7.05"
    )
    tab.page.get_by_role("button", name="录入 2 个汇率").press("Enter")
    expect(tab.rows("USD 汇率")).to_have_count(2)
    expect(tab.row("币种", "USD 美元")).to_contain_text("7.05")

    foreign_account(company, "1221", "122198", "应收美元")
    tab.open("/vouchers/new")
    expect(tab.cell(1, "摘要")).to_be_focused()
    tab.page.keyboard.type("出口销售")
    tab.keys("Enter")
    type_account(tab, "122198")
    expect(tab.cell(1, "USD")).to_be_focused()
    tab.page.keyboard.type("1,000")
    expect(tab.cell(1, "汇率")).to_have_value("7.05")
    expect(tab.cell(1, "借方")).to_have_value("7,050.00")
    tab.cell(1, "汇率").fill("7.1")
    expect(tab.cell(1, "借方")).to_have_value("7,100.00")
    tab.cell(2, "摘要").focus()
    tab.keys("Enter")
    type_account(tab, "500101")
    tab.keys("=")
    expect(tab.cell(2, "贷方")).to_have_value("7,100.00")
    tab.keys("Control+s")
    tab.press("过账")
    tab.told("已过账")
    expect(tab.page.get_by_role("article")).to_contain_text("USD 1,000.00 × 7.1")
    assert company.get("/foreign-balances", to="2026-12-31")["accounts"][0]["foreign_closing"] == "1000"


def test_what_is_held_in_dollars_is_revalued(visit: Visit, company: Company) -> None:
    foreign_account(company, "1221", "122198", "应收美元")
    posted(company, "2026-10-10", ("122198", "7100", "0", in_foreign("1000", "7.1")), ("500101", "0", "7100"))
    tab = visit(company)
    tab.open("/revaluation?period=2026-10")
    tab.shows("USD 还没有期末汇率，请先录入")
    expect(tab.button("生成调汇凭证")).to_be_disabled()
    rate(company, "2026-10-31", "7.05")
    tab.open("/periods?period=2026-10")
    tab.shows("1 项外币余额未按期末汇率调整")
    tab.load("/revaluation?period=2026-10")
    expect(tab.row("期末调汇", "122198 应收美元")).to_contain_text("-50.00")
    tab.press("生成调汇凭证")
    tab.told("调汇凭证 记-0002 已记账")
    expect(tab.button("生成调汇凭证")).to_be_disabled()
    assert company.accounts() == {"122198": "7050", "500101": "-7100", "560303": "50"}

    phone = visit(company, size=PHONE)
    phone.open("/foreign-balances?from=2026-10-01&to=2026-10-31")
    phone.shows("122198 应收美元")
    phone.fits()
    phone.open("/account-lines/122198?from=2026-10-01&to=2026-10-31")
    phone.shows("7.1")
    phone.fits()
