"""The rows of a file, once read and found harmless, laid out on the disk so that a step can go on where one ended.

One line of JSON a row: its number in the file, then its cells. Lines are named by where they begin. The file can always
be made anew from what was uploaded, so losing it loses nothing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import orjson

from heyi.kit.tables import Row
from heyi.kit.tabular import TableStream

_FIRST = 12


@dataclass(frozen=True)
class Lines:
    """Some rows with their numbers, and where the next one begins; None where there is none."""

    numbers: list[int]
    rows: list[Row]
    next: int


def spool_path(home: Path, tenant_id: UUID, run_id: UUID) -> Path:
    """Where the rows of a run lie."""
    return home / "imports" / str(tenant_id) / f"{run_id}.rows"


def write_spool(path: Path, stream: TableStream) -> int:
    """Lay all rows out; how many there are. The header is the first line.

    Raises:
        TableError: a row is beyond the limits or cannot be read; nothing is left lying.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as out:
            count = _write_lines(out, stream)
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _write_lines(out: BinaryIO, stream: TableStream) -> int:
    out.write(orjson.dumps([stream.header_row, *stream.header]) + b"\n")
    count = 0
    for number, row in stream.rows:
        out.write(orjson.dumps([number, *row]) + b"\n")
        count += 1
    return count


def read_lines(path: Path, start: int, most: int) -> Lines:
    """At most so many rows from that place on."""
    numbers: list[int] = []
    rows: list[Row] = []
    with path.open("rb") as source:
        source.seek(start)
        for line in islice(source, most):
            number, *cells = orjson.loads(line)
            numbers.append(number)
            rows.append(cells)
            start += len(line)
    return Lines(numbers, rows, start)


def first_lines(path: Path) -> Lines:
    """The header and the rows right below it, among which the true header may be."""
    return read_lines(path, 0, _FIRST)


def all_lines(path: Path, start: int, at_once: int) -> Iterator[Lines]:
    """All rows from that place on, so many at once."""
    while (lines := read_lines(path, start, at_once)).rows:
        yield lines
        start = lines.next
