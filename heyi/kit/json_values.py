"""Typed values out of JSON, as strict as the database they are for: each reader raises ValueError on anything else."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

_MAX_TEXT_LENGTH: Final = 1000

_DECIMAL: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def read_text(value: object) -> str:
    """A text of at most 1,000 characters that a database can keep."""
    if not isinstance(value, str) or len(value) > _MAX_TEXT_LENGTH or "\0" in value:
        raise ValueError("not a text")
    value.encode()  # a lone surrogate is a ValueError here, and would be a failure in the database
    return value


def read_decimal(value: object) -> Decimal:
    """A plain decimal of at most 20 digits before the point and 12 behind it: no exponent, no blanks."""
    # A JSON number with a fraction has been through a float: only whole numbers may come as numbers.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise ValueError("not a plain decimal")
    return Decimal(text)


def read_date(value: object) -> date:
    """A day `2026-11-23`."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("not a date")
    return date.fromisoformat(value)


def read_instant(value: object) -> datetime:
    """An instant in ISO form; whether it names its time zone, its reader has to see."""
    if not isinstance(value, str) or not _DATE.match(value) or len(value) <= len("2026-11-23"):
        raise ValueError("not an instant")
    return datetime.fromisoformat(value)


def read_boolean(value: object) -> bool:
    """True or false, and nothing that only looks like it."""
    if not isinstance(value, bool):
        raise ValueError("not true or false")  # noqa: TRY004 - one error for whatever cannot be read
    return value


def read_id(value: object) -> UUID:
    """An id in its usual form with hyphens."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("not an id")
    return UUID(value)


def read_time(value: object) -> str:
    """A time of day `08:30`."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise ValueError("not a time of day")
    return value
