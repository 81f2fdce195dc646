"""From nothing to a company of one's own, and into the demo company, as a stranger does it."""

from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.http import PASSWORD


def fill_in_person(tab: Tab, *, login: str) -> None:
    tab.fill("公司名称", "杭州启明贸易有限公司")
    tab.fill("您的姓名", "王小明")
    tab.fill("邮箱或手机号", login)
    tab.fill("密码", PASSWORD)


def test_signing_up_leads_to_a_company_that_is_ready_to_work(visit: Visit) -> None:
    tab = visit()
    tab.watch.expect("401 GET /api/(auth/me|meta|settings/menus)")

    tab.open("/")
    tab.at("/log-in?next=%2F")
    tab.follow("注册")
    tab.title("注册")
    fill_in_person(tab, login=f"{uuid4().hex[:12]}@example.com")
    tab.press("下一步")
    tab.title("您的公司")
    tab.press("批发贸易")
    tab.press("1-10 人")
    tab.press("开始使用")

    tab.at("/")
    tab.title("王小明，您好")
    tab.shows("从这里开始")

    tab.open("/accounts")
    for account in ("库存现金", "应收账款", "库存商品"):
        expect(tab.row("会计科目", account)).to_be_visible()
    tab.open("/units")
    expect(tab.row("计量单位", "箱")).to_be_visible()
    tab.open("/warehouses")
    expect(tab.row("仓库", "主仓库")).to_be_visible()
    tab.open("/tax-rates")
    expect(tab.row("税率", "13%").first).to_be_visible()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(visit: Visit) -> None:
    tab = visit()

    tab.open("/sign-up")
    tab.press("下一步")
    tab.shows("请填写公司名称")
    tab.shows("请输入密码")
    fill_in_person(tab, login="no address, no number")
    tab.press("下一步")

    tab.shows("请填写有效的邮箱地址或手机号")
    expect(tab.field("公司名称")).to_have_value("杭州启明贸易有限公司")
    expect(tab.field("您的姓名")).to_have_value("王小明")


def test_the_demo_company_opens_with_one_click_and_is_full_of_work(visit: Visit) -> None:
    tab = visit()

    tab.open("/log-in")
    tab.press("打开演示公司")

    expect(tab.page.get_by_text("演示账套")).to_be_visible(timeout=60_000)
    tab.at("/")
    tab.open("/sales-orders")
    tab.shows("共 81 条")
    tab.open("/verify")
    tab.shows("全部相符")


def test_a_salesperson_is_offered_only_what_he_may_do(visit: Visit, company: Company) -> None:
    tab = visit(company.colleague("sales"))
    tab.open("/")
    tab.rest()
    main = tab.page.get_by_role("main")
    expect(main.get_by_role("link", name="录入第一张订单")).to_be_visible()
    for step in ("导入商品", "导入客户", "录入期初库存"):
        expect(main.get_by_role("link", name=step)).to_have_count(0)
    tab.watch.expect("403 GET /api/record-types")
    tab.open("/customisation")
    expect(main.get_by_role("alert")).to_be_visible()
    expect(tab.button("新建对象")).to_have_count(0)
