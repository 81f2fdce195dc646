"""Vouchers that must be reviewed, in a company that may have nobody who reviews. Today is 2026-11-02."""

from tests.builders.company import Company
from tests.builders.http import Json


def written(company: Company) -> str:
    """A draft voucher; gives back where it is."""
    sides = [("1001", "10", "0"), ("1002", "0", "10")]
    lines = [
        {"account": code, "debit": debit, "credit": credit, "summary": "提现"}
        for code, debit, credit in sides
    ]
    made: Json = company.post("/vouchers", {"occurred_on": "2026-11-02", "lines": lines})
    return f"/vouchers/{made['id']}"


def test_who_works_alone_is_told_that_nobody_reviews(company: Company) -> None:
    before = written(company)
    assert company.get(before)["waits_for"] is None
    company.post("/book-rules", {"review_required": True})
    owner = company.get("/book-rules/reviewers")["names"]
    assert len(owner) == 1
    voucher = company.get(before)
    assert (voucher["waits_for"], voucher["allowed_actions"]) == ([], ["update", "cancel"])
    company.refused(409, "ledger.maker_reviews", "POST", f"{before}/review", {})

    # A colleague who may review is named, one who may not is none.
    company.colleague("warehouse", "张三")
    accountant = company.colleague("accountant", "王五")
    assert sorted(company.get("/book-rules/reviewers")["names"]) == sorted([*owner, "王五"])
    assert company.get(before)["waits_for"] == ["王五"]
    # Who corrects it is its maker from then on: whoever wrote it first may review what it says now.
    lines = [
        {"account": code, "debit": debit, "credit": credit, "summary": "提现"}
        for code, debit, credit in (("1001", "11", "0"), ("1002", "0", "11"))
    ]
    body = {"occurred_on": "2026-11-02", "lines": lines}
    changed = accountant.patch(before, body, version=1)
    assert company.get(before)["waits_for"] == owner
    company.patch(before, body | {"attachments": 1}, version=changed["version"])
    assert company.get(before)["waits_for"] == ["王五"]
    accountant.post(f"{before}/review", {})
    assert company.get(before)["waits_for"] is None
    company.post(f"{before}/post")
    # The owner wrote it: what is posted he does not take back alone, and is told who may.
    assert company.get(before)["waits_for"] == ["王五"]
    assert accountant.get(before)["waits_for"] is None
    accountant.post(f"{before}/reverse")
    voucher = company.get(before)
    assert (voucher["waits_for"], voucher["number"], voucher["red_number"]) == (None, "记-0001", "记-0002")


def test_who_writes_vouchers_does_not_end_their_review_alone(company: Company) -> None:
    accountant = company.colleague("accountant", "王五")
    accountant.post("/book-rules", {"review_required": True})
    refused = accountant.refused(
        403, "platform.not_allowed", "POST", "/book-rules", {"review_required": False}
    )
    assert "End the review of vouchers" in refused["detail"]
    assert accountant.get("/book-rules")["review_required"] is True
    # The rest of the rules stays his, and the owner ends it.
    accountant.post("/book-rules", {"by_money": True, "review_required": True})
    company.post("/book-rules", {"review_required": False})
    assert company.get("/book-rules")["review_required"] is False
