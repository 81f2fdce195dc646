"""Rows as they leave: references with their titles, files with their names, what is masked covered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.platform.files.tables import FILE
from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.expressions import stored
from heyi.platform.records.kinds import ATTACHMENTS, Kind
from heyi.platform.records.masking import masked
from heyi.platform.records.selecting import ABOUT, META, Selecting
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork


def shown_columns(selecting: Selecting, fields: Sequence[Field]) -> tuple[list[Any], Any]:
    """What is selected of each row, and where from: the titles of references are joined to it."""
    table = selecting.table
    columns: list[Any] = [table.columns[name] for name in META if name in table.columns]
    source: Any = table
    for item in fields:
        computed = item.kind is Kind.ROLL_UP
        columns.append((selecting.column(item.name) if computed else stored(table, item)).label(item.name))
        if not item.is_reference:
            continue
        other = shape_of(selecting.uow, item.references)
        alias = other.table.alias(f"r_{item.name}")
        here = expression(selecting.record, item.name, table)
        source = source.outerjoin(
            alias, and_(alias.c.tenant_id == table.columns["tenant_id"], alias.c.id == here)
        )
        columns.append(alias.columns[other.title].label(f"{item.name}__title"))
    if selecting.record.strictly_about and selecting.record.about:
        columns += [
            table.columns[name].label(f"{ABOUT}__{at}") for at, name in enumerate(selecting.record.about)
        ]
    return columns, source


def shape_rows(
    selecting: Selecting, fields: Sequence[Field], rows: Sequence[Mapping[Any, Any]]
) -> list[dict[str, Any]]:
    """Rows as they leave."""
    uow = selecting.uow
    shaped = [_shape_row(selecting, fields, row) for row in rows]
    for item in fields:
        if selecting.levels.get(item.name) is Level.MASKED:
            for row in shaped:
                row[item.name] = masked(item, row[item.name])
        elif item.kind is Kind.MULTI_REFERENCE:
            titles = _titles(uow, shape_of(uow, item.references), _members(shaped, item.name))
            for row in shaped:
                row[item.name] = [{"id": one, "title": titles.get(one, "")} for one in row[item.name] or ()]
        elif item.kind in ATTACHMENTS:
            files = _files(uow, _members(shaped, item.name))
            for row in shaped:
                row[item.name] = [files[one] for one in row[item.name] or () if one in files]
    if selecting.record.strictly_about:
        _add_about(uow, shaped, rows)
    return shaped


def _add_about(uow: UnitOfWork, shaped: Sequence[dict[str, Any]], rows: Sequence[Mapping[Any, Any]]) -> None:
    """Name in each row what it is about; whoever sees the row sees that too, so one statement a kind is enough."""
    known = {shape.name: shape for shape in shapes(uow)}
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row[f"{ABOUT}__0"], set()).add(row[f"{ABOUT}__1"])
    titles = {kind: _titles(uow, known[kind], sorted(ids)) for kind, ids in wanted.items() if kind in known}
    for one, row in zip(shaped, rows, strict=True):
        kind, record_id = row[f"{ABOUT}__0"], row[f"{ABOUT}__1"]
        title = titles.get(kind, {}).get(str(record_id))
        path = known[kind].path if title is not None else None
        one[ABOUT] = {"record": kind, "id": record_id, "title": title, "path": path}


def _shape_row(selecting: Selecting, fields: Sequence[Field], row: Mapping[Any, Any]) -> dict[str, Any]:
    shaped: dict[str, Any] = {name: row[name] for name in META if name in row}
    for item in fields:
        value = row[item.name]
        if item.is_reference and value is not None:
            value = {"id": value, "title": _title(selecting.uow, item, row[f"{item.name}__title"])}
        shaped[item.name] = value
    return shaped


def _title(uow: UnitOfWork, item: Field, title: Any) -> Any:
    """The title of what is referred to, if its field is one that the reader sees."""
    return shown_title(uow, shape_of(uow, item.references), title)


def _members(rows: Iterable[Mapping[str, Any]], name: str) -> list[UUID]:
    return sorted({UUID(one) for row in rows for one in row[name] or ()})


def _titles(uow: UnitOfWork, record: Record, ids: Sequence[UUID]) -> dict[str, Any]:
    if not ids:
        return {}
    table = record.table
    query = select(table.c.id, table.columns[record.title].label("title"))
    rows = uow.rows(query.where(*access.within(uow, record, table), table.c.id.in_(ids)))
    return {str(row["id"]): shown_title(uow, record, row["title"]) for row in rows}


def _files(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    query = select(FILE.c.id, FILE.c.name, FILE.c.size, FILE.c.media_type)
    rows = uow.rows(query.where(FILE.c.tenant_id == uow.tenant_id, FILE.c.id.in_(ids)))
    return {
        str(row["id"]): {
            "id": row["id"],
            "name": row["name"],
            "size": row["size"],
            "media_type": row["media_type"],
        }
        for row in rows
    }
