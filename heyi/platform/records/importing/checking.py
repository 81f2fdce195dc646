"""Look at every row of a file: which can be saved, and what is wrong with the others. Writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from heyi.kit.validation import Problem
from heyi.platform.http.problems import from_pydantic
from heyi.platform.records import schemas
from heyi.platform.records.completing import wrong_new
from heyi.platform.records.declaration import TAGS, Field
from heyi.platform.records.hooks import nothing_wrong
from heyi.platform.records.importing.cells import PLAIN_TEXTS, Cell, CellRefused, parts_of, read_cell
from heyi.platform.records.importing.columns import ORIGIN_NAMES, Layout, letter_of
from heyi.platform.records.importing.contracts import Plan, Way
from heyi.platform.records.importing.matching import Found, find_existing, taken
from heyi.platform.records.importing.references import Referred, ambiguous, labels_of, look_up, telling_fields
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.kinds import Kind
from heyi.platform.records.row_rules import check_row
from heyi.platform.records.schemas import kept
from heyi.platform.unit_of_work import UnitOfWork

_SHOWN_CHARACTERS = 200
_KEPT_AS_THEY_ARE = (str, bool, int, type(None))


@dataclass
class Checked:
    """The rows of a file by their number in it: the values of the good ones, and what is wrong with the bad ones.

    `unique` says for each unique field in which row a value stands first, `here` which of them are in these rows.
    `matched` are the records that rows stand for, `existing` those that a good row changes; the rows that are `skipped`
    stand for records that stay. When the columns themselves do not do (`layout.problems`), no row was looked at and
    none is good.
    """

    layout: Layout
    good: dict[int, dict[str, Any]] = field(default_factory=dict)
    bad: dict[int, list[Problem]] = field(default_factory=dict)
    existing: dict[int, UUID] = field(default_factory=dict)
    matched: dict[int, UUID] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    stamps: dict[int, dict[str, Any]] = field(default_factory=dict)
    referred: Mapping[str, Referred] = field(default_factory=dict)
    unique: dict[str, dict[Any, int]] = field(default_factory=lambda: defaultdict(dict))
    here: dict[str, dict[Any, int]] = field(default_factory=lambda: defaultdict(dict))

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
        return in_order(self.layout, self.bad.get(number, ()))

    def refuse(self, number: int, problem: Problem) -> None:
        """Take a row out of the good ones."""
        self.good.pop(number, None)
        self.existing.pop(number, None)
        self.skipped.discard(number)
        self.bad.setdefault(number, []).append(problem)


def in_order(layout: Layout, problems: Any) -> list[Problem]:
    """Problems of one row, in the order of the columns."""
    places = {column: place for place, column in enumerate(layout.header)}
    return sorted(problems, key=lambda problem: places.get(problem.field, len(places)))


def check(
    uow: UnitOfWork,
    layout: Layout,
    plan: Plan | None = None,
    *,
    seen: dict[str, dict[Any, int]] | None = None,
) -> Checked:
    """Try every row against the record's own rules, its references and its unique fields, by a few queries for all.

    `seen` carries the unique values from one part of a file to the next.
    """
    checked = Checked(layout)
    if seen is not None:
        checked.unique = seen
    if layout.problems:
        return checked
    checked.referred = {
        item.name: look_up(uow, item, _texts(layout, position, item))
        for position, item in enumerate(layout.fields)
        if item is not None and (item.is_reference or item.kind is Kind.MULTI_REFERENCE)
    }
    _Rows(uow, checked, plan or Plan()).look_through()
    for item in layout.record.fields:
        if item.unique:
            _refuse_taken(uow, checked, item)
    _refuse_unfit(uow, checked)
    return checked


def _texts(layout: Layout, position: int, item: Field) -> set[str]:
    texts = {text for row in layout.rows if (text := row[position]) is not None}
    if item.kind is Kind.MULTI_REFERENCE:
        return {part for text in texts for part in parts_of(text)}
    return texts


Values = dict[str, Any]
Told = dict[str, Problem]


class _Schema:
    """A schema compiled once: gives the values of one row, of a change only those that were said."""

    def __init__(self, layout: Layout, *, creating: bool) -> None:
        shape = layout.record
        model = schemas.model_of(shape, creating=creating)
        self._validate: Callable[[Any], Any] = model.__pydantic_validator__.validate_python
        self._creating = creating
        self._nested = any(item.kind is Kind.ADDRESS for item in layout.fields if item is not None)
        self._own = [item.name for item in shape.own_fields]

    def values(self, said: Values) -> Values:
        """The values, own fields in the form they are kept in."""
        found = self._validate(said)
        if self._nested:
            values: Values = found.model_dump()
        else:
            values = dict(found.__dict__)
        if not self._creating:
            values = {name: values[name] for name in found.__pydantic_fields_set__}
        for name in self._own:
            if not isinstance(value := values.get(name), _KEPT_AS_THEY_ARE):
                values[name] = kept(value)
        return values


class _Rows:
    """Reads one row after the other."""

    def __init__(self, uow: UnitOfWork, checked: Checked, plan: Plan) -> None:
        self._uow = uow
        self._checked = checked
        self._plan = plan
        self._layout = checked.layout
        self._shape = shape = checked.layout.record
        self._words = words_of(uow)
        self._telling = labels_of(uow, shape, telling_fields(uow, shape))
        self._filled = [(at, item) for at, item in enumerate(self._layout.fields) if item is not None]
        names = {item.name for _, item in self._filled}
        self._unique = [item.name for item in shape.fields if item.name in names and item.unique]
        if plan.key and plan.key in names and plan.key not in self._unique and plan.way is not Way.CREATE:
            self._unique.append(plan.key)
        self._create = _Schema(self._layout, creating=True)
        self._change = _Schema(self._layout, creating=False)
        own = [item for item in shape.own_fields if item is not TAGS]
        self._has_rules = (
            bool(own)
            or shape.wrong is not nothing_wrong
            or any(item.show_if or item.read_only_if for item in shape.fields)
        )
        self._cached: dict[tuple[str, str], Any] = {}
        self._parsed: dict[int, tuple[Values, Told]] = {}

    def look_through(self) -> None:
        read = {
            number: {item.name: text for at, item in self._filled if (text := row[at]) is not None}
            for number, row in zip(self._layout.row_numbers, self._layout.rows, strict=True)
        }
        self._parsed = {number: self._parse(number, texts) for number, texts in read.items()}
        found = self._existing()
        for number, row in zip(self._layout.row_numbers, self._layout.rows, strict=True):
            match = found.get(number)
            creating = match is None and self._plan.way is not Way.UPDATE
            schema = self._create if creating else self._change
            values, problems = self._read(number, read[number], schema)
            if match is None and not creating:
                problems.append(self._unmatched(number, read[number]))
            self._decide(number, row, read[number], values, problems, match)

    def _existing(self) -> Mapping[int, Found]:
        """The rows that these stand for, by the key in the form in which it is kept."""
        if self._plan.way is Way.CREATE:
            return {}
        key = self._plan.key
        wanted: dict[int, Any] = {}
        for number, (values, _) in self._parsed.items():
            if key not in values:
                continue
            try:
                wanted[number] = self._change.values({key: values[key]})[key]
            except ValidationError:
                continue  # what is wrong with it is told with the row
        return find_existing(self._uow, self._shape, key, wanted)

    def _unmatched(self, number: int, texts: Mapping[str, str]) -> Problem:
        """A row that stands for nothing, where only changes are wanted."""
        key = self._plan.key
        code = "import_no_match" if texts.get(key) is not None else "import_no_key"
        return self._problem(number, key, texts, code, {})

    def _decide(
        self,
        number: int,
        row: list[str | None],
        texts: Mapping[str, str],
        values: Values,
        problems: list[Problem],
        match: Found | None,
    ) -> None:
        if match is not None:
            self._checked.matched[number] = match.record_id
        problems = problems + self._repeated(number, texts, values) + self._beyond_the_columns(number, row)
        if match is not None and match.many:
            problems.append(
                self._problem(number, self._plan.key, texts, *ambiguous(match.many, self._telling))
            )
        elif match is not None and not match.may_change and self._plan.way is not Way.SKIP:
            problems.append(self._problem(number, self._plan.key, texts, "import_out_of_reach", {}))
        if number in self._plan.repeated and not any(one.code == "import_repeated" for one in problems):
            name, first = self._plan.repeated[number]
            problems.append(self._problem(number, name, texts, "import_repeated", {"row": str(first)}))
        stamps = {name: values.pop(name) for name in ORIGIN_NAMES if name in values}
        if match is None and not problems and self._has_rules:
            problems += [
                self._problem(
                    number,
                    told.field,
                    texts,
                    told.code,
                    {name: str(value) for name, value in told.params.items()},
                )
                for told in check_row(self._shape, values, values, {})
            ]
        if problems:
            self._checked.bad[number] = problems
        elif match is not None and self._plan.way is Way.SKIP:
            self._checked.skipped.add(number)
        else:
            self._checked.good[number] = values
            if match is not None:
                self._checked.existing[number] = match.record_id
            elif stamps:
                self._checked.stamps[number] = stamps

    def _read(self, number: int, texts: Mapping[str, str], schema: _Schema) -> tuple[Values, list[Problem]]:
        """The values of a row and what is wrong with it; of a bad row those values that are not wrong themselves."""
        values, found = self._parsed[number]
        stamps = {name: values.pop(name) for name in ORIGIN_NAMES if name in values}
        try:
            values = schema.values(values)
        except ValidationError as error:
            for item_error in error.errors(include_url=False):
                told = from_pydantic(dict(item_error))
                name = told.field.partition(".")[0]
                params = {key: str(value) for key, value in told.params.items()}
                found.setdefault(name, self._problem(number, name, texts, told.code, params))
            values = {name: value for name, value in values.items() if name not in found}
        return {**values, **stamps} if stamps else values, list(found.values())

    def _parse(self, number: int, texts: Mapping[str, str]) -> tuple[Values, Told]:
        """The cells of a row in the form that the schemas take, and what is wrong with single ones."""
        values: Values = {}
        found: Told = {}
        for _, item in self._filled:
            name = item.name
            text = texts.get(name)
            if text is None:
                continue
            if item.kind in PLAIN_TEXTS:
                values[name] = text
                continue
            try:
                values[name] = self._value(item, text)
            except CellRefused as refused:
                told = self._problem(number, name, texts, refused.code, refused.params)
                # Of a set it is one member that is wrong, not all that the cell holds.
                found[name] = replace(told, params={**told.params, **refused.params})
        return values, found

    def _value(self, item: Field, text: str) -> Any:
        if item.is_reference:
            return self._checked.referred[item.name].find(text)
        if item.kind is Kind.MULTI_REFERENCE:
            return [self._checked.referred[item.name].find(part) for part in parts_of(text)]
        if item.kind not in _REPEATING:
            return self._cell(item, text)
        key = (item.name, text)
        if key not in self._cached:
            self._cached[key] = self._cell(item, text)
        return self._cached[key]

    def _cell(self, item: Field, text: str) -> Any:
        uow = self._uow
        return read_cell(Cell(text, item, self._shape, uow.facts.time_zone, uow.actor.language, self._words))

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
            else:
                self._checked.here[name][value] = number
        return problems

    def _beyond_the_columns(self, number: int, row: list[str | None]) -> list[Problem]:
        width = len(self._layout.header)
        if len(row) == width:
            return []
        return [
            Problem(number, letter_of(at), shown, "import_no_header", {"value": shown})
            for at, text in enumerate(row[width:], start=width)
            if (shown := (text or "")[:_SHOWN_CHARACTERS])
        ]


# Of these a file has few different values.
_REPEATING = frozenset({Kind.CHOICE, Kind.BOOLEAN, Kind.DATE, Kind.PERCENT})


def _refuse_taken(uow: UnitOfWork, checked: Checked, item: Field) -> None:
    """Find the rows whose unique value is in use already, by another row than the one they change."""
    here = checked.here.get(item.name)
    if not here:
        return
    for value, record_id in taken(uow, checked.layout.record, item, here):
        number, shown = here[value], str(value)
        if checked.matched.get(number) != record_id:
            column = checked.layout.column_of(item.name)
            checked.refuse(number, Problem(number, column, shown, "import_taken", {"value": shown}))


def _refuse_unfit(uow: UnitOfWork, checked: Checked) -> None:
    """Find the new rows that the module which completes them would refuse."""
    layout = checked.layout
    new = [number for number in sorted(checked.good) if number not in checked.existing]
    wrong = wrong_new(uow, layout.record, [checked.good[number] for number in new])
    for place, told in wrong.items():
        number, column = new[place], layout.column_of(told.field)
        row = layout.rows[layout.row_numbers.index(number)]
        text = row[layout.header.index(column)] if column in layout.header else None
        shown = None if text is None else text[:_SHOWN_CHARACTERS]
        params = {name: str(value) for name, value in told.params.items()}
        checked.refuse(number, Problem(number, column, shown, told.code, {**params, "value": shown or ""}))
