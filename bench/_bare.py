"""The baseline of posting: the rows that a cycle's verbs wrote, written again by bare psycopg, one transaction a verb.

What a verb writes is found by comparing all tables before and after it. Rows it added are inserted again under new
ids and numbers, a multi-row INSERT a table; rows it changed are updated again, by their keys.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from heyi.migrations.render import declared_tables

Key = tuple[Any, ...]
Snapshot = dict[str, dict[Key, dict[str, Any]]]
_NUMBERS = ("number", "number_key", "key", "source_number")
_TABLES = [table for table in declared_tables().sorted_tables if table.info["class"] == "tenant"]


@dataclass
class Written:
    """What one verb wrote: rows added and columns changed, by table."""

    added: dict[str, list[dict[str, Any]]]
    changed: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]


def record(connection: psycopg.Connection, verb: Callable[[], None]) -> Written:
    """Run a verb and find what it wrote."""
    before = _snapshot(connection)
    verb()
    after = _snapshot(connection)
    written = Written({}, {})
    for table in _TABLES:
        keys = [column.name for column in table.primary_key.columns]
        old, new = before[table.name], after[table.name]
        added = [row for key, row in new.items() if key not in old]
        if added:
            written.added[table.name] = added
        changed = [
            (
                {name: row[name] for name in keys},
                {name: row[name] for name in row if row[name] != old[key][name]},
            )
            for key, row in new.items()
            if key in old and row != old[key]
        ]
        if changed:
            written.changed[table.name] = changed
    return written


def write_again(connection: psycopg.Connection, tenant: UUID, verbs: list[Written], times: int) -> None:
    """Write the rows of a whole cycle again, so many times."""
    for _ in range(times):
        renamed: dict[UUID, UUID] = {
            row["id"]: uuid4()
            for verb in verbs
            for rows in verb.added.values()
            for row in rows
            if "id" in row
        }
        mark = f"-{uuid4().hex[:8]}"
        for verb in verbs:
            with connection.transaction():
                connection.execute(f"SET LOCAL app.tenant_id = '{tenant}'")
                _write(connection, verb, renamed, mark)


def _write(connection: psycopg.Connection, verb: Written, renamed: Mapping[UUID, UUID], mark: str) -> None:
    for name, rows in verb.added.items():
        columns = list(rows[0])
        one = "(" + ", ".join(["%s"] * len(columns)) + ")"
        values = [_value(column, row[column], renamed, mark) for row in rows for column in columns]
        places = ", ".join([one] * len(rows))
        connection.execute(f"INSERT INTO {name} ({', '.join(columns)}) VALUES {places}", values)
    for name, changes in verb.changed.items():
        for keys, changed in changes:
            sets = ", ".join(f"{column} = %s" for column in changed)
            where = " AND ".join(f"{key} = %s" for key in keys)
            values = [
                *(_value(column, value, renamed, mark) for column, value in changed.items()),
                *(renamed.get(value, value) for value in keys.values()),
            ]
            connection.execute(f"UPDATE {name} SET {sets} WHERE {where}", values)


def _value(column: str, value: Any, renamed: Mapping[UUID, UUID], mark: str) -> Any:
    if isinstance(value, UUID):
        return renamed.get(value, value)
    if isinstance(value, str) and column in _NUMBERS:
        return value + mark
    return Jsonb(value) if isinstance(value, dict) else value


def _snapshot(connection: psycopg.Connection) -> Snapshot:
    snapshot: Snapshot = {}
    with connection.cursor(row_factory=dict_row) as cursor:
        for table in _TABLES:
            keys = [column.name for column in table.primary_key.columns]
            rows = cursor.execute(f"SELECT * FROM {table.name}").fetchall()
            snapshot[table.name] = {tuple(row[key] for key in keys): row for row in rows}
    connection.commit()
    return snapshot
