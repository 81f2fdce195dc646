"""Lists of any record: the reader's condition, his search words, his order, the fields he looks at, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Select,
    Text,
    UniqueConstraint,
    and_,
    cast,
    collate,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.sql import FromClause

from heyi.kit.paging import Cursor, CursorError
from heyi.platform.errors import NotFound
from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import UNSORTED, Kind
from heyi.platform.records.selecting import ABOUT, META, Selecting, refused
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.showing import shape_rows, shown_columns
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork

COUNTED = 10_000
PAGE = 50
LARGEST_PAGE = 200


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
class Order:
    """The order of a list by one column and the id, as a B-tree keeps it: empty values last, or first downwards.

    An indexed own field is ordered by its keys in `joined`, where what is empty has a key behind all others. Text
    without an index is `spelt`: Chinese by its sound.
    """

    key: str
    column: ColumnElement[Any]
    id: Column[UUID]
    joined: FromClause | None = None
    on: ColumnElement[bool] | None = None
    spelt: bool = False

    @property
    def by(self) -> list[ColumnElement[Any]]:
        """What the rows are ordered by."""
        columns = (self._key(self.column), self.id)
        return [column.desc() for column in columns] if self._down else [column.asc() for column in columns]

    def after(self, word: str | None) -> list[ColumnElement[bool]]:
        """What comes after the row that the cursor remembers.

        Raises:
            InvalidInput: the cursor is none of this order.
        """
        if not word:
            return []
        try:
            cursor = Cursor.decode(word, sort=self.key)
        except CursorError:
            raise refused("cursor", "cursor", word) from None
        # It went through the reader's hands: one value, and of the column's kind, or it is none of ours.
        if [type(value) for value in cursor.values] not in ([self.column.type.python_type], [NoneType]):
            raise refused("cursor", "cursor", word)
        return [self.behind(cursor.values[0], cursor.id)]

    def behind(self, value: Any, record_id: UUID) -> ColumnElement[bool]:
        """What comes after the row with this value and id."""
        empty = self.column.is_(None)
        if value is None:
            if self._down:
                return or_(and_(empty, self.id < record_id), not_(empty))
            return and_(empty, self.id > record_id)
        place = tuple_(self._key(self.column), self.id)
        mark = tuple_(self._key(literal(value)) if self.spelt else value, record_id)
        if self._down:
            return place < mark
        return or_(place > mark, empty) if getattr(self.column, "nullable", True) else place > mark

    def source(self, source: Any) -> Any:
        """Where the rows come from, with what orders them."""
        return source if self.joined is None else source.join(self.joined, self.on)

    def _key(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """What a value is compared by: of spelt text its bytes in GB 18030, which has the common characters by sound.

        Not by a collation: the embedded PostgreSQL is built without ICU, and others need not have it.
        """
        if not self.spelt:
            return text
        return func.convert_to(func.lower(collate(text, "C")), literal_column("'GB18030'"), type_=LargeBinary)

    @property
    def _down(self) -> bool:
        return self.key.startswith("-")


def list_records(
    uow: UnitOfWork,
    record: Record,
    query: ListQuery,
    *,
    also: ColumnElement[bool] | None = None,
    selecting: Selecting | None = None,
) -> Page:
    """One page of the record's rows that the condition and the search find; `also` narrows it further.

    `selecting` are other eyes than the roles give the reader: other rows, or less of their fields.

    Raises:
        InvalidInput: the condition, order, field, limit or cursor is not one of this record.
    """
    selecting = selecting or Selecting(uow, shape_of(uow, record.name))
    wanted = wanted_fields(selecting, query.fields)
    narrowed = [*selecting.rows(), *selecting.filtered(query.filter), *selecting.found(query.search)]
    narrowed += selecting.together()
    order = order_of(selecting, query)
    if also is not None:
        narrowed.append(also)
    total = count(selecting, narrowed)
    rows_query = selected_rows(selecting, wanted, order).where(*narrowed, *order.after(query.cursor))
    limit = min(max(query.limit, 1), LARGEST_PAGE)
    found = uow.rows(rows_query.order_by(*order.by).limit(limit + 1))
    shown = found[:limit]
    following = None
    if len(found) > limit:
        last = shown[-1]
        following = Cursor(values=(last["sort_value"],), id=last["id"], sort=order.key).encode()
    return Page(shape_rows(selecting, wanted, shown), following, total)


def get_record(
    uow: UnitOfWork, record: Record, record_id: UUID, *, selecting: Selecting | None = None
) -> dict[str, Any]:
    """One record with all the fields this reader sees, by the eyes of `selecting` where they are given.

    Raises:
        NotFound: it does not exist in this tenant, or not for him.
    """
    selecting = selecting or Selecting(uow, shape_of(uow, record.name))
    wanted = selecting.visible()
    identifier: Any = selecting.table.columns["id"]
    order = Order("id", identifier, identifier)
    query = selected_rows(selecting, wanted, order)
    row = uow.first(query.where(*selecting.rows(), selecting.table.columns["id"] == record_id))
    if row is None:
        raise NotFound(what=f"record.{record.name}")
    (shown,) = shape_rows(selecting, wanted, [row])
    return shown


def allowed_actions(uow: UnitOfWork, record: Record, record_id: UUID) -> list[str]:
    """What the actor may do with this row: `update`, `delete`, `transfer`."""
    shape = shape_of(uow, record.name)
    offered = [
        name
        for name in ("update", "delete", "transfer")
        if (permission := getattr(shape.permissions, name)) and uow.actor.may(permission)
    ]
    bounded = [name for name in offered if not access.sees_all(uow, shape, name)]
    if not bounded:
        return offered
    reached = [and_(*access.rows(uow, shape, name)).label(name) for name in bounded]
    row = uow.first(
        select(*reached).where(*access.within(uow, shape, shape.table), shape.table.c.id == record_id)
    )
    return [name for name in offered if name not in bounded or (row is not None and row[name])]


def wanted_fields(selecting: Selecting, names: str | None) -> tuple[Field, ...]:
    """The fields that a reader asks to be shown; if he does not say, those a list shows.

    Raises:
        InvalidInput: one of them does not exist for him.
    """
    if not names:
        title = selecting.record.title
        return tuple(item for item in selecting.visible() if item.in_list or item.name == title)
    untold = (*META, ABOUT) if selecting.record.strictly_about else META
    asked = (name for name in dict.fromkeys(names.split(",")) if name not in untold)
    return tuple(selecting.named("fields", name) for name in asked)


def order_of(selecting: Selecting, query: ListQuery) -> Order:
    """The order that a reader asks for.

    Raises:
        InvalidInput: a list has no such order.
    """
    record, table = selecting.record, selecting.table
    identifier: Any = table.columns["id"]
    if query.search and not query.sort and not selecting.common:
        # Of all names that hold the words, the one that is nothing else is the shortest; unless very many hold them.
        return Order("search", func.length(cast(table.columns[record.title], Text)), identifier)
    text = query.sort or _own_order(selecting)
    name = text.removeprefix("-")
    item = record.by_name.get(name)
    if name not in record.condition_types or (item is not None and item.value_kind in UNSORTED):
        raise refused("sort", "unknown_field", name)
    selecting.compared("sort", name)
    if item is not None and item.indexed:
        alias: Any = RECORD_KEY.alias("ordered")
        on = and_(
            alias.c.tenant_id == selecting.uow.tenant_id,
            alias.c.record == record.name,
            alias.c.field == name,
            alias.c.record_id == identifier,
        )
        return Order(text, alias.c.key, alias.c.record_id, alias, on)
    if name in record.derived_sort:
        return Order(text, table.columns[record.derived_sort[name]], identifier)
    spelt = item is not None and item.value_kind is Kind.TEXT and not _ordered_by_index(record, item)
    return Order(text, selecting.column(name), identifier, spelt=spelt)


def _ordered_by_index(record: Record, item: Field) -> bool:
    """Whether an index of the table has the order of this column."""
    if item.own or item.name not in record.table.columns:
        return False
    wanted = ["tenant_id", item.name]
    table = record.table
    unique = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    kept = [*unique, *(one.columns for one in table.indexes)]
    return any([column.name for column in columns][:2] == wanted for columns in kept)


def _own_order(selecting: Selecting) -> str:
    """The record's own order; the newest first for who must not compare what it is ordered by."""
    text = selecting.record.sort
    unseen = selecting.levels.get(text.removeprefix("-")) in (Level.HIDDEN, Level.MASKED)
    return "-created_at" if unseen and "created_at" in selecting.table.columns else text


def count(selecting: Selecting, narrowed: Sequence[ColumnElement[bool]]) -> Count:
    """How many rows there are, as far as it is counted."""
    uow, table = selecting.uow, selecting.table
    if len(selecting.common) == 1 and selecting.is_bare:
        # Very many rows meet the one thing that is asked: the words or keys themselves are counted.
        (common,) = selecting.common
        if common.count(COUNTED + 1) > COUNTED:
            return Count(COUNTED, exact=False)
    some = select(table.columns["id"]).where(*narrowed).limit(COUNTED + 1).subquery()
    value = int(uow.scalar(select(func.count()).select_from(some)))
    return Count(min(value, COUNTED), value <= COUNTED)


def selected_rows(selecting: Selecting, fields: Sequence[Field], order: Order) -> Select[Any]:
    """The query of rows with these fields, not yet narrowed or ordered."""
    columns, source = shown_columns(selecting, fields)
    return select(*columns, order.column.label("sort_value")).select_from(order.source(source))
