"""Conditions as SQL: compiled only to expressions over declared columns, values always bound."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, and_, collate, false, func, not_, or_
from sqlalchemy.dialects.postgresql import array

from heyi.kit.conditions import SETS, All, Any_, Comparison, Condition, FieldType, Not, Op, fold_case

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
    Op.CONTAINS: lambda column, value: func.lower(collate(column, "C")).contains(
        fold_case(value), autoescape=True
    ),
    Op.STARTS: lambda column, value: func.lower(collate(column, "C")).startswith(
        fold_case(value), autoescape=True
    ),
}


def to_sql(condition: Condition, table: Table) -> ColumnElement[bool]:
    """The condition over the columns of `table`, with the meaning that `kit.conditions.evaluate` gives it."""
    match condition:
        case All(parts):
            return and_(*(to_sql(part, table) for part in parts))
        case Any_(parts):
            return or_(*(to_sql(part, table) for part in parts))
        case Not(part):
            return not_(to_sql(part, table))
        case Comparison():
            return _comparison(condition, table)


def _comparison(comparison: Comparison, table: Table) -> ColumnElement[bool]:
    column = table.columns[comparison.field]
    if comparison.op in (Op.EMPTY, Op.NOT_EMPTY):
        empty: ColumnElement[bool] = column.is_(None)
        if comparison.type is FieldType.TEXT:
            empty = or_(empty, column == "")
        elif comparison.type in SETS:
            empty = or_(empty, column == [])
        return empty if comparison.op is Op.EMPTY else not_(empty)
    return _COMPARE[comparison.op](column, comparison.value)
