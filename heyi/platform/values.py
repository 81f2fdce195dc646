"""Types of values in request bodies: exact decimals, clean text, phones and e-mails in one form."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from heyi.kit.identifiers import local_phone_abroad, normalise_phone, valid_email

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
