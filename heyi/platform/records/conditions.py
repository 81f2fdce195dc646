"""Conditions as SQL: compiled only to expressions over declared fields, values always bound."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, collate, false, func, not_, or_
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.sql import FromClause

from heyi.kit.conditions import SETS, All, Any_, Comparison, Condition, FieldType, Not, Op, fold_case
from heyi.platform.records.declaration import Record
from heyi.platform.records.expressions import column_of

Columns = Callable[[str], ColumnElement[Any]]

_COMPARE: Mapping[Op, Callable[[Any, Any], ColumnElement[bool]]] = {
    Op.EQ: lambda column, value: column == value,
    Op.NE: lambda column, value: column.is_distinct_from(value),
    Op.LT: lambda column, value: column < value,
    Op.LTE: lambda column, value: column <= value,
    Op.GT: lambda column, value: column > value,
    Op.GTE: lambda column, value: column >= value,
    Op.IN: lambda column, value: column.in_(value) if value else false(),
    Op.HAS: lambda column, value: column.contains([value]),
    Op.HAS_ANY: lambda column, values: column.has_any(array(values, type_=Text())),
    # Not LIKE: of a pattern the planner thinks that hardly a row holds it, and then reads and sorts all of them where
    # the first page of an ordered index would do.
    Op.CONTAINS: lambda column, value: func.strpos(_folded(column), fold_case(value)) > 0,
    Op.STARTS: lambda column, value: func.starts_with(_folded(column), fold_case(value)),
}


def _folded(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.lower(collate(column, "C"))


def to_sql(condition: Condition, columns: Columns) -> ColumnElement[bool]:
    """The condition over the fields that `columns` gives, with the meaning that `kit.conditions.evaluate` has."""
    match condition:
        case All(parts):
            return and_(*(to_sql(part, columns) for part in parts))
        case Any_(parts):
            return or_(*(to_sql(part, columns) for part in parts))
        case Not(part):
            return not_(to_sql(part, columns))
        case Comparison():
            return _comparison(condition, columns(condition.field))


def fields_of(record: Record, table: FromClause) -> Columns:
    """The fields of a record, and the columns that every row has, as they stand in `table`."""
    return lambda name: expression(record, name, table)


def expression(record: Record, name: str, table: FromClause) -> ColumnElement[Any]:
    """A field, or one of the columns that every row has (`id`, `created_at`, `updated_at`), as SQL."""
    item = record.by_name.get(name)
    return table.columns[name] if item is None else column_of(table, item)


def _comparison(comparison: Comparison, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if comparison.op in (Op.EMPTY, Op.NOT_EMPTY):
        empty: ColumnElement[bool] = column.is_(None)
        if comparison.type is FieldType.TEXT:
            empty = or_(empty, column == "")
        elif comparison.type in SETS:
            empty = or_(empty, column == [])
        return empty if comparison.op is Op.EMPTY else not_(empty)
    return _COMPARE[comparison.op](column, comparison.value)
