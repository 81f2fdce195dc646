"""What was owed before the books began, in the browser: carried over, pasted, checked and collected."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company
from tests.builders.opening_debts import began, opening_lines
from tests.builders.purchases import Buying

LABEL = "期初往来"


def test_old_debts_are_entered_until_the_opening_balances_agree(visit: Visit, company: Company) -> None:
    customer, supplier = company.customer("华信贸易"), Buying(company).supplier()
    tab = visit(company)
    tab.open("/opening-debts")
    tab.shows("先录入期初余额并选定启用日期")
    began(company, opening_lines(customer, supplier))
    tab.page.reload()
    tab.go("/opening-balances")
    tab.row("由单据形成的科目", "1122 应收账款").get_by_role("link", name=LABEL).click()
    tab.title(LABEL)
    receivable = tab.row("与期初余额核对", "应收 1122")
    expect(receivable).to_contain_text("2,000.00")

    tab.press("从 Excel 填入")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("从 Excel 填入").fill(
        "客户\t单据编号\t单据日期\t未收金额\n华信贸易\tINV-7\t2025/3/1\t1,200\n华信贸易\tINV-9\t去年\t5\n华信贸易\tYS-1\t2026-09-01\t-500"
    )
    dialog.get_by_role("button", name="填入").press("Enter")
    tab.shows("1 行未能识别：第 3 行日期不对")
    expect(receivable.get_by_role("cell").last).to_have_text("800.00")
    tab.press(re.compile("增加一行$"))
    tab.fill("第 3 行 金额", "700")
    tab.press("保存")
    expect(tab.field("第 3 行 原单号")).to_have_attribute("aria-invalid", "true")
    tab.press("删除 第 3 行")
    tab.press("保存")
    tab.told("期初往来已入账")
    tab.shows("已录入 2 笔")

    tab.press("从期初余额带入 3 行")
    expect(tab.field("第 1 行 金额")).to_have_value("800")
    expect(receivable).to_contain_text("通过")
    tab.watch.expect("422 POST /api/opening-debts")
    tab.fill("第 1 行 原单号", "INV-7")
    tab.press("保存")
    tab.shows("第 1 行: 该往来单位的原单号“INV-7”已经录入或重复了")
    tab.fill("第 1 行 原单号", "INV-9")
    tab.fill("第 1 行 原日期", "20251231")
    tab.press("保存")
    tab.shows("已录入 5 笔")
    assert {one["left"] for one in company.get("/opening-debts")["totals"]} == {"0"}
    tab.go("/opening-balances")
    tab.shows("全部录入完毕，与期初一致。")

    tab.go("/opening-debts")
    tab.row(re.compile("^已录入"), "INV-7").get_by_role("link", name="INV-7").press("Enter")
    tab.shows("期初应收")
    tab.shows("启用前的欠款，没有订单和明细；原单号 INV-7。")
    tab.press("登记收款")
    expect(tab.page.get_by_role("row").filter(has_text="INV-7")).to_be_visible()


def test_old_debts_fit_in_one_hand(visit: Visit, company: Company) -> None:
    customer, supplier = company.customer("华信贸易"), Buying(company).supplier()
    began(company, opening_lines(customer, supplier))
    tab = visit(company, size=PHONE)
    tab.open("/opening-debts")
    tab.shows("与期初余额核对")
    tab.fits()
