"""An administrator who is no programmer gives records their shape, and says who sees what."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company


def choose(tab: Tab, label: str, words: str) -> None:
    """Choose from a list by its words."""
    tab.page.get_by_label(label).click()
    shown = tab.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    shown.locator(".ant-select-item-option", has_text=words).first.click()


def new_field(tab: Tab, kind: str, name: str) -> None:
    tab.page.get_by_role("button", name="新建字段").first.click()
    tab.page.get_by_role("dialog").get_by_role("button", name=kind, exact=True).click()
    tab.fill("中文名称", name)


def saved(tab: Tab) -> None:
    tab.page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(tab.page.get_by_role("dialog")).to_be_hidden()


def test_a_record_type_is_made_with_fields_and_a_formula_and_used_at_once(
    visit: Visit, office: Company
) -> None:
    tab = visit(office)
    tab.open("/customisation")
    tab.page.get_by_role("button", name="新建对象").click()
    tab.fill("中文名称", "项目")
    tab.page.get_by_role("button", name="保存").click()
    tab.title("项目")

    new_field(tab, "单选", "阶段")
    tab.fill("中文 1", "立项")
    tab.page.get_by_label("中文 1").press("Enter")
    tab.fill("中文 2", "实施")
    saved(tab)
    new_field(tab, "金额", "单价")
    saved(tab)
    new_field(tab, "公式", "含税价")
    choose(tab, "插入字段", "单价")
    tab.page.keyboard.type(" * 1.13")
    expect(tab.page.get_by_role("dialog")).to_contain_text("公式正确，结果是小数")
    saved(tab)

    tab.follow("打开列表")
    tab.open("/x-xiangmu/new")
    tab.fill("名称", "智慧园区")
    tab.fill("单价", "100")
    tab.page.get_by_role("button", name="保存").click()
    tab.title("智慧园区")
    tab.shows("113")


def test_a_role_is_given_its_rows_and_fields(visit: Visit, office: Company) -> None:
    role = office.post("/roles", {"name": "客服", "permissions": ["parties.party.view"]})
    tab = visit(office)
    tab.open(f"/roles/{role['id']}")
    choose(tab, "查看客户与供应商", "本部门及下级")
    tab.page.get_by_role("tab", name="字段权限").click()
    choose(tab, "电话", "脱敏")
    tab.page.get_by_role("button", name="保存").click()
    tab.told("角色已保存，下一步操作起生效")
    kept = office.get(f"/roles/{role['id']}")
    assert (kept["scopes"], kept["fields"]) == (
        {"parties.party.view": "department_below"},
        {"party": {"phone": "masked"}},
    )


def test_a_colleagues_view_is_entered_and_left(visit: Visit, office: Company) -> None:
    office.customer("张三的客户")
    seller = office.colleague("sales", "小李")
    tab = visit(office)
    tab.open(f"/users/{seller.user_id}")
    tab.press("以他的视角查看")
    expect(tab.page.get_by_text("您正在以 小李 的视角查看")).to_be_visible()
    tab.open("/parties")
    expect(tab.page.get_by_text("张三的客户")).to_have_count(0)
    tab.press("退出")
    tab.open("/parties")
    expect(tab.page.get_by_text("张三的客户").first).to_be_visible()


def test_what_was_deleted_is_brought_back(visit: Visit, office: Company) -> None:
    party = office.customer("旧客户")
    office.delete(f"/parties/{party}", version=1)
    tab = visit(office)
    tab.open("/recycle-bin")
    tab.press("恢复 旧客户")
    tab.told("“旧客户”已恢复")
    tab.page.get_by_role("status").get_by_role("link", name="打开").click()
    tab.title("旧客户")
