"""The records that cells refer to by their title or number, looked up for the whole file by one query a field."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Numeric, Text, any_, literal, or_, select
from sqlalchemy.engine import RowMapping

from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Kind, Record
from heyi.platform.records.importing.cells import CellRefused, percentage
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_WORDS = frozenset({Kind.TEXT, Kind.PHONE, Kind.EMAIL})


@dataclass(frozen=True)
class Referred:
    """The records that the cells of one reference field can mean, by the word that means them."""

    by_word: Mapping[str, Mapping[UUID, str]]
    by_part: Mapping[Decimal, Mapping[UUID, str]]

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
            raise CellRefused("no_such_record")
        if len(found) > 1:
            raise CellRefused("import_ambiguous", count=str(len(found)))
        return next(iter(found))

    def title(self, record_id: UUID) -> str:
        """The title of a record that `find` gave back."""
        return next(
            found[record_id]
            for words in (self.by_word, self.by_part)
            for found in words.values()
            if record_id in found
        )


def look_up(uow: UnitOfWork, item: Field, texts: set[str]) -> Referred:
    """Find what the texts of a reference field mean, among the records that the actor may see."""
    other = shape_of(uow, item.references)
    if not texts or not uow.actor.may(other.permissions.view):
        return Referred({}, {})
    words = {*texts, *map(_without_sign, texts)}
    parts = {part for text in texts if (part := percentage(text)) is not None}
    named, measured = _keys(other)
    columns = other.table.c
    asked = [
        *(columns[name] == any_(literal(sorted(words), ARRAY(Text()))) for name in named),
        # Without a precision: what somebody writes into the cell may be beyond the column's.
        *(columns[name] == any_(literal(sorted(parts), ARRAY(Numeric()))) for name in measured if parts),
    ]
    wanted = {name: columns[name] for name in ("id", *named, *measured)}
    rows = uow.rows(select(*wanted.values()).where(*access.rows(uow, other), or_(*asked)))
    return Referred(
        _gathered(rows, named, words, other.title),
        _gathered(rows, measured, parts, other.title),
    )


def _keys(other: Record) -> tuple[list[str], list[str]]:
    """The fields by which a record is named (its title, its numbers), and those that hold a percentage."""
    unique = [item.name for item in other.fields if item.unique and not item.own and item.kind in _WORDS]
    named = list(dict.fromkeys([other.title, *unique]))
    return named, [item.name for item in other.fields if item.kind is Kind.PERCENT and not item.own]


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
