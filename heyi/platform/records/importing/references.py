"""The records that cells refer to by title, number or an own unique field, looked up by one query a field."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import ARRAY, ColumnElement, Numeric, Text, any_, literal, or_, select
from sqlalchemy.engine import RowMapping

from heyi.platform.identity.rights import Level
from heyi.platform.records import access, schemas
from heyi.platform.records.declaration import Field, Kind, Record
from heyi.platform.records.importing.cells import Cell, CellRefused, percentage, read_cell
from heyi.platform.records.importing.columns import label_of
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.keys import key_of, of_field
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork

_WORDS = frozenset({Kind.TEXT, Kind.PHONE, Kind.EMAIL})
_UNSEEN = (Level.HIDDEN, Level.MASKED)


@dataclass(frozen=True)
class Referred:
    """The records that the cells of one reference field can mean, by the word that means them.

    `telling` names the fields by which one of them can be told from all others.
    """

    by_word: Mapping[str, Mapping[UUID, str]]
    by_part: Mapping[Decimal, Mapping[UUID, str]]
    telling: str = ""

    def find(self, text: str) -> UUID:
        """The record that a cell means: by its whole text, else as the percentage that it says.

        Raises:
            CellRefused: there is none, or more than one.
        """
        part = percentage(text)
        found = (
            self.by_word.get(text)
            or self.by_word.get(_without_sign(text))
            or (self.by_part.get(part) if part is not None else None)
        )
        if not found:
            raise CellRefused("no_such_record", value=text)
        if len(found) > 1:
            code, params = ambiguous(len(found), self.telling)
            raise CellRefused(code, value=text, **params)
        return next(iter(found))

    def title(self, record_id: UUID) -> str:
        """The title of a record that `find` gave back."""
        return next(
            found[record_id]
            for words in (self.by_word, self.by_part)
            for found in words.values()
            if record_id in found
        )


def ambiguous(count: int, telling: str) -> tuple[str, dict[str, str]]:
    """The code and parameters of the sentence that a word means several records."""
    if telling:
        return "import_ambiguous", {"count": str(count), "telling": telling}
    return "import_ambiguous_only", {"count": str(count)}


def telling_fields(uow: UnitOfWork, shape: Record) -> list[Field]:
    """The unique fields of a record that the actor may see."""
    levels = access.levels(uow, shape)
    return [item for item in shape.fields if item.unique and levels.get(item.name) not in _UNSEEN]


def labels_of(uow: UnitOfWork, shape: Record, fields: Sequence[Field]) -> str:
    """What these fields are called in the actor's language."""
    words, language = words_of(uow), uow.actor.language
    return ", ".join(words.text(label_of(shape, item), language) for item in fields)


def look_up(uow: UnitOfWork, item: Field, texts: set[str]) -> Referred:
    """Find what the texts of a reference field mean, among the records that the actor may see."""
    other = shape_of(uow, item.references)
    if not texts or not uow.actor.may(other.permissions.view):
        return Referred({}, {})
    words = {*texts, *map(_without_sign, texts)}
    parts = {part for text in texts if (part := percentage(text)) is not None}
    telling = telling_fields(uow, other)
    named, measured = _keys(other, telling)
    own = {one.name: kept for one in telling if one.own and (kept := _kept_forms(uow, other, one, texts))}
    columns = other.table.c
    asked = [
        *(columns[name] == any_(literal(sorted(words), ARRAY(Text()))) for name in named),
        # Without a precision: what somebody writes into the cell may be beyond the column's.
        *(columns[name] == any_(literal(sorted(parts), ARRAY(Numeric()))) for name in measured if parts),
        *(_holds(uow, other, other.field(name), kept) for name, kept in own.items()),
    ]
    wanted = [columns[name] for name in ("id", *named, *measured)]
    inside = [columns["custom"][name].astext.label(name) for name in own]
    rows = uow.rows(select(*wanted, *inside).where(*access.rows(uow, other), or_(*asked)))
    by_word = _gathered(rows, named, words, other.title)
    for name, kept in own.items():
        for row in rows:
            for text in kept.get(row[name], {}):
                by_word.setdefault(text, {})[row["id"]] = str(row[other.title])
    return Referred(by_word, _gathered(rows, measured, parts, other.title), labels_of(uow, other, telling))


def _keys(other: Record, telling: Sequence[Field]) -> tuple[list[str], list[str]]:
    """The fields by which a record is named (its title, its numbers), and those that hold a percentage."""
    unique = [item.name for item in telling if not item.own and item.kind in _WORDS]
    named = list(dict.fromkeys([other.title, *unique]))
    return named, [item.name for item in other.fields if item.kind is Kind.PERCENT and not item.own]


def _kept_forms(uow: UnitOfWork, other: Record, item: Field, texts: set[str]) -> dict[str, dict[str, Any]]:
    """The texts by the form in which an own field would keep each, with the value itself."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for text, value in _values(uow, other, item, texts):
        found[str(value)][text] = value
    return dict(found)


def _values(uow: UnitOfWork, other: Record, item: Field, texts: set[str]) -> Iterator[tuple[str, Any]]:
    validate = schemas.model_of(other, creating=False).__pydantic_validator__.validate_python
    words, language, zone = words_of(uow), uow.actor.language, uow.facts.time_zone
    for text in texts:
        try:
            value = getattr(
                validate({item.name: read_cell(Cell(text, item, other, zone, language, words))}), item.name
            )
        except (CellRefused, ValidationError):
            continue  # such a value no record has
        if value not in (None, ""):
            yield text, schemas.kept(value)


def _holds(
    uow: UnitOfWork, other: Record, item: Field, kept: Mapping[str, Mapping[str, Any]]
) -> ColumnElement[bool]:
    """Whether a record's own field holds one of these values: by its keys once every record has them."""
    if item.indexed:
        keys = sorted({key_of(item, value) for same in kept.values() for value in same.values()})
        some = select(RECORD_KEY.c.record_id).where(
            *of_field(uow, other, item.name), RECORD_KEY.c.key == any_(literal(keys, ARRAY(Text())))
        )
        return other.table.c.id.in_(some)
    inside: ColumnElement[Any] = other.table.c["custom"][item.name].astext
    return inside == any_(literal(sorted(kept), ARRAY(Text())))


def _gathered(
    rows: Sequence[RowMapping], names: Sequence[str], wanted: set[Any], title: str
) -> dict[Any, dict[UUID, str]]:
    found: dict[Any, dict[UUID, str]] = defaultdict(dict)
    for row in rows:
        for name in names:
            if row[name] in wanted:
                found[row[name]][row["id"]] = str(row[title])
    return dict(found)


def _without_sign(text: str) -> str:
    return text.rstrip("%％")
