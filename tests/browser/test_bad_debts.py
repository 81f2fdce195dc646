"""A bad debt on the screen: written off from its invoice, a part comes after all, and both are taken back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company


def test_a_bad_debt_is_written_off_recovered_and_taken_back(visit: Visit, company: Company) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="10", cost="60"), "10", "113"))
    tab = visit(company)
    tab.open(f"/sales-invoices/{invoice['id']}")
    tab.press("核销坏账")
    tab.title("核销坏账")
    expect(tab.field(f"核销金额 {invoice['number']}")).to_have_value("1130")
    tab.press("核销")
    tab.shows("请选择坏账原因")
    tab.fill(f"核销金额 {invoice['number']}", "1130.01")
    tab.shows("最多 1130")
    tab.fill(f"核销金额 {invoice['number']}", "1000")
    tab.field("坏账原因").click()
    tab.page.get_by_title(re.compile("^债务人破产")).click()
    tab.button("预览凭证").press("Enter")
    seen = tab.page.get_by_role("dialog")
    expect(seen).to_contain_text("571103 坏账损失")
    tab.page.keyboard.press("Escape")
    tab.rest()
    tab.press("核销")
    tab.told(re.compile("已入账"))
    tab.title(re.compile(r"坏账核销单 HX\d{8}0001$"))
    tab.shows("还没有收回")
    assert company.balance(customer) == ("130", "0")

    tab.press("登记收回")
    tab.rest()
    tab.page.get_by_role("dialog").get_by_label("金额").fill("400")
    tab.page.get_by_role("dialog").get_by_role("button", name="登记收回").press("Enter")
    tab.told(re.compile("^收款单 SK.*已入账"))
    expect(tab.row("收回记录", "400.00")).to_be_visible()
    tab.follow(re.compile(r"^SK"))
    tab.title(re.compile(r"收款单 SK|收回坏账 SK"))
    tab.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.shows(re.compile("收回坏账核销单 HX"))
    tab.fits()
    tab.button("冲销").press("Enter")
    tab.page.get_by_role("tooltip").get_by_role("button", name="冲销").press("Enter")
    tab.told(re.compile("已冲销"))
    tab.rest()
    tab.follow(re.compile(r"^收回坏账核销单 HX"))
    tab.title(re.compile(r"坏账核销单 HX"))
    tab.fits()
    tab.button("冲销").press("Enter")
    tab.page.get_by_role("tooltip").get_by_role("button", name="冲销").press("Enter")
    expect(tab.button("登记收回")).to_have_count(0)
    assert company.balance(customer) == ("1130", "0")
