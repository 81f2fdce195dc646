"""Files of a voucher in the browser: they count its papers, and stay once it is posted."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.builders.company import Company
from tests.builders.ledger import written


def test_files_hang_on_a_voucher_count_its_papers_and_stay_once_it_is_posted(
    visit: Visit, company: Company
) -> None:
    voucher = written(
        company, str(company.get("/auth/me")["today"]), ("560202", "100", "0"), ("1002", "0", "100")
    )
    tab = visit(company)
    tab.open(f"/vouchers/{voucher['id']}")
    tab.shows("还没有附件")
    papers = [
        {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n" + name.encode()}
        for name in ("发票.pdf", "回单.pdf", "错的.pdf")
    ]
    tab.field("上传附件").last.set_input_files(papers)
    tab.press("附单据数改为 3")
    tab.shows("附单据 3 张")
    tab.page.get_by_role("button", name="删除附件").first.click()
    tab.page.get_by_role("tooltip").get_by_role("button", name="删除附件").press("Enter")
    tab.told("已删除附件“错的.pdf”")
    tab.press("附单据数改为 2")
    tab.shows("附单据 2 张")
    tab.press("过账")
    tab.told("已过账")
    tab.shows("附件只能增加，不能删除")
    expect(tab.page.get_by_role("button", name="删除附件")).to_have_count(0)
    tab.field("上传附件").last.set_input_files({**papers[2], "name": "补充.pdf"})
    tab.shows("补充.pdf")
    tab.follow("查看分录")
    for name in ("补充.pdf", "回单.pdf", "发票.pdf"):
        expect(tab.page.get_by_role("link", name=name)).to_be_visible()
