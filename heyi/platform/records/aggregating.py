"""Sums over the rows that a list would show: counts, totals and groups, with the same filter, search and rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, cast, func, select
from sqlalchemy.sql import FromClause

from heyi.platform.records.declaration import Record
from heyi.platform.records.kinds import GROUPABLE, NUMBERS, Kind
from heyi.platform.records.listing import Count, count
from heyi.platform.records.selecting import Selecting, refused
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

MOST_GROUPS = 200
_STEPS = ("day", "week", "month", "quarter", "year")
_MEASURES: Mapping[str, Any] = {"sum": func.sum, "avg": func.avg, "min": func.min, "max": func.max}


@dataclass(frozen=True, kw_only=True)
class AggregateQuery:
    """What a reader asks: `group` is a field, of a day `created_at:month`; `measures` are `count` or `sum:gross`."""

    group: str | None = None
    measures: str = "count"
    filter: str | None = None
    search: str | None = None


@dataclass(frozen=True)
class Group:
    """The rows that share a value: how many, and their measures. `title` is told for what a value refers to."""

    value: Any
    title: str | None
    count: int
    measures: dict[str, Any]


@dataclass(frozen=True)
class Aggregate:
    """The groups, the largest first, or by time where they are times; `complete` says whether that is all of them."""

    groups: list[Group]
    count: Count
    measures: dict[str, Any]
    complete: bool


def aggregate_records(uow: UnitOfWork, record: Record, query: AggregateQuery) -> Aggregate:
    """Counts and sums of the rows that the reader's condition and search find.

    Raises:
        InvalidInput: a group or measure is not one of this record, or not for this reader.
    """
    selecting = Selecting(uow, shape_of(uow, record.name))
    narrowed = [*selecting.rows(), *selecting.filtered(query.filter), *selecting.found(query.search)]
    narrowed += selecting.together()
    measures = _measures(selecting, query.measures)
    totals = uow.first(select(*measures.values()).where(*narrowed)) if measures else None
    groups, complete = _groups(selecting, query.group, measures, narrowed) if query.group else ([], True)
    return Aggregate(groups, count(selecting, narrowed), _told(measures, totals), complete)


def _groups(
    selecting: Selecting,
    asked: str,
    measures: Mapping[str, ColumnElement[Any]],
    narrowed: Sequence[ColumnElement[bool]],
) -> tuple[list[Group], bool]:
    name, _, step = asked.partition(":")
    value = _grouped(selecting, name, step)
    number = func.count().label("n")
    query = select(value.label("value"), number, *measures.values()).where(*narrowed).group_by(value)
    order = [value.desc()] if step else [number.desc(), value]
    rows = selecting.uow.rows(query.order_by(*order).limit(MOST_GROUPS + 1))
    shown = rows[:MOST_GROUPS]
    titles = _titles(selecting, name, [row["value"] for row in shown])
    groups = [Group(row["value"], titles.get(row["value"]), row["n"], _told(measures, row)) for row in shown]
    return groups, len(rows) <= MOST_GROUPS


def _grouped(selecting: Selecting, name: str, step: str) -> ColumnElement[Any]:
    record = selecting.record
    item = record.by_name.get(name)
    kind = item.value_kind if item is not None else Kind.DATETIME
    if name not in record.condition_types or name == "id" or kind not in GROUPABLE:
        raise refused("group", "unknown_field", name)
    selecting.compared("group", name)
    column = selecting.column(name)
    if kind is Kind.DATETIME:
        column = cast(func.timezone(selecting.uow.facts.time_zone, column), Date)
        step = step or "day"
    if not step:
        return column
    if step not in _STEPS or kind not in (Kind.DATE, Kind.DATETIME):
        raise refused("group", "unknown_step", step)
    return cast(func.date_trunc(step, column), Date)


def _measures(selecting: Selecting, asked: str) -> dict[str, ColumnElement[Any]]:
    found: dict[str, ColumnElement[Any]] = {}
    for text in filter(None, dict.fromkeys(asked.split(","))):
        if text == "count":
            continue
        measure, _, name = text.partition(":")
        item = selecting.record.by_name.get(name)
        adds = item is not None and item.value_kind in NUMBERS and (item.adds_up or measure != "sum")
        if measure not in _MEASURES or item is None or not adds:
            raise refused("measures", "unknown_field", text)
        selecting.compared("measures", name)
        found[text] = _MEASURES[measure](selecting.column(name)).label(f"m{len(found)}")
    return found


def _told(measures: Mapping[str, ColumnElement[Any]], row: Mapping[Any, Any] | None) -> dict[str, Any]:
    return {text: row[f"m{place}"] for place, text in enumerate(measures)} if row is not None else {}


def _titles(selecting: Selecting, name: str, values: Sequence[Any]) -> dict[Any, str]:
    item = selecting.record.by_name.get(name)
    ids = [value for value in values if value is not None]
    if item is None or not item.is_reference or not ids:
        return {}
    other = shape_of(selecting.uow, item.references)
    table: FromClause = other.table
    here = and_(table.columns["tenant_id"] == selecting.uow.tenant_id, table.columns["id"].in_(ids))
    title = table.columns[other.title].label("title")
    rows = selecting.uow.rows(select(table.columns["id"], title).where(here))
    return {row["id"]: shown_title(selecting.uow, other, row["title"]) for row in rows}
