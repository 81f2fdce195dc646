"""Which column of a file fills which field: by what the user said, or by the header's words in either language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from heyi.kit.tabular import Table
from heyi.kit.text import normalise
from heyi.kit.validation import Problem
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.rights import Level
from heyi.platform.messages import LANGUAGES, Language, has_message, translate
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.importing.contracts import ImportColumn
from heyi.platform.records.importing.words import NO_WORDS, Words
from heyi.platform.records.kinds import ATTACHMENTS, COMPUTED, Kind
from heyi.platform.unit_of_work import UnitOfWork

# Above the header there may be a title over all columns, a date, a remark.
ROWS_ABOVE = 10
_NOT_IN_A_CELL = ATTACHMENTS | COMPUTED | {Kind.SUB_TABLE, Kind.LOCATION}
# Who made a row and when, as it was elsewhere; taken only from those who may keep it.
ORIGIN = (
    Field(name="created_at", kind=Kind.DATETIME),
    Field(name="created_by", kind=Kind.USER, references="app_user"),
)
ORIGIN_NAMES = tuple(item.name for item in ORIGIN)


@dataclass(frozen=True)
class Layout:
    """A file whose columns are understood: the header, the rows below it, and the field of each column."""

    record: Record
    header: list[str]
    header_row: int
    rows: Sequence[list[str | None]]
    row_numbers: Sequence[int]
    fields: tuple[Field | None, ...]
    problems: tuple[Problem, ...]
    skipped: int = 0

    def column_of(self, name: str) -> str:
        """The header of the column that fills a field, or the field's name where none does."""
        for header, item in zip(self.header, self.fields, strict=True):
            if item is not None and item.name == name:
                return header
        return name

    def columns(self) -> list[ImportColumn]:
        """The columns as the report shows them."""
        return [
            ImportColumn(
                letter=letter_of(position),
                column=header,
                field=item.name if item else None,
                label=label_of(self.record, item) if item else None,
            )
            for position, (header, item) in enumerate(zip(self.header, self.fields, strict=True))
        ]


def label_of(record: Record, item: Field) -> str:
    """The message key of a field's label."""
    if item.name in ORIGIN_NAMES:
        return f"column.{item.name}"
    return f"field.{record.name}.{item.name}"


def letter_of(position: int) -> str:
    """The column's letter in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def writable(record: Record) -> list[Field]:
    """The fields that a cell can fill."""
    return [item for item in record.fields if not item.read_only and item.kind not in _NOT_IN_A_CELL]


@dataclass(frozen=True)
class Fillable:
    """The fields that this actor may fill from a file, under the words that stand for them."""

    record: Record
    fields: tuple[Field, ...]
    words: Words = NO_WORDS

    @property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {item.name: item for item in self.fields}


def fillable(uow: UnitOfWork, shape: Record, words: Words, *, origin: bool = False) -> Fillable:
    """What the actor may fill: not what is hidden from him, masked or only to be read."""
    levels = access.levels(uow, shape)
    fields = [item for item in writable(shape) if levels.get(item.name, Level.EDITABLE) is Level.EDITABLE]
    return Fillable(shape, (*fields, *(ORIGIN if origin else ())), words)


def lay_out(
    record: Record | Fillable,
    table: Table,
    mapping: Mapping[str, str | None],
    *,
    language: Language,
    creating: bool = True,
) -> Layout:
    """Understand the columns of a table; what stands above the true header is left aside.

    Raises:
        InvalidInput: the mapping speaks of a column or a field that does not exist, or gives a field two columns.
    """
    may = record if isinstance(record, Fillable) else Fillable(record, tuple(writable(record)))
    header, header_row, skipped = _find_header(may, table, mapping)
    _check_mapping(may, header, mapping)
    fields, doubles = _fields_of(may, header, mapping)
    filled = {item.name for item in fields if item}
    problems = [
        *(
            Problem(header_row, header[second], None, "import_column_twice", {"other": header[first]})
            for first, second in doubles
        ),
        *(
            Problem(
                header_row,
                may.words.text(label_of(may.record, item), language),
                None,
                "import_column_missing",
            )
            for item in writable(may.record)
            if creating and item.must_be_given and item.show_if is None and item.name not in filled
        ),
    ]
    rows = [row + [None] * (len(header) - len(row)) for row in table.rows[skipped:]]
    numbers = table.row_numbers[skipped:]
    return Layout(may.record, header, header_row, rows, numbers, fields, tuple(problems), skipped)


def _fields_of(
    may: Fillable, header: Sequence[str], mapping: Mapping[str, str | None]
) -> tuple[tuple[Field | None, ...], list[tuple[int, int]]]:
    """The field of each column, and the pairs of columns whose headers mean the same field: the first has it."""
    fields = [may.by_name[name] if (name := mapping.get(column)) else None for column in header]
    mapped = {item.name for item in fields if item}
    names = _names(may)
    first: dict[str, int] = {}
    doubles: list[tuple[int, int]] = []
    for position, column in enumerate(header):
        item = None if column in mapping else names.get(_name(column))
        if item is None or item.name in mapped:
            continue
        if item.name in first:
            doubles.append((first[item.name], position))
            continue
        first[item.name] = position
        fields[position] = item
    return tuple(fields), doubles


def _find_header(
    may: Fillable, table: Table, mapping: Mapping[str, str | None]
) -> tuple[list[str], int, int]:
    """The header, its row in the file, and how many rows of the table stand above the first record."""
    known = {*_names(may), *map(_name, mapping)}

    def score(cells: Sequence[str | None]) -> int:
        return len({_name(cell) for cell in cells if cell} & known)

    found = (table.header, table.header_row, 0)
    best = score(table.header)
    for index, row in enumerate(table.rows[:ROWS_ABOVE]):
        if (matched := score(row)) > max(best, 1):
            best = matched
            found = ([cell or "" for cell in row], table.row_numbers[index], index + 1)
    return found


def _check_mapping(may: Fillable, header: Sequence[str], mapping: Mapping[str, str | None]) -> None:
    names = may.by_name.keys()
    problems = [
        *(
            FieldProblem("mapping", "import_no_such_column", {"value": column[:80]})
            for column in mapping
            if column not in header
        ),
        *(
            FieldProblem("mapping", "unknown_field", {"value": name[:80]})
            for name in mapping.values()
            if name is not None and name not in names
        ),
        *(
            FieldProblem("mapping", "import_mapped_twice", {"value": name[:80]})
            for name, count in Counter(mapping.get(column) for column in header).items()
            if name is not None and count > 1
        ),
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _names(may: Fillable) -> dict[str, Field]:
    """The words that stand for each field; a word that stands for two stands for neither."""
    names: dict[str, Field] = {}
    doubtful: set[str] = set()
    for item in may.fields:
        for word in {_name(word) for word in (item.name, *_labels(may, item))}:
            if word in names:
                doubtful.add(word)
            names[word] = item
    return {word: item for word, item in names.items() if word not in doubtful}


def _labels(may: Fillable, item: Field) -> Iterator[str]:
    """The field's label in each language, and the other headings that people give such a column."""
    if item.name in ORIGIN_NAMES:
        yield from may.words.every(f"column.{item.name}")
        return
    yield from filter(None, may.words.every(label_of(may.record, item)))
    others = f"columns.{may.record.name}.{item.name}"
    if has_message(others):
        for language in LANGUAGES:
            yield from translate(others, language).split("|")


def _name(header: str) -> str:
    """A header as it is compared; an asterisk that marks it as required does not count."""
    return normalise(header).strip("* ")
