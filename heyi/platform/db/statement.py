"""SQL texts for writing rows as sets, so that they run unchanged on a distributed server.

A text depends on the tables, their columns and the number of rows; it is built once per shape and then reused, so that
psycopg and PostgreSQL reuse their prepared form too. Few rows are a list of VALUES; very many are handed over as one
JSON value, which PostgreSQL reads some ten times as fast as it numbers and parses tens of thousands of places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

# From so many values on they go as JSON; and how many of those go in one statement.
VALUES_AS_JSON = 4_000
VALUES_OF_A_PIECE = 400_000
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves the dialect's constructor untyped


@dataclass(frozen=True)
class Rows:
    """Rows that go into one table: the columns once, then one tuple of values a row."""

    table: Table
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    @property
    def size(self) -> int:
        """How many single values these are."""
        return len(self.columns) * len(self.values)


@dataclass(frozen=True)
class Update:
    """A change of many rows of one table, as `update_rows` of the unit of work describes it."""

    table: Table
    rows: Sequence[Mapping[str, Any]]
    keys: Sequence[str]
    assignments: Sequence[str]
    types: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    returning: str = ""


def rows_of(table: Table, rows: Sequence[Mapping[str, Any]]) -> Rows:
    """Bring mappings with the same keys into the form that is written.

    Raises:
        ValueError: two rows have different columns.
    """
    columns = tuple(rows[0])
    if any(row.keys() != rows[0].keys() for row in rows):
        raise ValueError(f"rows for {table.name} differ in their columns")
    return Rows(table, columns, tuple(tuple(row[name] for name in columns) for row in rows))


def inserts(parts: Sequence[Rows]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One statement that inserts into several tables at once; foreign keys among them are checked at its end.

    Only what would be a very long statement goes in several, in the order of the parts.
    """
    size = sum(part.size for part in parts)
    if size < VALUES_AS_JSON:
        shape = tuple((part.table, part.columns, len(part.values)) for part in parts)
        yield _insert_text(shape), tuple(_flatten(parts))
    elif size <= VALUES_OF_A_PIECE:
        yield _insert_json(parts)
    else:
        for part in parts:
            rows_at_once = VALUES_OF_A_PIECE // len(part.columns)
            for start in range(0, len(part.values), rows_at_once):
                yield _insert_json(
                    [Rows(part.table, part.columns, part.values[start : start + rows_at_once])]
                )


def _insert_json(parts: Sequence[Rows]) -> tuple[str, tuple[Any, ...]]:
    text = _json_text(tuple((part.table, part.columns) for part in parts))
    return text, tuple(_as_json(part) for part in parts)


@lru_cache(maxsize=512)
def _json_text(shape: tuple[tuple[Table, tuple[str, ...]], ...]) -> str:
    return joined(
        f"INSERT INTO {qualified(table)} ({', '.join(columns)}) SELECT {', '.join(columns)} "
        f"FROM json_populate_recordset(NULL::{qualified(table)}, %s::json)"
        for table, columns in shape
    )


def _as_json(part: Rows) -> str:
    """The rows as a JSON array of objects; what is JSON already stays as it is."""
    json_columns = [at for at, name in enumerate(part.columns) if isinstance(part.table.c[name].type, JSONB)]
    rows = []
    for values in part.values:
        row = dict(zip(part.columns, values, strict=True))
        for at in json_columns:
            text = values[at]
            row[part.columns[at]] = None if text is None else orjson.Fragment(text)
        rows.append(row)
    return orjson.dumps(rows, default=_plain).decode()


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not written as JSON")


@lru_cache(maxsize=2048)
def _insert_text(shape: tuple[tuple[Table, tuple[str, ...], int], ...]) -> str:
    inserts = [
        f"INSERT INTO {qualified(table)} ({', '.join(columns)}) VALUES {_placeholders(len(columns), count)}"
        for table, columns, count in shape
    ]
    return joined(inserts)


def joined(texts: Iterable[str]) -> str:
    """Several writes as one statement."""
    *first, last = texts
    if not first:
        return last
    return "WITH " + ", ".join(f"w{number} AS ({text})" for number, text in enumerate(first)) + " " + last


@lru_cache(maxsize=256)
def insert_missing_text(table: Table, columns: tuple[str, ...], unique: tuple[str, ...], count: int) -> str:
    """An insert that leaves rows alone whose `unique` values are there already."""
    values = _placeholders(len(columns), count)
    target = f"{qualified(table)} ({', '.join(columns)})"
    return f"INSERT INTO {target} VALUES {values} ON CONFLICT ({', '.join(unique)}) DO NOTHING"


@lru_cache(maxsize=2048)
def update_text(
    table: Table,
    keys: tuple[str, ...],
    assignments: tuple[str, ...],
    value_columns: tuple[str, ...],
    count: int,
    condition: str,
    returning: str,
) -> str:
    """`UPDATE … FROM (VALUES …)` over `count` rows of one tenant.

    `value_columns` name the columns of the VALUES list `v`, each typed as the table's column of that name (or as the
    type after a colon, `quantity:numeric`); `keys` are compared between table `t` and `v`.
    """
    names = [name.partition(":")[0] for name in value_columns]
    types = [name.partition(":")[2] or column_type(table, name) for name in value_columns]
    first = "(" + ", ".join(f"%s::{kind}" for kind in types) + ")"
    rest = ", " + _placeholders(len(names), count - 1) if count > 1 else ""
    matches = " AND ".join(f"t.{key} = v.{key}" for key in keys)
    text = (
        f"UPDATE {qualified(table)} AS t SET {', '.join(assignments)} "
        f"FROM (VALUES {first}{rest}) AS v({', '.join(names)}) WHERE t.tenant_id = %s AND {matches}"
    )
    return (
        text + (f" AND {condition}" if condition else "") + (f" RETURNING {returning}" if returning else "")
    )


def column_type(table: Table, name: str) -> str:
    """The PostgreSQL type of a column, for a cast."""
    return str(table.columns[name].type.compile(dialect=_DIALECT)).partition(" COLLATE")[0]


def qualified(table: Table) -> str:
    """The table's name as written in SQL."""
    return f"{table.schema}.{table.name}" if table.schema else table.name


def _placeholders(width: int, count: int) -> str:
    row = "(" + ", ".join(["%s"] * width) + ")"
    return ", ".join([row] * count)


def _flatten(parts: Iterable[Rows]) -> Iterable[Any]:
    for part in parts:
        for row in part.values:
            yield from row
