"""Writing rows of any number as an Excel workbook or as CSV, in memory that does not grow with them.

A workbook's cells have types, so a text is a text whatever it looks like, never a formula and never a link. CSV has
none: there every text that a spreadsheet might run is guarded (`safe_cell`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import xlsxwriter  # type: ignore[import-untyped]  # it comes without types

from heyi.kit.tabular import Amount, Cell, Share, write_csv

ROWS_A_SHEET: Final = 1_048_575  # a sheet has one more, for the header

_LONGEST_TEXT: Final = 32_767
_DIGITS_OF_A_NUMBER: Final = 15
_FIRST_DAY: Final = date(1900, 3, 1)  # before it spreadsheets count a day that never was
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME: Final = 31
_NARROWEST, _WIDEST = 10, 40


class SheetFormat(StrEnum):
    """The kinds of files."""

    XLSX = "xlsx"
    CSV = "csv"


def write_rows(
    file: BinaryIO,
    format_: SheetFormat,
    *,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    title: str,
    above: Sequence[str] = (),
    workshop: Path | None = None,
) -> int:
    """Write the header and all rows to the file, and say how many rows there were.

    Instants are written as their clock shows, so they have to be in the reader's time zone. A workbook keeps numbers of
    up to 15 digits as numbers and longer ones as texts, days from March 1900 on as days, and of a text its first
    32,767 characters; it goes on on a second sheet after 1,048,575 rows. `title` names the sheet; `above` are
    lines over the header of a workbook, the first in bold; `workshop` is the folder where a workbook is put together,
    and left empty again.
    """
    counted = _Counted(rows)
    if format_ is SheetFormat.CSV:
        file.writelines(write_csv(header, counted))
    else:
        with _workbook(file, workshop) as book:
            _Book(book, header, title, above).write(counted)
    return counted.count


class _Counted:
    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


@contextmanager
def _workbook(file: BinaryIO, workshop: Path | None) -> Iterator[Any]:
    """A workbook that is finished when all went well, and otherwise leaves nothing behind."""
    with TemporaryDirectory(dir=workshop) as folder:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder, "use_zip64": True})
        try:
            yield book
        except BaseException:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
            book.fileclosed = True
            raise
        book.close()


class _Book:
    def __init__(self, book: Any, header: Sequence[str], title: str, above: Sequence[str]) -> None:
        self._book = book
        self._header = header
        self._above = above
        self._title = _NOT_IN_A_NAME.sub(" ", title).strip(" '") or "Sheet"
        self._plain = book.add_format()
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._time = book.add_format({"num_format": "hh:mm:ss"})
        self._amount = book.add_format({"num_format": "#,##0.00"})
        self._share = book.add_format({"num_format": "0.00%"})
        self._sheets = 0

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        remaining = iter(rows)
        sheet = self._next_sheet()
        while True:
            first = len(self._above) + 1
            for number, row in enumerate(islice(remaining, ROWS_A_SHEET - len(self._above)), start=first):
                for column, cell in enumerate(row):
                    self._write(sheet, number, column, cell)
            following = next(remaining, None)
            if following is None:
                return
            remaining = chain([following], remaining)
            sheet = self._next_sheet()

    def _next_sheet(self) -> Any:
        self._sheets += 1
        suffix = f" {self._sheets}" if self._sheets > 1 else ""
        sheet = self._book.add_worksheet(self._title[: _LONGEST_NAME - len(suffix)].rstrip(" '") + suffix)
        sheet.freeze_panes(len(self._above) + 1, 0)
        for number, line in enumerate(self._above):
            self._write_text(sheet, number, 0, line, None if number else self._bold)
        for column, name in enumerate(self._header):
            sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, _width(name) + 2)))
            self._write_text(sheet, len(self._above), column, name, self._bold)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                return
            case str():
                self._write_text(sheet, row, column, cell)
            case bool():
                sheet.write_boolean(row, column, cell)
            case int() | Decimal() if _fits(cell):
                sheet.write_number(row, column, cell, self._style_of(cell))
            case datetime() if cell.date() >= _FIRST_DAY:
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._instant)
            case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY:
                sheet.write_datetime(row, column, cell, self._day)
            case time():
                sheet.write_datetime(row, column, cell, self._time)
            case Decimal():
                sheet.write_string(row, column, format(cell, "f"))
            case _:
                sheet.write_string(row, column, str(cell))

    def _style_of(self, cell: Cell) -> Any:
        match cell:
            case Amount():
                return self._amount
            case Share():
                return self._share
            case _:
                return None

    def _write_text(self, sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
        kept = text[:_LONGEST_TEXT]
        if kept.startswith("<r>") and kept.endswith("</r>"):
            # The library would take this for a text with its own markup, and put it into the XML as it is.
            sheet.write_rich_string(row, column, kept[:1], self._plain, kept[1:], style or self._plain)
        else:
            sheet.write_string(row, column, kept, style)


def _fits(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of it."""
    exact = Decimal(number)
    return exact.is_finite() and len(exact.normalize().as_tuple().digits) <= _DIGITS_OF_A_NUMBER


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
