"""Lists of any record: the reader's condition, his search words, his order, the fields he looks at, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Column, ColumnElement, Select, Table, and_, func, not_, or_, select, tuple_

from heyi.kit.conditions import ConditionError, parse
from heyi.kit.paging import Cursor, CursorError
from heyi.kit.text import query_terms
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records.conditions import to_sql
from heyi.platform.records.declaration import Field, Kind, Record, record_named
from heyi.platform.records.search import matching_ids
from heyi.platform.unit_of_work import UnitOfWork

COUNTED = 10_000
PAGE = 50
LARGEST_PAGE = 200
_META = ("id", "version", "created_at", "updated_at")


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What a reader asks of a list, as it stands in the address."""

    filter: str | None = None
    search: str | None = None
    sort: str | None = None
    fields: str | None = None
    limit: int = PAGE
    cursor: str | None = None


@dataclass(frozen=True)
class Count:
    """How many rows there are: exact up to 10,000, then `exact` is false and the value a lower bound."""

    value: int
    exact: bool


@dataclass(frozen=True)
class Page:
    """One page of rows, where the next one begins, and the count."""

    items: list[dict[str, Any]]
    next_cursor: str | None
    count: Count


@dataclass(frozen=True)
class _Order:
    """The order of a list by one column and the id, as a B-tree keeps it: empty values last, or first downwards."""

    key: str
    column: ColumnElement[Any]
    id: Column[UUID]

    @property
    def by(self) -> list[ColumnElement[Any]]:
        columns = (self.column, self.id)
        return [column.desc() for column in columns] if self._down else [column.asc() for column in columns]

    def after(self, word: str | None) -> list[ColumnElement[bool]]:
        """What comes after the row that the cursor remembers."""
        if not word:
            return []
        try:
            cursor = Cursor.decode(word, sort=self.key)
        except CursorError:
            raise _refused("cursor", "cursor", word) from None
        # It went through the reader's hands: one value, and of the column's kind, or it is none of ours.
        if [type(value) for value in cursor.values] not in ([self.column.type.python_type], [NoneType]):
            raise _refused("cursor", "cursor", word)
        (value,) = cursor.values
        empty = self.column.is_(None)
        if value is None:
            if self._down:
                return [or_(and_(empty, self.id < cursor.id), not_(empty))]
            return [and_(empty, self.id > cursor.id)]
        place, mark = tuple_(self.column, self.id), tuple_(value, cursor.id)
        if self._down:
            return [place < mark]
        return [or_(place > mark, empty) if getattr(self.column, "nullable", True) else place > mark]

    @property
    def _down(self) -> bool:
        return self.key.startswith("-")


def list_records(
    uow: UnitOfWork, record: Record, query: ListQuery, *, also: ColumnElement[bool] | None = None
) -> Page:
    """One page of the record's rows that the condition and the search find; `also` narrows it further.

    Raises:
        InvalidInput: the condition, order, field, limit or cursor is not one of this record.
    """
    table = record.table
    wanted = _wanted_fields(record, query.fields)
    order = _order_of(record, query)
    narrowed = [*own_rows(uow, record), *_conditions(uow, record, query)]
    if also is not None:
        narrowed.append(also)
    total = _count(uow, table, narrowed)
    rows_query = _selected(record, wanted, order.column).where(*narrowed, *order.after(query.cursor))
    limit = min(max(query.limit, 1), LARGEST_PAGE)
    found = uow.rows(rows_query.order_by(*order.by).limit(limit + 1))
    shown = found[:limit]
    following = None
    if len(found) > limit:
        last = shown[-1]
        following = Cursor(values=(last["sort_value"],), id=last["id"], sort=order.key).encode()
    return Page([shape_row(wanted, row) for row in shown], following, total)


def get_record(uow: UnitOfWork, record: Record, record_id: UUID) -> dict[str, Any]:
    """One record with all its fields.

    Raises:
        NotFound: it does not exist in this tenant.
    """
    table = record.table
    query = _selected(record, record.fields, table.c.id)
    row = uow.first(query.where(*own_rows(uow, record), table.c.id == record_id))
    if row is None:
        raise NotFound(what=f"record.{record.name}")
    return shape_row(record.fields, row)


def shape_row(fields: Sequence[Field], row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as it leaves: references as id and title."""
    shaped: dict[str, Any] = {name: row[name] for name in _META if name in row}
    for item in fields:
        value = row[item.name]
        if item.kind is Kind.REFERENCE and value is not None:
            value = {"id": value, "title": row[f"{item.name}__title"]}
        shaped[item.name] = value
    return shaped


def own_rows(uow: UnitOfWork, record: Record) -> list[ColumnElement[bool]]:
    """The condition for rows of this tenant, and of the company he works in where rows belong to one."""
    columns = record.table.c
    tenant = columns.tenant_id == uow.tenant_id
    return [tenant, columns.company_id == uow.company_id] if record.by_company else [tenant]


def _selected(record: Record, fields: Sequence[Field], sort_column: ColumnElement[Any]) -> Select[Any]:
    table = record.table
    meta = [table.columns[name] for name in _META if name in table.columns]
    columns: list[Any] = [*meta, *(table.columns[item.name] for item in fields)]
    source: Any = table
    for item in fields:
        if item.kind is not Kind.REFERENCE:
            continue
        other = record_named(item.references)
        alias = other.table.alias(f"r_{item.name}")
        joined = and_(alias.c.tenant_id == table.c.tenant_id, alias.c.id == table.columns[item.name])
        source = source.outerjoin(alias, joined)
        columns.append(alias.columns[other.title].label(f"{item.name}__title"))
    return select(*columns, sort_column.label("sort_value")).select_from(source)


def _wanted_fields(record: Record, names: str | None) -> tuple[Field, ...]:
    if not names:
        return tuple(item for item in record.fields if item.in_list or item.name == record.title)
    try:
        return tuple(record.field(name) for name in dict.fromkeys(names.split(",")) if name not in _META)
    except KeyError as unknown:
        raise _refused("fields", "unknown_field", str(unknown.args[0])) from None


def _order_of(record: Record, query: ListQuery) -> _Order:
    columns = record.table.c
    if query.search and not query.sort:
        # Of all names that hold the words, the one that is nothing else is the shortest.
        return _Order("search", func.length(columns[record.title]), columns.id)
    text = query.sort or record.sort
    name = text.removeprefix("-")
    if name not in record.condition_types:
        raise _refused("sort", "unknown_field", name)
    return _Order(text, columns[record.derived_sort.get(name, name)], columns.id)


def _conditions(uow: UnitOfWork, record: Record, query: ListQuery) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = []
    if query.filter:
        try:
            condition = parse(orjson.loads(query.filter), fields=record.condition_types)
        except orjson.JSONDecodeError:
            raise _refused("filter", "not_json", query.filter) from None
        except ConditionError as error:
            raise _refused(
                f"filter{error.path}", f"condition_{error.reason_code}", str(error.value)
            ) from None
        narrowed.append(to_sql(condition, record.table))
    terms = query_terms(query.search or "")
    found = (record.table.c.id.in_(matching_ids(uow.tenant_id, record.name, term)) for term in terms)
    return [*narrowed, *found]


def _count(uow: UnitOfWork, table: Table, narrowed: Sequence[ColumnElement[bool]]) -> Count:
    some = select(table.c.id).where(*narrowed).limit(COUNTED + 1).subquery()
    value = int(uow.scalar(select(func.count()).select_from(some)))
    return Count(min(value, COUNTED), value <= COUNTED)


def _refused(place: str, code: str, value: str) -> InvalidInput:
    return InvalidInput(problems=[FieldProblem(place, code, {"value": value[:80]})])
