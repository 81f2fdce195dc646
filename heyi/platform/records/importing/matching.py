"""The rows that a file speaks of: found by the field that the user chose as the key, for a whole part of it at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, and_, any_, cast, literal, select, true

from heyi.platform.records import access
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.keys import exact_field, exact_key, key_of, of_field
from heyi.platform.records.kinds import TEXTS
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Found:
    """The row that a value stands for; `many` counts them where they are more than one."""

    record_id: UUID
    may_change: bool
    many: int = 0


def key_fields(fields: Iterable[Field]) -> list[Field]:
    """The fields by which rows can be told: unique ones, and those of one line of text."""
    return [item for item in fields if item.unique or (item.kind in TEXTS and not _is_long(item))]


def find_existing(uow: UnitOfWork, shape: Record, key: str, wanted: Mapping[int, Any]) -> dict[int, Found]:
    """For each number the row whose key has that value, among those the actor sees."""
    values = {value for value in wanted.values() if value not in (None, "")}
    if not values:
        return {}
    item = shape.field(key)
    table = shape.table
    within = len(access.within(uow, shape, table))
    scope = access.rows(uow, shape, "update")[within:] if shape.permissions.update else []
    may = and_(true(), *scope).label("may_change")
    rows = uow.rows(
        select(table.c.id, expression(shape, key, table).label("value"), may).where(
            *access.rows(uow, shape), _equals(uow, shape, item, values)
        )
    )
    found: dict[str, list[Found]] = defaultdict(list)
    for row in rows:
        found[str(row["value"])].append(Found(row["id"], bool(row["may_change"])))
    return {
        number: Found(same[0].record_id, all(one.may_change for one in same), len(same) * (len(same) > 1))
        for number, value in wanted.items()
        if (same := found.get(str(value)))
    }


def taken(
    uow: UnitOfWork, shape: Record, item: Field, values: Mapping[Any, int]
) -> Iterator[tuple[Any, UUID]]:
    """Which of these values of a unique field are in use, and by which row; also by those the actor does not see."""
    if item.own:
        by_key = {exact_key(item, value): value for value in values}
        key, record_id = RECORD_KEY.c.key, RECORD_KEY.c.record_id
        of_item = of_field(uow, shape, exact_field(item.name))
        place = (*of_item, key == any_(literal(list(by_key), ARRAY(Text()))))
        for row in uow.rows(select(key, record_id).where(*place)):
            yield by_key[row["key"]], row["record_id"]
        return
    column = shape.table.columns[item.name]
    here = column == any_(literal(list(values), ARRAY(column.type)))
    query = select(column.label("value"), shape.table.c.id).where(
        *access.within(uow, shape, shape.table), here
    )
    for row in uow.rows(query):
        yield row["value"], row["id"]


def _equals(uow: UnitOfWork, shape: Record, item: Field, values: set[Any]) -> Any:
    if item.own and item.keyed:
        keys = sorted(key_of(item, value) for value in values)
        some = select(RECORD_KEY.c.record_id).where(
            *of_field(uow, shape, item.name), RECORD_KEY.c.key == any_(literal(keys, ARRAY(Text())))
        )
        return shape.table.c.id.in_(some)
    if item.own:
        texts = sorted(str(value) for value in values)
        return cast(expression(shape, item.name, shape.table), Text) == any_(literal(texts, ARRAY(Text())))
    column = shape.table.columns[item.name]
    return column == any_(literal(list(values), ARRAY(column.type)))


def _is_long(item: Field) -> bool:
    return item.kind.startswith(("long", "rich"))
