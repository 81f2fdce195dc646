"""Bills on the screen: one is taken for an invoice, passed on in part and sold; one is not honoured; from before."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.bills import the_bill
from tests.builders.company import Company
from tests.builders.purchases import Buying

NUMBER = "1102391000088 20261018000"


def write_paper(tab: Tab, number: str) -> None:
    """What stands on the bill; it is not due whatever day the machine has."""
    tab.fill("票据号", number)
    tab.fill("承兑人", "工商银行北京分行")
    for label, day in (("出票日", "2020-01-01"), ("到期日", "2090-01-01")):
        tab.field(label).fill(day)
        tab.field(label).press("Enter")


def sent_back_and_not(tab: Tab, company: Company, customer: str) -> None:
    """The bank sends a bill of 4000 back that was sold, and then does not."""
    tab.page.get_by_role("row", name=re.compile("贴现")).get_by_role("button", name="追索退回").press("Enter")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text("贴现息不退")
    dialog.get_by_role("button", name="追索退回").press("Enter")
    tab.told(re.compile("已登记追索退回"))
    tab.fits()
    assert company.balance(customer) == ("4000", "0")
    tab.button("撤销").press("Enter")
    tab.page.get_by_role("dialog").get_by_role("button", name="撤销").press("Enter")
    tab.told("已撤销")
    tab.rest()


def test_a_bill_is_taken_passed_on_and_sold(visit: Visit, company: Company) -> None:
    customer = company.customer()
    company.sold(customer, (company.product(stock="10", cost="60"), "10", "1000"))
    supplier = Buying(company).supplier()
    tab = visit(company)
    tab.open("/bills")
    tab.press("收票")
    tab.title("登记收款")
    tab.pick("客户", "", "北京华信科技有限公司")
    expect(tab.field("金额")).to_have_value("10000")
    tab.press("登记收款")
    tab.shows("请填写票据号")
    write_paper(tab, NUMBER)
    tab.button("预览凭证").press("Enter")
    expect(tab.page.get_by_role("dialog")).to_contain_text("1121 应收票据")
    tab.page.keyboard.press("Escape")
    tab.rest()
    tab.press("登记收款")
    tab.told(re.compile("^收款单 SK.*已入账"))
    assert company.balance(customer) == ("0", "0")
    tab.follow(re.compile(r"^票据 1102391000088"))
    tab.title(re.compile(r"1102391000088"))
    tab.shows("2090-01-01")

    tab.press("背书")
    tab.title("登记付款")
    tab.pick("供应商", "", "上海供应商")
    expect(tab.field("金额")).to_have_value("10000")
    tab.fill("金额", "10000.01")
    tab.shows("票据只剩 10000")
    tab.fill("金额", "6000")
    tab.press("保存并入账")
    tab.told(re.compile("^FK"))
    assert Buying(company).balance(supplier) == ("0", "6000")
    tab.follow(re.compile(r"^票据 1102391000088"))

    tab.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.fits()
    tab.press("贴现")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("button", name="贴现").press("Enter")
    expect(dialog).to_contain_text("请填写贴现息")
    dialog.get_by_label("贴现息").fill("4000")
    expect(dialog).to_contain_text("贴现息要小于贴现金额 4000")
    dialog.get_by_label("贴现息").fill("80")
    expect(dialog).to_contain_text("3,920.00")
    dialog.get_by_role("button", name="贴现").press("Enter")
    tab.told("票据已贴现")
    tab.shows("已结清")
    tab.fits()
    sent_back_and_not(tab, company, customer)
    tab.button("撤销").press("Enter")
    tab.page.get_by_role("dialog").get_by_role("button", name="撤销").press("Enter")
    tab.told("已撤销")
    tab.press("退票")
    tab.page.get_by_role("dialog").get_by_role("button", name="退票").press("Enter")
    tab.told(re.compile("已登记退票"))
    assert company.balance(customer) == ("4000", "0")
    tab.go("/bills")
    tab.fits()
    (bill,) = company.get("/bills")["items"]
    assert [(use["kind"], use["undone"]) for use in the_bill(company, bill)["uses"]] == [
        ("endorsed", False),
        ("discounted", True),
        ("recourse", True),
        ("dishonoured", False),
    ]


def test_a_bill_of_our_own_and_one_from_before(visit: Visit, company: Company) -> None:
    Buying(company).supplier()
    company.customer()
    lines = [{"account": "1121", "debit": "300", "party_id": company.customer("老客户")}]
    lines.append({"account": "3001", "credit": "300"})
    company.post("/opening-balances", {"started_on": "2026-11-01", "lines": lines})
    tab = visit(company)
    tab.open("/bills")
    tab.press("开出票据")
    tab.title("登记付款")
    tab.pick("供应商", "", "上海供应商")
    tab.fill("金额", "500")
    write_paper(tab, "2001")
    tab.press("保存并入账")
    tab.told(re.compile("^FK"))
    assert [(one["side"], one["remaining"]) for one in company.get("/bills")["items"]] == [("issued", "500")]
    tab.open("/receipts/new?means=bill")
    for label, day in (("出票日", "2020-01-01"), ("到期日", "2020-06-30")):
        tab.field(label).fill(day)
        tab.field(label).press("Enter")
    tab.shows("这张票据已过到期日")

    # The day just typed still unfolds its calendar, which does not bear to be left at once.
    tab.load("/opening-balances")
    tab.row("由单据形成的科目", "1121").get_by_role("link", name="承兑汇票").click()
    tab.press("录入期初票据")
    dialog = tab.page.get_by_role("dialog")
    tab.pick("往来单位", "老", "老客户")
    dialog.get_by_label("票面金额").fill("300")
    tab.fill("票据号", "3001")
    tab.fill("承兑人", "建设银行")
    for label, day in (("出票日", "2026-09-01"), ("到期日", "2027-02-28")):
        dialog.get_by_label(label).fill(day)
        dialog.get_by_label(label).press("Enter")
    dialog.get_by_role("button", name="录入", exact=True).press("Enter")
    tab.told(re.compile("^期初票据 3001 已录入"))
    kept = {row["account"]: row["brought_in"] for row in company.get("/opening-balances")["kept"]}
    assert kept["1121"] == "300"
    expect(tab.page.get_by_role("link", name="应收票据 1 张")).to_be_visible()
    (before,) = [one for one in company.get("/bills")["items"] if one["side"] == "received"]
    tab.go(f"/bills/{before['id']}")
    tab.press("退票")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text("转为这家客户的应收账款")
    dialog.get_by_role("button", name="退票").press("Enter")
    tab.told(re.compile("已登记退票"))
    tab.follow(re.compile("^XSFP"))
    tab.shows("期初票据 3001 没有付款")
