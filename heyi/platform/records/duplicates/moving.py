"""What points to a record, moved and moved back: columns of other tables, files, team, references in own fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, RowMapping, Table, select, update

from heyi.platform.db.schema import metadata
from heyi.platform.files.tables import FILE
from heyi.platform.records import keys
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.duplicates.errors import MergeOfBooks
from heyi.platform.records.kinds import Kind
from heyi.platform.records.referred import own_references
from heyi.platform.records.saving import values_of
from heyi.platform.records.tables import RECORD_KEY, RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork

# Where it is kept which field named a file.
_FIELDS_OF_FILES = "file.field"


@dataclass(frozen=True)
class Moved:
    """Which rows were moved, by `table.column` or `record:own field`, and of own fields of many what they were."""

    rows: Mapping[str, Sequence[UUID]]
    sets: Mapping[str, Mapping[UUID, list[str]]]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Moved":
        """From the JSON it is kept as."""
        return cls(
            {place: [UUID(one) for one in ids] for place, ids in kept["rows"].items()},
            {place: {UUID(one): old for one, old in rows.items()} for place, rows in kept["sets"].items()},
        )

    def written(self) -> str:
        """As JSON."""
        sets = {place: {str(one): old for one, old in rows.items()} for place, rows in self.sets.items()}
        return orjson.dumps({"rows": self.rows, "sets": sets}, default=str).decode()

    def __len__(self) -> int:
        sets = (ids for place, ids in self.sets.items() if place != _FIELDS_OF_FILES)
        return sum(len(ids) for ids in (*self.rows.values(), *sets))


def refuse_books(uow: UnitOfWork, shape: Record, record_id: UUID) -> None:
    """Let a record go only if it stands in no ledger, for a ledger is never rewritten.

    Raises:
        MergeOfBooks: it does.
    """
    for table, column in _pointing_at(shape):
        if table.info["append_only"]:
            here = (table.c.tenant_id == uow.tenant_id, table.columns[column] == record_id)
            if uow.scalar(select(table.columns[column]).where(*here).limit(1)) is not None:
                raise MergeOfBooks(what=f"record.{shape.name}")


def move(uow: UnitOfWork, shape: Record, old: UUID, new: UUID, *, take: Sequence[str] = ()) -> Moved:
    """Point everything that points at `old` at `new`, in every company of the tenant; gives back what was moved.

    Of the fields that name files, `new` takes over those of `take`; the files of the others lie beside its fields.
    """
    uow.flush()
    rows: dict[str, list[UUID]] = {}
    sets: dict[str, dict[UUID, list[str]]] = {_FIELDS_OF_FILES: _let_go(uow, shape, old, take)}
    for table, column in _pointing_at(shape):
        if not table.info["append_only"]:
            rows[f"{table.name}.{column}"] = _point(uow, table, column, old, new)
    file, member = FILE.c, RECORD_MEMBER.c
    rows["file.record_id"] = _point(uow, FILE, "record_id", old, new, file.record == shape.name)
    # Who is on the other's team already stays where he is, for the day that the merge is taken back.
    own = select(member.user_id).where(
        member.tenant_id == uow.tenant_id, member.record == shape.name, member.record_id == new
    )
    rows["record_member.record_id"] = _point(
        uow, RECORD_MEMBER, "record_id", old, new, member.record == shape.name, member.user_id.not_in(own)
    )
    for other, item in own_references(uow, shape):
        held = _naming(uow, other, item, old)
        for row in held:
            _name(uow, other, item, row, _renamed(row["custom"][item.name], str(old), str(new)))
        if item.kind is Kind.MULTI_REFERENCE:
            sets[f"{other.name}:{item.name}"] = {row["id"]: row["custom"][item.name] for row in held}
        else:
            rows[f"{other.name}:{item.name}"] = [row["id"] for row in held]
    return Moved(
        {place: ids for place, ids in rows.items() if ids}, {place: old for place, old in sets.items() if old}
    )


def move_back(uow: UnitOfWork, shape: Record, moved: Moved, old: UUID, new: UUID) -> None:
    """Point what was moved from `old` and still points at `new` at `old` again."""
    uow.flush()
    own = {f"{other.name}:{item.name}": (other, item) for other, item in own_references(uow, shape)}
    for place, ids in moved.rows.items():
        if place in own:
            other, item = own[place]
            for row in _naming(uow, other, item, new, among=ids):
                _name(uow, other, item, row, str(old))
        elif "." in place:
            table_name, column = place.split(".")
            table = metadata.tables[table_name]
            _point(uow, table, column, new, old, table.c.id.in_(ids))
    for file_id, (field,) in moved.sets.get(_FIELDS_OF_FILES, {}).items():
        here = (FILE.c.tenant_id == uow.tenant_id, FILE.c.id == file_id, FILE.c.record_id == old)
        uow.execute(update(FILE).where(*here).values(field=field))
    for place, before in moved.sets.items():
        if place in own:
            other, item = own[place]
            for row in _naming(uow, other, item, new, among=list(before)):
                now, then = row["custom"][item.name], before[row["id"]]
                # One name stood for the two of them; who changed the rest meanwhile keeps that.
                both = [str(new), str(old)] if str(new) in then else [str(old)]
                back = [name for one in now for name in (both if one == str(new) else [one])]
                _name(uow, other, item, row, then if now == _renamed(then, str(old), str(new)) else back)


def _let_go(uow: UnitOfWork, shape: Record, old: UUID, take: Sequence[str]) -> dict[UUID, list[str]]:
    """Let the files of fields that nobody takes over be named by no field; by which they were."""
    file = FILE.c
    place = (file.tenant_id == uow.tenant_id, file.record == shape.name, file.record_id == old)
    named = select(file.id, file.field).where(*place, file.field.is_not(None), file.field.not_in(take))
    found = {row["id"]: [row["field"]] for row in uow.rows(named)}
    if found:
        uow.execute(update(FILE).where(*place, file.id.in_(found)).values(field=None))
    return found


def _pointing_at(shape: Record) -> Iterator[tuple[Table, str]]:
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if not shape.own and key.referred_table is shape.table:
                yield table, key.column_keys[-1]


def _rows_of(uow: UnitOfWork, other: Record) -> list[ColumnElement[bool]]:
    """All rows of a kind, of every company: what a merge moves is not what one person works with."""
    columns = other.table.c
    own = [columns.record == other.row_type] if other.own else []
    return [columns.tenant_id == uow.tenant_id, *own]


def _point(
    uow: UnitOfWork, table: Table, column: str, old: UUID, new: UUID, *here: ColumnElement[bool]
) -> list[UUID]:
    place = (table.c.tenant_id == uow.tenant_id, table.columns[column] == old, *here)
    changed = update(table).where(*place).values({column: new}).returning(table.c.id)
    return list(uow.execute(changed).scalars())


def _renamed(value: Any, old: str, new: str) -> Any:
    """A value that names the one where it named the other; in a set each once."""
    if not isinstance(value, list):
        return new if value == old else value
    return list(dict.fromkeys(new if one == old else one for one in value))


def _naming(
    uow: UnitOfWork, other: Record, item: Field, named: UUID, *, among: Sequence[UUID] | None = None
) -> Sequence[RowMapping]:
    """The rows whose own field names a record, held."""
    table = other.table
    inside = table.columns["custom"][item.name]
    met = (
        inside.contains([str(named)])
        if item.kind is Kind.MULTI_REFERENCE
        else inside.as_string() == str(named)
    )
    chosen = [] if among is None else [table.c.id.in_(among)]
    query = select(table).where(*_rows_of(uow, other), *chosen, met).order_by(table.c.id)
    return uow.rows(query.with_for_update(of=table))


def _name(uow: UnitOfWork, other: Record, item: Field, row: RowMapping, value: Any) -> None:
    """Write a reference that lies in JSON, and its keys."""
    custom = {**row["custom"], item.name: value}
    uow.change(other.table, row["id"], {"custom": orjson.dumps(custom).decode()})
    keys.remove_keys(uow, other, [row["id"]], keys.names_of([item.name]))
    found = keys.key_rows(other, row["id"], values_of(other, {**row, "custom": custom}))
    uow.insert(RECORD_KEY, *(one for one in found if one["field"] in keys.names_of([item.name])))
