"""Vouchers on paper: the words and amounts can be read out of the file, and numbers run without gaps by word."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.builders.company import Company
from tests.builders.http import Json, Person


def pages(person: Person, path: str, **query: str) -> list[str]:
    """The text of each page of a paper, without blanks, which are typography."""
    answer = person.send("GET", path, query=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return [page.extract_text().replace(" ", "") for page in PdfReader(BytesIO(answer.content)).pages]


def written(company: Company, *lines: tuple[str, str, str], **fields: object) -> Json:
    """A voucher by hand, posted: account, debit, credit."""
    rows = [{"account": account, "debit": debit, "credit": credit} for account, debit, credit in lines]
    rows[0]["summary"] = "购买办公用品"
    voucher = company.post("/vouchers", {"occurred_on": "2026-11-02", "lines": rows, **fields})
    return company.post(f"/vouchers/{voucher['id']}/post")


class TestPaper:
    def test_a_voucher_says_everything_that_its_paper_must(self, company: Company) -> None:
        voucher = written(company, ("560202", "1300.05", "0"), ("1002", "0", "1300.05"), attachments=2)

        (page,) = pages(company, f"/journal-entries/{voucher['entry_id']}/paper")

        name = company.get("/settings/company")["name"]
        for words in (
            "记账凭证",
            f"核算单位：{name}",
            "2026年11月02日",
            "记字第0001号",
            "购买办公用品5602管理费用办公费1,300.05",
            "1002银行存款1,300.05",
            "合计（大写）：壹仟叁佰元零伍分1,300.051,300.05",
            "记账：张三",
            "出纳：",
            "制单：张三",
            "附单据2张",
        ):
            assert words in page, page

    def test_a_long_voucher_goes_on_and_its_total_stands_on_the_last_sheet(self, company: Company) -> None:
        lines = [("560202", f"{number}", "0") for number in range(1, 10)]
        voucher = written(company, *lines, ("1002", "0", "45"))
        first, last = pages(company, f"/journal-entries/{voucher['entry_id']}/paper")
        assert ("（1/2）" in first, "（续下页）" in first, "合计" in first) == (True, True, False)
        assert ("（2/2）" in last, "肆拾伍元整45.0045.00" in last) == (True, True)

    def test_a_month_has_two_sheets_a_page_and_names_whom_a_line_is_for(self, company: Company) -> None:
        screws = company.product(stock="10", cost="6")
        company.sold(company.customer("北京华信"), (screws, "1", "113"))
        # Opening goods, a delivery, revenue and its cost: four vouchers.
        front, back = pages(company, "/periods/2026-11/paper")
        assert front.count("记账凭证") == back.count("记账凭证") == 2
        assert "1122应收账款北京华信113.00" in back
        assert len(pages(company, "/periods/2026-11/paper", layout="one")) == 4

    def test_red_letters_keep_their_sign(self, company: Company) -> None:
        voucher = written(company, ("560202", "5", "0"), ("1002", "0", "5"))
        company.post(f"/vouchers/{voucher['id']}/reverse")
        (_, red) = company.get("/journal-entries", sort="number_key", limit=2)["items"]
        (page,) = pages(company, f"/journal-entries/{red['id']}/paper")
        assert "-5.00" in page
        assert "负伍元整" in page

    def test_what_cannot_be_printed_is_refused(self, company: Company) -> None:
        company.refused(409, "ledger.nothing_to_print", "GET", "/periods/2026-11/paper")
        company.refused(404, "platform.not_found", "GET", f"/journal-entries/{company.tenant_id}/paper")
        path = "/periods/2026-11/paper"
        company.refused(422, "platform.invalid_input", "GET", path, query={"layout": "three"})
        viewer = company.colleague("viewer")
        viewer.refused(403, "platform.not_allowed", "GET", path)

    def test_many_are_printed_by_a_job_and_found_among_the_exports(
        self, company: Company, run_jobs: Callable[[], int]
    ) -> None:
        for _ in range(51):
            written(company, ("560202", "1", "0"), ("1002", "0", "1"))
        company.refused(422, "ledger.too_many_on_paper", "GET", "/periods/2026-11/paper")

        asked = company.post("/periods/2026-11/print", {"layout": "two"})

        run_jobs()
        done = company.get(f"/jobs/{asked['job_id']}")
        assert (done["state"], done["result"]["rows"]) == ("done", 51)
        found = pages(company, f"/exports/{asked['export_id']}/file")
        assert len(found) == 26
        assert "记字第0051号" in found[-1]
        (export,) = company.get("/exports")["items"]
        assert (export["record"], export["format"], export["rows"]) == ("journal_entry", "pdf", 51)


class TestWords:
    def test_vouchers_are_numbered_apart_by_the_way_of_their_money(self, company: Company) -> None:
        written(company, ("560202", "1", "0"), ("1002", "0", "1"))
        company.post("/book-rules", {"by_money": True})
        screws = company.product(stock="10", cost="6")
        customer = company.customer()
        company.sold(customer, (screws, "1", "113"))
        company.receipt(customer, "113", account_code="1002")
        written(company, ("560202", "2", "0"), ("1001", "0", "2"))
        written(company, ("1001", "3", "0"), ("1002", "0", "3"))
        company.post("/book-rules", {"by_money": False})
        written(company, ("560202", "4", "0"), ("1002", "0", "4"))

        entries = company.get("/journal-entries", sort="number_key", limit=20)["items"]

        assert [entry["number"] for entry in entries] == [
            "记-0001",
            "转-0001",
            "转-0002",
            "转-0003",
            "转-0004",
            "收-0001",
            "付-0001",
            "付-0002",
            "记-0002",
        ]
        assert company.get("/verify")["green"]
        assert company.books.broken_laws(company.tenant_id) == []

    @pytest.mark.parametrize("change", [{"by_money": True}, {"review_required": True}])
    def test_one_rule_of_the_books_is_changed_without_the_other(
        self, company: Company, change: dict[str, bool]
    ) -> None:
        before = company.get("/book-rules")
        assert company.post("/book-rules", change) == before | change
