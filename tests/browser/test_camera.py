"""A code before the camera is read where the browser has no eye of its own: by a decoder of ours, fetched late."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import BEFORE_THE_CAMERA, PHONE, Visit
from tests.builders.company import Company


def test_a_barcode_before_the_camera_is_read(visit: Visit, company: Company) -> None:
    company.product(name="矿泉水", code="KQS", barcode=BEFORE_THE_CAMERA)
    tab = visit(company, size=PHONE)
    fetched: list[str] = []
    tab.page.on("request", lambda request: fetched.append(request.url))
    tab.open("/sales-orders/new")
    tab.title("新建销售订单")
    assert tab.page.evaluate("typeof BarcodeDetector") == "undefined"
    assert not [url for url in fetched if "decoder" in url or url.endswith(".wasm")]
    tab.press(re.compile("扫码$"))
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_text(f"刚才扫到：{BEFORE_THE_CAMERA}")).to_be_visible()
    assert [url.partition("/assets/")[0] for url in fetched if url.endswith(".wasm")] == [tab.origin]
    dialog.get_by_role("button", name=re.compile("关闭|Close")).press("Enter")
    expect(tab.page.get_by_text("矿泉水").first).to_be_visible()


def test_the_work_screens_see_by_camera_too(visit: Visit, company: Company) -> None:
    product = company.product(name="矿泉水", code="KQS", barcode=BEFORE_THE_CAMERA, stock="3", cost="1")
    count = company.post("/stock-counts", {"scope": "products", "product_ids": [product]})
    tab = visit(company, size=PHONE)
    tab.open(f"/stock-work/count/{count['id']}")
    camera = tab.page.get_by_role("button", name="用摄像头扫描")
    camera.press("Enter")
    expect(tab.page.get_by_role("status").filter(has_text="矿泉水")).to_be_visible()
    camera.press("Enter")
    expect(tab.page.get_by_label("摄像头画面")).to_have_count(0)
    tab.rest()
    (line,) = company.get(f"/stock-counts/{count['id']}")["lines"]
    assert int(line["counted"]) >= 1
