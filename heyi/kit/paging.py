"""Keyset pages: where the last page ended, as one opaque word that travels through the browser."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, TypeAlias
from uuid import UUID

CursorValue: TypeAlias = str | int | bool | Decimal | date | datetime | UUID | None

MAX_CURSOR_LENGTH: Final = 4096

_DECIMAL: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?", re.ASCII)
_INTEGER_LIMIT: Final = 2**63


class CursorError(ValueError):
    """The word is not a cursor of ours: cut off, changed, or made for another order of rows."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row shown: its values in the order of the sort fields, and its id as the last tie-break.

    `sort` names the order the values belong to (as in the query: `-ordered_on,number`). A cursor carried over
    to another order would skip rows without a word, so decoding refuses it.
    """

    values: tuple[CursorValue, ...]
    id: UUID
    sort: str = ""

    def encode(self) -> str:
        """Write the cursor as a word that is safe in a URL. It hides nothing: it is opaque, not secret."""
        document = {"s": self.sort, "v": [_write(value) for value in self.values], "i": str(self.id)}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode("ascii")

    @classmethod
    def decode(cls, word: str, *, sort: str | None = None) -> "Cursor":
        """Read a cursor back. With `sort` given, it must have been made for that order.

        Raises:
            CursorError: the word is not a cursor, or belongs to another order.
        """
        document = _read_document(word)
        made_for, values, identifier = document.get("s"), document.get("v"), document.get("i")
        if not isinstance(made_for, str) or not isinstance(values, list) or not isinstance(identifier, str):
            raise CursorError("the cursor lacks a part")
        if sort is not None and made_for != sort:
            raise CursorError("the cursor belongs to another order")
        try:
            return cls(values=tuple(_read(value) for value in values), id=UUID(identifier), sort=made_for)
        except ValueError as error:
            raise CursorError("the cursor holds a value that cannot be read") from error


def _write(value: CursorValue) -> list[object]:
    match value:
        case None:
            return ["n"]
        case bool():
            return ["b", value]
        case str():
            return ["t", value]
        case int():
            return ["i", value]
        case Decimal():
            return ["d", format(value, "f")]
        case datetime():
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            return ["z", value.astimezone(UTC).isoformat()]
        case date():
            return ["y", value.isoformat()]
        case UUID():
            return ["u", str(value)]


def _read_document(word: str) -> Mapping[str, object]:
    if not 0 < len(word) <= MAX_CURSOR_LENGTH:
        raise CursorError("the cursor is empty or too long")
    try:
        raw = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        document = json.loads(raw.decode())
    except (binascii.Error, ValueError, RecursionError) as error:
        raise CursorError("the cursor cannot be read") from error
    if not isinstance(document, dict):
        raise CursorError("the cursor cannot be read")
    return document


def _read_text(value: str) -> str:
    value.encode()  # a lone surrogate is a ValueError here, and would be a failure in the database
    if "\0" in value:
        raise ValueError("text with a zero character")
    return value


def _read_decimal(value: str) -> Decimal:
    if not _DECIMAL.fullmatch(value):
        raise ValueError("not a plain decimal")
    return Decimal(value)


def _read_instant(value: str) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant


_TEXT_READERS: Final[Mapping[str, Callable[[str], CursorValue]]] = {
    "t": _read_text,
    "d": _read_decimal,
    "z": _read_instant,
    "y": date.fromisoformat,
    "u": UUID,
}


def _read(pair: object) -> CursorValue:
    match pair:
        case ["n"]:
            return None
        case ["b", bool(value)]:
            return value
        case ["i", int(value)] if not isinstance(value, bool) and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
            return value
        case [str(kind), str(value)] if kind in _TEXT_READERS:
            return _TEXT_READERS[kind](value)
        case _:
            raise ValueError("not a value of a cursor")
