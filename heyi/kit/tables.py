"""What a file with rows and columns becomes, how large it may be, and why it may be refused."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Row = list[str | None]


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How much a file may hold. Each limit is checked before the memory it guards is taken."""

    max_bytes: int = 50_000_000
    max_rows: int = 200_000
    max_columns: int = 256
    max_cells: int = 4_000_000
    max_cell_length: int = 32_767
    max_unzipped: int = 300_000_000
    max_ratio: int = 200
    max_members: int = 1_000
    max_text: int = 50_000_000


DEFAULT_LIMITS: Final = TableLimits()


class TableFault(StrEnum):
    """Why a file cannot be read as a table."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_LONG = "cell_too_long"
    FORMAT_UNSUPPORTED = "format_unsupported"
    NOT_A_TEXT = "not_a_text"
    ENCODING_UNKNOWN = "encoding_unknown"
    BROKEN_ROW = "broken_row"
    BROKEN_WORKBOOK = "broken_workbook"
    SUSPICIOUS_ARCHIVE = "suspicious_archive"
    UNKNOWN_SHEET = "unknown_sheet"
    BROKEN_STATEMENT = "broken_statement"


class TableError(ValueError):
    """The whole file is refused; `params` fill the placeholders of the code's message."""

    def __init__(self, code: TableFault, **params: str | int) -> None:
        super().__init__(f"{code} {params}" if params else str(code))
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, as text.

    The header is the first row that holds anything. Cells are stripped of blanks around them, and an empty
    one is None. A row has at least as many cells as the header; one with more has something in a column
    without a name, which its reader should refuse. Empty rows are left out: `row_numbers` says where each row
    stands in the file (the first is 1), and `header_row` where the header does. `encoding` is `xlsx` for a
    workbook, and `sheet` then its sheet.
    """

    header: list[str]
    rows: list[Row]
    row_numbers: list[int]
    encoding: str
    sheet: str = ""
    header_row: int = 1


@dataclass(frozen=True, slots=True)
class TableStream:
    """A file as `Table` describes it, of which the rows come one by one, each with its number; they come once.

    A limit that a later row passes, or a place that cannot be read, is a TableError while the rows come.
    """

    header: list[str]
    rows: Iterator[tuple[int, Row]]
    encoding: str
    sheet: str
    header_row: int


def clean_cell(text: str) -> str | None:
    """A cell without the blanks and zero characters around it; None when nothing is left."""
    return text.replace("\0", "").strip() or None


def stream_table(
    numbered_rows: Iterable[tuple[int, Sequence[str | None]]],
    *,
    limits: TableLimits,
    encoding: str,
    sheet: str = "",
) -> TableStream:
    """Make a table of rows, of which only the header is read at once; each row is held to the limits as it comes.

    Raises:
        TableError: a limit is passed, or there is no row with anything in it.
    """
    remaining = _rows_with_something(numbered_rows, limits)
    number, header = next(remaining, (0, None))
    if header is None:
        raise TableError(TableFault.EMPTY)
    names = [cell or "" for cell in header]
    return TableStream(names, _held_to(remaining, len(names), limits), encoding, sheet, number)


def whole_table(stream: TableStream) -> Table:
    """All rows of a stream."""
    rows: list[Row] = []
    row_numbers: list[int] = []
    for number, row in stream.rows:
        rows.append(row)
        row_numbers.append(number)
    return Table(stream.header, rows, row_numbers, stream.encoding, stream.sheet, stream.header_row)


def safe_cell(text: str) -> str:
    """A text that a spreadsheet will show and not run, for files without types (CSV).

    What begins with = + - @ (also full-width, or behind blanks, control or invisible characters), a tab, a
    line end or a zero character gets an apostrophe in front, as spreadsheets mark text; a plus with nothing but
    digits behind it is a telephone number and computes nothing. `unguarded_cell` takes the apostrophe away again,
    so what we export comes in unchanged.
    """
    return f"'{text}" if _is_dangerous(text.lstrip("'")) else text


def unguarded_cell(text: str) -> str:
    """The text that `safe_cell` made this of, or the text itself."""
    return text[1:] if text.startswith("'") and _is_dangerous(text.lstrip("'")) else text


_FIRST_DANGEROUS: Final = frozenset("\t\r\n\0")
_TELEPHONE: Final = re.compile(r"\+[0-9]{5,20}")
_FORMULA_STARTS: Final = frozenset("=+-@")
_SKIPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def _is_dangerous(text: str) -> bool:
    if text[:1] in _FIRST_DANGEROUS:
        return True
    if _TELEPHONE.fullmatch(text):
        return False
    for character in text:
        if unicodedata.category(character) not in _SKIPPED_CATEGORIES:
            return unicodedata.normalize("NFKC", character)[0] in _FORMULA_STARTS
    return False


def _rows_with_something(
    numbered_rows: Iterable[tuple[int, Sequence[str | None]]], limits: TableLimits
) -> Iterator[tuple[int, Row]]:
    for number, raw in numbered_rows:
        row = _trimmed(raw)
        if row:
            _check_row(row, number, limits)
            yield number, row


def _held_to(rows: Iterable[tuple[int, Row]], width: int, limits: TableLimits) -> Iterator[tuple[int, Row]]:
    cells = 0
    for count, (number, row) in enumerate(rows, start=1):
        if count > limits.max_rows:
            raise TableError(TableFault.TOO_MANY_ROWS, limit=limits.max_rows)
        row.extend([None] * (width - len(row)))
        cells += len(row)
        if cells > limits.max_cells:
            raise TableError(TableFault.TOO_MANY_CELLS, limit=limits.max_cells)
        yield number, row


def _trimmed(raw: Sequence[str | None]) -> Row:
    row = [None if cell is None else clean_cell(cell) for cell in raw]
    while row and row[-1] is None:
        row.pop()
    return row


def _check_row(row: Row, number: int, limits: TableLimits) -> None:
    if len(row) > limits.max_columns:
        raise TableError(TableFault.TOO_MANY_COLUMNS, row=number, limit=limits.max_columns)
    for column, cell in enumerate(row, start=1):
        if cell is not None and len(cell) > limits.max_cell_length:
            raise TableError(
                TableFault.CELL_TOO_LONG, row=number, column=column, limit=limits.max_cell_length
            )
