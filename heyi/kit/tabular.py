"""Reading tables from files as people have them (CSV in any dress, Excel workbooks), and writing CSV."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, TypeAlias

from heyi.kit.tables import (
    DEFAULT_LIMITS,
    Table,
    TableError,
    TableFault,
    TableLimits,
    TableStream,
    safe_cell,
    stream_table,
    unguarded_cell,
    whole_table,
)
from heyi.kit.workbooks import stream_workbook

__all__ = [
    "DEFAULT_LIMITS",
    "Amount",
    "Cell",
    "Share",
    "Table",
    "TableError",
    "TableFault",
    "TableLimits",
    "TableStream",
    "open_table",
    "read_table",
    "safe_cell",
    "unguarded_cell",
    "write_csv",
]


class Amount(Decimal):
    """A number that is money: written with its cents, also where they are nought."""


class Share(Decimal):
    """A number that is a share of one: a workbook shows it in per cent."""


Cell: TypeAlias = str | int | Decimal | date | datetime | time | bool | None

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"  # old .xls, and .xlsx behind a password
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS: Final = ("utf-8", "gb18030")
_DELIMITERS: Final = (",", "\t", ";", "|")
_SNIFFED_CHARACTERS: Final = 65_536
_PIECE: Final = 65_536
_SNIFFED_ROWS: Final = 50
_ROWS_A_CHUNK: Final = 500


def read_table(
    data: bytes,
    filename: str,
    *,
    limits: TableLimits = DEFAULT_LIMITS,
    encoding: str | None = None,
    sheet: str | None = None,
) -> Table:
    """All rows of a file at once, read as `open_table` does."""
    return whole_table(open_table(data, filename, limits=limits, encoding=encoding, sheet=sheet))


def open_table(
    data: bytes,
    filename: str,
    *,
    limits: TableLimits = DEFAULT_LIMITS,
    encoding: str | None = None,
    sheet: str | None = None,
) -> TableStream:
    """Read a file somebody chose: an Excel workbook (.xlsx, .xlsm) or text with delimiters. Its rows come one by one.

    What the file is, is seen from its content; the name only breaks ties (.tsv). Text may be UTF-8 with or
    without mark, UTF-16 with mark, or GB18030, with any line ends, even mixed; `encoding` overrules this.
    Of a workbook the first visible sheet is read unless `sheet` names another; dates come as `2026-11-23`.

    Raises:
        TableError: the file is too large, is no table, or cannot be read to its end.
    """
    if len(data) > limits.max_bytes:
        raise TableError(TableFault.TOO_LARGE, limit=limits.max_bytes)
    if data.startswith(_ZIP):
        return stream_workbook(data, limits=limits, sheet=sheet)
    if data.startswith(_OLE):
        raise TableError(TableFault.FORMAT_UNSUPPORTED)
    used_encoding = _encoding_of(data, encoding)
    text = io.TextIOWrapper(io.BytesIO(data), used_encoding)  # every kind of line end becomes \n
    start, delimiter = _delimiter(text.read(_SNIFFED_CHARACTERS), filename)
    text.seek(0)
    text.read(start)
    shown = "utf-8" if used_encoding == "utf-8-sig" else used_encoding
    return stream_table(_records(text, delimiter), limits=limits, encoding=shown)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Write a table as CSV that spreadsheets open rightly: UTF-8 with mark, CRLF, no text run as formula.

    Numbers and dates keep their own form; every text goes through `safe_cell`. Comes in pieces for streaming.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([safe_cell(name) for name in header])
    for count, row in enumerate(rows, start=1):
        writer.writerow([_written(cell) for cell in row])
        if count % _ROWS_A_CHUNK == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _encoding_of(data: bytes, encoding: str | None) -> str:
    """The first encoding in which the whole file makes sense."""
    if encoding is not None:
        candidates: tuple[str, ...] = (encoding,)
    else:
        marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
        if marked is None and b"\0" in data:
            raise TableError(TableFault.NOT_A_TEXT)
        candidates = _ENCODINGS if marked is None else (marked,)
    for candidate in candidates:
        try:
            has_zero = any("\0" in piece for piece in _decoded(data, candidate))
        except (UnicodeError, LookupError):
            continue
        if has_zero:
            raise TableError(TableFault.NOT_A_TEXT)
        return candidate
    raise TableError(TableFault.ENCODING_UNKNOWN, tried=", ".join(candidates))


def _decoded(data: bytes, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding)
    while piece := text.read(_PIECE):
        yield piece


def _delimiter(sample: str, filename: str) -> tuple[int, str]:
    """Where the table begins, behind the `sep=;` line by which some programs name it, and the delimiter."""
    first, line_end, _ = sample.partition("\n")
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return len(first + line_end), first[-1]
    preferred = sorted(_DELIMITERS, key=lambda one: not (one == "\t" and filename.lower().endswith(".tsv")))
    return 0, max(preferred, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter cuts the sample: the share of rows as wide as the first, then their width."""
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) >= _SNIFFED_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    if not widths or widths[0] == 1:
        return (0.0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])


def _records(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str | None]]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            # A quote that is not closed, or not followed by a delimiter: whatever follows cannot be trusted.
            raise TableError(TableFault.BROKEN_ROW, row=number) from error
        if row is None:
            return
        yield number, [unguarded_cell(cell) for cell in row]


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return safe_cell(cell)
        case bool():
            return "TRUE" if cell else "FALSE"
        case Amount():
            return _with_cents(cell)
        case Decimal():
            return format(cell, "f")
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case time():
            return cell.isoformat(timespec="seconds")
        case date() | int():
            return str(cell)


def _with_cents(amount: Amount) -> str:
    whole, _, decimals = format(amount, "f").partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
