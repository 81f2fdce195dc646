"""Take a list out as a file: the same question, rows and fields as on the screen, written by a job."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as SchemaField
from sqlalchemy import func, select, update

from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Cell
from heyi.platform.errors import AppError, NotFound
from heyi.platform.jobs.definition import Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.exporting.cells import cells_of, header_of
from heyi.platform.records.exporting.reading import count_reading
from heyi.platform.records.exporting.store import file_path
from heyi.platform.records.exporting.tables import EXPORT_RUN
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.listing import ListQuery, Order, order_of, selected_rows, wanted_fields
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.showing import shape_rows
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import CleanText, LongText

MOST_CELLS = 10_000_000
ROWS_AT_ONCE = 2_000
LONGEST = timedelta(minutes=60)


class TooMuch(AppError):
    """The list holds more cells than one file takes."""

    code = "records.export_too_large"
    status = 422


class FileGone(AppError):
    """The file is not there yet, or it is older than seven days."""

    code = "records.export_file_gone"
    status = 404


def _as_text(condition: object) -> object:
    """A condition as the JSON text that lists take it in; a tree that was not written as text is written now."""
    return json.dumps(condition) if isinstance(condition, dict) else condition


class ExportBody(BaseModel):
    """Which rows and fields of a list, in which order, as which kind of file; what is not said is as in the list."""

    model_config = ConfigDict(extra="forbid")

    filter: Annotated[LongText | None, BeforeValidator(_as_text)] = None
    search: CleanText | None = None
    sort: CleanText | None = None
    fields: Annotated[list[CleanText], SchemaField(max_length=300)] | LongText | None = None
    format: Literal["xlsx", "csv"] = "xlsx"


@dataclass(frozen=True)
class Asked:
    """The job that writes the file, and the export under which the file will be."""

    job_id: UUID
    export_id: UUID


@dataclass(frozen=True)
class ExportId:
    """Which export."""

    export_id: UUID


@dataclass(frozen=True)
class _Question:
    selecting: Selecting
    fields: Sequence[Field]
    order: Order
    narrowed: Sequence[Any]


Lens = Callable[[UnitOfWork, Record, UUID], Selecting]
_lenses: dict[str, Lens] = {}


def export_through(name: str, lens: Lens) -> None:
    """Let lists be taken out as they are seen through something: `lens` gives the reader's view through the one of an
    id, and refuses whoever may not take them out there."""
    _lenses[name] = lens


def ask_for_export(
    uow: UnitOfWork, record: Record, body: ExportBody, *, through: tuple[str, UUID] | None = None
) -> Asked:
    """Have a list written to a file; who asked, for what, and how much it became is kept for the owner to see.

    `through` names a lens and what it looks through.

    Raises:
        InvalidInput: the condition, order or a field is not one of this record for the actor.
        TooMuch: it would be more than ten million cells.
    """
    question = _said(body) | ({"through": [through[0], str(through[1])]} if through else {})
    asked = _question(uow, record, question)
    most = MOST_CELLS // max(len(asked.fields), 1)
    rows = _count(asked, most + 1)
    if rows > most:
        raise TooMuch(most=MOST_CELLS, fields=len(asked.fields), rows=most)
    export_id = uow.new_id()
    uow.insert(
        EXPORT_RUN,
        {
            "id": export_id,
            "record": record.name,
            "format": body.format,
            "question": orjson.dumps(question).decode(),
        },
    )
    uow.audit("exported", record=record.name, record_id=export_id, changes={"rows": [None, rows]})
    job_id = enqueue(uow, export_records, ExportId(export_id))
    assert job_id is not None
    run = EXPORT_RUN.c
    place = (run.tenant_id == uow.tenant_id, run.id == export_id)
    uow.execute(update(EXPORT_RUN).where(*place).values(job_id=job_id))
    return Asked(job_id, export_id)


@job("records.export", ExportId, longest_step=LONGEST, leads_to=lambda _: "/exports")
def export_records(run: Running[ExportId]) -> dict[str, Any]:
    """Write the rows of a list to a file, in memory that does not grow with them."""
    uow = run.uow
    row = export_row(uow, run.payload.export_id)
    shape = shape_of(uow, row["record"])
    assert shape.permissions.take_out is not None
    uow.require(shape.permissions.take_out)
    asked = _question(uow, shape, row["question"])
    total = _count(asked, MOST_CELLS)
    path = file_path(run.services.home, uow.tenant_id, row["id"])
    title = words_of(uow).text(f"record.{shape.name}", uow.actor.language)
    count, size = _write(asked, path, SheetFormat(row["format"]), title, lambda done: run.report(done, total))
    name = f"{title}-{uow.today.isoformat()}.{row['format']}"
    place = (EXPORT_RUN.c.tenant_id == uow.tenant_id, EXPORT_RUN.c.id == row["id"])
    done = {"name": name, "rows": count, "size": size, "finished_at": uow.now, "kept": True}
    uow.execute(update(EXPORT_RUN).where(*place).values(**done))
    count_reading(uow, shape.name, count, "export")
    return {"export_id": str(row["id"]), "rows": count, "name": name}


def export_row(uow: UnitOfWork, export_id: UUID) -> Mapping[Any, Any]:
    """An export of the actor's, of a kind that he may still take out; what he sees with another's eyes is not his.

    Raises:
        NotFound: there is none.
    """
    run = EXPORT_RUN.c
    row = uow.first(
        select(EXPORT_RUN).where(
            run.tenant_id == uow.tenant_id, run.id == export_id, run.created_by == uow.actor.user_id
        )
    )
    if row is None or row["record"] not in exportable(uow):
        raise NotFound(what="record.export_run")
    return row


def exportable(uow: UnitOfWork) -> list[str]:
    """The kinds of records that the actor may look at and take out; none with another's eyes."""
    if uow.actor.kind == "seen":
        return []
    return [
        shape.name
        for shape in shapes(uow)
        if uow.actor.may(shape.permissions.view) and uow.actor.may(shape.permissions.take_out or "")
    ]


def _said(body: ExportBody) -> dict[str, Any]:
    fields = body.fields
    return {
        "filter": body.filter or None,
        "search": body.search or None,
        "sort": body.sort or None,
        "fields": ",".join(fields) if isinstance(fields, list) else fields or None,
    }


def _question(uow: UnitOfWork, record: Record, said: Mapping[str, Any]) -> _Question:
    shape = shape_of(uow, record.name)
    query = ListQuery(**{name: value for name, value in said.items() if name != "through"})
    if said.get("through"):
        name, place = said["through"]
        selecting, seen = _lenses[name](uow, shape, UUID(place)), []
    else:
        selecting = Selecting(uow, shape, "take_out")
        # Who may take rows out and may not see them takes out none: both rules hold.
        seen = Selecting(uow, shape).rows()
    fields = wanted_fields(selecting, query.fields)
    narrowed = [*selecting.rows(), *seen, *selecting.filtered(query.filter), *selecting.found(query.search)]
    return _Question(selecting, fields, order_of(selecting, query), narrowed)


def _count(asked: _Question, most: int) -> int:
    some = select(asked.selecting.table.columns["id"]).where(*asked.narrowed).limit(most).subquery()
    return int(asked.selecting.uow.scalar(select(func.count()).select_from(some)))


def _write(asked: _Question, path: Path, format_: SheetFormat, title: str, report: Any) -> tuple[int, int]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            count = write_rows(
                file,
                format_,
                header=header_of(asked.selecting, asked.fields),
                rows=_rows(asked, report),
                title=title,
                workshop=path.parent,
            )
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return count, path.stat().st_size


def _rows(asked: _Question, report: Any) -> Iterator[list[Cell]]:
    """All rows by one query whose answer comes in pieces."""
    selecting = asked.selecting
    uow = selecting.uow
    query = selected_rows(selecting, asked.fields, asked.order).where(*asked.narrowed)
    query = query.order_by(*asked.order.by)
    turn = cells_of(selecting, asked.fields)
    uow.flush()
    uow.statements += 1
    found = uow.connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE)).mappings()
    done = 0
    while some := list(islice(found, ROWS_AT_ONCE)):
        yield from turn(shape_rows(selecting, asked.fields, some))
        done += len(some)
        report(done)


@dataclass(frozen=True)
class ExportView:
    """An export: who took what out, by which question, how much it was, and whether its file is still there."""

    id: UUID
    record: str
    format: str
    filter: str | None
    search: str | None
    sort: str | None
    fields: list[str]
    rows: int | None
    size: int | None
    name: str
    user_id: UUID | None
    user: str | None
    created_at: datetime
    finished_at: datetime | None
    state: str
    may_download: bool
