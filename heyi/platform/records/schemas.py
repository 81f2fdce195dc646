"""Request and answer schemas made from a record's declaration, so that OpenAPI tells what the code checks."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, create_model
from pydantic import Field as SchemaField
from pydantic_core import PydanticCustomError

from heyi.platform import values
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.http.answers import number_text
from heyi.platform.http.problems import from_pydantic
from heyi.platform.records.declaration import OURS_AMONG_OWN, Field, Kind, Record
from heyi.platform.records.kinds import ATTACHMENTS, CHOICES, COMPUTED, REFERENCES

_MOST_MEMBERS = 100
_MOST_LINES = 200
_INPUT: Mapping[Kind, Any] = {
    Kind.LONG_TEXT: values.LongText,
    Kind.RICH_TEXT: values.RichText,
    Kind.NUMBER: Annotated[int, SchemaField(strict=True, ge=-(2**53), le=2**53)],
    Kind.DECIMAL: values.AnyQuantity,
    Kind.MONEY: values.Money,
    Kind.QUANTITY: values.AnyQuantity,
    Kind.PERCENT: values.Percent,
    Kind.DATE: values.BusinessDay,
    Kind.TIME: values.TimeOfDay,
    Kind.DATETIME: values.Instant,
    Kind.BOOLEAN: Annotated[bool, SchemaField(strict=True)],
    **dict.fromkeys(REFERENCES, UUID),
    Kind.PHONE: values.Phone,
    Kind.EMAIL: values.Email,
    Kind.URL: values.WebAddress,
    Kind.TAGS: Annotated[
        list[values.Tag], SchemaField(max_length=50), AfterValidator(values.without_doubles)
    ],
    Kind.MULTI_REFERENCE: Annotated[
        list[UUID], SchemaField(max_length=_MOST_MEMBERS), AfterValidator(values.without_doubles)
    ],
    Kind.FILE: Annotated[list[UUID], SchemaField(max_length=20), AfterValidator(values.without_doubles)],
    Kind.IMAGE: Annotated[list[UUID], SchemaField(max_length=20), AfterValidator(values.without_doubles)],
    Kind.SIGNATURE: Annotated[list[UUID], SchemaField(max_length=1)],
    Kind.ADDRESS: values.PostalAddress,
    Kind.LOCATION: values.Location,
}
_OUTPUT: Mapping[Kind, Any] = {
    **dict.fromkeys(Kind, Any),
    **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.CHOICE), str),
    Kind.NUMBER: int,
    Kind.MONEY: Decimal,
    Kind.QUANTITY: Decimal,
    Kind.PERCENT: Decimal,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
    Kind.BOOLEAN: bool,
    Kind.TAGS: list[str],
}


class Referred(BaseModel):
    """The record a reference points to."""

    id: UUID
    title: str


class AboutView(BaseModel):
    """What a row is about: of which kind, and where it is found."""

    record: str
    id: UUID
    title: str | None
    path: str | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Open(BaseModel):
    """A body that may hold a tenant's own fields too; which there are, and what they take, the verb checks."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"additionalProperties": False, "patternProperties": {"^x_[a-z0-9_]+$": {}}},
    )


class OwnRecordBody(_Open):
    """A record of a type that the tenant made: what all of them have, and its own fields."""

    name: values.CleanText | None = None
    owner_id: UUID | None = None
    tags: Annotated[list[values.Tag], SchemaField(max_length=50)] | None = None


@cache
def create_schema(name: str, fields: tuple[Field, ...], *, custom: bool = False) -> type[BaseModel]:
    """What a creation takes: required fields must be there, unknown ones are refused."""
    base = _Open if custom else _Strict
    model: type[BaseModel] = create_model(f"{_camel(name)}Create", __base__=base, **_to_create(fields))
    return model


@cache
def update_schema(name: str, fields: tuple[Field, ...], *, custom: bool = False) -> type[BaseModel]:
    """What a change takes: only the fields that change; null empties one that may be empty."""
    base = _Open if custom else _Strict
    model: type[BaseModel] = create_model(f"{_camel(name)}Update", __base__=base, **_to_change(fields))
    return model


@cache
def view_schema(name: str, fields: tuple[Field, ...], *, about: bool = False) -> type[BaseModel]:
    """What a record looks like when it leaves; a list leaves out the fields that were not asked for."""
    parts: dict[str, Any] = {"id": (UUID, ...), "version": (int, 1), "created_at": (datetime | None, None)}
    parts["updated_at"] = (datetime | None, None)
    for item in fields:
        kind = Referred if item.is_reference else _OUTPUT[item.kind]
        if item.kind is Kind.CHOICE and not item.open_choices:
            kind = Literal[item.choices]
        parts[item.name] = (kind | None, None)
    if about:
        parts["about"] = (AboutView, ...)
    parts["allowed_actions"] = (list[str], [])
    model: type[BaseModel] = create_model(f"{_camel(name)}View", **parts)
    return model


@cache
def page_schema(name: str, fields: tuple[Field, ...], *, about: bool = False) -> type[BaseModel]:
    """A page of records."""
    view: Any = view_schema(name, fields, about=about)
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
    """The schemas for creating and changing this record, as far as code declares it."""
    declared = tuple(item for item in record.fields if not item.own or item.name in OURS_AMONG_OWN)
    return (
        create_schema(record.name, declared, custom=record.custom),
        update_schema(record.name, declared, custom=record.custom),
    )


def model_of(shape: Record, *, creating: bool) -> type[BaseModel]:
    """What checks whole bodies against the tenant's shape of the record."""
    return _whole_schema(shape.name, shape.fields, creating=creating)


def checked(shape: Record, given: Mapping[str, Any], *, creating: bool) -> dict[str, Any]:
    """A whole body against the tenant's shape of the record, own fields in the form they are kept in.

    `given` may have been through the declared schema before: what that lets pass, this lets pass unchanged.

    Raises:
        InvalidInput: a field is unknown, missing or not of its kind.
    """
    model = _whole_schema(shape.name, shape.fields, creating=creating)
    # The declared schema fills in null for what was not given, and so does not say that it is missing.
    said = {name: value for name, value in given.items() if value is not None or not creating}
    try:
        found = model.model_validate(said).model_dump(exclude_unset=not creating)
    except ValidationError as error:
        raise InvalidInput(
            problems=[from_pydantic(dict(item)) for item in error.errors(include_url=False)]
        ) from None
    return {name: kept(value) if shape.by_name[name].own else value for name, value in found.items()}


def problem_with(item: Field, value: Any) -> FieldProblem | None:
    """What is wrong with one value for a field, if anything."""
    try:
        _whole_schema("value", (item,), creating=False).model_validate({item.name: value})
    except ValidationError as error:
        return from_pydantic(dict(error.errors(include_url=False)[0]))
    return None


def kept(value: Any) -> Any:
    """A checked value as it lies in the column `custom`: exact numbers and days as text."""
    return None if value is None else orjson.loads(orjson.dumps(value, default=_plain))


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    raise TypeError(f"{type(value).__name__} is not kept")


@lru_cache(maxsize=1024)
def _whole_schema(name: str, fields: tuple[Field, ...], *, creating: bool) -> type[BaseModel]:
    parts = _to_create(fields) if creating else _to_change(fields)
    model: type[BaseModel] = create_model(f"{_camel(name)}Whole", __base__=_Strict, **parts)
    return model


def _to_create(fields: tuple[Field, ...]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for item in fields:
        if item.read_only or item.kind in COMPUTED:
            continue
        # Whether a field that is shown only sometimes must be filled is known when the whole row is.
        required = item.required and item.show_if is None
        kind = _input_type(item, filled=required)
        if required and item.default is None and not item.series:
            parts[item.name] = (kind, ...)
        elif item.default is not None:
            default = SchemaField(default=item.default, validate_default=True)
            parts[item.name] = (kind | None if item.own else kind, default)
        else:
            parts[item.name] = (kind | None, None)
    return parts


def _to_change(fields: tuple[Field, ...]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for item in fields:
        if item.read_only or item.kind in COMPUTED:
            continue
        required = item.required and item.show_if is None
        kind = _input_type(item, filled=required or bool(item.series))
        emptied = not required and not item.series and (item.own or item.default is None)
        parts[item.name] = (kind | None if emptied else kind, None)
    return parts


def _input_type(item: Field, *, filled: bool) -> Any:
    if item.kind in CHOICES:
        chosen = tuple(choice for choice in item.choices if choice not in item.reserved)
        one: Any = values.ChoiceText if item.open_choices or not chosen else Literal[chosen]
        many = Annotated[
            list[one], SchemaField(max_length=_MOST_MEMBERS), AfterValidator(values.without_doubles)
        ]
        kind = one if item.kind is Kind.CHOICE else many
    elif item.kind in (Kind.TEXT, Kind.NUMBER_RULE):
        kind = values.text_of(shortest=1 if filled else 0, longest=item.max_length)
    elif item.kind is Kind.SUB_TABLE:
        line: Any = create_model(f"{_camel(item.name)}Line", __base__=_Strict, **_to_create(item.columns))
        kind = Annotated[list[line], SchemaField(max_length=_MOST_LINES)]
    else:
        kind = _INPUT[item.kind]
    if filled and (item.kind in ATTACHMENTS or item.kind in (Kind.TAGS, Kind.MULTI_CHOICE, Kind.SUB_TABLE)):
        kind = Annotated[kind, SchemaField(min_length=1)]
    if item.minimum is not None or item.maximum is not None:
        kind = Annotated[kind, AfterValidator(_within(item))]
    if item.check is not None:
        kind = Annotated[kind, AfterValidator(_checked(item))]
    return kind


def _within(item: Field) -> Any:
    lowest, highest = (None if end is None else _like(item, end) for end in (item.minimum, item.maximum))

    def check(value: Any) -> Any:
        if lowest is not None and value is not None and value < lowest:
            raise PydanticCustomError("greater_than_equal", "too small", {"ge": str(lowest)})
        if highest is not None and value is not None and value > highest:
            raise PydanticCustomError("less_than_equal", "too large", {"le": str(highest)})
        return value

    return check


def _like(item: Field, end: Any) -> Any:
    return date.fromisoformat(end) if item.kind is Kind.DATE else Decimal(str(end))


def _checked(item: Field) -> Any:
    def check(value: Any) -> Any:
        if item.check is not None and value not in (None, "") and not item.check(value):
            raise PydanticCustomError(item.name, "refused by the field's rule")
        return value

    return check


def unknown(names: list[str]) -> InvalidInput:
    """Fields that do not exist for this actor."""
    return InvalidInput(problems=[FieldProblem(name[:80], "extra_forbidden", {}) for name in names])


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
