"""Go over the rows that are there after a field changed: formulas, keys and words as if it had always been so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, select, update

from heyi.platform.db import statement
from heyi.platform.jobs.definition import More, Running, job
from heyi.platform.records import access, keys, search
from heyi.platform.records.declaration import Record
from heyi.platform.records.row_rules import computed
from heyi.platform.records.saving import values_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_FIELD, RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 500


@dataclass(frozen=True)
class Refit:
    """Which record's rows."""

    record: str


@job("records.refit", Refit)
def refit(run: Running[Refit]) -> More | None:
    """Bring 500 rows into the record's present shape, then the next; at the end the keys that all rows have count."""
    uow = run.uow
    try:
        shape = shape_of(uow, run.payload.record)
    except KeyError:
        return None
    keyed = {item.name for item in shape.own_fields if item.keyed and not item.indexed}
    # A field that came later has no keys of the rows before; it waits for the job that its coming asked for.
    fitting = sorted(keyed & set(run.state.get("fields", keyed)))
    rows = _next_rows(uow, shape, run.state.get("last"))
    if rows:
        fit_rows(uow, shape, rows)
        done = int(run.state.get("done", 0)) + len(rows)
        return More(state={"last": str(rows[-1]["id"]), "done": done, "fields": fitting}, done=done)
    _count_keys(uow, shape, fitting)
    return None


def has_rows(uow: UnitOfWork, shape: Record) -> bool:
    """Whether there is any row of the record."""
    table = shape.table
    return uow.scalar(select(table.c.id).where(*access.within(uow, shape, table)).limit(1)) is not None


def fit_rows(uow: UnitOfWork, shape: Record, rows: Sequence[RowMapping]) -> None:
    """Write formulas, keys and words of rows that this transaction holds anew; their versions stay."""
    ids = [row["id"] for row in rows]
    keys.remove_keys(uow, shape, ids)
    search.remove_words(uow, shape, ids)
    fitted: list[tuple[UUID, str]] = []
    for row in rows:
        values = values_of(shape, row)
        results = computed(shape, values)
        if any(values.get(name) != value for name, value in results.items()):
            kept = {**row["custom"], **results}
            fitted.append((row["id"], orjson.dumps(_without_empty(kept)).decode()))
        values |= results
        search.add_words(uow, shape, row["id"], values)
        uow.insert(RECORD_KEY, *keys.key_rows(shape, row["id"], values))
    if fitted:
        text = statement.update_text(
            shape.table, ("id",), ("custom = v.custom",), ("id", "custom"), len(fitted), "", ""
        )
        uow.driver_rows(text, [*(value for pair in fitted for value in pair), uow.tenant_id])


def _next_rows(uow: UnitOfWork, shape: Record, last: str | None) -> Sequence[RowMapping]:
    table = shape.table
    query = select(table).where(*access.within(uow, shape, table)).order_by(table.c.id).limit(AT_ONCE)
    if last is not None:
        query = query.where(table.c.id > UUID(last))
    return uow.rows(query.with_for_update(of=table))


def _count_keys(uow: UnitOfWork, shape: Record, fields: Sequence[str]) -> None:
    """From now on lists may be filtered and sorted by the keys of these fields, which every row has."""
    if not fields:
        return
    uow.change_settings()
    field = RECORD_FIELD.c
    place = (field.tenant_id == uow.tenant_id, field.record == shape.name, field.name.in_(fields))
    for row in uow.rows(select(field.id, field.definition).where(*place).with_for_update()):
        definition: Mapping[str, Any] = {**row["definition"], "indexed": True}
        changed = update(RECORD_FIELD).where(field.tenant_id == uow.tenant_id, field.id == row["id"])
        uow.execute(changed.values(definition=definition))


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
