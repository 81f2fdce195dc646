"""A record is declared once: from its fields come the table, the API, the list, the form, search, import and audit.

Labels are message keys made from the names: `record.<record>`, `field.<record>.<field>`,
`choice.<record>.<field>.<value>` and `group.<group>`; the house checks that each exists in both languages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Table, Uuid
from sqlalchemy.schema import SchemaItem

from heyi.kit.conditions import FieldType
from heyi.platform.db import schema

if TYPE_CHECKING:
    from heyi.platform.unit_of_work import UnitOfWork


class Kind(StrEnum):
    """What a field holds, and so how it is stored, checked, compared and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    QUANTITY = "quantity"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    REFERENCE = "reference"
    PHONE = "phone"
    EMAIL = "email"


class PersonalData(StrEnum):
    """Which kind of personal data a field holds; such values stay out of logs, events and addresses."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


_COLUMN_TYPES: Mapping[Kind, Any] = {
    Kind.TEXT: schema.CODE_TEXT,
    Kind.LONG_TEXT: schema.CODE_TEXT,
    Kind.NUMBER: BigInteger(),
    Kind.MONEY: schema.MONEY,
    Kind.QUANTITY: schema.QUANTITY,
    Kind.PERCENT: schema.RATE,
    Kind.DATE: Date(),
    Kind.DATETIME: schema.INSTANT,
    Kind.CHOICE: schema.CODE_TEXT,
    Kind.BOOLEAN: Boolean(),
    Kind.PHONE: schema.CODE_TEXT,
    Kind.EMAIL: schema.CODE_TEXT,
}

CONDITION_TYPES: Mapping[Kind, FieldType] = {
    Kind.TEXT: FieldType.TEXT,
    Kind.LONG_TEXT: FieldType.TEXT,
    Kind.PHONE: FieldType.TEXT,
    Kind.EMAIL: FieldType.TEXT,
    Kind.NUMBER: FieldType.NUMBER,
    Kind.MONEY: FieldType.MONEY,
    Kind.QUANTITY: FieldType.QUANTITY,
    Kind.PERCENT: FieldType.PERCENT,
    Kind.DATE: FieldType.DATE,
    Kind.DATETIME: FieldType.DATETIME,
    Kind.CHOICE: FieldType.CHOICE,
    Kind.BOOLEAN: FieldType.BOOLEAN,
    Kind.REFERENCE: FieldType.REFERENCE,
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a record.

    With `actor_by_default` a new record left without a value belongs to whoever makes it. `check` is a further
    rule for a value; a refused one is told as `problem.<field>`. `series` names the number rule that fills the
    field when it is left empty. `read_only` fields are set by verbs only.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unique: bool = False
    searchable: bool = False
    choices: tuple[str, ...] = ()
    references: str = ""
    personal: PersonalData | None = None
    default: Any = None
    group: str = "basic"
    in_list: bool = False
    in_form: bool = True
    read_only: bool = False
    max_length: int = 200
    series: str = ""
    minimum: int | None = None
    check: Callable[[Any], bool] | None = None
    actor_by_default: bool = False

    def columns(self) -> tuple[SchemaItem, ...]:
        """The column, and for a reference the foreign key."""
        nullable = not self.required and self.default is None and not self.series
        if self.kind is Kind.REFERENCE:
            return schema.belongs_to(self.name, self.references, nullable=nullable)
        return (schema.column(self.name, _COLUMN_TYPES[self.kind], nullable=nullable),)


@dataclass(frozen=True, kw_only=True)
class Permissions:
    """Which permission each plain action needs; None: the action is not offered."""

    view: str
    create: str | None = None
    update: str | None = None
    delete: str | None = None
    bring_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """Which fields of a record say what a document chain shows: its day, its state and its total."""

    occurred_on: str
    total: str = ""
    state: str = ""


Derive = Callable[[Mapping[str, Any]], Mapping[str, Any]]
Guard = Callable[["UnitOfWork", "Record", UUID, Mapping[str, Any]], None]


def nothing_derived(_: Mapping[str, Any]) -> Mapping[str, Any]:
    """For records whose columns are all fields."""
    return {}


def nothing_guarded(uow: "UnitOfWork", record: "Record", record_id: UUID, changed: Mapping[str, Any]) -> None:
    """For records whose fields know all their rules."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A declared record: what the platform needs to serve it everywhere."""

    name: str
    path: str
    module: str
    table: Table
    fields: tuple[Field, ...]
    title: str
    permissions: Permissions
    sort: str
    party_field: str = ""
    by_company: bool = False
    is_setting: bool = False
    document: Document | None = None
    derive: Derive = nothing_derived
    guard: Guard = nothing_guarded
    derived_sort: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str) -> Field:
        """The field of that name.

        Raises:
            KeyError: the record has no such field.
        """
        for item in self.fields:
            if item.name == name:
                return item
        raise KeyError(name)

    @property
    def condition_types(self) -> Mapping[str, FieldType]:
        """What a condition may speak of."""
        own = {item.name: self._condition_type(item) for item in self.fields}
        stamps = {
            name: FieldType.DATETIME for name in ("created_at", "updated_at") if name in self.table.columns
        }
        return {**own, **stamps, "id": FieldType.REFERENCE}

    def _condition_type(self, item: Field) -> FieldType:
        """An id that is told as text is still compared as an id."""
        is_id = isinstance(self.table.columns[item.name].type, Uuid)
        return FieldType.REFERENCE if is_id else CONDITION_TYPES[item.kind]

    @property
    def searchable(self) -> tuple[Field, ...]:
        """The fields whose words find the record."""
        return tuple(item for item in self.fields if item.searchable)


_records: dict[str, Record] = {}


def declare(
    *,
    name: str,
    path: str,
    module: str,
    fields: tuple[Field, ...],
    title: str,
    permissions: Permissions,
    sort: str = "-created_at",
    party_field: str = "",
    extra: tuple[SchemaItem, ...] = (),
    derive: Derive = nothing_derived,
    guard: Guard = nothing_guarded,
    derived_sort: Mapping[str, str] | None = None,
    table: Table | None = None,
    append_only: bool = False,
    by_company: bool = False,
    is_setting: bool = False,
    document: Document | None = None,
) -> Record:
    """Declare a record and make its table: `extra` are columns, indexes and checks that are no fields.

    `derive` computes such columns from the values of the fields at each save; `derived_sort` says which column orders a
    field (a name by its pinyin). `guard` may refuse a change that no single value shows to be wrong. `table` is given
    where the table exists already. Rows of a record `by_company` belong to one company of the tenant: readers see those
    of the company they work in, and unique values are unique in it. A record that `is_setting` is cached by those who
    use it, so its changes raise the tenant's settings version.

    Raises:
        ValueError: the name or path is taken.
    """
    if name in _records or any(other.path == path for other in _records.values()):
        raise ValueError(f"record {name} ({path}) is declared twice")
    if table is None:
        columns = [part for item in fields for part in item.columns()]
        within = ("company_id",) if by_company else ()
        if by_company:
            columns = [*schema.belongs_to("company_id", "company"), *columns]
        uniques = [schema.unique(*within, item.name) for item in fields if item.unique]
        table = schema.tenant_table(name, *columns, *uniques, *extra, append_only=append_only)
    record = Record(
        name=name,
        path=path,
        module=module,
        table=table,
        fields=fields,
        title=title,
        permissions=permissions,
        sort=sort,
        party_field=party_field,
        by_company=by_company,
        is_setting=is_setting,
        document=document,
        derive=derive,
        guard=guard,
        derived_sort=derived_sort or {},
    )
    _records[name] = record
    return record


def all_records() -> tuple[Record, ...]:
    """Every declared record, in the order of declaration."""
    return tuple(_records.values())


def record_named(name: str) -> Record:
    """The record of that name.

    Raises:
        KeyError: none is declared.
    """
    return _records[name]
