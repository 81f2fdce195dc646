"""Conditions as SQL: compiled only to expressions over declared fields, values always bound."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, collate, false, func, literal, not_, or_
from sqlalchemy.sql import FromClause

from heyi.kit.conditions import All, Any_, Comparison, Condition, FieldType, Not, Op, fold_case
from heyi.platform.db import schema
from heyi.platform.records.declaration import Record
from heyi.platform.records.expressions import column_of

_JSON = schema.JSON_DATA()
_COMPARE: Mapping[Op, Callable[[Any, Any], ColumnElement[bool]]] = {
    Op.EQ: lambda column, value: column == value,
    Op.NE: lambda column, value: column.is_distinct_from(value),
    Op.LT: lambda column, value: column < value,
    Op.LTE: lambda column, value: column <= value,
    Op.GT: lambda column, value: column > value,
    Op.GTE: lambda column, value: column >= value,
    Op.IN: lambda column, value: column.in_(value) if value else false(),
    Op.CONTAINS: lambda column, value: func.lower(collate(column, "C")).contains(
        fold_case(value), autoescape=True
    ),
    Op.STARTS: lambda column, value: func.lower(collate(column, "C")).startswith(
        fold_case(value), autoescape=True
    ),
    Op.HAS: lambda column, value: column.contains(_json([value])),
    Op.HAS_ANY: lambda column, value: or_(*(column.contains(_json([item])) for item in value)),
}
_EMPTY_SET = literal([], _JSON)


def to_sql(condition: Condition, record: Record, table: FromClause) -> ColumnElement[bool]:
    """The condition over the rows of `table`, with the meaning that `kit.conditions.evaluate` gives it."""
    match condition:
        case All(parts):
            return and_(*(to_sql(part, record, table) for part in parts))
        case Any_(parts):
            return or_(*(to_sql(part, record, table) for part in parts))
        case Not(part):
            return not_(to_sql(part, record, table))
        case Comparison():
            return _comparison(condition, expression(record, condition.field, table))


def expression(record: Record, name: str, table: FromClause) -> ColumnElement[Any]:
    """The field, or one of the columns that every row has (`id`, `created_at`, `updated_at`), as SQL."""
    item = record.by_name.get(name)
    return table.columns[name] if item is None else column_of(table, item)


def _comparison(comparison: Comparison, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if comparison.op in (Op.EMPTY, Op.NOT_EMPTY):
        empty: ColumnElement[bool] = column.is_(None)
        if comparison.type is FieldType.TEXT:
            empty = or_(empty, column == "")
        if comparison.type is FieldType.SET:
            empty = or_(empty, column == _EMPTY_SET)
        return empty if comparison.op is Op.EMPTY else not_(empty)
    return _COMPARE[comparison.op](column, comparison.value)


def _json(value: list[Any]) -> ColumnElement[Any]:
    return literal(orjson.loads(orjson.dumps(value, default=str)), _JSON)
