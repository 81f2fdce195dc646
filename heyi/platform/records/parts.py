"""Rows that are part of a record (the lines of a deal): they lie in the bin with it, and come back with it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Table, Uuid, any_, insert, literal, select

from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

# Under which name they lie among the values of the row they belong to; no column is called so.
KEPT = "~parts"
_parts: dict[str, list[tuple[Table, str]]] = {}


def keep_parts(record: str, table: Table, key: str) -> None:
    """Have the rows of `table` whose column `key` names a row of a record lie in the bin with that row."""
    _parts.setdefault(record, []).append((table, key))


def parts_of(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> dict[UUID, dict[str, list[Any]]]:
    """The parts of these rows, by table, as they are kept."""
    found: dict[UUID, dict[str, list[Any]]] = {}
    for table, key in _parts.get(shape.name, ()):
        of = table.columns[key]
        query = select(table).where(
            table.c.tenant_id == uow.tenant_id, of == any_(literal(list(ids), ARRAY(Uuid)))
        )
        for row in uow.rows(query.order_by(table.c.id)):
            kept = {
                str(column.name): row[column.name] for column in table.columns if column.name != "tenant_id"
            }
            found.setdefault(row[key], {}).setdefault(str(table.name), []).append(kept)
    return found


def lost_parts(uow: UnitOfWork, shape: Record, kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """The columns of kept parts whose rows name something that is gone, as keys of words."""
    lost = []
    for table, key in _parts.get(shape.name, ()):
        rows = kept.get(table.name, ())
        for constraint in table.foreign_key_constraints:
            column = constraint.column_keys[-1]
            named = {UUID(row[column]) for row in rows if column != key and row[column] is not None}
            other = constraint.referred_table
            there = select(other.c.id).where(
                other.c.tenant_id == uow.tenant_id, other.c.id == any_(literal(sorted(named), ARRAY(Uuid)))
            )
            if named and len(uow.rows(there)) < len(named):
                lost.append(f"field.{table.name}.{column}")
    return lost


def bring_back_parts(
    uow: UnitOfWork, shape: Record, kept: Mapping[str, Sequence[Mapping[str, Any]]], typed: Any
) -> None:
    """Write the kept parts of a row again; `typed` makes a value of a column from the JSON it lay in."""
    for table, _ in _parts.get(shape.name, ()):
        rows = kept.get(table.name, ())
        if rows:
            whole = [{name: typed(table.columns[name], value) for name, value in row.items()} for row in rows]
            uow.execute(insert(table).values([{"tenant_id": uow.tenant_id, **row} for row in whole]))
