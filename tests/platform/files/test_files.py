"""Files on records: who may see the record sees them, the browser saves them, and what is gone is gone."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from heyi.platform.files import sweep
from heyi.platform.files.store import MOST_BYTES
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person
from tests.builders.server import Served

PDF = b"%PDF-1.7\nsome contract\n"


def upload(
    person: Person,
    record_id: object,
    content: bytes = PDF,
    *,
    name: str = "合同.pdf",
    record: str = "party",
    key: str = "",
) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid4())}
    form = {"record": record, "record_id": str(record_id)}
    return person.client.post("/files", files={"file": (name, content)}, data=form, headers=headers)


def attach(person: Person, record_id: object, content: bytes = PDF, **how: Any) -> Json:
    answer = upload(person, record_id, content, **how)
    assert answer.status_code == 201, answer.text
    return answer.json()


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def folder(served: Served, company: Company) -> Path:
    return served.services.home / "files" / str(company.tenant_id)


class TestAFile:
    def test_is_put_on_a_record_listed_and_downloaded_as_it_was(self, company: Company, folder: Path) -> None:
        party = company.customer()
        made = attach(company, party)
        assert (made["name"], made["media_type"], made["size"]) == ("合同.pdf", "application/pdf", len(PDF))
        assert (made["sha256"], made["created_by"]) == (hashlib.sha256(PDF).hexdigest(), "张三")
        assert company.get("/files", record="party", record_id=party) == [made]
        assert company.get(f"/files/{made['id']}") == made
        assert company.send("GET", f"/files/{made['id']}/content").content == PDF
        assert [path.name for path in folder.iterdir()] == [made["id"]]
        assert (folder / made["id"]).stat().st_mode & 0o777 == 0o600

    def test_is_saved_by_the_browser_and_never_shown(self, company: Company) -> None:
        page = b"<html><script>alert(document.cookie)</script></html>"
        for name in ("page.html", "picture.svg", '"><img src=x onerror=alert(1)>.htm'):
            made = attach(company, company.customer(name=name), page, name=name)
            answer = company.send("GET", f"/files/{made['id']}/content")
            assert answer.headers["content-type"].startswith("text/plain")
            assert answer.headers["content-disposition"].startswith("attachment;")
            assert "<" not in answer.headers["content-disposition"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert answer.headers["cache-control"] == "private, no-store"

    def test_name_in_chinese_survives_the_header(self, company: Company) -> None:
        made = attach(company, company.customer())
        header = company.send("GET", f"/files/{made['id']}/content").headers["content-disposition"]
        assert header == "attachment; filename*=utf-8''%E5%90%88%E5%90%8C.pdf"

    def test_stands_in_the_history_of_its_record(self, company: Company) -> None:
        party = company.customer()
        attach(company, party)
        (event, *_) = company.get(f"/parties/{party}/timeline")["events"]
        assert event["changes"] == {"file": [None, "合同.pdf"]}

    def test_comes_once_for_one_key(self, company: Company) -> None:
        party = company.customer()
        first = attach(company, party, key="once")
        assert attach(company, party, key="once") == first
        other = upload(company, party, PDF + b"more", key="once")
        assert problem(other) == (422, "platform.idempotency_key_reused")
        assert len(company.get("/files", record="party", record_id=party)) == 1

    def test_hangs_on_documents_too(self, company: Company) -> None:
        customer, product = company.customer(), company.product(stock="5")
        order = company.order(customer, (product, "1", "113"))
        made = attach(company, order["id"], record="sales_order")
        assert company.get("/files", record="sales_order", record_id=order["id"]) == [made]


class TestWhatIsNotTaken:
    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("empty.txt", b"", "files.empty"),
            ("contract.pdf", b"<html>", "files.not_what_it_says"),
            ("..", PDF, "files.name_unusable"),
        ],
    )
    def test_leaves_nothing_behind(
        self, company: Company, folder: Path, name: str, content: bytes, code: str
    ) -> None:
        party = company.customer()
        assert problem(upload(company, party, content, name=name)) == (422, code)
        assert company.get("/files", record="party", record_id=party) == []
        assert not folder.exists() or list(folder.iterdir()) == []

    def test_is_more_than_fifty_megabytes(self, company: Company, folder: Path) -> None:
        party = company.customer()
        for size, code in (
            (MOST_BYTES + 1, "files.too_large"),
            (MOST_BYTES + 1_000_000, "platform.request_too_large"),
        ):
            assert problem(upload(company, party, b"x" * size, name="big.bin")) == (413, code)
        assert not folder.exists() or list(folder.iterdir()) == []

    def test_has_no_record_here(self, company: Company, found: Found) -> None:
        foreign = found(name="别家").customer()
        for record_id in (foreign, "01a00000-0000-7000-8000-00000000dead"):
            assert problem(upload(company, record_id)) == (404, "platform.not_found")
            company.refused(
                404, "platform.not_found", "GET", "/files", query={"record": "party", "record_id": record_id}
            )
        assert problem(upload(company, foreign, record="login")) == (422, "files.cannot_hold_files")


class TestWhoMay:
    def test_see_a_file_is_who_may_see_its_record(self, company: Company) -> None:
        customer, product = company.customer(), company.product(stock="5")
        order = company.order(customer, (product, "1", "113"))
        made = attach(company, order["id"], record="sales_order")
        role = company.post("/roles", {"name": "甲", "permissions": ["parties.party.view"]})
        clerk = company.colleague("viewer")
        company.patch(f"/users/{clerk.user_id}", {"role_ids": [role["id"]]}, version=1)
        for path in (f"/files/{made['id']}", f"/files/{made['id']}/content"):
            clerk.refused(404, "platform.not_found", "GET", path)
        clerk.refused(404, "platform.not_found", "DELETE", f"/files/{made['id']}", version=1)
        query = {"record": "sales_order", "record_id": order["id"]}
        clerk.refused(422, "files.cannot_hold_files", "GET", "/files", query=query)

    def test_change_files_is_who_may_change_the_record(self, company: Company) -> None:
        party = company.customer()
        made = attach(company, party)
        viewer = company.colleague("viewer")
        assert viewer.get("/files", record="party", record_id=party) == [made]
        assert problem(upload(viewer, party)) == (403, "platform.not_allowed")
        viewer.refused(403, "platform.not_allowed", "DELETE", f"/files/{made['id']}", version=1)

    def test_see_a_file_is_nobody_of_another_company(self, company: Company, found: Found) -> None:
        made = attach(company, company.customer())
        other = found(name="别家")
        for path in (f"/files/{made['id']}", f"/files/{made['id']}/content"):
            other.refused(404, "platform.not_found", "GET", path)
        other.refused(404, "platform.not_found", "DELETE", f"/files/{made['id']}", version=1)
        assert company.send("GET", f"/files/{made['id']}/content").content == PDF


class TestRemoving:
    def test_takes_the_bytes_with_it(
        self, company: Company, folder: Path, run_jobs: Callable[[], int]
    ) -> None:
        party = company.customer()
        made, kept = attach(company, party), attach(company, party, name="another.pdf")
        company.refused(428, "platform.version_missing", "DELETE", f"/files/{made['id']}")
        company.refused(412, "platform.version_changed", "DELETE", f"/files/{made['id']}", version=2)
        company.delete(f"/files/{made['id']}", version=1)
        company.refused(404, "platform.not_found", "GET", f"/files/{made['id']}/content")
        run_jobs()
        assert [path.name for path in folder.iterdir()] == [kept["id"]]

    def test_at_night_takes_what_belongs_to_nothing_but_only_when_it_is_old(
        self, company: Company, folder: Path, served: Served
    ) -> None:
        made = attach(company, company.customer())
        stray = folder / "01a00000-0000-7000-8000-00000000dead"
        half = folder / ".01a00000-0000-7000-8000-00000000beef.part"
        young = folder / "01a00000-0000-7000-8000-00000000cafe"
        for path in (stray, half, young):
            path.write_bytes(b"left by a crash")
        long_ago = served.services.clock.now().timestamp() - 2 * 86_400
        for path in (stray, half, folder / made["id"]):
            os.utime(path, (long_ago, long_ago))
        removed = in_company(served, company, lambda uow: sweep.remove_orphans(uow, served.services.home))
        assert removed == 2
        assert {path.name for path in folder.iterdir()} == {made["id"], young.name}


def in_company(served: Served, company: Company, act: Callable[[Any], Any]) -> Any:
    from heyi.platform.identity.sessions import system_work

    services = served.services
    with services.engine.connect() as connection, connection.begin():
        now = services.clock.now()
        return act(system_work(connection, tenant_id=company.tenant_id, now=now, door="test"))
