"""An administrator who is no programmer gives records their shape, and says who sees what."""

from base64 import b64decode

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tab import Tab
from tests.builders.company import Company

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def take(tab: Tab, label: str, words: str) -> None:
    """Click what a list offers by its words."""
    tab.page.get_by_label(label).click()
    shown = tab.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    shown.locator(".ant-select-item-option", has_text=words).first.click()


def choose(tab: Tab, label: str, words: str) -> None:
    """Choose from a list by its words, which then stand in the field."""
    take(tab, label, words)
    expect(tab.page.locator(".ant-select", has=tab.page.get_by_label(label))).to_contain_text(words)


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
    take(tab, "插入字段", "单价")
    expect(tab.field("公式")).to_have_value("{单价}")
    expect(tab.field("公式")).to_be_focused()
    tab.page.keyboard.type(" * 1.13")
    expect(tab.page.get_by_role("dialog")).to_contain_text("公式正确，结果是金额")
    saved(tab)

    tab.follow("打开列表")
    tab.open("/x-xiangmu/new")
    tab.fill("名称", "智慧园区")
    tab.fill("单价", "100")
    tab.page.get_by_role("button", name="保存").click()
    tab.title("智慧园区")
    tab.shows("113.00")


def test_a_role_is_given_its_rows_and_fields(visit: Visit, office: Company) -> None:
    role = office.post("/roles", {"name": "客服", "permissions": ["parties.party.view"]})
    tab = visit(office)
    tab.open(f"/roles/{role['id']}")
    tab.rest()
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


def test_a_field_of_pictures_shows_one_button_and_no_control_of_the_browser(
    visit: Visit, office: Company
) -> None:
    for kind, words in (("image", "照片"), ("file", "合同")):
        office.post("/record-types/party/fields", {"kind": kind, "labels": {"zh": words}})
    tab = visit(office)
    tab.open("/parties/new")
    tab.title("新建客户与供应商")
    form = tab.page.get_by_role("main")
    expect(form.get_by_role("button", name="照片: 添加图片")).to_be_visible()
    controls = form.locator("input[type=file]")
    expect(controls).to_have_count(2)
    for control in controls.all():
        box = control.bounding_box()
        assert box is None or (box["width"] <= 1 and box["height"] <= 1)
    controls.first.set_input_files({"name": "照片.png", "mimeType": "image/png", "buffer": PICTURE})
    expect(form.get_by_role("button", name="移除 照片.png")).to_be_visible()


def test_a_formula_takes_what_fields_are_called_and_says_once_what_is_wrong(
    visit: Visit, office: Company
) -> None:
    for words in ("购置价", "残值"):
        office.post("/record-types/party/fields", {"kind": "money", "labels": {"zh": words}})
    tab = visit(office)
    tab.open("/customisation/party")
    new_field(tab, "公式", "残值")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("已有同名字段“残值”")
    tab.fill("中文名称", "净值")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    formula = dialog.get_by_role("textbox", name="公式")
    formula.fill("购置价 - 残值")
    told = dialog.get_by_text("字段要写在大括号里：{购置价}")
    expect(told).to_be_visible()
    dialog.get_by_role("button", name="保存").click()
    tab.watch.expect("422 POST /api/record-types/party/f.*")
    expect(told).to_have_count(1)
    formula.fill("{购置价} - {残值}")
    expect(dialog).to_contain_text("公式正确，结果是金额")
    choose(tab, "显示为", "数字")
    expect(dialog).to_contain_text("公式正确，结果是小数")
    saved(tab)
