"""How a run's file is understood: which fields its columns fill, found once and used for every part of its rows."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from heyi.kit.tabular import Table, open_table
from heyi.kit.text import normalise
from heyi.platform.files.store import path_of
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.columns import Fillable, Layout, fillable, lay_out
from heyi.platform.records.importing.contracts import Plan, Way
from heyi.platform.records.importing.spool import (
    Lines,
    first_lines,
    read_lines,
    spool_path,
    write_spool,
)
from heyi.platform.records.importing.tables import IMPORT_MAPPING, IMPORT_RUN
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.permissions import KEEP_ORIGIN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_SAMPLES = 3
_SAMPLE = 60

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Understood:
    """A run's file with its columns understood, how its rows are taken, and where the first of them begins."""

    shape: Record
    may: Fillable
    layout: Layout
    plan: Plan
    start: int
    path: Path

    def part(self, lines: Lines) -> Layout:
        """The layout of some of the rows."""
        width = len(self.layout.header)
        rows = [row if len(row) >= width else row + [None] * (width - len(row)) for row in lines.rows]
        return replace(self.layout, rows=rows, row_numbers=lines.numbers)


def spooled(uow: UnitOfWork, run: Row, home: Path) -> Path:
    """Where the run's rows lie; laid out from what was uploaded if they are not there.

    Raises:
        TableError: the file cannot be read as a table.
    """
    path = spool_path(home, uow.tenant_id, run["id"])
    if not path.exists():
        lay_rows_out(uow, run, home)
    return path


def lay_rows_out(uow: UnitOfWork, run: Row, home: Path) -> dict[str, Any]:
    """Read the uploaded file to its end and lay its rows out; says what the file is.

    Raises:
        TableError: it cannot be read as a table, or holds too much.
    """
    data = path_of(home, uow.tenant_id, run["file_id"]).read_bytes()
    stream = open_table(data, run["filename"])
    del data
    rows = write_spool(spool_path(home, uow.tenant_id, run["id"]), stream)
    return {"encoding": stream.encoding, "sheet": stream.sheet, "rows": rows}


def understood(
    uow: UnitOfWork,
    run: Row,
    home: Path,
    *,
    mapping: Mapping[str, str | None],
    plan: Plan,
    keep_origin: bool,
) -> Understood:
    """The run's file under a mapping.

    Raises:
        InvalidInput: the mapping speaks of a column or a field that does not exist for the actor.
    """
    path = spooled(uow, run, home)
    shape = shape_of(uow, run["record"])
    may = fillable(uow, shape, words_of(uow), origin=keep_origin and uow.actor.may(KEEP_ORIGIN))
    layout = lay_out(
        may,
        first_table(path),
        mapping,
        language=uow.actor.language,
        creating=plan.way is not Way.UPDATE,
    )
    return Understood(shape, may, layout, plan, read_lines(path, 0, layout.skipped + 1).next, path)


def samples_of(table: Table, skipped: int) -> list[list[str]]:
    """Up to three values of each column, from the first rows: by them a person sees what a column holds."""
    columns = zip_longest(*table.rows[skipped:]) if table.rows[skipped:] else ()
    return [[cell[:_SAMPLE] for cell in dict.fromkeys(filter(None, cells))][:_SAMPLES] for cells in columns]


def first_table(path: Path) -> Table:
    """The first rows as a table: enough to find the header in."""
    lines = first_lines(path)
    return Table(
        [cell or "" for cell in lines.rows[0]],
        lines.rows[1:],
        lines.numbers[1:],
        "",
        header_row=lines.numbers[0],
    )


def header_key(header: Sequence[str]) -> str:
    """What stands for a set of headers: the same for files of the same columns in the same order."""
    return hashlib.sha256("\n".join(normalise(name) for name in header).encode()).hexdigest()


def remembered(uow: UnitOfWork, record: str, header: Sequence[str]) -> dict[str, str | None] | None:
    """What the columns of such a file meant the last time."""
    kept = IMPORT_MAPPING.c
    query = select(kept.mapping).where(
        kept.tenant_id == uow.tenant_id, kept.record == record, kept.header == header_key(header)
    )
    found: dict[str, str | None] | None = uow.scalar(query)
    return found


def remember(uow: UnitOfWork, record: str, header: Sequence[str], mapping: Mapping[str, str | None]) -> None:
    """Keep what the columns of such a file mean."""
    kept = IMPORT_MAPPING.c
    key = header_key(header)
    row = uow.first(
        select(kept.id).where(kept.tenant_id == uow.tenant_id, kept.record == record, kept.header == key)
    )
    text = orjson.dumps(dict(mapping)).decode()
    if row is None:
        values = {"id": uow.new_id(), "record": record, "header": key, "mapping": text}
        uow.insert_missing(IMPORT_MAPPING, [values], unique=("record", "header"))
    else:
        uow.change(IMPORT_MAPPING, row["id"], {"mapping": text})


def run_row(uow: UnitOfWork, run_id: Any) -> Row | None:
    """The run as it stands."""
    run = IMPORT_RUN.c
    return uow.first(select(IMPORT_RUN).where(run.tenant_id == uow.tenant_id, run.id == run_id))
