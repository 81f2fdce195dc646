"""A storekeeper keeps a supplier's goods: taken in, told apart on the list, and bought where they lie."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.builders.company import Company
from tests.builders.purchases import Buying


def test_a_supplier_s_goods_are_kept_for_him_and_bought_out(visit: Visit, company: Company) -> None:
    screws = company.product(name="螺丝", code="LS-1", stock="5", cost="6")
    buying = Buying(company)
    supplier = buying.supplier("晨光五金")
    tab = visit(company)
    tab.open("/warehouses/new")
    tab.fill("名称", "晨光寄售仓")
    tab.pick("仓库类型", "", "代管仓")
    tab.pick("货主", "晨光", re.compile("晨光五金"))
    tab.press("保存")
    tab.title(re.compile("晨光寄售仓"))
    tab.rest()

    tab.open("/stock?kind=entrusted")
    tab.press("代管入库")
    tab.title("新建其他入库单")
    tab.shows("代管货物只记数量，不计入本公司的存货价值。")
    tab.cell(1, "商品").focus()
    tab.search("ls", "products")
    expect(tab.page.get_by_role("option", name=re.compile("螺丝"))).to_be_visible()
    tab.keys("Enter")
    tab.page.keyboard.type("20")
    tab.rest()
    tab.keys("Control+s")
    tab.told(re.compile(r"入库单 QTRK\d+ 已入账"))
    tab.shows("货主：晨光五金")

    order = buying.confirmed(supplier, (screws, "8", "7"))
    tab.open(f"/purchase-orders/{order['id']}")
    tab.press("买断代管货")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_text("晨光寄售仓")).to_be_visible()
    dialog.get_by_role("button", name=re.compile("^入库")).press("Enter")
    tab.told(re.compile("入库"))
    tab.open("/stock")
    row = tab.row("即时库存", "晨光寄售仓")
    expect(row).to_contain_text("12")
    expect(row).to_contain_text("晨光五金")
    rows = company.get("/stock/on-hand", product_id=screws)["items"]
    assert {row["kind"]: (row["on_hand"], row["value"]) for row in rows} == {
        "usual": ("13", "86"),
        "entrusted": ("12", None),
    }
    assert company.books.broken_laws(company.tenant_id) == []
