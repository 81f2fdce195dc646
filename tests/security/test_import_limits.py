"""A file from a stranger: what is too large or not his to bring leaves no trace, and a formula stays a text."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

import httpx
import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.server import Served
from tests.builders.sheets import (
    applied,
    checked,
    everything,
    lines,
    not_applied,
    packed,
    send_file,
    workbook,
)

GOOD = lines(("名称", "编码"), ("华信", "C1"), ("长城", "C2"))
CANARIES = (
    "=HYPERLINK(0)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "'=1+1",
    "=1+1;x",
)


def refusal(problem: dict[str, object]) -> list[tuple[str, str]]:
    errors = problem["errors"]
    assert isinstance(errors, list)
    return [(item["field"], item["code"]) for item in errors]


class TestAFileOverTheLimits:
    def test_of_rows_is_refused(self, company: Company) -> None:
        data = lines(("名称",), *(("A",) for _ in range(20_001)))
        problem = not_applied(company, "parties", data, 422, "records.file_refused")
        assert refusal(problem) == [("file", "file_too_many_rows")]
        assert problem["detail"] == "行数过多，一次最多 20000 行，请分成几个文件"

    def test_of_bytes_is_refused(self, company: Company) -> None:
        data = lines(("名称",), ("A" * 1000,)) + b"\n" * 10_000_000
        problem = not_applied(company, "parties", data, 422, "records.file_refused")
        assert refusal(problem) == [("file", "file_too_large")]

    def test_of_columns_is_refused(self, company: Company) -> None:
        data = lines(["名称", *[f"c{number}" for number in range(256)]])
        problem = not_applied(company, "parties", data, 422, "records.file_refused")
        assert refusal(problem) == [("file", "file_too_many_columns")]

    def test_of_a_cell_is_refused(self, company: Company) -> None:
        problem = not_applied(
            company, "parties", lines(("名称",), ("A" * 40_000,)), 422, "records.file_refused"
        )
        assert refusal(problem) == [("file", "file_cell_too_long")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file_not_a_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "file_format_unsupported"),
        (b"PK\x03\x04 not a zip", "file_broken_workbook"),
        ('名称\n"华信\n'.encode(), "file_broken_row"),
        (packed("xl/worksheets/sheet1.xml", b" " * 110_000_000), "file_suspicious_archive"),
        (
            packed("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "file_suspicious_archive",
        ),
        (packed("xl/worksheets/sheet1.xml", b"<a>"), "file_broken_workbook"),
    ],
    ids=["empty", "picture", "old excel", "no zip", "open quote", "bomb", "entities", "broken part"],
)
def test_a_file_that_is_no_table_is_refused(company: Company, data: bytes, code: str) -> None:
    problem = not_applied(company, "parties", data, 422, "records.file_refused")
    assert refusal(problem) == [("file", code)]


class TestARequestOverTheLimit:
    def test_is_refused_by_its_announced_length(self, served: Served) -> None:
        answer = httpx.post(f"{served.url}/api/auth/log-in", content=b"x" * 12_000_001)
        assert (answer.status_code, answer.json()["code"]) == (413, "platform.request_too_large")

    def test_is_refused_when_it_does_not_say_how_long_it_is(self, served: Served) -> None:
        def pieces() -> Iterator[bytes]:
            for _ in range(13):
                yield b"x" * 1_000_000

        answer = httpx.post(f"{served.url}/api/auth/log-in", content=pieces())
        assert (answer.status_code, answer.json()["code"]) == (413, "platform.request_too_large")

    def test_leaves_the_next_one_be(self, served: Served) -> None:
        with httpx.Client(base_url=served.url) as client:
            assert client.post("/api/auth/log-in", content=b"x" * 12_000_001).status_code == 413
            assert client.get("/healthz").status_code == 200


class TestWhoMayNot:
    @pytest.mark.parametrize("role", ["sales", "accountant", "warehouse", "viewer"])
    def test_brings_nothing_in_and_gets_no_template(self, company: Company, role: str) -> None:
        colleague = company.colleague(role)
        not_applied(colleague, "parties", GOOD, 403, "platform.not_allowed")
        not_applied(colleague, "parties", GOOD, 403, "platform.not_allowed", mode="check")
        colleague.refused(403, "platform.not_allowed", "GET", "/parties/import/template")

    def test_because_nobody_knows_him(self, served: Served) -> None:
        answer = httpx.post(
            f"{served.url}/api/parties/import",
            files={"file": ("a.csv", GOOD)},
            headers={"Idempotency-Key": "k"},
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "platform.not_signed_in")

    @pytest.mark.parametrize("path", ["units", "tax-rates", "users", "sales-orders", "warehouses"])
    def test_because_the_record_does_not_come_from_files(self, company: Company, path: str) -> None:
        answer = send_file(company, path, GOOD)
        assert answer.status_code in {404, 405}


class TestTheSameIntent:
    def test_brings_a_file_in_once_however_often_it_arrives(
        self, company: Company, run_together: Callable[[Sequence[Callable[[], object]]], list[object]]
    ) -> None:
        def send() -> bytes:
            answer = send_file(company, "parties", GOOD, mode="apply", key="the-same")
            assert answer.status_code == 200, answer.text
            return answer.content

        answers = run_together([send] * 20)
        assert len(set(map(str, answers))) == 1
        assert [item["name"] for item in company.get("/parties", sort="code")["items"]] == ["华信", "长城"]

    @pytest.mark.parametrize(
        ("other", "form"),
        [
            (GOOD.replace(b"C2", b"C3"), {}),
            (GOOD, {"filename": "b.csv"}),
            (GOOD, {"skip_bad": True}),
            (GOOD, {"mode": "check"}),
        ],
        ids=["other bytes", "other name", "other choice", "other mode"],
    )
    def test_is_not_another_file_under_its_key(
        self, company: Company, other: bytes, form: dict[str, object]
    ) -> None:
        key = "one-key"
        assert send_file(company, "parties", GOOD, mode="apply", key=key).status_code == 200
        not_applied(company, "parties", other, 422, "platform.idempotency_key_reused", key=key, **form)

    def test_of_two_people_meets_in_the_unique_field(
        self, company: Company, run_together: Callable[[Sequence[Callable[[], object]]], list[object]]
    ) -> None:
        answers = run_together([lambda: send_file(company, "parties", GOOD, mode="apply").status_code] * 4)
        assert set(answers) <= {200, 409, 422}
        assert answers.count(200) == 1
        assert [item["name"] for item in company.get("/parties", sort="code")["items"]] == ["华信", "长城"]


class TestAFormula:
    def test_is_kept_as_the_text_it_is(self, company: Company) -> None:
        rows = [(text, f"C{number}") for number, text in enumerate(CANARIES)]
        applied(company, "parties", workbook(("名称", "编码"), *rows))
        found = [item["name"] for item in company.get("/parties", sort="code")["items"]]
        assert found == list(CANARIES)

    def test_is_written_so_that_no_spreadsheet_runs_it(self, company: Company) -> None:
        rows = [(text, "12") for text in CANARIES]
        report = checked(company, "parties", workbook(("名称", "电话"), *rows), bad_rows=True)
        written = list(csv.reader(io.StringIO(report["bad_rows_csv"].removeprefix("\ufeff"))))[1:]
        assert [row[0] for row in written] == [f"'{text}" for text in CANARIES]

        mended = report["bad_rows_csv"].replace(",12,", ",13800138000,").encode()
        applied(company, "parties", mended)
        assert {item["name"] for item in company.get("/parties")["items"]} == set(CANARIES)

    def test_in_a_header_or_a_reason_is_harmless_too(self, company: Company) -> None:
        data = workbook(("名称", "=1+1", "邮箱"), ("华信", "x", "=cmd@"))
        report = checked(company, "parties", data, bad_rows=True)
        (header, row) = csv.reader(io.StringIO(report["bad_rows_csv"].removeprefix("\ufeff")))
        assert header == ["名称", "'=1+1", "邮箱", "未导入原因"]
        assert row == ["华信", "x", "'=cmd@", "邮箱: “=cmd@”不是有效的邮箱"]

    def test_that_was_guarded_by_an_export_comes_back_as_it_was(self, company: Company) -> None:
        applied(company, "parties", lines(("名称",), ("'=1+1",)))
        assert [item["name"] for item in company.get("/parties")["items"]] == ["=1+1"]


def test_a_file_of_one_company_writes_nothing_into_another(company: Company, found: Found) -> None:
    other = found(name="长城")
    before = everything(other)
    applied(company, "parties", GOOD)
    assert everything(other) == before
