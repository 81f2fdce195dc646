"""What people write into cells, brought into the form in which the API takes the value.

Only the form changes here: whether the value may be saved is decided by the record's own schema, as over the API. What
cannot be read is passed on as it is, so that the schema names it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from heyi.kit.addresses import split_address
from heyi.kit.text import normalise
from heyi.platform.messages import LANGUAGES, Language, translate
from heyi.platform.records.declaration import Field, Kind, Record
from heyi.platform.records.importing.words import NO_WORDS, Words
from heyi.platform.records.kinds import TEXTS

_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{0,30})?")
_CURRENCY: Final = re.compile(r"(?:CNY|RMB|¥)\s*|\s*(?:CNY|RMB|元)", re.IGNORECASE)
_DATE: Final = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
    r"(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
_EXACT: Final = Context(prec=64)
_YES: Final = frozenset({"yes", "y", "true", "1", "√", "✓"})
_NO: Final = frozenset({"no", "n", "false", "0", "×", "✗"})
_BETWEEN: Final = re.compile(r"[、,，;；\n]+")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
# Five digits: from 1927 to 2173, and nothing else that is written for a date.
_SERIAL: Final = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SECONDS_A_DAY: Final = 86_400


# What is taken as it stands in the cell.
PLAIN_TEXTS: Final = TEXTS - {Kind.RICH_TEXT}


class CellRefused(Exception):
    """The cell does not hold what the field's kind asks for; `code` and `params` make the sentence."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Cell:
    """A cell with something in it, the field that it fills, and whose file it is."""

    text: str
    item: Field
    record: Record
    time_zone: str
    language: Language
    words: Words = NO_WORDS


def read_cell(cell: Cell) -> Any:
    """The value of a cell for the record's creation schema; references are looked up elsewhere.

    Raises:
        CellRefused: it is no number, date, choice or yes-or-no of any form that we know.
    """
    reader = _READERS.get(cell.item.kind)
    return cell.text if reader is None else reader(cell)


def plain_number(text: str) -> str:
    """A number without the commas between its thousands: `1,234.50` is 1234.50."""
    narrow = _narrow(text)
    return narrow.replace(",", "") if _GROUPED.fullmatch(narrow) else narrow


def percentage(text: str) -> Decimal | None:
    """The part of one that `13%` or `0.13` means, or None when it is neither."""
    narrow = plain_number(text.rstrip("%％"))
    if not _NUMBER.fullmatch(narrow):
        return None
    return Decimal(narrow).scaleb(-2, _EXACT) if _narrow(text).endswith("%") else Decimal(narrow)


def choice_labels(record: Record, item: Field, language: Language, words: Words = NO_WORDS) -> list[str]:
    """What may be chosen, in the reader's language."""
    return [words.text(_choice_key(record, item, value), language) for value in item.choices]


def parts_of(text: str) -> list[str]:
    """The members of a set written into one cell."""
    return [part for one in _BETWEEN.split(text) if (part := one.strip())]


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _whole_number(cell: Cell) -> int:
    narrow = plain_number(cell.text)
    number = Decimal(narrow) if _NUMBER.fullmatch(narrow) else None
    if number is None or number != number.to_integral_value():
        raise CellRefused("import_whole_number")
    return int(number)


def _money(cell: Cell) -> str:
    return plain_number(_CURRENCY.sub("", _narrow(cell.text)))


def _quantity(cell: Cell) -> str:
    return plain_number(cell.text)


def _percent(cell: Cell) -> str | Decimal:
    part = percentage(cell.text)
    return cell.text if part is None else part


def _date(cell: Cell) -> date:
    narrow = _narrow(cell.text)
    if _SERIAL.fullmatch(narrow):
        return _of_serial(narrow).date()
    found = _DATE.fullmatch(narrow)
    if found is None:
        raise CellRefused("import_date")
    year, *months, day, _, _, _ = found.groups()
    try:
        return date(int(year), int(next(month for month in months if month)), int(day))
    except ValueError:
        raise CellRefused("import_date") from None


def _of_serial(text: str) -> datetime:
    """The moment that a spreadsheet counts in days, as it stands in a cell that nobody formatted as a date.

    Day 1 is 1900-01-01, and from 1900-03-01 on one too many is counted (ECMA-376, 18.17.4.1).
    """
    return datetime.combine(_SERIAL_ZERO, time()) + timedelta(seconds=round(Decimal(text) * _SECONDS_A_DAY))


def _instant(cell: Cell) -> datetime:
    narrow = _narrow(cell.text)
    zone = ZoneInfo(cell.time_zone)
    if _SERIAL.fullmatch(narrow):
        return _of_serial(narrow).replace(tzinfo=zone)
    found = _DATE.fullmatch(narrow)
    try:
        if found is None:
            instant = datetime.fromisoformat(narrow)
            return instant if instant.tzinfo else instant.replace(tzinfo=zone)
        hour, minute, second = (int(part or 0) for part in found.groups()[-3:])
        return datetime.combine(_date(cell), time(hour, minute, second), zone)
    except ValueError:
        raise CellRefused("import_date") from None


def _choice(cell: Cell) -> str:
    return _chosen(cell, cell.text)


def _chosen(cell: Cell, text: str) -> str:
    named = _choices(cell.record.name, cell.item.name, cell.item.choices, cell.words)
    value = named.get(text) or named.get(normalise(text))
    if value is None:
        known = choice_labels(cell.record, cell.item, cell.language, cell.words)
        raise CellRefused("import_choice", known=", ".join(known))
    return value


def _several(cell: Cell) -> list[str]:
    return [_chosen(cell, part) for part in parts_of(cell.text)]


def _tags(cell: Cell) -> list[str]:
    return parts_of(cell.text)


def _time(cell: Cell) -> str:
    found = _TIME.fullmatch(_narrow(cell.text))
    return f"{int(found[1]):02}:{found[2]}" if found else cell.text


def _address(cell: Cell) -> dict[str, str]:
    return split_address(cell.text)


def _boolean(cell: Cell) -> bool:
    word = normalise(cell.text)
    if word in _YES | _words("import.yes"):
        return True
    if word in _NO | _words("import.no"):
        return False
    known = [translate(key, cell.language) for key in ("import.yes", "import.no")]
    raise CellRefused("import_choice", known=", ".join(known))


_READERS: Final[Mapping[Kind, Callable[[Cell], Any]]] = {
    Kind.NUMBER: _whole_number,
    Kind.MONEY: _money,
    Kind.QUANTITY: _quantity,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.DATETIME: _instant,
    Kind.CHOICE: _choice,
    Kind.BOOLEAN: _boolean,
    Kind.DECIMAL: _quantity,
    Kind.TIME: _time,
    Kind.MULTI_CHOICE: _several,
    Kind.TAGS: _tags,
    Kind.ADDRESS: _address,
}


def _choice_key(record: Record, item: Field, value: str) -> str:
    return f"choice.{record.name}.{item.name}.{value}"


@lru_cache(maxsize=1024)
def _choices(record: str, field: str, values: tuple[str, ...], words: Words) -> Mapping[str, str]:
    """Every word for a choice: its label in either language, and its value, which comes before labels."""
    labels = {
        normalise(label): value
        for value in values
        for label in words.every(f"choice.{record}.{field}.{value}")
        if label
    }
    return labels | {normalise(value): value for value in values} | {value: value for value in values}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(normalise(translate(key, language)) for language in LANGUAGES)
