"""Posting rules, previews, papers and templates in the browser, as the accountant uses them."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.builders.company import Company
from tests.builders.ledger import written

TEMPLATE = re.compile(r"/voucher-templates/[0-9a-f-]{36}$")
DRAFT = re.compile(r"/vouchers/[0-9a-f-]{36}$")


def test_a_rule_is_read_changed_and_previewed(visit: Visit, company: Company) -> None:
    screws = company.product(name="螺丝", stock="10", cost="6")
    tab = visit(company)
    tab.open("/posting-rules")
    row = tab.row("入账规则", "内部领用")
    expect(row).to_contain_text("560299 其他管理费用")
    expect(tab.row("入账规则", "应收账款")).to_contain_text("由单据维护")
    tab.button("更换科目 内部领用").press("Enter")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="科目").fill("560209")
    tab.page.get_by_role("option").filter(has_text="560209").first.press("Enter")
    tab.page.keyboard.press("Enter")
    dialog.get_by_role("button", name="保存").press("Enter")
    tab.told("入账规则已更新")
    expect(row).to_contain_text("560209")

    order = company.confirmed(company.customer("北京华信"), (screws, "4", "113"))
    tab.open(f"/sales-orders/{order['id']}")
    tab.press("部分出库")
    tab.page.get_by_role("dialog").get_by_role("button", name="预览凭证").press("Enter")
    seen = tab.page.get_by_role("dialog").filter(has_text="按当前入账规则试算")
    expect(seen).to_contain_text("1406 发出商品")
    expect(seen).to_contain_text("24.00")
    assert company.on_hand(screws)["on_hand"] == "10"


def test_a_voucher_becomes_a_template_and_goes_to_paper(visit: Visit, company: Company) -> None:
    voucher = written(company, "2026-11-02", ("560202", "3000", "0"), ("224199", "0", "3000"))
    company.post(f"/vouchers/{voucher['id']}/post")
    tab = visit(company)
    tab.open(f"/vouchers/{voucher['id']}")
    with tab.page.expect_download() as paper:
        tab.page.get_by_role("link", name="打印凭证").press("Enter")
    assert paper.value.suggested_filename == "2026-11 记-0001.pdf"

    tab.press("存为模板")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="模板名称").fill("办公费")
    dialog.get_by_role("button", name="保存").press("Enter")
    tab.told("模板已保存")
    tab.at(TEMPLATE)
    tab.title(re.compile("办公费"))
    tab.press("用模板制单")
    tab.page.get_by_role("dialog").get_by_role("button", name="用模板制单").press("Enter")
    tab.told("已生成凭证草稿")
    tab.at(DRAFT)
    tab.shows("草稿")


def test_a_standard_template_fills_a_voucher(visit: Visit, company: Company) -> None:
    """From the list of templates: accounts and sides stand there, amounts are typed, what is left empty is no line."""
    tab = visit(company)
    tab.open("/voucher-templates")
    tab.press("从标准模板")
    offers = tab.page.get_by_role("dialog").get_by_role("region", name="固定资产与无形资产")
    offers.get_by_role("button", name="计提折旧").press("Enter")
    cells = [tab.page.get_by_label(f"第 {line} 行 会计科目") for line in (1, 2, 3, 4)]
    for cell, account in zip(
        cells, ("410102 折旧费", "560112 折旧费", "560205 折旧费", "1602 累计折旧"), strict=True
    ):
        expect(cell).to_have_value(account)
    tab.page.get_by_label("第 1 行 借方").fill("950")
    tab.page.get_by_label("第 4 行 贷方").press("=")
    expect(tab.page.get_by_label("第 4 行 贷方")).to_have_value("950")
    tab.press("保存")
    tab.at(DRAFT)
    (made,) = company.get("/vouchers")["items"]
    lines = company.get(f"/vouchers/{made['id']}")["lines"]
    assert [(line["account_code"], line["debit"], line["credit"], line["summary"]) for line in lines] == [
        ("410102", "950", "0", "计提折旧"),
        ("1602", "0", "950", "计提折旧"),
    ]

    tab.open("/vouchers/new")
    tab.press("从标准模板")
    tab.page.get_by_role("dialog").get_by_role("button", name="缴纳代扣个税").press("Enter")
    expect(tab.page.get_by_label("第 1 行 会计科目")).to_have_value("222113 应交个人所得税")
    expect(tab.page.get_by_label("第 2 行 会计科目")).to_have_value("1002 银行存款")


def test_rules_fit_a_phone(visit: Visit, company: Company) -> None:
    tab = visit(company, size=PHONE)
    tab.open("/posting-rules")
    tab.shows("商品销售收入")
    tab.fits()
