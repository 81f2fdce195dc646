"""Reading an Excel workbook that a stranger made: looked through and repacked before the real reader sees it.

A workbook is a zip of XML, and both can be bombs: a part of 200 MB in 200 kB, two cells a million rows apart
for which a reader takes a table's memory, one long text that every cell refers to. So every XML part is
unpacked under a limit (its checksum proves that the directory did not lie), walked through once by expat
(where document types are refused and the reach of the cells is measured), and put into a new archive on disk, all
in small pieces. Only that is given to calamine: what it reads is exactly what was looked at.
"""

import io
import posixpath
import re
import stat
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, TypeAlias
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from heyi.kit.tables import TableError, TableFault, TableLimits, TableStream, stream_table

_WORKBOOK_PART: Final = "xl/workbook.xml"
_RELATIONS_PART: Final = "xl/_rels/workbook.xml.rels"
_XML_PARTS: Final = (".xml", ".rels")
_ENTRY_MARK: Final = b"PK\x01\x02"
_PIECE: Final = 65_536
_HARMLESS_ELEMENTS: Final = 100_000
_HARMLESS_UNZIPPED: Final = 2_000_000  # below this the ratio says nothing: small sheets pack well
_ENCODINGS: Final = frozenset({None, "utf-8", "utf8"})
_CELL: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_SECONDS_AN_HOUR: Final = 3600
_SECONDS_A_MINUTE: Final = 60


_MAX_ERRORS: Final = 200_000

_Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


def stream_workbook(data: bytes, *, limits: TableLimits, sheet: str | None) -> TableStream:
    """Read one sheet of a workbook: the named one, or the first that is visible.

    A cell with a formula error reads as its text (`#DIV/0!`), so that it is refused where a value is wanted.

    Raises:
        TableError: the file is no workbook, is broken, holds too much, or has no such sheet.
    """
    with TemporaryDirectory(prefix="heyi-") as folder, _broken_when_unreadable():
        seen = Path(folder) / "seen.xlsx"
        scan = _looked_through(data, seen, limits)
        workbook = CalamineWorkbook.from_path(str(seen))
        try:
            chosen = _choose_sheet(workbook, sheet)
            page = workbook.get_sheet_by_name(chosen)
        finally:
            workbook.close()
        rows = _rows(page, scan.errors_of(chosen))
        return stream_table(rows, limits=limits, encoding="xlsx", sheet=chosen)


@contextmanager
def _broken_when_unreadable() -> Iterator[None]:
    try:
        yield
    except CalamineError as error:
        raise TableError(TableFault.BROKEN_WORKBOOK) from error
    except BaseException as error:
        # A panic of the reader's Rust code is not an Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise TableError(TableFault.BROKEN_WORKBOOK) from error


def _looked_through(data: bytes, seen: Path, limits: TableLimits) -> "_Scan":
    """Walk through every part of the workbook, and write those that are XML to `seen`."""
    if data.count(_ENTRY_MARK) > limits.max_members:
        raise TableError(TableFault.SUSPICIOUS_ARCHIVE)
    scan = _Scan(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(seen, "w") as copy:
            entries = archive.infolist()
            _check_directory(entries, len(data), limits)
            for entry in entries:
                if entry.filename.lower().endswith(_XML_PARTS):
                    with archive.open(entry) as part, copy.open(entry.filename, "w") as same:
                        scan.look_through(entry.filename, _copied(part, same))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise TableError(TableFault.BROKEN_WORKBOOK) from error
    scan.check_texts()
    return scan


def _copied(part: IO[bytes], same: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(_PIECE):
        same.write(piece)
        yield piece


def _check_directory(entries: Sequence[zipfile.ZipInfo], packed: int, limits: TableLimits) -> None:
    names = [entry.filename for entry in entries]
    unzipped = sum(entry.file_size for entry in entries)
    if unzipped > limits.max_unzipped:
        raise TableError(TableFault.TOO_LARGE, limit=limits.max_unzipped)
    is_suspicious = (
        len(names) > limits.max_members
        or len({name.lower() for name in names}) < len(names)
        or (unzipped > _HARMLESS_UNZIPPED and unzipped > packed * limits.max_ratio)
        or any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries)
        or any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries)
        or any(name.startswith("/") or ".." in name.split("/") for name in names)
    )
    if is_suspicious:
        raise TableError(TableFault.SUSPICIOUS_ARCHIVE)
    if _WORKBOOK_PART not in names:
        raise TableError(TableFault.FORMAT_UNSUPPORTED)


@dataclass(slots=True)
class _Sheet:
    """What is known of one part when seen as a sheet."""

    height: int = 0
    width: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class _Scan:
    """Walks through every part as if it were a sheet: which one the reader will take is its own business."""

    def __init__(self, limits: TableLimits) -> None:
        self._limits = limits
        self._sheets: dict[str, _Sheet] = {}
        self._sheet_relations: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self._most_elements = 4 * limits.max_cells + _HARMLESS_ELEMENTS
        self._elements = 0
        self._shared_lengths = array("L")
        self._shared_uses = array("L")
        self._part = ""
        self._shared_part = ""
        self._sheet = _Sheet()
        self._row = 0
        self._column = 0
        self._cell_type = ""
        self._in_value = False
        self._in_shared = False

    def look_through(self, name: str, content: Iterable[bytes]) -> None:
        self._part = name
        self._sheet = self._sheets[name] = _Sheet()
        self._row = self._column = 0
        self._in_value = self._in_shared = False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._interruption
        try:
            for piece in content:
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - the parser has no keyword for "that is all"
        except (expat.ExpatError, LookupError) as error:
            raise TableError(TableFault.BROKEN_WORKBOOK) from error

    def check_texts(self) -> None:
        """Refuse a workbook whose cells, each with its own copy of a shared text, would fill the memory."""
        shared = self._shared_lengths
        total = sum(length * uses for length, uses in zip(shared, self._shared_uses, strict=False))
        if total > self._limits.max_text:
            raise TableError(TableFault.TOO_LARGE, limit=self._limits.max_text)

    def errors_of(self, sheet_name: str) -> Mapping[tuple[int, int], str]:
        target = self._targets.get(self._sheet_relations.get(sheet_name, ""), "")
        sheet = self._sheets.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
        return {} if sheet is None else sheet.errors

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # calamine reads UTF-8 only; another encoding would show it another document than was looked at.
        if (encoding.lower() if encoding else None) not in _ENCODINGS:
            raise TableError(TableFault.BROKEN_WORKBOOK)

    def _doctype(self, *_: object) -> None:
        raise TableError(TableFault.SUSPICIOUS_ARCHIVE)

    def _interruption(self, *_: object) -> None:
        # In the middle of a value it could show the reader another number than it shows here.
        if self._column:
            raise TableError(TableFault.SUSPICIOUS_ARCHIVE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._in_value = False
        self._elements += 1
        if self._elements > self._most_elements:
            raise TableError(TableFault.TOO_MANY_CELLS, limit=self._limits.max_cells)
        match name.rpartition(":")[2]:
            case "c":
                self._cell(attributes)
            case "v" | "is" | "t" if self._column:
                self._value_begins()
            case "row":
                self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
                self._column = 0
            case "si":
                self._shared_text_begins()
            case "sheet" if self._part == _WORKBOOK_PART:
                relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                self._sheet_relations[attributes.get("name", "")] = relation
            case "Relationship" if self._part == _RELATIONS_PART:
                self._targets[attributes.get("Id", "")] = attributes.get("Target", "")
            case _:
                pass

    def _cell(self, attributes: dict[str, str]) -> None:
        self._cell_type = attributes.get("t", "")
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        match = _CELL.fullmatch(reference)
        if match is None:
            raise TableError(TableFault.BROKEN_WORKBOOK)
        self._row, self._column = int(match[2]), _column_number(match[1])

    def _value_begins(self) -> None:
        self._in_value = True
        sheet = self._sheet
        sheet.height, sheet.width = max(sheet.height, self._row), max(sheet.width, self._column)
        limits = self._limits
        if sheet.height > limits.max_rows + 1:
            raise TableError(TableFault.TOO_MANY_ROWS, limit=limits.max_rows)
        if sheet.width > limits.max_columns:
            raise TableError(TableFault.TOO_MANY_COLUMNS, row=self._row, limit=limits.max_columns)
        if sheet.height * sheet.width > limits.max_cells:
            raise TableError(TableFault.TOO_MANY_CELLS, limit=limits.max_cells)

    def _shared_text_begins(self) -> None:
        if self._shared_part not in {"", self._part}:
            raise TableError(TableFault.SUSPICIOUS_ARCHIVE)
        self._shared_part = self._part
        self._in_shared = True
        self._shared_lengths.append(0)

    def _text(self, text: str) -> None:
        if self._in_shared:
            self._shared_lengths[-1] += len(text)
        if self._in_value:
            self._in_value = False
            if self._cell_type == "s":
                self._count_use(_number(text))
            elif self._cell_type == "e":
                self._sheet.errors[self._row, self._column] = text
                if len(self._sheet.errors) > _MAX_ERRORS:
                    raise TableError(TableFault.TOO_MANY_CELLS, limit=_MAX_ERRORS)

    def _count_use(self, index: int) -> None:
        if not 0 <= index < self._most_elements:
            raise TableError(TableFault.BROKEN_WORKBOOK)
        missing = index + 1 - len(self._shared_uses)
        if missing > 0:
            self._shared_uses.frombytes(bytes(missing * self._shared_uses.itemsize))
        self._shared_uses[index] += 1


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise TableError(TableFault.BROKEN_WORKBOOK) from error


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _choose_sheet(workbook: CalamineWorkbook, wanted: str | None) -> str:
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None:
        if wanted not in {one.name for one in sheets}:
            raise TableError(TableFault.UNKNOWN_SHEET, sheet=wanted)
        return wanted
    visible = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    if not visible:
        raise TableError(TableFault.EMPTY)
    return visible[0]


def _rows(
    sheet: CalamineSheet, errors: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, list[str | None]]]:
    """The rows from the sheet's first row and column on: calamine leaves out empty columns on the left."""
    left: list[str | None] = [None] * (sheet.start[1] if sheet.start else 0)
    rows_with_errors = {row for row, _ in errors}
    with _broken_when_unreadable():
        for number, row in enumerate(sheet.iter_rows(), start=1):
            texts = left + [_shown(value) for value in row]
            if number in rows_with_errors:
                for column in range(len(texts)):
                    texts[column] = errors.get((number, column + 1), texts[column])
            yield number, texts


def _shown(value: _Value) -> str:
    """A cell's value as a person reads it: a number without exponent, a day without its midnight."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _plain_number(value)
        case datetime():
            rounded = value + timedelta(milliseconds=500)
            return rounded.isoformat(sep=" ", timespec="seconds")
        case timedelta():
            seconds = round(value.total_seconds())
            minutes, second = divmod(seconds, _SECONDS_A_MINUTE)
            hours, minute = divmod(minutes, _SECONDS_AN_HOUR // _SECONDS_A_MINUTE)
            return f"{hours:02}:{minute:02}:{second:02}"
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="seconds")


def _plain_number(value: float) -> str:
    # Spreadsheets keep and show fifteen digits: 0.1 + 0.2 is 0.3 to whoever looks at the cell.
    text = format(Decimal(format(value, ".15g")), "f")
    return "0" if text == "-0" else text
