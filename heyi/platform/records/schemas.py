"""Request and answer schemas made from a record's declaration, so that OpenAPI tells what the code checks."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, create_model
from pydantic import Field as SchemaField
from pydantic_core import PydanticCustomError

from heyi.platform import values
from heyi.platform.records.declaration import Field, Kind, Record

_INPUT: Mapping[Kind, Any] = {
    Kind.LONG_TEXT: values.LongText,
    Kind.NUMBER: Annotated[int, SchemaField(strict=True, ge=-(2**53), le=2**53)],
    Kind.MONEY: values.Money,
    Kind.QUANTITY: values.AnyQuantity,
    Kind.PERCENT: values.Percent,
    Kind.DATE: values.BusinessDay,
    Kind.DATETIME: datetime,
    Kind.BOOLEAN: Annotated[bool, SchemaField(strict=True)],
    Kind.REFERENCE: UUID,
    Kind.PHONE: values.Phone,
    Kind.EMAIL: values.Email,
}
_OUTPUT: Mapping[Kind, Any] = {
    **dict.fromkeys(Kind, str),
    Kind.NUMBER: int,
    Kind.MONEY: Decimal,
    Kind.QUANTITY: Decimal,
    Kind.PERCENT: Decimal,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
    Kind.BOOLEAN: bool,
}


class Referred(BaseModel):
    """The record a reference points to."""

    id: UUID
    title: str


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


@cache
def create_schema(name: str, fields: tuple[Field, ...]) -> type[BaseModel]:
    """What a creation takes: required fields must be there, unknown ones are refused."""
    parts: dict[str, Any] = {}
    for item in fields:
        if item.read_only:
            continue
        kind = _input_type(item, filled=item.required)
        if item.required and item.default is None and not item.series:
            parts[item.name] = (kind, ...)
        elif item.default is not None:
            parts[item.name] = (kind, item.default)
        else:
            parts[item.name] = (kind | None, None)
    model: type[BaseModel] = create_model(f"{_camel(name)}Create", __base__=_Strict, **parts)
    return model


@cache
def update_schema(name: str, fields: tuple[Field, ...]) -> type[BaseModel]:
    """What a change takes: only the fields that change; null empties one that may be empty."""
    parts: dict[str, Any] = {}
    for item in fields:
        if item.read_only:
            continue
        kind = _input_type(item, filled=item.required or bool(item.series))
        emptied = not item.required and item.default is None and not item.series
        parts[item.name] = (kind | None if emptied else kind, None)
    model: type[BaseModel] = create_model(f"{_camel(name)}Update", __base__=_Strict, **parts)
    return model


@cache
def view_schema(name: str, fields: tuple[Field, ...]) -> type[BaseModel]:
    """What a record looks like when it leaves; a list leaves out the fields that were not asked for."""
    parts: dict[str, Any] = {"id": (UUID, ...), "version": (int, 1), "created_at": (datetime | None, None)}
    parts["updated_at"] = (datetime | None, None)
    for item in fields:
        kind = Referred if item.kind is Kind.REFERENCE else _OUTPUT[item.kind]
        if item.kind is Kind.CHOICE:
            kind = Literal[item.choices]
        parts[item.name] = (kind | None, None)
    model: type[BaseModel] = create_model(f"{_camel(name)}View", **parts)
    return model


@cache
def page_schema(name: str, fields: tuple[Field, ...]) -> type[BaseModel]:
    """A page of records."""
    view: Any = view_schema(name, fields)
    model: type[BaseModel] = create_model(
        f"{_camel(name)}Page",
        items=(list[view], ...),
        next_cursor=(str | None, ...),
        count=(CountView, ...),
    )
    return model


class CountView(BaseModel):
    """How many there are; beyond 10,000 only that."""

    value: int
    exact: bool


def schemas_of(record: Record) -> tuple[type[BaseModel], type[BaseModel]]:
    """The schemas for creating and changing this record."""
    return create_schema(record.name, record.fields), update_schema(record.name, record.fields)


def _input_type(item: Field, *, filled: bool) -> Any:
    if item.kind is Kind.CHOICE:
        kind: Any = Literal[item.choices]
    elif item.kind is Kind.TEXT:
        kind = values.text_of(shortest=1 if filled else 0, longest=item.max_length)
    else:
        kind = _INPUT[item.kind]
    if item.minimum is not None:
        kind = Annotated[kind, SchemaField(ge=item.minimum)]
    if item.check is not None:
        kind = Annotated[kind, AfterValidator(_checked(item))]
    return kind


def _checked(item: Field) -> Any:
    def check(value: Any) -> Any:
        if item.check is not None and value not in (None, "") and not item.check(value):
            raise PydanticCustomError(item.name, "refused by the field's rule")
        return value

    return check


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
