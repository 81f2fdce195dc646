"""The accountant's month in the browser: vouchers by keyboard, closing, statements, opening balances."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SecondTab, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import posted, voucher_body, written

PAPERS = re.compile(r"/vouchers/[0-9a-f-]{36}$")


def today(company: Company) -> str:
    return str(company.get("/auth/me")["today"])


def month_before(company: Company) -> str:
    """The last month that is over, as the books name it."""
    year, month, _ = (int(part) for part in today(company).split("-"))
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"


def type_account(tab: Tab, words: str, offered: str) -> None:
    """Type into the account cell and take what is offered with Enter."""
    tab.page.keyboard.type(words)
    expect(tab.page.get_by_role("option").filter(has_text=offered).first).to_be_visible()
    tab.keys("Enter")


def write_rent(tab: Tab) -> None:
    """Pay three months' rent in cash, by keyboard alone."""
    expect(tab.cell(1, "摘要")).to_be_focused()
    tab.page.keyboard.type("付办公室房租")
    tab.keys("Enter")
    type_account(tab, "560209", "560209")
    expect(tab.cell(1, "借方")).to_be_focused()
    tab.page.keyboard.type("1,200.50")
    tab.keys("Enter")
    expect(tab.cell(2, "摘要")).to_have_value("付办公室房租")
    tab.keys("Enter")
    type_account(tab, "kcxj", "库存现金")
    expect(tab.cell(2, "借方")).to_be_focused()
    tab.keys("=")
    expect(tab.cell(2, "贷方")).to_have_value("1,200.50")


def test_a_voucher_is_written_by_keyboard_reviewed_posted_and_reversed(
    visit: Visit, company: Company
) -> None:
    company.post("/book-rules", {"review_required": True})
    tab = visit(company)
    tab.open("/vouchers/new")
    write_rent(tab)
    expect(tab.table("凭证").locator("tfoot")).to_contain_text("壹仟贰佰元伍角整")
    tab.keys("Control+s")
    tab.at(PAPERS)
    tab.shows("草稿")
    expect(tab.button("审核")).to_have_count(0)
    expect(tab.button("过账")).to_have_count(0)
    address = tab.page.url.removeprefix(tab.origin)

    wang = company.colleague("accountant")
    other = visit(wang)
    other.open(address)
    other.press("审核")
    other.told("已审核")
    other.press("反审核")
    other.told("已反审核，可以修改")
    other.press("审核")
    other.press("过账")
    other.told("已过账")
    other.title(re.compile("记-0001"))
    paper = other.page.get_by_role("article")
    expect(paper).to_contain_text("壹仟贰佰元伍角整")
    expect(paper).to_contain_text("记账 李四")
    expect(paper).to_contain_text("制单 张三")
    assert company.accounts() == {"1001": "-1200.5", "560209": "1200.5"}

    other.press("红字冲销")
    # By key: a click on a dialog that still unfolds may miss its button.
    other.page.get_by_role("dialog").get_by_role("button", name="红字冲销").press("Enter")
    other.told("已红字冲销")
    other.shows("已冲销")
    assert company.accounts() == {}


def test_a_typed_voucher_outlives_a_reload_and_is_followed_by_the_next(
    visit: Visit, company: Company
) -> None:
    tab = visit(company)
    tab.open("/vouchers/new")
    write_rent(tab)
    tab.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    tab.page.on("dialog", lambda dialog: dialog.accept())
    tab.page.reload()
    tab.shows("已恢复未保存的内容")
    expect(tab.cell(1, "借方")).to_have_value("1,200.50")
    tab.press("保存并新增")
    tab.told("已保存")
    expect(tab.cell(1, "摘要")).to_be_focused()
    expect(tab.cell(1, "摘要")).to_have_value("")
    tab.page.reload()
    tab.rest()
    expect(tab.cell(1, "借方")).to_have_value("")
    (draft,) = company.get("/vouchers")["items"]
    assert (draft["summary"], draft["total"], draft["state"]) == ("付办公室房租", "1200.5", "draft")


def test_what_an_account_wants_is_asked_for_and_what_is_refused_is_said(
    visit: Visit, company: Company
) -> None:
    company.customer("上海供应商", is_customer=False, is_supplier=True)
    tab = visit(company)
    tab.open("/vouchers/new")
    expect(tab.cell(1, "摘要")).to_be_focused()
    tab.keys("Enter")
    type_account(tab, "1402", "1402")
    expect(tab.page.get_by_role("combobox", name="第 1 行 往来单位")).to_be_focused()
    tab.cell(1, "借方").fill("300")
    tab.cell(2, "会计科目").focus()
    type_account(tab, "1001", "1001")
    tab.keys("=")
    tab.press("保存")
    tab.shows("请选择往来单位")
    tab.pick("第 1 行 往来单位", "", "上海供应商")
    tab.cell(2, "借方").fill("1")
    tab.shows(re.compile("借贷差额 301.00"))
    tab.cell(2, "贷方").focus()
    tab.keys("=")
    tab.cell(2, "会计科目").fill("1405")
    tab.page.get_by_role("option").filter(has_text="1405").first.click()
    tab.watch.expect("409 POST /api/vouchers", "422 POST /api/vouchers")
    tab.press("保存")
    tab.shows(re.compile("科目 1405 库存商品 由“其他入库单”自动记账"))
    tab.cell(2, "会计科目").fill("1001")
    tab.page.get_by_role("option").filter(has_text="1001").first.click()
    tab.press("保存")
    tab.at(PAPERS)
    tab.shows("往来单位 上海供应商")

    tab.press("编辑")
    tab.cell(1, "借方").fill("500")
    tab.cell(2, "贷方").focus()
    tab.keys("=", "Control+s")
    tab.at(PAPERS)
    tab.shows("500.00")
    tab.press("作废")
    tab.page.get_by_role("tooltip").get_by_role("button", name="作废").press("Enter")
    tab.told("已作废")
    assert company.get("/vouchers")["items"][0]["state"] == "cancelled"


def lines_of_a_month(company: Company) -> tuple[str, Json]:
    """A month that is over with sales and costs, and a voucher nobody has posted yet."""
    month = month_before(company)
    posted(company, f"{month}-05", ("1002", "1000", "0"), ("500101", "0", "1000"))
    posted(company, f"{month}-06", ("560209", "400", "0"), ("1002", "0", "400"))
    return month, written(company, f"{month}-07", ("560209", "1", "0"), ("1001", "0", "1"))


def agree(tab: Tab, verb: str) -> None:
    tab.page.get_by_role("dialog").get_by_role("button", name=verb).press("Enter")


def test_a_month_is_checked_closed_opened_again_and_locked(visit: Visit, company: Company) -> None:
    month, draft = lines_of_a_month(company)
    tab = visit(company)
    tab.open("/periods")
    tab.shows(f"{month} 期末处理")
    checks = tab.page.get_by_role("list", name="结账前检查")
    expect(checks.get_by_role("listitem").filter(has_text="1 张凭证尚未过账")).to_contain_text("待处理")
    expect(checks.get_by_role("listitem").filter(has_text="2 个损益科目还有余额")).to_contain_text("提醒")
    expect(tab.button("结账")).to_be_disabled()
    checks.get_by_role("listitem").filter(has_text="张凭证").get_by_role("link", name="查看").click()
    tab.title("手工凭证")
    tab.shows("共 1 条")
    company.post(f"/vouchers/{draft['id']}/cancel")

    tab.go("/periods")
    tab.press("结转损益")
    agree(tab, "结转损益")
    tab.told(f"已结转 {month} 损益")
    expect(checks.get_by_role("listitem").filter(has_text="损益科目已全部结转")).to_contain_text("通过")
    assert company.accounts() == {"1002": "600", "3103": "-600"}
    tab.press("结账")
    agree(tab, "结账")
    tab.told(f"{month} 已结账")
    row = tab.row("会计期间", month)
    expect(row).to_contain_text("已结账")
    row.get_by_role("button").click()
    tab.press("反结账")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="反结账")).to_be_disabled()
    dialog.get_by_label("原因").fill("漏记一张发票")
    dialog.get_by_role("button", name="反结账").click()
    tab.told(f"{month} 已反结账")
    tab.press("结账")
    agree(tab, "结账")
    expect(row).to_contain_text("已结账")
    row.get_by_role("button").click()
    tab.press("锁定")
    tab.page.get_by_role("dialog").get_by_role("button", name="锁定").click()
    tab.told(f"{month} 已锁定")
    expect(row).to_contain_text("已锁定")

    tab.page.get_by_role("switch", name="凭证须审核").click()
    tab.told("已保存")
    assert company.get("/book-rules")["review_required"] is True


def test_the_statements_open_what_is_behind_them(
    visit: Visit, company: Company, second_tab: SecondTab
) -> None:
    month, _ = lines_of_a_month(company)
    tab = visit(company)
    tab.open(f"/statements/balance_sheet?period={month}")
    tab.shows("会小企01表")
    tab.shows("勾稽相符")
    cash = tab.row("资产负债表", "货币资金")
    expect(cash).to_contain_text("600.00")
    # What is read anew may take the figure away from under the click.
    tab.page.wait_for_load_state("networkidle")
    cash.get_by_role("button", name="600.00").click()
    tab.page.get_by_role("tooltip").get_by_role("link", name="1002 银行存款").press("Enter")
    tab.title("1002 银行存款")
    expect(tab.rows("明细账")).to_have_count(2)

    tab.go(f"/statements/income_statement?period={month}")
    tab.shows("会小企02表")
    expect(tab.row("利润表", "四、净利润")).to_contain_text("600.00")
    tab.go(f"/statements/cash_flow?period={month}")
    tab.shows("会小企03表")
    flow = tab.row("现金流量表", "销售产成品、商品、提供劳务收到的现金")
    flow.get_by_role("button", name="1,000.00").last.click()
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_role("table")).to_contain_text("1,000.00")
    dialog.get_by_role("link", name=f"{month} 记-0001").click()
    tab.title(f"凭证 {month} 记-0001")

    paper = second_tab(tab)
    paper.open(f"/statements/balance_sheet?period={month}")
    paper.shows("会小企01表")
    paper.page.emulate_media(media="print")
    expect(paper.page.get_by_role("article")).to_be_visible()
    expect(paper.page.locator("article h2")).to_be_visible()
    expect(paper.page.get_by_role("heading", level=1)).to_be_hidden()


def test_opening_balances_are_pasted_and_saved(visit: Visit, company: Company) -> None:
    supplier = company.customer("上海供应商", is_customer=False, is_supplier=True)
    for code, name in (("122108", "备用金"), ("122109", "押金")):
        company.post("/accounts", {"parent": "1221", "code": code, "name": name, "dimensions": ["person"]})
    tab = visit(company)
    tab.open("/opening-balances")
    company.customer("华信贸易")
    tab.press("从 Excel 填入")
    dialog = tab.page.get_by_role("dialog")
    sheet = "科目余额表\n科目编码,客户,期末余额\n1122,华信贸易,30\n1122,查无此人,5\n".encode("gb18030")
    dialog.get_by_label("选择文件").set_input_files(
        {"name": "余额.csv", "mimeType": "text/csv", "buffer": sheet}
    )
    tab.shows("没有这些往来单位，请先建立或另选：查无此人")
    receivable = tab.page.get_by_label(re.compile(r"^1122 .* 借方$"))
    expect(receivable.nth(0)).to_have_value("30.00")
    expect(receivable.nth(1)).to_have_value("5.00")
    tab.press("从 Excel 填入")
    dialog.get_by_label("从 Excel 填入").fill(
        "编码\t职员\t余额\n1002\t\t1,000\n1122\t\t\n122108\t张三\t60\n122109\t\t40\n"
        "1405\t\t600\n1402\t\t400\n9999\t\t1"
    )
    dialog.get_by_role("button", name="填入").click()
    tab.shows(re.compile("^已填入 6 行"))
    tab.shows(re.compile("1 行没有填入（不是科目表里的明细科目，或没有金额）：9999 1"))
    tab.shows("借贷差额 2,100.00")
    tab.page.get_by_label(re.compile(r"^3001 .* 贷方$")).fill("2100")
    tab.shows("借贷平衡")
    tab.press("保存")
    tab.press("122109 有行未选职员，点此查看")
    expect(tab.page.get_by_text("请选择职员")).to_be_in_viewport()
    tab.pick("122109 押金 职员", "", "张三")
    expect(tab.button("1402 有行未选往来单位，点此查看")).to_be_visible()
    tab.pick("1402 在途物资 往来单位", "", "上海供应商")
    tab.press("保存")
    tab.told("期初余额已入账")
    told = {"1002": "1000", "122108": "60", "122109": "40", "1402": "400", "3001": "-2100", "310401": "600"}
    assert company.accounts() == told
    kept = tab.row("由单据形成的科目", "1405 库存商品")
    expect(kept).to_contain_text("600.00")
    expect(kept.get_by_role("link", name="其他入库单")).to_be_visible()
    lines = company.get("/opening-balances")["lines"]
    assert [line["party"]["id"] for line in lines if line["party"]] == [supplier]

    tab.go("/dimension-balances?account=1402&by=party")
    expect(tab.row("辅助核算余额表", "上海供应商")).to_contain_text("400.00")


def test_a_year_that_is_under_way_is_entered_with_the_balances(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/opening-balances")
    day = tab.page.get_by_label("启用日期")
    day.fill("2026-07-01")
    day.press("Enter")
    tab.press("从 Excel 填入")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("从 Excel 填入").fill(
        "编码\t期末余额\t本年累计借方\t本年累计贷方\n"
        "1002\t140\t90\t50\n3001\t100\t\t\n3103\t40\t20\t60\n500101\t\t60\t60\n560209\t\t20\t21"
    )
    dialog.get_by_role("button", name="填入").click()
    tab.shows("累计借贷差额 -1.00")
    expect(tab.page.get_by_label("1002 银行存款 年初余额")).to_have_value("100.00")
    tab.press("保存")
    tab.shows("损益科目年初应为零，请核对：560209")
    tab.page.get_by_label(re.compile("^560209 .* 本年累计贷方$")).fill("20")
    tab.press("本年现金流量")
    flows = tab.page.get_by_role("dialog")
    flows.get_by_label("销售产成品、商品、提供劳务收到的现金").fill("90")
    flows.get_by_label("支付其他与经营活动有关的现金").fill("50")
    expect(flows).to_contain_text("流量净额 40.00")
    flows.get_by_role("button").first.press("Enter")
    tab.press("保存")
    tab.told("期初余额已入账")
    told = company.get("/opening-balances")
    assert told["flows"] == [{"row": 1, "amount": "90"}, {"row": 6, "amount": "50"}]
    assert company.accounts() == {"1002": "140", "3001": "-100", "3103": "-40"}
    tab.go("/trial-balance?from=2026-07-01&to=2026-07-31&year=true")
    expect(tab.row("科目余额表", "银行存款")).to_contain_text("90.00")

    tab.go("/opening-balances")
    tab.press("撤回期初")
    tab.page.get_by_role("tooltip").get_by_role("button", name="撤回期初").press("Enter")
    tab.told("期初余额已撤回")
    assert company.accounts() == {}


def test_an_account_is_added_below_another_and_changed(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/accounts")
    tab.press(re.compile("增加下级科目$"))
    tab.pick("上级科目", "1002", "1002 银行存款")
    tab.fill("科目编码", "100201")
    tab.fill("科目名称", "工行基本户")
    tab.page.get_by_role("dialog").get_by_role("button", name="保存").click()
    tab.title("100201 工行基本户")
    tab.press("编辑")
    tab.page.get_by_role("dialog").get_by_label("科目名称").fill("工商银行")
    tab.page.get_by_role("dialog").get_by_role("button", name="保存").click()
    tab.title("100201 工商银行")


def test_the_accountants_pages_fit_in_one_hand(visit: Visit, company: Company) -> None:
    month, draft = lines_of_a_month(company)
    body = voucher_body(f"{month}-08", ("560209", "1", "0"), ("1001", "0", "1"))
    company.post("/vouchers", body)
    tab = visit(company, size=PHONE)
    tab.open("/vouchers")
    for path in (
        "/vouchers/new",
        f"/vouchers/{draft['id']}",
        f"/vouchers/{draft['id']}/edit",
        "/periods",
        f"/statements/balance_sheet?period={month}",
        f"/statements/income_statement?period={month}",
        f"/statements/cash_flow?period={month}",
        "/opening-balances",
        "/dimension-balances?account=1002",
    ):
        tab.go(path)
        tab.fits()
