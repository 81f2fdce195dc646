"""A field as an SQL expression: a column, a value inside the column `custom`, or a figure of the record's children."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Numeric, Uuid, case, cast, func
from sqlalchemy.sql import FromClause

from heyi.platform.db import schema
from heyi.platform.records.declaration import Field
from heyi.platform.records.kinds import NUMBERS, REFERENCES, SETS, Kind

# Of a number no digit count is said: a field may hold sixteen digits, a formula twenty, a sum more.
_CASTS: Mapping[Kind, Any] = {
    **dict.fromkeys(NUMBERS, Numeric()),
    **dict.fromkeys(REFERENCES, Uuid),
    Kind.DATE: Date,
    Kind.DATETIME: schema.INSTANT,
    Kind.BOOLEAN: Boolean,
}


def column_of(table: FromClause, item: Field) -> ColumnElement[Any]:
    """What a field holds, typed as conditions, orders and sums need it; null where it is empty."""
    if not item.own:
        return table.columns[item.name]
    inside = table.columns["custom"][item.name]
    kind = item.value_kind
    if kind in SETS:
        return inside
    if kind is Kind.ADDRESS:
        parts = (inside[part].astext for part in ("province", "city", "district", "detail"))
        return case((inside.is_not(None), func.concat(*parts)))
    text: ColumnElement[Any] = inside.astext
    wanted = _CASTS.get(kind)
    return text if wanted is None else cast(text, wanted)


def stored(table: FromClause, item: Field) -> ColumnElement[Any]:
    """What leaves the database to be shown: own fields as the JSON they are kept in."""
    return table.columns["custom"][item.name] if item.own else table.columns[item.name]
