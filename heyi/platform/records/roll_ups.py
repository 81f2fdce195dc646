"""Figures of a record's children (a customer's orders, their sum): of what is there and the reader sees."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Date, Numeric, cast, func, select
from sqlalchemy.sql import FromClause

from heyi.platform.records.access import levels, rows
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import Kind
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_DECIMALS = 6
MEASURES: Mapping[str, Callable[[Any], Any]] = {
    "count": lambda _: func.count(),
    "sum": lambda column: func.coalesce(func.sum(column), 0),
    "avg": func.avg,
    "min": func.min,
    "max": func.max,
}


def rolled_up(uow: UnitOfWork, item: Field, table: FromClause) -> ColumnElement[Any]:
    """The figure for each row of `table`; empty where the kind of children is gone or not for this reader."""
    wanted = item.roll_up
    assert wanted is not None
    try:
        record = shape_of(uow, wanted.record)
    except KeyError:
        record = None
    if record is None or not _readable(uow, record, wanted.through, wanted.field):
        return cast(None, Date if item.value_kind is Kind.DATE else Numeric())
    children = record.table.alias(f"of_{item.name}")
    column = expression(record, wanted.field, children) if wanted.field else None
    measured = MEASURES[wanted.measure](column)
    is_date = item.value_kind is Kind.DATE
    figure = cast(measured, Date) if is_date else func.round(cast(measured, Numeric()), _DECIMALS)
    return (
        select(figure)
        .where(
            *rows(uow, record, table=children),
            expression(record, wanted.through, children) == table.columns["id"],
        )
        .correlate(table)
        .scalar_subquery()
    )


def _readable(uow: UnitOfWork, record: Record, *fields: str) -> bool:

    hidden = levels(uow, record)
    return uow.actor.may(record.permissions.view) and not any(
        hidden.get(name) in ("hidden", "masked") for name in fields
    )
