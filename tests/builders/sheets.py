"""Files as people have them, and the way they come in."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import xlsxwriter  # type: ignore[import-untyped]  # it comes without types

from tests.builders.http import Json, Person

Cells = Sequence[str | int | float | date | None]
# What only says that a request was made, and not what it did.
TRACES = frozenset({"idempotency_key"})


def lines(*rows: Sequence[str], line_end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    """Rows as text with commas; no cell may hold one."""
    return "".join(",".join(row) + line_end for row in rows).encode(encoding)


def workbook(*rows: Cells, title: str | None = None, sheet: str = "客户") -> bytes:
    """An Excel workbook; days are formatted as days. With `title` the first row is one merged cell over all columns."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy/m/d"})
    first = 0
    if title is not None:
        page.merge_range(0, 0, 0, len(rows[0]) - 1, title)
        first = 1
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                page.write_string(number, column, value)
            else:
                page.write(number, column, value)
    book.close()
    return buffer.getvalue()


def packed(name: str, content: bytes, *, attributes: int = 0) -> bytes:
    """A workbook of one customer in which one part is replaced or added; `attributes` are those of its entry."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("名称",), ("华信",)))) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
        replaced = zipfile.ZipInfo(name)
        replaced.compress_type = zipfile.ZIP_DEFLATED
        replaced.external_attr = attributes
        target.writestr(replaced, content)
    return buffer.getvalue()


def send_file(
    person: Person,
    path: str,
    data: bytes,
    *,
    filename: str = "客户.csv",
    key: str | None = None,
    language: str = "zh-CN",
    mapping: Mapping[str, str | None] | None = None,
    **form: Any,
) -> httpx.Response:
    """Send a file to be checked or brought in, whatever comes of it."""
    fields = {name: str(value).lower() if isinstance(value, bool) else value for name, value in form.items()}
    if mapping is not None:
        fields["mapping"] = json.dumps(mapping)
    return person.client.post(
        f"/{path}/import",
        files={"file": (filename, data)},
        data=fields,
        headers={"Idempotency-Key": key or str(uuid4()), "Accept-Language": language},
        timeout=120,
    )


def checked(person: Person, path: str, data: bytes, **form: Any) -> Json:
    """The report on a file; nothing may be written by looking at it."""
    before = everything(person)
    answer = send_file(person, path, data, mode="check", **form)
    assert answer.status_code == 200, answer.text
    assert everything(person) == before, "a check wrote something"
    return answer.json()


def applied(person: Person, path: str, data: bytes, **form: Any) -> Json:
    """The report on a file that was brought in."""
    answer = send_file(person, path, data, mode="apply", **form)
    assert answer.status_code == 200, answer.text
    return answer.json()


def not_applied(person: Person, path: str, data: bytes, status: int, code: str, **form: Any) -> Json:
    """The refusal of a file; nothing that the company has may change by it."""
    before = person.books.fingerprint(person.tenant_id)
    answer = send_file(person, path, data, **{"mode": "apply", **form})
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert person.books.fingerprint(person.tenant_id) == before, "a refusal changed something"
    return answer.json()


def everything(person: Person) -> dict[str, tuple[int, str]]:
    """All that the company has, the traces of requests aside."""
    found = person.books.fingerprint(person.tenant_id)
    return {table: content for table, content in found.items() if table not in TRACES}


def findings(report: Json) -> list[tuple[int, str | None, str | None, str]]:
    """Row, column, value and reason of every finding."""
    return [tuple(item[name] for name in ("row", "column", "value", "reason")) for item in report["findings"]]
