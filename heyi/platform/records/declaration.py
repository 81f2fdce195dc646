"""A record is declared once: from its fields come the table, the API, the list, the form, search, import and audit.

Labels are message keys made from the names: `record.<record>`, `field.<record>.<field>`,
`choice.<record>.<field>.<value>` and `group.<group>`; the house checks that each exists in both languages. What a
tenant adds (`own` fields, and record types of his own) is of the same types, under keys that his own words answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Table, Uuid
from sqlalchemy.schema import SchemaItem

from heyi.kit.conditions import FieldType
from heyi.kit.duplicates import KeyMethod
from heyi.platform.db import schema
from heyi.platform.records.handing import Handing
from heyi.platform.records.hooks import (
    Coded,
    Derive,
    Follow,
    Guard,
    Wrong,
    nothing_derived,
    nothing_follows,
    nothing_guarded,
    nothing_wrong,
)
from heyi.platform.records.kinds import COLUMN_TYPES, CONDITION_TYPES, REFERENCES, Kind

__all__ = [
    "Document",
    "DuplicateRule",
    "Field",
    "Kind",
    "Permissions",
    "PersonalData",
    "Record",
    "RollUp",
    "declare",
]


class PersonalData(StrEnum):
    """Which kind of personal data a field holds; such values stay out of logs, events and addresses."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """A figure of a record's children: of all rows of `record` whose `through` names it, the `measure` of `field`."""

    record: str
    through: str
    measure: str
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class DuplicateRule:
    """Two records are probably one when their `field` is the same by `method`.

    `blocks`: a new one is refused, else only asked about. `shows_owner`: who must not see the other record still
    learns its title and whose it is, so that two people do not work on one customer.
    """

    field: str
    method: KeyMethod
    blocks: bool = False
    shows_owner: bool = True

    @property
    def key_field(self) -> str:
        """Under which name its keys are kept."""
        return f"~{self.method}.{self.field}"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a record.

    With `actor_by_default` a new record left without a value belongs to whoever makes it. `check` is a further
    rule for a value; a refused one is told as `problem.<field>`. `series` names the number rule that fills the
    field when it is left empty. `read_only` fields are set by verbs only, and so are `reserved` choices; `open_choices`
    may be added to by a tenant.
    An `own` field was added by a tenant and lies in the column `custom`. `show_if` and `read_only_if` are conditions on
    the record as JSON trees. A `keyed` own field has its values in `record_key` too; it is `indexed` once every row has
    them, so that lists may be filtered and sorted by them. Prices and places in an order do not add up: they have no
    totals. A `deadline` is a day that is empty once nothing is to be done by it: one that has passed is late.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unique: bool = False
    searchable: bool = False
    choices: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    open_choices: bool = False
    references: str = ""
    personal: PersonalData | None = None
    default: Any = field(default=None, hash=False)
    group: str = "basic"
    in_list: bool = False
    in_form: bool = True
    read_only: bool = False
    max_length: int = 200
    series: str = ""
    minimum: Any = None
    maximum: Any = None
    adds_up: bool = True
    check: Callable[[Any], bool] | None = None
    actor_by_default: bool = False
    own: bool = False
    keyed: bool = False
    indexed: bool = False
    tip: bool = False
    deadline: bool = False
    show_if: Any = field(default=None, hash=False)
    read_only_if: Any = field(default=None, hash=False)
    columns: "tuple[Field, ...]" = ()
    formula: str = ""
    roll_up: RollUp | None = None
    result: Kind | None = None
    number: Any = field(default=None, hash=False)

    @property
    def value_kind(self) -> Kind:
        """The kind of its values: of a computed field that of its result."""
        return self.result or self.kind

    @property
    def is_reference(self) -> bool:
        """Whether it names one other record."""
        return self.kind in REFERENCES

    @property
    def must_be_given(self) -> bool:
        """Whether a record cannot be made without a value for it."""
        return self.required and self.default is None and not self.series

    def schema_items(self) -> tuple[SchemaItem, ...]:
        """The column, and for a reference the foreign key."""
        nullable = not self.required and self.default is None and not self.series
        if self.is_reference:
            return schema.belongs_to(self.name, self.references, nullable=nullable)
        # What only verbs set has its default in the database: nobody gives it.
        begun = str(self.default).lower() if self.read_only and self.default is not None else None
        return (schema.column(self.name, COLUMN_TYPES[self.kind], nullable=nullable, default=begun),)


@dataclass(frozen=True, kw_only=True)
class Permissions:
    """Which permission each plain action needs; None: it is not offered, and files come from who may change a row."""

    view: str
    create: str | None = None
    update: str | None = None
    delete: str | None = None
    bring_in: str | None = None
    take_out: str | None = None
    transfer: str | None = None
    attach: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """Which fields of a record say what a document chain shows; at `keeps_files` states no file is taken off it.

    Of records that hold papers of several kinds, `kind` tells them apart. Verbs that say amounts anew `by_total` are
    for whom sees the total. One that `takes_back` is told with what else came of what it came out of. `versions` counts
    them; only the first took a number. It is `veiled_as` another: that one's hidden fields, and amounts, are hidden.
    """

    occurred_on: str
    total: str = ""
    by_total: tuple[str, ...] = ()
    state: str = ""
    kind: str = ""
    takes_back: bool = False
    versions: str = ""
    keeps_files: tuple[str, ...] = ()
    veiled_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record: what the platform needs to serve it everywhere.

    `owner_field` names the person a row belongs to, by whom row scopes are measured; a row `visible_through` a
    reference is seen by who sees what it refers to; a row `about` another (the columns that hold the record's name and
    its id) is seen by who sees that one, and where it is `strictly_about` it, only by who may look at such records at
    all. Where a record goes through states, `worked_on` names the field and the values at which somebody still has work
    with it. `followed_up` are those about which people write what was said and done; `handing` says how rows change
    hands with others. What barcodes beside its fields stand for says `coded`. `custom` records may be given fields by a
    tenant; an `own` record type was made by him, and all such types share one table, told apart by `row_type`.
    """

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
    follow: Follow = nothing_follows
    wrong: Wrong = nothing_wrong
    coded: Coded | None = None
    compared_with: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    derived_sort: Mapping[str, str] = field(default_factory=dict)
    owner_field: str = ""
    visible_through: str = ""
    about: tuple[str, str] | None = None
    strictly_about: bool = False
    worked_on: tuple[str, tuple[str, ...]] | None = None
    followed_up: bool = False
    handing: Handing = Handing()  # noqa: RUF009 - it is frozen
    custom: bool = False
    own: bool = False
    duplicates: tuple[DuplicateRule, ...] = ()

    @property
    def row_type(self) -> str:
        """What the shared table of tenants' own types calls these rows; empty where the table is this record's."""
        return self.name if self.own else ""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {item.name: item for item in self.fields}

    def field(self, name: str) -> Field:
        """The field of that name.

        Raises:
            KeyError: the record has no such field.
        """
        return self.by_name[name]

    @cached_property
    def condition_types(self) -> Mapping[str, FieldType]:
        """What a condition may speak of."""
        own = {
            item.name: self._condition_type(item)
            for item in self.fields
            if item.value_kind in CONDITION_TYPES
        }
        stamps = {
            name: FieldType.DATETIME for name in ("created_at", "updated_at") if name in self.table.columns
        }
        return {**own, **stamps, "id": FieldType.REFERENCE}

    def _condition_type(self, item: Field) -> FieldType:
        """An id that is told as text is still compared as an id."""
        is_id = not item.own and isinstance(self.table.columns[item.name].type, Uuid)
        return FieldType.REFERENCE if is_id else CONDITION_TYPES[item.value_kind]

    @cached_property
    def searchable(self) -> tuple[Field, ...]:
        """The fields whose words find the record."""
        return tuple(item for item in self.fields if item.searchable)

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """What a tenant added."""
        return tuple(item for item in self.fields if item.own)


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
    follow: Follow = nothing_follows,
    wrong: Wrong = nothing_wrong,
    coded: Coded | None = None,
    compared_with: Mapping[str, Mapping[str, str]] | None = None,
    derived_sort: Mapping[str, str] | None = None,
    table: Table | None = None,
    append_only: bool = False,
    by_company: bool = False,
    is_setting: bool = False,
    document: Document | None = None,
    owner_field: str = "",
    visible_through: str = "",
    about: tuple[str, str] | None = None,
    strictly_about: bool = False,
    worked_on: tuple[str, tuple[str, ...]] | None = None,
    followed_up: bool = False,
    handing: Handing = Handing(),  # noqa: B008 - it is frozen
    custom: bool = False,
    duplicates: tuple[DuplicateRule, ...] = (),
) -> Record:
    """Declare a record and make its table, twice is refused: `extra` are columns and checks that are no fields.

    `derive` computes columns at each save; `guard` may refuse; some fields `follow` others; settings are cached.
    """
    fields = (*fields, TAGS) if custom else fields
    table = _table(table, name, path, fields, extra, fixed=append_only, by_company=by_company, custom=custom)
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
        follow=follow,
        wrong=wrong,
        coded=coded,
        compared_with=compared_with or {},
        derived_sort=derived_sort or {},
        owner_field=owner_field,
        visible_through=visible_through,
        about=about,
        strictly_about=strictly_about,
        worked_on=worked_on,
        followed_up=followed_up,
        handing=handing,
        custom=custom,
        duplicates=duplicates,
    )
    return _records.setdefault(name, record)


# Whatever takes fields takes tags, kept where own fields are.
TAGS = Field(name="tags", kind=Kind.TAGS, own=True, keyed=True, indexed=True)
# What code declares there: no tenant added it, and every door describes it.
OURS_AMONG_OWN = ("tags", "image")


def _table(
    given: Table | None,
    name: str,
    path: str,
    fields: tuple[Field, ...],
    extra: tuple[SchemaItem, ...],
    *,
    fixed: bool,
    by_company: bool,
    custom: bool,
) -> Table:
    if name in _records or any(other.path == path for other in _records.values()):
        raise ValueError(f"record {name} ({path}) is declared twice")
    if given is not None:
        return given
    columns = [part for item in fields if not item.own for part in item.schema_items()]
    within = ("company_id",) if by_company else ()
    if by_company:
        columns = [*schema.belongs_to("company_id", "company"), *columns]
    if custom:
        columns.append(schema.column("custom", schema.JSON_DATA, default="{}"))
    uniques = [schema.unique(*within, item.name) for item in fields if item.unique]
    return schema.tenant_table(name, *columns, *uniques, *extra, append_only=fixed)


def all_records() -> tuple[Record, ...]:
    """Every record declared in code, in the order of declaration."""
    return tuple(_records.values())


def record_named(name: str) -> Record:
    """The record of that name, as code declares it.

    Raises:
        KeyError: none is declared.
    """
    return _records[name]
