"""Rows as a person reads them in a spreadsheet: labels, titles, his own clock."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from heyi.kit.tabular import Amount, Cell, Share
from heyi.platform.http.answers import number_text
from heyi.platform.identity.rights import Level
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.importing.words import Words, words_of
from heyi.platform.records.keys import typed
from heyi.platform.records.kinds import ATTACHMENTS, NUMBERS, Kind
from heyi.platform.records.selecting import Selecting

Show = Callable[[Any], Cell]
_BETWEEN = "、"
# As finely as money is kept; what a formula divides has more decimals.
_SMALLEST_AMOUNT = Decimal("0.0001")


def header_of(selecting: Selecting, fields: Sequence[Field]) -> list[str]:
    """What the columns are called in the reader's language."""
    words, language = words_of(selecting.uow), selecting.uow.actor.language
    return [words.text(f"field.{selecting.record.name}.{item.name}", language) for item in fields]


def cells_of(
    selecting: Selecting, fields: Sequence[Field]
) -> Callable[[Sequence[Mapping[str, Any]]], Iterator[list[Cell]]]:
    """What turns rows as they leave into cells."""
    shows = [(item.name, _show(selecting, item)) for item in fields]

    def turn(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Cell]]:
        for row in rows:
            yield [None if (value := row[name]) is None else show(value) for name, show in shows]

    return turn


def _show(selecting: Selecting, item: Field) -> Show:
    uow = selecting.uow
    if selecting.levels.get(item.name) is Level.MASKED:
        return str
    words, language = words_of(uow), uow.actor.language
    kind = item.value_kind
    if kind in (Kind.CHOICE, Kind.MULTI_CHOICE):
        named = _labels(selecting.record, item, words, selecting)
        if kind is Kind.CHOICE:
            return lambda value: named.get(value, str(value))
        return lambda value: _BETWEEN.join(named.get(one, str(one)) for one in value)
    if kind is Kind.BOOLEAN:
        yes, no = words.text("import.yes", language), words.text("import.no", language)
        return lambda value: yes if value else no
    if item.is_reference:
        return lambda value: str(value["title"]) if isinstance(value, Mapping) else str(value)
    if kind is Kind.DATETIME:
        zone = ZoneInfo(uow.facts.time_zone)
        return lambda value: _instant(value).astimezone(zone).replace(tzinfo=None)
    return _plain(item)


def _plain(item: Field) -> Show:
    """Values without words of their own."""
    match item.value_kind:
        case kind if kind in NUMBERS:
            return _number(kind)
        case Kind.DATE:
            return lambda value: value if isinstance(value, date) else typed(item, value)
        case Kind.SUB_TABLE | Kind.LOCATION | Kind.ADDRESS:
            return _structure(item.value_kind)
        case Kind.TAGS:
            return lambda value: _BETWEEN.join(map(str, value))
        case Kind.MULTI_REFERENCE:
            return lambda value: _BETWEEN.join(str(one["title"]) for one in value)
        case kind if kind in ATTACHMENTS:
            return lambda value: _BETWEEN.join(str(one["name"]) for one in value)
        case _:
            return lambda value: value if isinstance(value, int | Decimal) else str(value)


def _number(kind: Kind) -> Show:
    match kind:
        case Kind.MONEY:
            return lambda value: Amount(Decimal(str(value)).quantize(_SMALLEST_AMOUNT, ROUND_HALF_UP))
        case Kind.PERCENT:
            return lambda value: Share(number_text(Decimal(str(value))))
        case _:
            return lambda value: (
                value if isinstance(value, int) else Decimal(number_text(Decimal(str(value))))
            )


def _structure(kind: Kind) -> Show:
    """Values of several parts."""
    match kind:
        case Kind.ADDRESS:
            parts = ("province", "city", "district", "detail")
            return lambda value: " ".join(str(value[name]) for name in parts if value.get(name))
        case Kind.LOCATION:
            return lambda value: f"{value.get('text') or ''} {value.get('lat')}, {value.get('lng')}".strip()
        case _:
            return lambda value: "\n".join(
                ", ".join(str(cell) for cell in line.values() if cell not in (None, "")) for line in value
            )


def _labels(record: Record, item: Field, words: Words, selecting: Selecting) -> Mapping[str, str]:
    language = selecting.uow.actor.language
    return {
        value: words.text(f"choice.{record.name}.{item.name}.{value}", language) for value in item.choices
    }


def _instant(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
