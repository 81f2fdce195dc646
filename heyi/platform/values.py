"""Types of values in request bodies: exact decimals, clean text, phones and e-mails in one form."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

import orjson
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from heyi.kit.dates import Period
from heyi.kit.identifiers import local_phone_abroad, normalise_phone, valid_email
from heyi.kit.rich_text import sanitise
from heyi.platform.errors import FieldProblem, InvalidInput

_CONTROL = frozenset(map(chr, range(32))) - {"\n", "\t", "\r"}


def exact_decimal(value: Any) -> Any:
    """Let pass only what is exact: a decimal written as text, or a whole number; never a float."""
    if isinstance(value, float | bool) or not isinstance(value, str | int | Decimal):
        raise PydanticCustomError("decimal_text", "a decimal is written as a string")
    return value


def _clean(value: str) -> str:
    if not _CONTROL.isdisjoint(value):
        raise PydanticCustomError("control_character", "control characters are not text")
    return value


def _phone(value: str) -> str:
    normal = normalise_phone(value) or local_phone_abroad(value)
    if normal is None:
        raise PydanticCustomError("phone", "not a phone number")
    return normal


def _email(value: str) -> str:
    if not valid_email(value):
        raise PydanticCustomError("email", "not an e-mail address")
    return value.lower()


def _decimal(pattern: str) -> Any:
    return WithJsonSchema({"type": "string", "pattern": pattern})


_DECIMAL_TEXT = r"^-?\d{1,16}(\.\d{1,6})?$"

Money = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=20, decimal_places=4, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
Price = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=20, decimal_places=6, ge=0, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
Quantity = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=20, decimal_places=6, gt=0, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
AnyQuantity = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=20, decimal_places=6, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=9, decimal_places=6, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
# A part of a whole, and an amount of whole cents that is not below zero.
Share = Annotated[Percent, Field(ge=0, le=1)]
Cents = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, ge=0, allow_inf_nan=False),
    _decimal(_DECIMAL_TEXT),
]
# Days of business lie between these; outside, somebody mistyped a year, and the books would keep it for ever.
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
BusinessDay = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
CleanText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_clean)]
ShortText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_clean)
]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000), AfterValidator(_clean)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(_phone)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]


def text_of(*, shortest: int, longest: int) -> Any:
    """Text between two lengths, stripped, without control characters."""
    limits = StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)
    return Annotated[str, limits, AfterValidator(_clean)]


def _time_of_day(value: str) -> str:
    try:
        return time.fromisoformat(value).strftime("%H:%M")
    except ValueError:
        raise PydanticCustomError("time_of_day", "not a time of day") from None


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("web_address", "not a web address")
    return value


def without_doubles(value: list[Any]) -> list[Any]:
    """The members of a set, each once, in the order given."""
    return list(dict.fromkeys(value))


def _sanitised(value: str) -> str:
    return sanitise(_clean(value))


RichText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=50_000), AfterValidator(_sanitised)
]
TimeOfDay = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=8), AfterValidator(_time_of_day)
]
Instant = AwareDatetime
WebAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_web_address)
]
Tag = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_clean)
]
ChoiceText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(_clean)
]


def _keepable(value: dict[str, Any]) -> dict[str, Any]:
    try:
        text = orjson.dumps(value)
    except TypeError:  # a number of more than 64 bits, half a character
        raise PydanticCustomError("invalid", "not kept as it is") from None
    if b"\\u0000" in text:
        raise PydanticCustomError("control_character", "control characters are not text")
    return value


# An object whose fields are known only to the verb: it can be written down again as it came.
JsonObject = Annotated[dict[str, Any], AfterValidator(_keepable)]


class PostalAddress(BaseModel):
    """An address by China's administrative divisions (GB/T 2260 names), and what comes after them."""

    model_config = ConfigDict(extra="forbid")

    province: Annotated[CleanText, Field(max_length=40)] = ""
    city: Annotated[CleanText, Field(max_length=40)] = ""
    district: Annotated[CleanText, Field(max_length=40)] = ""
    detail: CleanText = ""


_Degrees = Annotated[Decimal, BeforeValidator(exact_decimal), Field(max_digits=10, decimal_places=7)]


class Location(BaseModel):
    """A place on the earth in degrees (WGS 84), and what it is called."""

    model_config = ConfigDict(extra="forbid")

    lat: Annotated[_Degrees, Field(ge=-90, le=90)]
    lng: Annotated[_Degrees, Field(ge=-180, le=180)]
    text: CleanText = ""


def month(text: str) -> Period:
    """The month a path or query names, `2026-11`.

    Raises:
        InvalidInput: it is none.
    """
    wrong = InvalidInput(problems=[FieldProblem("period", "month", {"value": text[:20]})])
    try:
        period = Period.parse(text)
    except ValueError:
        raise wrong from None
    if not FIRST_DAY <= period.first_day <= LAST_DAY:
        raise wrong
    return period
