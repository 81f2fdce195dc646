"""A cashier's month in the browser: a money account, a statement, matches, and the table that reconciles both."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.browser.test_books import month_before
from tests.builders import bank
from tests.builders.bank import statement
from tests.builders.company import Company

HUA_XIN = "北京华信科技有限公司"
STATEMENT = re.compile(r"/bank-statements/[0-9a-f-]{36}$")


def choose_file(tab: Tab, name: str, data: bytes) -> None:
    """Give a statement to the page."""
    tab.field("对账单文件").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def choose(tab: Tab, label: str, option: str) -> None:
    """Take one of a short list, by key."""
    field = tab.page.get_by_role("combobox", name=label, exact=True)
    field.fill(option)
    field.press("Enter")


def test_a_money_account_is_opened_and_its_journal_read(visit: Visit, company: Company) -> None:
    customer = company.customer(HUA_XIN)
    tab = visit(company)
    tab.open("/money-accounts")
    tab.press("新建资金账户")
    tab.fill("账户名称", "招行 6789")
    tab.fill("开户行", "招商银行北京分行")
    tab.page.get_by_role("dialog").get_by_role("button", name="保存").press("Enter")
    tab.told("资金账户已保存")
    expect(tab.row("资金账户", "招行 6789")).to_contain_text("100202")

    opened = next(one for one in company.get("/money-accounts")["items"] if one["name"] == "招行 6789")
    receipt = company.receipt(customer, "320.5", money_account_id=opened["id"])
    tab.open(f"/money-accounts/{opened['id']}")
    expect(tab.row("日记账", receipt["number"])).to_contain_text("320.50")
    expect(tab.table("日记账").locator("tfoot")).to_contain_text("320.50")


def test_a_statement_is_taken_in_matched_and_reconciled(visit: Visit, company: Company) -> None:
    month = month_before(company)
    customer = company.customer(HUA_XIN)
    first = company.receipt(customer, "500", received_on=f"{month}-03")
    company.receipt(customer, "430", received_on=f"{month}-04")
    account = bank.money_account(company)
    data = statement(
        (f"{month}-03", "500.00", "500.00", "", f"货款 {first['number']}", "B1"),
        (f"{month}-04", "430.00", "930.00", "", "转账", "B2"),
        (f"{month}-05", "-12.50", "917.50", "", "对公账户手续费", "B3"),
    )
    tab = visit(company)
    tab.open(f"/bank-statements/new?account={account}")
    choose_file(tab, "十月.csv", data)
    expect(tab.rows("逐笔流水")).to_have_count(3)
    # The file names no account: somebody says that it is this one's.
    tab.shows("没有写明账号")
    tab.page.get_by_role("checkbox", name="以上情况已核对，仍要导入").check()
    tab.press("导入 3 笔")
    tab.at(STATEMENT)
    tab.title(re.compile("十月.csv"))
    expect(tab.row("逐笔流水", "B1")).to_contain_text("未勾对")

    tab.press("去勾对")
    proposals = tab.page.get_by_role("list", name="勾对建议")
    expect(proposals.get_by_role("listitem")).to_have_count(2)
    expect(proposals).to_contain_text(f"单号 {first['number']} 相符")
    tab.press("接受全部 2 组勾对")
    tab.told("已勾对 2 组")

    tab.page.get_by_role("button", name="入账", exact=True).press("Enter")
    tab.pick("对方科目", "560304", "560304 银行手续费")
    tab.page.get_by_role("dialog").get_by_role("button", name="入账").press("Enter")
    tab.told(re.compile("已生成"))
    tab.shows("全部已勾对")
    assert company.accounts()["560304"] == "12.5"

    tab.open(f"/reconciliations/{account}?period={month}")
    expect(tab.page.get_by_role("region", name="企业日记账余额")).to_contain_text("917.50")
    expect(tab.page.get_by_role("region", name="银行对账单余额")).to_contain_text("917.50")
    tab.press("确认")
    tab.told(re.compile("已确认"))
    tab.open(f"/reconciliations?period={month}")
    expect(tab.row("余额调节表", "银行存款")).to_contain_text("已确认")


def test_both_sides_are_chosen_by_hand_and_a_match_is_taken_back(visit: Visit, company: Company) -> None:
    customer, account = company.customer(HUA_XIN), bank.money_account(company)
    company.receipt(customer, "30")
    company.receipt(customer, "70")
    day = f"{month_before(company)}-01"
    bank.taken_in(company, account, statement((day, "100.00", "100.00", "现金柜台", "存款", "B1")))
    tab = visit(company)
    tab.open(f"/bank-matching?account={account}")
    tab.shows("没有未勾对的记录")
    tab.page.get_by_role("checkbox", name=re.compile("显示全部账面记录")).check()
    for amount in ("100", "30", "70"):
        tab.page.get_by_role("checkbox", name=re.compile(f" {amount}$")).check()
    expect(tab.page.get_by_role("status").filter(has_text="差额 0.00")).to_be_visible()
    tab.page.get_by_role("button", name="勾对", exact=True).press("Enter")
    tab.told("已勾对 1 组")

    tab.page.get_by_role("tab", name="已勾对").click()
    done = tab.page.get_by_role("list", name="已勾对").get_by_role("listitem")
    expect(done).to_contain_text("手工勾对")
    tab.press("取消勾对")
    tab.told("已取消勾对")
    expect(done).to_have_count(0)


def test_columns_of_an_unknown_statement_are_explained_on_a_phone(visit: Visit, company: Company) -> None:
    account = bank.money_account(company)
    tab = visit(company, size=PHONE)
    tab.open(f"/bank-statements/new?account={account}")
    choose_file(tab, "流水.csv", "哪天,多少,谁\r\n2026-11-02,8.00,张三\r\n".encode())
    tab.shows("请指定各列的含义")
    choose(tab, "日期", "哪天")
    choose(tab, "金额（收为正、支为负）", "多少")
    tab.press("按此读取")
    tab.page.get_by_role("checkbox", name="以上情况已核对，仍要导入").check()
    tab.press("导入 1 笔")
    tab.at(STATEMENT)
    tab.fits()
    tab.open(f"/bank-matching?account={account}")
    tab.shows("勾对建议 0")
    tab.fits()
