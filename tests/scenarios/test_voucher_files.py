"""Files of vouchers and entries: more may come at any time, none goes once it was reviewed or stands in the books."""

import httpx

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.ledger import written

PDF = b"%PDF-1.7\nan invoice\n"


def put(person: Person, record: str, record_id: str, name: str) -> httpx.Response:
    form = {"record": record, "record_id": record_id}
    headers = {"Idempotency-Key": f"{record_id}{name}"}
    return person.client.post("/files", files={"file": (name, PDF)}, data=form, headers=headers)


def names(person: Person, record: str, record_id: str) -> list[str]:
    return [file["name"] for file in person.get("/files", record=record, record_id=record_id)]


def attached(person: Person, record: str, record_id: str, name: str) -> Json:
    answer = put(person, record, record_id, name)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_voucher_takes_files_at_any_time_and_loses_none_once_it_is_posted(company: Company) -> None:
    voucher = written(company, "2026-11-02", ("560202", "100", "0"), ("1002", "0", "100"))
    wrong = attached(company, "voucher", voucher["id"], "wrong.pdf")
    receipt = attached(company, "voucher", voucher["id"], "receipt.pdf")
    company.delete(f"/files/{wrong['id']}", version=1)
    viewer = company.colleague("viewer")
    assert names(viewer, "voucher", voucher["id"]) == ["receipt.pdf"]
    assert put(viewer, "voucher", voucher["id"], "a.pdf").status_code == 403

    posted = company.post(f"/vouchers/{voucher['id']}/post")
    company.refused(409, "files.kept", "DELETE", f"/files/{receipt['id']}", version=1)
    attached(company, "voucher", voucher["id"], "later.pdf")
    company.post(f"/vouchers/{voucher['id']}/reverse")
    company.refused(409, "files.kept", "DELETE", f"/files/{receipt['id']}", version=1)
    assert names(company, "voucher", voucher["id"]) == ["later.pdf", "receipt.pdf"]

    entry = posted["entry_id"]
    bill = attached(company, "journal_entry", entry, "bill.pdf")
    assert put(viewer, "journal_entry", entry, "b.pdf").status_code == 403
    company.refused(409, "files.kept", "DELETE", f"/files/{bill['id']}", version=1)
    assert names(viewer, "journal_entry", entry) == ["bill.pdf"]


def test_what_is_reviewed_keeps_its_files_until_it_is_sent_back(company: Company) -> None:
    company.post("/book-rules", {"review_required": True})
    voucher = written(company, "2026-11-02", ("560202", "100", "0"), ("1002", "0", "100"))
    receipt = attached(company, "voucher", voucher["id"], "receipt.pdf")
    other = company.colleague("accountant")
    other.post(f"/vouchers/{voucher['id']}/review")
    company.refused(409, "files.kept", "DELETE", f"/files/{receipt['id']}", version=1)
    other.post(f"/vouchers/{voucher['id']}/send-back")
    company.delete(f"/files/{receipt['id']}", version=1)
    assert names(company, "voucher", voucher["id"]) == []
