"""One text for every value, by which values of any type are kept in order: compared byte by byte (collation "C")."""

from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, TypeAlias
from uuid import UUID

from heyi.kit.text import pinyin_key

MAX_KEY: Final = 200

_Sortable: TypeAlias = Decimal | int | bool | date | datetime | time | str | UUID

_MAX_WHOLE_DIGITS: Final = 20
_DECIMALS: Final = 6
_SMALLEST: Final = Decimal(1).scaleb(-_DECIMALS)
_ENOUGH: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_COMPLEMENT: Final = str.maketrans("0123456789", "9876543210")
_MOST_READ: Final = 1_000


def sort_key(value: _Sortable, *, as_name: bool = False) -> str:
    """The key of a value; the keys of two values of one type have the order of the values.

    Numbers count to their sixth decimal, instants in UTC, texts in the order of a dictionary (`pinyin_key`, of
    which 200 characters count; `as_name` as there).

    Raises:
        ValueError: a number of more than 20 digits before its point, or an instant without time zone.
    """
    match value:
        case bool():
            return "1" if value else "0"
        case Decimal() | int():
            return _number_key(Decimal(value))
        case datetime():
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            return value.astimezone(UTC).replace(tzinfo=None).isoformat()
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case str():
            return pinyin_key(value[:_MOST_READ], as_name=as_name)[:MAX_KEY]


def _number_key(number: Decimal) -> str:
    """How many digits stand before the point, as a letter, and then the digits; below zero all turned round."""
    if not number.is_finite() or number.adjusted() >= _MAX_WHOLE_DIGITS:
        raise ValueError("a number too large to sort by")
    whole, _, decimals = format(number.quantize(_SMALLEST, context=_ENOUGH).copy_abs(), "f").partition(".")
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    if number < 0 and whole + decimals:
        return chr(ord("Z") - len(whole)) + (whole + decimals).translate(_COMPLEMENT) + "~"
    return chr(ord("a") + len(whole)) + whole + decimals
