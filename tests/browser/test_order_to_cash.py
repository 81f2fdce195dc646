"""The line through the product, each step as a person takes it: from a file of customers to green books."""

import re

from playwright.sync_api import expect

from heyi.platform.jobs.runner import Runner
from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.server import Served

CUSTOMERS = """名称,电话,邮箱
北京华信科技有限公司,13800138000,caigou@huaxin.example
上海明珠商行,,不是邮箱
广州越秀贸易有限公司,13900139000,
"""


def bring_in(tab: Tab, name: str, text: str) -> None:
    tab.field("选择文件").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}
    )


def test_customers_come_in_from_a_file_and_only_the_good_rows_on_request(
    visit: Visit, company: Company, served: Served
) -> None:
    company.books.execute("DELETE FROM job")
    worker = Runner(served.services)
    tab = visit(company)
    tab.open("/parties")
    tab.press("导入")
    bring_in(tab, "客户.csv", CUSTOMERS)
    tab.shows("可以离开此页，导入会继续")
    worker.run_due()

    tab.shows("对应字段")
    tab.press("检查")
    tab.shows("可以离开此页，导入会继续")
    worker.run_due()
    tab.shows("检查完成，尚未写入任何数据")
    expect(tab.button("开始导入")).to_be_in_viewport()
    findings = tab.page.get_by_role("region", name="问题（前 1 处，共 1 行）").or_(
        tab.page.get_by_role("table", name="问题（前 1 处，共 1 行）")
    )
    expect(findings.first).to_contain_text("“不是邮箱”不是有效的邮箱")
    expect(tab.button("开始导入")).to_be_disabled()
    assert company.get("/parties")["count"]["value"] == 0

    tab.page.get_by_role("checkbox", name="跳过 1 行有误的数据，只导入其余各行").check()
    tab.press("开始导入")
    tab.shows("可以离开此页，导入会继续")
    worker.run_due()
    tab.shows("导入结果")
    assert [item["name"] for item in company.get("/parties", sort="name")["items"]] == [
        "北京华信科技有限公司",
        "广州越秀贸易有限公司",
    ]
    tab.press("查看列表")
    tab.shows("共 2 条")
    expect(tab.row("客户与供应商", "北京华信科技有限公司")).to_be_visible()
    expect(tab.row("客户与供应商", "上海明珠商行")).to_have_count(0)


def test_a_product_is_entered_and_its_goods_are_taken_in(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.open("/products")
    tab.page.get_by_role("button", name="新建", exact=True).first.click()
    tab.fill("名称", "不锈钢螺丝 M6")
    tab.pick("计量单位", "", "箱")
    tab.fill("销售单价", "113")
    tab.keys("Control+s")
    tab.told("已新建")
    tab.title("不锈钢螺丝 M6")

    tab.page.get_by_role("button", name="快速新建").click()
    tab.page.get_by_role("menuitem", name="新建其他入库单").click()
    tab.cell(1, "商品").focus()
    tab.search("bxg", "products")
    expect(tab.page.get_by_role("option", name=re.compile("不锈钢螺丝 M6"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("200")
    tab.keys("Enter")
    tab.page.keyboard.type("60")
    tab.press("确认入库")

    tab.shows("12,000.00")
    tab.shows("库存商品")
    tab.open("/stock")
    tab.shows("不锈钢螺丝 M6")
    tab.shows("200")


def test_an_order_is_typed_without_a_mouse(visit: Visit, company: Company) -> None:
    company.customer("北京华信科技有限公司")
    company.product("113", stock="100", name="不锈钢螺丝")
    company.product("226", stock="100", name="膨胀螺栓")
    tab = visit(company)

    tab.open("/sales-orders")
    tab.shows("还没有销售订单")
    tab.keys("n")
    tab.title("新建销售订单")
    expect(tab.page.get_by_role("combobox", name="客户", exact=True)).to_be_focused()
    tab.search("hxkj", "parties")
    expect(tab.page.locator(".ant-select-item-option", has_text="北京华信科技有限公司")).to_be_visible()
    tab.keys("Enter")
    expect(tab.page.locator(".ant-select-item-option", has_text="北京华信科技有限公司")).to_be_hidden()
    tab.keys("Enter")
    expect(tab.field("第 1 行 商品")).to_be_focused()
    for line, words, product, quantity in ((1, "bxg", "不锈钢螺丝", "5"), (2, "pzls", "膨胀螺栓", "3")):
        tab.search(words, "products")
        expect(tab.page.get_by_role("option", name=re.compile(product))).to_be_visible()
        tab.keys("Enter")
        expect(tab.cell(line, "数量")).to_be_focused()
        tab.page.keyboard.type(quantity)
        tab.keys("Enter")
        expect(tab.cell(line + 1, "商品")).to_be_focused()
    tab.keys("Control+s")

    tab.told("已保存")
    tab.title(re.compile("销售订单 "))
    tab.shows("1,243.00")
    (order,) = company.get("/sales-orders", fields="number")["items"]
    assert [line["quantity"] for line in company.the_order(order)["lines"]] == ["5", "3"]


def test_goods_are_kept_for_a_customer_and_go_over_to_his_order(visit: Visit, company: Company) -> None:
    customer = company.customer("北京华信科技有限公司")
    pumps = company.product("113", stock="10", name="水泵")
    tab = visit(company)
    tab.open(f"/parties/{customer}")
    tab.press("预留货物")
    tab.title("预留货物")
    tab.fill("原因", "客户在走内部审批")
    tab.cell(1, "商品").fill("水泵")
    expect(tab.page.get_by_role("option", name=re.compile("水泵"))).to_be_visible()
    tab.keys("Enter")
    expect(tab.cell(1, "数量")).to_be_focused()
    tab.cell(1, "数量").fill("8")
    tab.press("预留")
    tab.told("已预留")
    tab.title(re.compile("YL"))
    tab.shows("预留中")
    assert company.on_hand(pumps)["available"] == "2"

    tab.press("延长")
    tab.page.get_by_role("dialog").get_by_role("button", name="延长").press("Enter")
    tab.told("已延长")
    tab.press("新建销售订单")
    tab.title("新建销售订单")
    # What is kept for him is chosen by itself, and said.
    tab.shows(re.compile("YL.*保留到"))
    tab.cell(1, "商品").fill("水泵")
    expect(tab.page.get_by_role("option", name=re.compile("水泵"))).to_be_visible()
    tab.keys("Enter")
    expect(tab.cell(1, "数量")).to_be_focused()
    tab.cell(1, "数量").fill("10")
    tab.press("保存订单")
    tab.told("已保存")
    tab.press("确认订单")
    tab.told("订单已确认，库存已锁定")
    tab.follow(re.compile("^YL"))
    tab.title(re.compile("YL"))
    tab.shows("已用完")
    assert company.on_hand(pumps)["held"] == "10"


def test_an_order_becomes_cash_one_click_a_step(visit: Visit, company: Company) -> None:
    customer = company.customer("北京华信科技有限公司")
    product = company.product("113", stock="100", cost="60", name="不锈钢螺丝")
    order = company.order(customer, (product, "150", "113"))
    tab = visit(company)
    tab.watch.expect("409 POST /api/sales-orders/.*/confirm")

    tab.open(f"/sales-orders/{order['id']}")
    tab.press("确认订单")
    expect(tab.rows("库存不足的明细")).to_have_count(1)
    expect(tab.rows("库存不足的明细").get_by_role("cell")).to_have_text(
        ["1", "不锈钢螺丝", "150", "100", "50"]
    )
    tab.shows("草稿")

    tab.press("编辑")
    tab.cell(1, "数量").fill("40")
    tab.press("按行填写")
    tab.cell(1, "要求交货日期").fill("2026/10/1")
    tab.watch.expect("422 PATCH /api/sales-orders/.*")
    tab.press("保存订单")
    tab.shows(re.compile("第 1 行：2026-10-01 早于订单日期"))
    tab.cell(1, "要求交货日期").fill("2098/3/1")
    tab.press("保存订单")
    tab.told("已保存")
    tab.shows("待交日期 2098-03-01")
    tab.press("确认订单")
    tab.told("订单已确认，库存已锁定")
    tab.press("改交期")
    asked = tab.page.get_by_role("dialog")
    asked.get_by_label("要求交货日期 不锈钢螺丝").fill("2098-04-01")
    tab.keys("Enter")
    asked.get_by_role("button", name="改交期").press("Enter")
    tab.told("交期已修改")
    tab.shows("待交日期 2098-04-01")
    tab.press("全部出库")
    tab.told("出库完成")
    tab.press("开具发票")
    tab.told("已生成发票草稿")
    tab.title(re.compile("^销售发票"))
    tab.press("发票过账")
    tab.told("发票已过账")
    tab.press("登记收款")
    tab.title("登记收款")
    expect(tab.page.get_by_label("金额", exact=True)).to_have_value(re.compile(r"^4520(\.00)?$"))
    tab.press("登记收款")
    tab.told("已入账")
    tab.title(re.compile("^收款单"))

    the_customers_page_tells_it(tab, customer)
    the_books_lead_back_to_the_document(tab)


def the_customers_page_tells_it(tab: Tab, customer: str) -> None:
    tab.open(f"/parties/{customer}")
    tab.title("北京华信科技有限公司")
    receivable = tab.page.locator("dl > div").filter(has_text="应收余额")
    expect(receivable).to_contain_text("0.00")
    expect(receivable).to_contain_text("0 张未收发票")
    row = tab.rows("销售订单")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("全部出库")
    expect(row).to_contain_text("4,520.00")
    for done in ("新建了", "修改了", "确认了", "办理了", "过账了"):
        tab.shows(done)


def the_books_lead_back_to_the_document(tab: Tab) -> None:
    tab.open("/trial-balance")
    tab.shows("借贷平衡")
    tab.row("科目余额表", "应收账款").get_by_role("link", name="1122", exact=True).click()
    tab.title("1122 应收账款")
    tab.row("明细账", "确认销售收入").get_by_role("link").first.click()
    tab.title(re.compile("^凭证 "))
    tab.follow(re.compile("^销售发票 "))
    tab.title(re.compile("^销售发票 "))
    tab.shows("已过账")

    tab.open("/verify")
    tab.shows("全部相符")
    tab.shows(re.compile(r"查看了 \d+ 张凭证、\d+ 张单据"))
    for group in ("账簿", "存货", "客户与订单", "往来", "资金", "编号与防篡改"):
        laws = tab.rows(group)
        expect(laws.first).to_be_visible()
        expect(laws.filter(has_text="通过")).to_have_count(laws.count())


def test_goods_come_back_with_a_credit_note_and_the_money_goes_back(visit: Visit, company: Company) -> None:
    customer = company.customer("北京华信科技有限公司")
    product = company.product("113", stock="100", cost="60", name="不锈钢螺丝")
    _order, delivery, invoice = company.sold(customer, (product, "10", "113"))
    company.receipt(customer, "1130", {invoice["id"]: "1130"})
    tab = visit(company)

    tab.open(f"/deliveries/{delivery['id']}")
    tab.press("办理退货")
    dialog = tab.page.get_by_role("dialog", name="办理退货")
    expect(dialog.get_by_role("button", name="确认退货")).to_be_disabled()
    dialog.get_by_label("数量 不锈钢螺丝", exact=True).fill("11")
    expect(dialog.get_by_text("最多 10")).to_be_visible()
    expect(dialog.get_by_role("button", name="确认退货")).to_be_disabled()
    dialog.get_by_label("数量 不锈钢螺丝", exact=True).fill("4")
    dialog.get_by_label("原因").fill("规格不符")
    dialog.get_by_role("button", name="确认退货").click()
    tab.told("退货已入库")
    tab.title(re.compile("^销售退货"))
    tab.shows("规格不符")

    tab.press("开具红字发票")
    tab.told("已生成红字发票草稿")
    tab.press("发票过账")
    tab.told("发票已过账")
    tab.shows("红字发票")
    # The customer's page says what he is to be given back, and leads there.
    tab.open(f"/parties/{customer}")
    tab.follow("办理退款")
    tab.title("退款单")
    expect(tab.page.get_by_label("退款金额", exact=True)).to_have_value(re.compile(r"^452(\.00)?$"))
    tab.press("办理退款")
    tab.told(re.compile(r"^退款单 SK\d+ 已入账$"))
    tab.title(re.compile("^退款单 SK"))

    assert company.balance(customer) == ("0", "0")
    assert company.on_hand(product)["on_hand"] == "94"
    tab.open("/verify")
    tab.shows("全部相符")


def test_what_a_customer_paid_ahead_is_told_before_he_is_asked_for_more(
    visit: Visit, company: Company
) -> None:
    customer = company.customer("预付的客户")
    receipt = company.receipt(customer, "50")
    _, _, invoice = company.sold(customer, (company.product(stock="5"), "1", "113"))
    tab = visit(company)
    tab.open(f"/sales-invoices/{invoice['id']}")
    tab.shows("该客户有预收余额 50.00")
    tab.press("登记收款")
    tab.title("登记收款")
    tab.shows("该客户有预收余额 50.00")
    tab.page.get_by_role("link", name="去核销").click()
    tab.page.get_by_role("link", name=receipt["number"]).click()
    tab.press("核销预收")
    tab.page.get_by_role("dialog").get_by_role("button", name="核销预收", exact=True).press("Enter")
    tab.told("预收已核销")
    assert company.the_invoice(invoice)["open"] == "63"


def test_money_is_taken_in_only_where_it_is_known_to_lie(visit: Visit, company: Company) -> None:
    tab = visit(company)
    with tab.held_back("**/api/money-accounts*"):
        tab.open(f"/receipts/new?party={company.customer()}")
        tab.fill("金额", "8")
        tab.keys("Control+s")
    tab.told("已入账")
