"""Look at every row of a file: which can be saved, and what is wrong with the others. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import ARRAY, any_, literal, select

from heyi.kit.validation import Problem
from heyi.platform.http.problems import from_pydantic
from heyi.platform.records import access, schemas
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.importing.cells import Cell, CellRefused, read_cell
from heyi.platform.records.importing.columns import Layout, letter_of
from heyi.platform.records.importing.references import Referred, look_up
from heyi.platform.unit_of_work import UnitOfWork

_SHOWN_CHARACTERS = 200


@dataclass
class Checked:
    """The rows of a file by their number in it: the values of the good ones, and what is wrong with the bad ones.

    `unique` says for each unique field in which row a value stands first. When the columns themselves do not do
    (`layout.problems`), no row was looked at and none is good.
    """

    layout: Layout
    good: dict[int, dict[str, Any]] = field(default_factory=dict)
    bad: dict[int, list[Problem]] = field(default_factory=dict)
    referred: Mapping[str, Referred] = field(default_factory=dict)
    unique: dict[str, dict[Any, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def rows(self) -> int:
        """How many rows the file has below its header."""
        return len(self.layout.rows)

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, from the top of the file downwards."""
        yield from self.layout.problems
        for number in sorted(self.bad):
            yield from self.problems_of(number)

    def problems_of(self, number: int) -> list[Problem]:
        """What is wrong with one row, in the order of the columns."""
        header = self.layout.header
        places = {column: place for place, column in enumerate(header)}
        return sorted(self.bad.get(number, ()), key=lambda problem: places.get(problem.field, len(header)))


def check(uow: UnitOfWork, layout: Layout) -> Checked:
    """Try every row against the record's own rules, its references and its unique fields, by a few queries for all."""
    checked = Checked(layout)
    if layout.problems:
        return checked
    checked.referred = {
        item.name: look_up(uow, item, _texts(layout, position))
        for position, item in enumerate(layout.fields)
        if item is not None and item.is_reference
    }
    _Rows(uow, checked).look_through()
    for item in layout.record.fields:
        if item.unique:
            _refuse_taken(uow, checked, item)
    return checked


def _texts(layout: Layout, position: int) -> set[str]:
    return {text for row in layout.rows if (text := row[position]) is not None}


class _Rows:
    """Reads one row after the other."""

    def __init__(self, uow: UnitOfWork, checked: Checked) -> None:
        self._uow = uow
        self._checked = checked
        self._layout = checked.layout
        self._record: Record = checked.layout.record
        self._schema: type[BaseModel] = schemas.schemas_of(self._record)[0]
        self._filled = [(at, item) for at, item in enumerate(self._layout.fields) if item is not None]
        self._unique = [item.name for _, item in self._filled if item.unique]

    def look_through(self) -> None:
        for number, row in zip(self._layout.row_numbers, self._layout.rows, strict=True):
            texts = {item.name: text for at, item in self._filled if (text := row[at]) is not None}
            values, problems = self._read(number, texts)
            problems += self._repeated(number, texts, values)
            problems += self._beyond_the_columns(number, row)
            if problems:
                self._checked.bad[number] = problems
            else:
                self._checked.good[number] = values

    def _read(self, number: int, texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
        """The values of a row and what is wrong with it; of a bad row those values that are not wrong themselves."""
        values: dict[str, Any] = {}
        found: dict[str, Problem] = {}
        for _, item in self._filled:
            if item.name not in texts:
                continue
            try:
                values[item.name] = self._value(item, texts[item.name])
            except CellRefused as refused:
                found[item.name] = self._problem(number, item.name, texts, refused.code, refused.params)
        try:
            values = self._schema.model_validate(values).model_dump()
        except ValidationError as error:
            for item_error in error.errors(include_url=False):
                told = from_pydantic(dict(item_error))
                params = {name: str(value) for name, value in told.params.items()}
                found.setdefault(told.field, self._problem(number, told.field, texts, told.code, params))
            values = {name: value for name, value in values.items() if name not in found}
        return values, list(found.values())

    def _value(self, item: Field, text: str) -> Any:
        if item.is_reference:
            return self._checked.referred[item.name].find(text)
        uow = self._uow
        return read_cell(Cell(text, item, self._record, uow.facts.time_zone, uow.actor.language))

    def _problem(
        self, number: int, name: str, texts: Mapping[str, str], code: str, params: Mapping[str, str]
    ) -> Problem:
        text = texts.get(name)
        shown = None if text is None else text[:_SHOWN_CHARACTERS]
        return Problem(number, self._layout.column_of(name), shown, code, {**params, "value": shown or ""})

    def _repeated(self, number: int, texts: Mapping[str, str], values: Mapping[str, Any]) -> list[Problem]:
        """A unique value that stands above already; the row above may be bad itself and mended later."""
        problems = []
        for name in self._unique:
            value = values.get(name)
            if value in (None, ""):
                continue
            first = self._checked.unique[name].setdefault(value, number)
            if first != number:
                problems.append(self._problem(number, name, texts, "import_repeated", {"row": str(first)}))
        return problems

    def _beyond_the_columns(self, number: int, row: list[str | None]) -> list[Problem]:
        width = len(self._layout.header)
        return [
            Problem(number, letter_of(at), shown, "import_no_header", {"value": shown})
            for at, text in enumerate(row[width:], start=width)
            if (shown := (text or "")[:_SHOWN_CHARACTERS])
        ]


def _refuse_taken(uow: UnitOfWork, checked: Checked, item: Field) -> None:
    """Find the rows whose unique value is in use already."""
    rows = checked.unique.get(item.name)
    if not rows:
        return
    record = checked.layout.record
    column = record.table.columns[item.name]
    taken = column == any_(literal(list(rows), ARRAY(column.type)))
    for found in uow.rows(select(column).where(*access.within(uow, record, record.table), taken)):
        value = found[item.name]
        number, shown = rows[value], str(value)
        checked.good.pop(number, None)
        checked.bad.setdefault(number, []).append(
            Problem(number, checked.layout.column_of(item.name), shown, "import_taken", {"value": shown})
        )
